"""What a person sees: a line for each step of the work, and one sentence for what stops it."""
import re
import shutil
import subprocess
import sys
import threading
import time

from tools.files import ROOT

TICK_SECONDS = 15


class Problem(Exception):
    """What stops the kit, in a sentence for the person at the keyboard."""


def sentence(error):
    """What to say of an error that ends a command."""
    if isinstance(error, KeyboardInterrupt):
        return "\nStopped."
    if isinstance(error, PermissionError):
        return f"The kit may not write {error.filename}: is its folder yours, or is a file of it open elsewhere?"
    return str(error)


ENDS = (Problem, PermissionError, KeyboardInterrupt)


class Step:
    """One line for each piece of work: its name, what moves meanwhile, and at the end its time."""

    def __init__(self, name):
        self.name, self.note, self.done = name, "", threading.Event()
        self.moving = sys.stdout.isatty()

    def __enter__(self):
        self.started = time.monotonic()
        self.ticker = threading.Thread(target=self.tick, daemon=True)
        self.ticker.start()
        return self

    def tick(self):
        while not self.done.wait(0.2 if self.moving else TICK_SECONDS):
            line = f"  …    {self.name}  {self.seconds():.0f} s  {self.note}"
            print(f"\r{line[:width()]:<{width()}}" if self.moving else line,
                  end="" if self.moving else "\n", flush=True)

    def seconds(self):
        return time.monotonic() - self.started

    def say(self, lines):
        """Lines that stay, above the one that moves."""
        print((f"\r{'':<{width()}}\r" if self.moving else "") + lines, flush=True)

    def __exit__(self, kind, error, trace):
        self.done.set()
        self.ticker.join()
        if self.moving:
            print(f"\r{'':<{width()}}\r", end="")
        print(last_line(self.name, kind is None, self.seconds(), self.note), flush=True)


def last_line(name, good, seconds, note=""):
    return f"  {'ok' if good else 'FAIL':<4} {name}  {seconds:.1f} s  {note}".rstrip()


def width():
    return shutil.get_terminal_size().columns - 1


def call(step, command, what, env=None):
    """Runs a program quietly; its last line is the step's note, its whole output the explanation of a failure."""
    lines = []
    try:
        process = subprocess.Popen([str(part) for part in command], cwd=ROOT, env=env, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    except OSError as error:
        raise Problem(f"{what} failed: {command[0]} does not start ({error.strerror}).") from error
    with process:
        for line in process.stdout:
            lines.append(line.rstrip())
            step.note = re.sub(r"^\[INFO\] |-{5,}", "", lines[-1]).strip()[:60] or step.note
    step.note = ""
    if process.returncode:
        errors = [line for line in lines if line.startswith("[ERROR]")][:40]       # Maven's; others explain at the end
        raise Problem("\n    ".join([f"{what} failed (exit code {process.returncode}){network(lines)}:",
                                     *(errors or [line for line in lines if not line.startswith("Ignoring ")][-40:])]))


def network(lines):
    """A guess at the cause, as a question; empty when nothing sounds like it."""
    broken = re.compile("ProxyError|Connection refused|ConnectTimeout|resolution|not known|UnknownHost", re.I)
    return ("; is there a network, and are the proxy's variables (HTTPS_PROXY) and Maven's settings.xml right?"
            if any(map(broken.search, lines)) else "")
