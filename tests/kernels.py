"""Notebooks on the other kernels and JDKs of this machine: two lectures, or with ./kit test --all all lectures and the
reference solutions of all assignments. What ./kit test runs anyhow, the kit's kernel on its own JDK, is left out."""
import json
import os
import tempfile
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest import mock

from tools import kernel, notebooks
from tools.console import Problem, Step
from tools.environment import environment
from tools.files import ROOT, write
from tools.machine import at_once, find_jdk, jdks

NOTEBOOKS = ROOT / "notebooks"
EVERY = sorted((NOTEBOOKS / "lectures").glob("*.ipynb")) + sorted((NOTEBOOKS / "homework" / "source").glob("*/*.ipynb"))
SOME = [file for file in EVERY if file.name.startswith(("00-", "01-"))]
STAND_IN = ROOT / "tests" / "ijava" / "target"


def specs(env, jdk):
    """The kernelspecs by name, each as a machine has it that uses this JDK."""
    own = {"argv": ["java", "-jar", str(env.kernel / "jjava-launcher.jar"), str(env.kernel / "jjava.jar"),
                    "{connection_file}"],
           "env": {"PATH": str(jdk.home / "bin") + os.pathsep + os.environ["PATH"]}}
    class_path = os.pathsep.join([str(STAND_IN / "classes"), str(STAND_IN / "classpath" / "*")])
    ijava = {"argv": [str(jdk.java), *kernel.java_options(jdk), "-cp", class_path, "ijava.StandIn",
                      "{connection_file}"], "env": kernel.at_start()}
    return {"JJava by the kit": kernel.kernel_spec(env, jdk), "JJava as pip installs it": own, "IJava's calls": ijava}


class OnOtherKernels(unittest.TestCase):
    def test_every_notebook_runs_and_writes_nothing_to_standard_error(self):
        env, usual = environment(), find_jdk()
        kernels = {f"{name}, JDK {jdk.version}": spec for jdk in jdks() for name, spec in specs(env, jdk).items()
                   if (jdk, name) != (usual, "JJava by the kit")}
        files = EVERY if os.environ.get("UNROLLED_TEST_ALL") else SOME
        with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(at_once()) as pool, \
                Step(f"{len(files)} notebooks on {len(kernels)} kernels: {'; '.join(kernels)}") as step, \
                mock.patch.dict(os.environ, JUPYTER_PATH=folder):
            for number, spec in enumerate(kernels.values()):
                write_kernel(Path(folder) / "kernels" / f"java{number}", spec)
            todo = [(number, file) for number in range(len(kernels)) for file in files]
            for (number, file), found in zip(todo, pool.map(lambda one: problem(*one, step), todo)):
                with self.subTest(kernel=[*kernels][number], notebook=file.name):
                    self.assertEqual("", found)
            step.note = ""


def write_kernel(folder, spec):
    write(folder / "kernel.json", json.dumps({"display_name": "Java", "language": "java",
                                              "interrupt_mode": "message", **spec}))
    write(folder / "logging.properties", kernel.LOGGING)


def problem(number, file, step):
    """What is wrong with it here; nothing when it runs."""
    def tell(note):
        step.note = f"{file.stem[:12]} {note}"

    notebook = notebooks.read_notebook(file)
    try:
        notebooks.execute(notebook, file.parent, tell, kernel=f"java{number}")
    except Problem as error:
        return str(error)
    return "\n".join(filter(None, map(without_its_curve, notebook.cells)))


def without_its_curve(cell):
    """A training's losses are a curve that grew in one place; what a kernel cannot change in place stands there more
    than once, or not at all."""
    curves = " ".join(output.get("data", {}).get("text/html", "") for output in cell.get("outputs", []))
    if ".listener(new Progress()).fit(" in cell.source and curves.count("unrolled live") != 1:
        return f"{curves.count('unrolled live')} curves of one training's losses:\n{cell.source}"
    return ""


if __name__ == "__main__":
    unittest.main()
