"""Our steps, PyTorch's, DJL's and Deeplearning4j's, in turn, several rounds: `./kit bench` calls it.

Every program is a process of its own, which stays for the whole run and answers questions line by line (Meter.java says
which); all others wait meanwhile. A round goes through all rows and in each row through all programs, so that a slow
minute of the machine is a slow minute for everybody."""
import functools
import json
import math
import os
import re
import shutil
import statistics
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

import memory
import results as r
from tools.bench import build_peer
from tools.console import Problem
from tools.kernel import blas_variables, java_options
from tools.machine import find_jdk

HERE = Path(__file__).resolve().parent
REPORT = HERE / "target" / "side-by-side"
PATIENCE = 300                                            # seconds for one answer


class Silent(Problem):
    """A program that does not answer, or says why it cannot."""


@dataclass(frozen=True)
class Effort:
    rounds: int
    first: float                                          # seconds of warm-up when a row comes for the first time
    warm: float                                           # and in later rounds
    seconds: float


QUICK = Effort(rounds=3, first=0.5, warm=0.03, seconds=0.2)
FULL = Effort(rounds=5, first=2.0, warm=0.1, seconds=0.5)


class Program:
    """A process that measures when it is asked."""

    def __init__(self, name, command, variables=None):
        REPORT.mkdir(parents=True, exist_ok=True)
        self.name = name
        with open(REPORT / f"{name}.log", "w") as log:
            self.process = subprocess.Popen([str(word) for word in command], env={**os.environ, **(variables or {})},
                                            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True,
                                            errors="replace")

    def ask(self, *words):
        """The words of its answer."""
        watchdog = threading.Timer(PATIENCE, self.process.kill)
        watchdog.start()
        try:
            self.process.stdin.write(" ".join(map(str, words)) + "\n")
            self.process.stdin.flush()
            for line in self.process.stdout:
                if line.startswith("= "):
                    return line[2:].split()
                if line.startswith("! "):
                    raise Silent(f"{self.name}: {' '.join(map(str, words))}: {line[2:].strip()}")
        except OSError:
            pass                                          # its end is noticed below
        finally:
            watchdog.cancel()
        raise Silent(f"{self.name} ended; {REPORT / self.name}.log has its last words")

    def step(self, row, precision, warm, seconds):
        """ms a step. The loss must have fallen and the weights be as many as the row's."""
        answer = self.ask("step", row.cell, *row.sizes, precision, warm, seconds)
        ms, _, before, now, parameters = map(float, answer[:5])
        if not now < before:
            raise Silent(f"{self.name} does not learn in row {row}: loss {before} to {now}")
        if not row.weights < parameters <= row.most_parameters:
            raise Silent(f"{self.name} computes something else in row {row}: {parameters:.0f} parameters")
        return ms

    def close(self):
        self.process.stdin.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def measure(programs, columns, rows, effort, tell):
    """All rounds; a peer that fails is left out from there on."""
    results = r.Results()
    for number in range(effort.rounds):
        products(programs, columns, results)
        for row in rows:
            for column in [column for column in columns if column.measures(row)]:
                tell(f"round {number + 1} of {effort.rounds}: {row}, {column.title}")
                try:
                    warm = effort.warm if number else effort.first
                    results.add(column, row, programs[column.program].step(row, column.precision, warm, effort.seconds))
                except Silent as error:
                    if column in r.OURS:
                        raise
                    print(f"{column.title} is measured no further: {error}", flush=True)
                    columns = [other for other in columns if other.program != column.program]
    return results


def products(programs, columns, results):
    for column in columns:
        if column.program in ("ours", "torch"):
            answer = programs[column.program].ask("product", *r.PRODUCT, column.precision, 0.05, 0.15)
            results.products.setdefault((column.program, column.precision), []).append(float(answer[0]))


def find_torch(named=None):
    """A Python that can import torch: the one that is named, or else one on the PATH; None when there is none."""
    named = named or os.environ.get("UNROLLED_TORCH_PYTHON")
    candidates = [named] if named else [sys.executable, shutil.which("python3"), shutil.which("python")]
    for python in dict.fromkeys(filter(None, candidates)):
        try:
            found = subprocess.run([python, "-c", "import torch"], stdin=subprocess.DEVNULL, capture_output=True)
        except OSError:
            continue
        if found.returncode == 0:
            return python
    return None


NO_TORCH = ("no Python here can `import torch`. It is optional; where it is elsewhere, name that Python by --python or "
            "UNROLLED_TORCH_PYTHON.")


def save(results):
    """The numbers of every round, for whoever wants to look closer."""
    REPORT.mkdir(parents=True, exist_ok=True)
    times = [{"cell": row.cell, "shape": row.shape, "program": column.program, "precision": column.precision, "ms": ms}
             for (column, row), ms in results.times.items()]
    products_ms = [{"program": program, "precision": precision, "ms": ms}
                   for (program, precision), ms in results.products.items()]
    report = {"steps": times, "products": products_ms, "extras": results.extras}
    (REPORT / "results.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    (REPORT / "table.md").write_text(r.table(results) + "\n\n" + r.last_lines(results) + "\n", encoding="utf-8")


# ── the run ────────────────────────────────────────────────────────────────────────────────────────────────────

CLASSES = {"djl": "DjlSteps", "dl4j": "Dl4jSteps"}


@functools.cache
def java():
    """How Java starts: as for a notebook."""
    return [find_jdk().java, *java_options(find_jdk())]


def bench(options):
    """Measures what the options ask for, prints the table and the last line; the exit status."""
    if options.growth:
        return growth()
    if options.memory:
        print(memory.table(held(options)))
        return 0
    cells, shapes = options.cells or r.CELLS, options.shapes or r.SHAPES
    rows = [row for row in r.ROWS if row.cell in cells and row.shape in shapes]
    if not rows:
        raise Problem(f"There is no such row: cells are {', '.join(r.CELLS)}, shapes {', '.join(r.SHAPES)}")
    everything = not (options.quick or options.cells or options.shapes or options.programs)
    programs = start(wanted(options), options)
    try:
        columns = choose(programs, options)
        results = measure(programs, columns, rows, effort(options), tell)
        if everything:
            results.extras.update(bytes_growth(programs["ours"]))
    finally:
        for program in programs.values():
            program.close()
    tell("")
    save(results)
    return say(results, options)


def wanted(options):
    every = list(dict.fromkeys(c.program for c in (*r.OURS, *r.PEERS) if c not in r.BEFORE))
    names = options.programs or (["ours", "torch"] if options.quick else every)
    return [*names, "before"] if options.against and "before" not in names else names


# small enough for one core, and large enough for two and for floats; no other threshold lies on the way
BYTES = {"one core": ((4, 8, 2, 10), "HBT"), "two cores": ((2, 128, 16, 20), "BT")}


def bytes_growth(ours, steps=60):
    """What a step allocates more when one of its sizes is four times as large, the least of three runs."""
    def allocated(cell, precision, sizes):
        return min(float(ours.ask("bytes", cell, *sizes, precision, steps)[0]) for _ in range(3))

    growth = {}
    for cores, (base, names) in BYTES.items():
        for cell in r.CELLS:
            for precision in ours.ask("precisions"):
                before = allocated(cell, precision, base)
                for name in names:
                    k = "DHBT".index(name)
                    sizes = [4 * size if j == k else size for j, size in enumerate(base)]
                    growth[f"bytes on {cores} with {name}, {r.CELLS[cell].name} {precision}"] = (
                        allocated(cell, precision, sizes) - before)
    return growth


def growth():
    """Figures of time and memory."""
    page = HERE / "target" / "growth.html"
    done = subprocess.run([*map(str, java()), *class_path(HERE / "target"), "unrolled.bench.Growth", str(page)],
                          env={**os.environ, **blas_variables()})
    if done.returncode == 0:
        print(f"The figures are in {page}.")
    return done.returncode


def effort(options):
    usual = QUICK if options.quick else FULL
    return Effort(options.rounds or usual.rounds, usual.first, usual.warm, options.seconds or usual.seconds)


def choose(programs, options):
    """The columns that can be measured; a quick run leaves out PyTorch's float64."""
    columns = [column for column in (*r.OURS, *r.PEERS) if column.program in programs]
    if options.precisions:
        columns = [column for column in columns if column.precision in options.precisions]
    elif options.quick:
        columns = [column for column in columns if column != r.TORCH64]
    can = {name: program.ask("precisions") for name, program in programs.items()}
    return [column for column in columns if column.precision in can[column.program]]


def start(names, options):
    """The processes; a peer that cannot be had is said, not fatal."""
    programs = {}
    for name in sorted(names, key=lambda name: name != "ours"):       # the others are held against ours
        try:
            if name == "torch":
                programs[name] = start_torch(options)
            else:
                programs[name] = start_java(name, options.against)
            programs[name].ask("precisions")
            if name == "torch" and "ours" in programs:
                same_numbers(programs["ours"], programs["torch"])
        except Problem as error:
            if name in ("ours", "before"):
                raise
            programs.pop(name, None)
            print(f"{name} is not measured: {error}", flush=True)
    return programs


def start_torch(options):
    python = find_torch(options.python)
    if not python:
        raise Silent(NO_TORCH)
    program = Program("torch", [python, HERE / "peers" / "torch_steps.py"])
    print("PyTorch", *program.ask("version"), flush=True)
    return program


def same_numbers(ours, torch):
    """What PyTorch has no layer for is written in torch_steps.py; from our weights it must learn what we learn."""
    for cell in torch.ask("written"):
        question = ("numbers", cell, 3, 5, 2, 8, "double", 20)
        expected, *weights = ours.ask(*question)
        loss = float(torch.ask(*question, *weights)[0])
        if not math.isclose(loss, float(expected), rel_tol=1e-9):
            raise Silent(f"torch computes something else for {cell}: loss {loss} after 20 steps, not {expected}")


def start_java(name, against=None):
    """ours, ours-java, ours-one-core, before (ours with the jars of another build), djl, dl4j, dl4j-best (with one
    OpenMP thread)."""
    if name in OUR_PROGRAMS:
        return start_ours(name, against)
    folder = name.split("-")[0]
    if folder not in CLASSES:
        raise Silent(f"programs are {', '.join(OUR_PROGRAMS)}, torch, {', '.join(CLASSES)}, dl4j-best")
    build_peer(folder, find_jdk())
    variables = {**blas_variables(), "OMP_NUM_THREADS": "1"} if name.endswith("-best") else {}
    return Program(name, [*java(), *class_path(HERE / "peers" / folder / "target"), CLASSES[folder]], variables)


OUR_PROGRAMS = ("ours", "ours-java", "ours-one-core", "before")


def start_ours(name, against):
    """Says what multiplies."""
    program = our_program(name, against)
    backend = " ".join(program.ask("backend"))
    native = name != "ours-java"
    if not native and "plain Java" not in backend:
        raise Silent(f"it should do without OpenBLAS, and says: {backend}")
    print(f"{name}: {backend}", *(f"{k}={v}" for k, v in blas_variables().items() if native), flush=True)
    return program


def our_program(name, against):
    jars = another_build(against) if name == "before" else None
    one_core = ["-XX:ActiveProcessorCount=1"] if name == "ours-one-core" else []
    classes = class_path(HERE / "target", name != "ours-java", jars)
    return Program(name, [*java(), *one_core, *classes, "unrolled.bench.OurSteps"], blas_variables())


def another_build(folder):
    """The jars of another build, without its benchmark."""
    jars = [jar for jar in sorted(Path(folder or "").glob("*.jar")) if jar.name != "unrolled-bench.jar"]
    if not folder or not any(jar.name.startswith("unrolled") for jar in jars):
        raise Problem(f"--against expects the folder with unrolled.jar and what it needs, such as "
                      f"lib/target/classpath of another build, got {folder or 'none'}")
    return jars


def class_path(target, native=True, jars=None):
    """Its classes and its jars, or others' jars; without the native libraries, the library multiplies in Java."""
    jars = [jar for jar in jars or sorted((target / "classpath").glob("*.jar"))
            if native or not re.fullmatch(r"(openblas|dnnl|mkl)-.+-(linux|macosx|windows|android)-.+\.jar", jar.name)]
    return ["-cp", os.pathsep.join(map(str, [target / "classes", *jars]))]


def held(options):
    """What a training holds, each asked of a process of its own."""
    answers = {}
    for name in ("ours", "before") if options.against else ("ours",):
        for cell in options.cells or memory.CELLS:
            for precision in options.precisions or ("double", "single"):
                tell(f"memory: {name}, {cell} {precision}")
                program = our_program(name, options.against)
                try:
                    answers[name, cell, precision] = [float(word) for word in
                                                      program.ask("memory", cell, *memory.SIZES, precision)]
                finally:
                    program.close()
    tell("")
    return answers


def tell(what):
    """What is being measured, on a terminal only."""
    if sys.stdout.isatty():
        width = shutil.get_terminal_size().columns - 1
        print(f"\r{what[:width]:<{width}}" + ("" if what else "\r"), end="", flush=True)


def say(results, options):
    print(r.table(results))
    print(speeds(results))
    lines, good = r.check(results)
    if options.check:
        print(f"Targets:\n{lines}")
    print(r.last_lines(results), flush=True)
    return 1 if options.check and not good else 0


def speeds(results):
    said = [f"{program} {precision} {r.product_gflops(statistics.median(ms)):.0f} GFLOP/s"
            for (program, precision), ms in results.products.items()]
    return f"One {'×'.join(map(str, r.PRODUCT))} product: {', '.join(said)}."
