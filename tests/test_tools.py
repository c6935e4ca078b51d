"""The package tools/: what it may import before the environment exists, and the words between its two processes."""
import ast
import contextlib
import graphlib
import io
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from tools import console, inside
from tools.cli import command
from tools.console import Problem
from tools.environment import environment
from tools.files import ROOT

TOOLS = ROOT / "tools"
TOLD = """
import contextlib, os, sys
sys.path.insert(0, {root!r})
from tools import inside
words = inside.Words()
with inside.Lines(words) as lines, contextlib.redirect_stdout(lines):
    {code}
words.tell({last})
"""


def imports(file):
    """The modules that it imports when it is imported itself: what stands in a function is not counted."""
    found, rest = set(), [ast.parse(file.read_text(encoding="utf-8"))]
    while rest:
        node = rest.pop()
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            rest += ast.iter_child_nodes(node)
    return found


def loaded(file):
    """{file: what else it imports} for this file and every module of tools that comes with it."""
    found, rest = {}, [file]
    while rest:
        file = rest.pop()
        if file not in found:
            names = imports(file)
            ours = {TOOLS / f"{name.split('.')[1]}.py" for name in names if name.startswith("tools.")}
            rest += [module for module in ours if module.exists()]
            found[file] = {name.split(".")[0] for name in names} - {"tools"}
    return found


def needs(package):
    """{module of the package: those of its own that it imports, wherever in it}."""
    found = {}
    for file in sorted(package.glob("*.py")):
        nodes = [node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
                 if isinstance(node, ast.ImportFrom) and node.module]
        whole = {name.name for node in nodes if node.module == package.name for name in node.names}
        found[file.stem] = whole | {node.module.split(".")[1] for node in nodes
                                    if node.module.startswith(f"{package.name}.")}
    return found


class NoCircle(unittest.TestCase):
    def test_modules_need_each_other_one_way(self):
        for package in (TOOLS, ROOT / "notebooks" / "homework" / "grading"):
            order = list(graphlib.TopologicalSorter(needs(package)).static_order())     # or CycleError, which names it
            self.assertGreater(len(order), 10)


class BeforeTheEnvironmentExists(unittest.TestCase):
    def test_only_the_standard_library_is_imported(self):
        found = loaded(ROOT / "kit")
        self.assertLessEqual({TOOLS / f"{name}.py" for name in ("setup", "environment", "inside", "cli")}, set(found))
        for file, names in found.items():
            self.assertEqual(set(), names - sys.stdlib_module_names, file)

    def test_what_runs_inside_only_is_known_by_its_imports(self):
        inner = {name for name in ("notebooks", "pages", "executions", "book", "slides")
                 if set().union(*loaded(TOOLS / f"{name}.py").values()) - sys.stdlib_module_names}
        self.assertEqual({"notebooks", "pages", "executions", "book", "slides"}, inner)
        self.assertEqual({"yes", "no"}, self.of("import yes\ndef f(): import late\nclass A:\n    from no import x"))

    def of(self, code):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "x.py").write_text(code)
            return {name.split(".")[0] for name in imports(Path(folder) / "x.py")}

    def test_the_kit_starts_without_any_package_and_from_any_folder(self):
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run([sys.executable, "-I", "-S", str(ROOT / "kit"), "--help"], cwd=folder,
                                  capture_output=True, text=True)
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        self.assertIn("usage: kit", done.stdout)

    def test_kit_is_a_page_and_each_room_has_at_most_240_lines(self):
        self.assertLessEqual(len((ROOT / "kit").read_text(encoding="utf-8").splitlines()), 40)
        for file in TOOLS.glob("*.py"):
            self.assertLessEqual(len(file.read_text(encoding="utf-8").splitlines()), 240, file)


class TheWordsBetweenTheProcesses(unittest.TestCase):
    """The inner end is a program with these lines in place of kit; the outer end is the real one."""

    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)

    def ask(self, code, last="'result', 2", **options):
        """(the result, what a person sees)"""
        (self.folder / "kit").write_text(TOLD.format(root=str(ROOT), code=code, last=last), encoding="utf-8")
        seen = io.StringIO()
        with mock.patch.object(inside, "ROOT", self.folder), contextlib.redirect_stdout(seen):
            try:
                result = inside.inside(environment(), "run", "x.ipynb", **options)
            except Problem as problem:
                result = problem
        return result, seen.getvalue()

    def test_a_step_is_shown_with_its_lines_and_its_end(self):
        result, seen = self.ask("with words.step('work') as step: step.note += 'a'; step.say('below'); "
                                "print('mo', end='')", "'result', [3, 'ü']")
        self.assertEqual([3, "ü"], result)
        self.assertRegex(seen, r"^below\n  ok   work  \d+\.\d s  a\nmo\n$")

    def test_a_line_that_looks_like_a_word_is_a_line(self):
        line = '  ok   all is well  1.0 s\n{"result": true}'
        result, seen = self.ask(f"print({line!r})")
        self.assertEqual((2, line + "\n"), (result, seen))

    def test_what_a_kernel_writes_to_standard_output_is_no_word(self):
        written = repr(b'{"result": 1}\n')
        result, seen = self.ask(f"os.write(1, {written})", quiet=True)
        self.assertEqual((2, ""), (result, seen))

    def test_half_of_a_pair_of_characters_arrives(self):
        self.assertEqual("\ud83d", self.ask("pass", r"'result', '\ud83d'")[0])

    def test_a_problem_of_the_task_is_the_commands(self):
        result, seen = self.ask("pass", "'problem', 'There is no such thing'")
        self.assertEqual("There is no such thing", str(result))

    def test_a_process_that_ends_without_a_last_word_is_a_failure(self):
        result, seen = self.ask("words.step('work').__enter__(); sys.exit('out of memory')", quiet=True)
        self.assertRegex(str(result), r"ended too early \(exit code 1\) out of memory$")
        self.assertRegex(seen, r"^  FAIL work  \d\.\d s\n$")

    def test_ctrl_c_ends_what_does_not_end_by_itself_and_closes_the_line(self):
        class Stopped(inside.Screen):
            def say(self, lines):
                raise KeyboardInterrupt

        with mock.patch.object(inside, "PATIENCE", 0.1), self.assertRaises(KeyboardInterrupt):
            self.ask("words.step('work').__enter__(); print('now'); __import__('time').sleep(60)",
                     screen=Stopped())
        self.assertEqual(set(), inside.RUNNING)

    def test_the_real_inner_end_says_problems_in_a_word(self):
        with self.assertRaisesRegex(Problem, "no such notebook.ipynb: has no tests|There is no file no such notebook"):
            inside.inside(environment(), "homework", {"step": "check", "notebook": "no such notebook.ipynb"})

    def test_the_sentences_that_end_a_command(self):
        self.assertEqual("\nStopped.", console.sentence(KeyboardInterrupt()))
        self.assertRegex(console.sentence(PermissionError(13, "denied", "x")), "^The kit may not write x: ")

    def test_without_a_browser_nothing_is_printed_on_paper(self):
        needed = "^Chromium, Chrome or Edge is needed"
        with mock.patch("tools.browser.NAMES", ()), self.assertRaisesRegex(Problem, needed):
            command(["book", "--pdf"])


if __name__ == "__main__":
    unittest.main()
