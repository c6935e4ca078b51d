// Right answers in other ways: other loops and formulas, matrices, streams, records, checks of one's own.
// answer: right-lstm-step-whole-matrices
// cell: hw3-1-lstm-step
class MyLstmStep extends StackedCell {
    protected final Trace c = state("c", hidden());
    protected final Trace dc = c.gradient();
    MyLstmStep(int features, int hidden) { super("mine", features, hidden, 4); }

    private SimpleMatrix read(Block b, int from, int to) {
        var m = new SimpleMatrix(b.rows, to - from);
        for (int n = 0; n < b.rows; n++) for (int j = from; j < to; j++) m.set(n, j - from, b.get(n, j));
        return m;
    }
    private void write(SimpleMatrix m, Block b, int from) {
        for (int n = 0; n < b.rows; n++) for (int j = 0; j < m.getNumCols(); j++) b.set(n, from + j, m.get(n, j));
    }
    private SimpleMatrix squash(SimpleMatrix m, DoubleUnaryOperator f) {
        return m.elementOp((int row, int column, double v) -> f.applyAsDouble(v));
    }
    @Override protected void step(int t) {
        addRecurrentProduct(t);
        int H = hidden();
        Block at = a.at(t);
        SimpleMatrix i = squash(read(at, 0, H), v -> sigma(v)), f = squash(read(at, H, 2 * H), v -> sigma(v));
        SimpleMatrix g = squash(read(at, 2 * H, 3 * H), Math::tanh), o = squash(read(at, 3 * H, 4 * H), v -> sigma(v));
        SimpleMatrix now = f.elementMult(read(c.at(t - 1), 0, H)).plus(i.elementMult(g));
        write(now, c.at(t), 0);
        write(o.elementMult(squash(now, Math::tanh)), h.at(t), 0);
        write(i.concatColumns(f, g, o), at, 0);
    }
    @Override protected void stepBack(int t) { throw new UnsupportedOperationException("task 1.2"); }
}
// answer: right-lstm-step-gate-record
// cell: hw3-1-lstm-step
class MyLstmStep extends StackedCell {
    protected final Trace c = state("c", hidden());
    protected final Trace dc = c.gradient();
    MyLstmStep(int features, int hidden) { super("mine", features, hidden, 4); }

    record Gates(double i, double f, double g, double o) {
        static Gates of(double ai, double af, double ag, double ao) {
            return new Gates(s(ai), s(af), Math.tanh(ag), s(ao));
        }
        static double s(double v) { return v >= 0 ? 1 / (1 + Math.exp(-v)) : Math.exp(v) / (1 + Math.exp(v)); }
        double cell(double before) { return f * before + i * g; }
        double hidden(double cell) { return o * Math.tanh(cell); }
    }
    @Override protected void step(int t) {
        addRecurrentProduct(t);
        int H = hidden();
        var block = a.at(t);
        for (int j = 0; j < H; j++) for (int n = block.rows - 1; n >= 0; n--) {
            double ai = block.get(n, j), af = block.get(n, H + j), ag = block.get(n, 2 * H + j);
            var gates = Gates.of(ai, af, ag, block.get(n, 3 * H + j));
            double cell = gates.cell(c.at(t - 1).get(n, j));
            c.at(t).set(n, j, cell);
            h.at(t).set(n, j, gates.hidden(cell));
            block.set(n, j, gates.i());
            block.set(n, H + j, gates.f());
            block.set(n, 2 * H + j, gates.g());
            block.set(n, 3 * H + j, gates.o());
        }
    }
    @Override protected void stepBack(int t) { throw new UnsupportedOperationException("task 1.2"); }
}
// answer: right-lstm-back-in-two-loops
// cell: hw3-1-lstm-step-back
class MyLstm extends MyLstmStep {
    MyLstm(int features, int hidden) { super(features, hidden); }
    @Override protected void stepBack(int t) {
        int H = hidden(), B = dh.at(t).rows;
        for (int n = 0; n < B; n++) for (int j = 0; j < H; j++) {
            double s = Math.tanh(c.at(t).get(n, j)), o = a.at(t).get(n, 3 * H + j);
            dc.at(t).add(n, j, dh.at(t).get(n, j) * o * (1 - s * s));
            da.at(t).set(n, 3 * H + j, dh.at(t).get(n, j) * s * o * (1 - o));
        }
        for (int j = 0; j < H; j++) for (int n = 0; n < B; n++) {
            double whole = dc.at(t).get(n, j), i = a.at(t).get(n, j), f = a.at(t).get(n, H + j);
            double g = a.at(t).get(n, 2 * H + j);
            da.at(t).set(n, j, whole * g * (i - i * i));
            da.at(t).set(n, H + j, whole * c.at(t - 1).get(n, j) * (f - f * f));
            da.at(t).set(n, 2 * H + j, whole * i * (1 - g * g));
            dc.at(t - 1).add(n, j, whole * f);
        }
        addRecurrentProductBack(t);
    }
}
// answer: right-lstm-back-product-by-hand
// cell: hw3-1-lstm-step-back
class MyLstm extends MyLstmStep {
    MyLstm(int features, int hidden) { super(features, hidden); }
    private double slope(double y) { return y * (1 - y); }
    @Override protected void stepBack(int t) {
        int H = hidden();
        for (int n = 0; n < a.at(t).rows; n++) for (int j = 0; j < H; j++) {
            double i = a.at(t).get(n, j), f = a.at(t).get(n, H + j), g = a.at(t).get(n, 2 * H + j);
            double o = a.at(t).get(n, 3 * H + j), s = Math.tanh(c.at(t).get(n, j)), d = dh.at(t).get(n, j);
            double whole = dc.at(t).get(n, j) + d * o * (1 - s * s);
            double[] back = {whole * g * slope(i), whole * c.at(t - 1).get(n, j) * slope(f), whole * i * (1 - g * g),
                d * s * slope(o)};
            for (int k = 0; k < 4; k++) {
                da.at(t).set(n, k * H + j, back[k]);
                for (int q = 0; q < H; q++) dh.at(t - 1).add(n, q, back[k] * U.value().get(k * H + j, q));
            }
            dc.at(t - 1).add(n, j, whole * f);
        }
    }
}
// answer: right-gru-step-product-by-hand
// cell: hw3-2-gru-step
class MyGruStep extends GruProducts {
    MyGruStep(int features, int hidden) { super(features, hidden); }
    private double product(int row, int n, Block seen) {
        double sum = 0;
        for (int k = 0; k < hidden(); k++) sum += U.value().get(row, k) * seen.get(n, k);
        return sum;
    }
    @Override protected void step(int t) {
        int H = hidden();
        for (int n = 0; n < h.at(t).rows; n++) {
            for (int row = 0; row < 2 * H; row++)
                a.at(t).set(n, row, sigma(a.at(t).get(n, row) + product(row, n, h.at(t - 1))));
            for (int j = 0; j < H; j++) s.at(t).set(n, j, a.at(t).get(n, H + j) * h.at(t - 1).get(n, j));
            for (int row = 2 * H; row < 3 * H; row++)
                a.at(t).set(n, row, Math.tanh(a.at(t).get(n, row) + product(row, n, s.at(t))));
            for (int j = 0; j < H; j++) {
                double z = a.at(t).get(n, j);
                h.at(t).set(n, j, (1 - z) * h.at(t - 1).get(n, j) + z * a.at(t).get(n, 2 * H + j));
            }
        }
    }
    @Override protected void stepBack(int t) { throw new UnsupportedOperationException("task 2.2"); }
}
// answer: right-gru-step-activations-of-the-library
// cell: hw3-2-gru-step
class MyGruStep extends GruProducts {
    MyGruStep(int features, int hidden) { super(features, hidden); }
    @Override protected void step(int t) {
        int H = hidden(), B = h.at(t).rows;
        addProductZr(t);
        Activation.SIGMOID.applyTo(a.at(t), 0, 2 * H);
        IntStream.range(0, B * H).forEach(p ->
                s.at(t).set(p / H, p % H, a.at(t).get(p / H, H + p % H) * h.at(t - 1).get(p / H, p % H)));
        addProductN(t);
        Activation.TANH.applyTo(a.at(t), 2 * H, 3 * H);
        IntStream.range(0, B * H).forEach(p -> {
            double z = a.at(t).get(p / H, p % H), n = a.at(t).get(p / H, 2 * H + p % H);
            double old = h.at(t - 1).get(p / H, p % H);
            h.at(t).set(p / H, p % H, z * n + old - z * old);
        });
    }
    @Override protected void stepBack(int t) { throw new UnsupportedOperationException("task 2.2"); }
}
// answer: right-gru-back-by-columns
// cell: hw3-2-gru-step-back
class MyGru extends MyGruStep {
    MyGru(int features, int hidden) { super(features, hidden); }
    @Override protected void stepBack(int t) {
        int H = hidden();
        for (int j = 0; j < H; j++) for (int n = 0; n < dh.at(t).rows; n++) {
            double z = a.at(t).get(n, j), fresh = a.at(t).get(n, 2 * H + j), d = dh.at(t).get(n, j);
            da.at(t).set(n, 2 * H + j, d * z * (1 - fresh) * (1 + fresh));
        }
        productBackN(t);
        for (int j = 0; j < H; j++) for (int n = 0; n < dh.at(t).rows; n++) {
            double z = a.at(t).get(n, j), r = a.at(t).get(n, H + j), fresh = a.at(t).get(n, 2 * H + j);
            double old = h.at(t - 1).get(n, j), d = dh.at(t).get(n, j), back = ds.at(t).get(n, j);
            da.at(t).set(n, j, d * (fresh - old) * (z - z * z));
            da.at(t).set(n, H + j, back * old * (r - r * r));
            dh.at(t - 1).add(n, j, d - d * z + back * r);
        }
        addProductBackZr(t);
    }
}
// answer: right-gru-back-three-ways-apart
// cell: hw3-2-gru-step-back
class MyGru extends MyGruStep {
    MyGru(int features, int hidden) { super(features, hidden); }
    private void each(int t, BiConsumer<Integer, Integer> place) {
        for (int n = 0; n < a.at(t).rows; n++) for (int j = 0; j < hidden(); j++) place.accept(n, j);
    }
    @Override protected void stepBack(int t) {
        int H = hidden();
        each(t, (n, j) -> dh.at(t - 1).add(n, j, dh.at(t).get(n, j) * (1 - a.at(t).get(n, j))));
        each(t, (n, j) -> da.at(t).set(n, 2 * H + j, dh.at(t).get(n, j) * a.at(t).get(n, j)
                * (1 - Math.pow(a.at(t).get(n, 2 * H + j), 2))));
        productBackN(t);
        each(t, (n, j) -> dh.at(t - 1).add(n, j, ds.at(t).get(n, j) * a.at(t).get(n, H + j)));
        each(t, (n, j) -> da.at(t).set(n, H + j, ds.at(t).get(n, j) * h.at(t - 1).get(n, j)
                * a.at(t).get(n, H + j) * (1 - a.at(t).get(n, H + j))));
        each(t, (n, j) -> da.at(t).set(n, j, dh.at(t).get(n, j) * (a.at(t).get(n, 2 * H + j) - h.at(t - 1).get(n, j))
                * a.at(t).get(n, j) * (1 - a.at(t).get(n, j))));
        addProductBackZr(t);
    }
}
// answer: right-keep-bias-odds
// cell: hw3-3-keep-bias
double keepBias(double halfLife) {
    double forgets = -Math.expm1(-Math.log(2) / halfLife);         // 1 − f
    return Math.log1p(-forgets) - Math.log(forgets);
}
// answer: right-keep-bias-newton
// cell: hw3-3-keep-bias
double keepBias(double k) {
    double b = Math.log(k / Math.log(2));                          // near it for a long memory
    for (int i = 0; i < 60; i++) {
        double f = 1 / (1 + Math.exp(-b)), wrong = k * Math.log(f) + Math.log(2);
        b -= wrong / (k * (1 - f));
    }
    return b;
}
// answer: right-keep-bias-powers-of-e
// cell: hw3-3-keep-bias
double keepBias(double halfLife) {
    final double ln2 = Math.log(2.0);
    return 0 - Math.log(Math.exp(ln2 / halfLife) - 1.0);
}
// answer: right-start-one-loop-over-all-rows
// cell: hw3-3-start
void startLstm(Parameter b, int H, double halfLife) {
    for (int row = 0; row < 4 * H; row++)
        b.value().set(row, 0, switch (row / H) {
            case 0 -> -keepBias(halfLife);
            case 1 -> keepBias(halfLife);
            default -> b.value().get(row, 0);
        });
}
void startGru(Parameter b, int H, double halfLife) {
    for (int row = 0; row < 3 * H; row++)
        b.value().set(row, 0, row < H ? -keepBias(halfLife) : b.value().get(row, 0));
}
// answer: right-start-data-filled
// cell: hw3-3-start
void startLstm(Parameter b, int H, double halfLife) {
    double keep = keepBias(halfLife);
    Arrays.fill(b.value().data, 0, H, -keep);
    Arrays.fill(b.value().data, H, H + H, keep);
}
void startGru(Parameter b, int H, double halfLife) {
    Arrays.fill(b.value().data, 0, H, -keepBias(halfLife));
}
// answer: right-start-the-input-gate-by-the-odds
// cell: hw3-3-start
void startLstm(Parameter b, int H, double halfLife) {
    double f = sigma(keepBias(halfLife)), i = 1 - f;
    int j = 0;
    while (j < H) {
        b.value().set(j, 0, Math.log(i / (1 - i)));
        b.value().set(H + j++, 0, keepBias(halfLife));
    }
}
void startGru(Parameter b, int H, double halfLife) {
    double kept = Math.pow(2, -1 / halfLife), z = 1 - kept;
    for (int j = 0; j < H; j++) b.value().set(j, 0, Math.log(z) - Math.log(kept));
}
// answer: right-memory-by-a-switch
// cell: hw3-4-memory
Plan memory(String kind, long seed) {
    Cell cell = switch (kind) {
        case "LSTM" -> new LstmCell(2, 8);
        case "GRU" -> new GruCell(2, 8);
        default -> throw new IllegalArgumentException("LSTM or GRU expected, got " + kind);
    };
    Network net = Network.of(seed, new Recurrent(cell), new LastStep(), new Dense(8, 1));
    var bias = net.parameters().stream().filter(p -> p.name().endsWith(".b")).findFirst().get();
    if (cell.states().size() == 2) startLstm(bias, 8, 60);
    else startGru(bias, 8, 60);
    return new Plan(net, 0.02, 16, 30);
}
// answer: right-memory-fewer-updates
// cell: hw3-4-memory
Plan memory(String kind, long seed) {
    int H = 8;
    boolean lstm = "LSTM".equals(kind);
    var layer = new Recurrent(lstm ? new LstmCell(2, H) : new GruCell(2, H));
    var net = Network.of(seed, layer, new LastStep(), new Dense(H, 1));
    for (int j = 0; j < H; j++) {
        net.parameter(lstm ? "lstm.b" : "gru.b").value().set(j, 0, -4.2);
        if (lstm) net.parameter("lstm.b").value().set(H + j, 0, 4.2);
    }
    return new Plan(net, 0.02, 16, 29);
}
// answer: right-letters-capitals
// cell: hw3-5-letters
String letters() { return "C B A B D"; }
// answer: right-letters-with-commas
// cell: hw3-5-letters
String letters() {
    char[] all = {'c', 'b', 'a', 'b', 'd'};
    return Arrays.toString(all);
}
// answer: right-letters-of-a-map
// cell: hw3-5-letters
String letters() {
    Map<Integer, String> answers = new TreeMap<>();
    answers.put(5, "d");
    answers.put(1, "c");
    answers.put(2, "b");
    answers.put(4, "b");
    answers.put(3, "a");
    return String.join("", answers.values());
}
// answer: right-letters-built
// cell: hw3-5-letters
String letters() {
    var text = new StringBuilder();
    for (int k : new int[] {2, 1, 0, 1, 3}) text.append((char) ('a' + k));
    return text.toString();
}
// answer: right-convert-row-by-row
// cell: hw3-6-convert
double[][] convert(double[][] theirs) {
    int H = theirs.length / 3, D = theirs[0].length;
    double[][] ours = new double[theirs.length][D];
    for (int row = 0; row < 3 * H; row++)
        for (int d = 0; d < D; d++)
            ours[row][d] = row < H ? -theirs[row + H][d] : row < 2 * H ? theirs[row - H][d] : theirs[row][d];
    return ours;
}
// answer: right-convert-streams
// cell: hw3-6-convert
double[][] convert(double[][] theirs) {
    int H = theirs.length / 3;
    return Stream.of(
            Arrays.stream(theirs, H, 2 * H).map(row -> DoubleStream.of(row).map(v -> -v).toArray()),
            Arrays.stream(theirs, 0, H).map(double[]::clone),
            Arrays.stream(theirs, 2 * H, 3 * H).map(double[]::clone)).flatMap(part -> part).toArray(double[][]::new);
}
// answer: right-convert-exchange-in-a-copy
// cell: hw3-6-convert
double[][] convert(double[][] theirs) {
    double[][] copy = new double[theirs.length][];
    for (int j = 0; j < copy.length; j++) copy[j] = theirs[j].clone();
    for (int j = 0, H = copy.length / 3; j < H; j++) {
        double[] r = copy[j];
        copy[j] = copy[H + j];
        copy[H + j] = r;
        for (int k = 0; k < copy[j].length; k++) copy[j][k] *= -1;
    }
    return copy;
}
// answer: right-convert-by-a-permutation
// cell: hw3-6-convert
double[][] convert(double[][] theirs) {
    int[] from = {1, 0, 2}, sign = {-1, 1, 1};
    int H = theirs.length / 3;
    return IntStream.range(0, theirs.length).mapToObj(row -> {
        double[] source = theirs[from[row / H] * H + row % H], target = new double[source.length];
        Arrays.setAll(target, k -> sign[row / H] * source[k]);
        return target;
    }).toArray(double[][]::new);
}
