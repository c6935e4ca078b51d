"""What went wrong, in a sentence: for `check`, the feedback page and the form grader, and for both Java kernels.

JJava calls an exception of a student's `RuntimeException`, with its class in the message; IJava calls it
`EvalException`, with its class in the traceback. Both quote JShell for what does not compile.
"""
import re

from grading.names import grade_id
from grading.needs import Needs
from grading.runner import is_test

COMPILER = ("CompilationException", "IncompleteSourceException")
SPEAK = ("AssertionError", "IllegalArgumentException", "IllegalStateException", "UnsupportedOperationException")
OURS = ("Refused", "Stopped", "Unfinished", "Unreadable", "Explained")  # what the grader itself writes
COLOUR = re.compile(r"\x1b\[[\d;]*m")
MARKED = "\x1b[41m"                                                    # the kernels' ground of the place that is wrong
THROWN = re.compile(r"((?:[a-z]\w*\.)*[A-Z][\w$]*)(?:, |: |$)(.*)", re.S)
FRAME = re.compile(r"at \.?([\w$.]+)\(#\d+:(\d+)\)")
LACKS = re.compile(r"does not compile.*: (cannot find |it uses a name that is not there)")
UNRESOLVED = re.compile(r"unresolved references in \w+:(\w+)")
SNIPPET = re.compile(r"REPL\.\$JShell\$\w+(?:\.do_it\$Aux)?[.$]")


def failure(cell):
    return next((output for output in cell.outputs if output.output_type == "error"), None)


def problem(cell):
    """What is wrong with a cell, in a line, or None."""
    error = failure(cell)
    return None if error is None else said(error, cell.source)


def said(error, source=""):
    if error.ename in OURS:
        return error.evalue
    if error.ename in COMPILER:
        return compiler(error, source)
    whole = "\n".join([error.evalue, *map(bare, error.traceback)])
    unresolved = UNRESOLVED.search(whole)
    if unresolved:
        return f"{unresolved[1]} uses a name that is not there, or one whose cell does not compile"
    return thrown(error)


def bare(line):
    return COLOUR.sub("", line)


def thrown(error):
    """An exception: its words where it was written for a reader, else with its name and place."""
    kind, text = split(error)
    text = SNIPPET.sub("", text or "").strip()
    text = "" if text == "null" else text
    if kind in SPEAK and text:
        return text
    place = next(filter(None, (FRAME.search(bare(line)) for line in error.traceback)), None)
    where = f" (in {place[1].split('.')[-1]}, line {place[2]})" if place else ""
    return f"{kind}{': ' if text else ''}{text}{where}"


def split(error):
    """The simple name of the class, and the message."""
    first = next((line for line in map(bare, error.traceback) if THROWN.match(line) and not line.startswith("|")), "")
    in_message, in_trace = THROWN.match(error.evalue), THROWN.match(first)
    if in_message and "." in in_message[1]:
        return in_message[1].split(".")[-1].split("$")[-1], in_message[2]
    kind = in_trace[1] if in_trace else error.ename
    return kind.split(".")[-1].split("$")[-1], error.evalue


def compiler(error, source):
    """The compiler's first words and the line, without the code and the colours."""
    if error.ename == "IncompleteSourceException":
        return "does not compile: it ends too early; is a brace or a bracket missing?"
    shown = "\n".join(error.traceback).splitlines()
    lines = [bare(line) for line in shown]
    words = [" ".join(line.rstrip(":").split()) for line in lines if line.strip() and not line.startswith("|")]
    wrong = next((line[4:] for line, coloured in zip(lines, shown) if line[:1] == "|" and MARKED in coloured), None)
    number = next((k for k, line in enumerate(source.splitlines(), 1) if wrong and line.strip() == wrong.strip()), None)
    return f"does not compile{f', line {number}' if number else ''}: {', '.join(words[:2])}"


def explain(submission):
    """Each error becomes its sentence; a test that needs a cell which did not run says which, and why."""
    cells = submission.cells
    faults = {number: (problem(cell), failure(cell)) for number, cell in cells.items() if failure(cell)}
    blocked = {number: text for number, (text, error) in faults.items()
               if not is_test(cells[number]) and cells[number].metadata.get("theirs")}
    needs = Needs(cells, submission.tests)
    for number, (text, error) in faults.items():
        if is_test(cells[number]) and (error.ename in COMPILER or UNRESOLVED.search(error.evalue)):
            text = blame(submission, needs, number, blocked) or missing(text)
        error.ename, error.evalue, error.traceback = "Explained", text, [text]


def blame(submission, needs, test, blocked):
    """Which of the cells that did not run a test needs, however far away; None when it needs none of them.

    A cell that only lacks what another of them declares is not to blame.
    """
    guilty = sorted(needs.of(test) & blocked.keys())
    first = [number for number in guilty if not (LACKS.match(blocked[number])
                                                 and needs.of(number) & {*guilty} - {number})]
    guilty = first or guilty
    return "; ".join(of(submission, number, blocked[number]) for number in guilty) or None


def of(submission, number, text):
    name = grade_id(submission.cells[number]) or "a cell that you added"
    refused = re.match(r"It did not run: (.*)\.$", text, re.S)
    if refused:
        return f"{name} was refused: {refused[1]}"
    return f"{name} {text}" if text.startswith("does not compile") else f"{name} stopped: {text.removeprefix('It ')}"


def missing(text):
    """The test's own compile error, which shows the student no line of theirs."""
    symbol = re.search(r"symbol: (\w+) (.+)", text)
    if symbol:
        return (f"this test uses the {symbol[1]} {symbol[2]}, which is not there: was its name or what it takes "
                "changed, or does it use a name that is not there?")
    return re.sub(r"^does not compile(, line \d+)?: ", "this test does not fit what your cells declare: ", text)
