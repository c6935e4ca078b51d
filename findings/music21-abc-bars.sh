#!/usr/bin/env bash
# music21 10.5.1 (PyPI) reads ABC notation. Whether a tune has bars depends on how many bar lines stand in it: two whole
# bars with one line between them and the double line at the end give no Measure at all, and so does one bar between
# repeats; two bars that end with a single line give two. Without a pickup the first bar is number 0, not 1.
# A test that counts the length of bars finds nothing to count in a short tune, and passes.
set -euo pipefail
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT

cat > bars.py <<'PY'
from music21 import converter

for body in ("C D E F | G A B c |]", "|: C D E F | G A B c :|", "C D E F | G A B c |",
             "C D E F | G A B c | c B A G |]"):
    tune = converter.parse(f"X:1\nT:t\nM:4/4\nL:1/4\nK:C\n{body}\n", format="abc")
    bars = [(bar.number, bar.duration.quarterLength) for bar in tune.recurse().getElementsByClass("Measure")]
    print(f"{body:30} {len(tune.recurse().notes)} notes, bars {bars}")
PY
python3 -m venv tools
tools/bin/pip -q --disable-pip-version-check install music21==10.5.1
tools/bin/python bars.py | tee seen
diff seen - <<'SEEN'
C D E F | G A B c |]           8 notes, bars []
|: C D E F | G A B c :|        8 notes, bars []
C D E F | G A B c |            8 notes, bars [(0, 4.0), (1, 4.0)]
C D E F | G A B c | c B A G |] 12 notes, bars [(0, 4.0), (1, 4.0), (2, 4.0)]
SEEN
