"""The book: a site that needs no network, made of the executed lectures by Sphinx and MyST-NB."""
import re
import sys
from pathlib import Path

import nbformat

from tools import figures
from tools.console import call
from tools.executions import with_outputs
from tools.files import BOOK, COURSE_MAP, ROOT, WORK, lay
from tools.library import mathjax_file
from tools.pages import mended, without_answers

BOOK_STYLE = ROOT / "notebooks" / "book"
BOOK_SOURCE = WORK / "book"
OPENING = """
**Drag the slider.** One warm day, then nothing: what does a unit keep of it, if its state comes back to it through the
weight $u$? Lecture 3 asks it; the numbers come from its run.

```{{raw}} html
{}
```

"""
WAYS = """
```{raw} html
<nav class="ways" aria-label="Ways into the course">
<a href="lectures/00-start-here.html">Start here</a><a href="#the-lectures">Lectures</a>
<a href="homework/README.html">Homework</a><a href="notation.html">Notation</a><a href="api/index.html">Library</a>
<a href="data/README.html">Data</a><a href="lectures/10-forecasting.html">Your own series</a>
</nav>
```

"""
CONTENTS = """
Every class of the library, with its equations: <a href="api/index.html">the pages of the library</a>.

```{{toctree}}
:hidden:

{}
data/README
```
"""
BESIDE = ["before-you-start", "plan-of-a-term", "homework/README", "notation", "cheat-sheet", "glossary"]
PICTURES = ROOT / "notebooks" / "pictures"                          # of the pages beside the lectures
FIGURES = '<script src="../_static/figures.js"></script>'
PLOTLY = re.compile(r"<script>(?:(?!</script>).)*?// Unpacks plotly\.js.*?</script>", re.S)


def make(step, files, ran):
    """Sphinx and MyST-NB make the site; this lays out what they read, and touches only what changed. The result: which
    lectures have to run before."""
    lectures, missing = with_outputs(files, ran)
    if not missing:
        lay_out(lectures, first_page(lectures), BESIDE)
        call_sphinx(step, len(lectures))
    return missing


def first_page(lectures):
    """The course map, a figure to touch after its first paragraph, and the ways into the course before its list."""
    title, what, rest = linked((ROOT / COURSE_MAP).read_text(encoding="utf-8")).split("\n\n", 2)
    before, after = rest.split("## The lectures", 1)
    figure = OPENING.format(opening(lectures))
    return f"{title}\n\n{what}\n{figure}{before}{WAYS}## The lectures{after}"


def opening(lectures):
    """The figure of the cell that opens the book; the first to come brings plotly.js."""
    [outputs] = [cell.outputs for notebook in lectures.values() for cell in notebook.cells
                 if "opens-the-book" in cell.metadata.get("tags", [])]
    [figure] = [output.data["text/html"] for output in outputs if "text/html" in output.get("data", {})]
    return f"{FIGURES.replace('../', '')}\n{PLOTLY.sub('', figure)}"


def lay_out(lectures, course_map, beside=()):
    pages = [f"lectures/{file.stem}" for file in lectures]
    lay(BOOK_SOURCE / "index.md", course_map + CONTENTS.format("\n".join([*pages, *beside])))
    for name in beside:
        text = (ROOT / "notebooks" / f"{name}.md").read_text(encoding="utf-8")
        lay(BOOK_SOURCE / f"{name}.md", linked(text))
    for file in PICTURES.glob("*.svg") if beside else ():
        lay(BOOK_SOURCE / "pictures" / file.name, file.read_text(encoding="utf-8"))
    lay(BOOK_SOURCE / "data" / "README.md", (ROOT / "data" / "README.md").read_text(encoding="utf-8"))
    for file in filter(Path.is_file, BOOK_STYLE.rglob("*")):
        lay(BOOK_SOURCE / file.relative_to(BOOK_STYLE), file.read_text(encoding="utf-8"))
    lay(BOOK_SOURCE / "static" / "mathjax.js", mathjax_file().read_text(encoding="utf-8"))
    for file, notebook in lectures.items():
        chapter(notebook, file)
    for old in {*(BOOK_SOURCE / "lectures").glob("*.ipynb")} - {BOOK_SOURCE / "lectures" / file.name
                                                                for file in lectures}:
        old.unlink()


def call_sphinx(step, count):
    with step(f"the book, {count} lectures, by Sphinx") as progress:
        call(progress, [sys.executable, "-m", "sphinx", "--fail-on-warning", "--keep-going", "-b", "html", "-q",
                    "-d", BOOK_SOURCE.with_name("book-read"), BOOK_SOURCE, BOOK], "Making the book")


def chapter(notebook, file):
    """A lecture for Sphinx: plotly.js, which each notebook carries, is taken out, once for the whole book."""
    without_answers(mended(notebook))
    figures.number(notebook, file)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            embed_attachments(cell)
            cell.source = linked(cell.source)
        for data in (output.get("data", {}) for output in cell.get("outputs", [])):
            found = PLOTLY.search(data.get("text/html", ""))
            if found:
                lay(BOOK_SOURCE / "static" / "figures.js", found.group()[len("<script>"):-len("</script>")])
                data["text/html"] = PLOTLY.sub(FIGURES, data["text/html"])
    lay(BOOK_SOURCE / "lectures" / file.name, nbformat.writes(notebook) + "\n")


def embed_attachments(cell):
    """Sphinx knows none: an image is written into its address, and one that is missing is its alternative text."""
    for name, images in sorted(cell.pop("attachments", {}).items(), reverse=True):
        kind, image = next(iter(images.items()))
        if image:
            cell.source = cell.source.replace(f"attachment:{name}", f"data:{kind};base64,{image}")
        else:
            cell.source = re.sub(rf"!\[([^\]]*)\]\(attachment:{re.escape(name)}[^)]*\)", r"\1", cell.source)


def linked(text):
    """Links to data/README.md, one folder nearer: the book has no folder `notebooks`."""
    return re.sub(r"\]\(\.\./((?:\.\./)?data/README\.md)", r"](\1", text)
