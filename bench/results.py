"""What the side-by-side benchmark measured: rows, ratios, the table, and the targets with what they demand."""
import math
import statistics
from dataclasses import dataclass, field

SHAPES = {  # D, H, B, T
    "tiny": (1, 2, 1, 91),
    "small": (1, 32, 32, 24),
    "course": (16, 64, 32, 50),
    "rows": (28, 128, 32, 28),
    "text": (64, 256, 32, 35),
    "large": (28, 512, 32, 35),
}
PRODUCT = (1024, 256, 1024)


@dataclass(frozen=True)
class Cell:
    name: str
    gates: int = 1
    states: int = 1                                        # H×H matrices of a gate
    vectors: int = 2                                       # of H numbers for each gate, at most: biases, peepholes


FIRST = {"elman": Cell("Elman"), "lstm": Cell("LSTM", 4), "gru-before": Cell("GRU, reset before", 3),
         "gru-after": Cell("GRU, reset after", 3)}
OTHERS = {"peephole": Cell("peephole LSTM", 4), "feedback": Cell("output feedback"), "leaky": Cell("leaky"),
          "skip": Cell("skip", states=2), "layernorm": Cell("layer-normalized Elman"),
          "jordan": Cell("Jordan", states=2, vectors=3)}   # S = H, one output: V stands where others have their head
CELLS = {**FIRST, **OTHERS}
OTHERS_AT = ("course", "rows", "text")


@dataclass(frozen=True)
class Row:
    cell: str
    shape: str

    @property
    def sizes(self):
        return SHAPES[self.shape]

    @property
    def flops(self):
        """Of a step's products: forward, back to h and to the recurrent weights; forward and to the input weights."""
        features, hidden, batch, steps = self.sizes
        cell = CELLS[self.cell]
        return 2 * batch * steps * cell.gates * hidden * (3 * cell.states * hidden + 2 * features)

    @property
    def weights(self):
        """How many numbers its matrices have; biases come on top, one or two for each unit of a gate."""
        features, hidden, _, _ = self.sizes
        cell = CELLS[self.cell]
        return cell.gates * hidden * (features + cell.states * hidden) + hidden

    @property
    def most_parameters(self):
        cell = CELLS[self.cell]
        return self.weights + cell.vectors * cell.gates * self.sizes[1] + 1

    def __str__(self):
        return f"{CELLS[self.cell].name} {self.shape} {','.join(map(str, self.sizes))}"


FIRST_ROWS = [Row(cell, shape) for cell in FIRST for shape in SHAPES]
OTHER_ROWS = [Row(cell, shape) for cell in OTHERS for shape in OTHERS_AT]
ROWS = [*FIRST_ROWS, *OTHER_ROWS]


@dataclass(frozen=True)
class Column:
    """A program in one precision. The peers have one GRU, with its reset gate after the product."""
    program: str
    precision: str
    title: str
    cells: tuple = tuple(CELLS)
    largest: int = 512                                     # H
    shapes: tuple = tuple(SHAPES)
    against: "Column | None" = None                        # of ours; the faster one when none is named

    def measures(self, row):
        return row.cell in self.cells and row.sizes[1] <= self.largest and row.shape in self.shapes

    def row_for(self, row):
        """The row of this column that a row of ours is compared with."""
        same = Row("gru-after", row.shape) if row.cell == "gru-before" and row.cell not in self.cells else row
        return same if self.measures(same) else None


ONE_GRU = tuple(cell for cell in CELLS if cell != "gru-before")
DOUBLE = Column("ours", "double", "ours, double")
SINGLE = Column("ours", "single", "ours, single")
TORCH = Column("torch", "single", "PyTorch f32", ONE_GRU)
TORCH64 = Column("torch", "double", "PyTorch f64", ONE_GRU, against=DOUBLE)
DJL = Column("djl", "single", "DJL f32", ("elman", "lstm", "gru-after"))
DL4J = Column("dl4j", "single", "DL4J f32", ("elman", "lstm"))
DL4J_BEST = Column("dl4j-best", "single", "DL4J f32, one thread", ("elman", "lstm"))
IN_JAVA = Column("ours-java", "double", "ours without OpenBLAS", tuple(FIRST), largest=64, against=DOUBLE)
OURS = (DOUBLE, SINGLE)
ONE_CORE = tuple(Column("ours-one-core", ours.precision, f"one core, {ours.precision}", shapes=("text", "large"),
                        against=ours) for ours in OURS)
BEFORE = tuple(Column("before", ours.precision, f"the other build, {ours.precision}", against=ours) for ours in OURS)
PEERS = (TORCH, TORCH64, DJL, DL4J, DL4J_BEST, IN_JAVA, *ONE_CORE, *BEFORE)


@dataclass
class Results:
    """Milliseconds, a number a round; and what is measured once."""
    times: dict = field(default_factory=dict)          # (column, row) → [ms]
    products: dict = field(default_factory=dict)       # (program, precision) → [ms of PRODUCT]
    extras: dict = field(default_factory=dict)         # name → number

    def add(self, column, row, ms):
        self.times.setdefault((column, row), []).append(ms)

    def ms(self, column, row):
        """The median; None where it was not measured."""
        values = self.times.get((column, row))
        return statistics.median(values) if values else None

    def columns(self):
        return [column for column in (*OURS, *PEERS) if any(key[0] == column for key in self.times)]

    def rows(self):
        return [row for row in ROWS if any(key == (column, row) for column in OURS for key in self.times)]

    def best(self, row):
        """The faster of our columns, with its time."""
        measured = [(self.ms(column, row), column) for column in OURS if self.ms(column, row) is not None]
        return min(measured, key=lambda pair: pair[0]) if measured else (None, None)

    def ratio(self, peer, row):
        """How many times as long the peer takes as the column that it is held against."""
        mine = self.ms(peer.against, row) if peer.against else self.best(row)[0]
        theirs = peer.row_for(row) and self.ms(peer, peer.row_for(row))
        return theirs / mine if mine and theirs else None

    def ratios(self, peer, rows=tuple(ROWS)):
        pairs = [(row, self.ratio(peer, row)) for row in self.rows() if row in rows]
        return {row: ratio for row, ratio in pairs if ratio is not None}

    def gflops(self, column, row):
        return row.flops / self.ms(column, row) / 1e6

    def product_speed(self, precision):
        """GFLOP/s of the machine: of the fastest program, the median; None where it was not measured."""
        medians = [statistics.median(ms) for (_, measured), ms in self.products.items() if measured == precision]
        return product_gflops(min(medians)) if medians else None

    def share(self, column, row):
        speed = self.product_speed(column.precision)
        return self.gflops(column, row) / speed if speed and self.ms(column, row) else None


def product_gflops(ms):
    return 2 * math.prod(PRODUCT) / ms / 1e6


def geometric_mean(numbers):
    return math.exp(statistics.fmean(map(math.log, numbers)))


# ── the table ──────────────────────────────────────────────────────────────────────────────────────────────────

def table(results):
    """Times in ms, and after each peer how many times as long it takes as we do (as the faster of ours, or as the one
    that it is held against)."""
    columns = results.columns()
    head = ["cell", "shape D,H,B,T"]
    for column in columns:
        head += [f"{column.title}, ms", "GFLOP/s", "of product"] if column in OURS else [column.title, "×"]
    return aligned([head] + [line(results, row, columns) for row in results.rows()])


def aligned(lines):
    """Markdown that is aligned for the eye; the first line is the head, the first two columns are words."""
    widths = [max(len(cells[k]) for cells in lines) for k in range(len(lines[0]))]
    text = ["| " + " | ".join(cell.ljust(w) if k < 2 else cell.rjust(w) for k, (cell, w) in
                              enumerate(zip(cells, widths))) + " |" for cells in lines]
    rule = "|" + "|".join("-" * (w + 2) if k < 2 else "-" * (w + 1) + ":" for k, w in enumerate(widths)) + "|"
    return "\n".join([text[0], rule, *text[1:]])


def line(results, row, columns):
    cells = [CELLS[row.cell].name, f"{row.shape} {','.join(map(str, row.sizes))}"]
    for column in columns:
        if column in OURS:
            measured = results.ms(column, row) is not None
            share = results.share(column, row)
            cells += [number(results.ms(column, row)), f"{results.gflops(column, row):.1f}" if measured else "–",
                      f"{share:.0%}" if share else "–"]
        else:
            peer = column.row_for(row)
            ratio = results.ratio(column, row)
            cells += [number(peer and results.ms(column, peer)), f"{ratio:.2f}" if ratio else "–"]
    return cells


def number(ms):
    return "–" if ms is None else f"{ms:.3f}" if ms < 1 else f"{ms:.2f}" if ms < 100 else f"{ms:.0f}"


def last_lines(results):
    """The worst and the mean ratio against PyTorch in float32, and against the other build where there is one."""
    lines = [summary(results, name, column, rows, which)
             for name, column in (("PyTorch float32", TORCH), *((column.title, column) for column in BEFORE))
             for rows, which in ((FIRST_ROWS, ""), (OTHER_ROWS, " of other cells")) if results.ratios(column, rows)]
    return "\n".join(lines) or "Against PyTorch float32: not measured."


def summary(results, name, column, rows, which):
    ratios = results.ratios(column, rows)
    worst = min(ratios, key=ratios.get)
    return (f"Against {name}, {len(ratios)} rows{which}: worst {ratios[worst]:.2f}× ({worst}), "
            f"geometric mean {geometric_mean(ratios.values()):.2f}×.")


# ── the targets ────────────────────────────────────────────────────────────────────────────────────────────────

@dataclass(frozen=True)
class Target:
    """What must hold. `values` gives the measured numbers by their names, none where nothing was measured."""
    text: str
    bound: float
    values: object
    at_least: bool = True

    def missed(self, results):
        """What misses it, by name; None when nothing was measured."""
        values = self.values(results)
        if not values:
            return None
        return {name: value for name, value in values.items()
                if (value < self.bound if self.at_least else value > self.bound)}


def ratios_of(*peers, where=lambda row: True):
    return lambda results: {f"{row} ({peer.title})" if len(peers) > 1 else str(row): ratio
                            for peer in peers for row, ratio in results.ratios(peer).items() if where(row)}


def times_as_long(base, *cells):
    """As the base cell at the same size, in either precision."""
    def values(results):
        pairs = {f"{row} ({column.precision})": (results.ms(column, row), results.ms(column, Row(base, row.shape)))
                 for column in OURS for row in results.rows() if row.cell in cells}
        return {name: ms / base_ms for name, (ms, base_ms) in pairs.items() if ms and base_ms}
    return values


def fused(row):
    """PyTorch's hardest kernel."""
    return row.cell == "lstm" and large(row)


def large(row):
    return row.shape in ("text", "large")


def shares(results):
    wanted = [(row, results.best(row)[1]) for row in results.rows() if row in FIRST_ROWS and large(row)]
    return {f"{row} ({column.precision})": results.share(column, row) for row, column in wanted
            if results.share(column, row) is not None}


def mean_ratio(results):
    ratios = results.ratios(TORCH, FIRST_ROWS)
    return {"all rows": geometric_mean(ratios.values())} if len(ratios) == len(FIRST_ROWS) else {}


def extra(prefix):
    return lambda results: {name: value for name, value in results.extras.items() if name.startswith(prefix)}


TARGETS = (
    Target("PyTorch f32 against the better of ours: at least 1.0× in every row",
           1.0, ratios_of(TORCH, where=lambda row: not fused(row))),
    Target("PyTorch f32, LSTM text and large: at least 1.1×", 1.1, ratios_of(TORCH, where=fused)),
    Target("PyTorch f32, tiny: at least 10×", 10, ratios_of(TORCH, where=lambda row: row.shape == "tiny")),
    Target("PyTorch f32, geometric mean over the rows of Elman, LSTM and GRU: at least 3×", 3, mean_ratio),
    Target("PyTorch f64 against our double: at least 2× in every smaller row",
           2, ratios_of(TORCH64, where=lambda row: not large(row))),
    Target("PyTorch f64 against our double, text and large: at least 1.2×", 1.2, ratios_of(TORCH64, where=large)),
    Target("DJL against the better of ours: at least 1.0× in every row", 1.0, ratios_of(DJL)),
    Target("Deeplearning4j against the better of ours: at least 5× in every row it has", 5, ratios_of(DL4J)),
    Target("Deeplearning4j with one OpenMP thread: at least 5×", 5, ratios_of(DL4J_BEST)),
    Target("text and large: at least 50 % of the product's speed in the precision used", 0.5, shares),
    Target("ours without OpenBLAS, up to H=64: at most 4 times as long",
           4, ratios_of(IN_JAVA), at_least=False),
    Target("text and large on one core: at least 1.6 times as long as on two", 1.6, ratios_of(*ONE_CORE)),
    Target("peephole LSTM: at most 1.15 times as long as LSTM", 1.15, times_as_long("lstm", "peephole"), False),
    Target("output feedback and leaky: at most 1.15 times as long as Elman",
           1.15, times_as_long("elman", "feedback", "leaky"), False),
    Target("skip: at most 1.6 times as long as Elman", 1.6, times_as_long("elman", "skip"), False),
    Target("layer-normalized Elman: at most 1.4 times as long as Elman",
           1.4, times_as_long("elman", "layernorm"), False),
    Target("Jordan: at most 2.5 times as long as Elman", 2.5, times_as_long("elman", "jordan"), False),
    Target("the other build: at least 0.97× in every row (3 % are drift)", 0.97, ratios_of(*BEFORE)),
    Target("bytes a step that come with 4 times the T, B or H: 0 (up to 64 are noise)",
           64, extra("bytes on one core"), at_least=False),
    Target("on two cores, whose tasks are objects: 0 (up to 512 are noise, less than 8 for each added step)",
           512, extra("bytes on two cores"), at_least=False),
)


def check(results):
    """A line a target, and whether none is missed."""
    lines, good = [], True
    for target in TARGETS:
        missed = target.missed(results)
        mark = "not measured" if missed is None else "missed" if missed else "ok"
        good = good and not missed
        names = ", ".join(f"{name} {value:.3g}" for name, value in sorted((missed or {}).items()))
        lines.append(f"  {mark:<12} {target.text}" + (f": {names}" if names else ""))
    return "\n".join(lines), good
