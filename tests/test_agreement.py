"""Files that must agree with each other, and the form of the notebooks."""
import json
import os
import re
import unittest

from tools.files import ROOT

NOTEBOOKS = ROOT / "notebooks"
LECTURES = sorted((NOTEBOOKS / "lectures").glob("*.ipynb"))
HOMEWORK = sorted((NOTEBOOKS / "homework" / "source").glob("*/*.ipynb"))
HIDDEN = re.compile(r"^ *// BEGIN (HIDDEN TESTS|SOLUTION)$.*?^ *// END \1$\n?", re.M | re.S)


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def first_code(cells):
    return next("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


def sources():
    """Our Java and Python, with or without git: somebody may have unpacked an archive."""
    files = [file for folder in ("lib", "bench", "tests", "tools", "notebooks/homework")
             for file in (ROOT / folder).rglob("*.*")]
    files = [file.relative_to(ROOT) for file in files if file.suffix in (".java", ".py")]
    return ["kit", *(file.as_posix() for file in files if not {"target", "resources"} & {*file.parts})]


NAMES = "lib/src/main/resources/unrolled/view/names.jshell"


class Files(unittest.TestCase):
    def test_pip_and_conda_install_the_same_versions(self):
        pip = dict(re.findall(r"^([\w-]+)==(\S+)$", read("requirements.txt"), re.M))
        conda = {name.replace("_", "-"): version
                 for name, version in re.findall(r"^ +- ([\w-]+)==?(\S+)$", read("environment.yml"), re.M)}
        self.assertIn("jjava", pip)
        self.assertIn("ijava", conda)
        shared = {name: version for name, version in conda.items()
                  if name not in ("python", "openjdk", "maven", "ijava")}
        self.assertEqual({name: version for name, version in pip.items() if name != "jjava"}, shared)

    def test_the_lock_pins_what_the_requirements_ask_for_and_all_that_it_needs(self):
        asked = re.findall(r"^[\w-]+==\S+$", read("requirements.txt"), re.M)
        entries = re.split(r"^(?=[\w-])", re.sub(r"^#.*\n", "", read("requirements.lock"), flags=re.M), flags=re.M)[1:]
        self.assertLessEqual(set(asked), {entry.split()[0] for entry in entries})
        self.assertGreater(len(entries), 5 * len(asked))
        for entry in entries:
            self.assertRegex(entry, r"^[\w.-]+==[\w.]+( ;[^\\]+)? \\\n +--hash=sha256:[0-9a-f]{64}")

    def test_the_coverage_of_lines_is_measured(self):
        """Without its agent JaCoCo counts nothing, and refuses nothing."""
        [options] = re.findall(r"<argLine>(.+?)</argLine>", read("pom.xml"))
        self.assertIn("@{argLine}", options)

    def test_the_wrapper_names_a_maven_and_its_checksum(self):
        properties = dict(re.findall(r"^(\w+)=(.+)$", read(".mvn/wrapper/maven-wrapper.properties"), re.M))
        self.assertRegex(properties["distributionUrl"], r"/apache-maven-3\.9\.\d+-bin\.zip$")
        self.assertRegex(properties["distributionSha256Sum"], "^[0-9a-f]{64}$")
        for script in ("mvnw", "mvnw.cmd"):
            self.assertIn(f"startup batch script, version {properties['wrapperVersion']}", read(script))

    def test_a_cell_can_name_every_package_of_the_library_but_the_machines(self):
        packages = {"unrolled." + file.parent.name for file in (ROOT / "lib/src/main/java/unrolled").glob("*/*.java")}
        imported = set(re.findall(r"^import (unrolled\.\w+)\.\*;$", read(NAMES), re.M))
        self.assertEqual(packages - {"unrolled.machine", "unrolled.docs"}, imported)

    def test_every_homework_brings_the_same_include(self):
        for copy in (NOTEBOOKS / "homework").rglob("include.jshell"):
            self.assertEqual(read("notebooks/include.jshell"), copy.read_text(encoding="utf-8"), copy)
        for file in HOMEWORK:
            self.assertTrue((file.parent / "include.jshell").is_file(), file)

    def test_the_course_map_names_every_lecture(self):
        linked = set(re.findall(r"\]\(([^)#:]+)\)", read("notebooks/README.md")))
        self.assertLessEqual({file.relative_to(NOTEBOOKS).as_posix() for file in LECTURES}, linked)
        for link in linked:
            self.assertTrue((NOTEBOOKS / link).exists(), link)
        for file in LECTURES:
            self.assertIn(f"](notebooks/lectures/{file.name})", read("README.md"))

    def test_the_licence_is_complete(self):
        words = read("LICENSE").split()
        self.assertEqual("Apache License Version 2.0, January 2004".split(), words[:6])
        self.assertEqual("limitations under the License.".split(), words[-4:])
        self.assertIn("9. Accepting Warranty or Additional Liability.", " ".join(words))

    def test_programs_can_be_started_after_any_clone(self):
        attributes = read(".gitattributes")
        for name in ("kit", "postBuild", ".ci/run"):
            self.assertNotIn(b"\r", (ROOT / name).read_bytes(), name)
            self.assertIn(f"{name} text eol=lf", attributes)
            self.assertTrue(os.name == "nt" or os.access(ROOT / name, os.X_OK), name)

    def test_a_line_has_at_most_120_characters(self):
        files = sources()
        self.assertLessEqual({"kit", "tools/cli.py", "tests/test_agreement.py"}, set(files))
        self.assertEqual([], [f"{name}, line {number}: {len(line)} characters" for name in files
                              for number, line in enumerate(read(name).split("\n"), 1) if len(line) > 120])


class TheFormOfNotebooks(unittest.TestCase):
    def cells(self, file):
        return json.loads(file.read_text(encoding="utf-8"))["cells"]

    def code(self, files):
        return [(f"{file.name}, cell {number}", "".join(cell["source"])) for file in files
                for number, cell in enumerate(self.cells(file), 1) if cell["cell_type"] == "code"]

    def test_they_are_kept_without_outputs(self):
        for file in LECTURES + HOMEWORK:
            for number, cell in enumerate(self.cells(file), 1):
                if cell["cell_type"] == "code":
                    self.assertEqual(([], None), (cell["outputs"], cell["execution_count"]),
                                     f"{file.name}, cell {number}")

    def test_they_name_the_java_kernel(self):
        for file in LECTURES + HOMEWORK:
            spec = json.loads(file.read_text(encoding="utf-8"))["metadata"]["kernelspec"]
            self.assertEqual(("java", "java"), (spec["name"], spec.get("language")), file.name)

    def test_they_begin_with_the_include(self):
        for file in LECTURES:
            self.assertEqual("%load ../include.jshell", first_code(self.cells(file)).strip(), file.name)
        for file in HOMEWORK:
            self.assertEqual("%load include.jshell", first_code(self.cells(file)).strip(), file.name)

    def test_a_cell_shows_at_most_twenty_five_lines(self):
        """A solution and hidden tests are not shown."""
        for place, source in self.code(LECTURES + HOMEWORK):
            lines = HIDDEN.sub("", source).count("\n") + 1
            self.assertLessEqual(lines, 25, place)

    def test_a_line_of_code_has_at_most_88_characters(self):
        """The book's column holds no more."""
        long = [f"{place}: {line}" for place, source in self.code(LECTURES + HOMEWORK)
                for line in source.split("\n") if len(line) > 88]
        self.assertEqual([], long)


if __name__ == "__main__":
    unittest.main()
