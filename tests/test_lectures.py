"""What every lecture must have: its shape, and each concept that the course promises, by its name."""
import json
import re
import unittest

from tests.kernels import EVERY
from tools.files import ROOT

LECTURES = ROOT / "notebooks" / "lectures"
METHOD = re.compile(r"^(?:static )?(?:<[^>\n]*> )?(?!record |return |new )\w[\w.]*(?:<.*>)?(?:\[\])* (\w+)\(", re.M)
CONCEPTS = {   # a bar separates spellings, one of which must occur; capitals do not count
    "00-start-here": ["is everything working", "ten lines", "how to use", "the map", "45 min"],
    "01-sequences": ["time series", "text", "speech", "video", "music", "not time", "collatz", "67", "feed-forward",
                     "window", "markov property", "hidden markov model", "one-to-one|one to one",
                     "one-to-many|one to many", "many-to-one|many to one", "many-to-many|many to many", "synchronized",
                     "delayed", "parameter"],
    "02-before-deep-learning": [
        "naive", "seasonal naive", "moving average", "exponential smoothing", "stationar", "trend", "season",
        "autocorrelation", "ARMA", "ARIMA", r"\sum", r"\varepsilon_{t-", "differenc", "MAE", "RMSE", "MAPE",
        "MASE", "sine", "CO₂", "rule of the course"],
    "03-elman-networks": ["late flights", "seven seeds", "elman",
                          "hidden state", "by hand", "baseline|need no network", "parameters", "unrolled"],
    "04-jordan-networks": ["jordan", "OutputFeedback", "ŷ₀|y_0", "parameters", "teacher forcing", "free", "drift",
                           "elman"],
    "05-backpropagation-through-time": [
        "unrolled", "chain rule", "summed over time", "by hand", "central difference", "shared weights", "memory",
        "truncated", "delay|window"],
    "06-vanishing-and-exploding-gradients": [
        "tanh", "sigmoid", "ReLU", "spectral radius", "0.5", "1.5", "jacobian", "singular value", "cliff", "NaN",
        "clipping", "identity", "orthogonal", "layer norm", "leaky", "skip connection", "echo state", "gate",
        "genetic algorithm", "simulated annealing", "particle swarm", "CMA-ES", "budget"],
    "07-lstm": ["forget", "store", "update", "output gate", "cell state", "conveyor", "heat map|heatMap",
                "adding problem|delayed recall|recall", "elman", "peephole", "stock|oil", "naive"],
    "08-gru": ["names", "update gate", "reset gate", "convention", "parameters", "epoch", "accuracy",
               "five seeds|5 seeds"],
    "09-preparing-sequences": ["window", "horizon", "seq2seq|sequence to sequence", "[1,2,3]|[1, 2, 3]|1, 2, 3",
                               "scal", "saturat", "ReLU", "differenc", "lag", "1, 7, 14, 28|1, 7, 14 and 28", "leak"],
    "10-forecasting": ["recursive", "direct", "vector", "sequence to sequence", "admissions", "covid", "14", "28",
                       "hourly|daily", "variable|different length|padded", "deep|stacked", "bidirectional", "interval",
                       "ranking|Ranking"],
    "11-text": ["character", "vocabulary", "one-hot", "embedding", "perplexity", "truncated", "temperature", "unit",
                "sentiment", "softmax", "0.1, 0.3, 0.6", "confusion matrix", "bidirectional", "tag", "own text", "CSV",
                "ABC notation", "metre"],
    "12-encoder-decoder-and-attention": ["encoder", "context vector", "decoder", "teacher forcing", "greedy", "beam",
                                         "bottleneck", "length", "attention", "additive", "dot product", "heat",
                                         "exact", "transformer"],
    "13-going-further": ["stack", "bidirectional", "dropout", "residual", "transfer", "froz|freez", "head",
                         "echo state", "what to use when|which to use when|when to use", "read on"],
}


def cells(name):
    return json.loads((LECTURES / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]


def source(cell):
    return "".join(cell["source"])


def initializer(code, begin):
    """The expression that begins there, up to its semicolon; text in quotation marks is left out."""
    depth, text = 0, []
    for token in re.findall(r'"(?:[^"\\\n]|\\.)*"|.', code[begin:], re.S):
        depth += (token in "({[") - (token in ")}]")
        if depth < 0 or token == ";" and depth == 0:
            break
        text.append('""' if token.startswith('"') else token)
    return "".join(text)


def inferred_from_methods(sources):
    """Each var whose value a method of the same notebook has part in: (name, methods)."""
    methods = {name for code in sources for name in METHOD.findall(code)}
    found = []
    for code in sources:
        for var in re.finditer(r"\bvar (\w+) = ", code):
            called = set(re.findall(r"(?<![\w.])(\w+)\(|(?<=this::)(\w+)", initializer(code, var.end())))
            called = methods & {name for pair in called for name in pair}
            if called:
                found.append((var[1], sorted(called)))
    return found


def section(name, heading):
    text = "\n\n".join(source(cell) for cell in cells(name) if cell["cell_type"] == "markdown")
    return re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", text, re.M | re.S).group(1)


MAGIC = r"=\s*%[A-Za-z]|(?m:^[ \t]*%%?(?!load )[A-Za-z])"


EQUATION = re.compile(r"\$\$(.+?)\$\$|(?<![\\$])\$([^$\n]+?)\$", re.S)
WORDS = re.compile(r"\\(?:text|mathrm|operatorname|begin|end|tag)\*?\s*\{[^{}]*\}(?:\{[lcr]+\})?")
GREEK = """alpha beta gamma delta Delta varepsilon eta theta lambda mu pi rho sigma tau varphi ell tanh odot
    partial""".split()


def letters(text):
    """Those of its equations: Latin ones, Greek ones, and both with a hat or a bar."""
    found = set()
    for equation in EQUATION.finditer(re.sub(r"```.*?```|`[^`]*`", "", text, flags=re.S)):
        plain = WORDS.sub(" ", equation[1] or equation[2])
        hats = r"\\(hat|bar)\s*\{?\s*([A-Za-z])\}?"
        found |= {f"{letter} with a {sign}" for sign, letter in re.findall(hats, plain)}
        found |= {*re.findall(r"\\([A-Za-z]+)", plain)} & {*GREEK}
        found |= {*re.findall("[A-Za-z]", re.sub(r"\\[A-Za-z]+", " ", re.sub(hats, " ", plain)))}
    return found


class TheLectures(unittest.TestCase):
    def test_the_course_is_complete(self):
        self.assertEqual(sorted(CONCEPTS), sorted(file.stem for file in LECTURES.glob("*.ipynb")))

    def test_each_concept_is_found_by_its_name(self):
        for name, concepts in CONCEPTS.items():
            text = re.sub(r"\s+", " ", " ".join(map(source, cells(name)))).lower()
            missing = [concept for concept in concepts if not any(part in text for part in concept.lower().split("|"))]
            self.assertEqual([], missing, name)

    def test_each_asks_in_its_title_and_says_what_one_can_do_afterwards(self):
        for name in CONCEPTS:
            first = source(cells(name)[0])
            self.assertRegex(first, rf"^# {int(name[:2])} · .*\?", name)
            self.assertIn("After this lecture you can", first, name)

    def test_the_map_of_lecture_0_asks_their_questions_and_knows_how_long_they_are(self):
        rows = dict((name, (title, question, int(minutes))) for title, name, question, minutes in re.findall(
            r"^\| \[(.*?)\]\((.*?)\.ipynb\) \| (.*?) \| (\d+) min \|$", section("00-start-here", "The map"), re.M))
        self.assertEqual(sorted(set(CONCEPTS) - {"00-start-here"}), sorted(rows))
        for name, (title, question, minutes) in rows.items():
            self.assertEqual(f"# {title}: {question}", source(cells(name)[0]).splitlines()[0])
            words = sum(len(source(cell).split()) for cell in cells(name) if cell["cell_type"] == "markdown")
            lines = sum(len(cell["source"]) for cell in cells(name) if cell["cell_type"] == "code")
            self.assertLess(abs(words / 150 + lines / 16 - minutes), 15, name)

    def test_each_ends_with_questions_exercises_a_summary_and_references(self):
        for name in CONCEPTS:
            headings = re.findall(r"^## (.*)$", "\n".join(source(cell) for cell in cells(name)
                                                         if cell["cell_type"] == "markdown"), re.M)
            self.assertEqual(["Test your knowledge", "Exercises", "What to take home", "References"], headings[-4:],
                             name)

    def test_each_has_three_to_six_questions_that_explain_every_choice(self):
        for name in CONCEPTS:
            parts = [source(cell) for cell in cells(name)]
            begin = next(k for k, part in enumerate(parts) if part.startswith("## Test your knowledge"))
            questions = [part for part in parts[begin:] if part.startswith("Quiz.choose")]
            self.assertTrue(3 <= len(questions) <= 6, f"{name}: {len(questions)} questions")
            for question in questions:
                whole = re.sub(r'"\n\s*\+ "', "", question)
                answers = re.findall(r'^\s*"(?:[^"\\]|\\.)*"', whole.split("\n", 1)[1], re.M)
                self.assertGreaterEqual(len(answers), 2, question)
                for answer in answers:
                    self.assertRegex(answer, r"(→|->) ?\S", f"{name}: an answer without its why")

    def test_what_draws_is_folded_and_no_answer_can_be_read_before_the_question(self):
        for name in CONCEPTS:
            for number, cell in enumerate(cells(name), 1):
                hidden = "hide-input" in cell["metadata"].get("tags", [])
                drawn = [len(found[0].splitlines()) for found in re.finditer(
                    r"^show\((?:Html\.sideBySide\()?Figures.*(?:\n[ )].*)*", source(cell), re.M)]
                self.assertTrue(hidden or max(drawn, default=0) < 3, f"{name}, cell {number} draws, and is open")
                if "Quiz.choose" in source(cell) and cell["cell_type"] == "code":
                    self.assertTrue(hidden and cell["metadata"]["jupyter"]["source_hidden"], f"{name}, cell {number}")

    def test_the_page_of_notation_has_every_letter_of_an_equation(self):
        page = (LECTURES.parent / "notation.md").read_text(encoding="utf-8")
        self.assertEqual({"h", "t", "sigma", "y with a hat"}, letters("$$h_t = \\text{an } \\sigma$$ and $\\hat y$"))
        for name in CONCEPTS:
            text = "\n\n".join(source(cell) for cell in cells(name) if cell["cell_type"] == "markdown")
            self.assertEqual(set(), letters(text) - letters(page), name)

    def test_no_axis_says_that_it_has_no_unit(self):
        for name in CONCEPTS:
            for number, cell in enumerate(cells(name), 1):
                self.assertNotRegex(source(cell), r"\((no unit|count|number)\)\"", f"{name}, cell {number}")

    def test_exercises_are_of_three_levels(self):
        for name in CONCEPTS:
            for level in ("easy", "medium", "hard"):
                self.assertIn(level, section(name, "Exercises").lower(), name)

    def test_references_have_an_author_a_title_and_a_year(self):
        for name in CONCEPTS:
            entries = re.split(r"^- ", section(name, "References"), flags=re.M)[1:]
            self.assertGreaterEqual(len(entries), 2, name)
            for entry in entries:
                self.assertRegex(entry, r"(?s)^[^*\d]{3,}.*\b(1[89]|20)\d\d\b", f"{name}: {entry[:80]}")

    def test_slides_are_marked(self):
        for name in CONCEPTS:
            kinds = [cell["metadata"].get("slideshow", {}).get("slide_type") for cell in cells(name)]
            self.assertGreaterEqual(kinds.count("slide"), 6, name)
            self.assertEqual("slide", kinds[0], name)

    def test_a_variable_that_a_method_of_the_notebook_makes_has_its_type_written_down(self):
        """An edited method empties each var that was made with it. Lecture 0 shows that, on purpose."""
        for name in CONCEPTS:
            sources = [source(cell) for cell in cells(name) if cell["cell_type"] == "code"]
            shown = [("inferred", ["triple"])] if name == "00-start-here" else []
            self.assertEqual(shown, inferred_from_methods(sources), name)

    def test_the_check_of_variables_sees_direct_nested_and_chained_calls(self):
        declared = ["Network made(long seed) {\n    return null;\n}",
                    "<N extends Model> N trained(N net) { return net; }",
                    "record Made(long seed) { }"]
        for call in ("made(1)", "new Batch(made(2), made(3))", "trained(made(1)).summary()", "list.map(made(1))",
                     "a.map(x -> {\n    int y = 1;\n    return made(y);\n})", "one ? made(1) : null"):
            found = inferred_from_methods([*declared, f"var net = {call};"])
            self.assertEqual(["net"], [name for name, _ in found], call)
        for call in ("other.made(1)", "maker(1)", '"made(1)"', "new Made(1); Network more = made(2)"):
            self.assertEqual([], inferred_from_methods([*declared, f"var net = {call};"]), call)

    def test_a_statement_is_checked_as_a_statement(self):
        for name in CONCEPTS:
            for cell in cells(name):
                self.assertNotRegex(source(cell), r"1 = yes|Quiz\.expect\([^;]*\? [01] : [01], 0\);", name)

    def test_no_line_of_java_reads_as_a_magic_of_a_kernel(self):
        """IJava takes `= %d:` for a command, inside of a string as well; JJava takes `=%d` in a text block for one,
        too, wherever in its line it stands."""
        for file in EVERY:
            for cell in json.loads(file.read_text(encoding="utf-8"))["cells"]:
                if cell["cell_type"] == "code":
                    self.assertNotRegex(source(cell), MAGIC, file.name)

    def test_a_magic_is_seen_in_a_string_and_in_a_text_block(self):
        for code in ('"x = %d"', '"x=%s"', '"""\n  x=%d\n"""',
                     '"""\n  x =\n%d"""', '"""\n  a\n  %d\n"""', '"""\n%%x"""'):
            self.assertRegex(f"var text = {code};", MAGIC, code)
        for code in ('"x is %d"', '5 %3', '"""\n  x is %d\n"""', '"100 %"'):
            self.assertNotRegex(f"var text = {code};", MAGIC, code)


if __name__ == "__main__":
    unittest.main()
