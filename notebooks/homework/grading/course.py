"""A course in a folder, as nbgrader lays it out: source, release, submitted, autograded, feedback, gradebook.db.

The commands of `./kit homework` that an instructor uses; nbgrader keeps the book and makes the feedback.
"""
import contextlib
import logging
import os
import re
import shutil
import sys
import warnings
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat.v4 import new_markdown_cell
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde, GenerateAssignment, GenerateFeedback
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import is_grade, parse_utc
from traitlets.log import get_logger

from grading.assignment import HOMEWORK, Assignment, settings
from grading.harmless import harmless, literal, without_halves
from grading.messages import explain
from grading.names import grade_id, part_of
from grading.pages import FEEDBACK, TEMPLATES, sealed
from grading.rebuild import Unreadable, decoded, rebuild
from grading.recorded import executed
from grading.runner import NoKernel, Submission, error, is_test, run
from grading.sandbox import what_is_missing
from grading.spared import spare
from tools import machine
from tools.console import Problem
from tools.environment import environment
from tools.files import write
from tools.kernel import registered
from tools.library import mathjax_file

MUCH_BYTES, MOST_BYTES = 20_000_000, 300_000_000
ODD = re.compile(r'[<>"\\\x00-\x1f\x7f\ud800-\udfff]')
PATTERN = re.compile(r"[\[\]*?#%]")
ELSEWHERE = """# A course of its own; its settings are the kit's.
c = get_config()                                                       # noqa: F821
load_subconfig("nbgrader_config.py", path={kit!r})                     # noqa: F821
c.CourseDirectory.root = {root!r}
"""


class Trouble(Problem):
    """What stops a command, in a sentence for the instructor."""


def not_graded(name):
    return Trouble(f"Nobody's {name} is graded yet: ./kit homework grade {name}")


def shown(path):
    """From here, where it is below."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


@dataclass(frozen=True)
class Course:
    root: Path

    @classmethod
    def at(cls, folder, new=True):
        """The kit's own folder, or one that the instructor names: that gets the settings, and copies of the sources."""
        course = cls(Path(folder).resolve() if folder else HOMEWORK)
        if PATTERN.search(str(course.root)):
            raise Trouble(f"The path of a course expects none of [ ] * ? # %, which nbgrader takes for a pattern, got "
                          f"{course.root}")
        if not new and not course.root.is_dir():
            raise Trouble(f"There is no course in {course.root}")
        if course.root != HOMEWORK:
            text = ELSEWHERE.format(kit=str(HOMEWORK), root=str(course.root))
            write(course.root / "nbgrader_config.py", text)
        return course

    def assignment(self, name):
        file = self.root / "source" / name / f"{name}.ipynb"
        if not file.exists() and self.root != HOMEWORK and (HOMEWORK / "source" / name).is_dir():
            shutil.copytree(HOMEWORK / "source" / name, file.parent)
        if not file.exists():
            known = sorted({folder.name for root in (self.root, HOMEWORK) for folder in (root / "source").glob("*")})
            raise Trouble(f"There is no assignment {name}; there are {', '.join(known) or 'none'}")
        assignment = Assignment(file)
        if assignment.problems():
            raise Trouble("\n".join([f"{shown(file)} cannot be graded:", *assignment.problems()]))
        return assignment

    def nbgrader(self, converter, name, student):
        """Runs one of nbgrader's steps with the course's settings; its log is silent, its error is ours."""
        config = settings()
        config.CourseDirectory.root = str(self.root)
        folder = CourseDirectory(config=config, assignment_id=name, student_id=student)
        config.HTMLExporter.template_name = FEEDBACK
        config.HTMLExporter.extra_template_basedirs = [str(TEMPLATES)]
        if converter is Autograde:
            folder.submitted_directory = "executed"                    # a file that nobody can read is a notebook there
        with quiet() as said, beside_python():
            try:
                step = converter(coursedir=folder, config=config)
                if student != NOBODY:
                    step.init_notebooks = lambda: take(step, Path(step._format_source(name, student)))
                step.start()
            except Exception as failure:
                raise Trouble(f"nbgrader: {' '.join(said[-3:]) or failure}") from failure

    def book(self):
        return Gradebook(f"sqlite:///{self.root / 'gradebook.db'}", "unrolled")

    def is_released(self, name):
        if not (self.root / "gradebook.db").exists():
            return False
        with self.book() as book:
            return any(assignment.name == name and assignment.notebooks for assignment in book.assignments)

    def students(self, name):
        """Who handed it in: the folders submitted/<student>/<name>; and those whose names no page could show."""
        names = sorted(place.parent.name for place in (self.root / "submitted").glob(f"*/{name}")
                       if not place.parent.name.startswith((".", "__MACOSX")))
        odd = [student for student in names if ODD.search(student) or student != student.strip()]
        return [student for student in names if student not in odd], odd


@contextlib.contextmanager
def beside_python():
    """nbgrader calls the program alembic, which lies beside this Python and not always on the path."""
    before = os.environ["PATH"]
    os.environ["PATH"] = os.path.dirname(sys.executable) + os.pathsep + before
    try:
        yield
    finally:
        os.environ["PATH"] = before


class quiet:
    """nbgrader's log, kept instead of shown."""

    def __enter__(self):
        self.log, self.lines = get_logger(), []
        self.handler = logging.Handler(logging.ERROR)
        self.handler.emit = lambda record: self.lines.append(record.getMessage().strip().split("\n")[-1])
        self.before = self.log.handlers[:], self.log.level, self.log.propagate
        self.log.handlers, self.log.propagate = [self.handler], False
        self.warnings = warnings.catch_warnings()
        self.warnings.__enter__()
        warnings.simplefilter("ignore")                                # SQLAlchemy's, about nbgrader's own code
        return self.lines

    def __exit__(self, *failure):
        self.warnings.__exit__(*failure)
        self.log.handlers, self.log.level, self.log.propagate = self.before


# ── release ────────────────────────────────────────────────────────────────────────────────────────────────────

def release(course, name):
    """The students' folder, and the assignment's cells and points in the gradebook."""
    assignment = course.assignment(name)
    course.nbgrader(GenerateAssignment, name, NOBODY)
    folder = course.root / "release" / name
    hidden = sum("BEGIN HIDDEN TESTS" in cell.source for cell in assignment.source.cells)
    print(f"{name}: {len(assignment.tests)} tests ({hidden} with hidden lines), "
          f"{sum(assignment.points.values()):g} points in {len(assignment.parts)} parts\n"
          f"Give your students this folder: {shown(folder)}")


# ── grade ──────────────────────────────────────────────────────────────────────────────────────────────────────

def grade(course, name, limits, step):
    """Every submission of one assignment. Returns how many could not be graded, which is the grader's fault."""
    assignment, (students, odd) = course.assignment(name), course.students(name)
    if not course.is_released(name):
        raise Trouble(f"{name} is not in the gradebook yet: ./kit homework release {name}")
    if not students:
        raise Trouble(f"Nobody has handed in {name}: {course.root / 'submitted'} expects <student>/{name}/{name}.ipynb")
    if what_is_missing():
        print(f"  {what_is_missing()}")
    print(f"  {on_kernel()}")
    for student in odd:
        print(f"  {student!r:<20} not graded: the name of a folder expects no < > \" \\ and no space at its ends")
    done, failed = {}, {}
    with step(f"{name}: {len(students)} submissions, {machine.at_once()} at a time") as progress:
        for student, result in at_once(course, assignment, students, limits):
            (failed if isinstance(result, Exception) else done)[student] = result
            progress.note = f"{len(done) + len(failed)} of {len(students)}"
            say(progress, student, result)
    with step("the gradebook, by nbgrader") as progress:
        new = sorted(student for student, submission in done.items()
                     if submission.is_new or not (course.root / "autograded" / student / name).exists())
        for student in new:                                            # what was marked by hand stays as it is
            progress.note = student
            try:
                course.nbgrader(Autograde, name, student)
            except Trouble as trouble:
                failed[student] = trouble
                progress.say(f"  {student:<20} not in the gradebook: {trouble}")
        progress.note = f"{len(new)} new"
    return len(failed) + len(odd)


NOBODY = "."                                                           # nbgrader's student of a release


def take(step, folder):
    """In place of nbgrader 0.9.6's search, which reads the brackets in a folder's name as a pattern."""
    step.assignments = {str(folder): sorted(map(str, folder.glob("*.ipynb")))}
    step.notebooks = []


def on_kernel():
    """Which kernel runs the cells: a few count on one of the two and not on the other."""
    command, _ = registered(environment())
    jar = next((Path(part).stem for part in command if re.search(r"(jjava|ijava)[^/\\]*\.jar$", part)), "")
    return f"on the kernel {'IJava' if jar.startswith('ijava') else 'JJava'}"


def at_once(course, assignment, students, limits):
    with ThreadPoolExecutor(machine.at_once()) as pool:
        jobs = {pool.submit(one, course, assignment, student, limits): student for student in students}
        try:
            for job in as_completed(jobs):
                yield jobs[job], job.exception() or job.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def say(progress, student, result):
    if isinstance(result, NoKernel):
        progress.say(f"  {student:<20} not graded: the Java kernel did not start ({result})")
    elif isinstance(result, Exception):
        progress.say(f"  {student:<20} not graded: {result!r}")
    else:
        points = sum(score or 0 for score in result.scores().values())
        progress.say("\n".join([f"  {student:<20} {points:>5g}", *(f"  {'':<20} · {line}" for line in result.remarks)]))


def one(course, assignment, student, limits):
    folder = course.root / "submitted" / student / assignment.name
    remarks = []
    try:
        submission = Submission(assignment, *put_together(assignment, folder, remarks))
        run(submission, limits)
        explain(submission)
        spare(submission, limits)
    except Unreadable as why:
        submission = nothing(assignment, str(why))
    submission.remarks += remarks
    place = executed(course.root, student, assignment.name)
    take_timestamp(folder / "timestamp.txt", place.parent / "timestamp.txt", submission.remarks)
    text = without_halves(nbformat.writes(with_remarks(submission)) + "\n")
    submission.is_new = not place.exists() or place.read_text(encoding="utf-8") != text
    write(place, text)
    return submission


def put_together(assignment, folder, remarks):
    """The submission on the instructor's notebook. Whatever a file can hold, it costs one student."""
    try:
        return rebuild(assignment, text_of(folder, assignment, remarks))
    except Unreadable:
        raise
    except OSError as error:
        raise Unreadable(f"the file cannot be read: {error.strerror or error}") from None
    except Exception as error:
        raise Unreadable(f"the file is not a notebook as nbgrader knows it: {error!r}"[:200]) from None


def text_of(folder, assignment, remarks):
    """The text of the submission: the notebook of that name, or else the only one that is this assignment."""
    if not folder.is_dir():
        raise Unreadable(f"{folder.name} is a file, and should be a folder with {assignment.name}.ipynb")
    file = folder / f"{assignment.name}.ipynb"
    if not file.is_file():
        file = another(folder, assignment)
        remarks.append(f"{file.relative_to(folder).as_posix()} was taken for {assignment.name}.ipynb")
    if not file.resolve().is_relative_to(folder.resolve()):
        raise Unreadable(f"{file.name} is a link to a file elsewhere")
    size = file.stat().st_size
    if size > MOST_BYTES:
        raise Unreadable(f"{file.name} has more than {MOST_BYTES // 10 ** 6} MB")
    if size > MUCH_BYTES:
        remarks.append(f"{file.name} has {size // 10 ** 6} MB: clear its outputs before it is handed in")
    return decoded(file.read_bytes())


def another(folder, assignment):
    """A notebook of another name, in the folder or in one that a zip file left there."""
    files = [file for file in sorted(folder.rglob("*.ipynb")) if file.is_file() and file.stat().st_size <= MOST_BYTES
             and not any(part.startswith((".", "__MACOSX")) for part in file.relative_to(folder).parts)]
    this = [file for file in files if is_this(file, assignment)] or files
    if len(this) == 1:
        return this[0]
    here = ", ".join(sorted(file.name for file in folder.iterdir())[:5]) or "nothing"
    raise Unreadable(f"there is no {assignment.name}.ipynb, but {here}")


def is_this(file, assignment):
    text = decoded(file.read_bytes())
    return any(f'"{name}"' in text for name in assignment.tests)


def take_timestamp(file, place, remarks):
    """When it was handed in, where a learning platform wrote that down in words that nbgrader can read."""
    try:
        text = decoded(file.read_bytes()).removeprefix("\ufeff").strip()
        parse_utc(text)
        write(place, text + "\n")
    except FileNotFoundError:
        place.unlink(missing_ok=True)
    except (OSError, ValueError, OverflowError):
        place.unlink(missing_ok=True)
        remarks.append("timestamp.txt holds no date, and was not used")


def nothing(assignment, why):
    """In place of a file that nobody can read: the empty notebook, whose tests say so."""
    submission = Submission(assignment, *rebuild(assignment, nbformat.writes(assignment.released)))
    submission.remarks.append(why)
    for number, cell in submission.cells.items():
        if is_test(cell):
            submission.outcome[number] = [error("Unreadable", f"It did not run: {why}.")]
    return submission.finish()


def with_remarks(submission):
    """The notebook for the gradebook: what the grader noticed stands on top, where form grader and feedback show it."""
    notebook = harmless(submission.notebook)
    if submission.remarks:
        lines = "".join(f"<li>{literal(line)}</li>" for line in submission.remarks)
        text = f'**What the grader noticed**\n\n<ul class="tex2jax_ignore">{lines}</ul>'
        notebook.cells.insert(0, new_markdown_cell(text, id="remarks"))
    notebook.metadata.remarks = submission.remarks
    parts = submission.assignment.parts
    notebook.metadata.parts = {str(number): list(part) for number, part in sorted(parts.items())}
    for cell in notebook.cells:
        if is_grade(cell):                                             # for the feedback page, which counts by parts
            number = part_of(grade_id(cell))
            title, worth = parts.get(number, ("", 0))
            cell.metadata.part_number, cell.metadata.part = str(number), f"Part {number} · {title}, {worth} points"
    return notebook


# ── feedback ───────────────────────────────────────────────────────────────────────────────────────────────────

def feedback(course, name, step):
    """nbgrader's page for each student: every cell with its output, points, and comments from the form grader."""
    course.assignment(name)
    if not any((course.root / "autograded").glob(f"*/{name}")):
        raise not_graded(name)
    students = sorted(folder.parent.name for folder in (course.root / "autograded").glob(f"*/{name}"))
    mathjax = mathjax_file().read_text(encoding="utf-8")
    made, failed = 0, 0
    with step(f"{name}: feedback, by nbgrader") as progress:
        for student in students:
            page = course.root / "feedback" / student / name / f"{name}.html"
            try:
                course.nbgrader(GenerateFeedback, name, student)
                write(page, sealed(page.read_text(encoding="utf-8"), mathjax))
                made += 1
            except (Trouble, OSError) as trouble:
                failed += 1
                progress.say(f"  {student:<20} no page: {trouble}")
            progress.note = f"{made} pages"
    print(f"Give each student the page in {shown(course.root / 'feedback')}/<student>/{name}")
    return failed
