"""Who has how many points in which part: a table, a CSV file, a histogram, a page."""
import html
import statistics

import nbformat
from nbgrader.api import MissingEntry

from grading.course import not_graded, shown
from grading.names import part_of
from grading.recorded import executed
from grading.sheets import as_csv
from tools.files import write

BINS = 10


def report(course, name):
    """Prints the table and the histogram, and writes both under report/."""
    rows, most = collect(course, course.assignment(name))
    if not rows:
        raise not_graded(name)
    heads = ["student", *(f"part {part}" for part in most), "total", "to mark", "noticed"]
    lines = [[row.student, *(points(row.parts.get(part, 0)) for part in most), points(row.total), row.waiting or "",
              "; ".join(row.remarks)] for row in rows]
    best = ["of", *map(points, most.values()), points(sum(most.values())), "", ""]
    text = "\n\n".join([table([heads, *lines, best]), histogram(rows, sum(most.values())), summary(rows)])
    folder = course.root / "report"
    write(folder / f"{name}.csv", as_csv([heads, *lines]))
    write(folder / f"{name}.html", PAGE.format(name=html.escape(name), text=html.escape(text)))
    print(f"{name}\n\n{text}\n\n{shown(folder / name)}.csv\n{shown(folder / name)}.html")


class Row:
    def __init__(self, submission, remarks):
        self.student, self.remarks, self.parts, self.waiting = submission.student.id, remarks, {}, 0
        self.comments = []                                             # what a person wrote, cell by cell
        for notebook in submission.notebooks:
            self.comments += [f"{comment.name}: {comment.manual_comment.strip()}" for comment in
                              sorted(notebook.comments, key=lambda comment: comment.name)
                              if (comment.manual_comment or "").strip()]
            for grade in notebook.grades:
                part = part_of(grade.name)
                self.parts[part] = self.parts.get(part, 0) + (grade.score or 0)
                self.waiting += bool(grade.needs_manual_grade)
        self.late = submission.late_submission_penalty or 0
        self.total = max(0, sum(self.parts.values()) - self.late)


def collect(course, assignment):
    """The rows of the book, and the most points of each part."""
    most = {}
    for cell, worth in assignment.points.items():
        most[part_of(cell)] = most.get(part_of(cell), 0) + worth
    if not (course.root / "gradebook.db").exists():
        return [], most
    with course.book() as book:
        try:
            submissions = book.find_assignment(assignment.name).submissions
        except MissingEntry:
            submissions = []
        rows = [Row(submission, remarks(course, submission.student.id, assignment.name)) for submission in submissions]
    return sorted(rows, key=lambda row: row.student), dict(sorted(most.items()))


def remarks(course, student, name):
    file = executed(course.root, student, name)
    return nbformat.read(file, as_version=4).metadata.get("remarks", []) if file.exists() else []


def points(value):
    return f"{round(value, 2):g}"


def table(lines, widest=60):
    """Names to the left, numbers to the right, remarks cut: the CSV has them whole."""
    cells = [[cell if len(cell) <= widest else f"{cell[:widest - 1]}…" for cell in map(str, line)] for line in lines]
    widths = [max(len(line[k]) for line in cells) for k in range(len(cells[0]))]
    aligned = [[cell.ljust(width) if k in (0, len(line) - 1) else cell.rjust(width)
                for k, (cell, width) in enumerate(zip(line, widths))] for line in cells]
    return "\n".join("  ".join(line).rstrip() for line in aligned)


def binned(totals, most):
    """How many totals lie in each of the equal parts of 0 to most."""
    counts = [0] * BINS
    for total in totals:
        counts[max(0, min(BINS - 1, int(BINS * total / most)))] += 1
    return counts


def histogram(rows, most):
    counts = binned([row.total for row in rows], most)
    return "\n".join(f"{most * k / BINS:>4.0f} … {most * (k + 1) / BINS:<4.0f} {count:>4}  {'█' * count}".rstrip()
                     for k, count in enumerate(counts))


def summary(rows):
    totals = [row.total for row in rows]
    waiting = sum(row.waiting for row in rows)
    text = (f"{len(rows)} submissions, median {points(statistics.median(totals))}, "
            f"mean {points(statistics.mean(totals))}, lowest {points(min(totals))}, highest {points(max(totals))}")
    return text + (f"; {waiting} answer{'s' * (waiting > 1)} to mark by hand, in the form grader" if waiting else "")


PAGE = """<!doctype html><meta charset="utf-8"><title>{name}</title>
<style>body {{ margin: 2em; font: 15px/1.45 ui-monospace, monospace; color-scheme: light dark }}</style>
<h1>{name}</h1><pre>{text}</pre>
"""
