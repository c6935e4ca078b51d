"""For a student: the visible tests of a notebook, on the student's own machine, part by part."""
import re
from pathlib import Path

from nbgrader.utils import is_grade, is_locked

from grading.assignment import Assignment, grade_id, part_of
from grading.course import Trouble
from grading.rebuild import Unreadable, read
from grading.runner import Submission, is_test, run
from grading.sandbox import Limits
from grading.screen import EVERYWHERE, Screen, all_of, declarations


class Own(Assignment):
    """An assignment as the student has it: without solutions and hidden tests."""
    files = ()

    def __init__(self, file):
        read(file.read_text(encoding="utf-8", errors="replace"))
        super().__init__(file)
        for cell in self.source.cells:
            if not is_locked(cell) and not cell.source.startswith("%load include"):
                cell.metadata.theirs = True

    def screen(self):
        return OwnScreen(self)


class OwnScreen(Screen):
    """Knows no reference solution: what the student declares in a solution cell is taken for what was asked."""

    def __init__(self, own):
        given = [declarations(cell.source) for cell in own.locked() if not is_grade(cell)]
        self.forbids, self.reference = own.forbids, {}
        self.types, self.methods = EVERYWHERE | all_of(given, "types"), {"show"} | all_of(given, "methods")
        self.variables = all_of(given, "variables")

    def forbidden(self, name):
        """A cell without a name may be the instructor's, which a released notebook does not tell."""
        return super().forbidden(name) if name else set()


def check(machine, file, step):
    """Prints which visible tests pass. Returns how many do not."""
    file = Path(file)
    if not file.is_file():
        raise Trouble(f"There is no file {file}")
    try:
        own = Own(file)
    except Unreadable as why:
        raise Trouble(f"{file}: {why}") from None
    if not own.tests:
        raise Trouble(f"{file} has no tests: is it a homework?")
    submission = Submission(own, own.source, folder=str(file.resolve().parent))
    with step(file.name) as progress:
        run(machine, submission, Limits(), lambda note: setattr(progress, "note", note))
        progress.note = ""
    return summary(own, submission)


def summary(own, submission):
    results = {grade_id(cell): problem(cell) for cell in submission.cells.values() if is_test(cell)}
    for part, (title, worth) in sorted(own.parts.items()):
        tests = [name for name in own.tests if part_of(name) == part and name in results]
        passed = sum(results[name] is None for name in tests)
        print(f"\nPart {part} · {title}: {passed} of {len(tests)} visible tests pass ({worth} points)")
        for name in tests:
            print(f"  ok   {name}" if results[name] is None else f"  no   {name}\n       {results[name]}")
    for line in submission.remarks:
        print(f"\n{line}")
    failed = sum(result is not None for result in results.values())
    print("\nEvery visible test passes. The hidden ones ask the same of other numbers." if not failed else
          f"\n{failed} of {len(results)} visible tests do not pass yet.")
    return failed


def problem(cell):
    """What a failed test says, or None."""
    errors = [output.evalue for output in cell.outputs if output.output_type == "error"]
    return re.sub(r"^java\.lang\.\w+, ", "", errors[0]) if errors else None
