"""`./kit homework`: the way to the grader, which lies in notebooks/homework/grading."""
import os
import sys
from pathlib import Path
from types import SimpleNamespace

from tools.console import Problem
from tools.files import ROOT
from tools.inside import inside
from tools.lab import lab_options, open_lab
from tools.setup import setup

GRADER = ROOT / "notebooks" / "homework"                               # the folder of its package


def homework_options(homework):
    steps = homework.add_subparsers(dest="step", metavar="step", required=True)

    def step(name, summary, *names):
        made = steps.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
        for word, help in names:
            made.add_argument(word, help=help)
        return made

    name = ("name", "the assignment, such as hw1-forward")
    step("check", "a student's own check: the visible tests, part by part", ("notebook", "your notebook"))
    made = [step("release", "make what the students get, without solutions and hidden tests", name),
            step("grade", "run and grade all submissions: submitted/<student>/<name>/<name>.ipynb", name),
            step("report", "a table, a CSV file and a histogram of the points", name),
            step("feedback", "a page for each student", name),
            step("items", "a page of statistics: right answers, discrimination, the commonest wrong answer", name),
            step("export", "the points as CSV for Canvas, Moodle or a spreadsheet", name),
            step("alike", "a page of the pairs whose answers are alike, by JPlag (a JDK of 21 or newer)", name),
            step("form", "open nbgrader's form grader, to mark by hand and to comment")]
    for one in made:
        one.add_argument("--course", metavar="FOLDER", help="the course's folder (notebooks/homework unless given)")
    lab_options(made[-1])
    made[5].add_argument("--for", dest="platform", choices=["plain", "canvas", "moodle"], default="plain",
                         help="whose form the file has (plain)")
    made[5].add_argument("--ids", metavar="FILE", help="a CSV file: the column folder, and the platform's id")
    made[5].add_argument("--column", metavar="NAME", help="what the column of points is called there")
    made[1].add_argument("--seconds", type=float, default=120, help="what one submission may take (120)")


def command_homework(arguments):
    env = setup()
    if arguments.step != "form":
        return inside(env, "homework", vars(arguments))
    course = Path(arguments.course or GRADER)
    if not (course / "nbgrader_config.py").exists():
        raise Problem(f"There is no course in {course}")
    os.chdir(course)                                                   # nbgrader looks for its settings where it starts
    return open_lab(env, Path.cwd(), "/formgrader", arguments)


def grade(step, words):
    """The part of it that is done inside the environment."""
    sys.path.insert(0, str(GRADER))
    from grading import commands
    return commands.run(SimpleNamespace(**words), step) or 0
