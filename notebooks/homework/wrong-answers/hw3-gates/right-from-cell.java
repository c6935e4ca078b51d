// Extends Cell itself: parameters, buffers, products and their gradients in loops, no product of the kit.
// cell: hw3-1-lstm-step
class MyLstmStep extends Cell {
    final int H;
    protected final Parameter W, U, b;
    protected final Trace h, c;
    protected final Sequence y = buffer(4 * outputs()), dy = buffer(4 * outputs());

    MyLstmStep(int D, int H) {
        super("own", D, H);
        this.H = H;
        W = parameter("W", 4 * H, D, Initializer.glorotUniform());
        U = parameter("U", 4 * H, H, Initializer.orthogonal());
        b = parameter("b", 4 * H, 1, Initializer.zeros());
        h = state("h", H);
        c = state("c", H);
    }
    Sequence x;
    @Override protected void begin(Sequence x) { this.x = x; }
    @Override public Trace output() { return h; }
    double in(int t, int n, int row) {
        double sum = b.value().get(row, 0);
        for (int d = 0; d < x.features(); d++) sum += W.value().get(row, d) * x.get(t, n, d);
        for (int k = 0; k < H; k++) sum += U.value().get(row, k) * h.at(t - 1).get(n, k);
        return sum;
    }
    @Override protected void step(int t) {
        for (int n = 0; n < x.batch(); n++) {
            for (int row = 0; row < 4 * H; row++)
                y.set(t, n, row, row / H == 2 ? Math.tanh(in(t, n, row)) : sigma(in(t, n, row)));
            for (int j = 0; j < H; j++) {
                c.at(t).set(n, j, y.get(t, n, H + j) * c.at(t - 1).get(n, j) + y.get(t, n, j) * y.get(t, n, 2 * H + j));
                h.at(t).set(n, j, y.get(t, n, 3 * H + j) * Math.tanh(c.at(t).get(n, j)));
            }
        }
    }
    @Override protected void stepBack(int t) { }
    @Override protected void end(Sequence x) { }
    @Override protected void inputGradient(Sequence dx) { }
}
// cell: hw3-1-lstm-step-back
class MyLstm extends MyLstmStep {
    MyLstm(int D, int H) { super(D, H); }

    @Override protected void stepBack(int t) {
        for (int n = 0; n < x.batch(); n++) for (int j = 0; j < H; j++) {
            double i = y.get(t, n, j), f = y.get(t, n, H + j), g = y.get(t, n, 2 * H + j), o = y.get(t, n, 3 * H + j);
            double s = Math.tanh(c.at(t).get(n, j)), dh = h.gradient().at(t).get(n, j);
            double dc = c.gradient().at(t).get(n, j) + dh * o * (1 - s * s);
            double[] d = {dc * g * i * (1 - i), dc * c.at(t - 1).get(n, j) * f * (1 - f), dc * i * (1 - g * g),
                dh * s * o * (1 - o)};
            for (int k = 0; k < 4; k++) dy.set(t, n, k * H + j, d[k]);
            c.gradient().at(t - 1).add(n, j, dc * f);
            for (int k = 0; k < 4; k++) for (int q = 0; q < H; q++)
                h.gradient().at(t - 1).add(n, q, d[k] * U.value().get(k * H + j, q));
        }
    }
    @Override protected void end(Sequence x) {
        for (int t = 0; t < x.steps(); t++) for (int n = 0; n < x.batch(); n++) for (int row = 0; row < 4 * H; row++) {
            double d = dy.get(t, n, row);
            b.gradient().add(row, 0, d);
            for (int k = 0; k < H; k++) U.gradient().add(row, k, d * h.at(t - 1).get(n, k));
            for (int k = 0; k < x.features(); k++) W.gradient().add(row, k, d * x.get(t, n, k));
        }
    }

    @Override protected void inputGradient(Sequence dx) {
        dx.all().fill(0);
        for (int t = 0; t < x.steps(); t++) for (int n = 0; n < x.batch(); n++) for (int row = 0; row < 4 * H; row++)
            for (int k = 0; k < x.features(); k++)
                dx.all().add(t * x.batch() + n, k, dy.get(t, n, row) * W.value().get(row, k));
    }
}
