"""What a notebook waits for, and what its kernel holds: `./kit bench --kernel` prints both, with --against beside
another build's. The environment's own Python runs it; its arguments are rounds, and for each build a name, its folder
and the folder of its kernelspec. Builds take turns."""
import contextlib
import json
import statistics
import sys
import time
from pathlib import Path

import results as r
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager

WAITS = ("start to the end of include.jshell", "the first cell, five seconds after opening", "the first figure",
         "1 + 1", "a class")
OPENED = 5                                                             # seconds until the reader runs the first cell
FIGURE = """show(Figures.line(Series.of("x", new double[] {1, 3, 2})).axes("t (no unit)", "x (no unit)")
        .caption("A line.", "A line."));"""
CLASS = "class Point { double x, y; double norm() { return Math.hypot(x, y); } }"
LECTURES = ("03", "07", "11")
HELD = {"resident": "Rss", "proportional": "Pss", "its own": "Private_Dirty"}
MOMENTS = ("at rest", "one of two at rest", *(f"after lecture {number}" for number in LECTURES))


class Kernel:
    def __init__(self, build):
        self.build = build

    def __enter__(self):
        _, folder, kernel = self.build
        spec = json.loads((Path(kernel) / "kernel.json").read_text(encoding="utf-8"))
        self.manager = KernelManager()
        self.manager._kernel_spec = KernelSpec(resource_dir=kernel, **spec)
        self.began = time.monotonic()
        self.manager.start_kernel(cwd=str(Path(folder) / "notebooks" / "lectures"))
        self.client = self.manager.client()
        self.client.start_channels()
        return self

    def __exit__(self, *error):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def answers(self):
        """Waits until it does."""
        self.client.kernel_info(reply=True, timeout=120)

    def run(self, source):
        """The seconds until the kernel is idle again; the cell may wait for the kernel's start."""
        began = time.monotonic()
        self.client.execute_interactive(source, allow_stdin=False, timeout=300, output_hook=refuse_errors)
        return time.monotonic() - began

    def held(self):
        """Megabytes, by Linux; elsewhere nothing."""
        pages = Path(f"/proc/{self.manager.provisioner.pid}/smaps_rollup")
        if not pages.exists():
            return None
        found = dict(line.split(":") for line in pages.read_text().splitlines()[1:])
        return [int(found[name].split()[0]) * 1024 / 1e6 for name in HELD.values()]


def refuse_errors(message):
    if message["msg_type"] == "error":
        raise SystemExit("\n".join(message["content"]["traceback"]))


def waits(build):
    with Kernel(build) as kernel:
        kernel.run("%load ../include.jshell")
        start = time.monotonic() - kernel.began
    with Kernel(build) as kernel:
        kernel.answers()
        time.sleep(max(0, OPENED - (time.monotonic() - kernel.began)))
        return [start, *map(kernel.run, ("%load ../include.jshell", FIGURE, "1 + 1", CLASS))]


def at_rest(build):
    """One kernel alone, and the same beside another."""
    with Kernel(build) as kernel:
        kernel.run("%load ../include.jshell")
        time.sleep(OPENED)
        alone = kernel.held()
        with Kernel(build) as other:
            other.run("%load ../include.jshell")
            return alone, kernel.held()


def after(build, number):
    """What the kernel of a lecture holds when its last cell has run, and the seconds of all cells."""
    lecture = next((Path(build[1]) / "notebooks" / "lectures").glob(f"{number}-*.ipynb"))
    cells = json.loads(lecture.read_text(encoding="utf-8"))["cells"]
    with Kernel(build) as kernel:
        seconds = sum(kernel.run("".join(cell["source"])) for cell in cells if cell["cell_type"] == "code")
        return kernel.held(), seconds


def measure(builds, rounds):
    """{(build's name, what): a number for each round}"""
    numbers = {}

    def add(build, what, number):
        numbers.setdefault((build[0], what), []).append(number)

    for _ in range(rounds):
        for build in builds:
            for what, seconds in zip(WAITS, waits(build)):
                add(build, what, seconds)
        for build in builds:
            for what, held in zip(MOMENTS, at_rest(build)):
                add(build, what, held)
        for number in LECTURES:
            for build in builds:
                held, seconds = after(build, number)
                add(build, f"after lecture {number}", held)
                add(build, f"lecture {number}", seconds)
    return numbers


def table(numbers, names):
    """Medians; with another build beside the first, the first's share of it."""
    def row(what, digits, medians):
        shares = [f"{medians[0] / medians[1]:.2f}"] if len(medians) > 1 else []
        return [what, *(f"{median:.{digits}f}" for median in medians), *shares]

    def of(what, pick=lambda number: number):
        return [statistics.median(pick(number) for number in numbers[name, what]) for name in names]

    lines = [["", *names, *(["share"] if len(names) > 1 else [])]]
    for what in (*WAITS, *(f"lecture {number}" for number in LECTURES)):
        lines.append(row(f"{what}, s", 2, of(what)))
    for what in MOMENTS:
        with contextlib.suppress(TypeError):                           # no Linux, nothing held
            for k, held in enumerate(HELD):
                lines.append(row(f"{what}: {held}, MB", 0, of(what, lambda number: number[k])))
    return r.aligned(lines)


if __name__ == "__main__":
    rounds, *words = sys.argv[1:]
    builds = [words[k:k + 3] for k in range(0, len(words), 3)]
    print(table(measure(builds, int(rounds)), [name for name, _, _ in builds]))
