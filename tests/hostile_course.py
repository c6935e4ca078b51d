"""A course in which a student's notebook tries to run scripts where it is shown; made without a kernel.

python -m tests.hostile_course FOLDER: Eve's notebook is stored as the grader stores it, Mal's as it came.
"""
import base64
import contextlib
import io
import json
import sys
from pathlib import Path
from unittest import mock

from tests.homework_course import nbformat, solved, tiny

from grading import course as courses
from grading.course import Course
from grading.recorded import executed
from grading.sandbox import Limits

MARK = "window.marked = 1; document.title = 'marked'"
PICTURE = base64.b64encode(b'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="60">'
                           b'<rect width="300" height="60" fill="#0072B2"/>'
                           b'<text x="20" y="38" fill="white">a figure</text></svg>').decode()
FIGURE = (f'<figure class="unrolled"><div><img alt="a figure" src="data:image/svg+xml;base64,{PICTURE}"></div>'
          f"<figcaption>It keeps its picture.</figcaption><script>{MARK}</script></figure>")
MARKUP = [f"<script>{MARK}</script>", f'<img src="x" onerror="{MARK}">', f'<svg onload="{MARK}"></svg>',
          f'<iframe srcdoc="<script>parent.{MARK}</script>"></iframe>', f'<details open ontoggle="{MARK}">d</details>',
          f'<input autofocus onfocus="{MARK}">', f"<a id='js' href=\"javascript:{MARK}\">a link</a>",
          f'<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror={MARK}&gt;">']
EQUATION = "\n\n$\\href{javascript:window.marked=1}{x^2} \\require{html} \\style{position:fixed}{y}$"


class Quiet:
    def __init__(self, name):
        self.note = ""

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass

    def say(self, line):
        print(line)


def outputs():
    new = nbformat.v4.new_output
    return [new("display_data", {"text/html": FIGURE}), new("display_data", {"application/javascript": MARK}),
            new("display_data", {"text/markdown": MARKUP[0] + EQUATION}),
            new("display_data", {"text/latex": MARKUP[1]}),
            new("display_data", {"image/svg+xml": MARKUP[2]}),
            *(new("display_data", {"text/html": markup}) for markup in MARKUP),
            new("stream", name="stdout", text=MARKUP[0]),
            new("error", ename="RuntimeException", evalue=MARKUP[0], traceback=[MARKUP[0]])]


def as_a_kernel_would(submission, limits=None, tell=None):
    """Every cell runs without a word, but for the student's first, which shows what it can, and a test that fails."""
    for number in submission.cells:
        shown = outputs() if submission.name(number) in ("hw0-1-step", "hw0-2a-sum") else []
        submission.outcome.setdefault(number, shown)
    submission.passed = set(submission.tests)
    return submission.finish()


def handed(assignment):
    book = solved(assignment)
    for cell in book.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == "hw0-2-why":
            cell.source = "\n\n".join(MARKUP) + EQUATION
    book.cells.insert(3, nbformat.v4.new_markdown_cell("\n\n".join(MARKUP) + EQUATION))
    book.cells.insert(4, nbformat.v4.new_code_cell(f"%load {MARKUP[1]}"))
    return book


def make(folder):
    assignment = tiny(folder)
    course = Course.at(folder)
    courses.release(course, assignment.name)
    for student in ("eve", "mal"):
        place = folder / "submitted" / student / assignment.name
        place.mkdir(parents=True)
        nbformat.write(handed(assignment), place / f"{assignment.name}.ipynb")
    with mock.patch.object(courses, "run", as_a_kernel_would):
        courses.grade(course, assignment.name, Limits(), Quiet)
    past_the_first_wall(folder, executed(folder, "mal", assignment.name))
    courses.feedback(course, assignment.name, Quiet)
    with course.book() as book:
        ids = {submission.student.id: submission.id
               for submission in book.notebook_submissions(assignment.name, assignment.name)}
    (folder / "submissions.json").write_text(json.dumps(ids))


def past_the_first_wall(folder, file):
    """As if what is stored had not been cleaned."""
    stored = folder / "autograded" / "mal" / "hw0-tiny"
    book = nbformat.read(stored / file.name, 4)
    for cell in book.cells:
        if cell.cell_type == "markdown":
            cell.source += "\n\n" + "\n\n".join(MARKUP)
        elif cell.metadata.get("theirs"):
            cell.outputs = outputs()
    (stored / file.name).chmod(0o644)
    nbformat.write(book, stored / file.name)
    (stored / "page.html").write_text(f"<script>{MARK}</script>")


if __name__ == "__main__":
    with contextlib.redirect_stdout(io.StringIO()):
        make(Path(sys.argv[1]))
