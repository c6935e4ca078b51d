"""The pages that show a graded notebook: their content-security policy, and what typesets their equations.

No script runs on them but the ones named here, by a word for one answer of a server or by what they say.
"""
import base64
import hashlib
import json
import re
from pathlib import Path

from tools.pages import MATHJAX_HERE, MATHJAX_SETTINGS

TEMPLATES = Path(__file__).resolve().parent / "templates"
FEEDBACK = "handed-back"
NBCONVERTS = re.compile(r"<!-- Load mathjax -->.*?<!-- End of mathjax configuration -->", re.S)
# Equations of a student's make no links, no styles and no names, and load nothing.
SETTINGS = {**MATHJAX_SETTINGS, "tex": {**MATHJAX_SETTINGS["tex"],
                                        "packages": {"[-]": ["html", "require", "autoload", "setoptions"]}}}


def policy(scripts, clicks=(), connect="'none'", frames=None):
    """A page may look as it likes, and runs only these scripts."""
    known = [scripts, *(["'unsafe-hashes'", *map(digest, clicks)] if clicks else [])]
    source = "'self' " if frames else ""
    return "; ".join([
        "default-src 'none'", f"script-src {' '.join(known)}", f"style-src {source}'unsafe-inline'",
        f"img-src {source}data:", f"font-src {source}data:", f"connect-src {connect}", "base-uri 'none'",
        "form-action 'none'", *([f"frame-ancestors {frames}"] if frames else [])])


def digest(script):
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def scripts(mathjax):
    """What typesets equations, in a page of its own: settings, and MathJax in one file."""
    code = re.sub(r"\r\n?", "\n", mathjax)
    return [f"window.MathJax = {json.dumps(SETTINGS)}", *([code] if code else [])]


def typeset(page, inside, nonce):
    """A page of nbconvert's with these scripts inside, in place of a link to a server."""
    elements = "\n".join(f'<script nonce="{nonce}">{script}</script>' for script in inside)
    return NBCONVERTS.sub(lambda found: elements, page, count=1)


def sealed(page, mathjax):
    """A page of our own template, which is a file: its policy stands in itself."""
    inside = scripts(mathjax) if "$" in page else []
    rule = policy(" ".join(map(digest, inside)) or "'none'")
    elements = "\n".join(f"<script>{script}</script>" for script in inside)
    head = f'<meta http-equiv="Content-Security-Policy" content="{rule}">\n{elements}'
    return page.replace(MATHJAX_HERE, head, 1)
