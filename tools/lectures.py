"""`./kit run`, `book` and `slides`: notebooks are found and executed, and what is made of their outputs waits."""
import argparse
import re
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tools.browser import driver, expect_browser
from tools.console import Problem, Step, call, last_line
from tools.docs import make_docs
from tools.files import BOOK, DOCS, LECTURES, PDF, SLIDES, executed, shown
from tools.inside import RUNNING, Screen, end, inside
from tools.machine import at_once
from tools.setup import setup


def command_run(arguments):
    notebooks = [find_notebook(name) for name in arguments.notebooks] or every_lecture()
    return 0 if run(setup(), [file.resolve() for file in notebooks]) else 1


def book_options(book):
    book.add_argument("--pdf", action="store_true", help="print each lecture and the whole course, too: target/pdf")


def command_book(arguments):
    if arguments.pdf:
        expect_browser()
    make_book(setup())
    print(f"The book: {(BOOK / 'index.html').as_uri()}")
    if arguments.pdf:
        make_pdf()
        print(f"To print: {(PDF / 'unrolled.pdf').as_uri()}, and a file for each lecture beside it")
    return 0


def make_pdf():
    python = driver().python
    with Step("the book on paper, by the browser") as step:
        call(step, [python, "-m", "tools.pdf"], "Printing the book")


def slides_options(slides):
    slides.add_argument("notebooks", nargs="+", help="files, or names of lectures: 07-lstm, or 07")
    slides.add_argument("--date", type=line_of_text, help='on the title slide, as text: "4 May 2027"')
    slides.add_argument("--place", type=line_of_text, help='on the title slide, beside the date: "Room 12"')


def line_of_text(text):
    line = " ".join(text.split())
    if not 1 <= len(line) <= 60:
        raise argparse.ArgumentTypeError(f"expects 1 to 60 characters, got {len(line)}")
    return line


def command_slides(arguments):
    notebooks = [find_notebook(name) for name in arguments.notebooks]
    make_slides(setup(), notebooks, " · ".join(filter(None, (arguments.date, arguments.place))))
    for file in notebooks:
        print(f"Slides: {(SLIDES / file.stem).with_suffix('.html').as_uri()}")
    return 0


def find_notebook(name):
    """A file, or the lecture whose name begins so: `03` is notebooks/lectures/03-elman-networks.ipynb."""
    if Path(name).is_file():
        return Path(name)
    lectures = sorted(LECTURES.glob(f"{name}*.ipynb")) if re.fullmatch(r"[\w-]+", name) else []
    if len(lectures) == 1:
        return lectures[0]
    raise Problem(f"There is no notebook {name}" if not lectures else
                  f"{name} may be {' or '.join(file.name for file in lectures)}")


def every_lecture():
    notebooks = sorted(LECTURES.glob("*.ipynb"))
    if not notebooks:
        raise Problem(f"There are no lectures in {LECTURES}")
    return notebooks


# ── executed ───────────────────────────────────────────────────────────────────────────────────────────────────

def run(env, notebooks):
    """Whether all run to the end, each in a process of its own."""
    notebooks = list(dict.fromkeys(notebooks))
    expect_copies_that_differ(notebooks)
    if len(notebooks) == 1:
        return inside(env, "run", str(notebooks[0]))
    started = time.monotonic()
    runs = run_several(env, notebooks)
    print(f"\n  {'s':>6}  notebook")
    for one in runs:
        print(f"  {one.took or 'failed':>6}  {one.file.stem}")
    ran = sum(1 for one in runs if one.took)
    print(f"{ran} of {len(runs)} notebooks ran to the end, in {time.monotonic() - started:.0f} s")
    return ran == len(runs)


def expect_copies_that_differ(notebooks):
    """Two from elsewhere with one name would leave one copy."""
    seen = {}
    for file in notebooks:
        other = seen.setdefault(executed(file), file)
        if other != file:
            raise Problem(f"{other} and {file} would leave the same executed copy, {shown(executed(file))}: "
                          "rename one of them, or run them one by one")


def run_several(env, files):
    """Two at a time where the machine has room."""
    notes = {}
    with Step(f"{len(files)} notebooks, {at_once()} at a time") as step, ThreadPoolExecutor(at_once()) as pool:
        runs = [OneOfSeveral(file, notes, step) for file in files]
        try:
            list(pool.map(lambda one: one.run(env), runs))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for process in list(RUNNING):
                end(process)
            raise
        finally:
            step.note = ""
    return runs


class OneOfSeveral(Screen):
    """Its notes share a line with the others'; what stays is said when it is over."""

    def __init__(self, file, notes, shared):
        self.file, self.notes, self.shared, self.lines, self.took = file, notes, shared, [], None

    def run(self, env):
        try:
            good = inside(env, "run", str(self.file), screen=self)
        except Problem as problem:
            good = False
            self.say(str(problem))
        self.note("")
        self.shared.say("\n".join(self.lines))
        self.took = self.took if good else None

    def begin(self, name):
        self.name, self.started = name, time.monotonic()

    def note(self, text):
        self.notes[self.file] = f"{self.file.stem[:12]} {text}"
        if not text:
            del self.notes[self.file]
        self.shared.note = " · ".join(self.notes.values())

    def say(self, lines):
        self.lines.append(lines)

    def end(self, good):
        seconds = time.monotonic() - self.started
        self.took = f"{seconds:.1f}"
        self.lines.append(last_line(self.name, good, seconds))


# ── made of their outputs ──────────────────────────────────────────────────────────────────────────────────────

def make_book(env):
    make(env, "book", every_lecture(), "The book was not made")
    make_docs()
    shutil.copytree(DOCS, BOOK / "api", dirs_exist_ok=True)


def make_slides(env, notebooks, occasion=""):
    make(env, "slides", [file.resolve() for file in notebooks], "The slides were not made", occasion)


def make(env, task, notebooks, otherwise, *more):
    """A task makes it, or says what has to run (again) before."""
    files = [str(file) for file in notebooks]
    try:
        missing = inside(env, task, files, [], *more)
        if missing and not run(env, list(map(Path, missing))):
            raise Problem("a notebook fails")
        if missing and inside(env, task, files, missing, *more):
            raise Problem("a notebook, the library or the data have changed meanwhile")
    except Problem as problem:
        raise Problem(f"{problem}\n{otherwise}") from None
