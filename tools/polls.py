"""The lectures' questions as slides: each to vote on, and below it what is right and why."""
from pathlib import Path

from nbformat.v4 import new_notebook

from tools.files import SLIDES, write
from tools.questions import questions
from tools.slides import deck, lay_beside, part

ANSWER = '<li style="margin:.4em 0{bold}">{text}{why}</li>'
WHY = '<br/><small style="font-weight:400">{sign} {comment}</small>'


def make(step, files):
    """The arrow to the right moves to the next question, the arrow down to its answer."""
    found = [question for file in files for question in questions(Path(file))]
    with step(f"slides of {len(found)} questions"):
        lay_beside()
        write(SLIDES / "questions.html", deck(new_notebook(cells=cells(found)), "questions"))


def cells(found):
    return [part(slide(question, told), "subslide" if told else "slide") for question in found
            for told in (False, True)]


def slide(question, told):
    """A block of HTML, so that nothing in it is read as Markdown; what is left of dollars is money."""
    answers = "".join(ANSWER.format(text=answer.text, bold=";font-weight:700" if told and answer.right else "",
                                    why=WHY.format(sign="✓" if answer.right else "–", comment=answer.comment)
                                    if told and answer.comment else "") for answer in question.answers)
    page = (f'<div><h2>{question.text}</h2><ol style="list-style-type:lower-alpha">{answers}</ol>'
            f"<p><small>{question.name}</small></p></div>")
    return page.replace("$", '<span class="mathjax_ignore tex2jax_ignore">$</span>').replace("\n", " ")
