"""A submission on the instructor's notebook: the student's cells, and nothing else of the student's.

So a test that was deleted, edited, moved or doubled is the instructor's again, and the order is the instructor's. An
answer counts where it is: in a cell that lost its metadata, in two cells, in one with the next task's, in Markdown.
"""
import copy
import json
import re
import warnings

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.utils import is_locked, is_solution

from grading.names import grade_id
from grading.screen import declarations

WORD = re.compile(r"\w+")
FENCE = re.compile(r"^\s*```.*$", re.M)


class Unreadable(Exception):
    """The file is not a notebook; the message says why."""


def decoded(data):
    """Text as an editor left it: UTF-8, with a mark in front or without, UTF-16, UTF-32."""
    return data.decode(json.detect_encoding(data), errors="replace")


def read(text):
    """The cells of a notebook, of which only source, kind, id and metadata are looked at. No output is."""
    try:
        book = json.loads(text.removeprefix("\ufeff"))
        if "cells" not in book and ("worksheets" in book or book.get("nbformat", 4) < 4):
            book = upgraded(book)
        return [plain(cell) for cell in book["cells"] if isinstance(cell, dict)]
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise Unreadable("the file is empty" if not text.strip("\ufeff\0 \r\n\t") else
                         f"the file is not a notebook: {reason(error)}") from None


def upgraded(book):
    """A notebook of format 3, or older."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return nbformat.convert(nbformat.from_dict(book), 4)
    except Exception as error:                                         # nbformat raises a dozen kinds
        raise ValueError(f"format {book.get('nbformat')}, {reason(error)}") from None


def reason(error):
    if isinstance(error, KeyError):
        return f"it has no {error}"
    return (str(error).splitlines() or [type(error).__name__])[0][:200]


def plain(cell):
    """Only what counts of a cell, in the form that it should have."""
    source, metadata = cell.get("source", ""), cell.get("metadata")
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    name = cell.get("id")
    return nbformat.from_dict({
        "cell_type": "code" if cell.get("cell_type") == "code" else "markdown",
        "source": lines(source) if isinstance(source, str) else "",
        "metadata": metadata if isinstance(metadata, dict) else {}, "id": name if isinstance(name, str) else ""})


def lines(source):
    """Line ends of one kind, and no half of a character."""
    whole = source.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return re.sub(r"\r\n?", "\n", whole)


def rebuild(assignment, text):
    """(the notebook to run, remarks). The student's own code cells carry `theirs` in their metadata."""
    return Rebuilt(assignment, read(text)).result()


def bare(source):
    """A source without what an editor changes on its own: spaces, and where lines end."""
    return "".join(source.split())


class Rebuilt:
    def __init__(self, assignment, handed):
        self.notebook, self.remarks = copy.deepcopy(assignment.skeleton), []
        self.by_id = {grade_id(cell): cell for cell in self.notebook.cells if grade_id(cell)}
        self.plain = {cell.id: cell for cell in self.notebook.cells if not grade_id(cell)}
        self.given = {bare(cell.source): cell for cell in [*assignment.released.cells, *self.notebook.cells]}
        self.locked = [cell.source.strip() for cell in assignment.released.cells
                       if is_locked(cell) and cell.cell_type == "code" and cell.source.strip()]
        self.order = {cell.id: number for number, cell in enumerate(self.notebook.cells)}
        self.asked = {name: declarations(source).names for name, source in assignment.solutions().items()
                      if self.by_id[name].cell_type == "code"}
        self.pieces = {name: [] for name, cell in self.by_id.items() if is_solution(cell)}
        self.sure = {name: self.declared(handed, name) for name in self.asked}
        self.placed = []                                               # (id of the cell before, the student's cell)
        self.anchor, self.found, self.extras, self.in_markdown = None, set(), 0, []
        for cell in handed:
            self.place(cell)
        self.from_markdown()
        self.written_again()
        for name, pieces in self.pieces.items():
            self.answer(name, pieces)

    def declared(self, handed, name):
        """What the cells of this name declare, but for the stub."""
        sources = [cell.source for cell in handed if grade_id(cell) == name and bare(cell.source) not in self.given]
        return set().union(*(declarations(source).names for source in sources))

    def place(self, cell):
        name = grade_id(cell)
        same = self.given.get(bare(cell.source)) if cell.source.strip() else None
        if name in self.by_id:
            self.anchor = self.by_id[name].id
            self.found.add(name)
            self.named(name, cell, same)
        elif cell.id in self.plain and self.tasks(cell) == []:
            self.anchor = cell.id
            self.unlocked(self.plain[cell.id], cell)
        elif same is not None:
            self.anchor = self.cell_of(same).id
            self.found.add(grade_id(same))
        elif cell.source.strip():
            self.unnamed(cell)

    def cell_of(self, same):
        return self.by_id.get(grade_id(same), same)

    def named(self, name, cell, same):
        """A cell that has its name still."""
        if is_solution(self.by_id[name]):
            if same is None:
                first = min([name, *self.tasks(cell)], key=lambda task: self.order[self.by_id[task].id])
                self.pieces[first].append(self.without_locked(cell.source))
        elif same is None and cell.source.strip():
            self.remarks.append(f"{name} was changed; the instructor's cell was used")
            if self.tasks(cell):                                       # somebody merged it with an answer
                self.unnamed(cell)

    def unnamed(self, cell):
        """A cell that nobody knows: an answer, when it declares what a task asks for."""
        tasks = self.tasks(cell)
        if not tasks:
            return self.extra(cell)
        if cell.cell_type != "code":
            return self.in_markdown.append((tasks, cell))
        self.anchor = self.by_id[tasks[0]].id
        self.pieces[tasks[0]].append(self.without_locked(cell.source))
        self.bring_along(self.by_id[tasks[0]], cell.source)
        return self.say_typed_again(tasks)

    def bring_along(self, place, source):
        """The student's cells above, that the answer uses, stand above it."""
        number = self.order[place.id]
        before = self.notebook.cells[number - 1].id if number else None
        for k in range(len(self.placed) - 1, -1, -1):
            anchor, cell = self.placed[k]
            if self.order.get(anchor, -1) >= number and declarations(cell.source).names & {*WORD.findall(source)}:
                self.placed[k] = before, cell
                source += cell.source

    def say_typed_again(self, tasks):
        self.found.update(tasks)
        self.remarks.append(f"{', '.join(tasks)}: the answer stands in another cell than the one for it, and counts")

    def tasks(self, cell):
        """The tasks whose names a cell declares and no cell of that name does, in the notebook's order."""
        names = declarations(FENCE.sub("", cell.source)).names
        return sorted((task for task, asked in self.asked.items() if names & asked and not asked <= self.sure[task]),
                      key=lambda task: self.order[self.by_id[task].id])

    def without_locked(self, source):
        """An answer that was merged with a test or a given cell: that cell is there anyhow."""
        for given in self.locked:
            source = source.replace(given, "")
        return source

    def from_markdown(self):
        """Java in a Markdown cell is an answer where there is no other."""
        for tasks, cell in self.in_markdown:
            if any(self.pieces[task] for task in tasks):
                self.extra(cell)
            else:
                self.pieces[tasks[0]].append(self.without_locked(FENCE.sub("", cell.source)))
                self.say_typed_again(tasks)

    def written_again(self):
        """A written answer without its name is the Markdown that stands where it should be."""
        for name in [name for name, cell in self.by_id.items()
                     if is_solution(cell) and cell.cell_type == "markdown" and name not in self.found]:
            before = self.known_before(self.by_id[name].id)
            here = [pair for pair in self.placed if pair[0] == before and pair[1].cell_type == "markdown"]
            if here:
                self.placed = [pair for pair in self.placed if pair not in here]
                self.pieces[name].append("\n\n".join(cell.source for _, cell in here))
                self.say_typed_again([name])

    def known_before(self, place):
        """The last cell before a place that the student's notebook has, too."""
        known = {self.by_id[name].id for name in self.found if name in self.by_id} | \
            {pair[0] for pair in self.placed} & set(self.plain)
        return max((cell for cell in known if self.order[cell] < self.order[place]), key=self.order.get, default=None)

    def answer(self, name, pieces):
        """The last piece stands in the task's cell, the others before it, and the stub first where a name is left."""
        place = self.by_id[name]
        if not pieces:
            if self.asked.get(name) and self.asked[name] <= self.declared_elsewhere(name):
                place.source = ""
            return
        if place.cell_type != "code":
            place.source = "\n\n".join(dict.fromkeys(pieces))
            place.metadata.theirs = True
            return
        if len(pieces) > 1 and any(self.asked[name] & declarations(piece).names for piece in pieces[:-1]) \
                and self.asked[name] & declarations(pieces[-1]).names:
            self.remarks.append(f"{name} is there twice; the last one counts")
        declared = set().union(*(declarations(piece).names for piece in pieces))
        missing = self.asked[name] - declared
        stub = [place.source] if missing and missing != self.asked[name] else []
        before = [new_code_cell(text, id=f"{place.id}-stub") for text in stub]
        before += [self.own("code", piece) for piece in pieces[:-1]]
        self.notebook.cells[self.index(place):self.index(place)] = before
        place.source = pieces[-1]
        place.metadata.theirs = True

    def index(self, place):
        return next(number for number, cell in enumerate(self.notebook.cells) if cell is place)

    def declared_elsewhere(self, name):
        """What the answers to other tasks declare, which stand in one cell with this one's."""
        return {found for other, pieces in self.pieces.items() if other != name
                for piece in pieces for found in declarations(piece).names}

    def unlocked(self, place, cell):
        if place.cell_type == cell.cell_type and bare(cell.source) not in self.given and cell.source.strip():
            place.source = cell.source
            place.metadata.theirs = True

    def extra(self, cell):
        self.placed.append((self.anchor, self.own(cell.cell_type, cell.source)))

    def own(self, kind, source):
        self.extras += 1
        new = new_code_cell if kind == "code" else new_markdown_cell
        return new(source, id=f"theirs-{self.extras}", metadata={"theirs": True})

    def result(self):
        first = self.notebook.cells[0]
        after = {}
        for anchor, cell in self.placed:
            after.setdefault(anchor, []).append(cell)
        loose = after.pop(None, [])
        cells = [*loose, first] if first.cell_type != "code" else [first, *loose]
        cells += after.get(first.id, [])
        for cell in self.notebook.cells[1:]:
            cells += [cell, *after.get(cell.id, [])]
        self.notebook.cells = cells
        missing = [name for name, cell in self.by_id.items() if name not in self.found and
                   (is_solution(cell) or is_locked(cell))]
        if missing:
            self.remarks.append(f"missing, put back: {', '.join(missing)}")
        return self.notebook, self.remarks
