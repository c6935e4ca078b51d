"""nbgrader's form grader, in which an instructor reads what students wrote: no script runs there but nbgrader's own.

What is stored is harmless already; this is the second wall. A page says by its content-security policy which scripts
are its own, and files that came with a submission are only looked at as text or pictures.
"""
import contextlib
import re
import secrets

from nbgrader.server_extensions.formgrader import handlers
from nbgrader.server_extensions.formgrader.base import BaseHandler
from tornado import web

from grading.pages import policy, scripts, typeset
from tools.library import mathjax_file

# In nbgrader's templates and scripts.
CLICKS = ("toggle_name(true);", "toggle_name(false);", "toggleAllNames()", "createAssignmentModal();",
          "createStudentModal();")
NOTEBOOK = re.compile(r'<div[^>]*\bid="notebook"')                     # where the student's part of a page begins
# nbgrader's script waits for the signal of MathJax 2 before it scrolls; ours is MathJax 3.
SIGNAL = ("MathJax.Hub = {Startup: {signal: {Interest: tell => "
          "Promise.resolve(MathJax.startup?.promise).then(() => tell('End'))}}}")
FILES = "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; sandbox"


def mathjax():
    """The script that typesets equations, beside the library; nothing when the kit is not built."""
    with contextlib.suppress(StopIteration):
        return mathjax_file().read_text(encoding="utf-8")
    return ""


class Guarded:
    """A page of the form grader: its scripts have a word that a student cannot know."""

    @property
    def nonce(self):
        if not hasattr(self, "own_nonce"):
            self.own_nonce = secrets.token_urlsafe(16)
        return self.own_nonce

    @property
    def content_security_policy(self):
        return policy(f"'nonce-{self.nonce}'", clicks=CLICKS, connect="'self'", frames="'self'")


class Page(Guarded):
    """A page of names and numbers, which nbgrader's scripts fill in."""

    def render(self, name, **values):
        for value in (values.get("assignment_id"), values.get("notebook_id"), values.get("student_id")):
            if value and re.search(r'[<>"\\]', value):
                raise web.HTTPError(404)
        return signed(super().render(name, **values), self.nonce)


class SubmissionPage(Guarded, handlers.SubmissionHandler):
    """One submission: only the head of the page may have scripts, the notebook below may not."""

    def write(self, page):
        begin = NOTEBOOK.search(page) if isinstance(page, str) else None
        if begin:
            head, rest = page[:begin.start()], page[begin.start():]
            page = typeset(signed(head, self.nonce), [*scripts(mathjax()), SIGNAL], self.nonce) + rest
        super().write(page)


class SubmissionFiles(handlers.SubmissionFilesHandler):
    @property
    def content_security_policy(self):
        return FILES


def signed(page, nonce):
    """With the word in each script: for what comes from a template."""
    return re.sub(r"<script\b", f'<script nonce="{nonce}"', page)


def guard():
    """Puts these pages in the place of nbgrader's own. The settings call it, so it holds however Jupyter is started."""
    handlers.default_handlers[:] = [guarded(*entry) for entry in handlers.default_handlers]


def guarded(pattern, handler, *more):
    other = {handlers.SubmissionHandler: SubmissionPage, handlers.SubmissionFilesHandler: SubmissionFiles}.get(handler)
    if other is None and issubclass(handler, BaseHandler) and not issubclass(handler, (Guarded, SubmissionFiles)):
        other = type(handler.__name__, (Page, handler), {})
    return (pattern, other or handler, *more)
