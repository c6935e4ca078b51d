"""Runs of notebooks: executed once, and kept by all that their outputs depend on."""
import json
from pathlib import Path

import nbformat

from tools.console import Problem
from tools.environment import environment
from tools.files import LECTURES, ROOT, WORK, digest, executed, shown, write
from tools.kernel import registered
from tools.notebooks import code_cells, execute, read_notebook
from tools.pages import export


def run(step, file):
    """Executes one notebook; the executed copy and a page of HTML go under target/notebooks."""
    file = Path(file)
    try:
        with step(shown(file)) as progress:
            notebook, problems = read_notebook(file), []
            try:
                execute(notebook, file.parent, lambda note: setattr(progress, "note", note))
            except Problem as problem:
                problems.append(str(problem))
            progress.note = ""
            forget_doubles(notebook)
            try:
                export(notebook, file)
            except Problem as problem:
                problems.append(str(problem))
            if problems:
                raise Problem("\n    ".join(problems))
            remember(notebook, file)
    except Problem as problem:
        print(f"    {problem}", flush=True)
        return False
    return True


def forget_doubles(notebook):
    """The kernels repeat HTML as plain text: megabytes of plotly.js twice, and nothing that a person could read."""
    for _, cell in code_cells(notebook):
        for data in (output.get("data", {}) for output in cell.outputs):
            if "text/html" in data and data.get("text/plain") == data["text/html"]:
                del data["text/plain"]


def execution(notebook, file):
    """Where the outputs of exactly this code, by exactly this library and kernel, on exactly this data, are kept."""
    shared = [file for folder in ("lib/src/main", "data") for file in sorted((ROOT / folder).rglob("*"))
              if file.is_file()]
    spec = environment().kernel / "kernel.json"
    jdk = Path(registered(environment())[0][0]).parents[1] / "release"
    key = digest([ROOT / "notebooks" / "include.jshell", ROOT / "pom.xml", ROOT / "lib" / "pom.xml", *shared],
                 spec.read_text(encoding="utf-8"), jdk.read_text(encoding="utf-8") if jdk.exists() else "",
                 [cell.source for _, cell in code_cells(notebook)])
    return WORK / "executions" / f"{file.stem}-{key[:16]}.json"


def remember(notebook, file):
    """A lecture's run without an error, for the book and the slides; `run` and `test` themselves always execute."""
    if file.resolve().parent != LECTURES:
        return
    place = execution(notebook, file)
    for old in place.parent.glob(f"{file.stem}-{'?' * 16}.json"):
        old.unlink()
    write(place, json.dumps([cell.outputs for _, cell in code_cells(notebook)]))


def recall(file):
    """The notebook as it is now with the outputs of its last run, or None when it has to run (again)."""
    notebook = read_notebook(file)
    place = execution(notebook, file)
    if not place.exists():
        return None
    for (_, cell), outputs in zip(code_cells(notebook), json.loads(place.read_text(encoding="utf-8"))):
        cell.outputs = [nbformat.from_dict(output) for output in outputs]
    return notebook


def with_outputs(files, ran=()):
    """{file: notebook}, and the files that have to run (again). What has run just now is taken from its copy, if it
    is no lecture."""
    found = {file: recall(file) for file in map(Path, files)}
    found.update({file: read_notebook(executed(file)) for file in map(Path, ran) if found[file] is None})
    return found, [str(file) for file, notebook in found.items() if notebook is None]
