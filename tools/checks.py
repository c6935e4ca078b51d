"""`./kit test`: everything that must hold."""
import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from tools.bench import build_benchmarks
from tools.browser import browser, driver
from tools.console import Problem, Step, call
from tools.environment import environment, install_tools
from tools.files import ROOT, remembered
from tools.lectures import every_lecture, find_notebook, make_book, make_slides, run
from tools.library import CLASS_PATH, NOT_BUILT, alone, built_jar, clear_class_path, library_key, maven
from tools.machine import at_once, find_jdk, jdks
from tools.setup import finish_setup, setup


def test_options(test):
    test.add_argument("part", nargs="?", choices=["grader", "kernels", "browser", "platforms"], help="only this: "
                      "the grader against right, wrong and dishonest answers; two lectures on the other kernels and "
                      "JDKs; pages, book, slides and JupyterLab in a browser; the library as on Windows, ARM and macOS "
                      "(everything when none is given, the last with --all only)")
    test.add_argument("--all", action="store_true", help="grade every wrong answer, not a dozen of each assignment; "
                      "run every notebook on every kernel and JDK; the slides of every lecture; the other platforms")


def command_test(arguments):
    """Everything that must hold, or one part of it; a part that fails does not stop the others."""
    started = time.monotonic()
    env, jdk = environment(), find_jdk()
    long = {"grader": lambda: homework_tests(env, arguments.all),
            "browser": lambda: in_the_browser(env, arguments.all),
            "kernels": lambda: other_kernels(env, jdk, arguments.all),
            "platforms": lambda: other_platforms(env, jdk)}
    if arguments.part:
        setup()
        return summary({arguments.part: attempt(long[arguments.part])}, time.monotonic() - started)
    with alone(), remembered() as stamps:
        install_tools(env, stamps)
        clear_class_path(CLASS_PATH)
        parts = {"library": attempt(lambda: verify(jdk))}
        stamps["library"] = library_key()
        if built_jar() != NOT_BUILT:
            parts["kernel"] = attempt(lambda: finish_setup(env, jdk, stamps))
    parts["kit"] = attempt(lambda: unit_tests(env, arguments.all))
    if not parts.get("kernel", "not built"):
        parts["notebooks"] = attempt(lambda: all_notebooks(env))
        parts |= {name: attempt(part) for name, part in long.items() if arguments.all or name != "platforms"}
    return summary(parts, time.monotonic() - started)


def attempt(part):
    """None when it holds, or what does not."""
    try:
        return part()
    except Problem as problem:
        print(f"    {problem}", flush=True)
        return str(problem).splitlines()[0]


def summary(parts, seconds):
    failed = {name: problem for name, problem in parts.items() if problem}
    print(f"\nChecked in {seconds:.0f} s: {', '.join(parts)}")
    for name, problem in failed.items():
        print(f"  {name}: {problem}")
    print(f"parts: {len(parts) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


def verify(jdk):
    began = time.time()
    with Step("mvn verify: the library's tests, the benchmarks compile") as step:
        maven(step, jdk, "mvn verify", "verify")
        step.note = f"{count_tests(began)} tests"


def count_tests(since):
    """The tests that Surefire reported since then."""
    reports = [file for file in ROOT.glob("*/target/surefire-reports/TEST-*.xml") if file.stat().st_mtime >= since - 2]
    heads = [re.search(r'<testsuite\b[^>]*?\stests="(\d+)"', file.read_text(encoding="utf-8")) for file in reports]
    return sum(int(head.group(1)) for head in heads if head)


def thorough(env, every):
    """The variables of a test that takes a sample, unless it is told to take all."""
    return env.variables(**{"UNROLLED_TEST_ALL": "1"} if every else {})


LONGEST = ["tests.test_grading", "tests.test_notebooks"]
SAME_QUESTIONS = "tests.test_homework"         # it asks the compiler what test_grading has asked: so it comes last


def unit_tests(env, every):
    modules = {f"tests.{file.stem}" for file in (ROOT / "tests").glob("test_*.py")}
    ordered = [*LONGEST, *sorted(modules - {*LONGEST, SAME_QUESTIONS}), SAME_QUESTIONS]
    with Step("the tests of kit, of the files that must agree, and of the notebooks' form") as step:
        side_by_side(step, env.python, ordered, thorough(env, every))


def side_by_side(step, python, tests, variables):
    """Modules or classes of tests, each in a process of its own; one that fails does not stop the others."""
    def problem(test):
        try:
            call(step, [python, "-m", "unittest", test], test, variables)
        except Problem as found:
            return str(found)

    with ThreadPoolExecutor(at_once()) as pool:
        problems = list(filter(None, pool.map(problem, tests)))
    if problems:
        raise Problem("\n    ".join(problems))


def classes(module):
    """Those of this module of tests that hold some, in their order."""
    source = (ROOT / "tests" / f"{module}.py").read_text(encoding="utf-8")
    return [f"tests.{module}.{one.split('(')[0]}" for one in re.split("^class ", source, flags=re.M)[1:]
            if "    def test_" in one]


def homework_tests(env, every):
    longest, *rest = classes("homework")
    with Step("the homework: reference solutions, wrong answers and hostile ones through the grader") as step:
        side_by_side(step, env.python, [longest, *rest[::-1]], thorough(env, every))


def all_notebooks(env):
    if not run(env, every_lecture()):
        raise Problem("a notebook fails")


def other_kernels(env, jdk, every):
    with Step("a stand-in for IJava, by Maven") as step:
        maven(step, jdk, "Building tests/ijava", "-f", ROOT / "tests" / "ijava", "package")
    if len(jdks()) == 1:
        print(f"       JDK {jdk.feature} alone is here: nothing runs on a newer one", flush=True)
    if subprocess.run([str(env.python), "-m", "unittest", "tests.kernels"], cwd=ROOT, stdin=subprocess.DEVNULL,
                      env=thorough(env, every)).returncode:
        raise Problem("a notebook fails on another kernel")


def other_platforms(env, jdk):
    """On the classes of the library, its tests and the benchmark, which no platform changes."""
    build_benchmarks(jdk)
    with Step("the library's tests, by Maven") as step:
        maven(step, jdk, "Compiling the tests", "-pl", "lib", "test-compile")
    if subprocess.run([str(env.python), "-m", "unittest", "tests.platforms"], cwd=ROOT, stdin=subprocess.DEVNULL,
                      env=env.variables()).returncode:
        raise Problem("the library does not hold on another platform")


def in_the_browser(env, every):
    """The pages, the book, the slides and JupyterLab, in Chromium, by Playwright in an environment of its own."""
    make_book(env)
    make_slides(env, every_lecture() if every else [find_notebook("03"), find_notebook("07")])
    if not browser():
        if os.environ.get("CI"):
            raise Problem("there is no Chromium or Chrome")
        print("       no Chromium or Chrome here: nothing was looked at", flush=True)
        return
    python = driver().python
    with Step("pages, book, slides and JupyterLab in Chromium, without a network") as step:
        side_by_side(step, python, classes("browser")[::-1], thorough(env, every))
