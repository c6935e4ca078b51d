"""Runs one rebuilt submission to its end, whatever it does, and leaves the outputs in the notebook.

A cell that kills the kernel, or takes too much, is left out, and a new kernel runs the rest: it costs its tests only.
In each part the tests, and the given cells that hold what they judge by, run after the last of the student's cells.
"""
import hashlib
import json
import math
import time
from pathlib import Path

from nbformat import from_dict
from nbgrader.utils import determine_grade, is_grade, is_locked, is_solution

from grading import sandbox
from grading.names import grade_id, part_of
from grading.needs import aside
from grading.screen import judges
from tools.environment import environment
from tools.files import ROOT, WORK, write
from tools.kernel import registered
from tools.library import CLASS_PATH

TEXT = 20_000
LEAST_SECONDS = 10


# A process that something killed: perhaps the machine, which had no memory left for others. So it gets a second chance.
KILLED = ("ended its own process", "ended the Java process (exit code -9)")


class NoKernel(Exception):
    """The kernel does not come to the student's first cell: the machine's fault, so nobody loses points."""


class Submission:
    """A notebook that rebuild() made, on its way through kernels; with `only`, for these tests alone."""

    def __init__(self, assignment, notebook, remarks=(), folder=None, only=None):
        self.folder = folder
        self.assignment, self.notebook, self.remarks = assignment, notebook, list(remarks)
        self.cells = {number: cell for number, cell in enumerate(notebook.cells)
                      if cell.cell_type == "code" and cell.source.strip()}
        self.tests = {number for number, cell in self.cells.items() if is_test(cell)}
        self.outcome, self.left_out, self.killed, self.passed = {}, {}, set(), set()
        self.judged = {}                                               # what the screen says of each cell that runs
        self.slow = self.spent = 0                                     # cells that never ended, and seconds
        self.first = min((number for number, cell in self.cells.items()
                          if cell.metadata.get("theirs") or is_solution(cell)), default=0)     # the student's
        self.refuse()
        self.spare_what_nobody_needs(only)

    def spare_what_nobody_needs(self, only):
        if only is not None:
            self.tests = {number for number in self.tests if self.name(number) in only}
        cells = {number: cell for number, cell in self.cells.items() if number in self.tests or not is_test(cell)}
        idle = aside(cells, self.tests, theirs_run=only is None)
        self.cells = {number: cell for number, cell in cells.items() if number not in idle}

    def refuse(self):
        theirs = {number for number, cell in self.cells.items() if cell.metadata.get("theirs")}
        if not theirs:
            return
        screen = self.assignment.screen()
        around = {number: (grade_id(cell), cell.source) for number, cell in self.cells.items()
                  if number not in self.tests and not cell.source.startswith("%load ")
                  and (number in theirs or not is_locked(cell))}
        for number, judged in screen.judge(around).items():
            if number not in theirs:
                continue
            if judged.reasons:
                self.leave_out(number, "It did not run: it " + "; it ".join(judged.reasons) + ".", "Refused")
                self.remarks.append(f"{self.name(number)} did not run: it {'; it '.join(judged.reasons)}")
            else:
                self.judged[number] = judged

    def name(self, number):
        return grade_id(self.cells[number]) or f"cell {number + 1}"

    def leave_out(self, number, why, kind):
        self.left_out[number] = True
        self.outcome.setdefault(number, []).append(error(kind, why))

    def to_run(self, limits):
        """The cells for the next kernel: whatever tests may need, and the tests that have no outcome yet.

        With each cell that never ended the others get half the time, so that something is left for them.
        """
        seconds = min(limits.cell_seconds, max(LEAST_SECONDS, limits.cell_seconds / 2 ** self.slow))
        return [{"number": number, "source": self.armed(number),
                 "seconds": seconds if number >= self.first else sandbox.START_SECONDS}
                for number in self.in_order() if number not in self.left_out
                and not (number in self.tests and number in self.outcome)]

    def in_order(self):
        """The notebook's order; but what a part's tests judge by, and then those tests, wait for the last of the
        student's cells of the part."""
        part, parts, last = 0, {}, {}
        for number, cell in self.cells.items():
            part = parts[number] = max(part, part_of(grade_id(cell))) if grade_id(cell) else part
            if cell.metadata.get("theirs") or is_solution(cell):
                last[part] = number

        def place(number):
            waits = 2 if number in self.tests else 1 if judges(self.cells[number]) else 0
            after = last.get(parts[number], number)
            return (after, waits, number) if waits and number < after else (number, 0 if waits < 2 else 2, number)

        return sorted(self.cells, key=place)

    def armed(self, number):
        """A test becomes a value that is there when its last line has run: a test that ends early has none."""
        source = self.cells[number].source.rstrip()
        if number in self.tests:
            return BEFORE + source + AFTER
        return self.judged[number].what_runs(source) if number in self.judged else source

    def unfinished(self):
        return [number for number in self.cells if number not in self.outcome]

    def finish(self):
        for number, cell in self.cells.items():
            outputs = [short(output) for output in self.outcome.get(number, [])]
            if number in self.judged and self.judged[number].wrong and number not in self.left_out:
                outputs.append(uncompiled(cell.source, self.judged[number].wrong))
            if number in self.tests:
                outputs = judged(outputs, number in self.passed)
            cell.outputs = [from_dict(output) for output in outputs]
        return self

    def scores(self):
        """{test: points}, by nbgrader's own rule; what a person marks has None."""
        return {grade_id(cell): determine_grade(cell)[0] for cell in self.notebook.cells if is_grade(cell)}


BEFORE, AFTER = "((java.util.concurrent.Callable<?>) () -> { ", '\nreturn "ended"; }).call()'


def is_test(cell):
    return is_grade(cell) and not is_solution(cell)


def error(kind, why):
    return {"output_type": "error", "ename": kind, "evalue": why, "traceback": [f"{kind}: {why}"]}


def uncompiled(source, wrong):
    """What the kernel says of a cell that does not compile: the line, on its own ground, and the compiler's words."""
    lines = source.splitlines()
    line = lines[min(wrong["line"], len(lines)) - 1] if lines else ""
    return {"output_type": "error", "ename": "CompilationException", "evalue": wrong["words"],
            "traceback": [f"|   \x1b[41m{line}\x1b[0m", wrong["words"]]}


def judged(outputs, ended):
    """Only an error costs points, only the end earns them: no number and no line on standard error counts."""
    kept = [output for output in outputs if output["output_type"] != "execute_result"]
    for output in kept:
        if output["output_type"] == "stream":
            output["name"] = "stdout"
        elif output["output_type"] == "error":
            output["evalue"] = bare(output["evalue"])
            output["traceback"] = bare("\n".join(output["traceback"])).split("\n")
    if not ended and not any(output["output_type"] == "error" for output in kept):
        kept.append(error("Unfinished", "This test did not run to its end."))
    return kept


def bare(text):
    """Without what armed() has put around a test."""
    return text.replace(BEFORE, "").replace(AFTER, "").replace(AFTER.strip(), "")


def short(output):
    """Long text keeps its beginning and its end; the kernels say HTML twice."""
    text = output.get("text", "")
    if len(text) > TEXT:
        output = {**output, "text": f"{text[:TEXT // 2]}\n… {len(text) - TEXT} characters …\n{text[-TEXT // 2:]}"}
    data = output.get("data", {})
    if "text/html" in data and data.get("text/plain") == data["text/html"]:
        output = {**output, "data": {kind: value for kind, value in data.items() if kind != "text/plain"}}
    return output


def run(submission, limits=sandbox.Limits(), tell=lambda note: None):
    """Fills in the outputs, from an earlier run of the same cells or from as many kernels as it takes."""
    place = kept(submission, limits)
    if place.exists() and not submission.folder:
        known = json.loads(place.read_text(encoding="utf-8"))
        submission.remarks += known["remarks"]
        for number, cell in submission.cells.items():
            cell.outputs = [from_dict(output) for output in known["outputs"][str(number)]]
        return submission
    before = len(submission.remarks)
    live(submission, limits, tell)
    submission.finish()
    if not submission.folder and not submission.killed:                # what time or memory ended, ends again
        write(place, json.dumps({"outputs": {number: cell.outputs for number, cell in submission.cells.items()},
                                 "remarks": submission.remarks[before:]}))
    return submission


def live(submission, limits, tell):
    while submission.unfinished():
        left = limits.seconds - submission.spent
        if left < 1:
            return time_over(submission, limits)
        one_kernel(submission, limits.within(left), tell)


def one_kernel(submission, limits, tell):
    cells, begun = submission.to_run(limits), False
    messages = sandbox.run_once(submission.assignment.files, cells, limits, submission.folder)
    for message in timed(submission, messages):
        number = message["number"] if "number" in message else message["begin"]
        begun, end = begun or "begin" in message, message.get("end") or ""
        tell(f"cell {number + 1} of {len(submission.notebook.cells)}")
        if end.endswith(sandbox.IN_ALL):
            submission.spent = math.inf
            return
        if end.startswith(KILLED) and number not in submission.killed:
            submission.killed.add(number)
            return
        if not begun or end and number < submission.first:
            raise NoKernel(end)
        if "outputs" in message:
            submission.outcome.setdefault(number, message["outputs"])
            if number in submission.tests and message.get("value") == "ended" and not end:
                submission.passed.add(number)
        if end:
            submission.slow += end.startswith("took longer")
            submission.leave_out(number, f"It {end}.", "Stopped")
            submission.remarks.append(f"{submission.name(number)} {end}")


def timed(submission, messages):
    """Adds up the student's time, which begins with the student's first cell: a kernel's start is not counted."""
    since = None
    try:
        for message in messages:
            if since is None and message.get("begin", -1) >= submission.first:
                since = time.monotonic()
            yield message
    finally:
        submission.spent += time.monotonic() - since if since is not None else 0


def time_over(submission, limits):
    submission.remarks.append(f"the time was over after {limits.seconds:.0f} s; the tests after that earn nothing")
    for number in submission.unfinished():
        submission.leave_out(number, f"It did not run: the notebook's {limits.seconds:.0f} s were over.", "Stopped")


def kept(submission, limits):
    """Where the outputs of exactly these cells are kept, by this library, kernel and grader."""
    cells = [cell.source for cell in submission.cells.values()]
    sha = hashlib.sha256(repr((registered(environment())[0], limits, submission.left_out, cells)).encode())
    for file in (*submission.assignment.files, CLASS_PATH / "unrolled.jar",
                 *sorted((ROOT / "data").glob("*.csv")), *sorted(Path(__file__).parent.glob("*.[pj]*"))):
        sha.update(file.read_bytes())
    return WORK / "homework" / f"{sha.hexdigest()[:24]}.json"
