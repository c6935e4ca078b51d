"""The stop button, as Jupyter presses it: an interrupt through the protocol, in the real kernel."""
import re
import tempfile
import time
import unittest
from pathlib import Path

from jupyter_client.manager import start_new_kernel

from tools.files import ROOT

SECONDS = 2                      # in which everything must have stopped: one, and another where others are at work
WORKED = 0.4                     # how long it works before
START = r"""
%load include.jshell
boolean works(Thread thread) {
    return thread != Thread.currentThread()
            && Arrays.stream(thread.getStackTrace()).anyMatch(frame -> frame.getClassName().startsWith("unrolled."));
}
/** Waits for the end of what the stop button ended for the eye: the kernel itself does not wait. */
void expectRest() throws InterruptedException {
    long until = System.nanoTime() + 60_000_000_000L;
    while (Thread.getAllStackTraces().keySet().stream().anyMatch(thread -> works(thread))) {
        if (System.nanoTime() > until) throw new IllegalStateException("it works on for a minute");
        Thread.sleep(2);
    }
}
/** Shows a training and keeps the lowest validation loss. */
class Watch implements Listener {
    Progress progress = new Progress();
    double best = Double.POSITIVE_INFINITY;
    public void start(String plan) { progress.start(plan); }
    public void epoch(History.Epoch epoch, int epochs) {
        best = Math.min(best, epoch.validationLoss());
        progress.epoch(epoch, epochs);
    }
    public void stopped(String how) { progress.stopped(how); }
}
Sequence noise(int steps, int batch, long seed) {
    var x = new Sequence(steps, batch, 1);
    Initializer.normal(1).fill(x.all(), new Rng(seed));
    return x;
}
Batch pairs(int steps, int batch) { return new Batch(noise(steps, batch, 1), noise(steps, batch, 2)); }
"""


class TheStopButton(unittest.TestCase):
    """One kernel for all: what one test stops must not disturb the next."""

    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory()
        cls.addClassCleanup(temporary.cleanup)
        cls.folder = Path(temporary.name)
        cls.kernel, cls.client = start_new_kernel(kernel_name="java", cwd=str(ROOT / "notebooks"))
        cls.addClassCleanup(cls.kernel.shutdown_kernel, now=True)
        cls.addClassCleanup(cls.client.stop_channels)
        for cell in START.strip().split("\n", 1):
            reply = cls.client.execute_interactive(cell, timeout=60)
            assert reply["content"]["status"] == "ok", reply["content"]

    def run_cell(self, code):
        """Its text; an error fails the test."""
        said = []
        reply = self.client.execute_interactive(code, timeout=60, output_hook=said.append)
        self.assertEqual("ok", reply["content"]["status"], reply["content"])
        return text(said)

    def stop(self, code, worked=WORKED):
        """Runs a cell, presses the button while it works, and waits until nothing works; what was said. While the shell
        compiles, there is nothing yet that the kernel could interrupt."""
        said, cell = [], self.client.execute('{ System.out.println("begun");' + code + "}")
        self.listen(cell, said, lambda content: "begun" in content.get("text", ""))
        time.sleep(worked)
        self.kernel.interrupt_kernel()
        pressed = time.monotonic()
        self.listen(cell, said, lambda content: content.get("execution_state") == "idle")
        reply = self.client.get_shell_msg(timeout=60)
        self.assertEqual(cell, reply["parent_header"]["msg_id"])
        self.assertIn("interrupted", text(said), "the cell ended by itself")
        self.run_cell("expectRest();")
        seconds = time.monotonic() - pressed
        self.assertLess(seconds, SECONDS)
        return text(said)

    def listen(self, cell, said, last):
        """Keeps the outputs of a cell until the last one to wait for."""
        while True:
            message = self.client.get_iopub_msg(timeout=60)
            if message["parent_header"].get("msg_id") != cell:
                continue
            said.append(message)
            if last(message["content"]):
                return

    def stop_training(self, net, batch, more=""):
        """The epoch is told, the best parameters are there, and the training goes on from them."""
        self.run_cell(f"{net}\nvar batch = {batch};\nvar watch = new Watch();")
        fit = "new Trainer(net, Loss.mse(), Optimizer.adam(0.05)){}.listener(watch).epochs({}).fit(batch, batch);"
        self.stop(fit.format(more, 1_000_000))
        told = self.run_cell('show("next");')
        self.assertRegex(told, r"Stopped in epoch \d+ of 1000000; the parameters of epoch \d+, the best, are kept.")
        self.assertEqual("true", self.run_cell(
            "new Trainer(net, Loss.mse(), Optimizer.sgd(1)).loss(batch) == watch.best"))
        told = self.run_cell(fit.format(more, 2))
        self.assertIn("epoch 2 of 2", told)

    def test_a_network(self):
        self.stop_training("var net = Network.of(1, new Recurrent(new LstmCell(1, 8)), new Dense(8, 1));",
                           "pairs(20, 16)", ".batchSize(4)")

    def test_a_network_of_which_one_batch_takes_long(self):
        self.run_cell("var net = Network.of(1, new Recurrent(new LstmCell(1, 128)), new Dense(128, 1));\n"
                      "var batch = pairs(40_000, 1);")
        self.stop("new Trainer(net, Loss.mse(), Optimizer.adam(0.05)).fit(batch);", worked=2)
        self.assertRegex(self.run_cell('show("next");'), r"Stopped in epoch \d+ of 100; the parameters .* are kept\.")

    def test_an_encoder_with_a_decoder(self):
        self.stop_training("""
            var encoder = Network.of(1, new Recurrent(new GruCell(1, 16)));
            var decoder = Network.of(2, new Recurrent(new GruCell(1, 16)), new Dense(16, 1));
            var net = new EncoderDecoder(encoder, decoder, Start.zeros()).teacherRatio(0.5);""", "pairs(30, 16)")

    def test_every_search(self):
        for search in ("GeneticAlgorithm", "SimulatedAnnealing", "ParticleSwarm", "CmaEs"):
            with self.subTest(search):
                self.run_cell("var net = Network.of(1, new Recurrent(new ElmanCell(1, 8)), new Dense(8, 1));\n"
                              "var batch = pairs(20, 16);")
                self.stop(f"var history = new {search}().minimize(net, Loss.mse(), batch, 1_000_000_000);")
                told = self.run_cell('show("next");')
                self.assertRegex(told, r"was stopped after \d+ of 1000000000 evaluations")
                loss = re.search("the best parameters, with a loss of (\\S+), are kept", told).group(1)
                self.assertEqual(loss, self.run_cell(
                    "new Trainer(net, Loss.mse(), Optimizer.sgd(1)).loss(batch)"))

    def test_a_table_of_a_million_rows(self):
        file = self.folder / "million.csv"
        with file.open("w") as lines:
            lines.write("day,temperature,rain,place\n")
            lines.writelines(f"2024-01-{1 + k % 28:02},{k % 40}.{k % 10},{k % 7},Oslo\n" for k in range(1_000_000))
        read = f'var table = Csv.read(java.nio.file.Path.of("{file.as_posix()}"));'
        for worked in (0.1, 0.5, 1):
            self.stop(read, worked)
        self.assertEqual("1000000", self.run_cell(read + "\ntable.rowCount()"))

    def test_a_long_text(self):
        self.run_cell("var net = Network.of(1, new Embedding(40, 16), new Recurrent(new LstmCell(16, 64)), "
                      "new Dense(64, 40));")
        self.stop("new Generator(net, Sampler.temperature(1)).write(new int[] {1}, 10_000_000, new Rng(1));")
        self.assertRegex(self.run_cell('show("next");'), r"Generator was stopped after \d+ of 10000000 tokens")

    def test_forecasts_that_take_long(self):
        self.run_cell("var series = noise(30_000, 1, 1).series(0, 0);")
        for model in ("Arima.arma(5, 5)", "ExponentialSmoothing.holtWinters(24)", "Arima.ar(30)"):
            with self.subTest(model):
                self.stop(f"new WalkForward(Folds.expanding(series.length, 2000, 1, 1)).forecasts(series, {model});")

    def test_the_learning_rate_range(self):
        self.run_cell("var net = Network.of(1, new Recurrent(new LstmCell(1, 8)), new Dense(8, 1));\n"
                      "var batch = pairs(20, 16);\n"
                      "var before = new Trainer(net, Loss.mse(), Optimizer.sgd(1)).loss(batch);")
        self.stop("new LearningRateRange(net, Loss.mse(), Optimizer::sgd).steps(100_000_000).run(batch, 1e-9, 1e-8);")
        self.assertEqual("true", self.run_cell(
            "new Trainer(net, Loss.mse(), Optimizer.sgd(1)).loss(batch) == before"))

    def test_a_large_reservoir(self):
        self.stop("new EchoStateNetwork(1, 1, 1500, 1).network();")


class ALoopOfOnesOwn(unittest.TestCase):
    def test_what_the_stop_button_cannot_end_is_told_once(self):
        kernel, client = start_new_kernel(kernel_name="java", cwd=str(ROOT / "notebooks"))
        self.addCleanup(kernel.shutdown_kernel, now=True)
        self.addCleanup(client.stop_channels)

        def run(code):
            said = []
            client.execute_interactive(code, timeout=60, output_hook=said.append)
            return text(said)

        run("%load include.jshell")
        run("long turns = 0;\n"
            "boolean goesOn() throws Exception { long n = turns; Thread.sleep(200); return turns > n; }")
        self.assertNotIn("restart the kernel", run('show("before");'))
        loop = client.execute('{ System.out.println("begun"); while (true) turns++; }')
        while "begun" not in (message := client.get_iopub_msg(timeout=60))["content"].get("text", ""):
            self.assertNotEqual("error", message["msg_type"], message["content"])
        time.sleep(WORKED)
        kernel.interrupt_kernel()
        self.assertEqual(loop, client.get_shell_msg(timeout=60)["parent_header"]["msg_id"])
        self.assertIn("true", run("goesOn()"), "it has ended")
        told = "(?s)A loop of a cell that you stopped goes on.*restart the kernel.*next"
        self.assertRegex(run('show("next");'), told)
        self.assertEqual("again", run('show("again");').strip())


def text(said):
    """What a reader sees of these messages, without colours."""
    parts = []
    for message in said:
        content = message["content"]
        parts += [content.get("text", ""), "\n".join(content.get("traceback", [])),
                  content.get("data", {}).get("text/plain", "")]
    return re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(filter(None, parts)))


if __name__ == "__main__":
    unittest.main()
