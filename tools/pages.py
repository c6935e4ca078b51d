"""A notebook as a page of HTML that needs no network; and what of a notebook must be mended before it can be one."""
import copy
import json
import re
from urllib.parse import quote, unquote

import nbformat
from nbconvert import HTMLExporter
from traitlets.config import Config

from tools.console import Problem
from tools.files import executed, shown, write
from tools.library import mathjax_file


def export(notebook, file):
    kept = executed(file)
    try:
        write(kept, nbformat.writes(notebook) + "\n")
    except OSError as error:
        raise Problem(f"The executed notebook cannot be written to {shown(kept)}: {error.strerror}") from None
    try:
        write(kept.with_suffix(".html"), page(notebook, kept.stem))
    except Exception as error:                                         # nbconvert raises what its parts raise
        raise Problem(f"The executed notebook is in {shown(kept)}, but it cannot be made a page: "
                      f"{blame(notebook, page, error)}") from None


def blame(notebook, make, error):
    """What went wrong, and the first cell that by itself goes wrong, too."""
    said = f"{type(error).__name__}: {(str(error).splitlines() or [''])[0]}"
    for number, cell in enumerate(notebook.cells, 1):
        try:
            make(type(notebook)({**notebook, "cells": [copy.deepcopy(cell)]}), "cell")
        except Exception as again:
            if type(again) is type(error):
                return f"{said} (cell {number})"
    return said


def page(notebook, name):
    """HTML that needs no network: MathJax is inside, and no script is fetched from anywhere."""
    notebook = without_answers(mended(copy.deepcopy(notebook)))
    exporter = HTMLExporter(raw_template=PAGE, config=without_code_of("remove-input"))
    body, _ = exporter.from_notebook_node(notebook, {"metadata": {"name": name}})
    return body.replace(MATHJAX_HERE, mathjax() if re.search(r"\$|\\[(\[]|\\begin\{", body) else "")


def without_answers(notebook):
    """A cell tagged hide-input draws or keeps books: a page may fold its code. The answers to a question stand in its
    code: there the outputs alone are shown."""
    for cell in notebook.cells:
        if "hide-input" in cell.metadata.get("tags", []) and "Quiz.choose" in cell.source:
            cell.metadata.tags = ["remove-input"]
    return notebook


def without_code_of(*tags):
    """Of cells with one of these tags, nbconvert shows the outputs alone."""
    return Config({"TagRemovePreprocessor": {"enabled": True, "remove_input_tags": {*tags}}})


PAGE = """{% extends 'lab/index.html.j2' %}
{% block html_head_js_requirejs %}{% endblock %}
{% block html_head_js_mathjax %}<!-- MathJax -->{% endblock %}
{% block html_head_js_mermaidjs %}{% endblock %}
"""
MATHJAX_HERE = "<!-- MathJax -->"
MATHJAX_SETTINGS = {"tex": {"inlineMath": [["$", "$"], ["\\(", "\\)"]], "processEscapes": True},
                    "options": {"enableMenu": False}}


def mathjax():
    """The one-file MathJax that Maven unpacked beside the library."""
    return (f"<script>window.MathJax = {json.dumps(MATHJAX_SETTINGS)}</script>\n"
            f"<script>{mathjax_file().read_text(encoding='utf-8')}</script>")


def mended(notebook):
    """Of what other programs leave half done, nbconvert and MyST-NB cannot make a page: an image that was never
    attached shows its alternative text, as in JupyterLab, and what says nothing is taken out."""
    if "widgets" in notebook.metadata and not have_a_state(notebook.metadata["widgets"]):
        del notebook.metadata["widgets"]
    if not {"kernelspec", "language_info"} & {*notebook.metadata}:
        notebook.metadata["language_info"] = type(notebook)({"name": "java"})
    for cell in notebook.cells:
        if cell.metadata.get("raw_mimetype", "") is None:
            del cell.metadata["raw_mimetype"]
        if not isinstance(cell.metadata.get("slideshow", {}), dict):
            del cell.metadata["slideshow"]
        if cell.cell_type == "markdown" and "attachment:" in cell.source:
            attach_what_is_missing(cell)
    return notebook


def have_a_state(widgets):
    kept = widgets.get("application/vnd.jupyter.widget-state+json") if isinstance(widgets, dict) else None
    return isinstance(kept, dict) and isinstance(kept.get("state"), dict)


def attach_what_is_missing(cell):
    """A name with an umlaut or a space is looked for as it stands in an address."""
    attached = {name: images for name, images in cell.get("attachments", {}).items() if images}
    for name in re.findall(r"attachment:([^\s)\"'>]+)", cell.source):
        image = attached.get(name) or attached.get(unquote(name)) or {"image/png": ""}
        for spelling in (name, unquote(name), quote(unquote(name))):
            attached.setdefault(spelling, image)
    cell.attachments = attached
