"""The statistics of an assignment's parts and tests, and their page."""
import random
import re
import statistics
import unittest
import xml.etree.ElementTree as ElementTree

from tests.homework_course import Booked, nbformat, solved

from grading.assignment import answers, assignments
from grading.course import Trouble
from grading.items import Handed, by_part, items, point_biserial, said
from grading.names import part_of
from grading.recorded import executed


def handed(assignment, fails=(), unwritten=()):
    """As a submission whose tests fail so; what a person marks has full points."""
    lost = {*fails, *unwritten}
    return Handed({cell: 0 if cell in lost else points for cell, points in assignment.points.items()},
                  frozenset(lost), frozenset(unwritten))


class TheNumbers(unittest.TestCase):
    def test_discrimination_is_the_correlation_of_right_or_not_with_the_rest(self):
        chance = random.Random(4)
        for n in (3, 10, 300):
            rest = [chance.gauss(50, 20) for _ in range(n)]
            right = [score + chance.gauss(0, 20) > 50 for score in rest]
            right[:2] = [True, False]
            with self.subTest(n):
                self.assertAlmostEqual(statistics.correlation(list(map(float, right)), rest),
                                       point_biserial(right, rest), 12)

    def test_by_hand(self):
        """Rest scores 4 and 2 of those who are right, 0 and 2 of the others: (3 − 1) / √2 · √(1/4)."""
        self.assertAlmostEqual(2 ** -0.5, point_biserial([True, True, False, False], [4, 2, 0, 2]))
        self.assertAlmostEqual(-1, point_biserial([False, True], [1, 0]))

    def test_it_is_undefined_where_there_is_nothing_to_tell_apart(self):
        for right, rest in (([], []), ([True], [3]), ([True, True], [1, 2]), ([False] * 3, [1, 2, 3]),
                            ([True, False], [0.1 + 0.2, 0.3])):
            self.assertIsNone(point_biserial(right, rest), (right, rest))


class AWrongAnswerIsToldByWhatItFails(unittest.TestCase):
    def test_every_known_wrong_answer_is_among_those_named_for_it(self):
        for assignment in assignments().values():
            for answer in answers(assignment):
                if answer.loses and answer.name != "constants":
                    found = by_part(assignment, [handed(assignment, answer.loses), handed(assignment)])
                    with self.subTest(assignment=assignment.name, answer=answer.name):
                        self.assertIn(answer.name, found[part_of(answer.loses[0])][2].known)

    def test_the_commonest_is_named_and_what_is_not_written_is_no_wrong_answer(self):
        assignment = assignments()["hw1-forward"]
        known = {answer.name: answer.loses for answer in answers(assignment)}
        twice, once = known["wrong-step-no-bias"], known["wrong-step-no-tanh"]
        self.assertNotEqual({*twice}, {*once})
        class_ = [*[handed(assignment, twice)] * 2, handed(assignment, once), handed(assignment),
                  *[handed(assignment, (), [name for name in assignment.tests if part_of(name) == 2])] * 3]
        part, cells, mistake, unwritten = by_part(assignment, class_)[2]
        self.assertEqual((7, 1 / 7, 3, 2), (part.n, part.share, unwritten, mistake.count))
        self.assertEqual({*twice}, {*mistake.fails})
        self.assertIn("wrong-step-no-bias", said(mistake, 99))
        self.assertIsNone(by_part(assignment, class_)[3][2])
        self.assertEqual("no wrong answer", said(None))

    def test_what_no_known_answer_fails_is_said(self):
        assignment = assignments()["hw1-forward"]
        mistake = by_part(assignment, [handed(assignment, ["hw1-1a-shapes", "hw1-1c-jordan-count"])])[1][2]
        self.assertEqual("most often (1) hw1-1a-shapes, hw1-1c-jordan-count fail, as with no known wrong answer",
                         said(mistake))

    def test_a_part_that_waits_for_a_person_is_not_counted(self):
        assignment = assignments()["hw1-forward"]
        cell = assignment.tests[0]
        waits = Handed({**handed(assignment).points, cell: None}, frozenset(), frozenset())
        part, cells, _, _ = by_part(assignment, [waits, handed(assignment, [cell])])[1]
        self.assertEqual((1, 0, 1), (part.n, part.share, cells[0].n))
        part, cells, _, _ = by_part(assignment, [waits])[1]
        self.assertEqual((0, None, None), (part.n, part.share, part.discrimination))


class ThePage(Booked):
    def setUp(self):
        super().setUp()
        self.enter()

    def test_it_has_numbers_and_figures_no_name_and_needs_no_network(self):
        self.submit({"Ada Lovelace": (), "ben": ("hw0-1b-elsewhere",), "cleo": ("hw0-1a-by-hand", "hw0-2a-sum"),
                     "dora": ("hw0-1b-elsewhere", "hw0-2a-sum"), "emil": ()})
        self.mark("Ada Lovelace", "hw0-2-why", 10)
        self.not_written("cleo", "hw0-1a-by-hand")
        printed = self.quietly(items, self.course, "hw0-tiny")
        self.assertIn("part 1: 40% of 5 right, r = 0.73; 1 not written; most often (2) hw0-1b-elsewhere fails, as with "
                      "no known wrong answer", printed)
        self.assertIn("part 2: 100% of 1 right, r undefined; 0 not written; most often (2) hw0-2a-sum fails", printed)
        page = (self.folder / "report" / "hw0-tiny-items.html").read_text(encoding="utf-8")
        for name in ("Ada", "ben", "cleo", "dora", "emil"):
            self.assertNotRegex(page, rf"\b{name}\b")
        self.assertNotRegex(page, r"(src|href)=|@import|url\(")
        self.assertIn("prefers-color-scheme: dark", page)
        self.assertIn("<th scope=\"row\">Part 1 · A step</th><td>5</td><td>40%</td><td>0.73</td><td>1</td>", page)
        drawn = [ElementTree.fromstring(found) for found in re.findall("<svg.*?</svg>", page, re.S)]
        self.assertEqual(["Students by their total points", "Share of right answers and discrimination"],
                         [figure.find("title").text for figure in drawn])
        heights = [float(bar.get("height")) for bar in drawn[0].iter("rect")]
        self.assertEqual([0, 0, 50, 0, 50, 50, 0, 0, 0, 100], [round(height) for height in heights[:9]] + heights[9:])

    def not_written(self, student, test):
        book = solved(self.assignment)
        for cell in book.cells:
            if cell.metadata.get("nbgrader", {}).get("grade_id") == test:
                text = "java.lang.UnsupportedOperationException, not written yet"
                cell.outputs = [nbformat.v4.new_output("error", ename="RuntimeException", evalue=text)]
        file = executed(self.folder, student, "hw0-tiny")
        file.parent.mkdir(parents=True)
        nbformat.write(book, file)

    def test_nothing_graded_yet_is_said(self):
        with self.assertRaisesRegex(Trouble, "Nobody's hw0-tiny is graded yet: ./kit homework grade hw0-tiny"):
            items(self.course, "hw0-tiny")


if __name__ == "__main__":
    unittest.main()
