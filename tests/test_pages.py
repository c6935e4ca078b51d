"""The pages beside the lectures: what they say of the library and of the lectures is true."""
import json
import re
import shutil
import tempfile
import unittest
from pathlib import Path

import nbformat

from tests.test_lectures import cells, section, source
from tools import figures
from tools.console import Problem
from tools.files import ROOT
from tools.notebooks import execute

NOTEBOOKS = ROOT / "notebooks"
HOMEWORK = NOTEBOOKS / "homework"
LIBRARY = ROOT / "lib" / "src" / "main" / "java" / "unrolled"
LECTURE = re.compile(r"\]\(lectures/([\w-]+)\.ipynb\)")


def page(name):
    return (NOTEBOOKS / f"{name}.md").read_text(encoding="utf-8")


def prose(file):
    return ["".join(cell["source"]) for cell in json.loads(file.read_text(encoding="utf-8"))["cells"]
            if cell["cell_type"] == "markdown"]


def minutes(lecture):
    """As on the map of lecture 0, up to the test and without the questions."""
    words = lines = 0
    for cell in cells(lecture):
        if source(cell).startswith("## Test your knowledge"):
            return words / 150 + lines / 12
        if cell["cell_type"] == "markdown":
            words += len(source(cell).split())
        elif "Quiz.choose" not in source(cell):
            lines += len(cell["source"])
    raise AssertionError(f"{lecture} ends without a test")


class Pages(unittest.TestCase):
    def test_the_cheat_sheet_counts_parameters_as_the_library_does(self):
        rows = re.findall(r"^\| \*\*.*?\(`(\w+)`\).* \| ([^|]+) \| \[\d+\]", page("cheat-sheet"), re.M)
        self.assertEqual(11, len(rows))
        for name, count in rows:
            [java] = LIBRARY.rglob(f"{name}.java")
            text = re.sub(r"\n \* ", " ", re.sub(r"\n +\* ", " ", java.read_text(encoding="utf-8")))
            self.assertTrue(f"{count} numbers" in text, f"{name}: {count}")

    def test_the_glossary_is_in_order_and_its_lectures_use_the_words(self):
        entries = re.findall(r"^\*\*(.+?)\*\* — (.*?)(?=\n\n|\Z)", page("glossary"), re.M | re.S)
        terms = [term.lower() for term, _ in entries]
        self.assertEqual(sorted(terms), terms)
        self.assertGreater(len(terms), 40)
        for term, meaning in entries:
            lectures = LECTURE.findall(meaning)
            self.assertTrue(lectures, term)
            text = " ".join(source(cell) for cell in cells(lectures[0])).lower()
            for word in re.split(r", | \(|\)", term):
                self.assertTrue(word.lower() in text, f"{word} in lecture {lectures[0]}")

    def test_the_plan_knows_how_long_a_lecture_is(self):
        rows = re.findall(r"^\| \[\d+ · .*?\]\(lectures/([\w-]+)\.ipynb\) \| (.*) \|$", page("plan-of-a-term"), re.M)
        self.assertEqual(13, len(rows))
        for lecture, sections in rows:
            told = sum(int(number) for number in re.findall(r" (\d+)\*?(?:,|$)", sections))
            self.assertLess(abs(told / minutes(lecture) - 1), 0.25, lecture)

    def test_the_plan_hands_out_every_homework(self):
        names = {folder.name for folder in (NOTEBOOKS / "homework" / "source").iterdir()}
        thirteen = page("plan-of-a-term").split("## Thirteen weeks")[1].split("## Eight weeks")[0]
        self.assertEqual(names, set(re.findall(r"`(hw[\w-]+)`", thirteen)))

    def test_the_lines_of_before_you_start_run_and_are_right(self):
        lines = re.findall(r"^```java\n(.*?)^```", page("before-you-start"), re.M | re.S)
        self.assertGreater(len(lines), 6)
        self.assertTrue(all("Quiz." in code for code in lines))
        self.assertLessEqual(max(len(line) for code in lines for line in code.split("\n")), 88)
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code) for code in
                                                   ["%load include.jshell", *lines]])
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(NOTEBOOKS / "include.jshell", folder)
            execute(notebook, Path(folder), lambda note: None)

    def test_the_pictures_of_before_you_start_are_those_that_its_program_draws(self):
        shown = re.findall(r"!\[([^\]]+)\]\(pictures/([\w-]+)\.svg\)", page("before-you-start"))
        drawn = re.findall(r'draw\("([\w-]+)"', (NOTEBOOKS / "pictures" / "BeforeYouStart.java").read_text("utf-8"))
        self.assertEqual(sorted(drawn), sorted(name for _, name in shown))
        for words, name in shown:
            self.assertGreater(len(words.split()), 5, name)
            self.assertIn("<svg", (NOTEBOOKS / "pictures" / f"{name}.svg").read_text("utf-8"))

    def test_every_lecture_that_prose_names_is_a_link_to_it(self):
        named = re.compile(r"\b[Ll]ectures? (\d+)(\]\([./]*(?:lectures/)?(\d\d)-[\w-]+\.ipynb\))?")
        for file in (*(NOTEBOOKS / "lectures").glob("*.ipynb"), *HOMEWORK.glob("source/*/*.ipynb")):
            for text in prose(file):
                for number, link, target in named.findall(text):
                    self.assertTrue(link and int(number) == int(target), f"{file.name}, lecture {number}: {text[:80]}")

    def test_every_link_of_a_notebook_to_a_file_leads_somewhere(self):
        for file in (*(NOTEBOOKS / "lectures").glob("*.ipynb"), *HOMEWORK.glob("source/*/*.ipynb")):
            for text in prose(file):
                for link in re.findall(r"\]\(([\w./-]+)\)", text):
                    self.assertTrue((file.parent / link).exists(), f"{file.name}: {link}")

    def test_lecture_and_homework_lead_to_each_other(self):
        rows = re.findall(r"^\| `(hw[\w-]+)` \| (.*?) \|", page("homework/README"), re.M)
        self.assertEqual({folder.name for folder in (HOMEWORK / "source").iterdir()}, {name for name, _ in rows})
        for name, lectures in rows:
            [homework] = (HOMEWORK / "source" / name).glob("*.ipynb")
            for lecture in re.findall(r"\]\(\.\./lectures/([\w-]+)\.ipynb\)", lectures):
                exercises = section(lecture, "Exercises")
                self.assertIn(f"[homework](../homework/README.md) `{name}`", exercises, lecture)
                self.assertIn(f"](../../../lectures/{lecture}.ipynb)", "\n".join(prose(homework)), name)

    def test_every_link_of_the_pages_leads_somewhere(self):
        for name in ("before-you-start", "cheat-sheet", "glossary", "plan-of-a-term", "README", "homework/README"):
            for link in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page(name)):
                if not link.startswith("https://"):
                    self.assertTrue(((NOTEBOOKS / name).parent / link).exists(), f"{name}: {link}")


class NumbersOfFigures(unittest.TestCase):
    def number(self, *parts):
        """Of text and of [the cell's name, its figures' captions]."""
        made = nbformat.v4.new_notebook()
        for part in parts:
            if isinstance(part, str):
                made.cells.append(nbformat.v4.new_markdown_cell(part))
                continue
            name, *captions = part
            html = "".join(f'<figure class="unrolled"><img><figcaption style="x">{one}</figcaption></figure>'
                           for one in captions)
            output = nbformat.v4.new_output("display_data", {"text/html": html})
            made.cells.append(nbformat.v4.new_code_cell("", outputs=[output],
                                                        metadata={"figure": name} if name else {}))
        figures.number(made, Path("07-lstm.ipynb"))
        return [cell.source or cell.outputs[0].data["text/html"] for cell in made.cells]

    def test_figures_are_counted_through_a_lecture_and_text_says_the_number(self):
        before, first, second = self.number("Look at [the corners](#fig-corners).", ("", "A", "B"), ("corners", "C"))
        self.assertIn('<figcaption style="x"><b>Figure 7.1</b>&ensp;A', first)
        self.assertIn("<b>Figure 7.2</b>&ensp;B", first)
        self.assertNotIn("id=", first)
        self.assertIn('<figure id="fig-corners" class="unrolled"><img><figcaption style="x"><b>Figure 7.3</b>', second)
        self.assertEqual('Look at <a href="#fig-corners">the corners (Figure 7.3)</a>.', before)

    def test_a_picture_without_a_caption_does_not_take_the_next_ones(self):
        live = '<figure class="unrolled live"><img></figure>'
        self.assertEqual(live + '<figure class="unrolled"><figcaption><b>',
                         figures.CAPTION.sub(lambda found: found.group() + "<b>",
                                             live + '<figure class="unrolled"><figcaption>'))

    def test_text_that_refers_to_a_figure_which_is_not_there_is_told(self):
        with self.assertRaisesRegex(Problem, "07-lstm.ipynb refers to the figure 'nobody', but no cell with a figure"):
            self.number("See [it](#fig-nobody).", ("corners", "C"))

    def test_every_reference_of_the_lectures_has_its_figure(self):
        found = 0
        for lecture in sorted(path.stem for path in (NOTEBOOKS / "lectures").glob("*.ipynb")):
            names = [cell["metadata"]["figure"] for cell in cells(lecture) if "figure" in cell["metadata"]]
            texts = " ".join(source(cell) for cell in cells(lecture) if cell["cell_type"] == "markdown")
            referred = {name for _, name in figures.NAMED.findall(texts)}
            self.assertEqual(sorted(referred), sorted(names), lecture)
            found += len(referred)
        self.assertGreater(found, 10)


if __name__ == "__main__":
    unittest.main()
