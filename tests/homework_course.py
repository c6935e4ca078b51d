"""A small assignment for the tests of the grader, and a course in a folder of its own."""
import os
import shutil
import sys

from tools.files import ROOT

sys.path.insert(0, str(ROOT / "notebooks" / "homework"))

import nbformat  # noqa: E402
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook  # noqa: E402

from grading import proof  # noqa: E402
from grading.assignment import Assignment, answers, handed_in  # noqa: E402

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
