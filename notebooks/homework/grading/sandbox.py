"""Where student code runs: a process of its own, that sees little, may do little, and ends when it takes too much.

On Linux bubblewrap (bwrap) makes the walls: no network, no file but the Java kernel, the library and the data, a
process table of its own, a working copy in memory that is gone afterwards. Elsewhere: a process group and a folder.

Behind the walls the executor is the first process: no process of bwrap's stands there with the pipe in its hand. And a
line counts only with the seal of a secret that the executor alone was told.
"""
import contextlib
import functools
import glob
import hmac
import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path

import psutil

from grading.executor import seal
from tools.environment import environment
from tools.files import ROOT
from tools.kernel import at_start, registered
from tools.library import CLASS_PATH

EXECUTOR = Path(__file__).resolve().parent / "executor.py"
SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc/alternatives", "/etc/ld.so.cache", "/etc/fonts",
          "/etc/localtime", *glob.glob("/etc/java*"))
DESK = "/submission"
LOOK_SECONDS = 0.2
START_SECONDS = 120
IN_ALL = "in all"


WALLS = ("bwrap", "--unshare-all", "--as-pid-1", "--die-with-parent", "--new-session", "--cap-drop", "ALL",
         "--clearenv", "--proc", "/proc", "--dev", "/dev")


@dataclass(frozen=True)
class Limits:
    """What one submission may take: `seconds` for the whole notebook, however many kernels it ends."""
    cell_seconds: float = 60
    seconds: float = 120
    heap: str = "1g"
    memory: float = 3e9
    threads: int = 300
    characters: int = 20_000_000
    disk: int = 256 * 2 ** 20

    def within(self, seconds):
        return replace(self, seconds=seconds, cell_seconds=min(self.cell_seconds, seconds / 3))


def kernel(limits, walled):
    """The registered kernel with a heap that is not a share of the machine's memory, and no folder of the kit's to
    write to. Most of its work is Java's compiler, for a few seconds: the quick half of the JIT halves them."""
    java, *options = registered(environment())[0]
    not_here = ("-XX:MaxRAMPercentage", *(["-Dorg.bytedeco.javacpp.cachedir"] if walled else []))
    return [java, f"-Xmx{limits.heap}", "-Xss2m", "-XX:TieredStopAtLevel=1",
            *(part for part in options if not part.startswith(not_here))]


def command(files, limits):
    """The executor's command line, behind bwrap."""
    env = environment()
    jdk = Path(registered(env)[0][0]).resolve().parents[1]
    readable = [*SYSTEM, jdk, env.prefix.resolve(), sys.base_prefix, EXECUTOR, CLASS_PATH, ROOT / "data",
                ROOT / "notebooks" / "include.jshell"]
    given = [part for file in files for part in ("--ro-bind", str(file), f"{DESK}/{file.name}")]
    return [*WALLS, *[part for folder in ("/tmp", DESK) for part in ("--size", str(limits.disk), "--tmpfs", folder)],
            *[part for path in readable for part in shared(str(path))],
            *given, "--remount-ro", "/", "--chdir", DESK, *variables(), "--", *executor()]


def executor():
    env = environment()
    return [str(env.prefix.resolve() / env.python.relative_to(env.prefix)), "-I", str(EXECUTOR)]


def shared(path):
    if os.path.islink(path) and path.count("/") == 1:                  # /lib is /usr/lib in most systems
        return ["--symlink", os.readlink(path), path]
    return ["--ro-bind-try", path, path]


def variables():
    known = {"PATH": "/usr/bin:/bin", "HOME": "/tmp", "LANG": "C.UTF-8", **surroundings()}
    return [part for name, value in known.items() for part in ("--setenv", name, value)]


def surroundings():
    """Without what a kernel does before it is asked: a submission loads its names itself."""
    given = {name: value for name, value in registered(environment())[1].items() if name not in at_start()}
    return {**given, "UNROLLED_HOME": str(ROOT)}


@functools.lru_cache
def walls():
    """Whether bwrap can make its walls here: some systems forbid it to people who are not root."""
    if not shutil.which("bwrap"):
        return False
    system = [part for path in SYSTEM for part in shared(path)]
    tried = subprocess.run([*WALLS, "--size", "4096", "--tmpfs", "/tmp", *system, "--remount-ro", "/", "--", "true"],
                           stdin=subprocess.DEVNULL, capture_output=True)
    return tried.returncode == 0


def what_is_missing():
    """A line for the instructor, or None."""
    if walls():
        return None
    if not sys.platform.startswith("linux"):
        return f"Submissions run without walls here: this system has no bubblewrap. {NO_WALLS} Better grade on Linux."
    cause = "bwrap may not make namespaces" if shutil.which("bwrap") else "there is no bwrap (apt install bubblewrap)"
    return f"Submissions run without walls here: {cause}. {NO_WALLS}"


NO_WALLS = ("Time, memory and processes are limited, but student code could read and write your files and use the "
            "network.")


def run_once(files, cells, limits, folder=None):
    """One life of a kernel. Yields what the executor tells, and at last {"number", "end"} when it ended too early.
    In a folder, where a student checks a notebook of their own, it runs without walls."""
    walled = folder is None and walls()
    task = {"kernel": kernel(limits, walled), "bytes": limits.characters, "cells": cells,
            "secret": secrets.token_hex(32)}
    program = command(files, limits) if walled else executor()
    with working_copy(files, folder, walled) as desk, subprocess.Popen(
            program, cwd=desk, env={**os.environ, **surroundings()}, start_new_session=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        watcher = Watcher(process, limits)
        try:
            yield from conversation(process, task, watcher)
        finally:
            watcher.end()


def conversation(process, task, watcher):
    number, ended = task["cells"][0]["number"], False
    with contextlib.suppress(BrokenPipeError):
        process.stdin.write(json.dumps(task).encode())
        process.stdin.close()
    for message in sealed(process.stdout, task["secret"].encode()):
        number = message.get("begin", number)
        ended = bool(message.get("end"))
        yield message
    if number != task["cells"][-1]["number"] and not ended or watcher.why:
        said = process.stderr.read().decode(errors="replace").strip().splitlines()[-1:]
        yield {"number": number, "outputs": [], "end": watcher.why or " ".join(["ended its own process", *said])}


def sealed(lines, secret):
    """The executor's messages, in their order; whatever else came through the pipe is nothing."""
    count = 0
    for line in lines:
        given, _, text = line.rstrip(b"\n").partition(b" ")
        if hmac.compare_digest(given, seal(secret, count, text)):
            count += 1
            yield json.loads(text)


@contextlib.contextmanager
def working_copy(files, folder, walled):
    """Behind walls the files are bound into a folder in memory; elsewhere they are copied into one on the disk."""
    if folder or walled:
        yield folder
        return
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for file in files:
            shutil.copy(file, folder)
        yield folder


class Watcher:
    """Ends a submission that takes more memory, threads or time than it may, and says why."""

    def __init__(self, process, limits):
        self.process, self.limits, self.why, self.over = process, limits, None, threading.Event()
        self.until = time.monotonic() + START_SECONDS + limits.seconds
        self.thread = threading.Thread(target=self.look, daemon=True)
        self.thread.start()

    def look(self):
        while not self.over.wait(LOOK_SECONDS):
            self.why = self.excess()
            if self.why:
                return self.kill()

    def excess(self):
        memory = threads = 0
        with contextlib.suppress(psutil.Error):
            for process in psutil.Process(self.process.pid).children(recursive=True):
                with contextlib.suppress(psutil.Error):
                    memory += process.memory_info().rss
                    threads += process.num_threads()
        if memory > self.limits.memory:
            return f"took more than {self.limits.memory / 1e9:.0f} GB of memory"
        if threads > self.limits.threads:
            return f"started more than {self.limits.threads} processes and threads"
        return f"took longer than {self.limits.seconds:.0f} s {IN_ALL}" if time.monotonic() > self.until else None

    def end(self):
        self.over.set()
        self.kill()
        self.thread.join()

    def kill(self):
        """bwrap takes with it whatever runs behind its walls; without them it is the process group."""
        with contextlib.suppress(OSError):
            if os.name == "nt":
                self.process.kill()
            else:
                os.killpg(self.process.pid, signal.SIGKILL)
