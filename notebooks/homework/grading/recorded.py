"""The bridge to nbgrader: the kit's own steps among those of nbgrader's release and grading."""
from pathlib import Path

import nbformat
from nbgrader.preprocessors import NbGraderPreprocessor

from grading.assignment import Assignment
from grading.released import carrying


def executed(root, student, assignment):
    return Path(root) / "executed" / student / assignment / f"{assignment}.ipynb"


def course_of(names):
    return Path(names["db_url"].removeprefix("sqlite:///")).parent


class TakeExecuted(NbGraderPreprocessor):
    """In place of running a submission, it takes the executed notebook that `grade` left behind: so no student code
    runs in nbgrader's own `autograde`, nor behind the button of its form grader."""

    def preprocess(self, nb, resources):
        names = resources["nbgrader"]
        file = executed(course_of(names), names["student"], names["assignment"])
        if not file.exists():
            raise RuntimeError(f"{names['student']} was not graded yet: ./kit homework grade {names['assignment']}")
        return nbformat.read(file, as_version=4), resources


class Carry(NbGraderPreprocessor):
    """The last step to a release: the notebook carries itself, and what its screen goes by."""

    def preprocess(self, nb, resources):
        names = resources["nbgrader"]
        folder = course_of(names) / "source" / names["assignment"]
        return carrying(nb, Assignment(folder / f"{names['notebook']}.ipynb").rules), resources
