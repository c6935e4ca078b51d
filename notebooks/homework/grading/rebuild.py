"""A submission on the instructor's notebook: the student's cells, and nothing else of the student's.

So a test that was deleted, edited, moved or doubled is the instructor's again, and the order is the instructor's.
"""
import copy
import warnings

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.utils import is_locked, is_solution

from grading.assignment import grade_id


class Unreadable(Exception):
    """The file is not a notebook; the message says why."""


def read(text):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")                            # about cells with one id, which are no matter
            notebook = nbformat.reads(text, as_version=4)
        return [cell for cell in notebook.cells if isinstance(cell.source, str) and isinstance(cell.metadata, dict)]
    except Exception as error:                                         # nbformat raises a dozen kinds
        raise Unreadable("the file is empty" if not text.strip() else
                         f"the file is not a notebook: {(str(error).splitlines() or [type(error).__name__])[0][:200]}")


def rebuild(assignment, text):
    """(the notebook to run, remarks). The student's own code cells carry `theirs` in their metadata."""
    try:
        return Rebuilt(assignment, read(text)).result()
    except Unreadable:
        raise
    except Exception as error:                                         # whatever a file can hold, it costs one student
        raise Unreadable(f"the file is not a notebook as nbgrader knows it: {error!r}"[:200]) from None


class Rebuilt:
    def __init__(self, assignment, handed):
        self.notebook, self.remarks = copy.deepcopy(assignment.skeleton), []
        self.by_id = {grade_id(cell): cell for cell in self.notebook.cells if grade_id(cell)}
        self.plain = {cell.id: cell for cell in self.notebook.cells if not grade_id(cell)}
        self.given = {cell.source.strip() for cell in assignment.released.cells}
        self.stubs = {name: cell.source for name, cell in self.by_id.items()}
        self.before, self.after = {}, {}                               # id of a cell → the student's cells around it
        self.anchor, self.found, self.extras = None, set(), 0
        for cell in handed:
            self.place(cell)

    def place(self, cell):
        name = grade_id(cell)
        if name in self.by_id:
            self.anchor = self.by_id[name].id
            self.found.add(name)
            self.graded(name, cell)
        elif cell.get("id") in self.plain:
            self.anchor = cell.id
            self.unlocked(self.plain[cell.id], cell)
        elif cell.source.strip() and cell.source.strip() not in self.given:
            self.extra(cell)

    def graded(self, name, cell):
        """Of two cells with one name the later counts, unless it is the stub; the earlier is kept too."""
        place = self.by_id[name]
        if is_solution(place):
            if cell.source in (self.stubs[name], place.source):
                return
            if place.source != self.stubs[name]:
                self.remarks.append(f"{name} is there twice; the last one counts")
                self.before.setdefault(place.id, []).append(self.own(place))
            place.source = cell.source
            place.metadata.theirs = True
        elif cell.source.strip() not in self.given:
            self.remarks.append(f"{name} was changed; the instructor's cell was used")

    def unlocked(self, place, cell):
        if place.cell_type == cell.cell_type and cell.source.strip() not in self.given:
            place.source = cell.source
            place.metadata.theirs = True

    def extra(self, cell):
        self.after.setdefault(self.anchor, []).append(self.own(cell))

    def own(self, cell):
        new = new_code_cell if cell.cell_type == "code" else new_markdown_cell
        self.extras += 1
        return new(cell.source, id=f"theirs-{self.extras}", metadata={"theirs": True})

    def result(self):
        first, *rest = self.notebook.cells
        cells = [*self.after.get(None, []), first] if first.cell_type != "code" else [first, *self.after.get(None, [])]
        cells += self.after.get(first.id, [])
        for cell in rest:
            cells += [*self.before.get(cell.id, []), cell, *self.after.get(cell.id, [])]
        self.notebook.cells = cells
        missing = [name for name, cell in self.by_id.items() if name not in self.found and
                   (is_solution(cell) or is_locked(cell))]
        if missing:
            self.remarks.append(f"missing, put back: {', '.join(missing)}")
        return self.notebook, self.remarks
