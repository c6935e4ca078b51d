"""The command line: its words, and the exit code or the sentence that a command ends with."""
import argparse
import sys

from tools.bench import bench_options, command_bench
from tools.checks import command_test, test_options
from tools.console import ENDS, Problem, sentence
from tools.docs import command_docs
from tools.homework import command_homework, homework_options
from tools.inside import OPTION, answer
from tools.lab import command_lab, lab_options
from tools.lectures import book_options, command_book, command_run, command_slides, slides_options
from tools.questions import command_questions, questions_options
from tools.setup import command_setup
from tools.train import command_train, train_options

COMMANDS = {"setup": command_setup, "lab": command_lab, "run": command_run, "book": command_book,
            "slides": command_slides, "questions": command_questions, "docs": command_docs,
            "homework": command_homework, "test": command_test, "bench": command_bench, "train": command_train}


def parser():
    top = argparse.ArgumentParser(prog="kit", description="Unrolled: recurrent neural networks in Java notebooks.")
    commands = top.add_subparsers(dest="command", metavar="command", required=True)

    def command(name, summary, more):
        return commands.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}. {more}")

    command("setup", "check the machine, build the library, register the Java kernel, try it",
            "In an active conda environment it uses that; otherwise it makes .venv. A second run takes a moment.")
    lab = command("lab", "open JupyterLab on the course map", "Sets up first what is missing. Ctrl-C stops it.")
    lab.add_argument("notebook", nargs="?",
                     help="open this one (a file, or a lecture's number) instead of the course map")
    lab_options(lab)
    run = command("run", "execute notebooks in the real kernel and say which fail",
                  "The executed copies, and a page of HTML beside each, go to target/notebooks.")
    run.add_argument("notebooks", nargs="*", help="files, or numbers of lectures (all lectures when none is given)")
    book_options(command("book", "make the lectures into a web site that needs no network",
                         "It goes to target/book. Lectures run when their code, the library, the kernel or the data "
                         "have changed."))
    slides_options(command("slides", "make a lecture into slides (reveal.js) that need no network",
                           "They go to target/slides; the arrow keys move, S opens the speaker's view with the notes."))
    questions_options(command("questions", "write the lectures' questions as Moodle XML, GIFT and QTI",
                              "With their explanations. They go to target/questions."))
    command("docs", "make the pages of the library: every class with its equations (javadoc)",
            "They go to target/docs, need no network and can be searched; the book has them, too.")
    homework_options(command("homework", "hand out, check, grade and report homework",
                             "notebooks/homework/README.md shows the week of an assignment."))
    test_options(command("test", "check everything that must hold", "The library's tests (mvn verify), the tests of "
                         "kit, every notebook, the homework's grader; in a browser the pages, book and Lab."))
    bench_options(command("bench", "measure training steps: ours, PyTorch's, DJL's and Deeplearning4j's",
                          "In turn, several rounds, one table; bench/README.md says how to read it."))
    train_options(command("train", "train a model that the lectures load, again",
                          "Minutes to an hour; model, log and figure go to data/trained."))
    return top


def main(words):
    """The exit code, or the sentence to end with."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")                           # an old Windows console knows few characters
    try:
        return answer() if words == [OPTION] else command(words)
    except ENDS as error:
        return sentence(error)


def command(words):
    if words and not words[0].startswith("-") and words[0] not in COMMANDS:
        raise Problem(f"kit has no command '{words[0]}'; it has {', '.join(COMMANDS)}")
    arguments = parser().parse_args(words or ["--help"])
    return COMMANDS[arguments.command](arguments)
