"""What a released notebook carries in its metadata: itself, and the names that grading refuses.

With them `check` judges on a student's machine as `grade` will: the same cells in the same order, the same refusals.
"""
import base64
import json
import zlib
from pathlib import Path

import nbformat
from nbgrader.preprocessors import NbGraderPreprocessor

from grading.screen import Reader, Screen


class Carry(NbGraderPreprocessor):
    """The last of nbgrader's steps to a release."""

    def preprocess(self, nb, resources):
        from grading.assignment import Assignment
        names = resources["nbgrader"]
        root = Path(names["db_url"].removeprefix("sqlite:///")).parent
        assignment = Assignment(root / "source" / names["assignment"] / f"{names['notebook']}.ipynb")
        return carrying(nb, assignment.screen()), resources


def carrying(notebook, screen):
    known = {"cells": notebook.cells, "metadata": notebook.metadata, "rules": rules(screen)}
    packed = base64.b64encode(zlib.compress(json.dumps(known).encode(), 9)).decode()
    notebook.metadata.unrolled = {**notebook.metadata.get("unrolled", {}), "carried": packed}
    return notebook


def carried(text):
    """(the notebook as it was released, the rules), or None when its metadata are gone."""
    try:
        packed = json.loads(text.removeprefix("\ufeff"))["metadata"]["unrolled"]["carried"]
        known = json.loads(zlib.decompress(base64.b64decode(packed)))
        notebook = nbformat.v4.new_notebook(cells=known["cells"], metadata=known["metadata"])
        return nbformat.from_dict(notebook), known["rules"]
    except (ValueError, LookupError, TypeError, zlib.error):
        return None


def rules(screen):
    """What a screen knows of the tests and the solutions: names, and no line of either."""
    return {"given": screen.given, **screen.rules}


class KnownScreen(Screen):
    """The same screen from its rules."""

    def __init__(self, rules, forbids):
        self.reader, self.forbids = Reader.of_this_kit(), forbids
        self.rules = dict(rules)
        self.given = self.rules.pop("given")
