"""What kit says when the machine lacks something."""
import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from tests.programs import call, java, program
from tools import cli, console, environment, files, kernel, lectures, library, machine, setup, start
from tools.console import Problem, Step
from tools.environment import Environment
from tools.files import ROOT, WORK
from tools.machine import Jdk


class Folder(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)


class WhatIsMissing(Folder):
    def setup_says(self, path, **variables):
        done = call("setup", **{"PATH": str(path), "JAVA_HOME": None, "CONDA_PREFIX": None, **variables})
        self.assertEqual(1, done.returncode, done.stdout)
        self.assertEqual("", done.stdout)
        self.assertEqual(1, len(done.stderr.strip().splitlines()), done.stderr)
        return done.stderr

    def test_no_java(self):
        self.assertIn("needs a JDK 17 or newer, and found none: ", self.setup_says(self.folder))

    def test_an_old_java(self):
        said = self.setup_says(java(self.folder, "11.0.22"))
        self.assertRegex(said, r"needs a JDK 17 or newer, and \S+ is Java 11\.0\.22: ")

    def test_a_java_from_before_the_versions_changed(self):
        self.assertIn("is Java 1.8.0_402", self.setup_says(java(self.folder, "1.8.0_402")))

    def test_a_java_that_cannot_compile(self):
        self.assertIn("cannot compile them (a JRE)", self.setup_says(java(self.folder, "17.0.1", compiler=False)))

    def test_a_java_that_does_not_start(self):
        broken = program(self.folder, "java", "no such library", code=127)
        self.assertIn(f"{broken.stem} does not start", self.setup_says(self.folder))

    def test_a_java_home_that_is_wrong_is_named(self):
        said = self.setup_says(self.folder, JAVA_HOME=str(self.folder / "gone"))
        self.assertRegex(said, r"gone\S* does not start")

    def test_an_installed_maven_is_used_where_it_is_new_enough_and_else_the_wrapper(self):
        wrapper = str(ROOT / ("mvnw.cmd" if os.name == "nt" else "mvnw"))
        for said, used in (("Apache Maven 3.10.0", None), ("Apache Maven 3.6.3", None), ("no version", wrapper),
                           ("Apache Maven 3.5.4 (1edded0938998edf8bf061f1ceb3cfdeccf443fe)", wrapper)):
            maven = str(program(self.folder, "mvn", said))
            found = {"mvn": maven, "unzip": "unzip"}.get
            with self.subTest(said), mock.patch.object(machine.shutil, "which", found):
                self.assertEqual(used or maven, machine.find_maven(None))
        with mock.patch.object(machine.shutil, "which", {"unzip": "unzip"}.get):
            self.assertEqual(wrapper, machine.find_maven(None))

    @unittest.skipIf(os.name == "nt", "PowerShell unpacks there")
    def test_what_the_wrapper_cannot_do_without(self):
        with mock.patch.object(machine.shutil, "which", {"apt-get": "apt-get"}.get):
            with self.assertRaisesRegex(Problem, "needs the program unzip for that: sudo apt-get install unzip"):
                machine.find_maven(None)

    def test_a_folder_that_may_not_be_written(self):
        with mock.patch.object(cli, "command", side_effect=PermissionError(13, "denied", "target/kit/stamps.json")):
            self.assertRegex(cli.main(["setup"]), "may not write target/kit/stamps.json: is its folder yours")

    def test_a_home_folder_that_may_not_be_written(self):
        closed = mock.Mock(return_value=False)
        with mock.patch("tools.kernel.home_is_open", closed), \
                mock.patch("tools.environment.home_is_open", closed), \
                mock.patch("tools.library.home_is_open", closed):
            self.assertIn(f"-Dorg.bytedeco.javacpp.cachedir={WORK / 'javacpp'}",
                          kernel.java_options(Jdk(self.folder, "17.0.1")))
            self.assertEqual(str(WORK / "jupyter"),
                             Environment(self.folder, False).variables()["JUPYTER_RUNTIME_DIR"])
            with mock.patch.multiple(library, call=mock.DEFAULT, find_maven=lambda variables: "mvn") as patched:
                library.maven(None, Jdk(self.folder, "17.0.1"), "Building", "package")
        _, command, _, variables = patched["call"].call_args.args
        self.assertIn(f"-Dmaven.repo.local={WORK / 'maven' / 'repository'}", command)
        self.assertEqual(str(WORK / "maven"), variables["MAVEN_USER_HOME"])

    def test_a_conda_environment_without_the_tools(self):
        path = java(self.folder, "21.0.4")
        program(path, "mvn")
        said = self.setup_says(path, CONDA_PREFIX=str(self.folder), CONDA_DEFAULT_ENV="course")
        self.assertIn(f"lacks {', '.join(environment.CONDA_TOOLS)}: conda env update -f environment.yml", said)

    def test_no_venv_module(self):
        with mock.patch.dict(sys.modules, {"ensurepip": None}), self.assertRaisesRegex(Problem, "venv module"):
            environment.install_tools(Environment(self.folder, False), {})

    def test_with_a_new_environment_the_kernel_is_tried_again(self):
        stamps = {"tools": "of another Python", "self-test": "done"}
        with mock.patch.object(environment, "call"), contextlib.redirect_stdout(io.StringIO()):
            environment.install_tools(Environment(self.folder / ".venv", False), stamps)
        self.assertNotEqual("done", stamps["self-test"])

    def test_an_old_python(self):
        pretend = ("import sys; sys.version_info = (3, 7, 3); "
                   f"exec(open({str(ROOT / 'kit')!r}, encoding='utf-8').read())")
        done = subprocess.run([sys.executable, "-c", pretend], capture_output=True, text=True)
        self.assertEqual(1, done.returncode)
        self.assertIn("Unrolled needs Python 3.11 or newer, and this is Python 3.7", done.stderr)

    @unittest.skipIf(os.name == "nt", "links are for administrators there")
    def test_an_environment_behind_a_link_is_left_alone(self):
        (self.folder / "theirs").mkdir()
        (self.folder / "theirs" / "kept").touch()
        (self.folder / "link").symlink_to(self.folder / "theirs")
        with self.assertRaisesRegex(Problem, "is a link to .*theirs: remove the link"):
            environment.install_tools(Environment(self.folder / "link", False), {})
        self.assertTrue((self.folder / "theirs" / "kept").exists())


class WhatIsThere(Folder):
    def test_the_first_java_that_will_do_is_taken(self):
        java(self.folder / "old", "11.0.22")
        good = java(self.folder / "good", "21.0.4")
        with mock.patch.dict(os.environ, {"JAVA_HOME": str(self.folder / "old"), "PATH": str(good)}):
            self.assertEqual(("21.0.4", 21), (machine.find_jdk().version, machine.find_jdk().feature))

    def test_the_oldest_and_the_newest_jdk_are_found(self):
        for name, version in (("a", "25.0.1"), ("b", "11.0.2"), ("c", "21.0.4"), ("d", "17.0.1")):
            java(self.folder / "jvm" / name, version)
        (self.folder / "jvm" / "empty").mkdir()
        with mock.patch.dict(os.environ, JAVA_HOME=str(self.folder / "jvm" / "c")):
            with mock.patch.object(machine, "JDK_PLACES", (f"{self.folder}/jvm/*",)):
                self.assertEqual(["17.0.1", "25.0.1"], [jdk.version for jdk in machine.jdks()])
            with mock.patch.object(machine, "JDK_PLACES", ()):
                self.assertEqual(["21.0.4"], [jdk.version for jdk in machine.jdks()])

    def test_versions(self):
        for version, feature in (("17.0.15", 17), ("25", 25), ("26-ea", 26), ("1.8.0_402", 8), ("", 0)):
            self.assertEqual(feature, machine.feature(version))

    def test_the_processor_chooses_openblas_kernels(self):
        avx512 = {"avx2", "fma", "avx512f", "avx512bw", "avx512dq", "avx512vl", "avx512cd"}
        self.assertEqual("SKYLAKEX", machine.core_of(avx512))
        self.assertEqual("HASWELL", machine.core_of(avx512 - {"avx512vl"}))
        self.assertIsNone(machine.core_of({"sse4_2", "avx"}))

    def test_the_processor_is_asked_in_every_systems_words(self):
        intel, apple, windows = "AVX1.0 FMA SSE4.2\nAVX2 BMI1 AVX512F\n", "arm64", mock.Mock()
        windows.windll.kernel32.IsProcessorFeaturePresent = lambda feature: feature == 40
        with mock.patch.object(machine.platform, "machine", lambda: "x86_64"), \
                mock.patch.object(machine.subprocess, "run", return_value=mock.Mock(stdout=intel)):
            with mock.patch.object(machine.sys, "platform", "darwin"):
                self.assertEqual("HASWELL", machine.openblas_core())
            with mock.patch.object(machine.sys, "platform", "win32"), mock.patch.object(machine, "ctypes", windows):
                self.assertEqual("HASWELL", machine.openblas_core())
                windows.windll.kernel32.IsProcessorFeaturePresent = lambda feature: True
                self.assertEqual("SKYLAKEX", machine.openblas_core())
        with mock.patch.object(machine.platform, "machine", lambda: apple):
            self.assertIsNone(machine.openblas_core())

    def test_condas_base_environment_does_not_count(self):
        with mock.patch.dict(os.environ, {"CONDA_PREFIX": str(self.folder), "CONDA_DEFAULT_ENV": "base"}):
            self.assertEqual(Environment(ROOT / ".venv", False), environment.environment())
        with mock.patch.dict(os.environ, {"CONDA_PREFIX": str(self.folder), "CONDA_DEFAULT_ENV": "unrolled"}):
            self.assertEqual(Environment(self.folder, True), environment.environment())


@unittest.skipIf(os.name == "nt", "repo2docker builds on Linux")
class OnBinder(Folder):
    def post_build(self, **variables):
        """What postBuild makes of these variables: the environment that kit setup would use."""
        shutil.copy(ROOT / "postBuild", self.folder)
        says = self.folder / "kit"
        says.write_text('#!/bin/sh\necho "$1 in <$CONDA_PREFIX>"\n')
        says.chmod(0o755)
        variables = {name: value for name, value in {**os.environ, "CONDA_PREFIX": None, **variables}.items() if value}
        return subprocess.run(["./postBuild"], cwd=self.folder, env=variables, capture_output=True, text=True).stdout

    def test_the_environment_that_repo2docker_made_is_used(self):
        """Its build names the environment in two variables, and does not activate it."""
        prefix = "/srv/conda/envs/notebook"
        self.assertEqual(f"setup in <{prefix}>\n", self.post_build(NB_PYTHON_PREFIX=prefix, CONDA_DEFAULT_ENV=prefix))
        with mock.patch.dict(os.environ, {"CONDA_PREFIX": prefix, "CONDA_DEFAULT_ENV": prefix}):
            self.assertEqual(Environment(Path(prefix), True), environment.environment())

    def test_elsewhere_the_active_environment_or_none(self):
        self.assertEqual("setup in </opt/active>\n", self.post_build(NB_PYTHON_PREFIX=None, CONDA_PREFIX="/opt/active"))
        self.assertEqual("setup in <>\n", self.post_build(NB_PYTHON_PREFIX=None))

    def test_git_keeps_it_executable(self):
        self.assertTrue(os.access(ROOT / "postBuild", os.X_OK))


class TwoAtOnce(Folder):
    HOLDING = ("import sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path; from tools import library\n"
               "library.WORK = Path(sys.argv[2])\n"
               "with library.alone(): print('mine', flush=True); sys.stdin.read()")

    def setUp(self):
        super().setUp()
        self.other = subprocess.Popen([sys.executable, "-c", self.HOLDING, str(ROOT), str(self.folder)],
                                      stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.addCleanup(self.other.communicate)
        self.assertEqual("mine\n", self.other.stdout.readline())

    def taken(self):
        with open(self.folder / "lock", "a") as file:
            return library.locked(file)

    def test_a_second_setup_waits_for_the_first(self):
        self.assertFalse(self.taken())
        with mock.patch.object(library, "WORK", self.folder), mock.patch("builtins.print") as said, \
                mock.patch.object(library.time, "sleep", lambda seconds: self.other.communicate()), library.alone():
            self.assertEqual(0, self.other.returncode, "the first has ended before the second begins")
        self.assertIn("another setup is at work", said.call_args.args[0])

    def test_a_setup_that_was_killed_is_not_waited_for(self):
        self.other.kill()
        self.other.wait()
        self.assertTrue(self.taken())


class TheKernelspec(Folder):
    def spec(self, version, jar="jjava.jar", **variables):
        env = Environment(self.folder, True)
        env.kernel.mkdir(parents=True, exist_ok=True)
        for name in (jar, "jjava-launcher.jar"):
            (env.kernel / name).touch()
        with mock.patch.dict(os.environ, variables), mock.patch.object(kernel, "openblas_core", lambda: "HASWELL"):
            return kernel.kernel_spec(env, Jdk(self.folder / "jdk", version))

    def test_it_names_the_jdk_and_the_kernels_own_jar(self):
        spec = self.spec("17.0.15")
        self.assertEqual(str(self.folder / "jdk" / "bin" / Jdk(self.folder, "17").java.name), spec["argv"][0])
        self.assertEqual(["-jar", str(self.folder / "share/jupyter/kernels/java/jjava.jar"), "{connection_file}"],
                         spec["argv"][-3:])

    def test_condas_ijava_is_found(self):
        self.assertTrue(self.spec("21", jar="ijava-1.4.0.jar")["argv"][-2].endswith("ijava-1.4.0.jar"))

    def test_a_new_jdk_is_told_what_an_old_one_does_not_know(self):
        self.assertNotIn("--sun-misc-unsafe-memory-access=allow", self.spec("17.0.15")["argv"])
        self.assertIn("--sun-misc-unsafe-memory-access=allow", self.spec("25.0.3")["argv"])

    def test_openblas_is_told_the_processor_unless_somebody_did(self):
        without = {name: value for name, value in os.environ.items() if name != "OPENBLAS_CORETYPE"}
        with mock.patch.dict(os.environ, without, clear=True):
            self.assertEqual("HASWELL", self.spec("17")["env"]["OPENBLAS_CORETYPE"])
        self.assertNotIn("OPENBLAS_CORETYPE", self.spec("17", OPENBLAS_CORETYPE="ZEN")["env"])

    def test_the_self_test_leaves_classes_that_the_kernel_shares(self):
        env = Environment(self.folder, True)
        self.spec("17")                                                         # makes the files of a kernel
        tested = []

        def self_test(env, task, archive, quiet):
            tested.append(self.registered(env))
            self.assertFalse(Path(archive).exists())
            Path(archive).write_text("classes")

        stamps = {}
        with mock.patch.object(setup, "inside", self_test), mock.patch.object(setup, "Step"):
            for version in ("17.0.15", "17.0.15", "17.0.16"):
                setup.finish_setup(env, Jdk(self.folder / "jdk", version), stamps)
                self.assertIn(kernel.SHARED_CLASSES[0], self.registered(env))
            self.assertEqual(2, len(tested), "once for each Java")
            self.assertNotIn(kernel.SHARED_CLASSES[0], [*tested[0], *tested[1]])

            (env.kernel / kernel.ARCHIVE).unlink()
            setup.finish_setup(env, Jdk(self.folder / "jdk", "17.0.16"), stamps)
            self.assertNotIn(kernel.SHARED_CLASSES[0], self.registered(env), "a kernel starts without it, too")

    def registered(self, env):
        return json.loads((env.kernel / "kernel.json").read_text(encoding="utf-8"))["argv"]

    def test_the_classes_here_fit_the_java_here(self):
        env = environment.environment()
        argv = [word.replace("{resource_dir}", str(env.kernel)) for word in self.registered(env)]
        options = argv[argv.index(str(machine.find_jdk().java)):argv.index("-jar")]
        self.assertIn(f"-XX:SharedArchiveFile={env.kernel / kernel.ARCHIVE}", options)
        strictly = ["-Xshare:on", "-cp", str(kernel.kernel_jar(env)), "-version"]
        done = subprocess.run([*options, *strictly], capture_output=True, text=True, timeout=60)
        self.assertEqual((0, ""), (done.returncode, done.stdout))

    def test_a_damaged_archive_of_classes_never_stops_a_kernel(self):
        env = environment.environment()
        whole = (env.kernel / kernel.ARCHIVE).read_bytes()
        middle = len(whole) // 2
        for damage in (whole[:middle], whole[:-1], b"", whole[:middle] + b"A" * 4096 + whole[middle + 4096:], None):
            archive = self.folder / kernel.ARCHIVE
            archive.unlink(missing_ok=True)
            if damage is not None:
                archive.write_bytes(damage)
            argv = [word.replace(f"{{resource_dir}}/{kernel.ARCHIVE}", str(archive))
                    .replace("{resource_dir}", str(env.kernel)) for word in self.registered(env)]
            done = subprocess.run([*argv[:argv.index("-jar")], "-version"], capture_output=True, text=True, timeout=60)
            with self.subTest(size=None if damage is None else len(damage)):
                self.assertEqual((0, ""), (done.returncode, done.stdout))

    def test_without_its_archive_a_kernel_is_told_nothing_of_it(self):
        archive = self.folder / kernel.ARCHIVE
        archive.write_bytes(b"classes")
        right = start.checksum(archive)
        command = ["java", f"-XX:SharedArchiveFile={archive}", "-Xlog:cds*=off", "-jar", "jjava.jar"]
        for expected, passed in ((right, command), ("00000000", ["java", "-jar", "jjava.jar"])):
            with mock.patch.object(start.os, "execv") as became:
                start.main(expected, str(archive), *command)
            became.assert_called_once_with("java", passed)
        self.assertEqual("", start.checksum(self.folder / "gone"))

    def test_what_the_kernel_runs_unasked_is_the_kits_own_and_for_its_own_notebooks_only(self):
        script = kernel.start_script()
        self.assertIn(json.dumps(f"{ROOT / 'notebooks'}{os.sep}"), script)
        self.assertIn(json.dumps((ROOT / "lib" / "target" / "classpath" / "*.jar").as_posix()), script)
        self.assertEqual({"JJAVA_STARTUP_SCRIPT": script, "IJAVA_STARTUP_SCRIPT": script}, kernel.at_start())

    def test_no_kernel_says_what_to_do(self):
        with self.assertRaisesRegex(Problem, "run ./kit setup again"):
            kernel.kernel_jar(Environment(self.folder, False))


class TheCommandLine(Folder):
    def test_an_unknown_command(self):
        done = call("bake")
        self.assertEqual((1, f"kit has no command 'bake'; it has {', '.join(cli.COMMANDS)}\n"),
                         (done.returncode, done.stderr))

    def test_every_command_explains_itself(self):
        for command in cli.COMMANDS:
            done = call(command, "--help")
            self.assertEqual(0, done.returncode)
            self.assertIn(f"usage: kit {command}", done.stdout)

    def test_a_notebook_that_is_not_there(self):
        for command in ("run", "lab"):
            done = call(command, "nowhere.ipynb")
            self.assertEqual((1, "There is no notebook nowhere.ipynb\n"), (done.returncode, done.stderr))

    def test_a_lecture_is_found_by_its_number(self):
        for name in ("03-elman.ipynb", "04-jordan.ipynb", "04-lstm.ipynb"):
            (self.folder / name).touch()
        with mock.patch.object(lectures, "LECTURES", self.folder):
            self.assertEqual(self.folder / "03-elman.ipynb", lectures.find_notebook("03"))
            with self.assertRaisesRegex(Problem, "04 may be 04-jordan.ipynb or 04-lstm.ipynb"):
                lectures.find_notebook("04")

    def test_a_step_that_fails_shows_what_the_program_said(self):
        failing = program(self.folder, "failing", "first line", "the reason", code=3)
        with self.assertRaisesRegex(Problem, r"(?s)Building failed \(exit code 3\):.*first line.*the reason"):
            with mock.patch("builtins.print"), Step("a step") as step:
                console.call(step, [failing], "Building")

    def test_a_proxy_that_refuses_is_suspected(self):
        pip = program(self.folder, "pip", "Ignoring tomli: markers do not match", "WARNING: Retrying (ProxyError)",
                      "ERROR: No matching distribution found for alabaster==1.0.0", code=1)
        with self.assertRaises(Problem) as refused, mock.patch("builtins.print"), Step("a step") as step:
            console.call(step, [pip], "Installing")
        self.assertEqual("Installing failed (exit code 1); is there a network, and are the proxy's variables "
                         "(HTTPS_PROXY) and Maven's settings.xml right?:\n"
                         "    WARNING: Retrying (ProxyError)\n"
                         "    ERROR: No matching distribution found for alabaster==1.0.0", str(refused.exception))

    def test_a_change_of_the_library_is_seen(self):
        source = self.folder / "A.java"
        source.write_text("one")
        with mock.patch.object(files, "ROOT", self.folder):
            before = files.digest([source])
            source.write_text("two")
            self.assertNotEqual(before, files.digest([source]))


if __name__ == "__main__":
    unittest.main()
