"""What needs the environment's packages runs in a process of the environment's own Python: here are both ends of the
pipe to it. A task goes in, as [its name, [its arguments]]; each word comes out as a line of JSON:

    {"begin": name}   {"note": text}   {"end": whether it went well}       a step of the work
    {"say": lines}                                                          lines that stay
    {"result": value}   or   {"problem": sentence}                          the last word
"""
import contextlib
import importlib
import io
import json
import os
import subprocess
import sys
import tempfile
import warnings

from tools.console import ENDS, Problem, Step, sentence
from tools.files import ROOT

TASKS = {"self-test": "setup.self_test", "run": "executions.run", "book": "book.make", "slides": "slides.make",
         "polls": "polls.make", "homework": "homework.grade"}
OPTION = "--inside"                                                    # the kit's word to itself
PATIENCE = 10                                                          # seconds for a stopped task to end its kernels
RUNNING = set()


# ── the outer end ──────────────────────────────────────────────────────────────────────────────────────────────

class Screen:
    """Shows what a task tells as if it were done here."""
    step = None

    def begin(self, name):
        self.step = Step(name).__enter__()

    def note(self, text):
        self.step.note = text

    def say(self, lines):
        self.step.say(lines) if self.step else print(lines, flush=True)

    def end(self, good):
        step, self.step = self.step, None
        step.__exit__(None if good else Problem, None, None)

    def close(self):
        if self.step:
            self.end(False)


def inside(env, task, *arguments, screen=None, quiet=False):
    """The result of a task; a quiet one is silent on standard error unless it breaks."""
    screen = screen or Screen()
    with tempfile.TemporaryFile() as noise, subprocess.Popen(
            [str(env.python), str(ROOT / "kit"), OPTION], env=env.variables(), stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=noise if quiet else None, encoding="utf-8") as process:
        RUNNING.add(process)
        try:
            with contextlib.suppress(BrokenPipeError), process.stdin:
                json.dump([task, arguments], process.stdin)
            return listen(process, screen, noise)
        except BaseException:
            end(process)
            raise
        finally:
            RUNNING.remove(process)
            screen.close()


def listen(process, screen, noise):
    for line in process.stdout:
        [[word, value]] = json.loads(line).items()
        if word == "result":
            return value
        if word == "problem":
            raise Problem(value)
        getattr(screen, word)(value)
    noise.seek(0)
    said = noise.read().decode(errors="replace").strip()
    raise Problem(f"The work inside of {process.args[0]} ended too early (exit code {process.wait()}) {said}".rstrip())


def end(process):
    """Ctrl-C reaches it as well, and it ends its kernels; what was not asked to end is ended."""
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()


# ── the inner end ──────────────────────────────────────────────────────────────────────────────────────────────

class Words:
    """Tells the outer end one word at a time. What else is written to standard output, as by a kernel, is no word."""

    def __init__(self):
        self.pipe = open(os.dup(1), "w", encoding="utf-8")
        os.dup2(2, 1)

    def tell(self, word, value):
        self.pipe.write(json.dumps({word: value}) + "\n")
        self.pipe.flush()

    def step(self, name):
        return Told(self, name)


class Told:
    """A console's Step whose line somebody else shows."""

    def __init__(self, words, name):
        self.words, self.name, self.noted = words, name, ""

    def __enter__(self):
        self.words.tell("begin", self.name)
        return self

    @property
    def note(self):
        return self.noted

    @note.setter
    def note(self, text):
        self.noted = text
        self.words.tell("note", text)

    def say(self, lines):
        self.words.tell("say", lines)

    def __exit__(self, kind, error, trace):
        self.words.tell("end", kind is None)


class Lines(io.TextIOBase):
    """Standard output for code that prints: a line stays."""

    def __init__(self, words):
        self.words, self.begun = words, ""

    def write(self, text):
        *lines, self.begun = (self.begun + text).split("\n")
        for line in lines:
            self.words.tell("say", line)
        return len(text)

    def close(self):
        if self.begun:
            self.write("\n")
        super().close()


def answer():
    """Does the task that comes on standard input; the exit code."""
    warnings.simplefilter("ignore")                                    # nbformat's and nbconvert's, for programmers
    words = Words()
    task, arguments = json.load(sys.stdin)
    module, function = TASKS[task].split(".")
    try:
        with Lines(words) as lines, contextlib.redirect_stdout(lines):
            result = getattr(importlib.import_module(f"tools.{module}"), function)(words.step, *arguments)
    except ENDS as error:
        words.tell("problem", sentence(error))
        return 1
    words.tell("result", result)
    return 0
