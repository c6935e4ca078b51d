"""The steps of the benchmark in PyTorch: the same questions and answers as Meter.java, read there what they mean."""
import functools
import math
import statistics
import sys
import time

import torch

RATE = 0.002
DTYPES = {"single": torch.float32, "double": torch.float64}
LAYERS = {"elman": torch.nn.RNN, "lstm": torch.nn.LSTM, "gru-after": torch.nn.GRU, "feedback": torch.nn.RNN}


# ── what PyTorch has no layer for: a loop over the steps, the inputs' product before it for all of them at once ────

def peephole(x, W, U, b, p_i, p_f, p_o):
    h = c = x.new_zeros(x.shape[1], U.shape[1])
    for a in linear(x, W, b):
        a_i, a_f, a_g, a_o = torch.addmm(a, h, U.t()).chunk(4, 1)
        c = torch.sigmoid(a_f + p_f * c) * c + torch.sigmoid(a_i + p_i * c) * torch.tanh(a_g)
        h = torch.sigmoid(a_o + p_o * c) * torch.tanh(c)
    return h


def leaky(x, W, U, b):
    h = x.new_zeros(x.shape[1], U.shape[1])
    for a in linear(x, W, b):
        h = torch.lerp(torch.tanh(torch.addmm(a, h, U.t())), h, ALPHA)
    return h


def skip(x, W, U_1, U_k, b):
    h = [x.new_zeros(x.shape[1], U_1.shape[1])] * LAG
    for a in linear(x, W, b):
        h.append(torch.tanh(torch.addmm(torch.addmm(a, h[-1], U_1.t()), h[-LAG], U_k.t())))
    return h[-1]


def layernorm(x, W, U, gain, shift):
    h = x.new_zeros(x.shape[1], U.shape[1])
    for a in linear(x, W):
        h = torch.tanh(torch.nn.functional.layer_norm(torch.addmm(a, h, U.t()), gain.shape, gain, shift))
    return h


def jordan(x, W, U, b_h, V, b_y, W_ss, W_sy, b_s):
    s, y = x.new_zeros(x.shape[1], U.shape[1]), x.new_zeros(x.shape[1], 1)
    for a in linear(x, W, b_h):
        s = torch.sigmoid(torch.addmm(linear(y, W_sy, b_s), s, W_ss.t()))
        y = linear(torch.tanh(torch.addmm(a, s, U.t())), V, b_y)
    return y


linear = torch.nn.functional.linear
ALPHA, LAG = 0.5, 5
WRITTEN = {  # the cell, and the shapes of its parameters in our order
    "peephole": (peephole, lambda D, H: [(4 * H, D), (4 * H, H), (4 * H,), (H,), (H,), (H,)]),
    "leaky": (leaky, lambda D, H: [(H, D), (H, H), (H,)]),
    "skip": (skip, lambda D, H: [(H, D), (H, H), (H, H), (H,)]),
    "layernorm": (layernorm, lambda D, H: [(H, D), (H, H), (H,), (H,)]),
    "jordan": (jordan, lambda D, H: [(H, D), (H, H), (H,), (1, H), (1,), (H, H), (H, 1), (H,)]),
}


class Written(torch.nn.Module):
    """Its forward gives what comes out of the last step, with a first axis as PyTorch's layers give it."""

    def __init__(self, cell, features, hidden, dtype):
        super().__init__()
        self.cell, shapes = WRITTEN[cell]
        self.weights = torch.nn.ParameterList(torch.empty(shape, dtype=dtype).uniform_(-1, 1) / hidden ** 0.5
                                              for shape in shapes(features, hidden))

    def forward(self, x):
        return self.cell(x, *self.weights)[None], None


class Training:
    """A layer, its last step, a dense head with one output; plain gradient descent."""

    def __init__(self, cell, features, hidden, batch, steps, precision):
        dtype = DTYPES[precision]
        torch.manual_seed(1)
        layer = LAYERS[cell] if cell in LAYERS else functools.partial(Written, cell)
        self.layer = layer(features, hidden, dtype=dtype)
        self.head = torch.nn.Identity() if cell == "jordan" else torch.nn.Linear(hidden, 1, dtype=dtype)
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

    def numbers(self, steps, weights):
        """The loss after so many steps that begin with these weights."""
        torch.nn.utils.vector_to_parameters(torch.tensor(weights, dtype=self.x.dtype), self.weights)
        for k in range(steps):
            self.step(k)
        return self.loss()

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
    if words[0] == "written":
        return " ".join(WRITTEN)
    if words[0] == "numbers":
        training = Training(words[1], *map(int, words[2:6]), words[6])
        return training.numbers(int(words[7]), [float(word) for word in words[8:]])
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
