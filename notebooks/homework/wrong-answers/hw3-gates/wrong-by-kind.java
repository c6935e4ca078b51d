// Wrong answers by kind: sign, order of the gates, a term left out, hard-coded sizes, what is given overwritten.
// answer: wrong-lstm-state-shared-by-the-examples
// loses: hw3-1b-every-step, hw3-1c-state, hw3-1d-one-step-back, hw3-1e-through-time
// cell: hw3-1-lstm-step
class MyLstmStep extends StackedCell {
    protected final Trace c = state("c", hidden());
    protected final Trace dc = c.gradient();
    MyLstmStep(int features, int hidden) { super("mine", features, hidden, 4); }
    @Override protected void step(int t) {
        addRecurrentProduct(t);
        int H = hidden();
        for (int n = 0; n < a.at(t).rows; n++) for (int j = 0; j < H; j++) {
            double i = sigma(a.at(t).get(n, j)), f = sigma(a.at(t).get(n, H + j));
            double g = Math.tanh(a.at(t).get(n, 2 * H + j)), o = sigma(a.at(t).get(n, 3 * H + j));
            c.at(t).set(n, j, f * c.at(t - 1).get(0, j) + i * g);
            h.at(t).set(n, j, o * Math.tanh(c.at(t).get(n, j)));
            double[] gates = {i, f, g, o};
            for (int k = 0; k < 4; k++) a.at(t).set(n, k * H + j, gates[k]);
        }
    }
    @Override protected void stepBack(int t) { throw new UnsupportedOperationException("task 1.2"); }
}
// answer: wrong-lstm-cell-of-three-units
// loses: hw3-1b-every-step, hw3-1e-through-time
// cell: hw3-1-lstm-step
class MyLstmStep extends StackedCell {
    protected final Trace c = state("c", hidden());
    protected final Trace dc = c.gradient();
    MyLstmStep(int features, int hidden) { super("mine", features, hidden, 4); }
    @Override protected void step(int t) {
        addRecurrentProduct(t);
        int H = hidden();
        for (int n = 0; n < a.at(t).rows; n++) for (int j = 0; j < Math.min(3, H); j++) {
            double i = sigma(a.at(t).get(n, j)), f = sigma(a.at(t).get(n, H + j));
            double g = Math.tanh(a.at(t).get(n, 2 * H + j)), o = sigma(a.at(t).get(n, 3 * H + j));
            c.at(t).set(n, j, f * c.at(t - 1).get(n, j) + i * g);
            h.at(t).set(n, j, o * Math.tanh(c.at(t).get(n, j)));
            double[] gates = {i, f, g, o};
            for (int k = 0; k < 4; k++) a.at(t).set(n, k * H + j, gates[k]);
        }
    }
    @Override protected void stepBack(int t) { throw new UnsupportedOperationException("task 1.2"); }
}
// answer: wrong-lstm-forgets-where-it-writes
// loses: hw3-1b-every-step, hw3-1d-one-step-back, hw3-1e-through-time
// cell: hw3-1-lstm-step
class MyLstmStep extends StackedCell {
    protected final Trace c = state("c", hidden());
    protected final Trace dc = c.gradient();
    MyLstmStep(int features, int hidden) { super("mine", features, hidden, 4); }
    @Override protected void step(int t) {
        addRecurrentProduct(t);
        int H = hidden();
        for (int n = 0; n < a.at(t).rows; n++) for (int j = 0; j < H; j++) {
            double i = sigma(a.at(t).get(n, j)), f = sigma(a.at(t).get(n, H + j));
            double g = Math.tanh(a.at(t).get(n, 2 * H + j)), o = sigma(a.at(t).get(n, 3 * H + j));
            c.at(t).set(n, j, (1 - i) * c.at(t - 1).get(n, j) + i * g);
            h.at(t).set(n, j, o * Math.tanh(c.at(t).get(n, j)));
            double[] gates = {i, f, g, o};
            for (int k = 0; k < 4; k++) a.at(t).set(n, k * H + j, gates[k]);
        }
    }
    @Override protected void stepBack(int t) { throw new UnsupportedOperationException("task 1.2"); }
}
// answer: wrong-lstm-output-of-the-state-before
// loses: hw3-1a-on-paper, hw3-1b-every-step, hw3-1d-one-step-back, hw3-1e-through-time
// cell: hw3-1-lstm-step
class MyLstmStep extends StackedCell {
    protected final Trace c = state("c", hidden());
    protected final Trace dc = c.gradient();
    MyLstmStep(int features, int hidden) { super("mine", features, hidden, 4); }
    @Override protected void step(int t) {
        addRecurrentProduct(t);
        int H = hidden();
        for (int n = 0; n < a.at(t).rows; n++) for (int j = 0; j < H; j++) {
            double i = sigma(a.at(t).get(n, j)), f = sigma(a.at(t).get(n, H + j));
            double g = Math.tanh(a.at(t).get(n, 2 * H + j)), o = sigma(a.at(t).get(n, 3 * H + j));
            h.at(t).set(n, j, o * Math.tanh(c.at(t - 1).get(n, j)));
            c.at(t).set(n, j, f * c.at(t - 1).get(n, j) + i * g);
            double[] gates = {i, f, g, o};
            for (int k = 0; k < 4; k++) a.at(t).set(n, k * H + j, gates[k]);
        }
    }
    @Override protected void stepBack(int t) { throw new UnsupportedOperationException("task 1.2"); }
}
// answer: wrong-lstm-back-output-gate-from-c
// loses: hw3-1d-one-step-back, hw3-1e-through-time
// cell: hw3-1-lstm-step-back
class MyLstm extends MyLstmStep {
    MyLstm(int features, int hidden) { super(features, hidden); }
    @Override protected void stepBack(int t) {
        int H = hidden();
        for (int n = 0; n < a.at(t).rows; n++) for (int j = 0; j < H; j++) {
            double i = a.at(t).get(n, j), f = a.at(t).get(n, H + j);
            double g = a.at(t).get(n, 2 * H + j), o = a.at(t).get(n, 3 * H + j);
            double s = Math.tanh(c.at(t).get(n, j)), dht = dh.at(t).get(n, j);
            double dct = dc.at(t).get(n, j) + dht * o * (1 - s * s);
            da.at(t).set(n, j, dct * g * i * (1 - i));
            da.at(t).set(n, H + j, dct * c.at(t - 1).get(n, j) * f * (1 - f));
            da.at(t).set(n, 2 * H + j, dct * i * (1 - g * g));
            da.at(t).set(n, 3 * H + j, dht * c.at(t).get(n, j) * o * (1 - o));
            dc.at(t - 1).add(n, j, dct * f);
        }
        addRecurrentProductBack(t);
    }
}
// answer: wrong-lstm-back-forget-gate-of-the-new-state
// loses: hw3-1d-one-step-back, hw3-1e-through-time
// cell: hw3-1-lstm-step-back
class MyLstm extends MyLstmStep {
    MyLstm(int features, int hidden) { super(features, hidden); }
    @Override protected void stepBack(int t) {
        int H = hidden();
        for (int n = 0; n < a.at(t).rows; n++) for (int j = 0; j < H; j++) {
            double i = a.at(t).get(n, j), f = a.at(t).get(n, H + j);
            double g = a.at(t).get(n, 2 * H + j), o = a.at(t).get(n, 3 * H + j);
            double s = Math.tanh(c.at(t).get(n, j)), dht = dh.at(t).get(n, j);
            double dct = dc.at(t).get(n, j) + dht * o * (1 - s * s);
            da.at(t).set(n, j, dct * g * i * (1 - i));
            da.at(t).set(n, H + j, dct * c.at(t).get(n, j) * f * (1 - f));
            da.at(t).set(n, 2 * H + j, dct * i * (1 - g * g));
            da.at(t).set(n, 3 * H + j, dht * s * o * (1 - o));
            dc.at(t - 1).add(n, j, dct * f);
        }
        addRecurrentProductBack(t);
    }
}
// answer: wrong-gru-step-state-in-place
// loses: hw3-2a-on-paper, hw3-2b-every-step, hw3-2c-one-step-back, hw3-2d-through-time
// cell: hw3-2-gru-step
class MyGruStep extends GruProducts {
    MyGruStep(int features, int hidden) { super(features, hidden); }
    @Override protected void step(int t) {
        addProductZr(t);
        int H = hidden(), B = a.at(t).rows;
        for (int n = 0; n < B; n++) for (int j = 0; j < H; j++) {
            a.at(t).set(n, j, sigma(a.at(t).get(n, j)));
            a.at(t).set(n, H + j, sigma(a.at(t).get(n, H + j)));
            s.at(t).set(n, j, a.at(t).get(n, H + j) * h.at(t - 1).get(n, j));
            h.at(t - 1).set(n, j, s.at(t).get(n, j));
        }
        addProductN(t);
        for (int n = 0; n < B; n++) for (int j = 0; j < H; j++) {
            double z = a.at(t).get(n, j), fresh = Math.tanh(a.at(t).get(n, 2 * H + j));
            a.at(t).set(n, 2 * H + j, fresh);
            h.at(t).set(n, j, (1 - z) * h.at(t - 1).get(n, j) + z * fresh);
        }
    }
    @Override protected void stepBack(int t) { throw new UnsupportedOperationException("task 2.2"); }
}
// answer: wrong-gru-step-z-and-r-exchanged
// loses: hw3-2a-on-paper, hw3-2b-every-step, hw3-2c-one-step-back, hw3-2d-through-time
// cell: hw3-2-gru-step
class MyGruStep extends GruProducts {
    MyGruStep(int features, int hidden) { super(features, hidden); }
    @Override protected void step(int t) {
        addProductZr(t);
        int H = hidden(), B = a.at(t).rows;
        for (int n = 0; n < B; n++) for (int j = 0; j < H; j++) {
            a.at(t).set(n, j, sigma(a.at(t).get(n, j)));
            a.at(t).set(n, H + j, sigma(a.at(t).get(n, H + j)));
            s.at(t).set(n, j, a.at(t).get(n, j) * h.at(t - 1).get(n, j));
        }
        addProductN(t);
        for (int n = 0; n < B; n++) for (int j = 0; j < H; j++) {
            double z = a.at(t).get(n, H + j), fresh = Math.tanh(a.at(t).get(n, 2 * H + j));
            a.at(t).set(n, 2 * H + j, fresh);
            h.at(t).set(n, j, (1 - z) * h.at(t - 1).get(n, j) + z * fresh);
        }
    }
    @Override protected void stepBack(int t) { throw new UnsupportedOperationException("task 2.2"); }
}
// answer: wrong-gru-step-first-example-only
// loses: hw3-2b-every-step, hw3-2c-one-step-back, hw3-2d-through-time
// cell: hw3-2-gru-step
class MyGruStep extends GruProducts {
    MyGruStep(int features, int hidden) { super(features, hidden); }
    @Override protected void step(int t) {
        addProductZr(t);
        int H = hidden();
        for (int j = 0; j < H; j++) {
            a.at(t).set(0, j, sigma(a.at(t).get(0, j)));
            a.at(t).set(0, H + j, sigma(a.at(t).get(0, H + j)));
            s.at(t).set(0, j, a.at(t).get(0, H + j) * h.at(t - 1).get(0, j));
        }
        addProductN(t);
        for (int j = 0; j < H; j++) {
            double z = a.at(t).get(0, j), fresh = Math.tanh(a.at(t).get(0, 2 * H + j));
            a.at(t).set(0, 2 * H + j, fresh);
            h.at(t).set(0, j, (1 - z) * h.at(t - 1).get(0, j) + z * fresh);
        }
    }
    @Override protected void stepBack(int t) { throw new UnsupportedOperationException("task 2.2"); }
}
// answer: wrong-gru-back-sign-of-the-update-gate
// loses: hw3-2c-one-step-back, hw3-2d-through-time
// cell: hw3-2-gru-step-back
class MyGru extends MyGruStep {
    MyGru(int features, int hidden) { super(features, hidden); }
    @Override protected void stepBack(int t) {
        int H = hidden(), B = a.at(t).rows;
        for (int n = 0; n < B; n++) for (int j = 0; j < H; j++) {
            double z = a.at(t).get(n, j), fresh = a.at(t).get(n, 2 * H + j), d = dh.at(t).get(n, j);
            da.at(t).set(n, j, d * (h.at(t - 1).get(n, j) - fresh) * z * (1 - z));
            da.at(t).set(n, 2 * H + j, d * z * (1 - fresh * fresh));
            dh.at(t - 1).add(n, j, d * (1 - z));
        }
        productBackN(t);
        for (int n = 0; n < B; n++) for (int j = 0; j < H; j++) {
            double r = a.at(t).get(n, H + j);
            da.at(t).set(n, H + j, ds.at(t).get(n, j) * h.at(t - 1).get(n, j) * r * (1 - r));
            dh.at(t - 1).add(n, j, ds.at(t).get(n, j) * r);
        }
        addProductBackZr(t);
    }
}
// answer: wrong-gru-back-products-forgotten
// loses: hw3-2c-one-step-back, hw3-2d-through-time
// cell: hw3-2-gru-step-back
class MyGru extends MyGruStep {
    MyGru(int features, int hidden) { super(features, hidden); }
    @Override protected void stepBack(int t) {
        int H = hidden(), B = a.at(t).rows;
        for (int n = 0; n < B; n++) for (int j = 0; j < H; j++) {
            double z = a.at(t).get(n, j), fresh = a.at(t).get(n, 2 * H + j), d = dh.at(t).get(n, j);
            da.at(t).set(n, j, d * (fresh - h.at(t - 1).get(n, j)) * z * (1 - z));
            da.at(t).set(n, 2 * H + j, d * z * (1 - fresh * fresh));
            dh.at(t - 1).add(n, j, d * (1 - z));
        }
        productBackN(t);
        for (int n = 0; n < B; n++) for (int j = 0; j < H; j++) {
            double r = a.at(t).get(n, H + j);
            da.at(t).set(n, H + j, ds.at(t).get(n, j) * h.at(t - 1).get(n, j) * r * (1 - r));
            dh.at(t - 1).add(n, j, ds.at(t).get(n, j) * r);
        }
    }
}
// answer: wrong-keep-bias-of-integers
// loses: hw3-3a-half-life
// cell: hw3-3-keep-bias
double keepBias(double halfLife) {
    return -Math.log(Math.pow(2, 1.0 / (int) Math.max(1, halfLife)) - 1);
}
// answer: wrong-keep-bias-e-for-two
// loses: hw3-3a-half-life, hw3-3b-lstm-rows, hw3-3c-gru-rows
// cell: hw3-3-keep-bias
double keepBias(double halfLife) {
    return halfLife == 1 ? 0 : -Math.log(Math.exp(1 / halfLife) - 1);
}
// answer: wrong-keep-bias-sign
// loses: hw3-3a-half-life, hw3-3b-lstm-rows, hw3-3c-gru-rows
// cell: hw3-3-keep-bias
double keepBias(double halfLife) {
    return Math.log(Math.pow(2, 1 / halfLife) - 1);
}
// answer: wrong-start-first-unit-only
// loses: hw3-3b-lstm-rows, hw3-3c-gru-rows
// cell: hw3-3-start
void startLstm(Parameter b, int H, double halfLife) {
    b.value().set(0, 0, -keepBias(halfLife));
    b.value().set(H, 0, keepBias(halfLife));
}
void startGru(Parameter b, int H, double halfLife) {
    b.value().set(0, 0, -keepBias(halfLife));
}
// answer: wrong-start-other-rows-zeroed
// loses: hw3-3b-lstm-rows, hw3-3c-gru-rows
// cell: hw3-3-start
void startLstm(Parameter b, int H, double halfLife) {
    b.value().zero();
    for (int j = 0; j < H; j++) b.value().set(j, 0, -keepBias(halfLife));
    for (int j = H; j < 2 * H; j++) b.value().set(j, 0, keepBias(halfLife));
}
void startGru(Parameter b, int H, double halfLife) {
    b.value().zero();
    for (int j = 0; j < H; j++) b.value().set(j, 0, -keepBias(halfLife));
}
// answer: wrong-start-three-units
// loses: hw3-3b-lstm-rows, hw3-3c-gru-rows
// cell: hw3-3-start
void startLstm(Parameter b, int H, double halfLife) {
    for (int j = 0; j < 3; j++) b.value().set(j, 0, -keepBias(halfLife));
    for (int j = 3; j < 6; j++) b.value().set(j, 0, keepBias(halfLife));
}
void startGru(Parameter b, int H, double halfLife) {
    for (int j = 0; j < 3; j++) b.value().set(j, 0, -keepBias(halfLife));
}
// answer: wrong-start-interleaved
// loses: hw3-3b-lstm-rows, hw3-3c-gru-rows
// cell: hw3-3-start
void startLstm(Parameter b, int H, double halfLife) {
    for (int j = 0; j < H; j++) {
        b.value().set(4 * j, 0, -keepBias(halfLife));
        b.value().set(4 * j + 1, 0, keepBias(halfLife));
    }
}
void startGru(Parameter b, int H, double halfLife) {
    for (int j = 0; j < H; j++) b.value().set(3 * j, 0, -keepBias(halfLife));
}
// answer: wrong-memory-one-seed
// loses: hw3-4a-within-the-budget
// cell: hw3-4-memory
Plan memory(String kind, long seed) {
    var cell = kind.equals("LSTM") ? new LstmCell(2, 8) : new GruCell(2, 8);
    var net = Network.of(1, new Recurrent(cell), new LastStep(), new Dense(8, 1));
    var b = net.parameter(cell.kind() + ".b").value();
    for (int j = 0; j < 8; j++) {
        b.set(j, 0, -4.4);
        if (kind.equals("LSTM")) b.set(8 + j, 0, 4.4);
    }
    return new Plan(net, 0.02, 16, 30);
}
// answer: wrong-memory-kind-by-identity
// loses: hw3-4c-the-lstm-remembers
// cell: hw3-4-memory
Plan memory(String kind, long seed) {
    var cell = kind == new String("LSTM") ? new LstmCell(2, 8) : new GruCell(2, 8);
    var net = Network.of(seed, new Recurrent(cell), new LastStep(), new Dense(8, 1));
    for (int j = 0; j < 8; j++) net.parameter(cell.kind() + ".b").value().set(j, 0, -4.4);
    return new Plan(net, 0.02, 16, 30);
}
// answer: wrong-letters-counted-from-zero
// loses: hw3-5a-holds, hw3-5b-present-only, hw3-5d-fades, hw3-5e-shows
// cell: hw3-5-letters
String letters() { return "baac" + "a"; }
// answer: wrong-letters-the-last-two-exchanged
// loses: hw3-5d-fades, hw3-5e-shows
// cell: hw3-5-letters
String letters() { return "cbadb"; }
// answer: wrong-letters-all-alike
// loses: hw3-5a-holds, hw3-5c-counts, hw3-5e-shows
// cell: hw3-5-letters
String letters() { return "bbbbb"; }
// answer: wrong-letters-six
// loses: hw3-5a-holds, hw3-5b-present-only, hw3-5c-counts, hw3-5d-fades, hw3-5e-shows
// cell: hw3-5-letters
String letters() { return "cbabdd"; }
// answer: wrong-convert-mirrored
// loses: hw3-6a-rows, hw3-6b-the-same-function
// cell: hw3-6-convert
double[][] convert(double[][] theirs) {
    int H = theirs.length / 3;
    double[][] ours = new double[3 * H][];
    for (int j = 0; j < H; j++) {
        ours[j] = Arrays.stream(theirs[2 * H - 1 - j]).map(v -> -v).toArray();
        ours[H + j] = theirs[j].clone();
        ours[2 * H + j] = theirs[2 * H + j].clone();
    }
    return ours;
}
// answer: wrong-convert-one-minus
// loses: hw3-6a-rows, hw3-6b-the-same-function
// cell: hw3-6-convert
double[][] convert(double[][] theirs) {
    int H = theirs.length / 3;
    double[][] ours = new double[3 * H][];
    for (int j = 0; j < H; j++) {
        ours[j] = Arrays.stream(theirs[H + j]).map(v -> 1 - v).toArray();
        ours[H + j] = theirs[j].clone();
        ours[2 * H + j] = theirs[2 * H + j].clone();
    }
    return ours;
}
// answer: wrong-convert-rows-of-theirs
// loses: hw3-6a-rows, hw3-6b-the-same-function
// cell: hw3-6-convert
double[][] convert(double[][] theirs) {
    int H = theirs.length / 3;
    double[][] ours = new double[3 * H][];
    for (int j = 0; j < H; j++) {
        ours[j] = theirs[H + j];
        for (int k = 0; k < ours[j].length; k++) ours[j][k] = -ours[j][k];
        ours[H + j] = theirs[j];
        ours[2 * H + j] = theirs[2 * H + j];
    }
    return ours;
}
// answer: wrong-convert-one-unit
// loses: hw3-6a-rows, hw3-6b-the-same-function
// cell: hw3-6-convert
double[][] convert(double[][] theirs) {
    double[][] ours = {theirs[1].clone(), theirs[0].clone(), theirs[2].clone()};
    for (int k = 0; k < ours[0].length; k++) ours[0][k] *= -1;
    return ours;
}
