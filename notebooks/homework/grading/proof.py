"""Proof that an assignment is graded as it should be: by its reference, the empty notebook, and its wrong answers."""
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import nbformat

from grading.assignment import Answer, answers, handed_in, part_of
from grading.rebuild import rebuild
from grading.runner import Submission, run


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
        if lost == expected:
            return ""
        return "; ".join([*(f"does not lose {name}" for name in sorted(expected - lost)),
                          *(f"also loses {name}: {self.said.get(name)}" for name in sorted(lost - expected))])


def cases(assignment):
    """The reference, which earns everything; the empty notebook, which earns nothing; the written answers."""
    return [Answer("reference", (), {}), Answer("empty", tuple(assignment.tests), {}), *answers(assignment)]


def judge(machine, assignment, case):
    cells = {} if case.name == "empty" else {**assignment.solutions(), **case.cells}
    submission = Submission(assignment, *rebuild(assignment, nbformat.writes(handed_in(assignment, cells))))
    run(machine, submission)
    scores = submission.scores()
    said = {name: error for name, error in errors(submission).items() if name in assignment.tests}
    return Verdict(case, tuple(name for name in assignment.tests if not scores[name] == assignment.points[name]), said,
                   tuple(submission.remarks))


def errors(submission):
    return {submission.name(number): output.evalue for number, cell in submission.cells.items()
            for output in cell.outputs if output.output_type == "error"}


def verdicts(machine, todo):
    """[(assignment, case)] → verdicts as they come, as many at once as the machine has room for."""
    with ThreadPoolExecutor(machine.at_once) as pool:
        yield from pool.map(lambda pair: judge(machine, *pair), todo)


def in_one_part(case):
    return len({part_of(name) for name in case.loses}) <= 1
