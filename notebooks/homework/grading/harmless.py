"""What a student's notebook shows, without what a browser would run: before anything is stored.

An instructor reads it in the form grader with a session that may do everything. So of markup only known elements and
attributes stay, a picture is a picture, and Markdown and equations have no markup of their own.
"""
import base64
import binascii
import html
import re

import bs4
from nbformat import from_dict

TAGS = set("a abbr article b bdi blockquote br caption center cite code col colgroup dd del details dfn div dl dt em "
           "figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li mark ol p pre q s samp section small "
           "span strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr".split())
DROPPED = ["script", "style", "template", "noscript", "iframe", "object", "embed", "applet", "frameset", "frame",
           "title", "textarea", "select", "svg", "math", "audio", "video", "link", "meta", "base", "form", "xmp",
           "plaintext", "noembed", "noframes"]
ATTRIBUTES = set("align alt colspan dir height lang open role rowspan scope span start style title valign width "
                 "aria-label aria-hidden".split())
PICTURE = re.compile(r"data:image/(png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/=\s]*")
REACHES_OUT = re.compile(r"url|image|expression|import|behavior|binding|position|z-index|[\\@<>]|/\*", re.I)
BEGINS_MARKUP = re.compile(r"<(?=[A-Za-z/!?])")
KINDS = ("text/html", "image/svg+xml", "image/png", "image/jpeg", "text/markdown", "text/latex", "text/plain")


def harmless(notebook):
    """The notebook, changed: its outputs, and the Markdown that the student wrote."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [shown(output) for output in cell.outputs]
        elif cell.metadata.get("theirs"):
            cell.source = plain(cell.source)
            cell.pop("attachments", None)
    return notebook


def plain(markdown):
    """Markdown in which nothing begins an HTML tag. A space does that in text, in code and in equations alike."""
    return BEGINS_MARKUP.sub("< ", markdown)


def shown(output):
    """One form of an output that pages can show, or a line of text that says what it was."""
    if "data" not in output:
        return output
    data = {kind: text(value) for kind, value in output.data.items()}
    kept = next(filter(None, (form(kind, data[kind]) for kind in KINDS if kind in data)), None)
    left = f"(an output of the kind {', '.join(sorted(data)) or 'none'} is not shown)"
    beside = {"text/plain": data["text/plain"]} if "text/plain" in data else {}
    data = {**beside, **(kept or {})} or {"text/plain": left}
    new = {"output_type": output.output_type, "metadata": {}, "data": data}
    if output.output_type == "execute_result":
        new["execution_count"] = None
    return from_dict(new)


def text(value):
    return "".join(map(str, value)) if isinstance(value, list) else value if isinstance(value, str) else str(value)


def form(kind, value):
    if kind == "text/html":
        return {kind: markup(value)}
    if kind == "image/svg+xml":                                        # an image runs nothing and loads nothing
        return {"text/html": picture(kind, base64.b64encode(value.encode(errors="replace")).decode())}
    if kind in ("image/png", "image/jpeg"):
        return {kind: value} if is_base64(value) else None
    return {kind: plain(value) if kind in ("text/markdown", "text/latex") else value}


def is_base64(value):
    try:
        return bool(base64.b64decode("".join(value.split()), validate=True))
    except (binascii.Error, ValueError):
        return False


def picture(kind, data):
    return f'<img alt="a drawing" style="max-width:100%" src="data:{kind};base64,{data}">'


def markup(source):
    """HTML of known elements and attributes; what nobody can take apart is text."""
    try:
        return known(source)
    except (RecursionError, bs4.exceptions.ParserRejectedMarkup):
        return f"<pre>{html.escape(source[:2000])}</pre>"


def known(source):
    """A drawing in it becomes a picture."""
    soup = bs4.BeautifulSoup(source, "html.parser")
    for drawing in soup.find_all("svg"):
        if drawing.find_parent("svg") is None:
            drawing["xmlns"] = "http://www.w3.org/2000/svg"
            data = base64.b64encode(str(drawing).encode(errors="replace")).decode()
            drawing.replace_with(bs4.BeautifulSoup(picture("image/svg+xml", data), "html.parser"))
    for element in soup.find_all(DROPPED):
        element.decompose()
    for other in soup.find_all(string=lambda string: type(string) is not bs4.NavigableString):
        other.extract()                                                # comments, declarations
    for element in soup.find_all(True):
        if element.name not in TAGS:
            element.unwrap()
        else:
            element.attrs = dict(filter(None, (attribute(element, *pair) for pair in element.attrs.items())))
    for nothing in soup.find_all("img", src=False):
        nothing.extract()
    return soup.decode(formatter="minimal")


def attribute(element, name, value):
    value = " ".join(value) if isinstance(value, list) else value or ""
    if element.name == "img" and name == "src" and PICTURE.fullmatch(value):
        return name, value
    if name in ATTRIBUTES and not (name == "style" and REACHES_OUT.search(value)):
        return name, value
    return None


def literal(words):
    """Words inside Markdown that are no Markdown, no markup and no equation."""
    return re.sub(r"[^\w\s.,:;()%–…-]", lambda sign: f"&#{ord(sign[0])};", " ".join(words.split()))


def without_halves(written):
    """A text that can be stored: no half of a character, which a student's program may print."""
    return written.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
