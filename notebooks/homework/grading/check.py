"""For a student: the visible tests of a notebook, on the student's own machine, part by part."""
import re
from pathlib import Path

from nbgrader.utils import is_grade, is_locked

from grading.assignment import Assignment, grade_id, part_of
from grading.course import Trouble
from grading.rebuild import Unreadable, read
from grading.runner import Submission, is_test, run
from grading.sandbox import Limits
from grading.screen import EVERYWHERE, Screen, all_of, declarations, words


COMPILER = ("CompilationException", "IncompleteSourceException")


class Own(Assignment):
    """An assignment as the student has it: without solutions and hidden tests."""
    files = ()

    def __init__(self, file):
        read(file.read_text(encoding="utf-8", errors="replace"))
        super().__init__(file)
        for cell in self.source.cells:
            if not is_locked(cell) and not cell.source.startswith("%load include"):
                cell.metadata.theirs = True

    def screen(self):
        return OwnScreen(self)


class OwnScreen(Screen):
    """Knows no reference solution: what the student declares in a solution cell is taken for what was asked."""

    def __init__(self, own):
        given = [declarations(cell.source) for cell in own.locked() if not is_grade(cell)]
        self.reference = {}
        self.own_work(own.forbids, own.solutions())
        self.types, self.methods = EVERYWHERE | all_of(given, "types"), {"show"} | all_of(given, "methods")
        self.variables = all_of(given, "variables")


def check(machine, file, step):
    """Prints which visible tests pass. Returns how many do not."""
    file = Path(file)
    if not file.is_file():
        raise Trouble(f"There is no file {file}")
    try:
        own = Own(file)
    except Unreadable as why:
        raise Trouble(f"{file}: {why}") from None
    if not own.tests:
        raise Trouble(f"{file} has no tests: is it a homework?")
    if not (file.parent / "include.jshell").is_file():
        raise Trouble(f"There is no include.jshell beside {file}: it came with it, and the first cell loads it")
    submission = Submission(own, own.source, folder=str(file.resolve().parent))
    with step(file.name) as progress:
        run(machine, submission, Limits(), lambda note: setattr(progress, "note", note))
        progress.note = ""
    return summary(own, submission)


def summary(own, submission):
    tests = {grade_id(cell): cell for cell in submission.cells.values() if is_test(cell)}
    results = {name: problem(cell) for name, cell in tests.items() if words(cell.source) != ["{", "}"]}
    for part, (title, worth) in sorted(own.parts.items()):
        names = [name for name in tests if part_of(name) == part]
        visible = [name for name in names if name in results]
        passed = sum(results[name] is None for name in visible)
        print(f"\nPart {part} · {title}: {passed} of {len(visible)} visible tests pass ({worth} points)")
        for name in names:
            print(line(name, results))
    for remark in submission.remarks + broken(submission):
        print(f"\n{remark}")
    failed = sum(result is not None for result in results.values())
    print("\nEvery visible test passes. The hidden ones ask the same of other numbers." if not failed else
          f"\n{failed} of {len(results)} visible tests do not pass yet.")
    return failed


def line(name, results):
    if name not in results:
        return f"  –    {name}\n       all of its lines are hidden: it is tested when it is graded"
    return f"  ok   {name}" if results[name] is None else f"  no   {name}\n       {results[name]}"


def broken(submission):
    """The student's cells that the compiler refuses."""
    return [f"{submission.name(number)} {problem(cell)}" for number, cell in submission.cells.items()
            if not is_test(cell) and any(output.get("ename") in COMPILER for output in cell.outputs)]


def problem(cell):
    """What is wrong with a cell, in a line, or None."""
    error = next((output for output in cell.outputs if output.output_type == "error"), None)
    if error is None:
        return None
    if error.ename in COMPILER:
        return f"does not compile: {compiler(error)}"
    unresolved = re.search(r"unresolved references in \w+:(\w+)", error.evalue)
    if unresolved:
        return f"{unresolved[1]} uses a name that is not there, or one whose cell does not compile"
    return re.sub(r"^java\.lang\.(\w+, (?!null$)|(\w+), null$)", r"\2", error.evalue)


def compiler(error):
    """The compiler's first words, without the code and the colours."""
    lines = re.sub(r"\x1b\[[\d;]*m", "", "\n".join(error.traceback)).splitlines()
    said = [" ".join(line.rstrip(":").split()) for line in lines if line.strip() and not line.startswith("|")]
    return ", ".join(said[:2])
