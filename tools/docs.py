"""`./kit docs`: the javadoc of the library, with its search, as pages that need no network."""
import os

from tools.console import Step, call
from tools.files import DOCS, ROOT, digest, remembered
from tools.library import CLASS_PATH, library_key
from tools.machine import WINDOWS, find_jdk
from tools.setup import setup


def command_docs(arguments):
    setup()
    make_docs()
    print(f"The library: {(DOCS / 'index.html').as_uri()}")
    return 0


def make_docs():
    """Made again when the library has changed."""
    jdk = find_jdk()
    key = digest([], library_key(), jdk.version)
    with remembered() as stamps:
        if stamps.get("docs") == key and (DOCS / "index.html").exists():
            return
        sources = sorted((ROOT / "lib" / "src" / "main" / "java").rglob("*.java"))
        names = "\n".join(f'"{file.as_posix()}"' for file in sources)
        DOCS.mkdir(parents=True, exist_ok=True)
        (DOCS.parent / "docs.txt").write_text(names, encoding="utf-8")
        with Step(f"the pages of {len(sources)} classes, by javadoc") as step:
            program = jdk.home / "bin" / ("javadoc.exe" if WINDOWS else "javadoc")
            jars = os.pathsep.join(map(str, CLASS_PATH.glob("*.jar")))
            call(step, [program, "-quiet", "-Xdoclint:all,-missing", "-encoding", "UTF-8", "-notimestamp",
                        "-windowtitle", "Unrolled", "-doctitle", "Unrolled: the library", "-classpath", jars,
                        "-d", DOCS, f"@{DOCS.parent / 'docs.txt'}"], "Making the pages of the library")
        (DOCS / "resources" / "fonts").mkdir(parents=True, exist_ok=True)
        (DOCS / "resources" / "fonts" / "dejavu.css").touch()          # Debian's JDK asks for it, and leaves it out
        stamps["docs"] = key
