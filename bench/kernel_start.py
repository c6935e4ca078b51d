"""How long a student waits: the kernel's start with include.jshell, and the first epoch of lecture 03 after that.

The environment's own Python runs it, from ./kit bench. It prints one line: the seconds of both,
the medians of some starts."""
import json
import statistics
import sys
import time
from pathlib import Path

from jupyter_client.manager import start_new_kernel

STARTS = 5
LECTURES = Path(__file__).resolve().parent.parent / "notebooks" / "lectures"
SHOW = 'System.out.println("first epoch " + history.epochs().get(0).seconds() + " all " + history.epochs().stream()' \
       '.mapToDouble(epoch -> epoch.seconds()).sum());'


def cells(file):
    """The code of a lecture up to the cell that trains and keeps its history."""
    for cell in json.loads(file.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            source = "".join(cell["source"])
            yield source
            if "history =" in source and ".fit(" in source:
                return
    raise SystemExit(f"{file.name} has no cell that keeps a history of training")


def run(client, source):
    """What the cell prints; its seconds."""
    printed = []

    def listen(message):
        if message["msg_type"] == "error":
            raise SystemExit(message["content"]["evalue"])
        printed.append(message["content"].get("text", ""))

    started = time.monotonic()
    client.execute_interactive(source, allow_stdin=False, timeout=120, output_hook=listen)
    return "".join(printed), time.monotonic() - started


def main(lecture):
    started = time.monotonic()
    manager, client = start_new_kernel(kernel_name="java", cwd=str(LECTURES))
    try:
        include, *others = cells(next(LECTURES.glob(f"{lecture}-*.ipynb")))
        run(client, include)
        start = time.monotonic() - started
        for source in others:
            training = run(client, source)[1]
        words = run(client, SHOW)[0].split()
        first, every = float(words[2]), float(words[4])
        return start, training - (every - first)              # with the compilation of the cell
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


if __name__ == "__main__":
    print(*map(statistics.median, zip(*(main(sys.argv[1]) for _ in range(STARTS)))))
