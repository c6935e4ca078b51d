"""Grades for a learning platform: the files of Canvas, Moodle and spreadsheets; what a person gave stays."""
import csv
import datetime
import unittest
from unittest import mock

from tests.homework_course import Booked, Quiet, nbformat, ran, solved

from grading import course as courses
from grading.course import Trouble
from grading.export import export
from grading.report import report
from grading.sheets import field

SAID = 'Good, "but" so:\r\n=HYPERLINK("x"); a < b, List<String>\nthen ü'


class WhatAPersonGaveStays(Booked):
    def parts(self, student):
        self.quietly(report, self.course, "hw0-tiny")
        with (self.folder / "report" / "hw0-tiny.csv").open(encoding="utf-8", newline="") as file:
            return {row["student"]: (row["part 1"], row["part 2"]) for row in csv.DictReader(file)}[student]

    def grade(self, *fails):
        """All of it is the real one, but for the kernel."""
        notebook = solved(self.assignment)
        notebook.cells.append(nbformat.v4.new_markdown_cell(f"// fails: {' '.join(fails)}"))
        folder = self.folder / "submitted" / "ada" / "hw0-tiny"
        folder.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, folder / "hw0-tiny.ipynb")
        with mock.patch.multiple(courses, run=ran, explain=mock.DEFAULT, spare=mock.DEFAULT):
            said = self.quietly(courses.grade, self.course, "hw0-tiny", None, Quiet)
        self.assertNotRegex(said, "not graded|not in the gradebook")

    def test_points_and_a_comment_given_by_hand_stay_when_it_is_graded_again(self):
        self.quietly(courses.release, self.course, "hw0-tiny")
        self.grade("hw0-1a-by-hand")
        self.assertEqual(("40", "30"), self.parts("ada"))
        self.mark("ada", "hw0-1a-by-hand", 15)                         # a test that the grader had failed
        self.mark("ada", "hw0-2-why", 7.5, "Well said")
        self.grade("hw0-1a-by-hand", "hw0-2a-sum")
        self.assertEqual(("55", "7.5"), self.parts("ada"), "another submission, which is graded anew")
        self.quietly(courses.release, self.course, "hw0-tiny")
        self.grade("hw0-1a-by-hand")
        self.assertEqual(("55", "37.5"), self.parts("ada"), "after a second release")
        with self.course.book() as book:
            comment = book.find_comment("hw0-2-why", "hw0-tiny", "hw0-tiny", "ada")
            self.assertEqual("Well said", comment.manual_comment)

    def test_points_are_reported_to_a_hundredth(self):
        self.enter()
        self.submit({"ada": ()})
        self.mark("ada", "hw0-1a-by-hand", 80.25)
        self.assertEqual(("120.25", "30"), self.parts("ada"))


class AFileForAPlatform(Booked):
    def setUp(self):
        super().setUp()
        self.enter()
        self.submit({"ada": (), "ben": ("hw0-1b-elsewhere",)})
        self.mark("ada", "hw0-2-why", 9.5, SAID)

    def ids(self, text):
        file = self.folder / "ids.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(file)

    def table(self, platform, ids=None, column=None):
        self.said = self.quietly(export, self.course, "hw0-tiny", platform, ids and self.ids(ids), column)
        with (self.folder / "report" / f"hw0-tiny-{platform}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.reader(file, strict=True))

    def late(self, student, points):
        with self.course.book() as book:
            found = book.find_submission_notebook("hw0-tiny", "hw0-tiny", student)
            found.late_submission_penalty = points
            book.find_submission("hw0-tiny", student).timestamp = datetime.datetime(2026, 11, 30)
            book.db.commit()

    def test_canvas_has_its_five_columns_the_points_possible_and_one_column_of_points(self):
        self.late("ada", 10)
        table = self.table("canvas", "folder,Student,ID,SIS User ID,SIS Login ID,Section\n"
                           ",    Points Possible,,,,\nben,\"Böhm, Ben\",12,,ben@uni,S1\n"
                           "ada,\"Ada, A\",7,,,S2\nnew,N,9,,,",
                           "Homework 0 (4711)")
        self.assertEqual([["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Homework 0 (4711)"],
                          ["    Points Possible", "", "", "", "", "100"],
                          ["Ada, A", "7", "", "", "S2", "89.5"], ["Böhm, Ben", "12", "", "ben@uni", "S1", "50"]], table)

    def test_one_of_the_ids_is_enough_whatever_the_order_and_the_separator(self):
        for text in ("sis login id;FOLDER\nl1;ada\nl2;ben\n", "\ufefffolder\tSIS Login ID\r\nada\tl1\r\nben\tl2\r\n"):
            self.assertEqual([["ada", "", "", "l1", ""], ["ben", "", "", "l2", ""]],
                             [line[:-1] for line in self.table("canvas", text)[2:]])

    def test_moodle_has_points_and_a_feedback_in_which_no_tag_begins(self):
        self.late("ada", 10)
        table = self.table("moodle", "Folder,ID number,Email address\nada,0017,a@b\nben,0018,\n")
        self.assertEqual(["ID number", "Email address", "hw0-tiny", "hw0-tiny feedback", "part 1", "part 2", "late"],
                         table[0])
        self.assertEqual(["0017", "a@b", "89.5", "60", "39.5", "10"], table[1][:3] + table[1][4:])
        self.assertEqual("Part 1: 60 of 60\nPart 2: 39.5 of 40\nLate: 10 points fewer\n"
                         'hw0-2-why: Good, "but" so:\n=HYPERLINK("x"); a &lt; b, List&lt;String&gt;\nthen ü',
                         table[1][3])
        self.assertEqual(["0018", "", "50", "Part 1: 20 of 60\nPart 2: 30 of 40", "20", "30", "0"], table[2])

    def test_a_plain_file_needs_no_ids_and_has_parts_penalty_and_comments(self):
        self.late("ada", 10)
        rows = [dict(zip(table[0], line)) for table in [self.table("plain")] for line in table[1:]]
        self.assertEqual({"student": "ada", "part 1": "60", "part 2": "39.5", "late": "10", "hw0-tiny": "89.5",
                          "of": "100", "to mark": "", "noticed": "",
                          "comments": "hw0-2-why: " + SAID.replace("\r", "")}, rows[0])
        self.assertEqual("1", rows[1]["to mark"])
        self.assertIn("1 answer waits to be looked at in the form grader: the points may change", self.said)
        self.assertEqual(["ada", "x9"], self.table("plain", "folder,id\nada,x9\nben,x8")[1][:2])

    def test_what_a_file_of_ids_lacks_is_said(self):
        for platform, text, line in (
                ("canvas", "", r"ids.csv expects the columns folder and ID or SIS .*, got an empty file"),
                ("canvas", "name,ID\nada,1\n", "expects the columns folder and ID .*, got name, id"),
                ("moodle", "folder,ID\nada,1\n", "expects the columns folder and ID number or .*, got folder, id"),
                ("canvas", "folder,ID\nada,1\n", r"expects ID or .* for each folder, got none for ben \(1 of 2 s"),
                ("canvas", "folder,ID\nada,1\nben,\n", "for each folder, got none for ben"),
                ("moodle", "folder,Username\nada,1\nben,1\n",
                 r"expects each Username once, got 1 in line 2 \(ada\) and line 3 \(ben\)"),
                ("moodle", "folder,Username\nada,1\nben,2\nada,3\n", "expects a folder once, got ada in lines 2 and 4"),
                ("moodle", "folder,Username,username\nada,1,2\n", "expects a column once, got username twice"),
                ("plain", "folder,id\nada,1\nben,2,3\n", "line 3: expects 2 fields, got 3"),
                ("plain", 'folder,id\nada,"1\nben,2\n', "line 3: expects fields between commas"),
                ("canvas", "folder,ID\nada,1.2E+05\nben,2\n", "line 2: expects digits as ID, got 1.2E\\+05; has a"),
                ("plain", "folder,id\nada,=1+1\nben,2\n", "line 2: expects an id as id, got =1\\+1; has a"),
                ("plain", "folder,id\nada,ü".encode("latin-1"), "expects text in UTF-8"),
                ("plain", None, "There is no file")):
            file = str(self.folder / "none.csv") if text is None else self.ids(text)
            with self.subTest(text), self.assertRaisesRegex(Trouble, line):
                export(self.course, "hw0-tiny", platform, file)

    def test_a_platform_without_ids_and_an_assignment_that_nobody_handed_in_are_said(self):
        with self.assertRaisesRegex(Trouble, "canvas expects ids: --ids FILE, a CSV with the columns folder and ID or"):
            export(self.course, "hw0-tiny", "canvas")
        (self.folder / "gradebook.db").unlink()
        with self.assertRaisesRegex(Trouble, "Nobody's hw0-tiny is graded yet"):
            export(self.course, "hw0-tiny", "plain")


class ASpreadsheetComputesNothing(Booked):
    def test_not_even_the_name_of_a_folder(self):
        self.enter()
        self.submit({"=1+1": ()})
        self.quietly(report, self.course, "hw0-tiny")
        self.quietly(export, self.course, "hw0-tiny", "plain")
        for name in ("hw0-tiny", "hw0-tiny-plain"):
            with (self.folder / "report" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
                self.assertEqual(["student", "'=1+1"], [line[0] for line in csv.reader(file)])

    def test_a_formula_begins_with_an_apostrophe_and_numbers_stay_numbers(self):
        for text in ("=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", " =1", "\t=1", "＝1", "\n=1"):
            with self.subTest(text):
                self.assertEqual("'" + text, field(text))
        for text in ("12.5", "-3", "+4,5", "a=b", "0017", "", "2026-11-30"):
            self.assertEqual(text, field(text))
        self.assertEqual("a\nb\nc", field("a\r\nb\rc\x00"))


if __name__ == "__main__":
    unittest.main()
