"""The Java kernel: how Java starts for a notebook, and the kernelspec `java` that says so to Jupyter."""
import json
import os
from pathlib import Path

from tools.console import Problem
from tools.files import ROOT, WORK, lay
from tools.machine import WINDOWS, home_is_open, openblas_core
from tools.start import checksum, without_archive


def kernel_jar(env):
    """The kernel's own jar: JJava's from the wheel, or IJava's from conda-forge."""
    jars = [jar for pattern in ("jjava*.jar", "ijava*.jar") for jar in sorted(env.kernel.glob(pattern))
            if "launcher" not in jar.name]
    if not jars:
        raise Problem(f"The Java kernel is not in {env.kernel}: remove {env.prefix.name} and run ./kit setup again")
    return jars[0]


def kernel_spec(env, jdk, sharing=False):
    options = [*java_options(jdk), *(SHARED_CLASSES if sharing else ()),
               "-Djava.util.logging.config.file={resource_dir}/logging.properties",
               "--add-opens", "jdk.jshell/jdk.jshell=ALL-UNNAMED"]
    return {"argv": [*(guard(env) if sharing else ()), str(jdk.java), *options, "-jar", str(kernel_jar(env)),
                     "{connection_file}"],
            "display_name": "Java", "language": "java", "interrupt_mode": "message",
            "env": {"UNROLLED_HOME": str(ROOT), **NAMES_IN_ERRORS, **at_start(), **ARENAS, **blas_variables()}}


# A null pointer is named as in the source, `"state" is null`, and not `"<local4>" is null`.
NAMES_IN_ERRORS = {"JJAVA_COMPILER_OPTS": "-g", "IJAVA_COMPILER_OPTS": "-g"}


# Both kernels run such a script before they run a cell, JJava before it answers at all: what the first cell of a
# lecture is going to load is there when it asks. It runs unasked, and so only what ./kit setup has built, and only for
# the kit's own notebooks. What fails here fails again, and is seen, in the cell.
def start_script():
    notebooks, jars = f"{ROOT / 'notebooks'}{os.sep}", (ROOT / "lib" / "target" / "classpath" / "*.jar").as_posix()
    return f"""if ((System.getProperty("user.dir") + {json.dumps(os.sep)}).startsWith({json.dumps(notebooks)})) try {{
    lineMagic("classpath", java.util.List.of({json.dumps(jars)}));
    eval("unrolled.view.Names.early(page -> display(page, \\"text/html\\"), (id, page) -> updateDisplay(id, page, "
            + "\\"text/html\\"), render(\\"\\", \\"text/html\\"), code -> eval(code))");
}} catch (Throwable seenInTheCell) {{ }}"""


def at_start():
    return {name: start_script() for name in ("JJAVA_STARTUP_SCRIPT", "IJAVA_STARTUP_SCRIPT")}


# JShell compiles every cell with javac, and the JVM's second compiler would spend half of a lecture's time on javac.
# With 30 times the calls that it waits for (5,000, 600 and 15,000 by default), it compiles what loops: the training.
SECOND_COMPILER = ["-XX:Tier4InvocationThreshold=150000", "-XX:Tier4MinInvocationThreshold=18000",
                   "-XX:Tier4CompileThreshold=450000"]


# A kernel mostly waits for its reader: the heap grows with what a lecture holds and shrinks again, and what the C
# library keeps of the compilers' memory goes back (an early JDK 17 cannot, and ignores it).
SMALL = ["-Xms32m", "-XX:NewSize=16m", "-XX:MinHeapFreeRatio=30", "-XX:MaxHeapFreeRatio=50",
         "-XX:+IgnoreUnrecognizedVMOptions", "-XX:TrimNativeHeapInterval=5000"]
ARENAS = {"MALLOC_ARENA_MAX": "2"}


def java_options(jdk):
    """For notebooks, and for the benchmark, which measures what a notebook gets."""
    options = [*SMALL, "-XX:MaxRAMPercentage=50", "-XX:+UseSerialGC", *SECOND_COMPILER, "-Dfile.encoding=UTF-8",
               "-Djava.awt.headless=true"]
    if not home_is_open():
        options.append(f"-Dorg.bytedeco.javacpp.cachedir={WORK / 'javacpp'}")
    if jdk.feature >= 22:
        options.append("--enable-native-access=ALL-UNNAMED")
    if jdk.feature >= 23:
        options.append("--sun-misc-unsafe-memory-access=allow")
    return options


def blas_variables():
    """How OpenBLAS runs here, unless the person at the keyboard has said it."""
    variables = {}
    if openblas_core() and "OPENBLAS_CORETYPE" not in os.environ:
        variables["OPENBLAS_CORETYPE"] = openblas_core()
    for threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):    # Parts shares the work; their own threads wait
        if threads not in os.environ:                              # busily, which slows down whatever else runs,
            variables[threads] = "1"                               # and a sum cut in another way has another last digit
    return variables


# The kernel's classes as Java has loaded and checked them, written by the self-test: a start is half a second shorter.
# A Java that the file does not fit starts without it, and says nothing.
ARCHIVE = "classes.jsa"
SHARED_CLASSES = [f"-XX:SharedArchiveFile={{resource_dir}}/{ARCHIVE}", "-Xlog:cds*=off"]


LOGGING = """# Whatever a notebook writes to standard error is read as a failure: libraries stay quiet below SEVERE.
handlers = java.util.logging.ConsoleHandler
.level = SEVERE
"""


def guard(env):
    """In front of the command where it names the archive; Windows reads the file, and needs none."""
    archive = f"{{resource_dir}}/{ARCHIVE}"
    return [] if WINDOWS else [str(env.python), "-IS", str(ROOT / "tools" / "start.py"),
                               checksum(env.kernel / ARCHIVE), archive]


def registered(env):
    """Java's command, and the variables, of the kernelspec that is there."""
    spec = json.loads((env.kernel / "kernel.json").read_text(encoding="utf-8"))
    command = [part.replace("{resource_dir}", str(env.kernel.resolve())) for part in spec["argv"]]
    if Path(command[2]).name == "start.py":
        expected, archive, *command = command[3:]
        command = command if checksum(archive) == expected else without_archive(command)
    return command, spec["env"]


def register_kernel(env, spec):
    """Writes the kernelspec `java`, when it differs from the one that is there."""
    text = json.dumps(spec, indent=2) + "\n"
    for name, content in (("kernel.json", text), ("logging.properties", LOGGING)):
        lay(env.kernel / name, content)
