"""A small assignment for the tests of the grader, and a course in a folder of its own."""
import contextlib
import functools
import io
import os
import re
import shutil
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from tools.files import ROOT

sys.path.insert(0, str(ROOT / "notebooks" / "homework"))

import nbformat  # noqa: E402
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook  # noqa: E402

from grading import course as courses, proof  # noqa: E402
from grading.assignment import Assignment, answers, handed_in  # noqa: E402
from grading.names import grade_id  # noqa: E402

STEP = """double step(double w, double x) {
    // BEGIN SOLUTION
    return Math.tanh(w * x);
    // END SOLUTION
}"""
SUM = """double sum(double[] numbers) {
    // BEGIN SOLUTION
    double s = 0;
    for (double v : numbers) s += v;
    return s;
    // END SOLUTION
}"""
BY_HAND = """{   // by hand: w = 0 gives 0
    Quiz.expect("step(0, 3)", 0, step(0, 3), 1e-12);
}"""
ELSEWHERE = """{   // half the number, twice the weight
    Quiz.expect("step(1, 0)", 0, step(1, 0), 1e-12);
    // BEGIN HIDDEN TESTS
    Quiz.expect("step(2, 0.25)", Math.tanh(half(1)), step(2, 0.25), 1e-12);
    // END HIDDEN TESTS
}"""
ADDED = """{   // 1 + 2 + 3
    Quiz.expect("sum", 6, sum(new double[] {1, 2, 3}), 1e-12);
    // BEGIN HIDDEN TESTS
    Quiz.expect("sum of none", 0, sum(new double[0]), 0);
    // END HIDDEN TESTS
}"""
TABLE = "# Homework 0 · Two small methods\n\n| part | points |\n|---|---|\n| 1 · A step | 60 |\n| 2 · A sum | 40 |"


def marked(kind, name, source, points=None, markdown=False):
    cell = (new_markdown_cell if markdown else new_code_cell)(source, id=name)
    cell.metadata.nbgrader = {"schema_version": 3, "grade_id": name, "grade": points is not None, "task": False,
                              "locked": kind in ("test", "given"), "solution": kind in ("solution", "written")}
    if points is not None:
        cell.metadata.nbgrader.points = points
    return cell


def tiny_notebook():
    cells = [new_markdown_cell(TABLE), new_code_cell("%load include.jshell"),
             marked("given", "hw0-0-given", "double half(double x) { return x / 2; }"),
             new_markdown_cell("## Part 1 · A step  (60 points)"), marked("solution", "hw0-1-step", STEP),
             marked("test", "hw0-1a-by-hand", BY_HAND, 20), marked("test", "hw0-1b-elsewhere", ELSEWHERE, 40),
             new_markdown_cell("## Part 2 · A sum  (40 points)"), marked("solution", "hw0-2-sum", SUM),
             marked("test", "hw0-2a-sum", ADDED, 30),
             marked("written", "hw0-2-why", "Why is $\\sum_{k=1}^0 x_k$ zero?", 10, markdown=True)]
    kernel = {"name": "java", "language": "java", "display_name": "Java"}
    return new_notebook(cells=cells, metadata={
        "kernelspec": kernel, "unrolled": {"forbids": {"hw0-2-sum": ["DoubleStream", "Arrays"]}}})


def tiny(folder):
    """The small assignment under this folder."""
    place = folder / "source" / "hw0-tiny"
    place.mkdir(parents=True)
    shutil.copy(ROOT / "notebooks" / "include.jshell", place)
    nbformat.write(tiny_notebook(), place / "hw0-tiny.ipynb")
    return Assignment(place / "hw0-tiny.ipynb")


def solved(assignment, **cells):
    """A student's notebook with the reference's cells but for these; hw0_1_step stands for hw0-1-step."""
    return handed_in(assignment, {**assignment.solutions(), **{name.replace("_", "-"): source
                                                               for name, source in cells.items()}})


def screened(assignment):
    """The written answers that the screen is tried with: the sample of the proof, or all of them."""
    if os.environ.get("UNROLLED_TEST_ALL"):
        return answers(assignment)
    return [case for _, *rest in proof.fewest(assignment) for case in rest]


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


@functools.cache
def empty_book():
    """A gradebook without an assignment: nbgrader asks a process of its own how a new one looks."""
    with tempfile.TemporaryDirectory() as folder, courses.beside_python():
        courses.Course(Path(folder)).book().close()
        return (Path(folder) / "gradebook.db").read_bytes()


class Booked(unittest.TestCase):
    """The small assignment with a gradebook, written by nbgrader's own functions: no kernel and no conversion."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name).resolve()
        self.assignment = tiny(self.folder)
        self.course = courses.Course.at(self.folder)

    def enter(self, assignment=None):
        """The assignment's cells, as a release writes them."""
        assignment = assignment or self.assignment
        (self.folder / "gradebook.db").write_bytes(empty_book())
        with self.course.book() as book:
            name = assignment.name
            book.add_assignment(name)
            book.add_notebook(name, name)
            for cell in assignment.source.cells:
                if grade_id(cell) in assignment.points:
                    book.add_grade_cell(grade_id(cell), name, name, max_score=assignment.points[grade_id(cell)],
                                        cell_type=cell.cell_type)
                if grade_id(cell) in assignment.solutions():
                    book.add_solution_cell(grade_id(cell), name, name)

    def submit(self, students, assignment=None):
        """{student: the tests that fail}; what a person marks waits."""
        assignment = assignment or self.assignment
        with courses.quiet(), self.course.book() as book:
            for student, fails in students.items():
                book.add_student(student)
                for grade in book.add_submission(assignment.name, student).notebooks[0].grades:
                    if grade.name in assignment.tests:
                        grade.auto_score = 0 if grade.name in fails else assignment.points[grade.name]
                        grade.needs_manual_grade = False
            book.db.commit()

    @staticmethod
    def quietly(work, *arguments):
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            work(*arguments)
        return said.getvalue()

    def mark(self, student, cell, points=None, comment=None):
        """What the form grader does with a number and with a comment."""
        with self.course.book() as book:
            if points is not None:
                found = book.find_grade(cell, "hw0-tiny", "hw0-tiny", student)
                found.manual_score, found.needs_manual_grade = points, False
            if comment is not None:
                book.find_comment(cell, "hw0-tiny", "hw0-tiny", student).manual_comment = comment
            book.db.commit()


def ran(submission, limits):
    """As if a kernel had run it: a cell says which tests fail, `// fails: hw0-1a-by-hand`."""
    fails = set(re.findall(r"[\w-]+", " ".join(re.findall(r"// fails: (.*)", "\n".join(
        cell.source for cell in submission.notebook.cells)))))
    for number in submission.cells:
        wrong = submission.name(number) in fails
        submission.outcome[number] = [nbformat.v4.new_output(
            "error", ename="RuntimeException", evalue="java.lang.AssertionError, wrong")] if wrong else []
        if number in submission.tests and not wrong:
            submission.passed.add(number)
    return submission.finish()
