"""Whose answers are alike: JPlag compares them, without their names and layout, and without what was given out.

JPlag knows Java files, and an answer is a piece for the Java shell: each stands in a class of its own, in a file of its
own. What is no Java in there is not compared. JPlag's library is made for Java 21.
"""
import html
import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from nbgrader.utils import is_solution

from grading.course import Trouble, put_together, shown
from grading.names import grade_id
from grading.rebuild import Unreadable
from grading.report import table
from tools.files import write
from tools.library import maven
from tools.machine import jdks

PLACE = Path(__file__).parent / "alike"
OLDEST = 21
FEWEST_TOKENS = 9                                                      # in a row; the tests say why
GIVEN = "given"
MOST_SHOWN = 30


@dataclass(frozen=True)
class Pair:
    """Two students; the share of their tokens that match, of both together and of the one with the larger share."""
    one: str
    other: str
    similarity: float
    larger: float


def alike(course, name, step):
    """Writes report/<name>-alike.html, and prints the pairs at its top."""
    assignment, (students, _) = course.assignment(name), course.students(name)
    handed = {}
    for student in students:
        try:
            notebook, _ = put_together(assignment, course.root / "submitted" / student / name, [])
            handed[student] = answers_of(notebook)
        except Unreadable as why:
            print(f"  {student:<20} not compared: {why}")
    if len(handed) < 2:
        raise Trouble(f"Comparing expects two submissions of {name} or more, got {len(handed)}")
    with step(f"{name}: {len(handed)} submissions compared, by JPlag") as progress:
        pairs = compared(answers_of(assignment.released), handed, progress)
    rows = [[pair.one, pair.other, f"{pair.similarity:.0%}", f"{pair.larger:.0%}"] for pair in pairs]
    file = course.root / "report" / f"{name}-alike.html"
    write(file, page(name, rows, len(handed)))
    print(table([["student", "student", "alike", "at most"], *rows[:MOST_SHOWN]]))
    print(shown(file))


def answers_of(notebook):
    """{name: source} of the student's code: the answers, and the cells that were added."""
    return {grade_id(cell) or f"added-{number}": cell.source for number, cell in enumerate(notebook.cells)
            if cell.cell_type == "code" and cell.source.strip() and not cell.source.startswith("%")
            and (is_solution(cell) or cell.metadata.get("theirs"))}


def compared(given, handed, step, fewest=FEWEST_TOKENS):
    """The pairs of students, the most alike first."""
    jdk = jdks()[-1]
    if jdk.feature < OLDEST:
        raise Trouble(f"Comparing answers expects a JDK of {OLDEST} or newer, as JPlag does, got {jdk.version}: "
                      "install one beside it")
    fetch(jdk, step)
    names = {f"s{number}": student for number, student in enumerate(handed)}
    with tempfile.TemporaryDirectory() as folder:
        for place, answers in {GIVEN: given, **{place: handed[student] for place, student in names.items()}}.items():
            for cell, source in answers.items():
                write(Path(folder) / place / f"{identifier(cell)}.java", in_a_class(identifier(cell), source))
        done = subprocess.run([jdk.java, "-cp", PLACE / "target" / "classpath" / "*", PLACE / "Alike.java", folder,
                               GIVEN, str(fewest)], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode:
        raise Trouble(f"JPlag: {(done.stderr.strip().splitlines() or ['it ended without a word'])[-1]}")
    lines = [line.split("\t")[1:] for line in done.stdout.splitlines() if line.startswith("pair\t")]
    pairs = [Pair(names[one], names[other], float(both), float(larger)) for one, other, both, larger in lines]
    return sorted(pairs, key=lambda pair: (-pair.similarity, pair.one, pair.other))


def fetch(jdk, step):
    """JPlag's jars, by Maven, once."""
    asked, fetched = (PLACE / "pom.xml").read_text(encoding="utf-8"), PLACE / "target" / "fetched"
    if not fetched.exists() or fetched.read_text(encoding="utf-8") != asked:
        maven(step, jdk, "Fetching JPlag", "-f", PLACE, "package")
        write(fetched, asked)


def identifier(cell):
    return re.sub(r"\W", "_", cell)


def in_a_class(name, source):
    """A cell's methods, classes and variables as members; its imports stay above."""
    imports = re.findall(r"^\s*import\s[^;]*;", source, re.M)
    rest = re.sub(r"^\s*import\s[^;]*;", "", source, flags=re.M)
    return "\n".join([*imports, f"class {name} {{", rest, "}", ""])


def page(name, rows, students):
    lines = "".join(f"<tr>{''.join(f'<td>{html.escape(value)}</td>' for value in row)}</tr>" for row in rows)
    return PAGE.format(name=html.escape(name), students=students, rows=lines)


PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>{name}: who is alike</title>
<style>
:root {{ color-scheme: light dark }} body {{ margin: 2em auto; max-width: 50em; padding: 0 1em;
  font: 16px/1.5 system-ui, sans-serif }} table {{ border-collapse: collapse }} td, th {{ padding: .2em .8em;
  border-bottom: 1px solid #8886; text-align: left }}
</style>
<h1>{name}: who is alike</h1>
<p>{students} submissions. <em>Alike</em> is the share of the tokens of both that match, <em>at most</em> that share for
the one who has more of them in common. Names, comments and layout do not count, nor does what was given out. Two who
never met may share a third; from about two thirds on, read both. It is a reason to read, and no proof.</p>
<table><thead><tr><th>student</th><th>student</th><th>alike</th><th>at most</th></tr></thead><tbody>{rows}</tbody>
</table></html>
"""
