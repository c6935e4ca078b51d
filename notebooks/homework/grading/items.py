"""How each part and each test of an assignment did, on a page without names.

    share of right answers    p = right / n                        right: all points of the item
    discrimination            r = (M₁ − M₀) / s · √(p (1 − p))     the point-biserial correlation with the rest score

The rest score of a student is the total without the item's own points; M₁ and M₀ are its means over those who have the
item right and those who have not, s its standard deviation over all of them (divided by n). It is undefined when all or
none are right, and when every rest score is the same. Answers that wait for a person are not counted in n.

A wrong answer is told by the tests of its part that it fails: the known wrong answers say which they lose.
"""
import json
import math
import statistics
from collections import Counter
from dataclasses import dataclass

import nbformat

from grading.assignment import HOMEWORK, Assignment, answers
from grading.course import not_graded, shown
from grading.figures import page
from grading.messages import problem
from grading.names import grade_id, part_of
from grading.recorded import executed
from tools.files import write

NOT_WRITTEN = "not written yet"


@dataclass(frozen=True)
class Handed:
    """One submission: the points of each cell (None: a person has not marked it), the tests that its code fails,
    and those of them whose method is not written."""
    points: dict
    fails: frozenset
    unwritten: frozenset

    @property
    def total(self):
        return sum(points or 0 for points in self.points.values())


@dataclass(frozen=True)
class Item:
    """A part or a test: n answers, the share of right ones, the discrimination or None."""
    name: str
    n: int
    share: float | None
    discrimination: float | None


@dataclass(frozen=True)
class Mistake:
    """The commonest of a part: the tests that fail together, how many submissions do so, which known answers do."""
    fails: tuple
    count: int
    known: tuple


def items(course, name):
    """Writes report/<name>-items.html, and prints the parts."""
    assignment = course.assignment(name)
    handed = collect(course, assignment)
    if not handed:
        raise not_graded(name)
    found = by_part(assignment, handed)
    for part, (item, _, mistake, unwritten) in found.items():
        print(f"part {part}: {text(item)}; {unwritten} not written; {said(mistake)}")
    file = course.root / "report" / f"{name}-items.html"
    totals = [one.total for one in handed]
    write(file, page(name, assignment, found, totals, said))
    print(shown(file))


def by_part(assignment, handed):
    """{part: (its item, its cells' items, the commonest mistake or None, how many have a method not written)}"""
    known, cells = known_answers(assignment), {}
    for cell in assignment.points:
        cells.setdefault(part_of(cell), []).append(cell)
    return {part: (item(f"Part {part}", names, assignment, handed), [item(name, [name], assignment, handed)
                                                                    for name in names],
                   commonest(names, handed, known), sum(bool(one.unwritten & {*names}) for one in handed))
            for part, names in sorted(cells.items())}


def item(name, cells, assignment, handed):
    marked = [one for one in handed if all(one.points.get(cell) is not None for cell in cells)]
    own = [sum(one.points[cell] for cell in cells) for one in marked]
    right = [points >= sum(assignment.points[cell] for cell in cells) for points in own]
    rest = [one.total - points for one, points in zip(marked, own)]
    return Item(name, len(marked), sum(right) / len(right) if right else None, point_biserial(right, rest))


def point_biserial(right, rest):
    """r, or None where it is undefined."""
    high = [score for is_right, score in zip(right, rest) if is_right]
    low = [score for is_right, score in zip(right, rest) if not is_right]
    if not high or not low:
        return None
    spread, p = statistics.pstdev(rest), len(high) / len(rest)
    return (statistics.fmean(high) - statistics.fmean(low)) / spread * math.sqrt(p * (1 - p)) if spread > 1e-9 else None


def commonest(cells, handed, known):
    """Of two that are equally common, the one that fails fewer tests."""
    groups = Counter(tuple(cell for cell in cells if cell in one.fails - one.unwritten) for one in handed)
    del groups[()]
    if not groups:
        return None
    fails, count = min(groups.items(), key=lambda pair: (-pair[1], len(pair[0]), pair[0]))
    return Mistake(fails, count, tuple(answer.name for answer in known if set(answer.loses) == {*fails}))


def known_answers(assignment):
    """A course in another folder has none of its own: then the kit's."""
    kits = HOMEWORK / "source" / assignment.name / f"{assignment.name}.ipynb"
    known = answers(assignment) or (answers(Assignment(kits)) if kits.exists() else [])
    return [answer for answer in known if answer.loses and answer.name != "constants"]


def collect(course, assignment):
    if not course.is_released(assignment.name):
        return []
    with course.book() as book:
        return [read(course, assignment, submission) for submission in
                book.find_assignment(assignment.name).submissions]


def read(course, assignment, submission):
    grades = [grade for notebook in submission.notebooks for grade in notebook.grades
              if grade.name in assignment.points]
    points = {grade.name: None if grade.auto_score is None and grade.manual_score is None else grade.score
              for grade in grades}
    fails = {grade.name for grade in grades if grade.name in assignment.tests
             and (grade.auto_score or 0) < assignment.points[grade.name]}
    return Handed(points, frozenset(fails),
                  frozenset(fails & unwritten(executed(course.root, submission.student.id, assignment.name))))


def unwritten(file):
    if not file.exists():
        return set()
    cells = nbformat.from_dict(json.loads(file.read_text(encoding="utf-8"))).cells
    return {grade_id(cell) for cell in cells if grade_id(cell) and cell.cell_type == "code"
            and problem(cell) == NOT_WRITTEN}


def text(item):
    if item.share is None:
        return "no answer is marked yet"
    r = "r undefined" if item.discrimination is None else f"r = {item.discrimination:.2f}"
    return f"{item.share:.0%} of {item.n} right, {r}"


def said(mistake, most=3):
    """The commonest wrong answer in words."""
    if mistake is None:
        return "no wrong answer"
    like = [*mistake.known[:most], *([f"{len(mistake.known) - most} more"] if len(mistake.known) > most else [])]
    return (f"most often ({mistake.count}) {', '.join(mistake.fails)} fail{'s' * (len(mistake.fails) == 1)}"
            + (f", as with {' or '.join(like)}" if like else ", as with no known wrong answer"))
