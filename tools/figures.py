"""Figures of a book have numbers, and its text names them: [text](#fig-corners) means the figure of the cell whose
metadata say `"figure": "corners"`. In JupyterLab and on slides the text alone is read."""
import re

from tools.console import Problem

CAPTION = re.compile(r'<figure class="unrolled[^>]*>(?:(?!</figure>).)*?<figcaption[^>]*>', re.S)
NAMED = re.compile(r"\[([^\]]+)\]\(#fig-([\w-]+)\)")


def number(notebook, file):
    """Gives every figure with a caption its number, `Figure 7.3`, and says it where the text refers to the figure."""
    chapter, found, names = int(file.stem.split("-")[0]) if file.stem[0].isdigit() else 1, 0, {}
    for cell in notebook.cells:
        name = cell.metadata.get("figure")
        for data in (output.get("data", {}) for output in cell.get("outputs", [])):
            def label(match):
                nonlocal found, name
                found += 1
                begin = match.group()
                if name:
                    names[name] = f"{chapter}.{found}"
                    begin, name = begin.replace("<figure ", f'<figure id="fig-{name}" ', 1), None
                return f"{begin}<b>Figure {chapter}.{found}</b>&ensp;"

            if "<figcaption" in data.get("text/html", ""):
                data["text/html"] = CAPTION.sub(label, data["text/html"])
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = NAMED.sub(lambda match: reference(*match.groups(), names, file), cell.source)


def reference(text, name, names, file):
    if name not in names:
        raise Problem(f"{file.name} refers to the figure '{name}', but no cell with a figure has the metadata "
                      f'"figure": "{name}"')
    return f'<a href="#fig-{name}">{text} (Figure {names[name]})</a>'
