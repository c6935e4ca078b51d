"""Proof that an assignment is graded as it should be: by its reference, the empty notebook, right and wrong answers.

Hundreds of answers are too many for a kernel each. Many share one life of a kernel: the reference first, then for each
answer its own cells, what leans on them, and every test that could notice. What an answer before it left behind is
the reference's again where a test needs it. An answer whose outcome is not what it should be runs again alone.
"""
import functools
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import nbformat
from nbgrader.utils import determine_grade, is_grade, is_solution

from grading.assignment import Answer, answers, handed_in
from grading.names import grade_id, part_of
from grading.rebuild import rebuild
from grading.runner import Submission, run
from grading.sandbox import Limits
from grading.screen import declarations, words
from tools.machine import at_once

ANSWERS_IN_A_LIFE = 30
LIFE = Limits(seconds=3600)


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


REFERENCE = Answer("reference", (), {})


def cases(assignment):
    """The reference, which earns everything; the empty notebook, which earns nothing; the written answers."""
    return [REFERENCE, Answer("empty", tuple(assignment.tests), {}), *answers(assignment)]


def handed(assignment, case):
    """The case as a submission: put together and screened as a student's is."""
    cells = {} if case.name == "empty" else {**assignment.solutions(), **case.cells}
    return Submission(assignment, *rebuild(assignment, nbformat.writes(handed_in(assignment, cells))))


def judge(assignment, case):
    """The verdict on one case, in a kernel of its own, as a student's notebook is judged."""
    submission = handed(assignment, case)
    run(submission)
    scores = submission.scores()
    said = {submission.name(number): error for number, error in errors(submission)}
    return Verdict(case, tuple(name for name in assignment.tests if not scores[name] == assignment.points[name]),
                   said, tuple(submission.remarks))


def errors(submission):
    return [(number, output.evalue) for number, cell in submission.cells.items()
            for output in cell.outputs if output.output_type == "error"]


def in_one_part(case):
    return len({part_of(name) for name in case.loses}) <= 1


# ── which cells a test needs ───────────────────────────────────────────────────────────────────────────────────

class Calls:
    """Which cells a test needs, by the names that they declare and use, however far away."""

    def __init__(self, assignment, answer=REFERENCE):
        code = [cell for cell in assignment.source.cells if cell.cell_type == "code"]
        sources = {name_of(cell): answer.cells.get(grade_id(cell), cell.source) for cell in code}
        self.uses = {name: used(source) for name, source in sources.items()}
        self.by_name = {}
        for cell in code:
            if not is_grade(cell) or is_solution(cell):
                for name in declared(sources[name_of(cell)]):
                    self.by_name.setdefault(name, set()).add(name_of(cell))
        self.plain = {cell.id for cell in code if not grade_id(cell) and not cell.source.startswith("%")}
        self.found = {}

    def idle(self, assignment):
        """Figures and the like, which no test needs."""
        return self.plain - set().union(*(self.cells(name) for name in assignment.tests))

    def cells(self, test):
        if test not in self.found:
            found, ahead = set(), [test]
            while ahead:
                cell = ahead.pop()
                if cell not in found:
                    found.add(cell)
                    ahead += [other for word in self.uses[cell] for other in self.by_name.get(word, ())]
            self.found[test] = found
        return self.found[test]


def name_of(cell):
    return grade_id(cell) or cell.id


@functools.lru_cache(None)
def used(source):
    """The names that a cell may take from other cells: all but those of its own variables and of members."""
    tokens = words(source)
    names, own = set(), set()
    for before, word, after in zip(["", *tokens], tokens, [*tokens[1:], ""]):
        if after == "->" or after in ("=", ":", ";", ",", ")") and re.match(r"[\w>\]]", before or "(") \
                and before not in ("return", "new", "throw", "case", "else"):
            own.add(word)
        elif before != ".":
            names.add(word + "(" if after == "(" or before == "::" else word)
    return frozenset(names - own)


@functools.lru_cache(None)
def declared(source):
    found = declarations(source)
    return found.types | {name + "(" for name in found.types | found.methods} | found.variables


# ── many answers in one kernel ─────────────────────────────────────────────────────────────────────────────────

class Written(Submission):
    """Cells that run in the order in which they are written: no part is over once and for all."""

    def in_order(self):
        return list(self.cells)


class Life:
    """The cells of one kernel's life: the reference, then each answer with the tests that could notice it."""

    def __init__(self, assignment, group):
        self.assignment, self.group = assignment, group
        source = [cell for cell in assignment.source.cells if cell.cell_type == "code"]
        idle, self.order = Calls(assignment).idle(assignment), {name_of(cell): cell for cell in source}
        self.cells, self.owners, self.remarks, self.left = [], [], {}, set()
        self.add(REFERENCE, [name for name in self.order if name not in idle
                             and (REFERENCE in group or name not in assignment.tests)], {})
        for case in group:
            if case != REFERENCE:
                self.take(case)

    def take(self, case):
        """What an answer replaced before this one is put back where one of its tests needs it."""
        calls, changed = Calls(self.assignment, case), set(case.cells)
        tests = [name for name in self.assignment.tests if calls.cells(name) & changed]
        needed = set().union(*(calls.cells(name) for name in tests)) - set(self.assignment.tests)
        again = {name for name in needed if calls.cells(name) & changed} | changed
        self.add(case, [name for name in self.order if name in again | self.left & needed or name in tests],
                 self.screened(case))
        self.left = self.left - needed | again

    def screened(self, case):
        """The answer's cells as the kernel gets them; one that is refused counts as not written."""
        submission = handed(self.assignment, case)
        self.remarks[case.name] = tuple(submission.remarks)
        stubs = {grade_id(cell): cell.source for cell in self.assignment.skeleton.cells}
        refused = {submission.name(number) for number in submission.left_out}
        judged = {submission.name(number): one for number, one in submission.judged.items()}
        return {name: stubs[name] if name in refused else judged[name].what_runs(source)
                for name, source in case.cells.items()}

    def add(self, case, names, sources):
        for name in names:
            cell = nbformat.from_dict(self.order[name])
            cell.source, cell.id = sources.get(name, cell.source), f"cell-{len(self.cells)}"
            self.cells.append(cell)
            self.owners.append(case)

    def verdicts(self):
        submission = Written(self.assignment, nbformat.v4.new_notebook(cells=self.cells))
        run(submission, LIFE)
        said = {case.name: {} for case in self.group}
        for number, error in errors(submission):
            said.get(self.owners[number].name, {})[submission.name(number)] = error
        lost = {name: [] for name in said}
        for case, cell in zip(self.owners, self.cells):
            if grade_id(cell) in self.assignment.tests and determine_grade(cell)[0] != cell.metadata.nbgrader.points:
                lost.setdefault(case.name, []).append(grade_id(cell))
        return [Verdict(case, tuple(lost[case.name]), said[case.name], self.remarks.get(case.name, ()))
                for case in self.group]


def groups(assignment):
    """All answers: the empty notebook alone, the others in lives of a kernel."""
    reference, empty, *written = cases(assignment)
    shared = [reference, *sorted(written, key=lambda case: sorted(case.cells))]
    return [[empty], *(shared[k:k + ANSWERS_IN_A_LIFE] for k in range(0, len(shared), ANSWERS_IN_A_LIFE))]


def fewest(assignment):
    """The empty notebook, and one life with the constants that the visible tests print, a dozen wrong answers and four
    right ones, from all over the list."""
    reference, empty, *written = cases(assignment)
    constants = [case for case in written if case.name == "constants"]
    wrong, right = ([case for case in written if bool(case.loses) == loses and case not in constants]
                    for loses in (True, False))
    return [[empty], [reference, *constants, *(few[k * len(few) // many] for few, many in ((wrong, 12), (right, 4))
                                               for k in range(many))]]


def judge_group(assignment, group):
    """The verdict on each of them."""
    if group[0].name == "empty":
        return [judge(assignment, group[0])]
    return [judge(assignment, verdict.answer) if verdict.problem else verdict
            for verdict in Life(assignment, group).verdicts()]


def verdicts(todo):
    """[(assignment, group)] → (assignment, verdict) as they come; as many kernels at once as the machine has room."""
    with ThreadPoolExecutor(at_once()) as pool:
        for (assignment, _), found in zip(todo, pool.map(lambda pair: judge_group(*pair), todo)):
            yield from ((assignment, verdict) for verdict in found)
