#!/usr/bin/env bash
# Questions in GIFT, Moodle's text format, and two readers: gift-pegjs 1.0.2 (npm) and pygiftparser 1.1 (PyPI).
# A colon that is not escaped ("2:1") ends gift-pegjs with a parse error; pygiftparser reads the question. Escaped
# braces (\{a\}) lose their backslash in gift-pegjs, as Moodle shows them; pygiftparser keeps it in the text. Where they
# stand in an answer, as every formula has them, pygiftparser ends the answer at the first \} and calls the question
# valid all the same, so "valid" from it says little about a file of formulas.
set -euo pipefail
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT

cat > questions.json <<'JSON'
["::q:: What is 2:1? {=two ~one}", "::q:: The set \\{a\\} has {=one ~two}", "::q:: Half is {=\\{1\\}/\\{2\\} ~none}"]
JSON
cat > read.js <<'JS'
const { parse } = require("gift-pegjs");
for (const question of require("./questions.json")) {
    try {
        const read = parse(question + "\n\n")[0];
        const choices = read.choices.map(choice => choice.text.text).sort();
        console.log("gift-pegjs  ", read.stem.text, "|", choices.join(" | "));
    } catch (error) {
        console.log("gift-pegjs  ", error.message);
    }
}
JS
cat > read.py <<'PY'
import io
import json
from pygiftparser import parser

for question in json.load(open("questions.json")):
    read = parser.parseFile(io.StringIO(question + "\n\n"))[0]
    print("pygiftparser", "valid" if read.valid else "not valid", "|", read.text, "|",
          " | ".join(sorted(answer.answer for answer in read.answers.answers)), "| after it:", read.tail or "nothing")
PY
python3 -m venv tools
tools/bin/pip -q --disable-pip-version-check install pygiftparser==1.1
npm install --silent --no-audit --no-fund --prefix . gift-pegjs@1.0.2 > npm.log 2>&1 || { cat npm.log; exit 1; }
{ node read.js; tools/bin/python read.py 2> /dev/null; } | tee seen
diff seen - <<'SEEN'
gift-pegjs   Expected "{" but ":" found.
gift-pegjs   The set {a} has | one | two
gift-pegjs   Half is | none | {1}/{2}
pygiftparser valid | What is 2:1? | one | two | after it: nothing
pygiftparser valid | The set \{a\} has | one | two | after it: nothing
pygiftparser valid | Half is | \{1 | after it: /\{2\} ~none}
SEEN
