"""Slides by reveal.js: told by the cells of a lecture, or the lecture cut into what fits on each."""
import base64
import contextlib
import copy
import json
import re
import shutil
from pathlib import Path

import nbformat
import sphinx_revealjs
from nbconvert import SlidesExporter

from tools.console import Problem
from tools.executions import with_outputs
from tools.files import ROOT, SLIDES, lay, shown, write
from tools.library import mathjax_file
from tools.pages import MATHJAX_SETTINGS, blame, mended, without_code_of

SLIDE_HEIGHT = 700                                                     # of 780 pixels


def make(step, files, ran):
    """reveal.js by nbconvert; reveal.js itself lies in a Python package, MathJax beside the library. The result: which
    notebooks have to run before."""
    notebooks, missing = with_outputs(files, ran)
    if missing:
        return missing
    shutil.copytree(Path(sphinx_revealjs.__file__).parent / "_static" / "revealjs", SLIDES / "reveal",
                    dirs_exist_ok=True)
    lay(SLIDES / "mathjax.js", mathjax_file().read_text(encoding="utf-8"))
    for file, notebook in notebooks.items():
        with step(f"slides of {file.stem}"):
            try:
                write(SLIDES / f"{file.stem}.html", deck(copy.deepcopy(notebook), file.stem))
            except Exception as error:                                 # nbconvert raises what its parts raise
                raise Problem(f"{shown(file)} cannot be made into slides: {blame(notebook, deck, error)}") from None
    return []


def deck(notebook, name):
    mended(notebook)
    if any(is_told(cell) for cell in notebook.cells):
        tell(notebook)
    else:
        cut(notebook)
    template = (ROOT / "notebooks" / "slides" / "slides.html.j2").read_text(encoding="utf-8")
    exporter = SlidesExporter(raw_template=template, config=without_code_of("hide-input"), reveal_url_prefix="reveal",
                              reveal_theme="white", exclude_input_prompt=True, exclude_output_prompt=True)
    body, _ = exporter.from_notebook_node(notebook, {"metadata": {"name": name},
                                                     "mathjax_settings": json.dumps(MATHJAX_SETTINGS)})
    return body


def is_told(cell):
    return isinstance(cell.metadata.get("slide"), dict)


def tell(notebook):
    """A deck of the cells whose metadata say what their slide is: its title, one thought, what the cell shows below
    them (not what it prints), and what the speaker says."""
    slides = []
    for cell in filter(is_told, notebook.cells):
        slide = cell.metadata.slide
        level = "##" if slides else "#"
        slides.append(part(f"{level} {slide['title']}\n\n{slide['say']}", "slide"))
        if cell.cell_type == "code":
            shown = {"tags": ["hide-input"], "slideshow": {"slide_type": "-"}}
            pictures = [output for output in cell.outputs if output.output_type != "stream"]
            slides.append(nbformat.v4.new_code_cell("", outputs=pictures, metadata=shown))
        slides.append(part(slide["notes"], "notes"))
    notebook.cells = slides


def part(markdown, kind):
    return nbformat.v4.new_markdown_cell(markdown, metadata={"slideshow": {"slide_type": kind}})


def cut(notebook):
    """A slide ends before it overflows; of a cell that would overflow it alone, the code comes first, then the rest."""
    notebook.cells = [part for cell in notebook.cells for part in parts(cell)]
    filled = 0
    for cell in notebook.cells:
        kind = cell.metadata.setdefault("slideshow", {}).get("slide_type", "-")
        height = 0 if kind in ("skip", "notes") else cell_height(cell)
        if kind in ("slide", "subslide") or height and filled and filled + height > SLIDE_HEIGHT:
            cell.metadata.slideshow["slide_type"] = "slide" if kind == "slide" else "subslide"
            filled = 0
        filled += height


def parts(cell):
    """The cell, or its code and slides of its outputs."""
    if cell.cell_type != "code" or cell_height(cell) <= SLIDE_HEIGHT:
        return [cell]
    groups = [[]]
    for output in cell.outputs:
        if groups[-1] and sum(map(output_height, groups[-1])) + output_height(output) > SLIDE_HEIGHT:
            groups.append([])
        groups[-1].append(output)
    cell.outputs = []
    kind = cell.metadata.get("slideshow", {}).get("slide_type", "-")
    shown = {"tags": ["hide-input"], "slideshow": {"slide_type": "skip" if kind == "skip" else "subslide"}}
    return [cell, *(nbformat.v4.new_code_cell("", outputs=group, metadata=copy.deepcopy(shown)) for group in groups)]


def cell_height(cell):
    """About how many of the slide's pixels a cell takes."""
    if cell.cell_type != "code":
        return text_height(cell.source)
    code = 0 if "hide-input" in cell.metadata.get("tags", []) else 21 + 24 * len(cell.source.splitlines())
    return code + sum(map(output_height, cell.get("outputs", [])))


def text_height(markdown):
    """Markdown: blocks, in which headings, items, rows of tables and of equations begin a line of their own."""
    begin = r"\\\\\n|\n(?=[-#|]|\d+\.)"
    blocks = [re.split(begin, block) for block in re.split(r"\n\s*\n", markdown.strip())]
    return sum(22 + 20 * block[0].startswith("#") + 34 * sum(1 + len(line) // 115 for line in block)
               for block in blocks)


def output_height(output):
    html = output.get("data", {}).get("text/html", "")
    if not html:
        return 24 * len(output.get("text", output.get("data", {}).get("text/plain", "")).splitlines())
    heights = [picture_height(found) for found in re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', html)]
    return (sum(heights) + 56 * html.count("<figcaption") + 45 * html.count("<table") + 31 * html.count("<tr")
            + 38 * html.count("<details") + 55 * ("<details" in html)
            or 93 + len(re.sub(r"<[^>]*>", "", html)) // 2)


def picture_height(encoded):
    """Of a picture that does not tell, half a slide."""
    with contextlib.suppress(ValueError):
        found = re.search(rb'height="(\d+)', base64.b64decode(encoded))
        if found:
            return min(600, int(found[1]))
    return SLIDE_HEIGHT // 2
