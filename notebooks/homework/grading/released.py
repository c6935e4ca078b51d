"""What a released notebook carries in its metadata: itself, and the names that grading refuses.

With them `check` judges on a student's machine as `grade` will: the same cells in the same order, the same refusals.
"""
import base64
import json
import zlib
from pathlib import Path

import nbformat
from nbgrader.preprocessors import NbGraderPreprocessor

from grading.screen import GRADERS, Screen, words


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
    return {**{kind: sorted(getattr(screen, kind)) for kind in ("types", "methods", "variables")},
            "asked": {name: sorted(names) for name, names in screen.asked.items()},
            "granted": {name: sorted(GRADERS & set(words(source))) for name, source in screen.reference.items()}}


class KnownScreen(Screen):
    """The same screen from its rules."""

    def __init__(self, rules, forbids):
        self.types, self.methods, self.variables = (set(rules[kind]) for kind in ("types", "methods", "variables"))
        self.asked = {name: set(names) for name, names in rules["asked"].items()}
        self.reference = {name: " ".join(granted) for name, granted in rules["granted"].items()}
        self.forbids = forbids
