"""The Java library: built by Maven when its sources have changed, by one process at a time."""
import contextlib
import os
import time

from tools.console import Problem, Step, call
from tools.files import ROOT, WORK, digest
from tools.machine import WINDOWS, find_maven, home_is_open

CLASS_PATH = ROOT / "lib" / "target" / "classpath"


def library_key():
    """What the built library came from, and the jar that came out."""
    sources = [file for file in (ROOT / "lib" / "src" / "main").rglob("*") if file.is_file()]
    return digest([ROOT / "pom.xml", ROOT / "lib" / "pom.xml", *sorted(sources)], *built_jar())


NOT_BUILT = ["not built"]


def built_jar():
    jar = CLASS_PATH / "unrolled.jar"
    return [jar.stat().st_mtime_ns, jar.stat().st_size] if jar.exists() else NOT_BUILT


def build_library(jdk, stamps):
    if built_jar() != NOT_BUILT and stamps.get("library") == library_key():
        return
    with Step("the library, by Maven") as step:
        clear_class_path(CLASS_PATH)
        maven(step, jdk, "Building the library", "-pl", "lib", "-am", "package", "-Dmaven.test.skip=true")
    stamps["library"] = library_key()


def clear_class_path(folder):
    """A jar of a version that pom.xml no longer names must not stay on the class path."""
    for jar in folder.glob("*.jar"):
        try:
            jar.unlink()
        except OSError as error:
            raise Problem(f"{jar.name} is in use: shut down the running notebooks, then try again") from error


def maven(step, jdk, what, *goals):
    variables, own = {**os.environ, "JAVA_HOME": str(jdk.home)}, []
    if not home_is_open():
        variables["MAVEN_USER_HOME"], own = str(WORK / "maven"), [f"-Dmaven.repo.local={WORK / 'maven' / 'repository'}"]
    call(step, [find_maven(variables), "-B", "-ntp", *own, *goals], what, variables)


def mathjax_file():
    return next((ROOT / "lib" / "target" / "web").rglob("tex-svg-full.js"))


@contextlib.contextmanager
def alone():
    """One setup at a time; a second one waits. The lock ends with its process, however that ends."""
    WORK.mkdir(parents=True, exist_ok=True)
    with open(WORK / "lock", "a") as file:
        if not locked(file):
            print("  …    another setup is at work in this folder: waiting for its end", flush=True)
            while not locked(file):
                time.sleep(0.5)
        yield


def locked(file):
    try:
        if WINDOWS:
            import msvcrt
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
