"""Submissions as people's editors leave them, what is shown of them, what is said; `check` and `grade` side by side."""
import base64
import copy
import json
import os
import re
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from tests.homework_course import SUM, nbformat, screened, solved, tiny

from grading import course as courses
from grading import spared
from grading.assignment import Assignment, assignments, handed_in
from grading.check import Own
from grading.course import Course, Trouble, put_together
from grading.harmless import harmless, literal, markup, plain, shown
from grading.messages import explain, said
from grading.names import grade_id
from grading.pages import digest, sealed
from grading.rebuild import Unreadable, rebuild
from grading.runner import Submission, is_test

RIGHT = "double step(double w, double x) { return Math.tanh(w * x); }"
TOTAL = "double sum(double[] all) { double s = 0; for (double v : all) s += v; return s; }"


def new(source, kind="code"):
    return nbformat.v4.new_code_cell(source) if kind == "code" else nbformat.v4.new_markdown_cell(source)


def stripped(cell):
    """A cell as it is when it was deleted and typed again."""
    return new(cell.source, cell.cell_type)


class Tiny(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.assignment = tiny(self.folder)
        self.handed = solved(self.assignment, hw0_1_step=RIGHT, hw0_2_sum=TOTAL)

    def cell(self, name):
        return next(cell for cell in self.handed.cells if grade_id(cell) == name)

    def place(self, name):
        return self.handed.cells.index(self.cell(name))

    def replace(self, name, *cells):
        k = self.place(name)
        self.handed.cells[k:k + 1] = cells

    def built(self, text=None):
        notebook, self.remarks = rebuild(self.assignment, text or nbformat.writes(self.handed))
        return notebook

    def code(self):
        """The code as it will run, without empty cells."""
        return [cell.source.strip() for cell in self.built().cells if cell.cell_type == "code" and cell.source.strip()]


class WhatIsThereCounts(Tiny):
    def setUp(self):
        super().setUp()
        self.right = self.code()
        self.stubs = [cell.source for cell in self.assignment.released.cells if "not written yet" in cell.source]

    def expect_both_answers_above_their_tests(self):
        code = self.code()
        for stub in self.stubs:
            self.assertNotIn(stub.strip(), code)
        for answer, test in (("double step(", "{   // by hand"), ("double sum(", "{   // 1 + 2")):
            at = next(k for k, source in enumerate(code) if answer in source)
            self.assertLess(at, next(k for k, source in enumerate(code) if source.startswith(test)), code)

    def test_a_cell_that_was_deleted_and_typed_again(self):
        self.replace("hw0-1-step", stripped(self.cell("hw0-1-step")))
        self.assertEqual(self.right, self.code())
        self.assertIn("hw0-1-step: the answer stands in another cell than the one for it, and counts", self.remarks)

    def test_all_cells_typed_again(self):
        self.handed.cells = [stripped(cell) for cell in self.handed.cells]
        self.assertEqual(self.right, self.code())

    def test_all_cells_typed_again_in_a_notebook_of_another_order_with_a_helper_above_its_use(self):
        helper, caller = "double twice(double x) { return 2 * x; }", RIGHT.replace("w * x", "twice(w * x) / 2")
        self.handed.cells = [new(TOTAL), new(helper), new(caller)]
        self.expect_both_answers_above_their_tests()
        code = self.code()
        self.assertLess(code.index(helper), code.index(caller))

    def test_the_stub_stays_and_the_answer_stands_in_a_cell_of_its_own(self):
        stub = next(cell for cell in self.assignment.released.cells if grade_id(cell) == "hw0-1-step")
        for own in ([stub, new(RIGHT)], [new(RIGHT), stub]):
            self.setUp()
            self.replace("hw0-1-step", *copy.deepcopy(own))
            self.assertEqual(self.right, self.code())

    def test_two_answers_in_one_cell(self):
        for both in (RIGHT + "\n\n" + TOTAL, TOTAL + "\n" + RIGHT):
            for named in ("hw0-1-step", "hw0-2-sum"):
                self.setUp()
                cell = self.cell(named)
                self.handed.cells.remove(self.cell(({"hw0-1-step", "hw0-2-sum"} - {named}).pop()))
                cell.source = both
                self.expect_both_answers_above_their_tests()

    def test_an_answer_merged_with_the_test_below_it(self):
        test = self.cell("hw0-1a-by-hand")
        merged = RIGHT + "\n\n" + test.source
        for name, gone in (("hw0-1-step", "hw0-1a-by-hand"), ("hw0-1a-by-hand", "hw0-1-step")):
            self.setUp()
            self.cell(name).source = merged
            self.handed.cells.remove(self.cell(gone))
            self.expect_both_answers_above_their_tests()
            self.assertEqual(self.right, self.code())

    def test_an_answer_merged_with_a_given_cell(self):
        given = self.cell("hw0-0-given")
        self.cell("hw0-1-step").source = given.source + "\n" + RIGHT
        self.handed.cells.remove(given)
        self.assertEqual(self.right, self.code())

    def test_an_answer_in_two_cells(self):
        helper, caller = "double twice(double x) { return 2 * x; }", RIGHT.replace("w * x", "twice(w * x) / 2")
        for marked in (True, False):                                   # JupyterLab's Split Cell keeps the metadata
            self.setUp()
            first, second = copy.deepcopy(self.cell("hw0-1-step")), copy.deepcopy(self.cell("hw0-1-step"))
            first.source, second.source, second.id = helper, caller, "second"
            self.replace("hw0-1-step", first, second if marked else stripped(second))
            code = self.code()
            self.assertLess(code.index(helper), code.index(caller))
            self.expect_both_answers_above_their_tests()

    def test_an_answer_in_a_markdown_cell(self):
        for source in (RIGHT, f"```java\n{RIGHT}\n```"):
            self.setUp()
            self.replace("hw0-1-step", new(source, "markdown"))
            self.assertEqual(self.right, self.code())
        self.setUp()
        marked = new(RIGHT, "markdown")
        marked.metadata = self.cell("hw0-1-step").metadata
        self.replace("hw0-1-step", marked)
        self.assertEqual(self.right, self.code())

    def test_java_in_markdown_is_no_answer_where_there_is_one(self):
        self.handed.cells.append(new("double step(double w, double x) { return 0; }", "markdown"))
        self.assertEqual(self.right, self.code())

    def test_a_first_attempt_far_below_changes_nothing(self):
        self.handed.cells.append(new("double step(double w, double x) { return 0; }"))
        code = self.code()
        self.assertEqual(self.right, code[:-1])
        self.assertIn("return 0", code[-1])

    def test_a_copy_of_a_cell_with_its_name(self):
        twin = copy.deepcopy(self.cell("hw0-1-step"))
        twin.id = "twin"
        self.handed.cells.append(twin)
        self.expect_both_answers_above_their_tests()

    def test_a_written_answer_without_its_metadata(self):
        self.cell("hw0-2-why").source = "Nothing is added."
        self.replace("hw0-2-why", stripped(self.cell("hw0-2-why")))
        cell = next(cell for cell in self.built().cells if grade_id(cell) == "hw0-2-why")
        self.assertEqual("Nothing is added.", cell.source)


class AFileAsAnEditorLeavesIt(Tiny):
    def setUp(self):
        super().setUp()
        self.place = self.folder / "submitted" / "ada" / "hw0-tiny"
        self.place.mkdir(parents=True)
        self.file = self.place / "hw0-tiny.ipynb"
        self.text = nbformat.writes(self.handed)
        self.right = self.code()

    def put(self, data):
        self.file.write_bytes(data)
        remarks = []
        notebook, more = put_together(self.assignment, self.place, remarks)
        return [cell.source.strip() for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()], \
            [*remarks, *more]

    def changed(self, change):
        book = json.loads(self.text)
        change(book)
        return json.dumps(book).encode()

    def each(self, change):
        return self.changed(lambda book: [change(cell) for cell in book["cells"]])

    def test_none_of_these_costs_anything(self):
        old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"metadata": {}, "cells": [
            {"cell_type": "code", "input": cell["source"], "outputs": [], "language": "java", "metadata":
             cell["metadata"]} if cell["cell_type"] == "code" else cell for cell in json.loads(self.text)["cells"]]}]}
        for name, data in {
                "as it is": self.text.encode(), "byte-order mark": self.text.encode("utf-8-sig"),
                "UTF-16": self.text.encode("utf-16"), "UTF-16 without a mark": self.text.encode("utf-16-le"),
                "UTF-32": self.text.encode("utf-32"), "Windows line ends": self.text.replace("\n", "\r\n").encode(),
                "Windows line ends in cells": self.each(lambda cell: cell.update(
                    source="".join(cell["source"]).replace("\n", "\r\n"))),
                "old Macintosh line ends": self.each(lambda cell: cell.update(
                    source="".join(cell["source"]).replace("\n", "\r"))),
                "no ids": self.each(lambda cell: cell.pop("id")), "ids that are numbers":
                    self.each(lambda cell: cell.update(id=7)),
                "a string for the lines": self.each(lambda cell: cell.update(source="".join(cell["source"]))),
                "a list of letters": self.each(lambda cell: cell.update(source=list("".join(cell["source"])))),
                "nbgrader: null": self.changed(lambda book: book["cells"][0]["metadata"].update(nbgrader=None)),
                "nbgrader: a list": self.changed(lambda book: book["cells"][0]["metadata"].update(nbgrader=[1])),
                "no metadata": self.changed(lambda book: book.pop("metadata")),
                "metadata: null": self.changed(lambda book: book.update(metadata=None)),
                "a later minor format": self.changed(lambda book: book.update(nbformat_minor=99)),
                "a later major format": self.changed(lambda book: book.update(nbformat=5)),
                "no format": self.changed(lambda book: [book.pop("nbformat"), book.pop("nbformat_minor")]),
                "NaN": self.changed(lambda book: book["metadata"].update(x=float("nan"))),
                "outputs of an odd kind": self.each(lambda cell: cell.update(outputs=[{"output_type": "x"}, 3])),
                "cells that are none": self.changed(lambda book: book["cells"].extend([None, 3, {}, []])),
                "format 3": json.dumps(old).encode(),
                "half a character": self.text.replace("Two small", "Two \\ud800 small").encode()}.items():
            with self.subTest(name):
                self.assertEqual((self.right, []), self.put(data))

    def test_sixty_megabytes_of_outputs_cost_a_remark(self):
        noise = [{"output_type": "stream", "name": "stdout", "text": "x" * 60_000_000}]
        code, remarks = self.put(self.changed(lambda book: book["cells"][-2].update(outputs=noise)))
        self.assertEqual(self.right, code)
        self.assertEqual(["hw0-tiny.ipynb has 60 MB: clear its outputs before it is handed in"], remarks)

    def test_a_notebook_of_another_name_or_in_a_folder_of_a_zip_file(self):
        for name in ("hw0-tiny (1).ipynb", "hw0-tiny/hw0-tiny.ipynb", "HW0-Tiny.ipynb"):
            with self.subTest(name):
                other = self.place / name
                other.parent.mkdir(exist_ok=True)
                other.write_text(self.text)
                (self.place / ".ipynb_checkpoints").mkdir(exist_ok=True)
                (self.place / ".ipynb_checkpoints" / "hw0-tiny-checkpoint.ipynb").write_text(self.text)
                remarks = []
                put_together(self.assignment, self.place, remarks)
                self.assertEqual([f"{name} was taken for hw0-tiny.ipynb"], remarks)
                other.unlink()

    def test_what_cannot_be_read_is_a_line(self):
        deep = b'{"cells": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
        for data, line in ((b"", "the file is empty"), (b"\xef\xbb\xbf \n", "the file is empty"),
                           (b"\0\0\0\0", "the file is empty"), (b"PK\3\4 a zip file", "the file is not a notebook"),
                           (deep, "the file is not a notebook"), (b'{"cells": {}}', None), (b"[]", "not a notebook"),
                           (b'{"cells": 3}', "not a notebook"), (b'{"nbformat": 3}', "not a notebook")):
            with self.subTest(data=data[:30]):
                if line is None:
                    self.put(data)
                else:
                    with self.assertRaisesRegex(Unreadable, line):
                        self.put(data)

    def test_what_is_no_file_is_a_line(self):
        self.file.mkdir()
        with self.assertRaisesRegex(Unreadable, "there is no hw0-tiny.ipynb, but hw0-tiny.ipynb"):
            put_together(self.assignment, self.place, [])
        self.file.rmdir()
        (self.place / "hw0-tiny.zip").write_bytes(b"PK")
        with self.assertRaisesRegex(Unreadable, "there is no hw0-tiny.ipynb, but hw0-tiny.zip"):
            put_together(self.assignment, self.place, [])
        with self.assertRaisesRegex(Unreadable, "hw0-tiny.zip is a file, and should be a folder"):
            put_together(self.assignment, self.place / "hw0-tiny.zip", [])

    @unittest.skipIf(os.name == "nt", "Windows makes links for administrators only")
    def test_a_link_is_followed_within_the_submission_only(self):
        secret = self.folder / "elsewhere.ipynb"
        secret.write_text(self.text)
        for target, line in ((secret, "is a link to a file elsewhere"), (self.folder / "none", "there is no"),
                             (self.file, "there is no|cannot be read"), (Path("/dev/zero"), "there is no")):
            self.file.unlink(missing_ok=True)
            self.file.symlink_to(target)
            with self.subTest(target=target), self.assertRaisesRegex(Unreadable, line):
                put_together(self.assignment, self.place, [])

    def test_a_file_that_may_not_be_read_is_a_line(self):
        self.file.write_text(self.text)
        with mock.patch.object(Path, "read_bytes", side_effect=PermissionError(13, "Permission denied")), \
                self.assertRaisesRegex(Unreadable, "the file cannot be read: Permission denied"):
            put_together(self.assignment, self.place, [])

    def test_a_timestamp_of_other_words_is_not_used(self):
        stamp, place = self.place / "timestamp.txt", self.folder / "taken.txt"
        for data, used in ((b"2026-11-30 12:00:00 UTC", True), (b"\xef\xbb\xbf2026-11-30 12:00:00\r\n", True),
                           (b"last Friday", False), (b"", False), (b"\xff\xfe\0\0", False), (b"99999999999999", False)):
            remarks = []
            stamp.write_bytes(data)
            courses.take_timestamp(stamp, place, remarks)
            with self.subTest(data):
                self.assertEqual((used, [] if used else ["timestamp.txt holds no date, and was not used"]),
                                 (place.exists(), remarks))


class ACourseSaysAtOnceWhatItCannotDo(Tiny):
    def test_a_folder_that_nbgrader_takes_for_a_pattern(self):
        for name in ("Course [A]", "what?", "a*b", "50%", "C#"):
            with self.subTest(name), self.assertRaisesRegex(Trouble, "expects none of"):
                Course.at(self.folder / name)

    def test_names_and_tests_that_cannot_be_graded_are_refused_at_release(self):
        file = self.folder / "source" / "hw0-tiny" / "hw0-tiny.ipynb"
        before = file.read_text()
        for old, now, line in (("hw0-1a-by-hand", "cell-ab6f8c12d34e5f67", "cell-ab6f8c12d34e5f67: a name expects the"),
                               ("hw0-1b-elsewhere", "hw0-1a-by-hand", "hw0-1a-by-hand: the name is there twice"),
                               ('3), 1e-12);\\n}"', '3), 1e-12);"', "a test expects one block")):
            file.write_text(before.replace(f'"grade_id": "{old}"', f'"grade_id": "{now}"')
                            if old.startswith("hw0") else before.replace('3), 1e-12);\\n",\n    "}"', '3), 1e-12);"'))
            with self.subTest(now), self.assertRaisesRegex(Trouble, line):
                courses.release(Course.at(self.folder), "hw0-tiny")


class CheckAndGradeAgree(unittest.TestCase):
    """The cells that run, their order, the refusals: the same but for the lines of hidden tests."""

    def sides(self, assignment, notebook):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / f"{assignment.name}.ipynb"
            nbformat.write(notebook, file)
            text = file.read_text(encoding="utf-8")
            return Own(file).submission(), Submission(assignment, *rebuild(assignment, text))

    def expect_the_same(self, assignment, notebook):
        check, grade = self.sides(assignment, notebook)
        self.assertEqual(grade.remarks, check.remarks)
        self.assertEqual(grade.left_out, check.left_out)
        visible = {grade_id(cell): cell.source for cell in assignment.released.cells}
        self.assertEqual([(grade.name(k), visible[grade.name(k)] if is_test(cell) else cell.source)
                          for k, cell in grade.cells.items()],
                         [(check.name(k), cell.source) for k, cell in check.cells.items()])

    def test_for_every_right_and_wrong_answer(self):
        """`./kit test` compares the sample of the proof; `--all` compares all of them."""
        for assignment in assignments().values():
            for answer in screened(assignment):
                with self.subTest(assignment=assignment.name, answer=answer.name):
                    self.expect_the_same(assignment, handed_in(assignment, {**assignment.solutions(), **answer.cells}))

    def test_for_odd_ones(self):
        for assignment in assignments().values():
            right = handed_in(assignment, assignment.solutions())
            for name, change in {
                    "all typed again": lambda book: book.update(cells=[stripped(cell) for cell in book.cells]),
                    "backwards": lambda book: book.cells.reverse(),
                    "tests edited": lambda book: [cell.update(source="{ }") for cell in book.cells if is_test(cell)],
                    "refused": lambda book: book.cells.insert(4, new("class Quiz { }\nint x = 1;")),
                    "reaches for the grader": lambda book: book.cells.insert(4, new("Class.forName(\"a\");")),
                    "empty": lambda book: book.update(cells=[])}.items():
                book = copy.deepcopy(right)
                change(book)
                with self.subTest(assignment=assignment.name, odd=name):
                    self.expect_the_same(assignment, book)

    def test_a_notebook_that_lost_its_metadata_is_known_by_the_kit(self):
        assignment = next(iter(assignments().values()))
        book = handed_in(assignment, assignment.solutions())
        book.metadata = {}
        self.expect_the_same(assignment, book)

    def test_no_hidden_line_is_carried(self):
        for assignment in assignments().values():
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder) / f"{assignment.name}.ipynb"
                nbformat.write(assignment.released, file)
                own = Own(file)
            self.assertNotRegex(json.dumps([own.rules, own.source]), "BEGIN (HIDDEN|SOLUTION)")
            self.assertEqual([cell.source for cell in assignment.released.cells],
                             [cell.source for cell in own.source.cells])


def failed(kind, text, *trace):
    return nbformat.v4.new_output("error", ename=kind, evalue=text, traceback=list(trace))


class AnErrorIsASentence(Tiny):
    def test_exceptions_of_both_kernels(self):
        java = "java.lang."
        for expected, jjava, ijava in (
                ("not written yet", failed("RuntimeException", f"{java}UnsupportedOperationException, not written yet"),
                 failed("EvalException", "not written yet", f"{java}UnsupportedOperationException: not written yet")),
                ("StackOverflowError", failed("RuntimeException", f"{java}StackOverflowError, null"),
                 failed("EvalException", "null", f"\x1b[1m\x1b[31m{java}StackOverflowError: null\x1b[0m")),
                ("IllegalStateException", failed("RuntimeException", f"{java}IllegalStateException, null"),
                 failed("EvalException", "null", f"{java}IllegalStateException")),
                ("NoSuchElementException", failed("RuntimeException", "java.util.NoSuchElementException, null"),
                 failed("EvalException", "null", "java.util.NoSuchElementException: null")),
                ("IOException: no disk", failed("RuntimeException", "java.io.IOException, no disk"),
                 failed("EvalException", "no disk", "java.io.IOException: no disk")),
                ("sum expects 6, got 5", failed("RuntimeException", f"{java}AssertionError, sum expects 6, got 5"),
                 failed("EvalException", "sum expects 6, got 5", f"{java}AssertionError: sum expects 6, got 5")),
                ('NullPointerException: Cannot read the array length because "mine" is null (in two, line 3)',
                 failed("RuntimeException", f'{java}NullPointerException, Cannot read the array length because '
                        '"REPL.$JShell$47.mine" is null', f"{java}NullPointerException: …", "\tat .two(#35:3)"),
                 failed("EvalException", 'Cannot read the array length because "REPL.$JShell$47.mine" is null',
                        f"{java}NullPointerException: Cannot …", "\tat .two(#35:3)"))):
            with self.subTest(expected):
                self.assertEqual((expected, expected), (said(jjava), said(ijava)))

    def test_the_compiler_says_the_line_of_the_cell(self):
        source = "// a\ndouble f() {\n    return 1\n}"
        shown = "\x1b[39m\x1b[1m|   \x1b[39m\x1b[1m    return 1\x1b[0m\x1b[39m\x1b[1m\x1b[41m\x1b[0m"
        self.assertEqual("does not compile, line 3: ';' expected", said(
            failed("CompilationException", "[snippet: …", shown, "\x1b[1m\x1b[31m';' expected\x1b[0m", ""), source))

    def run_with(self, outcome, **cells):
        """The tests' errors after these cells ran, as if a kernel had said this of them."""
        submission = Submission(self.assignment, *rebuild(self.assignment, nbformat.writes(
            solved(self.assignment, **cells))))
        for number in submission.cells:
            name = submission.name(number)
            if number not in submission.left_out:
                submission.outcome[number] = [outcome[name]] if name in outcome else []
        explain(submission.finish())
        return {submission.name(k): error.evalue for k, cell in submission.cells.items()
                for error in cell.outputs if error.output_type == "error"}

    nobody = failed("CompilationException", "…", "cannot find symbol", "  symbol:   method step(int,int)", "")
    loose = failed("RuntimeException", "… unresolved references in MethodSnippet:sum/(double[])double")

    def test_a_refused_cell_says_so_at_each_test_that_needs_it(self):
        said = self.run_with({"hw0-1a-by-hand": self.nobody, "hw0-1b-elsewhere": self.nobody},
                             hw0_1_step="class Quiz { }\n" + RIGHT)
        for test in ("hw0-1a-by-hand", "hw0-1b-elsewhere"):
            self.assertRegex(said[test], "^hw0-1-step was refused: it declares Quiz, which")

    def test_a_cell_that_does_not_compile_says_so_even_through_another_cell(self):
        broken = failed("CompilationException", "…", "|   \x1b[41mreturn 3 }", "\x1b[31m';' expected", "")
        said = self.run_with({"hw0-1-step": broken, "hw0-2a-sum": self.loose, "hw0-1a-by-hand": self.nobody},
                             hw0_1_step="double step(double w, double x) {\nreturn 3 }",
                             hw0_2_sum="double sum(double[] a) { return step(0, 1); }")
        for test in ("hw0-1a-by-hand", "hw0-2a-sum"):
            self.assertEqual("hw0-1-step does not compile, line 2: ';' expected", said[test])

    def test_a_cell_that_was_stopped_says_so(self):
        said = self.run_with({"hw0-1-step": failed("Stopped", "It took longer than 90 s."),
                              "hw0-1a-by-hand": self.nobody})
        self.assertEqual("hw0-1-step stopped: took longer than 90 s.", said["hw0-1a-by-hand"])

    def test_a_name_that_is_gone_is_named(self):
        said = self.run_with({"hw0-1a-by-hand": self.nobody}, hw0_1_step="double steps(double w) { return w; }")
        self.assertRegex(said["hw0-1a-by-hand"], r"^this test uses the method step\(int,int\), which is not there")

    def test_a_wrong_value_blames_no_other_cell(self):
        wrong = failed("RuntimeException", "java.lang.AssertionError, sum expects 6.0, got 5.0")
        said = self.run_with({"hw0-2a-sum": wrong, "hw0-1-step": self.nobody})
        self.assertEqual("sum expects 6.0, got 5.0", said["hw0-2a-sum"])


class AMistakeCostsItsPartOnly(Tiny):
    """The second run by hand: which cells stand where, and whose outcome is taken."""

    caller = "double sum(double[] a) { double s = step(0, 1); for (double v : a) s += v; return s; }"

    def graded(self, wrong, second=(), **cells):
        """These tests fail, and those fail with the right answers in place."""
        submission = Submission(self.assignment, *rebuild(self.assignment, nbformat.writes(
            solved(self.assignment, **cells))))
        self.finish(submission, wrong)
        explain(submission)
        self.runs = []

        def run(again, limits):
            self.runs.append([cell.source for cell in again.cells.values()])
            self.finish(again, second)

        with mock.patch.object(spared, "run", run):
            spared.spare(submission, None)
        self.remarks = submission.remarks
        return {name for name, points in submission.scores().items() if points == 0}

    @staticmethod
    def finish(submission, wrong):
        submission.passed = set(submission.tests)
        for number in submission.cells:
            submission.outcome[number] = [failed("RuntimeException", "java.lang.AssertionError, wrong")] \
                if submission.name(number) in wrong else []
        submission.finish()

    def test_a_later_part_that_calls_a_wrong_answer_is_graded_with_the_right_one(self):
        lost = self.graded({"hw0-1a-by-hand", "hw0-2a-sum"}, {"hw0-1a-by-hand"}, hw0_2_sum=self.caller)
        self.assertEqual({"hw0-1a-by-hand"}, lost)
        self.assertEqual(["hw0-2a-sum was graded with the right answer to hw0-1-step, whose mistake costs its own part "
                          "only"], self.remarks)
        right, *tests = [source for source in self.runs[0] if source.startswith("{") or "tanh" in source][-2:]
        self.assertEqual(self.assignment.solutions()["hw0-1-step"], right)
        self.assertIn("1 + 2 + 3", tests[0])
        self.assertEqual(1, sum(source.startswith("{") for source in self.runs[0]), "the others have their outcome")

    def test_a_part_with_a_mistake_of_its_own_loses_its_points(self):
        self.assertEqual({"hw0-1a-by-hand", "hw0-2a-sum"}, self.graded(
            {"hw0-1a-by-hand", "hw0-2a-sum"}, {"hw0-2a-sum"}, hw0_2_sum=self.caller))

    def test_a_cell_behind_the_tests_of_a_part_does_not_bring_them_behind_the_right_answer(self):
        book = solved(self.assignment, hw0_2_sum=self.caller)
        behind = next(k for k, cell in enumerate(book.cells) if grade_id(cell) == "hw0-1b-elsewhere") + 1
        book.cells.insert(behind, nbformat.v4.new_code_cell("int mine = 1;"))
        submission = Submission(self.assignment, *rebuild(self.assignment, nbformat.writes(book)))
        task = next(k for k in submission.cells if submission.name(k) == "hw0-1-step")
        again = Submission(self.assignment, spared.with_answers(submission, {task}))
        order = [again.cells[k].id for k in again.in_order()]
        self.assertLess(order.index("hw0-1b-elsewhere"), order.index(f"right-{task}"))
        self.assertLess(order.index(f"right-{task}"), order.index("hw0-2a-sum"))

    def test_no_second_run_where_nothing_depends_on_a_mistake_or_the_part_is_not_written(self):
        self.graded({"hw0-1a-by-hand", "hw0-2a-sum"})
        self.assertEqual([], self.runs)
        self.graded({"hw0-2a-sum"}, hw0_2_sum=self.caller)
        self.assertEqual([], self.runs)


class WhatNobodyNeedsDoesNotRun(Tiny):
    """Figures and questions take time, and decide no point."""

    def ran(self, *plain, student="", only=None, **cells):
        """Of these given cells, put in front of the second part, those that run."""
        source = nbformat.read(self.assignment.file, as_version=4)
        place = next(k for k, cell in enumerate(source.cells) if "Part 2" in cell.source)
        source.cells[place:place] = [nbformat.v4.new_code_cell(text) for text in plain]
        nbformat.write(source, self.assignment.file)
        assignment = Assignment(self.assignment.file)
        book = solved(assignment, **cells)
        if student:
            book.cells.append(new(student))
        submission = Submission(assignment, *rebuild(assignment, nbformat.writes(book)), only=only)
        return [cell.source for cell in submission.cells.values() if cell.source in plain], submission

    def test_a_figure_does_not_run(self):
        self.assertEqual([], self.ran("show(step(1, 2));", "var line = step(1, 2);", "show(line);")[0])

    def test_what_a_test_or_a_cell_of_the_students_needs_runs(self):
        given = "double twice = 2 * half(4);"
        self.assertEqual([given], self.ran(given, student="double more = twice + 1;")[0])
        self.assertEqual(["int zero = 0;"], self.ran("int zero = 0;", hw0_2_sum=SUM.replace("s = 0", "s = zero"))[0])

    def test_what_changes_a_variable_that_is_needed_runs(self):
        cells = ("double[] seen = {0};", "void look() { seen[0]++; }", "look();", "show(3);")
        self.assertEqual([*cells[:3]], self.ran(*cells, student="double first = seen[0];")[0])

    def test_an_import_runs(self):
        self.assertEqual(["import java.math.*;"], self.ran("import java.math.*;")[0])

    def test_a_second_run_is_of_some_tests_and_what_they_need(self):
        names = {submission.name(number) for submission in [self.ran(student="int own = 1;", only={"hw0-2a-sum"})[1]]
                 for number in submission.cells}
        self.assertTrue({"hw0-2a-sum", "hw0-2-sum"} <= names, names)
        self.assertFalse({"hw0-1-step", "hw0-1a-by-hand"} & names, names)


MARKS = ("<script>mark()</script>", "<img src=x onerror=mark()>", "<svg onload=mark()><script>mark()</script></svg>",
         "<iframe srcdoc='<script>parent.mark()</script>'></iframe>", "<a href='javascript:mark()'>a</a>",
         "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src onerror=mark()&gt;'>",
         "<noscript><p title='</noscript><img src=x onerror=mark()>'>", "<details open ontoggle=mark()>d</details>",
         "<meta http-equiv=refresh content='0;url=javascript:mark()'>", "<base href='https://example.org/'>",
         "<object data='data:text/html,<script>mark()</script>'></object>", "<input autofocus onfocus=mark()>",
         "<form action='javascript:mark()'><button>b</button></form>", "<style>@import 'x';* { color: red }</style>",
         "<div style='background:url(https://example.org/a.png)'>d</div>", "<body onload=mark()>",
         "<a href='data:text/html,<script>mark()</script>'>a</a>", "<template><script>mark()</script></template>",
         "<video src=x onerror=mark()></video>", "<title><img src=x onerror=mark()></title>",
         "<ScRiPt\n>mark()</sCrIpT>", "<div style='position:fixed;top:0;left:0;width:100%;height:100%'>cover</div>",
         "<link rel=stylesheet href='https://example.org/a.css'>", "<![CDATA[<script>mark()</script>]]>")
RUNS = re.compile(r"<\s*(script|iframe|object|embed|meta|base|link|style|svg|math|form|input|template|body|video|title)"
                  r"\b|<[^>]*\s(on\w+|href|srcdoc|action|http-equiv)\s*=|url\(|fixed", re.I)


class NothingOfAStudentsRuns(unittest.TestCase):
    def test_html_keeps_known_elements_only(self):
        for source in MARKS:
            for whole in (source, f"<p>{source}", f"<table><tr><td>{source}", f"<div title='>'>{source}</div>"):
                with self.subTest(whole):
                    self.assertNotRegex(re.sub("data:[^\"]*", "", markup(whole)), RUNS)

    def test_a_figure_of_the_kit_keeps_its_picture_and_its_caption(self):
        data = base64.b64encode(b"<svg/>").decode()
        figure = (f'<figure class="unrolled" style="margin:.5em 0"><style>a</style><div role="img" aria-label="A line">'
                  f'<img alt="A line" src="data:image/svg+xml;base64,{data}"></div><figcaption>Loss</figcaption>'
                  "<script>draw()</script></figure>")
        self.assertEqual(f'<figure style="margin:.5em 0"><div aria-label="A line" role="img"><img alt="A line" src='
                         f'"data:image/svg+xml;base64,{data}"/></div><figcaption>Loss</figcaption></figure>',
                         re.sub(r'<div role="img" aria-label="A line">', '<div aria-label="A line" role="img">',
                                markup(figure)))

    def test_outputs_of_any_kind_are_shown_without_scripts(self):
        for kind in ("text/html", "text/markdown", "text/latex", "image/svg+xml", "application/javascript",
                     "image/png", "image/jpeg", "application/vnd.jupyter.widget-view+json", "application/pdf",
                     "application/vnd.plotly.v1+json", "text/vnd.mermaid"):
            for source in MARKS:
                output = nbformat.v4.new_output("display_data", {kind: source}, metadata={
                    kind: {"width": '"><script>mark()</script>', "isolated": True}, "filenames": {kind: source}})
                new = shown(output)
                with self.subTest(kind=kind, source=source):
                    self.assertEqual({}, new.metadata)
                    self.assertLessEqual(set(new.data), {"text/html", "text/markdown", "text/latex", "text/plain"})
                    self.assertTrue(new.data)
                    for shows in set(new.data) - {"text/plain"}:
                        self.assertNotRegex(re.sub("data:[^\"]*", "", new.data[shows]), RUNS if shows == "text/html"
                                            else r"<[A-Za-z/!?]")

    def test_a_picture_stays_a_picture(self):
        png = base64.b64encode(b"a picture").decode()
        self.assertEqual({"image/png": png}, shown(nbformat.v4.new_output("display_data", {"image/png": png})).data)

    def test_markdown_has_no_markup_of_its_own_and_is_read_as_before(self):
        for source in MARKS:
            self.assertNotRegex(plain(source), r"<[A-Za-z/!?]")
        self.assertEqual("a < b, $x<1$, 3 <= 4, `List< String>`", plain("a < b, $x<1$, 3 <= 4, `List<String>`"))

    def test_only_the_students_markdown_is_changed(self):
        book = nbformat.v4.new_notebook(cells=[new("<b>given</b>", "markdown"), new("<b>theirs</b>", "markdown")])
        book.cells[1].metadata.theirs = True
        self.assertEqual(["<b>given</b>", "< b>theirs< /b>"], [cell.source for cell in harmless(book).cells])

    def test_a_remark_is_literal(self):
        for source in (*MARKS, "%load <img src=x onerror=mark()>", "$\\href{javascript:mark()}{a}$",
                       "[a](javascript:b)",
                       "a\n\n<script>\n\nmark()", "`a` *b* _c_"):
            self.assertNotRegex(literal(source), r"[<>\[\]$\\`*\n]")

    def test_a_page_names_the_scripts_that_it_runs_by_what_they_say(self):
        page = sealed("<head><!-- MathJax --></head>$a$", "typeset()\r\n")
        self.assertIn(digest("typeset()\n"), page)
        self.assertIn("<script>typeset()\n</script>", page)
        self.assertIn("script-src 'none'", sealed("<head><!-- MathJax --></head>", "typeset()"))


if __name__ == "__main__":
    unittest.main()
