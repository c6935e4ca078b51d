"""The grader against student code, in the real kernel: `./kit test` runs this as its part `homework`."""
import unittest

from tests.homework_course import machine

from grading import proof
from grading.assignment import assignments


class EveryAssignmentIsGradedAsItShouldBe(unittest.TestCase):
    """The reference earns everything, the empty notebook nothing, a wrong answer loses what it should and only that."""

    def test_reference_empty_wrong_and_right(self):
        todo = [(assignment, case) for assignment in assignments().values() for case in proof.cases(assignment)]
        for (assignment, case), verdict in zip(todo, proof.verdicts(machine(), todo)):
            with self.subTest(assignment=assignment.name, answer=case.name):
                self.assertEqual("", verdict.problem)


if __name__ == "__main__":
    unittest.main()
