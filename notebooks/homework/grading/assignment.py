"""An assignment: the instructor's notebook, its parts and points, what a student gets, the answers that prove it."""
import copy
import functools
import re
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbgrader.preprocessors import ClearHiddenTests, ClearOutput, ClearSolutions, ComputeChecksums, LockCells
from nbgrader.utils import is_grade, is_locked, is_solution
from traitlets.config import PyFileConfigLoader

from grading.names import NAME, grade_id
from grading.released import carrying
from grading.screen import Screen, learnt

HOMEWORK = Path(__file__).resolve().parent.parent
PART = re.compile(r"^## Part (\d+) · (.+?) *\((\d+) points?\)", re.M)


def settings():
    """nbgrader_config.py, as nbgrader reads it."""
    return PyFileConfigLoader("nbgrader_config.py", path=str(HOMEWORK)).load_config()


class Assignment:
    def __init__(self, file, notebook=None):
        self.file, self.name = Path(file), Path(file).stem
        self.source = notebook or nbformat.read(self.file, as_version=4)
        cells = [cell for cell in self.source.cells if is_grade(cell)]
        self.points = {grade_id(cell): cell.metadata.nbgrader.points for cell in cells}
        self.tests = [grade_id(cell) for cell in cells if not is_solution(cell)]
        self.parts = {int(number): (title, int(points)) for number, title, points in PART.findall(self.text())}
        self.forbids = self.source.metadata.get("unrolled", {}).get("forbids", {})

    def text(self):
        return "\n".join(cell.source for cell in self.source.cells if cell.cell_type == "markdown")

    @property
    def files(self):
        """What lies beside the notebook and goes along with it."""
        return sorted(file for file in self.file.parent.iterdir() if file.is_file() and file.suffix != ".ipynb")

    @functools.cached_property
    def skeleton(self):
        """The notebook without solutions and with all tests: what a submission is put into."""
        return prepared(self.source, LockCells, ClearSolutions, ClearOutput, ComputeChecksums)

    @functools.cached_property
    def released(self):
        """What a student gets, by nbgrader's own steps and ours."""
        return carrying(prepared(self.skeleton, ClearHiddenTests, ComputeChecksums), self.rules)

    def solutions(self):
        return {grade_id(cell): cell.source for cell in self.source.cells if is_solution(cell)}

    def problems(self):
        """Why it cannot be graded, a line each; nothing when it can."""
        marked = [cell for cell in self.source.cells if grade_id(cell)]
        names = [grade_id(cell) for cell in marked]
        odd = [name for name in names if not NAME.fullmatch(name)]
        twice = sorted({name for name in names if names.count(name) > 1})
        open_ended = [grade_id(cell) for cell in marked if grade_id(cell) in self.tests and cell.cell_type == "code"
                      and not cell.source.rstrip().endswith("}")]
        return ([f"cell {name}: a name expects the form hw1-2a-words (part 2), as the part of its points is read from "
                 "it" for name in odd]
                + [f"cell {name}: the name is there twice" for name in twice]
                + [f"cell {name}: a test expects one block {{ … }}, which ends with a brace" for name in open_ended])

    def code_solutions(self):
        return {grade_id(cell) for cell in self.source.cells if is_solution(cell) and cell.cell_type == "code"}

    @functools.cached_property
    def rules(self):
        """What its screen goes by."""
        solutions = {name: source for name, source in self.solutions().items() if name in self.code_solutions()}
        return learnt(self.locked(), solutions)

    def screen(self):
        return Screen(self.rules, self.forbids)

    def locked(self):
        """Cells that the student may not change: tests, and what the assignment gives."""
        return [cell for cell in self.source.cells if is_locked(cell) and cell.cell_type == "code"]


def prepared(notebook, *steps):
    notebook, resources = copy.deepcopy(notebook), {}
    for step in steps:
        notebook, resources = step(config=settings()).preprocess(notebook, resources)
    return notebook


def assignments(root=HOMEWORK):
    return {file.stem: Assignment(file) for file in sorted((root / "source").glob("*/*.ipynb"))}


@dataclass(frozen=True)
class Answer:
    """One of wrong-answers: the cells it replaces, and the tests that must notice."""
    name: str
    loses: tuple
    cells: dict

    @classmethod
    def read_all(cls, file):
        """One answer, named as the file; or several, each below a line `// answer: its-name`."""
        text = file.read_text(encoding="utf-8")
        first, *several = re.split(r"^// answer: *(\S+) *\n", text, flags=re.M)
        named = zip(several[::2], several[1::2]) if several else [(file.stem, text)]
        return [cls.read(name, written) for name, written in named]

    @classmethod
    def read(cls, name, text):
        loses = re.findall(r"[\w-]+", " ".join(re.findall(r"^// loses:(.*)$", text, re.M)))
        cells = re.findall(r"^// cell: *(\S+) *\n(.*?)(?=^// cell:|\Z)", text, re.M | re.S)
        return cls(name, tuple(loses), {cell: source.strip("\n") for cell, source in cells})


def answers(assignment):
    folder = assignment.file.parents[2] / "wrong-answers" / assignment.name
    return [answer for file in sorted(folder.glob("*.java")) for answer in Answer.read_all(file)]


def handed_in(assignment, cells):
    """A student's notebook: the released one with these solution cells filled in."""
    notebook = copy.deepcopy(assignment.released)
    for cell in notebook.cells:
        cell.source = cells.get(grade_id(cell), cell.source)
    return notebook
