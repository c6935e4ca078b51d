"""The lectures' questions for a learning platform: which answer is right; what is read back is what was written."""
import contextlib
import io
import json
import re
import tempfile
import unittest
import zipfile
from pathlib import Path
from unittest import mock
from xml.etree import ElementTree

from tests.judged_questions import KEPT, ODD, as_read_by, expected, inner

from nbformat.v4 import new_notebook

from tools import polls, questions as asking
from tools.cli import command
from tools.console import Problem
from tools.files import LECTURES
from tools.formats import FORMATS, QTI
from tools.questions import marked, questions
from tools.slides import deck


def every():
    return [one for file in sorted(LECTURES.glob("*.ipynb")) for one in questions(file)]


def written(asked):
    """{name: bytes}"""
    with tempfile.TemporaryDirectory() as folder:
        for name, write in FORMATS.items():
            write(Path(folder) / name, asked)
        return {name: (Path(folder) / name).read_bytes() for name in FORMATS}


class TheLecturesQuestions(unittest.TestCase):
    def test_each_says_which_answer_is_right(self):
        cells = [cell for file in LECTURES.glob("*.ipynb") for cell in json.loads(file.read_text("utf-8"))["cells"]
                 if "Quiz.choose(" in "".join(cell["source"]) and cell["cell_type"] == "code"]
        found = every()
        self.assertEqual(len(cells), len(found))
        self.assertGreaterEqual(len(found), 138)
        self.assertEqual(len(found), len({question.name for question in found}))
        opinions = [question.name for question in found if not any(answer.right for answer in question.answers)]
        self.assertLessEqual(len(opinions), 3)

    def test_a_comment_that_agrees_belongs_to_a_right_answer(self):
        for question in every():
            for answer in question.answers:
                if re.match(r"(Yes|Right)\b[^,]*?[:.,;]|(Yes|Right)[:.]", answer.comment):
                    self.assertTrue(answer.right, (question.name, answer))

    def test_every_answer_has_an_explanation(self):
        self.assertEqual([], [(question.name, answer.text) for question in every() for answer in question.answers
                              if not answer.comment])


class WhatIsReadBackIsWhatWasWritten(unittest.TestCase):
    def setUp(self):
        self.asked = [*ODD, *(one for one in every() if any(answer.right for answer in one.answers))]
        self.files = written(self.asked)

    def test_as_moodle_xml(self):
        quiz = ElementTree.fromstring(self.files["unrolled.moodle.xml"])
        read = [{"name": one.findtext("name/text"), "text": one.findtext("questiontext/text"), "answers": [
            [answer.findtext("text"), answer.findtext("feedback/text"), float(answer.get("fraction")) > 0]
            for answer in one.iter("answer")]} for one in quiz.iter("question") if one.get("type") == "multichoice"]
        self.assertEqual(expected(self.asked), read)
        for one in quiz.iter("question"):
            shares = [float(answer.get("fraction")) for answer in one.iter("answer")]
            self.assertAlmostEqual(100 if shares else 0, sum(share for share in shares if share > 0), 3)
        self.assertEqual(1 + len(list(LECTURES.glob("*.ipynb"))), len(quiz.findall("question[@type='category']")))

    def test_as_gift(self):
        """Signs that are not behind a backslash alone have a meaning."""
        read, answers = [], None
        for line in self.files["unrolled.gift.txt"].decode().splitlines():
            head = re.fullmatch(r"::((?:\\.|[^\\:])*)::\[html\]((?:\\.|[^\\{}~=#:])*)\{", line)
            one = re.fullmatch(r"\t(=|~(?:%(-?[\d.]+)%)?)((?:\\.|[^\\{}~=#:])*)(?:#((?:\\.|[^\\{}~=#:])*))?", line)
            if head:
                answers = []
                read.append({"name": bare(head[1]), "text": bare(head[2]), "answers": answers})
            elif one:
                answers.append([bare(one[3]), bare(one[4] or ""), one[1] == "=" or float(one[2] or 0) > 0])
            else:
                self.assertRegex(line, r"^(\}|\$CATEGORY: .*|)$")
        self.assertEqual(expected(self.asked), read)

    def test_as_qti(self):
        with zipfile.ZipFile(io.BytesIO(self.files["unrolled.qti21.zip"])) as package:
            files = {name: package.read(name).decode() for name in package.namelist()}
        manifest = ElementTree.fromstring(files.pop("imsmanifest.xml"))
        named = [one.get("href") for one in manifest.iter() if one.tag.endswith("}file")]
        self.assertEqual(named, list(files))
        read = []
        for text in files.values():
            self.assertIn(f'xmlns="{QTI}"', text)
            item = ElementTree.fromstring(text.replace(f' xmlns="{QTI}"', ""))
            right = {value.text for value in item.iterfind("responseDeclaration/correctResponse/value")}
            said = {one.get("identifier"): inner(one) for one in item.iter("modalFeedback")}
            read.append({"name": item.get("title"), "text": inner(item.find(".//prompt")), "answers": [
                [inner(one), said.get(one.get("identifier"), ""), one.get("identifier") in right]
                for one in item.iter("simpleChoice")]})
            self.assertEqual("single" if len(right) == 1 else "multiple", item.find("responseDeclaration").get(
                "cardinality"))
        self.assertEqual(expected(self.asked), read)

    def test_other_peoples_readers_read_the_odd_ones(self):
        """Asked once, by tests/judged_questions.py."""
        kept, files = json.loads(KEPT.read_text(encoding="utf-8")), written(ODD)
        self.assertEqual(kept.pop("gift"), files["unrolled.gift.txt"].decode())
        self.assertEqual(kept.pop("moodle"), files["unrolled.moodle.xml"].decode())
        self.assertEqual(["gift-pegjs", "moodle-xml-parser", "citolab-qti-convert"], list(kept))
        for name, read in kept.items():
            self.assertEqual([as_read_by(name, one) for one in expected(ODD)], read, name)

    def test_the_same_questions_give_the_same_bytes(self):
        self.assertEqual(self.files, written(self.asked))


def bare(text):
    """What stands in GIFT, as HTML."""
    signs = re.sub(r"\\(.)", lambda found: found[1], text)
    return inner(ElementTree.fromstring(f"<p>{signs}</p>"))


class Mathematics(unittest.TestCase):
    def test_is_set_as_the_notebook_sets_it(self):
        """The lines of the library's own test."""
        for text, markup in (
                ("x_t", "<i>x</i><sub>t</sub>"), ("c_{t−1} and ŷ_1", "<i>c</i><sub>t−1</sub> and <i>ŷ</i><sub>1</sub>"),
                ("‖∂L/∂h_t‖ by W_sy", "‖∂<i>L</i>/∂<i>h</i><sub>t</sub>‖ by <i>W</i><sub>sy</sub>"),
                ("h_t < 1 & x", "<i>h</i><sub>t</sub> &lt; 1 &amp; x"), ("y\u0302_t", "<i>y\u0302</i><sub>t</sub>")):
            self.assertEqual(markup, marked(text))
        for text in ("temp_min", "newCases_x", "a {b} c", "$200 to $700", "x_", "{", "_t", "f(x) = x"):
            self.assertEqual(text, marked(text))

    def test_between_dollars_is_for_the_platforms_typesetter_and_money_is_money(self):
        self.assertEqual("\\(a_t &lt; b\\) of $3 and $4: \\(c\\)", marked("$a_t < b$ of $3 and $4: $c$"))
        for text in ("Is $3 more than $4?", "no: $4 is; yes: $5", "$3-$4"):
            self.assertEqual(text, marked(text))


class SlidesToVoteOn(unittest.TestCase):
    def test_a_question_comes_first_without_a_hint_and_then_with_what_is_right(self):
        asked, told = polls.cells(ODD)[2:4]
        self.assertEqual(["slide", "subslide"], [cell.metadata.slideshow.slide_type for cell in (asked, told)])
        for text in ("of \\(h_t = \\tanh(W x_t", 'for <span class="mathjax_ignore tex2jax_ignore">$</span>3 to ',
                     "T -&gt; 10", "<i>c</i><sub>t−1</sub> &lt; 1"):
            self.assertIn(text, asked.source)
            self.assertIn(text, told.source)
        for text in ("✓ TRUE", "– 0.5⁵⁰ &amp; <i>W</i><sub>sy</sub>", "700"):
            self.assertNotIn(text, asked.source)
            self.assertIn(text, told.source)

    def test_a_deck_holds_them_as_they_are_written(self):
        page = deck(new_notebook(cells=polls.cells(ODD)), "questions")
        for cell in polls.cells(ODD):
            self.assertTrue(cell.source in page, cell.source)
        self.assertEqual(10, page.count("<h2>"))


class WhatCannotBeRead(unittest.TestCase):
    def cell(self, source, **metadata):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "q.ipynb"
            file.write_text(json.dumps({"cells": [{"cell_type": "code", "source": source, "metadata": metadata}]}))
            return questions(file)

    def test_is_said_with_its_place(self):
        for source, metadata, line in (
                ('Quiz.choose("q", "a", "b");', {}, r"q.ipynb, cell 1: metadata expect the letters .*, got null for 2"),
                ('Quiz.choose("q", "a", "b");', {"right": "c"}, 'got "c" for 2 answers'),
                ('Quiz.choose("q", "a", "b");', {"right": "aa"}, 'got "aa"'),
                ('Quiz.choose("q", "a", "b");', {"right": ["a"]}, r'got \["a"\]'),
                ('Quiz.choose("q", "a");', {"right": "a"}, "expects a question and two answers or more, .* behind 2"),
                ('Quiz.choose("q", "a", name);', {"right": "a"}, "each a text in quotes, got ', name"),
                ('Quiz.choose("q" + 3, "a", "b");', {"right": "a"}, "each a text in quotes"),
                ('Quiz.choose("q", "a", "b"); Quiz.choose("q", "a", "b");', {"right": "a"}, "expects one .*, got 2")):
            with self.subTest(source, metadata=metadata), self.assertRaisesRegex(Problem, line):
                self.cell(source, **metadata)
        [one] = self.cell('Quiz.choose("a \\"b\\" "\n   + "\\u00fc", "x -> 1",\n "y");', right="b")
        self.assertEqual(('a "b" ü', ["x", "y"], ["1", ""]), (one.text, [answer.text for answer in one.answers],
                                                             [answer.comment for answer in one.answers]))

    def test_the_command_writes_three_files_and_says_what_it_left_out(self):
        said = io.StringIO()
        with tempfile.TemporaryDirectory() as folder, mock.patch.object(asking, "QUESTIONS", Path(folder) / "q"), \
                contextlib.redirect_stdout(said):
            self.assertEqual(0, command(["questions", "03"]))
            self.assertEqual(sorted(FORMATS), sorted(file.name for file in (Path(folder) / "q").iterdir()))
        self.assertRegex(said.getvalue(), r"\d+ questions(; \d+ without one right answer left out)?\n$")
        with tempfile.TemporaryDirectory() as folder, self.assertRaisesRegex(Problem, "There is no question with"):
            file = Path(folder) / "none.ipynb"
            file.write_text('{"cells": []}')
            command(["questions", str(file)])


if __name__ == "__main__":
    unittest.main()
