# nbgrader's settings for the homework. Its own commands, its form grader and ./kit homework all read this file.
import os
import sys

c = get_config()                                                       # noqa: F821, nbgrader provides it
here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.dirname(os.path.dirname(here))]          # for grading, below, and the tools that it uses

from grading.form import guard                                         # noqa: E402

guard()                                                                # no student's script runs in the form grader

c.CourseDirectory.root = here
c.CourseDirectory.course_id = "unrolled"

# What a student finds in place of a solution. It throws, so a method needs no return after it.
c.ClearSolutions.code_stub = {"java": 'throw new UnsupportedOperationException("not written yet");'}
c.ClearSolutions.text_stub = "*Your answer.*"
c.ClearSolutions.begin_solution_delimeter = "// BEGIN SOLUTION"
c.ClearSolutions.end_solution_delimeter = "// END SOLUTION"
c.ClearHiddenTests.begin_test_delimeter = "// BEGIN HIDDEN TESTS"
c.ClearHiddenTests.end_test_delimeter = "// END HIDDEN TESTS"

# nbgrader runs no student code: `./kit homework grade` does, in a sandbox, and nbgrader takes the results.
c.Autograde.sanitize_preprocessors = ["grading.recorded.TakeExecuted", "nbgrader.preprocessors.CheckCellMetadata"]
c.Autograde.autograde_preprocessors = ["nbgrader.preprocessors.LimitOutput", "nbgrader.preprocessors.SaveAutoGrades",
                                       "nbgrader.preprocessors.AssignLatePenalties"]
c.Autograde.force = True
c.GenerateAssignment.force = True
nbgraders = ("IncludeHeaderFooter", "InstantiateTests", "LockCells", "ClearSolutions", "ClearOutput",
             "CheckCellMetadata", "ComputeChecksums", "SaveCells", "ClearHiddenTests", "ClearMarkScheme",
             "ComputeChecksums", "CheckCellMetadata")
c.GenerateAssignment.preprocessors = [*(f"nbgrader.preprocessors.{step}" for step in nbgraders),
                                      "grading.recorded.Carry"]
c.GenerateFeedback.force = True
