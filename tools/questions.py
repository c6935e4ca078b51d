"""`./kit questions`: the lectures' questions with their explanations, for a learning platform.

A question is a cell with one Quiz.choose(…); its metadata say which answers are right, as `"right": "b"`, or `"bc"`
where two are, or `""` where it is a matter of opinion: that is not handed out. What is written is HTML in each format:
h_{t−1} with its index lowered, as the notebook shows it, and $…$ between \\( and \\), which all of them typeset.
"""
import html
import json
import re
from dataclasses import dataclass

from tools.console import Problem
from tools.files import ROOT, SLIDES, shown
from tools.formats import FORMATS
from tools.inside import inside
from tools.lectures import every_lecture, find_notebook
from tools.setup import setup

QUESTIONS = ROOT / "target" / "questions"
CALL = "Quiz.choose("
TEXT = re.compile(r'\s*"((?:[^"\\]|\\.)*)"\s*')
ARROW = re.compile(r"\s*(?:→|->)\s*")
# As unrolled.view.Notation reads it: a letter with an index, and a letter after ∂.
LETTER = r"[^\W\d_][\u0300-\u036f]*"
SYMBOL = re.compile(rf"(?<![\w\u0300-\u036f])({LETTER})_(?:\{{([^{{}}]+)\}}|([^\W_]+))|(?<=∂)({LETTER})(?!{LETTER})")
MATHEMATICS = re.compile(r"\$(?=\S)([^$]*?[^\s$])\$(?!\d)")            # and $3 to $4 is money


@dataclass(frozen=True)
class Answer:
    text: str
    comment: str
    right: bool


@dataclass(frozen=True)
class Question:
    """Its texts are HTML."""
    lecture: str
    name: str
    text: str
    answers: tuple

    @property
    def single(self):
        return sum(answer.right for answer in self.answers) == 1


def questions_options(questions):
    questions.add_argument("notebooks", nargs="*",
                           help="files, or numbers of lectures (all lectures when none is given)")
    questions.add_argument("--slides", action="store_true",
                           help="make slides to vote on, too: target/slides/questions.html")


def command_questions(arguments):
    notebooks = [find_notebook(name) for name in arguments.notebooks] or every_lecture()
    found = [question for file in notebooks for question in questions(file)]
    asked = [question for question in found if any(answer.right for answer in question.answers)]
    if not asked:
        raise Problem(f"There is no question with a right answer in {', '.join(map(shown, notebooks))}")
    QUESTIONS.mkdir(parents=True, exist_ok=True)
    for name, written in FORMATS.items():
        written(QUESTIONS / name, asked)
        print(shown(QUESTIONS / name))
    opinions = len(found) - len(asked)
    print(f"{len(asked)} questions" + (f"; {opinions} without one right answer left out" if opinions else ""))
    if arguments.slides:
        inside(setup(), "polls", [str(file.resolve()) for file in notebooks])
        print(f"Slides: {(SLIDES / 'questions.html').as_uri()}")
    return 0


def questions(file):
    """Those of a notebook, in its order."""
    try:
        cells = json.loads(file.read_text(encoding="utf-8-sig"))["cells"]
    except (ValueError, LookupError, TypeError):
        raise Problem(f"{shown(file)} is not a notebook") from None
    return [question(file, number, cell) for number, cell in enumerate(cells, 1)
            if cell["cell_type"] == "code" and CALL in "".join(cell["source"])]


def question(file, number, cell):
    where = f"{shown(file)}, cell {number}"
    text, *answers = arguments("".join(cell["source"]), where)
    right = cell["metadata"].get("right")
    letters = "abcdefghijklmnopqrstuvwxyz"[:len(answers)]
    if not isinstance(right, str) or not set(right) <= set(letters) or len(set(right)) < len(right):
        raise Problem(f"{where}: metadata expect the letters of the right answers, as \"right\": \"a\", got "
                      f"{json.dumps(right)} for {len(answers)} answers")
    parts = [ARROW.split(answer, maxsplit=1) for answer in answers]
    return Question(file.stem, f"{file.stem} {number}", marked(text), tuple(
        Answer(marked(part[0]), marked(part[1]) if len(part) == 2 else "", letter in right)
        for letter, part in zip(letters, parts)))


def arguments(source, where):
    """The texts of the one call Quiz.choose("…" + "…", "…", …)."""
    if source.count(CALL) != 1:
        raise Problem(f"{where}: expects one {CALL}…), got {source.count(CALL)}")
    place, found, more = source.index(CALL) + len(CALL), [], False
    while text := TEXT.match(source, place):
        written = json.loads(f'"{text[1]}"')
        found[len(found) - more:] = [(found[-1] if more else "") + written]
        place, more = text.end() + 1, source[text.end():text.end() + 1] == "+"
        if source[text.end():text.end() + 1] not in ("+", ","):
            break
    if source[place - 1:place] != ")" or len(found) < 3:
        raise Problem(f"{where}: {CALL}…) expects a question and two answers or more, each a text in quotes, got "
                      f"{source[place - 1:place + 30]!r} behind {len(found)} texts")
    return found


def marked(text):
    """As HTML."""
    whole, from_ = "", 0
    for found in MATHEMATICS.finditer(text):
        whole += notation(text[from_:found.start()]) + html.escape(f"\\({found[1]}\\)", quote=False)
        from_ = found.end()
    return whole + notation(text[from_:])


def notation(text):
    whole, from_ = "", 0
    for found in SYMBOL.finditer(text):
        index = found[2] or found[3]
        whole += html.escape(text[from_:found.start()], quote=False) + f"<i>{found[1] or found[4]}</i>"
        whole += f"<sub>{html.escape(index, quote=False)}</sub>" if index else ""
        from_ = found.end()
    return whole + html.escape(text[from_:], quote=False)
