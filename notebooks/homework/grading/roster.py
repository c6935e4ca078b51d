"""Who a student is on a learning platform: a CSV file with the folder in submitted/ and the platform's columns."""
import csv
import io
from dataclasses import dataclass
from pathlib import Path

from grading.course import Trouble
from grading.sheets import is_computed

FOLDER = "folder"


@dataclass(frozen=True)
class Platform:
    """Any one of its ids says who it is; more is what its file may hold beside them."""
    name: str
    ids: tuple
    more: tuple = ()

    @property
    def columns(self):
        return (*self.ids, *self.more)


PLATFORMS = {one.name: one for one in (
    Platform("plain", ("id",)),
    Platform("canvas", ("ID", "SIS User ID", "SIS Login ID"), ("Student", "Section")),
    Platform("moodle", ("ID number", "Email address", "Username")))}


def roster(file, platform, students):
    """{student: {column: value}} for these students; a Trouble names the lines that do not say who somebody is."""
    rows = table(Path(file))
    known = {}
    for number, row in rows:
        folder = row.get(FOLDER, "")
        if folder in known:
            raise Trouble(f"{file} expects a folder once, got {folder} in lines {known[folder][0]} and {number}")
        if folder:
            known[folder] = number, row
    expect_columns(file, platform, rows)
    without = [student for student in students if not any(value for column, value in
                                                          known.get(student, (0, {}))[1].items()
                                                          if column in map(str.lower, platform.ids))]
    if without:
        raise Trouble(f"{file} expects {' or '.join(platform.ids)} for each folder, got none for {few(without)} "
                      f"({len(without)} of {len(students)} students)")
    expect_each_id_once(file, platform, [known[student] for student in students], students)
    return {student: {column: known[student][1].get(column.lower(), "") for column in platform.columns}
            for student in students}


def few(names, most=5):
    return ", ".join(names[:most]) + (" …" if len(names) > most else "")


def table(file):
    """[(line, {column in small letters: value})], the head of the table first."""
    try:
        text = file.read_text(encoding="utf-8-sig")
        first = text.split("\n", 1)[0]
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
        lines = [(reader.line_num, [value.strip() for value in line]) for line in reader]
    except FileNotFoundError:
        raise Trouble(f"There is no file {file}") from None
    except OSError as error:
        raise Trouble(f"{file} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise Trouble(f"{file} expects text in UTF-8: save it as CSV in UTF-8") from None
    except csv.Error as error:
        raise Trouble(f"{file} line {reader.line_num}: expects fields between commas, got what is none ({error})") \
            from None
    _, head = lines[0] if lines else (1, [])
    head = [name.lower() for name in head]
    twice = [name for name in head if name and head.count(name) > 1]
    if twice:
        raise Trouble(f"{file} expects a column once, got {twice[0]} twice")
    for number, line in lines[1:]:
        if line and len(line) != len(head):
            raise Trouble(f"{file} line {number}: expects {len(head)} fields, got {len(line)}")
    return [(number, dict(zip(head, line))) for number, line in lines if line]


def expect_columns(file, platform, rows):
    head = rows[0][1] if rows else {}
    if FOLDER not in head or not any(name.lower() in head for name in platform.ids):
        raise Trouble(f"{file} expects the columns {FOLDER} and {' or '.join(platform.ids)}, got "
                      f"{', '.join(filter(None, head)) or 'an empty file'}")


def expect_each_id_once(file, platform, rows, students):
    for column in platform.ids:
        seen = {}
        for student, (number, row) in zip(students, rows):
            value = row.get(column.lower(), "")
            if is_computed(value) or column == "ID" and value and not value.isdecimal():
                raise Trouble(f"{file} line {number}: expects {'digits' if column == 'ID' else 'an id'} as {column}, "
                              f"got {value}" + ("; has a spreadsheet changed it?" if value else ""))
            if value and value in seen:
                other, line = seen[value]
                raise Trouble(f"{file} expects each {column} once, got {value} in line {line} ({other}) and line "
                              f"{number} ({student})")
            seen[value] = student, number
