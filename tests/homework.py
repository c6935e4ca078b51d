"""The grader against student code, in the real kernel: `./kit test` runs this as its part `homework`."""
import contextlib
import csv
import io
import os
import re
import tempfile
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest import mock

from tests.homework_attempts import BORROWED, ELSEWHERE, KITS_OWN, REFUSED, RUN
from tests.homework_course import Quiet, nbformat, solved, tiny

from grading import copied, proof, sandbox
from grading.assignment import Assignment, answers, assignments, handed_in as handed_out
from grading.check import check
from grading.course import Course, Trouble, feedback, grade, release
from grading.names import grade_id
from grading.rebuild import rebuild
from grading.report import report
from grading.runner import Submission, run
from tools.library import CLASS_PATH
from tools.machine import at_once, jdks

ALL = {"hw0-1a-by-hand": 20, "hw0-1b-elsewhere": 40, "hw0-2a-sum": 30, "hw0-2-why": None}
QUICK = sandbox.Limits(cell_seconds=15, seconds=300, threads=150, memory=2e9)


class EveryAssignmentIsGradedAsItShouldBe(unittest.TestCase):
    """The reference earns everything, the empty notebook nothing, a wrong answer loses what it should and only that."""

    def test_reference_empty_wrong_and_right(self):
        """`./kit test` runs the fewest kernels that judge a dozen wrong answers of each; `--all` adds the rest."""
        groups = proof.groups if os.environ.get("UNROLLED_TEST_ALL") else proof.fewest
        todo = [(assignment, group) for assignment in assignments().values() for group in groups(assignment)]
        judged = []
        for assignment, verdict in proof.verdicts(todo):
            judged.append((assignment.name, verdict.answer.name))
            with self.subTest(assignment=assignment.name, answer=verdict.answer.name):
                self.assertEqual("", verdict.problem)
        self.assertEqual([(assignment.name, case.name) for assignment, group in todo for case in group], judged)

    def test_the_fewest_are_a_dozen_wrong_and_four_right(self):
        for assignment in assignments().values():
            cases = [case for group in proof.fewest(assignment) for case in group]
            self.assertEqual({"reference", "empty"}, {case.name for case in cases[:2]})
            self.assertGreaterEqual(sum(1 for case in cases[2:] if case.loses), 12, assignment.name)
            self.assertGreaterEqual(sum(1 for case in cases[2:] if not case.loses), 4, assignment.name)


class WhatAStudentSees(Assignment):
    """An assignment without its hidden tests."""

    def __init__(self, assignment):
        super().__init__(assignment.file, assignment.released)
        self.skeleton = self.released = assignment.released
        self.screen = assignment.screen


class ConstantsPassWhatAStudentSees(unittest.TestCase):
    """So the hidden tests have something to find: with them the constants earn ten points at most."""

    def test_thirty_points_and_more_by_the_visible_tests(self):
        def seen(assignment):
            constants = next(case for case in proof.cases(assignment) if case.name == "constants")
            notebook = handed_out(assignment, {**assignment.solutions(), **constants.cells})
            shown = WhatAStudentSees(assignment)
            submission = Submission(shown, *rebuild(shown, nbformat.writes(notebook)))
            return sum(points or 0 for points in run(submission).scores().values())

        with ThreadPoolExecutor(at_once()) as pool:
            for assignment, points in zip(assignments().values(), pool.map(seen, assignments().values())):
                with self.subTest(assignment=assignment.name):
                    self.assertGreaterEqual(points, 30)


class Folder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)


STEP = {"hw0-1a-by-hand", "hw0-1b-elsewhere"}


def step(body):
    """The student's first method does this before it returns what is right; the second method is right."""
    return {"hw0_1_step": f"double step(double w, double x) {{ {body} return Math.tanh(w * x); }}"}


def tried(*acts):
    return step("".join(f"try {{ {act} }} catch (Exception e) {{ System.out.println(e); }} " for act in acts))


def shell(command):
    return tried(f'new ProcessBuilder("sh", "-c", "{command}").start().waitFor();')


def hostile(folder):
    """What students hand in, as if the screen had let it through: name → their solution cells."""
    files, jars = "java.nio.file.Files", CLASS_PATH
    path = "java.nio.file.Path.of(\"{}\")".format
    return {
        "nothing": {},
        "exit": step("if (true) System.exit(0);"),
        "halt": {"hw0_1_step": "Runtime.getRuntime().halt(7);"},
        "loop": step("while (x < 1e9) { }"),
        "recursion": step("x = step(w, x);"),
        "heap": step("var all = new ArrayList<double[]>(); while (w < 1e9) all.add(new double[10_000_000]);"),
        "memory": shell("head -c 3000000000 /dev/zero | tail"),
        "forks": shell("while :; do sleep 60 & done"),
        "threads": step("for (int k = 0; k < 500; k++) new Thread(() -> { try { Thread.sleep(60_000); } "
                        "catch (Exception e) { } }).start(); while (w < 1e9) { }"),
        "output": step('for (int k = 0; k < 1_000_000_000; k++) System.out.println("x".repeat(1000));'),
        "files": tried(f'{files}.delete({path(folder / "kept")});', f'{files}.writeString({path(jars)}, "a");',
                       f'{files}.writeString({path(jars / "unrolled.jar")}, "a");',
                       f'{files}.writeString({path(jars / "evil.jar")}, "a");',
                       f'{files}.writeString({path("include.jshell")}, "a");',
                       f'{files}.delete({path("include.jshell")});'),
        "disk": tried(f'var out = {files}.newOutputStream({path("/tmp/big")}); '
                      'while (true) out.write(new byte[1 << 20]);'),
        "look": tried('System.out.println("seen " + java.util.stream.Stream.of("%s", "%s").filter(p -> new java.io.File'
                      '(p).exists()).toList());' % (folder, Path(proof.__file__).parents[1] / "source"),
                      'new java.net.Socket("192.0.2.1", 80);'),
        "kill": shell("kill -9 -1"),
        "standard error": step('System.err.println("debugging");'),
        "hard-coded": {"hw0_1_step": "double step(double w, double x) { return 0; }"},
        "hard-coded for whole numbers": {"hw0_1_step": "double step(int w, int x) { return 0; }\n"
                                                       "double step(double w, double x) { return 3; }"},
        "broken": {"hw0_1_step": "double step(double w { "},
    }


def handed_in(assignment, cells):
    return Submission(assignment, *rebuild(assignment, nbformat.writes(solved(assignment, **cells))))


class Unscreened(Submission):
    """Runs whatever it holds: so the walls are tried without the screen before them."""

    def refuse(self):
        pass


class NoDishonestAttemptGainsAPoint(Folder):
    """What was attempted is the name of each; the wrong `step` must cost its 60 points every time."""

    def setUp(self):
        super().setUp()
        self.assignment = tiny(self.folder)

    def test_there_are_sixty_and_more(self):
        self.assertGreaterEqual(len({*REFUSED, *BORROWED, *ELSEWHERE, *RUN, *KITS_OWN}), 60)

    def test_what_must_not_run_does_not_and_the_reason_is_said(self):
        for attempt, cells in REFUSED.items():
            with self.subTest(attempt=attempt):
                self.keeps_out(handed_in(self.assignment, cells), list(cells)[-1])

    def test_what_the_task_asks_for_is_not_borrowed(self):
        for attempt, source in BORROWED.items():
            with self.subTest(attempt=attempt):
                self.keeps_out(handed_in(self.assignment, {"hw0_2_sum": source}), "hw0_2_sum")

    def test_nor_borrowed_through_another_cell(self):
        for attempt, (other, source) in ELSEWHERE.items():
            with self.subTest(attempt=attempt):
                submission = handed_in(self.assignment, {"hw0_1_step": other, "hw0_2_sum": source})
                self.keeps_out(submission, "hw0_2_sum")
                self.assertIn("calls a cell that uses", submission.remarks[0])

    def test_nor_is_the_kits_own_implementation(self):
        screens = {name: assignment.screen() for name, assignment in assignments().items()}
        for attempt, (name, task, source) in KITS_OWN.items():
            with self.subTest(attempt=attempt):
                said = "; ".join(screens[name].refusals(source, task))
                self.assertRegex(said, r"^uses \w.*, which this task asks you to write yourself$")

    def keeps_out(self, submission, name):
        """Refused, or cut off before the line that no name of homework's leads to."""
        number = next(n for n in submission.cells if submission.name(n) == name.replace("_", "-"))
        if number in submission.left_out:
            self.assertRegex(submission.remarks[0], "did not run: it (declares|uses|sets|extends|has|calls) ")
        else:
            self.assertIn("does not exist", submission.judged[number].wrong["words"])
            self.assertEqual("", submission.armed(number).strip())

    def test_what_may_run_earns_nothing(self):
        with ThreadPoolExecutor(at_once()) as pool:
            runs = pool.map(lambda cells: run(handed_in(self.assignment, cells), QUICK), RUN.values())
            for attempt, submission in zip(RUN, runs):
                with self.subTest(attempt=attempt):
                    self.assertEqual({}, submission.left_out)
                    self.assertEqual({**ALL, "hw0-1a-by-hand": 0, "hw0-1b-elsewhere": 0}, submission.scores())


class HostileCodeCostsItsOwnPointsOnly(unittest.TestCase):
    """One submission each, two at a time; the tests look at what came of it."""

    @classmethod
    def setUpClass(cls):
        if not sandbox.walls():
            raise unittest.SkipTest(f"{sandbox.what_is_missing()} This machine is not given to hostile code.")
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        (cls.folder / "kept").write_text("a")
        cls.jar = CLASS_PATH / "unrolled.jar"
        cls.before = cls.jar.read_bytes()
        assignment = tiny(cls.folder)
        with ThreadPoolExecutor(at_once()) as pool:
            cases = hostile(cls.folder)
            graded = pool.map(lambda cells: cls.graded(assignment, cells), cases.values())
            cls.submissions = dict(zip(cases, graded))

    @staticmethod
    def graded(assignment, cells):
        handed = nbformat.writes(solved(assignment, **cells))
        return run(Unscreened(assignment, *rebuild(assignment, handed)), QUICK)

    def loses(self, name, lost, said="^"):
        submission = self.submissions[name]
        words = "\n".join([*submission.remarks, *(f"{out.ename} {out.evalue}" for cell in submission.cells.values()
                                                  for out in cell.outputs if out.output_type == "error")])
        self.assertEqual(lost, {cell for cell, score in submission.scores().items() if score == 0}, words)
        self.assertRegex(words, said)

    def printed(self, name, cell):
        cells = self.submissions[name].cells.values()
        return "".join(output.get("text", "") for c in cells if grade_id(c) == cell for output in c.outputs)

    def test_the_reference_earns_everything(self):
        self.loses("nothing", set())
        self.assertEqual(ALL, self.submissions["nothing"].scores())

    def test_it_ends_the_java_process(self):
        self.loses("exit", STEP, r"hw0-1a-by-hand ended the Java process \(exit code 0\)")
        self.loses("halt", STEP, r"hw0-1-step ended the Java process \(exit code 7\)")

    def test_it_does_not_end(self):
        self.loses("loop", STEP, "hw0-1b-elsewhere took longer than 10 s")
        self.loses("recursion", STEP, "StackOverflowError")

    def test_it_takes_memory(self):
        self.loses("heap", STEP, "OutOfMemoryError|took")
        self.loses("memory", STEP, "took more than 2 GB of memory|took longer")

    def test_it_takes_processes_and_threads(self):
        self.loses("forks", STEP, "started more than 150 processes and threads")
        self.loses("threads", STEP, "started more than 150 processes and threads")

    def test_it_prints_a_gigabyte(self):
        self.loses("output", STEP, "put out more than 20 million characters|took longer")
        self.assertLess(len(nbformat.writes(self.submissions["output"].notebook)), 200_000)

    def test_it_writes_and_deletes_files(self):
        self.loses("files", set())
        self.loses("disk", set())
        self.assertRegex(self.printed("disk", "hw0-1a-by-hand"), "File too large|No space left")
        self.assertEqual("a", (self.folder / "kept").read_text())
        self.assertEqual(self.before, self.jar.read_bytes())
        self.assertFalse((self.jar.parent / "evil.jar").exists())

    def test_it_sees_no_network_and_no_files_of_others(self):
        self.loses("look", set())
        self.assertIn("seen []", self.printed("look", "hw0-1a-by-hand"))
        self.assertIn("Network is unreachable", self.printed("look", "hw0-1a-by-hand"))

    def test_it_ends_every_process_it_can_see(self):
        self.loses("kill", STEP, "ended (its own|the Java) process")

    def test_a_line_on_standard_error_costs_nothing(self):
        self.loses("standard error", set())

    def test_the_visible_answers_hard_coded(self):
        self.loses("hard-coded", {"hw0-1b-elsewhere"})
        self.loses("hard-coded for whole numbers", {"hw0-1b-elsewhere"})

    def test_what_does_not_compile(self):
        self.loses("broken", STEP)


class WithoutWalls(unittest.TestCase):
    """Where there is no bubblewrap, time, memory and processes are limited all the same."""

    def test_a_loop_and_processes(self):
        with tempfile.TemporaryDirectory() as folder, mock.patch.object(sandbox, "walls", lambda: False):
            assignment, cases = tiny(Path(folder)), hostile(Path(folder))
            self.assertIn("Submissions run without walls here", sandbox.what_is_missing())
            for name, said in (("exit", "exit code 0"), ("forks", "more than 150 processes")):
                submission = HostileCodeCostsItsOwnPointsOnly.graded(assignment, cases[name])
                self.assertEqual(STEP, {cell for cell, score in submission.scores().items() if score == 0})
                self.assertIn(said, "\n".join(submission.remarks))


class CopiedWork(unittest.TestCase):
    """By JPlag itself, with answers that are known to be right."""

    def test_a_copy_with_other_names_is_found_and_two_who_worked_apart_are_not(self):
        if jdks()[-1].feature < copied.OLDEST:
            raise unittest.SkipTest(f"JPlag needs a JDK of {copied.OLDEST} or newer")
        for name in ("hw1-forward", "hw3-gates"):
            assignment = assignments()[name]
            one, two = (written_by(assignment, k) for k in (0, 1))
            copy = {f"added-{k}": with_other_names(source) for k, source in enumerate(reversed(one.values()))}
            given = copied.answers_of(assignment.released)
            pairs = copied.compared(given, {"one": one, "two": two, "copy": copy, "nothing": given}, Quiet)
            alike = {frozenset((pair.one, pair.other)): pair.similarity for pair in pairs}
            with self.subTest(name):
                self.assertNotEqual([*one.values()], [*reversed(copy.values())])
                self.assertGreater(alike.pop(frozenset(("one", "copy"))), 0.9)
                self.assertIn(frozenset(("one", "two")), alike)
                self.assertLess(max(alike.values()), 0.5)


def written_by(assignment, k):
    """The k-th right answer to each task that has one."""
    right = {}
    for answer in answers(assignment):
        for cell, source in answer.cells.items() if not answer.loses else ():
            right.setdefault(cell, []).append(source)
    return {cell: sources[k] for cell, sources in right.items() if len(sources) > k}


def with_other_names(source):
    """Its variables of the commonest types are called otherwise."""
    declared = re.findall(r"\b(?:double|int|var|SimpleMatrix)(?:\[\])* ([a-z]\w*)(?=\s*[=;,):])", source)
    for name in set(declared):
        source = re.sub(rf"(?<![\w.]){name}\b(?!\s*\()", f"{name}Mine", source)
    return source


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
            text = text if isinstance(text, (str, bytes)) else nbformat.writes(text)
            (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())

    def rows(self):
        with (self.folder / "report" / "hw0-tiny.csv").open(encoding="utf-8") as file:
            return list(csv.DictReader(file))

    def test_the_week(self):
        right = solved(self.assignment)
        self.hand_in("ada", right)
        self.hand_in("bob", self.assignment.released)
        self.hand_in("cyd", "")
        self.hand_in("dan", "{ no notebook")
        self.hand_in("eve", solved(self.assignment, hw0_2_sum="System.exit(1);"))
        self.hand_in("fay", right, "My homework (final).ipynb")
        self.hand_in("gus", None)
        self.hand_in("Meier [group A]", nbformat.writes(right).encode("utf-16"))
        (self.folder / "submitted" / "Meier [group A]" / "hw0-tiny" / "timestamp.txt").write_text("last Friday")
        (self.folder / "submitted" / "nan").mkdir()
        (self.folder / "submitted" / "nan" / "hw0-tiny").write_text("a file where a folder should be")
        with contextlib.redirect_stdout(self.said):
            graded = grade(self.course, "hw0-tiny", QUICK, Quiet)
        self.assertEqual(0, graded, self.said.getvalue())
        with contextlib.redirect_stdout(self.said):
            report(self.course, "hw0-tiny")
            feedback(self.course, "hw0-tiny", Quiet)
        rows = self.rows()
        self.assertEqual({"ada": "90", "bob": "0", "cyd": "0", "dan": "0", "eve": "60", "fay": "90", "gus": "0",
                          "Meier [group A]": "90", "nan": "0"},
                         {row["student"]: row["total"] for row in rows})
        noticed = {row["student"]: row["noticed"] for row in rows}
        self.assertEqual("", noticed["ada"])
        for student, words in {"cyd": "the file is empty", "dan": "is not a notebook", "gus": "there is no hw0-tiny",
                               "Meier [group A]": "timestamp.txt holds no date", "nan": "hw0-tiny is a file",
                               "eve": "hw0-2-sum did not run: it uses System.exit"}.items():
            self.assertIn(words, noticed[student])
        for student in noticed:
            page = (self.folder / "feedback" / student / "hw0-tiny" / "hw0-tiny.html").read_text()
            self.assertIn("by-hand", page)
            self.assertEqual("$" in page.split("</head>")[1], "window.MathJax = " in page, student)
            self.assertIn("Content-Security-Policy", page)
            self.assertNotRegex(page, r'<(script|link)[^>]*(src|href)="(https?:)?//')
        self.assertIn("9 submissions, median 0", self.said.getvalue())
        self.mark_by_hand_and_grade_again()

    def mark_by_hand_and_grade_again(self):
        """Points that a person gave stay, and only what is new is taken up."""
        with self.course.book() as book:
            found = book.find_grade("hw0-2-why", "hw0-tiny", "hw0-tiny", "ada")
            found.manual_score, found.needs_manual_grade = 10, False
            book.db.commit()
        self.hand_in("hal", solved(self.assignment))
        with contextlib.redirect_stdout(self.said):
            grade(self.course, "hw0-tiny", QUICK, Quiet)
            report(self.course, "hw0-tiny")
        rows = {row["student"]: row for row in self.rows()}
        self.assertEqual(("100", ""), (rows["ada"]["total"], rows["ada"]["to mark"]))
        self.assertEqual(("90", "1"), (rows["hal"]["total"], rows["hal"]["to mark"]))

    def test_nbgrader_releases_what_the_tests_of_a_release_look_at(self):
        for name, assignment in assignments().items():
            with contextlib.redirect_stdout(self.said):
                release(self.course, name)
            folder = self.folder / "release" / name
            self.assertEqual({"include.jshell", f"{name}.ipynb"}, {file.name for file in folder.iterdir()})
            released = nbformat.read(folder / f"{name}.ipynb", 4)
            self.assertEqual(*([cell.source for cell in book.cells] for book in (assignment.released, released)))
            self.assertEqual([], [cell.outputs for cell in released.cells if cell.get("outputs")])

    def test_what_was_not_done_yet_is_said(self):
        with self.assertRaisesRegex(Trouble, "There is no assignment hw9; there are hw0-tiny"):
            self.course.assignment("hw9")
        with self.assertRaisesRegex(Trouble, "There is no course in .*nowhere"):
            Course.at(self.folder / "nowhere", new=False)
        with self.assertRaisesRegex(Trouble, "Nobody has handed in hw0-tiny"):
            grade(self.course, "hw0-tiny", QUICK, Quiet)
        with self.assertRaisesRegex(Trouble, "Nobody's hw0-tiny is graded yet: ./kit homework grade hw0-tiny"):
            report(self.course, "hw0-tiny")
        (self.folder / "gradebook.db").unlink()
        with self.assertRaisesRegex(Trouble, "not in the gradebook yet: ./kit homework release hw0-tiny"):
            grade(self.course, "hw0-tiny", QUICK, Quiet)

    def test_a_student_checks_a_released_notebook(self):
        file = self.folder / "release" / "hw0-tiny" / "hw0-tiny.ipynb"
        notebook = nbformat.read(file, 4)
        for cell in notebook.cells:
            if grade_id(cell) == "hw0-1-step":
                cell.source = "double step(double w, double x) { return 0; }"
        nbformat.write(notebook, file)
        with contextlib.redirect_stdout(self.said):
            self.assertEqual(1, check(file, Quiet))
        for line in ("Part 1 · A step: 2 of 2 visible tests pass (60 points)",
                     "  no   hw0-2a-sum\n       not written yet", "1 of 3 visible tests do not pass yet."):
            self.assertIn(line, self.said.getvalue())


if __name__ == "__main__":
    unittest.main()
