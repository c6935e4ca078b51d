"""Makes data/aird-airs.abc of the six books of Aird's Airs that PyPI's music21 10.5.1 carries.

    pip download --no-deps music21==10.5.1
    python data/scripts/aird_airs.py music21-10.5.1-py3-none-any.whl

It keeps number, title, metre, key and notes of each tune, writes all lengths in eighths, and leaves out what the
printed book does not have or a single line of notes does not need. What it cannot read it drops, and counts.
"""
import re
import sys
import zipfile
from collections import Counter
from fractions import Fraction
from pathlib import Path

BOOKS = [f"music21/corpus/airdsAirs/book{book}.abc" for book in range(1, 7)]
METRES = {"C": "4/4", "C|": "2/2"}
MODES = {"": "", "maj": "", "min": "m", "m": "m", "dor": "dor", "mix": "mix"}
SIGNS = {"[|": "|", "|]": "||", "||": "||", "|:": "|:", ":|": ":|", "::": "::", ":|:": "::", ":||:": "::", "|": "|"}
MUSIC = re.compile(r"(?P<tuplet>\(\d)|(?P<note>(?P<pitch>[_=^]*[A-Ga-g][,']*|z)(?P<length>\d*/*\d*))"
                   r"|(?P<broken>[<>]+)|(?P<bar>(?::?[|\[\]]*\|[|\]]*:?|:+\|*:*))(?P<ending>[12]?)"
                   r"|(?P<tie>-)|(?P<space>\s+)")


class Unread(Exception):
    """Why a tune is left out."""


def main(wheel):
    kept, dropped = [], Counter()
    with zipfile.ZipFile(wheel) as archive:
        for book in BOOKS:
            text = archive.read(book).decode("utf-8", errors="replace")
            for tune in re.split(r"(?m)^(?=X:)", text)[1:]:
                try:
                    kept.append(plain(tune))
                except Unread as reason:
                    dropped[str(reason)] += 1
    (Path(__file__).parents[1] / "aird-airs.abc").write_text("\n".join(kept), encoding="utf-8", newline="\n")
    print(f"{len(kept)} tunes; left out {dropped.total()}: {dict(dropped.most_common())}")


def plain(tune):
    """A tune in the little ABC that unrolled.tunes.Abc reads."""
    fields, music = {}, []
    for line in tune.splitlines():
        line = line.split("%")[0].strip()
        field = re.match(r"([A-Za-z]):(.*)", line)
        if not field:
            music.append(line)
        elif "K" not in fields:
            fields.setdefault(field[1], field[2].strip())
        else:
            raise Unread("changes its key, its metre or its voice")
    head = [f"X:{int(fields['X'])}", f"T:{fields['T']}", f"M:{metre(fields)}", "L:1/8", f"K:{key(fields['K'])}"]
    return "\n".join([*head, notes(" ".join(music), Fraction(fields.get("L", "1/8")) * 8), ""])


def metre(fields):
    said = fields.get("M", "none")
    said = METRES.get(said, said)
    if not re.fullmatch(r"\d+/\d+", said):
        raise Unread("has no metre")
    return said


def key(said):
    found = re.fullmatch(r"([A-G][#b]?)\s*([A-Za-z]*)", said)
    mode = found and MODES.get(found[2].lower()[:3])
    if mode is None:
        raise Unread("has a key of another kind")
    return found[1] + mode


def notes(music, unit):
    music = re.sub(r'"[^"]*"|\{[^}]*\}|![^!|]{1,12}!|[`\\]', "", music)   # words, grace notes, marks, beams
    if re.search(r"\[[A-Z]:|&|x", music):
        raise Unread("has voices or changes within a line")
    music = re.sub(r"\[(?=[_=^A-Ga-g])([_=^]*[A-Ga-g][,']*)([\d/]*)[^\]]*\]", r"\1\2", music)  # of a chord the first
    music = re.sub(r"\((?!\d)|\)|[.~THuvMPy!]", "", music)                # slurs, ornaments
    music = re.sub(r"\|*\s*\[\s*(?=[12])|\|+\s*(?=[12])", "|", music)      # [1 and |[1 are |1
    written, at = [], 0
    while at < len(music):
        found = MUSIC.match(music, at)
        if not found:
            raise Unread("has another sign: " + music[at])
        written.append(sign(found, unit))
        at = found.end()
    return re.sub(r"^\|(?!:)", "", "".join(written)).replace(":||:", "::").replace("||:", "|:")


def sign(found, unit):
    if found["bar"]:
        if found["bar"] not in SIGNS:
            raise Unread("has another bar line")
        return SIGNS[found["bar"]] + found["ending"]
    if found["note"]:
        return found["pitch"] + length(found["length"], unit)
    return "" if found["space"] else found[0]


def length(said, unit):
    top, slashes, below = re.fullmatch(r"(\d*)(/*)(\d*)", said).groups()
    units = unit * int(top or 1) / (int(below) if below else 2 ** len(slashes))
    if units.denominator not in (1, 2, 4):
        raise Unread("has a length that is none of 1, 1/2, 1/4 eighths")
    below = {1: "", 2: "/", 4: "//"}[units.denominator]
    return ("" if units.numerator == 1 else str(units.numerator)) + below


if __name__ == "__main__":
    main(*sys.argv[1:])
