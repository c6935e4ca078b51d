"""The steps of the benchmark in PyTorch: the same questions and answers as Meter.java, read there what they mean."""
import math
import statistics
import sys
import time

import torch

RATE = 0.002
DTYPES = {"single": torch.float32, "double": torch.float64}
CELLS = {"elman": torch.nn.RNN, "lstm": torch.nn.LSTM, "gru-after": torch.nn.GRU}


class Training:
    """A layer, its last step, a dense head with one output; plain gradient descent."""

    def __init__(self, cell, features, hidden, batch, steps, precision):
        dtype = DTYPES[precision]
        torch.manual_seed(1)
        self.layer = CELLS[cell](features, hidden, dtype=dtype)
        self.head = torch.nn.Linear(hidden, 1, dtype=dtype)
        self.weights = [*self.layer.parameters(), *self.head.parameters()]
        self.optimizer = torch.optim.SGD(self.weights, lr=RATE)
        self.x = torch.tensor([[[math.sin(1 + 0.7 * t + 1.3 * n + 2.1 * d) for d in range(features)]
                                for n in range(batch)] for t in range(steps)], dtype=dtype)
        self.targets = [torch.tensor([[0.5 + which + 0.5 * math.sin(n)] for n in range(batch)], dtype=dtype)
                        for which in (0, 1)]
        self.before = self.loss()

    def error(self, which):
        return torch.nn.functional.mse_loss(self.head(self.layer(self.x)[0][-1]), self.targets[which])

    def loss(self):
        with torch.no_grad():
            return (self.error(0).item() + self.error(1).item()) / 2

    def step(self, k):
        self.optimizer.zero_grad()
        self.error(k & 1).backward()
        self.optimizer.step()

    def parameters(self):
        return sum(weight.numel() for weight in self.weights)


def run(step, seconds):
    """The times of all steps in so many seconds; pairs of them, as one target alone would pull the loss up."""
    times = []
    end = time.perf_counter() + seconds
    while True:
        start = time.perf_counter()
        step(len(times))
        now = time.perf_counter()
        times.append(1000 * (now - start))
        if now >= end and len(times) % 2 == 0:
            return times


def answer(words):
    if words[0] == "precisions":
        return " ".join(DTYPES)
    if words[0] == "version":
        return f"{torch.__version__}, {torch.get_num_threads()} threads"
    warm, seconds = float(words[-2]), float(words[-1])
    if words[0] == "product":
        m, k, n = map(int, words[1:4])
        a, b, c = (torch.randn(size, dtype=DTYPES[words[4]]) for size in ((m, k), (k, n), (m, n)))
        run(lambda _: torch.mm(a, b, out=c), warm)
        times = run(lambda _: torch.mm(a, b, out=c), seconds)
        return f"{statistics.median(times)} {len(times)}"
    key = tuple(words[1:7])
    if key not in trainings:
        trainings[key] = Training(words[1], *map(int, words[2:6]), words[6])
    training = trainings[key]
    run(training.step, warm)
    times = run(training.step, seconds)
    return f"{statistics.median(times)} {len(times)} {training.before} {training.loss()} {training.parameters()}"


trainings = {}

if __name__ == "__main__":
    for line in sys.stdin:
        try:
            print("=", answer(line.split()), flush=True)
        except (KeyError, ValueError, RuntimeError) as error:
            print("!", type(error).__name__, str(error).splitlines()[0], flush=True)
