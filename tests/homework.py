"""The grader against student code, in the real kernel: `./kit test` runs this as its part `homework`."""
import contextlib
import csv
import io
import json
import os
import tempfile
import time
import unittest
from pathlib import Path
from unittest import mock

from tests.homework_course import machine, nbformat, solved, tiny

from grading import proof, sandbox
from grading.assignment import assignments, grade_id
from grading.check import check
from grading.course import Course, Trouble, feedback, grade, release
from grading.rebuild import rebuild
from grading.report import report
from grading.runner import Submission, run

ALL = {"hw0-1a-by-hand": 20, "hw0-1b-elsewhere": 40, "hw0-2a-sum": 30, "hw0-2-why": None}
QUICK = sandbox.Limits(cell_seconds=15, seconds=120, threads=150, memory=2e9)


class Quiet:
    """In place of the kit's progress lines."""

    def __init__(self, name):
        self.name, self.lines = name, []

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass

    def say(self, lines):
        print(lines)


class EveryAssignmentIsGradedAsItShouldBe(unittest.TestCase):
    """The reference earns everything, the empty notebook nothing, a wrong answer loses what it should and only that."""

    def test_reference_empty_wrong_and_right(self):
        todo = [(assignment, case) for assignment in assignments().values() for case in proof.cases(assignment)]
        for (assignment, case), verdict in zip(todo, proof.verdicts(machine(), todo)):
            with self.subTest(assignment=assignment.name, answer=case.name):
                self.assertEqual("", verdict.problem)


class Folder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)


class HostileCodeCostsItsOwnPointsOnly(Folder):
    def setUp(self):
        super().setUp()
        self.assignment = tiny(self.folder)

    def run_with(self, **cells):
        submission = Submission(self.assignment, *rebuild(self.assignment, nbformat.writes(
            solved(self.assignment, **cells))))
        self.submission = run(machine(), submission, QUICK)
        self.said = "\n".join([*submission.remarks, *proof.errors(submission).values()])
        return {name for name, score in submission.scores().items() if score == 0}

    def step(self, body, more=""):
        """The student's first method does this; the second is right."""
        return self.run_with(hw0_1_step=f"double step(double w, double x) {{ {body} return Math.tanh(w * x); }}{more}")

    FIRST = {"hw0-1a-by-hand", "hw0-1b-elsewhere"}

    def test_nothing_hostile_earns_everything(self):
        self.assertEqual(set(), self.run_with())
        self.assertEqual(ALL, self.submission.scores() | {"hw0-2-why": None})

    def test_it_ends_the_java_process(self):
        self.assertEqual(self.FIRST, self.step("if (true) System.exit(0);"))
        self.assertIn("hw0-1a-by-hand ended the Java process (exit code 0)", self.said)

    def test_it_ends_the_java_process_while_it_is_defined(self):
        self.assertEqual(self.FIRST, self.run_with(hw0_1_step="Runtime.getRuntime().halt(7);"))
        self.assertIn("hw0-1-step ended the Java process (exit code 7)", self.said)

    def test_an_endless_loop(self):
        began = time.monotonic()
        self.assertEqual(self.FIRST, self.step("while (x < 1e9) { }"))
        self.assertIn("hw0-1b-elsewhere took longer than 15 s", self.said)
        self.assertLess(time.monotonic() - began, QUICK.seconds + 30)

    def test_an_endless_recursion(self):
        self.assertEqual(self.FIRST, self.step("x = step(w, x);"))
        self.assertIn("StackOverflowError", self.said)

    def test_memory_of_java(self):
        self.assertEqual(self.FIRST, self.step("var all = new ArrayList<double[]>(); "
                                               "while (true) all.add(new double[10_000_000]);".replace("while (true)",
                                               "while (w < 1e9)")))
        self.assertRegex(self.said, "OutOfMemoryError|took")

    def test_memory_beside_java(self):
        shell = 'new ProcessBuilder("sh", "-c", "head -c 3000000000 /dev/zero | tail").start().waitFor();'
        self.assertEqual(self.FIRST, self.step(f"try {{ {shell} }} catch (Exception e) {{ }}"))
        self.assertRegex(self.said, "took more than 2 GB of memory|took longer")

    def test_a_fork_bomb(self):
        shell = 'new ProcessBuilder("sh", "-c", "while :; do sleep 60 & done").start().waitFor();'
        self.assertEqual(self.FIRST, self.step(f"try {{ {shell} }} catch (Exception e) {{ }}"))
        self.assertRegex(self.said, "started more than 150 processes and threads")

    def test_many_threads(self):
        self.assertEqual(self.FIRST, self.step("for (int k = 0; k < 500; k++) new Thread(() -> { try { Thread.sleep"
                                               "(60_000); } catch (Exception e) { } }).start(); Thread.yield(); "
                                               "while (w < 1e9) { }"))
        self.assertIn("started more than 150 processes and threads", self.said)

    def test_a_gigabyte_of_output(self):
        self.assertEqual(self.FIRST, self.step('for (int k = 0; k < 1_000_000_000; k++) System.out.println("x".repeat'
                                               '(1000));'))
        self.assertRegex(self.said, "put out more than 20 million characters|took longer")
        self.assertLess(len(nbformat.writes(self.submission.notebook)), 200_000)

    def test_files_outside_its_copy_are_out_of_reach(self):
        kept = self.folder / "kept"
        kept.write_text("a")
        jar = machine().root / "lib" / "target" / "classpath" / "unrolled.jar"
        before = jar.stat().st_mtime_ns, jar.stat().st_size
        tried = "".join(f'try {{ {act} }} catch (Exception e) {{ System.out.println(e); }}\n' for act in (
            f'java.nio.file.Files.delete(java.nio.file.Path.of("{kept}"));',
            f'java.nio.file.Files.writeString(java.nio.file.Path.of("{jar}"), "broken");',
            f'java.nio.file.Files.writeString(java.nio.file.Path.of("{jar.parent}/evil.jar"), "broken");',
            'java.nio.file.Files.writeString(java.nio.file.Path.of("include.jshell"), "broken");',
            'java.nio.file.Files.delete(java.nio.file.Path.of("include.jshell"));'))
        self.assertEqual(set(), self.step(tried))
        self.assertEqual("a", kept.read_text())
        self.assertEqual(before, (jar.stat().st_mtime_ns, jar.stat().st_size))
        self.assertFalse((jar.parent / "evil.jar").exists())
        self.assertEqual(set(), self.run_with())

    def test_neither_the_network_nor_other_peoples_work_is_there(self):
        look = ('System.out.println("seen " + java.util.stream.Stream.of("%s", "%s").filter(p -> new java.io.File(p)'
                '.exists()).toList()); try { new java.net.Socket("192.0.2.1", 80); } catch (Exception e) '
                '{ System.out.println("net " + e.getMessage()); }' % (self.folder, Path(proof.__file__).parents[1] /
                                                                      "source"))
        self.assertEqual(set(), self.step(look))
        printed = "".join(output.text for output in self.output("hw0-1a-by-hand"))
        self.assertIn("seen []", printed)
        self.assertIn("net Network is unreachable", printed)

    def test_it_ends_every_process_it_can_see(self):
        self.assertEqual(self.FIRST, self.step('try { new ProcessBuilder("sh", "-c", "kill -9 -1").start().waitFor(); '
                                               '} catch (Exception e) { }'))
        self.assertRegex(self.said, "ended (its own|the Java) process")

    def test_a_printed_number_or_a_value_earns_nothing(self):
        self.assertEqual(self.FIRST, self.run_with(
            hw0_1_step='double step(double w, double x) { System.out.println("100"); display(100); return 3; }\n100'))

    def test_a_test_that_is_made_to_stop_has_not_passed(self):
        for act in ("throw new ThreadDeath();", "Thread.currentThread().interrupt();",
                    "while (true) Thread.currentThread().stop();"):
            lost = self.run_with(hw0_1_step=f"double step(double w, double x) {{ if (true) {{ {act} }} return 5; }}")
            self.assertEqual(self.FIRST, lost, act)

    def test_a_line_on_standard_error_costs_nothing(self):
        self.assertEqual(set(), self.step('System.err.println("debugging");'))

    def test_the_tests_helpers_declared_again(self):
        quiz = "class Quiz { static void expect(String what, double e, double a, double t) { } }"
        for source in (quiz, quiz.replace("Quiz", "Q\\u0075iz"), "double half(double x) { return Double.NaN; }"):
            lost = self.run_with(hw0_1_step="double step(double w, double x) { return 3; }", hw0_2_sum=source)
            self.assertEqual(self.FIRST | {"hw0-2a-sum"}, lost)
            self.assertIn("hw0-2-sum did not run: it declares", self.said)

    def test_the_visible_answers_hard_coded(self):
        self.assertEqual({"hw0-1b-elsewhere"}, self.run_with(
            hw0_1_step="double step(double w, double x) { return 0; }"))

    def test_a_forbidden_name(self):
        self.assertEqual({"hw0-2a-sum"}, self.run_with(
            hw0_2_sum="double sum(double[] x) { return java.util.stream.DoubleStream.of(x).sum(); }"))
        self.assertIn("DoubleStream, which this task asks you to write yourself", self.said)

    def test_what_does_not_compile(self):
        self.assertEqual(self.FIRST, self.run_with(hw0_1_step="double step(double w { "))

    def output(self, name):
        return next(cell.outputs for cell in self.submission.cells.values() if grade_id(cell) == name)


class ACourse(Folder):
    """From the release to the feedback, with the commands' own functions."""

    def setUp(self):
        super().setUp()
        self.assignment = tiny(self.folder)
        self.course = Course.at(self.folder)
        self.said = io.StringIO()
        with contextlib.redirect_stdout(self.said):
            release(self.course, "hw0-tiny")

    def hand_in(self, student, text, name="hw0-tiny.ipynb"):
        folder = self.folder / "submitted" / student / "hw0-tiny"
        folder.mkdir(parents=True)
        if text is not None:
            (folder / name).write_text(text if isinstance(text, str) else nbformat.writes(text))

    def test_the_week(self):
        right = solved(self.assignment)
        self.hand_in("ada", right)
        self.hand_in("bob", self.assignment.released)
        self.hand_in("cyd", "")
        self.hand_in("dan", "{ no notebook")
        self.hand_in("eve", solved(self.assignment, hw0_2_sum="System.exit(1);"))
        self.hand_in("fay", right, "My homework (final).ipynb")
        self.hand_in("gus", None)
        with contextlib.redirect_stdout(self.said):
            self.assertEqual(0, grade(self.course, machine(), "hw0-tiny", QUICK, Quiet))
            report(self.course, "hw0-tiny")
            feedback(self.course, "hw0-tiny", Quiet)
        rows = list(csv.DictReader((self.folder / "report" / "hw0-tiny.csv").open()))
        self.assertEqual({"ada": "90", "bob": "0", "cyd": "0", "dan": "0", "eve": "60", "fay": "90", "gus": "0"},
                         {row["student"]: row["total"] for row in rows})
        noticed = {row["student"]: row["noticed"] for row in rows}
        self.assertEqual("", noticed["ada"])
        for student, words in {"cyd": "the file is empty", "dan": "is not a notebook", "gus": "there is no hw0-tiny",
                               "eve": "hw0-2-sum ended the Java process (exit code 1)"}.items():
            self.assertIn(words, noticed[student])
        for student in noticed:
            page = (self.folder / "feedback" / student / "hw0-tiny" / "hw0-tiny.html").read_text()
            self.assertIn("by-hand", page)
        self.assertIn("7 submissions, median 0", self.said.getvalue())
        self.mark_by_hand_and_grade_again()

    def mark_by_hand_and_grade_again(self):
        """Points that a person gave stay, and only what is new is taken up."""
        with self.course.book() as book:
            found = book.find_grade("hw0-2-why", "hw0-tiny", "hw0-tiny", "ada")
            found.manual_score, found.needs_manual_grade = 10, False
            book.db.commit()
        self.hand_in("hal", solved(self.assignment))
        with contextlib.redirect_stdout(self.said):
            grade(self.course, machine(), "hw0-tiny", QUICK, Quiet)
            report(self.course, "hw0-tiny")
        rows = {row["student"]: row for row in csv.DictReader((self.folder / "report" / "hw0-tiny.csv").open())}
        self.assertEqual(("100", ""), (rows["ada"]["total"], rows["ada"]["to mark"]))
        self.assertEqual(("90", "1"), (rows["hal"]["total"], rows["hal"]["to mark"]))

    def test_what_was_not_done_yet_is_said(self):
        with self.assertRaisesRegex(Trouble, "There is no assignment hw9; there are hw0-tiny"):
            self.course.assignment("hw9")
        with self.assertRaisesRegex(Trouble, "Nobody has handed in hw0-tiny"):
            grade(self.course, machine(), "hw0-tiny", QUICK, Quiet)
        with self.assertRaisesRegex(Trouble, "Nobody's hw0-tiny is graded yet: ./kit homework grade hw0-tiny"):
            report(self.course, "hw0-tiny")
        (self.folder / "gradebook.db").unlink()
        with self.assertRaisesRegex(Trouble, "not in the gradebook yet: ./kit homework release hw0-tiny"):
            grade(self.course, machine(), "hw0-tiny", QUICK, Quiet)

    def test_a_student_checks_a_released_notebook(self):
        file = self.folder / "release" / "hw0-tiny" / "hw0-tiny.ipynb"
        notebook = nbformat.read(file, 4)
        for cell in notebook.cells:
            if grade_id(cell) == "hw0-1-step":
                cell.source = "double step(double w, double x) { return 0; }"
        nbformat.write(notebook, file)
        with contextlib.redirect_stdout(self.said):
            self.assertEqual(1, check(machine(), file, Quiet))
        for line in ("Part 1 · A step: 2 of 2 visible tests pass (60 points)",
                     "  no   hw0-2a-sum\n       not written yet", "1 of 3 visible tests do not pass yet."):
            self.assertIn(line, self.said.getvalue())


class WithoutWalls(HostileCodeCostsItsOwnPointsOnly):
    """Where there is no bubblewrap, time, memory and processes are limited all the same."""

    def setUp(self):
        super().setUp()
        without = mock.patch.object(sandbox, "walls", lambda: False)
        without.start()
        self.addCleanup(without.stop)


for name in dir(WithoutWalls):
    if name.startswith("test_") and name not in ("test_nothing_hostile_earns_everything", "test_an_endless_loop",
                                                 "test_a_fork_bomb", "test_it_ends_the_java_process"):
        setattr(WithoutWalls, name, None)


if __name__ == "__main__":
    unittest.main()
