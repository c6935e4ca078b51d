"""Proof that an assignment is graded as it should be: by its reference, the empty notebook, and its wrong answers.

Two hundred answers are too many for a kernel each. Answers to different tasks share one, when no test that the one must
lose calls a cell that the other replaces; where the outcome is not what it should be, each runs again alone.
"""
import functools
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import nbformat
from nbgrader.utils import is_grade, is_solution

from grading.assignment import Answer, answers, grade_id, handed_in, part_of
from grading.rebuild import rebuild
from grading.runner import Submission, run
from grading.screen import declarations, words


@dataclass(frozen=True)
class Verdict:
    answer: Answer
    lost: tuple
    said: dict
    remarks: tuple

    @property
    def problem(self):
        """What is wrong with it, or an empty text."""
        lost, expected = set(self.lost), set(self.answer.loses)
        return "; ".join([*(f"does not lose {name}" for name in sorted(expected - lost)),
                          *(f"also loses {name}: {self.said.get(name)}" for name in sorted(lost - expected))])


def cases(assignment):
    """The reference, which earns everything; the empty notebook, which earns nothing; the written answers."""
    return [Answer("reference", (), {}), Answer("empty", tuple(assignment.tests), {}), *answers(assignment)]


def judge(machine, assignment, case):
    cells = {} if case.name == "empty" else {**assignment.solutions(), **case.cells}
    submission = Submission(assignment, *rebuild(assignment, nbformat.writes(handed_in(assignment, cells))))
    if case.name != "reference":
        submission.without(Calls(assignment).idle(assignment))
    run(machine, submission)
    scores = submission.scores()
    return Verdict(case, tuple(name for name in assignment.tests if not scores[name] == assignment.points[name]),
                   errors(submission), tuple(submission.remarks))


def errors(submission):
    return {submission.name(number): output.evalue for number, cell in submission.cells.items()
            for output in cell.outputs if output.output_type == "error"}


def in_one_part(case):
    return len({part_of(name) for name in case.loses}) <= 1


# ── which answers can share a kernel ───────────────────────────────────────────────────────────────────────────

class Calls:
    """Which cells a test needs, by the names that they declare and use, however far away."""

    def __init__(self, assignment, *more):
        code = [cell for cell in assignment.source.cells if cell.cell_type == "code"]
        self.uses = {grade_id(cell) or cell.id: used(cell.source) for cell in code}
        self.by_name = {}
        for cell in code:
            if not is_grade(cell) or is_solution(cell):
                for name in declared(cell.source):
                    self.by_name.setdefault(name, set()).add(grade_id(cell) or cell.id)
        for answer in more:
            for cell, source in answer.cells.items():
                self.uses[cell] |= used(source)
                for name in declared(source):
                    self.by_name.setdefault(name, set()).add(cell)
        self.plain = {cell.id for cell in code if not grade_id(cell) and not cell.source.startswith("%")}

    def idle(self, assignment):
        """Figures and the like, which no test needs."""
        return self.plain - set().union(*(self.cells(name) for name in assignment.tests))

    def cells(self, test):
        found, ahead = set(), [test]
        while ahead:
            cell = ahead.pop()
            if cell not in found:
                found.add(cell)
                ahead += [other for word in self.uses[cell] for other in self.by_name.get(word, ())]
        return found


@functools.lru_cache(None)
def used(source):
    return frozenset(words(source))


@functools.lru_cache(None)
def declared(source):
    return declarations(source).names


def independent(assignment, one, other):
    """Neither replaces a cell that a test of the other's needs, and they declare nothing in common."""
    calls = Calls(assignment, one, other)
    names = [{name for source in case.cells.values() for name in declared(source)} for case in (one, other)]
    return not (names[0] & names[1] or set(one.cells) & set(other.cells)
                or any(calls.cells(test) & set(case.cells) for case, against in ((one, other), (other, one))
                       for test in against.loses))


def groups(assignment):
    """The answers in as few groups as a simple rule finds: each goes to the first group whose members let it in."""
    reference, empty, *written = cases(assignment)
    shared = []
    for case in written:
        home = next((group for group in shared if all(independent(assignment, case, other) for other in group)), None)
        if home is None:
            shared.append([case])
        else:
            home.append(case)
    return [[reference], [empty], *shared]


def fewest(assignment):
    """The reference, the empty notebook, and the fullest groups that hold a dozen wrong answers and four right ones."""
    reference, empty, *shared = groups(assignment)
    chosen, wrong, right = [reference, empty], 0, 0
    for group in sorted(shared, key=len, reverse=True):
        more = sum(1 for case in group if case.loses)
        if wrong < 12 and more or right < 4 and len(group) > more:
            chosen.append(group)
            wrong, right = wrong + more, right + len(group) - more
    return chosen


def together(group):
    """One submission of several answers."""
    if len(group) == 1:
        return group[0]
    return Answer(" + ".join(case.name for case in group), tuple(name for case in group for name in case.loses),
                  {name: source for case in group for name, source in case.cells.items()})


def judge_group(machine, assignment, group):
    """The verdict on each of them."""
    verdict = judge(machine, assignment, together(group))
    if len(group) == 1:
        return [verdict]
    if verdict.problem:
        return [judge(machine, assignment, case) for case in group]
    return [Verdict(case, case.loses, verdict.said, verdict.remarks) for case in group]


def verdicts(machine, todo):
    """[(assignment, group)] → (assignment, verdict) as they come; as many kernels at once as the machine has room."""
    with ThreadPoolExecutor(machine.at_once) as pool:
        for (assignment, _), found in zip(todo, pool.map(lambda pair: judge_group(machine, *pair), todo)):
            yield from ((assignment, verdict) for verdict in found)
