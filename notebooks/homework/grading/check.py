"""For a student: the visible tests of a notebook, on the student's own machine, part by part.

A released notebook carries itself as it was handed out, and the names that grading refuses. So a student's notebook is
put together and screened here as it will be when it is graded.
"""
from pathlib import Path

from grading.assignment import Assignment, assignments
from grading.course import Trouble, is_this, on_kernel
from grading.messages import explain, problem
from grading.names import grade_id, part_of
from grading.rebuild import Unreadable, decoded, read, rebuild
from grading.released import carried
from grading.runner import Submission, is_test, run
from grading.sandbox import Limits
from grading.screen import words
from grading.spared import depends


class Own(Assignment):
    """An assignment as the student has it: without solutions and hidden tests."""
    files = ()

    def __init__(self, file):
        file = Path(file)
        self.handed = decoded(file.read_bytes())
        read(self.handed)
        known = carried(self.handed) or of_the_kit(file)
        if not known:
            raise Unreadable("has no tests that this kit knows: is it a homework?")
        notebook, rules = known
        super().__init__(file, notebook)
        self.rules = rules
        self.skeleton = self.released = notebook

    def submission(self):
        return Submission(self, *rebuild(self, self.handed), folder=str(self.file.resolve().parent))


def of_the_kit(file):
    """For a notebook whose metadata are gone: the kit's homework that has these tests, or this name."""
    for name, assignment in assignments().items():
        if file.stem == name or is_this(file, assignment):
            return assignment.released, assignment.rules
    return None


def check(file, step):
    """Prints which visible tests pass. Returns how many do not."""
    file = Path(file)
    try:
        own = Own(file)
        submission = own.submission()
    except FileNotFoundError:
        raise Trouble(f"There is no file {file}") from None
    except OSError as error:
        raise Trouble(f"{file} cannot be read: {error.strerror}") from None
    except Unreadable as why:
        raise Trouble(f"{file}: {why}") from None
    if not (file.parent / "include.jshell").is_file():
        raise Trouble(f"There is no include.jshell beside {file}: it came with it, and the first cell loads it")
    print(f"  {on_kernel()}")
    with step(file.name) as progress:
        run(submission, Limits(), lambda note: setattr(progress, "note", note))
        progress.note = ""
    explain(submission)
    return summary(own, submission)


def summary(own, submission):
    tests = {grade_id(cell): cell for cell in submission.cells.values() if is_test(cell)}
    results = {name: problem(cell) for name, cell in tests.items() if words(cell.source) != ["{", "}"]}
    for number, tasks in depends(submission).items():
        names = ", ".join(map(submission.name, sorted(tasks)))
        results[submission.name(number)] += (f"\n       (it calls {names}, which is not right yet: grading takes a "
                                             "right one)")
    for part, (title, worth) in sorted(own.parts.items()):
        names = [name for name in tests if part_of(name) == part]
        visible = [name for name in names if name in results]
        passed = sum(results[name] is None for name in visible)
        print(f"\nPart {part} · {title}: {passed} of {len(visible)} visible tests pass ({worth} points)")
        for name in names:
            print(line(name, results))
    for remark in submission.remarks + broken(submission):
        print(f"\n{remark}")
    failed = sum(result is not None for result in results.values())
    print("\nEvery visible test passes. The hidden ones ask the same of other numbers." if not failed else
          f"\n{failed} of {len(results)} visible tests do not pass yet.")
    return failed


def line(name, results):
    if name not in results:
        return f"  –    {name}\n       all of its lines are hidden: it is tested when it is graded"
    return f"  ok   {name}" if results[name] is None else f"  no   {name}\n       {results[name]}"


def broken(submission):
    """The student's cells that the compiler refuses."""
    return [f"{submission.name(number)} {problem(cell)}" for number, cell in submission.cells.items()
            if not is_test(cell) and (problem(cell) or "").startswith("does not compile")]
