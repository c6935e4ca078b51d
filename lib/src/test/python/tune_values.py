#!/usr/bin/env python3
"""Writes ../resources/golden/tunes.json: what two other programs hear and read in tunes in ABC notation.

    npm install abcjs@6.7.2         (in a folder of its own; node's NODE_PATH names its node_modules)
    pip install music21==10.5.1
    python tune_values.py

The tunes are every 25th of data/aird-airs.abc and some made by hand for what is rare there. abcjs says what is played,
repeats and endings unfolded, tied notes as one: pitch, start and length in eighths. music21 says how long each bar is,
in eighths. Pitches are abcjs's alone: music21 does not carry an accidental through its bar.
"""
import json
import re
import subprocess
from pathlib import Path

from music21 import converter

HERE = Path(__file__).resolve().parent
FILE = HERE.parent / "resources" / "golden" / "tunes.json"
BOOK = HERE.parents[3] / "data" / "aird-airs.abc"
BY_HAND = ["M:4/4\nL:1/8\nK:G\n^cdc2C2f2|c>d(3efg=f2F2|z2A2-A2B,2:|",
           "M:6/8\nL:1/16\nK:Gdor\nd2|:_e2d2c2=e4e2|B6A4G2:|f6-f6|",
           "M:3/4\nL:1/4\nK:Eb\nA<B c|d>>e f|(3a/b/c'/ b//a//g/ e|B,, B, b|]",
           "M:2/4\nK:Bm\nF|B2cd|e2dc|1B2A2:|2B3||f|gfed|c2B2:|",
           "M:9/8\nL:1/8\nK:F# minor\n^e2f g2 (2fe f|=g3g3f3|a9||",
           "M:C|\nL:1/8\nK:Amix\n|:A2B2 (5cdefg a2|[1 g4 e4:|[2 g8|]"]
PLAYED = """
const abcjs = require("abcjs");
const tune = abcjs.parseOnly(require("fs").readFileSync(0, "utf8"))[0];
const notes = tune.setUpAudio({chordsOff: true}).tracks[0].filter(event => event.cmd === "note");
console.log(JSON.stringify(notes.map(note => [note.pitch, 8 * note.start, 8 * note.duration])));
"""


def played(abc):
    return json.loads(subprocess.run(["node", "-e", PLAYED], input="X:1\n" + abc, capture_output=True, check=True,
                                     text=True).stdout)


def bars(abc):
    """A bar between lines of music21 is a measure; one that an ending or a repeat cuts is two."""
    score = converter.parseData("X:1\n" + abc, format="abc")
    measures = score.parts[0].getElementsByClass("Measure")
    lengths = [float(sum(note.quarterLength for note in measure.recurse().notesAndRests) * 2) for measure in measures]
    return [round(length, 6) for length in lengths if length > 0]


def main():
    book = [tune for tune in re.split(r"(?m)^(?=X:)", BOOK.read_text(encoding="utf-8")) if tune.strip()][::25]
    texts = [re.sub(r"(?m)^[XT]:.*\n", "", tune).strip() for tune in book] + BY_HAND
    cases = [{"abc": abc, "played": played(abc), "bars": bars(abc)} for abc in texts]
    lines = ",\n".join(json.dumps(case) for case in cases)
    FILE.write_text('{"case": "tunes", "cases": [\n' + lines + "\n]}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
