"""Grades for a learning platform: a CSV file that Canvas or Moodle reads into its gradebook, or one for anything else.

Canvas takes one column of points for an assignment: every further column would become an assignment of its own, and
it reads no comments. Moodle asks which column is what; it takes comments as feedback, in which < would begin a tag.
"""
import html

from grading.course import Trouble, not_graded, shown
from grading.report import collect, points
from grading.roster import PLATFORMS, roster
from grading.sheets import as_csv
from tools.files import write


def export(course, name, platform, ids=None, column=None):
    """Writes report/<name>-<platform>.csv."""
    rows, most = collect(course, course.assignment(name))
    if not rows:
        raise not_graded(name)
    if not ids and platform != "plain":
        raise Trouble(f"{platform} expects ids: --ids FILE, a CSV with the columns folder and "
                      f"{' or '.join(PLATFORMS[platform].ids)}")
    known = roster(ids, PLATFORMS[platform], [row.student for row in rows]) if ids else {}
    file = course.root / "report" / f"{name}-{platform}.csv"
    write(file, as_csv(TABLES[platform](rows, most, known, column or name)))
    waiting = sum(row.waiting for row in rows)
    if waiting:
        print(f"{waiting} answer{'s wait' if waiting > 1 else ' waits'} to be looked at in the form grader: the points "
              "may change")
    print(f"{len(rows)} students: {shown(file)}")


def plain(rows, most, known, column):
    head = ["student", *(["id"] if known else []), *(f"part {part}" for part in most), "late", column, "of", "to mark",
            "comments", "noticed"]
    return [head, *([row.student, *known.get(row.student, {}).values(), *parts(row, most), points(row.late),
                     points(row.total), points(sum(most.values())), row.waiting or "", "\n".join(row.comments),
                     "\n".join(row.remarks)] for row in rows)]


def canvas(rows, most, known, column):
    head = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    return [[*head, column], ["    Points Possible", *[""] * (len(head) - 1), points(sum(most.values()))],
            *([known[row.student]["Student"] or row.student, *(known[row.student][name] for name in head[1:]),
               points(row.total)] for row in rows)]


def moodle(rows, most, known, column):
    ids = [name for name in PLATFORMS["moodle"].ids if any(one[name] for one in known.values())]
    head = [*ids, column, f"{column} feedback", *(f"part {part}" for part in most), "late"]
    return [head, *([*(known[row.student][name] for name in ids), points(row.total), feedback(row, most),
                     *parts(row, most), points(row.late)] for row in rows)]


def parts(row, most):
    return [points(row.parts.get(part, 0)) for part in most]


def feedback(row, most):
    lines = [f"Part {part}: {points(row.parts.get(part, 0))} of {points(worth)}" for part, worth in most.items()]
    late = [f"Late: {points(row.late)} points fewer"] if row.late else []
    return html.escape("\n".join([*lines, *late, *row.comments]), quote=False)


TABLES = {"plain": plain, "canvas": canvas, "moodle": moodle}
