"""The Java kernel: how Java starts for a notebook, and the kernelspec `java` that says so to Jupyter."""
import json
import os

from tools.console import Problem
from tools.files import ROOT, WORK, lay
from tools.machine import home_is_open, openblas_core


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
    return {"argv": [str(jdk.java), *options, "-jar", str(kernel_jar(env)), "{connection_file}"],
            "display_name": "Java", "language": "java", "interrupt_mode": "message",
            "env": {"UNROLLED_HOME": str(ROOT), **NAMES_IN_ERRORS, **blas_variables()}}


# A null pointer is named as in the source, `"state" is null`, and not `"<local4>" is null`.
NAMES_IN_ERRORS = {"JJAVA_COMPILER_OPTS": "-g", "IJAVA_COMPILER_OPTS": "-g"}


# JShell compiles every cell with javac, and the JVM's second compiler would spend half of a lecture's time on javac.
# With 30 times the calls that it waits for (5,000, 600 and 15,000 by default), it compiles what loops: the training.
SECOND_COMPILER = ["-XX:Tier4InvocationThreshold=150000", "-XX:Tier4MinInvocationThreshold=18000",
                   "-XX:Tier4CompileThreshold=450000"]


def java_options(jdk):
    """For notebooks, and for the benchmark, which measures what a notebook gets."""
    options = ["-Xms256m", "-XX:MaxRAMPercentage=50", "-XX:+UseSerialGC", *SECOND_COMPILER, "-Dfile.encoding=UTF-8",
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


def registered(env):
    """The command and the variables of the kernelspec that is there."""
    spec = json.loads((env.kernel / "kernel.json").read_text(encoding="utf-8"))
    return [part.replace("{resource_dir}", str(env.kernel.resolve())) for part in spec["argv"]], spec["env"]


def register_kernel(env, spec):
    """Writes the kernelspec `java`, when it differs from the one that is there."""
    text = json.dumps(spec, indent=2) + "\n"
    for name, content in (("kernel.json", text), ("logging.properties", LOGGING)):
        lay(env.kernel / name, content)
