"""Tables as CSV that a spreadsheet shows and does not compute."""
import csv
import io
import re

COMPUTED = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")


def is_computed(text):
    """Whether a spreadsheet would take it for a formula, as it takes =1+1."""
    return bool(COMPUTED.match(text)) and not NUMBER.fullmatch(text)


def field(value):
    """What would be computed begins with an apostrophe; lines end as in Unix; there is no other control character."""
    text = re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", re.sub(r"\r\n?", "\n", str(value)))
    return f"'{text}" if is_computed(text) else text


def as_csv(lines):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([field(value) for value in line] for line in lines)
    return out.getvalue()
