"""`./kit bench`: builds what it compares; the side-by-side program lies in bench/."""
import subprocess
import sys
from pathlib import Path

from tools.console import Problem, Step
from tools.files import ROOT, digest, remembered
from tools.library import CLASS_PATH, clear_class_path, library_key, maven
from tools.machine import find_jdk
from tools.setup import setup


def bench_options(bench):
    bench.add_argument("--quick", action="store_true", help="two minutes: ours, and PyTorch where it can be imported")
    bench.add_argument("--check", action="store_true", help="fail when a target is missed")
    bench.add_argument("--growth", action="store_true", help="instead: figures of time and memory as the work grows")
    bench.add_argument("--memory", action="store_true", help="instead: what a training holds in memory")
    bench.add_argument("--kernel", action="store_true", help="instead: what a notebook waits for, and what its kernel "
                       "holds at rest and after three lectures")
    bench.add_argument("--against", metavar="FOLDER", help="the jars of another build, such as its "
                       "lib/target/classpath: it takes turns with this one")
    bench.add_argument("--python", help="a Python that can import torch (otherwise UNROLLED_TORCH_PYTHON, or the PATH)")
    for name, values in (("programs", "ours,ours-java,ours-one-core,torch,djl,dl4j,dl4j-best"),
                         ("cells", "elman,lstm,gru-before,gru-after,peephole,feedback,leaky,skip,layernorm,jordan"),
                         ("shapes", "tiny,small,course,rows,text,large"), ("precisions", "double,single")):
        bench.add_argument(f"--{name}", type=lambda words: words.split(","), help=f"some of {values}")
    bench.add_argument("--rounds", type=int, help="how often each row is measured")
    bench.add_argument("--seconds", type=float, help="how long each time")


def command_bench(arguments):
    if arguments.kernel:
        return kernels(arguments)
    sys.path.insert(0, str(ROOT / "bench"))
    import side_by_side
    build_benchmarks(find_jdk())
    return side_by_side.bench(arguments)


def kernels(arguments):
    """This kit's kernel, and with --against that of the kit whose jars these are."""
    env = setup()
    builds = [["now", str(ROOT), str(env.kernel)]]
    if arguments.against:
        other = Path(arguments.against).resolve().parents[2]
        found = next(iter(sorted(other.glob(".venv/share/jupyter/kernels/java"))), None)
        if found is None:
            raise Problem("--kernel --against expects the folder lib/target/classpath of a kit that has a .venv, got "
                          f"{arguments.against}")
        builds.append(["before", str(other), str(found)])
    return subprocess.run([str(env.python), str(ROOT / "bench" / "kernel.py"), str(arguments.rounds or 3),
                           *(word for build in builds for word in build)], env=env.variables()).returncode


def build_benchmarks(jdk):
    def key():
        return digest(bench_sources("src", "pom.xml"), library_key())

    jars = ROOT / "bench" / "target" / "classpath"
    with remembered() as stamps:
        if stamps.get("bench") == key() and jars.is_dir():
            return
        with Step("the library and the benchmarks, by Maven") as step:
            clear_class_path(CLASS_PATH)
            clear_class_path(jars)
            maven(step, jdk, "Building the benchmarks", "-pl", "bench", "-am", "package", "-Dmaven.test.skip=true")
        stamps["library"] = library_key()
        stamps["bench"] = key()


def build_peer(name, jdk):
    folder = ROOT / "bench" / "peers" / name
    key = digest(bench_sources(f"peers/{name}", "src/main/java/unrolled/bench/Meter.java"))
    jars = folder / "target" / "classpath"
    with remembered() as stamps:
        if stamps.get(f"peer {name}") == key and jars.is_dir():
            return
        with Step(f"{name}, from Maven Central") as step:
            clear_class_path(jars)
            maven(step, jdk, f"Building the benchmark of {name}", "-f", folder, "package")
        stamps[f"peer {name}"] = key


def bench_sources(*names):
    files = [file for name in names for file in [ROOT / "bench" / name, *(ROOT / "bench" / name).rglob("*")]]
    return sorted(file for file in files if file.is_file() and "target" not in file.relative_to(ROOT).parts)
