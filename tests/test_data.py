"""Data files and the scripts that made them agree."""
import csv
import importlib.util
import re
import unittest

from tools.files import ROOT

DATA = ROOT / "data"


def rows(name):
    with open(DATA / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def script(name):
    found = importlib.util.spec_from_file_location(name, DATA / "scripts" / f"{name}.py")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


class Data(unittest.TestCase):
    def test_every_rated_sentence_is_one_that_its_script_keeps(self):
        keeps = script("rated_sentences").keeps
        names = {row["name"] for row in rows("census-names") if row["list"] != "last"}
        sentences = rows("rated-sentences")
        for row in sentences:
            self.assertTrue(keeps(float(row["rating"]), row["text"], names), row)
        self.assertEqual(len(sentences), len({row["text"].lower() for row in sentences}))

    def test_a_name_an_address_a_mild_rating_and_a_rude_word_are_not_kept(self):
        keeps = script("rated_sentences").keeps
        self.assertTrue(keeps(1.5, "it works well for me", {"mary"}))
        for rating, text in ((1.5, "my friend mary likes it"), (1.5, "see it at http://x.org now"),
                             (0.2, "it works well"),
                             (-1.5, "this is shit all over"), (1.5, "great thing"), (1.5, "so good says Smith here"),
                             (1.5, "call 5551234 to say thanks")):
            self.assertFalse(keeps(rating, text, {"mary"}), text)

    def test_the_page_of_the_data_counts_rows_as_the_files_do(self):
        page = (DATA / "README.md").read_text(encoding="utf-8")
        for name in ("rated-sentences", "census-names"):
            [told] = re.findall(rf"^\| `{name}\.csv` \| [^|]+ \| (\d+) \|", page, re.M)
            self.assertEqual(int(told), len(rows(name)))
        for kind, count in (("product", 2310), ("message", 596)):
            self.assertEqual(count, sum(row["source"] == kind for row in rows("rated-sentences")))
            self.assertIn(f"`{kind}` ({count}", page)


if __name__ == "__main__":
    unittest.main()
