"""The form of assignments, what a release may show, how a submission is put together, what is refused."""
import copy
import io
import re
import tempfile
import time
import unittest
from pathlib import Path
from unittest import mock

from tests.homework_course import STEP, nbformat, screened, solved, tiny

from grading import sandbox
from grading.assignment import answers, assignments, handed_in
from grading.check import Own, check
from grading.course import Trouble
from grading.executor import Voice
from grading.messages import problem
from grading.proof import in_one_part
from grading.rebuild import Unreadable, rebuild
from grading.names import grade_id, part_of
from grading.runner import NoKernel, Submission, error, judged, live
from grading.sandbox import Limits
from grading.screen import declarations, words

ALL = assignments().values()


def code(text):
    """The lines of a piece of Java that say something."""
    lines = [line.strip() for line in text.splitlines()]
    return [line for line in lines if len(line) > 3 and not line.startswith("//")]


def hidden(source, what):
    return "\n".join(re.findall(rf"// BEGIN {what}(.*?)// END {what}", source, re.S))


class TheFormOfAnAssignment(unittest.TestCase):
    def test_points_are_a_hundred_and_agree_with_the_table_and_the_headings(self):
        for assignment in ALL:
            sums = {}
            for name, points in assignment.points.items():
                sums[part_of(name)] = sums.get(part_of(name), 0) + points
            table = assignment.text().split("## Part 1")[0]
            rows = re.findall(r"^\| *(\d+) *[·|].*\| *(\d+) *\|$", table, re.M)
            with self.subTest(assignment=assignment.name):
                self.assertEqual(100, sum(sums.values()))
                self.assertEqual(sums, {part: points for part, (_, points) in assignment.parts.items()})
                self.assertEqual(sums, {int(part): int(points) for part, points in rows})

    def test_names_say_the_homework_and_are_there_once(self):
        for assignment in ALL:
            names = [grade_id(cell) for cell in assignment.source.cells if grade_id(cell)]
            self.assertEqual(len(names), len(set(names)), assignment.name)
            for name in names:
                self.assertRegex(name, rf"^{assignment.name.split('-')[0]}-\d+[a-z]?-[a-z0-9-]+$")

    def test_a_test_is_one_block_and_has_points(self):
        for assignment in ALL:
            for cell in assignment.source.cells:
                if grade_id(cell) in assignment.tests:
                    self.assertRegex(cell.source, re.compile(r"\A(\{|for \().*\}\Z", re.S), grade_id(cell))
                    self.assertGreater(cell.metadata.nbgrader.points, 0, grade_id(cell))

    def test_a_solution_reaches_to_the_brace_that_closes_its_method(self):
        """The stub throws, and Java refuses a statement after a throw."""
        for assignment in ALL:
            for name, source in assignment.solutions().items():
                self.assertNotRegex(source, r"// END SOLUTION\s*[^\s}]", name)

    def test_answers_were_written_for_it(self):
        for assignment in ALL:
            written = answers(assignment)
            wrong = [answer for answer in written if answer.name.startswith("wrong-") or answer.name == "constants"]
            right = [answer for answer in written if answer.name.startswith("right-")]
            with self.subTest(assignment=assignment.name):
                self.assertEqual(len(written), len(wrong) + len(right))
                self.assertGreaterEqual(len(wrong), 40)
                self.assertGreaterEqual(len(right), 40)
                self.assertEqual(len(written), len({answer.name for answer in written}))
                self.assertEqual([], [answer.name for answer in wrong if not answer.loses])
                self.assertEqual([], [answer.name for answer in right if answer.loses])

    def test_an_answer_names_cells_and_tests_that_exist_and_breaks_one_part(self):
        for assignment in ALL:
            for answer in answers(assignment):
                with self.subTest(assignment=assignment.name, answer=answer.name):
                    self.assertLessEqual(set(answer.loses), set(assignment.tests))
                    self.assertTrue(answer.cells)
                    self.assertLessEqual(set(answer.cells), set(assignment.solutions()))
                    self.assertTrue(in_one_part(answer) or answer.name == "constants")

    def test_constants_that_the_visible_tests_print_earn_ten_points_at_most(self):
        """The proof holds that they lose what their file says."""
        for assignment in ALL:
            lost = next(answer.loses for answer in answers(assignment) if answer.name == "constants")
            kept = {name: points for name, points in assignment.points.items()
                    if name in assignment.tests and name not in lost}
            self.assertLessEqual(sum(kept.values()), 10, kept)

    def test_the_screen_lets_every_written_answer_pass_unless_it_only_calls_the_kit(self):
        """`./kit test` screens the sample of the proof; `--all` screens all of them."""
        for assignment in ALL:
            for answer in screened(assignment):
                handed = handed_in(assignment, {**assignment.solutions(), **answer.cells})
                submission = Submission(assignment, *rebuild(assignment, nbformat.writes(handed)))
                with self.subTest(assignment=assignment.name, answer=answer.name):
                    self.assertEqual(bool(re.search("the-kit|refused", answer.name)), bool(submission.remarks),
                                     submission.remarks)


class WhatAReleaseShows(unittest.TestCase):
    def test_no_line_of_a_solution_and_no_line_of_a_hidden_test(self):
        for assignment in ALL:
            shown = "\n".join(cell.source for cell in assignment.released.cells)
            kept = {line for cell in assignment.source.cells
                    for line in code(re.sub(r"// BEGIN (\w+).*?// END (SOLUTION|HIDDEN TESTS)", "", cell.source,
                                            flags=re.S))}
            for cell in assignment.source.cells:
                for what in ("SOLUTION", "HIDDEN TESTS"):
                    for line in code(hidden(cell.source, what)):
                        if line not in kept:
                            self.assertFalse(re.search(rf"^\s*{re.escape(line)}\s*$", shown, re.M),
                                             f"{assignment.name} shows {line!r} of {grade_id(cell)}")

    def test_no_marker_is_left_and_every_solution_is_a_stub(self):
        for assignment in ALL:
            for cell in assignment.released.cells:
                self.assertNotRegex(cell.source, "(BEGIN|END) (SOLUTION|HIDDEN)")
                if grade_id(cell) in assignment.solutions() and cell.cell_type == "code":
                    self.assertIn("UnsupportedOperationException", cell.source, grade_id(cell))


class Tiny(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.assignment = tiny(self.folder)

    def sources(self, notebook):
        built, self.remarks = rebuild(self.assignment, nbformat.writes(notebook))
        return [cell.source for cell in built.cells]


class ASubmissionIsPutTogether(Tiny):
    def setUp(self):
        super().setUp()
        self.handed = solved(self.assignment)
        self.right = self.sources(self.handed)

    def cell(self, name):
        return next(cell for cell in self.handed.cells if grade_id(cell) == name)

    def test_hidden_tests_come_back(self):
        self.assertIn("sum of none", "".join(self.right))
        self.assertEqual([], self.remarks)

    def test_order_and_edited_or_missing_tests_do_not_matter(self):
        self.cell("hw0-1a-by-hand").source = "{ }"
        self.handed.cells.remove(self.cell("hw0-2a-sum"))
        self.handed.cells.reverse()
        self.assertEqual(self.right, self.sources(self.handed))
        self.assertEqual(["hw0-1a-by-hand was changed; the instructor's cell was used",
                          "missing, put back: hw0-2a-sum"], self.remarks)

    def test_of_two_cells_with_one_name_the_last_counts_unless_it_is_the_stub(self):
        stub = next(cell for cell in self.assignment.released.cells if grade_id(cell) == "hw0-1-step")
        other = copy.deepcopy(self.cell("hw0-1-step"))
        other.source = "double step(double w, double x) { return 1; }"
        stub, other.id = copy.deepcopy(stub), "other"
        stub.id = "stub"
        self.handed.cells += [other, stub]
        sources = self.sources(self.handed)
        self.assertEqual(sources.index(other.source), sources.index(self.cell("hw0-1-step").source) + 1)
        self.assertNotIn(stub.source, sources)
        self.assertIn("hw0-1-step is there twice; the last one counts", self.remarks)

    def test_a_cell_of_the_students_own_stays_behind_the_cell_it_followed(self):
        own = nbformat.v4.new_code_cell("double helper() { return 2; }")
        self.handed.cells.insert(self.handed.cells.index(self.cell("hw0-1-step")), own)
        sources = self.sources(self.handed)
        self.assertLess(sources.index(own.source), sources.index(self.cell("hw0-1-step").source))

    def test_another_kernel_is_the_instructors_again(self):
        self.handed.metadata.kernelspec = {"name": "python3", "display_name": "Python"}
        built, _ = rebuild(self.assignment, nbformat.writes(self.handed))
        self.assertEqual("java", built.metadata.kernelspec.name)

    def test_what_is_no_notebook_says_so(self):
        for text in ("", "{", "[]", '"a"', "null", '{"cells": 3, "nbformat": 4, "nbformat_minor": 5, "metadata": {}}',
                     '{"cells": [{"cell_type": "code"}], "nbformat": 4, "nbformat_minor": 5, "metadata": {}}', "\x00"):
            with self.subTest(text=text):
                try:
                    built, _ = rebuild(self.assignment, text)
                except Unreadable as why:
                    self.assertRegex(str(why), "^the file is ")
                else:
                    self.assertEqual(self.sources(self.assignment.released), [cell.source for cell in built.cells])


class WhatIsRefused(Tiny):
    def setUp(self):
        super().setUp()
        self.screen = self.assignment.screen()

    def refused(self, source, name=None):
        return "; ".join(self.screen.refusals(source, name))

    def judged(self, source, name=None):
        return self.screen.judge({"it": (name, source)})["it"]

    def test_what_the_tests_use_is_not_declared_again_and_the_line_is_said(self):
        for source in ("class Quiz { }", "final class Quiz extends Object { }", "record Math(int x) { }",
                       "class \\u0051uiz { }", "class /* */ Quiz { }", "int a = 1; enum Quiz { A }",
                       "double half(double x) { return 0; }", "static <T> double half(double x) { return 0; }",
                       "class A { } class Quiz { }", "int x = 1, Math = 2;"):
            with self.subTest(source=source):
                self.assertRegex(self.refused(source), r"^declares (Quiz, which line 2 of hw0-1a-by-hand|"
                                 "(Math|half), which line 4 of hw0-1b-elsewhere) would then mean")

    def test_an_import_is_refused_only_where_a_test_would_mean_another_class(self):
        for source in ("import java.util.List;", "import org.ejml.simple.SimpleMatrix;", "import java.util.stream.*;",
                       "import unrolled.view.Quiz;", "import java.math.BigDecimal;", "import static java.lang.Math.*;",
                       "import static java.lang.Math.tanh;", "import java.text.*;"):
            with self.subTest(source=source):
                self.assertEqual(([], None), (self.judged(source).reasons, self.judged(source).wrong))
        other = next(one for one in ALL if one.name == "hw2-bptt").screen()
        for source in ("import java.awt.List;", "import java.awt.*;"):
            self.assertRegex("; ".join(other.refusals(source)),
                             r"has import java\.awt\.(List|\*), and List in line \d+ of hw2-\S+ would then be ano")

    def test_what_only_looks_like_it_is_not_refused(self):
        for source in ("// class Quiz { }", 'String s = "class Quiz { }";', "/* class Math { } */ int y = 1;",
                       STEP, "class Mine { double half(double x) { return x; } }", "double y = half(3);",
                       "Quiz.expect(\"mine\", 1, 1, 0);", "char c = '\"'; // class Quiz { }\nint z = 1;",
                       "double quiz() { double half = 2; return half; }", 'var t = """\n class Quiz { } """;',
                       "int half = 3;", "double half(String s) { return 0; }",
                       "double half(double x, int n) { return 0; }",
                       "double half(Object x) { return 0; }", "int sun = 1; int eval = 2; int unit = 3;",
                       "double eval(double x) { return x; }", "double forward(double x) { return x; }",
                       "double forecast(double x) { return x; }", "void show(double x) { }", "int jdk = 17;"):
            with self.subTest(source=source):
                self.assertEqual(([], None), (self.judged(source).reasons, self.judged(source).wrong))

    def test_ordinary_java_is_allowed(self):
        for source in ("record P(double x, double y) { double norm() { return Math.hypot(x, y); } }",
                       "interface F { double at(double x); }\nF f = x -> x * x;\ndouble y = f.at(2);",
                       "var r = new Random(3); double g = r.nextGaussian();",
                       "var b = new StringBuilder(); for (int k = 0; k < 3; k++) b.append(k); String s = b.toString();",
                       "var n = new java.math.BigDecimal(\"1.5\").multiply(java.math.BigDecimal.TEN);",
                       'String s = String.format(Locale.ROOT, "%.3f", 1.0);',
                       "double s = IntStream.range(0, 9).parallel().mapToDouble(k -> k).sum();",
                       "var m = new TreeMap<String, List<Integer>>();\n"
                       "m.computeIfAbsent(\"a\", k -> new ArrayList<>()).add(1);",
                       "double timed() { long t = System.nanoTime(); return (System.nanoTime() - t) / 1e9; }",
                       "int cores = Runtime.getRuntime().availableProcessors();",
                       "class V { double x;\n"
                       "@Override public boolean equals(Object o) { return o instanceof V v && v.x == x; }\n"
                       "@Override public int hashCode() { return Double.hashCode(x); } }",
                       "String name(Object o) { return o.getClass().getSimpleName(); }",
                       "class Bad extends RuntimeException { Bad(String s) { super(s); } }",
                       "int count = 0; void more() { count++; }", "double[] a = {1, 2}; a[0] = 3; a[1]++;",
                       "var e = Executors.newFixedThreadPool(2); e.submit(() -> 3).get(); e.shutdown();",
                       "try { int z = 1 / 0; } catch (ArithmeticException e) { e.printStackTrace(); }",
                       "var q = new SimpleMatrix(2, 2); q.set(0, 0, 1);\n"
                       "show(q.mult(q.transpose()).getDDRM().data.length);",
                       'display("text"); printf("%d", 3);',
                       "enum Gate { INPUT, FORGET; double bias() { return ordinal(); } }",
                       "int f(int k) { return switch (k) { case 0 -> 1; default -> k * f(k - 1); }; }"):
            with self.subTest(source=source):
                self.assertEqual(([], None), (self.judged(source).reasons, self.judged(source).wrong))

    def test_a_percent_sign_is_no_command_where_java_reads_it(self):
        for source in ("int rest(int t, int m) { return t\n   % m; }", "int rest(int t, int m) { return t\n%m; }",
                       "/*\n%load it\n*/ int y = 1;", 'String s = """\n    %d of\n    %s\n    """;',
                       'String s = "a =%d, b = %d".formatted(1, 2);', "// x =%s\nint y = 1;"):
            with self.subTest(source=source):
                self.assertEqual(([], None), (self.judged(source).reasons, self.judged(source).wrong))
                self.assertNotRegex(self.judged(source).what_runs(source), r"(^|=)\s*%\w")
        for source in ("%classpath a.jar", "int x = 1;\n  %load a", "%%time\nint x = 1;", "var x = %time 3",
                       "int x = 1;\r%load a"):
            with self.subTest(source=source):
                self.assertIn("has the kernel's command %", self.refused(source))

    def test_what_does_not_compile_is_said_with_its_line_and_the_rest_runs(self):
        source = ("double one() { return 1; }\ndouble two() { return on(); }\ndouble three() { return 3; }\n"
                  "int x = ;\nint y;")
        judged = self.judged(source)
        self.assertEqual("double one() { return 1; }\n\ndouble three() { return 3; }",
                         re.sub(" +\n", "\n", judged.what_runs(source)).strip())
        self.assertEqual(2, judged.wrong["line"])
        self.assertRegex(self.judged("int a;\ndouble f() { return g(); }").wrong["words"], "cannot find")

    def test_own_work_is_asked_for(self):
        self.assertIn("uses DoubleStream, which this task asks you to write yourself",
                      self.refused("double sum(double[] x) { return DoubleStream.of(x).sum(); }", "hw0-2-sum"))
        self.assertEqual("", self.refused("double sum(double[] x) { /* no DoubleStream */ return 0; }", "hw0-2-sum"))

    def test_own_work_is_asked_for_in_a_cell_that_the_student_added(self):
        helper = "double all(double[] x) { return DoubleStream.of(x).sum(); }"
        said = "calls a cell that uses DoubleStream, which this task asks you to write yourself"
        for task, others, expected in (
                ("double sum(double[] x) { return all(x); }", [helper], said),
                ("double sum(double[] x) { return a(x); }", ["double a(double[] x) { return all(x); }", helper], said),
                ("double sum(double[] x) { double s = 0; return s; }", [helper], ""),
                ("double sum(double[] x) { return all(x); }", ["double all(double[] x) { return 0; }"], "")):
            with self.subTest(task=task, others=others):
                self.assertEqual(expected, "; ".join(self.screen.refusals(task, "hw0-2-sum", others)))
        self.assertEqual("", self.refused(helper), "for another task, or a look of the student's own")
        self.assertIn("uses DoubleStream", self.refused(helper.replace("all", "sum")), "in the place of the task's own")

    def test_a_cell_that_does_not_compile_is_refused_by_name_too(self):
        said = self.refused("double sum(double[] x) { return DoubleStream.of(x).sun(); }", "hw0-2-sum")
        self.assertIn("uses DoubleStream, which this task asks you to write yourself", said)
        self.assertEqual("", self.refused("double sum(double[] x) { return y; }", "hw0-2-sum"))

    def test_what_the_student_declares_by_a_forbidden_name_is_own_work(self):
        own = "class DoubleStream { double of(double[] x) { double s = 0; for (double v : x) s += v; return s; } }\n"
        for call in ("new DoubleStream().of(x)", "new DoubleStream().of(x) + y"):         # the second does not compile
            self.assertEqual("", self.refused(own + "double sum(double[] x) { return %s; }" % call, "hw0-2-sum"))
        self.assertEqual([], self.screen.refusals("double sum(double[] x) { return new DoubleStream().of(x); }",
                                                  "hw0-2-sum", [own]))

    def test_an_import_that_is_there_anyhow_declares_nothing(self):
        screen = next(assignment for assignment in ALL if assignment.name == "hw2-bptt").screen()
        source = ("import  org.ejml.simple.SimpleMatrix ;\nimport java.util.List;\n"
                  "SimpleMatrix tanhBack(SimpleMatrix h, SimpleMatrix dh) { return dh; }")
        judged = screen.judge({"it": ("hw2-1-tanh-back", source)})["it"]
        self.assertEqual(([], None), (judged.reasons, judged.wrong))
        self.assertEqual(source.split("\n", 1)[1], judged.what_runs(source).split("\n", 1)[1])
        self.assertEqual("", judged.what_runs(source).split("\n")[0].strip(), "the shell would take it for a new one")

    def test_a_class_of_the_kits_that_needs_a_forbidden_one_is_forbidden_too(self):
        self.screen.forbids = {"hw0-2-sum": ["ElmanCell"]}
        self.assertIn("uses NetworkDiagram (which needs ElmanCell)",
                      self.refused("double sum(double[] x) { NetworkDiagram a = null; return 0; }", "hw0-2-sum"))
        self.assertIn("ElmanCell", self.screen.reader.needs["unrolled.model.Architecture"])
        self.assertNotIn("ElmanCell", self.screen.reader.needs["unrolled.math.Rng"])

    def test_every_assignment_has_an_answer_that_only_calls_the_kit_and_is_refused_with_the_reason(self):
        for assignment in ALL:
            with self.subTest(assignment=assignment.name):
                answer = next(answer for answer in answers(assignment) if re.search("the-kit", answer.name))
                handed = handed_in(assignment, {**assignment.solutions(), **answer.cells})
                submission = Submission(assignment, *rebuild(assignment, nbformat.writes(handed)))
                self.assertRegex(submission.remarks[0], r"^%s did not run: it uses \w.*, which this task asks you to "
                                 "write yourself$" % next(iter(answer.cells)))

    def test_check_and_grade_refuse_the_same(self):
        helper = "double all(double[] x) { return DoubleStream.of(x).sum(); }"
        handed = solved(self.assignment, hw0_1_step="int Math = 3;",
                        hw0_2_sum="double sum(double[] x) { return all(x); }")
        handed.cells.insert(3, nbformat.v4.new_code_cell(helper))
        nbformat.write(handed, self.folder / "mine.ipynb")
        said = [submission.remarks for submission in (
            Submission(self.assignment, *rebuild(self.assignment, nbformat.writes(handed))),
            Own(self.folder / "mine.ipynb").submission())]
        self.assertEqual(said[0], said[1])
        self.assertIn("hw0-2-sum did not run: it calls a cell that uses DoubleStream", "; ".join(said[0]))
        self.assertIn("declares Math, which line 4 of hw0-1b-elsewhere would then mean", "; ".join(said[0]))

    def test_a_refused_cell_does_not_run_and_the_others_do(self):
        handed = solved(self.assignment, hw0_1_step="class Quiz { }")
        submission = Submission(self.assignment, *rebuild(self.assignment, nbformat.writes(handed)))
        left = [cell["source"] for cell in submission.to_run(Limits())]
        self.assertNotIn("class Quiz { }", left)
        self.assertEqual(len(submission.cells) - 1, len(left))
        self.assertIn("hw0-1-step did not run: it declares Quiz", submission.remarks[0])


class AStudentsOwnCheck(Tiny):
    def test_what_is_no_homework_is_said_before_anything_runs(self):
        file = self.folder / "mine.ipynb"
        for text, said in ((None, "There is no file .*mine.ipynb"), ("{", "the file is not a notebook"),
                           (nbformat.writes(nbformat.v4.new_notebook()), "has no tests that this kit knows"),
                           (nbformat.writes(self.assignment.released), "There is no include.jshell beside")):
            if text:
                file.write_text(text)
            with self.subTest(said=said), self.assertRaisesRegex(Trouble, said):
                check(file, None)

    def test_an_error_in_a_line(self):
        java = "java.lang."
        for kind, said, trace, expected in (
                ("EvalException", java + "UnsupportedOperationException, not written yet", [], "not written yet"),
                ("EvalException", java + "StackOverflowError, null", [], "StackOverflowError"),
                ("CompilationException", "[snippet: …", ["\x1b[1m|   int x = y;\x1b[0m", "\x1b[31mcannot find symbol",
                                                        "  symbol:   variable y", "", "|   more"],
                 "does not compile: cannot find symbol, symbol: variable y"),
                ("IncompleteSourceException", "int x = {", ["Incomplete input:", "|   int x = {"],
                 "does not compile: it ends too early; is a brace or a bracket missing?"),
                ("RuntimeException", "… with unresolved references in MethodSnippet:f/()", [],
                 "f uses a name that is not there, or one whose cell does not compile")):
            cell = nbformat.v4.new_code_cell("f()", outputs=[nbformat.v4.new_output(
                "error", ename=kind, evalue=said, traceback=trace)])
            self.assertEqual(expected, problem(cell))
        self.assertIsNone(problem(nbformat.v4.new_code_cell("f()")))


class WhatAKernelsEndCosts(Tiny):
    """The sandbox's messages by hand: which cells run in the next kernel, for how long, and what is said."""

    def setUp(self):
        super().setUp()
        handed = solved(self.assignment)
        self.submission = Submission(self.assignment, *rebuild(self.assignment, nbformat.writes(handed)))
        self.number = {self.submission.name(number): number for number in self.submission.cells}
        self.kernels = []

    def run_with(self, *ends):
        """One kernel for each (cell, end); the last runs all."""
        ends = list(ends)

        def run_once(files, cells, limits, folder):
            name, end = ends.pop(0) if ends else (None, None)
            self.kernels.append({self.submission.name(cell["number"]): cell["seconds"] for cell in cells})
            for cell in cells:
                yield {"begin": cell["number"]}
                if cell["number"] == self.number.get(name):
                    yield {"number": cell["number"], "outputs": [], "end": end}
                    return
                yield {"number": cell["number"], "outputs": [], "end": None}

        with mock.patch.object(sandbox, "run_once", run_once):
            live(self.submission, Limits(), lambda note: None)

    def test_a_process_that_something_killed_gets_a_second_chance(self):
        for end in ("ended its own process", "ended the Java process (exit code -9)"):
            self.setUp()
            self.run_with(("hw0-1a-by-hand", end))
            self.assertEqual([], self.submission.remarks)
            self.assertEqual({}, self.submission.left_out)
            self.assertEqual(2, len(self.kernels))

    def test_but_no_third(self):
        self.run_with(*2 * [("hw0-1a-by-hand", "ended its own process")])
        self.assertEqual(["hw0-1a-by-hand ended its own process"], self.submission.remarks)
        self.assertEqual({self.number["hw0-1a-by-hand"]: True}, self.submission.left_out)

    def test_a_process_that_ends_itself_gets_none(self):
        self.run_with(("hw0-1a-by-hand", "ended the Java process (exit code 0)"))
        self.assertEqual(["hw0-1a-by-hand ended the Java process (exit code 0)"], self.submission.remarks)

    def test_the_given_cells_killed_twice_are_the_machines_fault(self):
        with self.assertRaises(NoKernel):
            self.run_with(*2 * [("hw0-0-given", "ended its own process")])

    def test_no_time_left_to_start_is_no_fault_of_the_machine(self):
        with mock.patch.object(time, "monotonic", mock.Mock(side_effect=[0, 118])):
            self.run_with(("hw0-1a-by-hand", "ended the Java process (exit code 0)"),
                          ("hw0-0-given", "took longer than 2 s in all"))
        self.assertIn("the time was over after 120 s; the tests after that earn nothing", self.submission.remarks)

    def test_what_never_ends_leaves_time_for_the_rest(self):
        slow = "took longer than some s"
        self.run_with(("hw0-1-step", slow), ("hw0-1a-by-hand", slow), ("hw0-1b-elsewhere", slow))
        self.assertEqual([40, 20, 10, 10], [round(kernel["hw0-2a-sum"]) for kernel in self.kernels])


class TheOrderInWhichCellsRun(Tiny):
    def test_tests_and_what_they_judge_by_run_after_the_last_of_the_students_cells_of_their_part(self):
        for cell in self.assignment.source.cells + self.assignment.skeleton.cells:
            if grade_id(cell) == "hw0-0-given":
                cell.metadata.unrolled = {"judges": True}
        handed = solved(self.assignment)
        late = nbformat.v4.new_code_cell("double late() { return 0; }")
        handed.cells.insert([grade_id(cell) for cell in handed.cells].index("hw0-1b-elsewhere") + 1, late)
        submission = Submission(self.assignment, *rebuild(self.assignment, nbformat.writes(handed)))
        sources = [submission.cells[number].source for number in submission.in_order()]
        names = [submission.name(number) for number in submission.in_order()]
        self.assertLess(sources.index(late.source), names.index("hw0-1a-by-hand"))
        self.assertLess(names.index("hw0-1b-elsewhere"), names.index("hw0-2-sum"))

    def test_what_a_test_judges_by_is_not_there_for_the_student(self):
        for cell in self.assignment.source.cells:
            if grade_id(cell) == "hw0-0-given":
                cell.metadata.unrolled = {"judges": True}
        self.assertEqual(["uses half, which is there for the tests only"],
                         self.assignment.screen().refusals("double step(double w, double x) { return half(x); }"))


class OnlyTheExecutorSpeaks(unittest.TestCase):
    def test_a_line_without_its_seal_is_nothing(self):
        secret, pipe = "a secret", io.BytesIO()
        speak = Voice(secret, pipe)
        for number in range(3):
            speak(number=number)
        first, second, third = pipe.getvalue().splitlines(keepends=True)
        forged = b"0" * 64 + b' {"number": 1, "value": "ended"}\n'
        for lines, heard in (([first, second, third], [0, 1, 2]), ([first, forged, second], [0, 1]),
                             ([first, first, second], [0, 1]), ([second, first], [0]), ([b"\xff\n", b"{}\n"], []),
                             ([first.replace(b'"number": 0', b'"number": 9'), first], [0])):
            with self.subTest(lines=lines):
                self.assertEqual(heard, [message["number"] for message in sandbox.sealed(lines, secret.encode())])

    def test_a_test_that_has_not_ended_has_not_passed(self):
        for outputs, ended, kinds in (([], False, ["Unfinished"]), ([], True, []),
                                      ([{"output_type": "stream", "name": "stdout", "text": "ended"}], False,
                                       ["Unfinished"]),
                                      ([error("Stopped", "a")], True, ["Stopped"])):
            found = judged(outputs, ended)
            self.assertEqual(kinds, [output["ename"] for output in found if output["output_type"] == "error"])


class JavaIsRead(unittest.TestCase):
    def test_words(self):
        self.assertEqual(["int", "a", "=", "b", ";"], words('int a = /* c */ "d" b; // e'))

    def test_declarations_at_the_top(self):
        found = declarations("int a = 1, b = f(2, 3); double[] c; var d = new int[] {1}; e = 5; List<String> g;"
                             "void m(int p) { int q = 1; } class K<T> { int r; } record R(int x) { } int s[] = {1};"
                             "for (int i = 0; i < 3; i++) { int u = i; } if (a == 1) { b = 2; }")
        self.assertEqual({"a", "b", "c", "d", "e", "g", "s"}, found.variables)
        self.assertEqual({"m"}, found.methods)
        self.assertEqual({"K", "R"}, found.types)


if __name__ == "__main__":
    unittest.main()
