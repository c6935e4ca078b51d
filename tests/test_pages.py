"""The pages beside the lectures: what they say of the library and of the lectures is true."""
import json
import re
import shutil
import tempfile
import unittest
from pathlib import Path

import nbformat

from tests.test_lectures import cells, section, source
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


if __name__ == "__main__":
    unittest.main()
