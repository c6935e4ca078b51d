"""What every lecture's slides must be: told, with notes, answers, its explorers, and numbers that are the lecture's."""
import re
import unittest

from tests.test_lectures import CONCEPTS, cells, source

SLIDES = {"00-start-here": range(10, 16)}                              # a start together, a third of a lecture
MINUTES = {"00-start-here": range(15, 26), "02-before-deep-learning": range(80, 96)}       # lecture 2 is two
PLAYED = re.compile(r"show\((?:Explore|Stepper)\.")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def told(name):
    """[(cell, slide)] of a lecture."""
    found = [(cell, cell["metadata"].get("slide", [])) for cell in cells(name)]
    return [(cell, slide) for cell, slides in found for slide in (slides if isinstance(slides, list) else [slides])]


def roles(name):
    return [slide.get("role") for _, slide in told(name)]


def prose(markdown):
    """The lines of a slide that are neither an equation, nor a table, nor code."""
    without = re.sub(r"(?s)\$\$.*?\$\$|```.*?```", "", markdown)
    return [line for line in without.splitlines() if not line.startswith("|")]


def numbers(text):
    """Those of two digits or more, as they are read: 1,121 and 1\\,121 are one number."""
    plain = re.sub(r"(?<=\d)(?:\\,|,|\{,\}| | )(?=\d{3}\b)", "", text)
    return {found for found in NUMBER.findall(plain) if len(found) > 1}


class Slides(unittest.TestCase):
    def each(self):
        for name in CONCEPTS:
            for number, (cell, slide) in enumerate(told(name), 1):
                yield f"{name}, slide {number}", cell, slide

    def test_each_lecture_has_fifteen_to_thirty_slides_for_the_time_it_has(self):
        for name in CONCEPTS:
            minutes = sum(int(re.search(r"\((\d+) min\)$", slide["notes"])[1]) for _, slide in told(name))
            self.assertIn(len(told(name)), SLIDES.get(name, range(15, 31)), f"{name}: slides")
            self.assertIn(minutes, MINUTES.get(name, range(40, 51)), f"{name}: minutes by its notes")

    def test_each_slide_has_a_title_of_one_line_a_thought_and_notes_that_say_how_long(self):
        for where, _, slide in self.each():
            self.assertLessEqual({"title", "say", "notes"}, {*slide}, where)
            self.assertLessEqual({*slide}, {"title", "say", "notes", "role", "pictures"}, where)
            self.assertRegex(slide["title"], r"^\S.{0,58}$", where)
            self.assertRegex(slide["notes"], r"^(?s:.{20,600}) \(\d min\)$", where)
            self.assertNotIn("$", slide["notes"], f"{where}: the notes are read as plain text")

    def test_no_slide_holds_a_paragraph(self):
        for where, _, slide in self.each():
            lines = prose(slide["say"])
            self.assertTrue(slide["say"].strip(), where)
            self.assertLess(max(map(len, lines), default=0), 260, where)
            self.assertLess(sum(map(len, lines)), 460, where)

    def test_a_question_is_a_slide_and_its_answer_the_next(self):
        for name in CONCEPTS:
            told_roles = roles(name)
            self.assertGreaterEqual(told_roles.count("question"), 2, name)
            for number, role in enumerate(told_roles):
                self.assertEqual(role == "question", told_roles[number + 1:number + 2] == ["answer"],
                                 f"{name}, slide {number + 1}")

    def test_a_question_asks_and_what_asks_is_a_question(self):
        for where, cell, slide in self.each():
            asks = slide["title"].startswith("Predict: ")
            self.assertEqual(asks, slide.get("role") == "question", where)
            quiz = "Quiz.choose" in source(cell)
            self.assertTrue(cell["cell_type"] == "markdown" or asks == quiz, where)

    def test_every_explorer_and_every_stepper_of_a_lecture_is_on_its_deck(self):
        for name in CONCEPTS:
            shown = [cell["id"] for cell, slide in told(name) if slide.get("pictures", [0])]
            for number, cell in enumerate(cells(name), 1):
                if cell["cell_type"] == "code" and PLAYED.search(source(cell)):
                    self.assertIn(cell["id"], shown, f"{name}, cell {number}")

    def test_a_number_on_a_slide_is_a_number_of_the_lecture(self):
        for name in CONCEPTS:
            there = numbers("\n".join(map(source, cells(name))))
            for cell, slide in told(name):
                on_it = numbers(f"{slide['title']}\n{slide['say']}")
                self.assertEqual(set(), on_it - there, f"{name}: {slide['title']}")

    def test_a_line_of_code_on_a_slide_is_a_line_of_the_lecture(self):
        for name in CONCEPTS:
            there = {line.split("//")[0].strip() for cell in cells(name) for line in source(cell).splitlines()}
            for cell, slide in told(name):
                for code in re.findall(r"(?s)```java\n(.*?)```", slide["say"]):
                    self.assertLessEqual({line.strip() for line in code.splitlines()}, there, slide["title"])

    def test_the_reading_of_numbers_sees_what_a_person_sees(self):
        self.assertEqual({"1121", "0.38", "1048576", "12"}, numbers(r"1,121 and 0.38, $1\,048\,576$ or 12; 7 is small"))


if __name__ == "__main__":
    unittest.main()
