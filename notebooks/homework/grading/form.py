"""nbgrader's form grader, in which an instructor reads what students wrote: no script runs there but nbgrader's own.

What is stored is harmless already; this is the second wall. A page says by its content-security policy which scripts
are its own, and files that came with a submission are only looked at as text or pictures.
"""
import re
import secrets

from nbgrader.server_extensions.formgrader import handlers
from nbgrader.server_extensions.formgrader.base import BaseHandler
from traitlets.config import Config

from grading.assignment import HOMEWORK
from grading.pages import TEMPLATES, policy, typeset

CLICKS = ("toggle_name(true);", "toggle_name(false);", "toggleAllNames()")          # in nbgrader's templates
FILES = "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; sandbox"


def mathjax():
    """The script that typesets equations, beside the library; nothing when the kit is not built."""
    files = sorted((HOMEWORK.parents[1] / "lib" / "target" / "web").rglob("tex-svg-full.js"))
    return files[0].read_text(encoding="utf-8") if files else ""


class Guarded:
    """A page of the form grader: its scripts have a word that a student cannot know."""

    @property
    def nonce(self):
        if not hasattr(self, "own_nonce"):
            self.own_nonce = secrets.token_urlsafe(16)
        return self.own_nonce

    @property
    def content_security_policy(self):
        return policy(f"'self' 'nonce-{self.nonce}'", clicks=CLICKS, connect="'self'", frames="'self'")


class Page(Guarded):
    def render(self, name, **values):
        return signed(super().render(name, **values), self.nonce)


class SubmissionPage(Guarded, handlers.SubmissionHandler):
    """One submission, with the kit's template: parts and points, equations without a network."""

    @property
    def exporter(self):
        exporter = super().exporter
        exporter.update_config(Config({"HTMLExporter": {
            "template_name": "formgrade", "extra_template_basedirs": [str(TEMPLATES), handlers.template_path]}}))
        return exporter

    def write(self, page):
        if isinstance(page, str) and "<html" in page:
            page = typeset(signed(page, self.nonce), mathjax(), self.nonce)
        super().write(page)


class SubmissionFiles(handlers.SubmissionFilesHandler):
    @property
    def content_security_policy(self):
        return FILES


def signed(page, nonce):
    """The page with the word in each script of its template's, which are all that it has: what is stored has none."""
    return re.sub(r"<script\b", f'<script nonce="{nonce}"', page)


def guard():
    """Puts these pages in the place of nbgrader's own. The settings call it, so it holds however Jupyter is started."""
    handlers.default_handlers[:] = [guarded(*entry) for entry in handlers.default_handlers]


def guarded(pattern, handler, *more):
    other = {handlers.SubmissionHandler: SubmissionPage, handlers.SubmissionFilesHandler: SubmissionFiles}.get(handler)
    if other is None and issubclass(handler, BaseHandler) and not issubclass(handler, (Guarded, SubmissionFiles)):
        other = type(handler.__name__, (Page, handler), {})
    return (pattern, other or handler, *more)
