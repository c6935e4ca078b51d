"""A mistake costs its part only: a later part that calls a wrong answer is graded again with the right one there.

Behind the tests of each part that has a mistake stand, in a second run, the instructor's answers, and the parts below
call those. A part's own tests never see them: they are over by then.
"""
import copy

from nbformat.v4 import new_code_cell
from nbgrader.utils import is_solution

from grading.names import grade_id, part_of
from grading.messages import failure
from grading.needs import Needs
from grading.runner import Submission, is_test, run


def depends(submission):
    """{failed test: the tasks of parts above with a mistake that it calls}, where its own part is written."""
    tests = [number for number, cell in submission.cells.items() if is_test(cell) and failure(cell)]
    wrong = {part(submission, number) for number in tests}
    needs, found = Needs(submission.cells, submission.tests), {}
    for number in tests:
        tasks = sorted(task for task in needs.of(number) if is_solution(submission.cells[task]))
        others = wrong - {part(submission, number)}
        above = {task for task in tasks if part(submission, task) in others and task < number}
        if above and all(submission.cells[task].metadata.get("theirs") for task in set(tasks) - above):
            found[number] = above
    return found


def part(submission, number):
    return part_of(submission.name(number))


def spare(submission, limits):
    """Takes the outcome of such tests from a second run, and says so."""
    wanted = depends(submission)
    if not wanted or any(failure(cell) and failure(cell).evalue.startswith("It took") for cell in
                         submission.cells.values()):
        return
    again = Submission(submission.assignment, with_answers(submission, set().union(*wanted.values())),
                       only={submission.name(number) for number in wanted})
    run(again, limits)
    outcome = {grade_id(cell): cell.outputs for cell in again.cells.values() if is_test(cell)}
    for number, tasks in wanted.items():
        cell = submission.cells[number]
        if not any(output.output_type == "error" for output in outcome[grade_id(cell)]):
            cell.outputs = outcome[grade_id(cell)]
            names = ", ".join(submission.name(task) for task in sorted(tasks))
            submission.remarks.append(f"{grade_id(cell)} was graded with the right answer to {names}, whose mistake "
                                      "costs its own part only")


def with_answers(submission, tasks):
    """The student's notebook, with the right answers to these tasks where their part is over."""
    notebook, solutions = copy.deepcopy(submission.notebook), submission.assignment.solutions()
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    for task in sorted(tasks, reverse=True):
        new = new_code_cell(solutions[submission.name(task)], id=f"right-{task}")
        notebook.cells.insert(end(submission, part(submission, task)) + 1, new)
    return notebook


def end(submission, wanted):
    """The part's last test, or the student's last cell there: its tests wait for that."""
    now, last = 0, 0
    for number, cell in submission.cells.items():
        now = max(now, part_of(grade_id(cell))) if grade_id(cell) else now
        if now == wanted and (is_test(cell) or is_solution(cell) or cell.metadata.get("theirs")):
            last = number
    return last
