"""Slides by reveal.js: told by the cells of a lecture, or the lecture cut into what fits on each."""
import base64
import contextlib
import copy
import html
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

TEXTS = ("title", "say", "notes")
ROLES = ("question", "answer")
SLIDE_HEIGHT = 700                                                     # of 780 pixels


def make(step, files, ran, occasion=""):
    """reveal.js by nbconvert; reveal.js itself lies in a Python package, MathJax beside the library. The result: which
    notebooks have to run before."""
    notebooks, missing = with_outputs(files, ran)
    if missing:
        return missing
    lay_beside()
    for file, notebook in notebooks.items():
        with step(f"slides of {file.stem}"):
            try:
                write(SLIDES / f"{file.stem}.html", deck(copy.deepcopy(notebook), file.stem, occasion))
            except Problem as problem:
                raise Problem(f"{shown(file)}, {problem}") from None
            except Exception as error:                                 # nbconvert raises what its parts raise
                raise Problem(f"{shown(file)} cannot be made into slides: {blame(notebook, deck, error)}") from None
    return []


def lay_beside():
    """What every deck loads."""
    shutil.copytree(Path(sphinx_revealjs.__file__).parent / "_static" / "revealjs", SLIDES / "reveal",
                    dirs_exist_ok=True)
    lay(SLIDES / "mathjax.js", mathjax_file().read_text(encoding="utf-8"))


def deck(notebook, name, occasion=""):
    mended(notebook)
    if any("slide" in cell.metadata for cell in notebook.cells):
        tell(notebook)
    else:
        cut(notebook)
    if occasion and notebook.cells:
        notebook.cells.insert(1, part(f'<p class="occasion mathjax_ignore">{html.escape(occasion)}</p>', "-"))
    template = (ROOT / "notebooks" / "slides" / "slides.html.j2").read_text(encoding="utf-8")
    exporter = SlidesExporter(raw_template=template, config=without_code_of("hide-input"), reveal_url_prefix="reveal",
                              reveal_theme="white", exclude_input_prompt=True, exclude_output_prompt=True)
    body, _ = exporter.from_notebook_node(notebook, {"metadata": {"name": name},
                                                     "mathjax_settings": json.dumps(MATHJAX_SETTINGS)})
    return body


# ── told ───────────────────────────────────────────────────────────────────────────────────────────────────────

def tell(notebook):
    """A deck of the cells whose metadata say what their slides are: a title, one thought, below them what the cell
    shows (not what it prints), and what the speaker says. A question's slide is followed by its answer's."""
    tale = [(slide, chosen(slide, pictures(cell))) for cell, slide in told(notebook)]
    tale[0][1][:0] = scripts(notebook, [picture for _, shown in tale for picture in shown])
    notebook.cells = []
    for slide, shown in tale:
        level = "##" if notebook.cells else "#"
        notebook.cells.append(part(f"{level} {slide['title']}\n\n{slide['say']}", "slide",
                                   slide.get("role", "thought")))
        if shown:
            without_code = {"tags": ["hide-input"], "slideshow": {"slide_type": "-"}}
            notebook.cells.append(nbformat.v4.new_code_cell("", outputs=shown, metadata=without_code))
        notebook.cells.append(part(slide["notes"], "notes"))


def pictures(cell):
    """What a cell shows, without what it prints."""
    return [output for output in cell.get("outputs", []) if output.output_type != "stream"]


def chosen(slide, there):
    return [there[k] for k in slide.get("pictures", range(len(there)))]


def scripts(notebook, shown):
    """The first figure of a notebook brings the scripts of all; a deck without it needs them all the same."""
    for picture in (picture for cell in notebook.cells for picture in pictures(cell)):
        before, figure, _ = picture.get("data", {}).get("text/html", "").partition("<figure")
        if figure and "window.unrolledDraw" in before:
            left_out = all(picture is not one for one in shown)
            return [nbformat.v4.new_output("display_data", {"text/html": before})] if left_out else []
    return []


def told(notebook):
    """[(cell, slide)]: a cell's metadata `slide` hold one slide, or a list of them."""
    slides, before = [], None
    for number, cell in enumerate(notebook.cells, 1):
        for slide in told_by(cell, f"cell {number}"):
            expect_slide(slide, cell, f"cell {number}")
            expect_turn(before, slide.get("role"), f"cell {number}")
            slides.append((cell, slide))
            before = slide.get("role")
    expect_turn(before, None, "the last slide")
    return slides


def told_by(cell, where):
    found = cell.metadata.get("slide", [])
    if found == [] and "slide" in cell.metadata:
        raise Problem(f"{where}: the metadata 'slide' expect a slide or a list of slides, got an empty list")
    return found if isinstance(found, list) else [found]


def expect_slide(slide, cell, where):
    if not isinstance(slide, dict):
        raise Problem(f"{where}: a slide expects title, say and notes, got {json.dumps(slide)}")
    for key in TEXTS:
        if not isinstance(slide.get(key), str) or not slide[key].strip():
            raise Problem(f"{where}: a slide expects its {key} as text, got {json.dumps(slide.get(key))}")
    for key in sorted({*slide} - {*TEXTS, "role", "pictures"}):
        raise Problem(f"{where}: a slide expects title, say, notes, and perhaps role and pictures, got '{key}'")
    if slide.get("role", ROLES[0]) not in ROLES:
        raise Problem(f"{where}: a slide's role expects {' or '.join(ROLES)}, got {json.dumps(slide['role'])}")
    expect_pictures(slide.get("pictures", []), len(pictures(cell)), where)


def expect_pictures(chosen, there, where):
    right = isinstance(chosen, list) and all(type(k) is int and 0 <= k < there for k in chosen)
    if not right:
        raise Problem(f"{where}: a slide's pictures expect a list of numbers below {there}, as many as the cell "
                      f"shows, got {json.dumps(chosen)}")


def expect_turn(before, role, where):
    if (before == "question") != (role == "answer"):
        raise Problem(f"{where}: a question's slide expects its answer's as the next, got "
                      + ("an answer without a question" if role == "answer" else f"a slide with role {role or 'none'}"))


def part(markdown, kind, role=None):
    """nbconvert makes an attribute data-role of the slide's section."""
    data = {"data": {"role": role}} if role else {}
    return nbformat.v4.new_markdown_cell(markdown, metadata={"slideshow": {"slide_type": kind, **data}})


# ── cut ────────────────────────────────────────────────────────────────────────────────────────────────────────

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
    shown = output.get("data", {}).get("text/html", "")
    if not shown:
        return 24 * len(output.get("text", output.get("data", {}).get("text/plain", "")).splitlines())
    heights = [picture_height(found) for found in re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', shown)]
    return (sum(heights) + 56 * shown.count("<figcaption") + 45 * shown.count("<table") + 31 * shown.count("<tr")
            + 38 * shown.count("<details") + 55 * ("<details" in shown)
            or 93 + len(re.sub(r"<[^>]*>", "", shown)) // 2)


def picture_height(encoded):
    """Of a picture that does not tell, half a slide."""
    with contextlib.suppress(ValueError):
        found = re.search(rb'height="(\d+)', base64.b64decode(encoded))
        if found:
            return min(600, int(found[1]))
    return SLIDE_HEIGHT // 2
