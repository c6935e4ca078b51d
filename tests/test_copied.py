"""Copied work, without JPlag: what is compared, what is said. JPlag itself is asked in tests/homework.py."""
import unittest
from unittest import mock

from tests.homework_course import Booked, Quiet, nbformat, solved

from grading import copied
from grading.copied import Pair, alike, answers_of, compared, in_a_class, page
from grading.course import Trouble
from tools.machine import Jdk


class WhatIsCompared(Booked):
    def test_answers_and_cells_that_were_added_and_nothing_that_was_given(self):
        notebook = solved(self.assignment)
        notebook.cells.append(nbformat.v4.new_code_cell("int own = 1;", metadata={"theirs": True}))
        self.assertEqual({"hw0-1-step", "hw0-2-sum", f"added-{len(notebook.cells) - 1}"}, set(answers_of(notebook)))

    def test_an_answer_stands_in_a_class_below_its_imports(self):
        self.assertEqual("import java.util.List;\nclass a_b {\n\nint f() { return 1; }\n}\n",
                         in_a_class("a_b", "import java.util.List;\nint f() { return 1; }"))

    def hand_in(self, *students):
        for student in students:
            folder = self.folder / "submitted" / student / "hw0-tiny"
            folder.mkdir(parents=True)
            nbformat.write(solved(self.assignment), folder / "hw0-tiny.ipynb")

    def test_the_pairs_are_a_page_and_who_cannot_be_read_is_said(self):
        self.hand_in("ada", "ben & co", "cleo")
        (self.folder / "submitted" / "cleo" / "hw0-tiny" / "hw0-tiny.ipynb").write_text("")
        asked = []

        def by_jplag(given, handed, step):
            asked.append((set(given), set(handed)))
            return [Pair("ada", "ben & co", 0.98, 1)]

        with mock.patch.object(copied, "compared", by_jplag):
            printed = self.quietly(alike, self.course, "hw0-tiny", Quiet)
        self.assertEqual([({"hw0-1-step", "hw0-2-sum"}, {"ada", "ben & co"})], asked)
        self.assertRegex(printed, "cleo +not compared: the file is empty")
        self.assertRegex(printed, "ada +ben & co +98% +100%")
        written = (self.folder / "report" / "hw0-tiny-alike.html").read_text(encoding="utf-8")
        self.assertIn("<td>ada</td><td>ben &amp; co</td><td>98%</td><td>100%</td>", written)
        self.assertNotRegex(written, r"(src|href)=")

    def test_one_submission_is_compared_with_nobody(self):
        self.hand_in("ada")
        with self.assertRaisesRegex(Trouble, "expects two submissions of hw0-tiny or more, got 1"):
            alike(self.course, "hw0-tiny", Quiet)

    def test_without_a_jdk_of_21_it_says_so(self):
        with mock.patch.object(copied, "jdks", lambda: [Jdk(self.folder, "17.0.15")]), \
                self.assertRaisesRegex(Trouble, "expects a JDK of 21 or newer, as JPlag does, got 17.0.15"):
            compared({}, {"ada": {}, "ben": {}}, None)

    def test_a_name_is_text_on_the_page(self):
        self.assertIn("<td>&lt;b&gt;</td>", page("hw0", [["<b>"]], 2))


if __name__ == "__main__":
    unittest.main()
