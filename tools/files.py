"""The project's files: where they lie, how they are called, written, and told from what they were."""
import contextlib
import hashlib
import json
import os
import secrets
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "target" / "kit"
STAMPS = WORK / "stamps.json"
LECTURES = ROOT / "notebooks" / "lectures"
COURSE_MAP = "notebooks/README.md"
BOOK = ROOT / "target" / "book"
SLIDES = ROOT / "target" / "slides"
PDF = ROOT / "target" / "pdf"
DOCS = ROOT / "target" / "docs"


def shown(file):
    """From the project's folder, where it is below."""
    with contextlib.suppress(ValueError):
        return file.resolve().relative_to(ROOT).as_posix()
    return str(file)


def executed(file):
    """notebooks/lectures/x.ipynb → target/notebooks/lectures/x.ipynb; a notebook from elsewhere keeps its name only."""
    try:
        place = file.resolve().relative_to(ROOT / "notebooks")
    except ValueError:
        place = file.name
    return ROOT / "target" / "notebooks" / place


def write(file, text):
    """To a temporary name of its own, then moved: nobody ever reads half a file, and several may write at once."""
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = file.with_name(f"{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    temporary.write_text(text, encoding="utf-8", errors="replace", newline="\n")      # half of a pair is no character
    os.replace(temporary, file)


def lay(file, text):
    """Written only when it differs: what reads it goes by its time."""
    if not file.exists() or file.read_text(encoding="utf-8") != text:
        write(file, text)


def digest(files, *more):
    sha = hashlib.sha256(repr(more).encode())
    for file in files:
        sha.update(file.relative_to(ROOT).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return sha.hexdigest()


@contextlib.contextmanager
def remembered():
    """The keys of what is already done; kept even when a later step fails."""
    try:
        stamps = json.loads(STAMPS.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        stamps = {}
    before = dict(stamps)
    try:
        yield stamps
    finally:
        if stamps != before:
            write(STAMPS, json.dumps(stamps, indent=2) + "\n")
