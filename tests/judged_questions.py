"""What other people's readers make of the questions that `./kit questions` writes. It needs npm and a network, so it is
no test: `python -m tests.judged_questions` asks them of every question and of the odd ones, and keeps the odd ones in
judged-questions.json, which a test compares with."""
import html
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree.ElementTree import fromstring, tostring

from tools.lectures import every_lecture
from tools.formats import FORMATS
from tools.questions import Answer, Question, marked, questions

KEPT = Path(__file__).with_name("judged-questions.json")
NPM, PIP = ["gift-pegjs@1.0.2"], ["moodle-xml-parser==0.3.1", "citolab-qti-convert==0.2.0"]
SIGNS = "a: b = c ~ d # e {f} \\ g % \"h\" 'i' & <j> -> k // l"
ODD = [Question("odd", f"odd {k}", marked(text), tuple(Answer(marked(answer), marked(comment), right)
                                                       for answer, comment, right in answers))
       for k, (text, answers) in enumerate([
           (SIGNS, [(SIGNS, SIGNS, True), ("= 1", "# 2", False), ("~ 3 -> 4", "", False)]),
           ("∂L/∂h_t of $h_t = \\tanh(W x_t + \\frac{1}{2} h_{t-1})$, for $3 to $4?",
            [("c_{t−1} < 1", "0.5⁵⁰ & W_sy", False), ("T -> 10", "TRUE", True)]),
           ("// no comment", [("two", "", True), ("of three", "", True), ("are right", "%50%", False)]),
           ("$CATEGORY: none", [("T", "[html] a", True), ("F", "::a::", False)]),
           ("[plain] ::a:: b_{i,j}", [("a\\nb", "c\\", True), ("%100%d", "e", False)])])]

PEGJS = """const {parse} = require("gift-pegjs"), fs = require("fs");
const text = part => part ? part.text : "";
console.log(JSON.stringify(parse(fs.readFileSync(0, "utf8")).filter(q => q.type !== "Category").map(q => ({
  name: q.title, text: text(q.stem), answers: q.choices.map(c => [text(c.text), text(c.feedback),
    c.weight === null ? c.isCorrect : c.weight > 0])}))));"""
PYTHON = """import json, pathlib, sys
from moodle_xml_parser.parser import parse_file
from qti_convert import upgrade_package
moodle = [{"name": q.name, "text": q.text_pre_parse, "answers": [[o.answer, o.feedback or "", o.score_fraction > 0]
          for o in q.options]} for q in parse_file(sys.argv[1])["multichoice"]]
qti = {name: text if isinstance(text, str) else text.decode() for name, text in
       upgrade_package(sys.argv[2]).files.items()}
print(json.dumps({"moodle-xml-parser": moodle, "citolab-qti-convert": qti}))
"""


def expected(asked):
    return [{"name": one.name, "text": one.text, "answers": [[answer.text, answer.comment, answer.right]
                                                             for answer in one.answers]} for one in asked]


def as_read_by(name, question):
    """moodle-xml-parser 0.3.1 takes the entities of the HTML for those of the XML, and reads a < b for a &lt; b."""
    return json.loads(html.unescape(json.dumps(question))) if name == "moodle-xml-parser" else question


def judge(asked, place):
    """{judge: what it read}"""
    files = [place / name for name in FORMATS]
    for file, written in zip(files, FORMATS.values()):
        written(file, asked)
    moodle, gift, qti = files
    (place / "judge.js").write_text(PEGJS)
    gift_read = subprocess.run(["node", place / "judge.js"], stdin=gift.open(), capture_output=True, check=True).stdout
    rest = subprocess.run([sys.executable, "-c", PYTHON, moodle, qti], capture_output=True, check=True,
                          env={**os.environ, "PYTHONPATH": str(place / "pip")}).stdout
    found = {"gift-pegjs": [of_gift(one) for one in json.loads(gift_read)], **json.loads(rest)}
    found["citolab-qti-convert"] = [of_qti3(text) for name, text in found["citolab-qti-convert"].items()
                                    if name.startswith("items/")]
    return found


def of_gift(read):
    """Its texts are HTML, in which &#91; is a bracket."""
    def same(text):
        return inner(fromstring(f"<p>{text}</p>"))

    return {"name": read["name"], "text": same(read["text"]), "answers": [[same(text), same(comment), right]
                                                                         for text, comment, right in read["answers"]]}


def of_qti3(text):
    """A question from an item of QTI 3.0."""
    root = fromstring(re.sub(r' xmlns="[^"]*"', "", text).split("?>", 1)[-1])
    right = {value.text for value in root.iter("qti-value")}
    said = {one.get("identifier"): inner(one) for one in root.iter("qti-modal-feedback")}
    return {"name": root.get("title"), "text": inner(next(root.iter("qti-prompt"))), "answers": [
        [inner(one), said.get(one.get("identifier"), ""), one.get("identifier") in right]
        for one in root.iter("qti-simple-choice")]}


def inner(element):
    """Its content, as it is written."""
    body = element.find("qti-content-body")
    element = element if body is None else body
    return (html.escape(element.text or "", quote=False) + "".join(
        tostring(child, "unicode") for child in element)).strip()


def main():
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        subprocess.run(["npm", "install", "--silent", "--prefix", place, *NPM], check=True)
        subprocess.run([sys.executable, "-m", "pip", "install", "-q", "--target", place / "pip", *PIP], check=True)
        every = [one for file in every_lecture() for one in questions(file) if any(a.right for a in one.answers)]
        for asked in (ODD, every):
            found = judge(asked, place)
            for name, read in found.items():
                wrong = [(is_, was) for is_, was in zip(read, expected(asked)) if is_ != as_read_by(name, was)]
                print(f"{name}: {len(read)} of {len(asked)} read, {len(wrong)} otherwise than written", *wrong[:3])
            if asked is ODD:
                gift = (place / "unrolled.gift.txt").read_text(encoding="utf-8")
                moodle = (place / "unrolled.moodle.xml").read_text(encoding="utf-8")
                kept = {"gift": gift, "moodle": moodle, **found}
        KEPT.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
