"""`./kit setup`: everything that a notebook needs; what is done already costs a fraction of a second."""
import contextlib
import re
import time

from tools.console import Problem, Step
from tools.environment import environment, install_tools
from tools.files import ROOT, digest, remembered, shown
from tools.inside import inside
from tools.kernel import ARCHIVE, kernel_spec, register_kernel
from tools.library import alone, build_library
from tools.machine import find_jdk


def command_setup(arguments):
    started = time.monotonic()
    env = setup()
    print(f"Ready in {time.monotonic() - started:.1f} s: the kernel `java` is in {shown(env.prefix)}. "
          "Next: ./kit lab")
    return 0


def setup():
    """Everything that a notebook needs; what is done already costs a fraction of a second."""
    env, jdk = environment(), find_jdk()
    with alone(), remembered() as stamps:
        install_tools(env, stamps)
        build_library(jdk, stamps)
        finish_setup(env, jdk, stamps)
    return env


def finish_setup(env, jdk, stamps):
    spec, archive = kernel_spec(env, jdk), env.kernel / ARCHIVE
    key = digest([ROOT / "notebooks" / "include.jshell"], spec, jdk.version, stamps.get("library"))
    if stamps.get("self-test") != key:
        register_kernel(env, spec)
        with contextlib.suppress(OSError):                      # Windows keeps it while a kernel runs with it
            archive.unlink(missing_ok=True)
        with Step("self-test: the kernel starts and trains a network of two units"):
            inside(env, "self-test", str(archive), quiet=True)
        stamps["self-test"] = key
    register_kernel(env, kernel_spec(env, jdk, sharing=archive.exists()))


SELF_TEST = ["%load include.jshell", """
var net = Network.of(1, new Recurrent(new ElmanCell(1, 2)), new Dense(2, 1));
var x = Sequence.of(new double[] {0.0, 0.1, 0.2, 0.3});
var y = Sequence.of(new double[] {0.1, 0.2, 0.3, 0.4});
var trainer = new Trainer(net, Loss.mse(), Optimizer.adam(0.05)).epochs(100);
double before = trainer.loss(new Batch(x, y));
trainer.fit(new Batch(x, y));
System.out.println("loss " + before + " to " + trainer.loss(new Batch(x, y)));
"""]
# The kernel does not end when it is asked to, and where it is killed it leaves no archive.
END = """
new Timer().schedule(new TimerTask() {
    public void run() { System.exit(0); }
}, 200);
"""


def self_test(step, archive):
    """The kernel starts, include.jshell loads in silence, and a network of two units learns to count on.

    At its end Java writes the classes it has loaded to the archive."""
    import nbformat

    from tools.notebooks import execute
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in [*SELF_TEST, END]])
    execute(notebook, ROOT / "notebooks", lambda note: None, archive)
    printed = "".join(output.get("text", "") for output in notebook.cells[-2].outputs)
    losses = re.search(r"loss (\S+) to (\S+)", printed)
    if not losses or not float(losses.group(2)) < float(losses.group(1)) / 10:
        raise Problem(f"The self-test expects a loss that falls to a tenth, got '{printed.strip()}'")
