#!/usr/bin/env bash
# One tune in ABC notation, two readers: music21 10.5.1 (PyPI) and abcjs 6.6.2 (npm). As MIDI numbers (C4 = 60):
# - the second F of a bar that begins with ^F is sharp (66) in abcjs, as the notation's standard has it, and natural
#   (65) in music21: an accidental holds for one note there;
# - in K:C clef=treble-8 abcjs sounds an octave lower (48), music21 does not (60).
# Whoever trains on tunes with one and judges with the other hears wrong notes in right tunes.
set -euo pipefail
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT

cat > tunes.json <<'JSON'
{"accidental": "X:1\nT:t\nM:4/4\nL:1/4\nK:C\n^F G F G | F G A B | c B A G |]\n",
 "clef": "X:1\nT:t\nM:4/4\nL:1/4\nK:C clef=treble-8\nC D E F | G A B c | c B A G |]\n"}
JSON
cat > heard.py <<'PY'
import json
from music21 import converter

for name, tune in json.load(open("tunes.json")).items():
    notes = converter.parse(tune, format="abc").recurse().notes
    print("music21", name, *[note.pitch.midi for note in notes][:5])
PY
cat > heard.js <<'JS'
const abcjs = require("abcjs");
for (const [name, tune] of Object.entries(require("./tunes.json"))) {
    const notes = abcjs.parseOnly(tune)[0].setUpAudio().tracks[0].filter(event => event.cmd === "note");
    console.log("abcjs  ", name, ...notes.map(note => note.pitch).slice(0, 5));
}
JS
python3 -m venv tools
tools/bin/pip -q --disable-pip-version-check install music21==10.5.1
npm install --silent --no-audit --no-fund --prefix . abcjs@6.6.2 > npm.log 2>&1 || { cat npm.log; exit 1; }
{ tools/bin/python heard.py; node heard.js; } | tee seen
diff seen - <<'SEEN'
music21 accidental 66 67 65 67 65
music21 clef 60 62 64 65 67
abcjs   accidental 66 67 66 67 65
abcjs   clef 48 50 52 53 55
SEEN
