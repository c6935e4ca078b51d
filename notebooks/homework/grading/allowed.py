"""What homework may use of Java and of the kit: all that computes, compares, collects, formats and shows.

What is not here is refused: reflection, class loading, files, the network, processes, other people's threads, the
kernel. A wrong refusal costs an honest student a task, so whole packages are allowed where nothing in them can reach
the tests or the grader; of the classes that stand between, the listed members.
"""
import re

PACKAGES = {"java.lang", "java.util", "java.util.function", "java.util.stream", "java.util.regex", "java.util.random",
            "java.util.concurrent", "java.util.concurrent.atomic", "java.util.concurrent.locks", "java.math",
            "java.text", "java.time", "java.time.chrono", "java.time.format", "java.time.temporal",
            "java.lang.annotation", "java.nio.charset", "java.io"}
BELOW = ("org.ejml.", "tech.tablesaw.", "unrolled.", "org.apache.commons.math3.")
PRIMITIVE = {"boolean", "byte", "short", "int", "long", "char", "float", "double", "void"}

# Of java.io what is text and memory, never a file.
IO = {"Serializable", "Closeable", "Flushable", "IOException", "UncheckedIOException", "EOFException", "Reader",
      "Writer", "StringReader", "StringWriter", "BufferedReader", "BufferedWriter", "PrintStream", "PrintWriter",
      "InputStream", "OutputStream", "ByteArrayInputStream", "ByteArrayOutputStream"}

NEVER = {
    "java.lang.ClassLoader", "java.lang.ClassValue", "java.lang.Process", "java.lang.ProcessBuilder",
    "java.lang.ProcessHandle", "java.lang.Module", "java.lang.ModuleLayer", "java.lang.Package",
    "java.lang.StackWalker",
    "java.lang.SecurityManager", "java.lang.RuntimePermission", "java.lang.ThreadGroup", "java.lang.Compiler",
    "java.util.ServiceLoader", "java.util.ResourceBundle", "java.util.PropertyResourceBundle",
    "java.util.ListResourceBundle", "unrolled.machine.Stop", "unrolled.model.Checkpoint", "unrolled.model.Safetensors",
    "org.ejml.ops.MatrixIO", "tech.tablesaw.plotly.Plot"}
NEVER_BELOW = ("tech.tablesaw.io.", "tech.tablesaw.plotly.display.", "org.ejml.concurrency.")

# Of these classes only these members; naming the class is no use of it.
ONLY = {
    "java.lang.System": {"out", "err", "currentTimeMillis", "nanoTime", "arraycopy", "identityHashCode",
                         "lineSeparator", "gc"},
    "java.lang.Runtime": {"getRuntime", "availableProcessors", "freeMemory", "totalMemory", "maxMemory", "gc"},
    "java.lang.Class": {"getSimpleName", "getName", "toString", "equals", "hashCode", "isInstance", "cast"},
    "java.lang.Thread": {"new", "start", "run", "join", "sleep", "currentThread", "getName", "setName", "setDaemon",
                         "isInterrupted", "interrupted", "interrupt", "isAlive", "getId", "threadId", "onSpinWait",
                         "yield"},
    "unrolled.view.Notebook": {"show", "connected"},
}
# Of these classes all but these members.
BUT = {
    "java.lang.Throwable": {"getStackTrace", "setStackTrace"},
    "java.util.Locale": {"setDefault"},
    "java.util.TimeZone": {"setDefault"},
    "java.util.concurrent.Executors": {"privilegedThreadFactory", "privilegedCallable",
                                       "privilegedCallableUsingCurrentClassLoader"},
    "tech.tablesaw.api.Table": {"read", "write"},
    "tech.tablesaw.table.Relation": {"read", "write"},
}
FILES = re.compile(r"(load|save|read|write)")                          # members of EJML's that open a file
OUTSIDE = re.compile(r"java\.io\.(File|RandomAccess|FileDescriptor|Object(In|Out)put)|java\.nio\.(file|channels)\.|"
                     r"java\.net\.|java\.lang\.(ClassLoader|reflect|invoke|Module|Process)|java\.security\.")
# A text as the first argument is the name of a file.
OPENS = {"java.util.Formatter", "java.io.PrintStream", "java.io.PrintWriter"}
KERNEL = re.compile(r"(org\.dflib|io\.github\.spencerpark)\.")
SHOWS = {"display", "updateDisplay", "render", "printf"}

NOT_EXTENDED = ("org.ejml.", "tech.tablesaw.")

# What cannot carry an object from one cell to another.
HOLDS_NOTHING = {"java.lang.String", "String", "SimpleMatrix", "org.ejml.simple.SimpleMatrix", "DMatrixRMaj",
                 "Sequence", "org.ejml.data.DMatrixRMaj", "unrolled.seq.Sequence", "Rng", "unrolled.math.Rng",
                 "Integer", "Double", "Long", "Boolean", "java.lang.Integer", "java.lang.Double", "java.lang.Long",
                 "java.lang.Boolean", "java.util.Random", "Random"}


def may_use(use):
    """Whether a resolved use, {"kind", "owner", "name", "params"} …, is one that homework may make; cells' own are."""
    owner, name = use["owner"], use.get("name")
    if use["cell"] or not owner or owner in PRIMITIVE:
        return True
    if KERNEL.match(owner):
        return use["kind"] == "type" or name in SHOWS or ".display." in owner
    if any(OUTSIDE.match(kind) for kind in (owner, *use.get("params", ()))):
        return False
    package, top = split(owner)
    if owner in NEVER or top in NEVER or owner.startswith(NEVER_BELOW):
        return False
    if not (package in PACKAGES or owner.startswith(BELOW)) or package == "java.io" and top.split(".")[-1] not in IO:
        return False
    if use["kind"] == "type":
        return True
    if owner in OPENS and name == "new" and use["params"][:1] == ["java.lang.String"]:
        return False
    if owner.startswith("org.ejml.") and FILES.match(name):
        return False
    return name in ONLY[owner] if owner in ONLY else name not in BUT.get(owner, ())


def split(owner):
    """("java.util", "java.util.Map") of java.util.Map.Entry."""
    parts = owner.split(".")
    first = next((k for k, part in enumerate(parts) if part[:1].isupper()), len(parts) - 1)
    return ".".join(parts[:first]), ".".join(parts[:first + 1])


def can_hold(kind):
    """Whether a variable of this type can carry any object."""
    plain = re.sub(r"[\[\]\s]|\.\.\.", "", kind)
    return plain not in PRIMITIVE and plain not in HOLDS_NOTHING
