// A GRU straight on StackedCell, with the kit's products and whole gates.
// cell: hw3-2-gru-step
class MyGruStep extends StackedCell {
    protected final Sequence old = buffer(hidden());
    MyGruStep(int features, int hidden) { super("blas", features, hidden, 3); }

    @Override protected void step(int t) {
        int H = hidden();
        Block zr = a.at(t).cols(0, 2 * H), r = a.at(t).cols(H, 2 * H), n = a.at(t).cols(2 * H, 3 * H);
        Blas.addProductTransB(h.at(t - 1), U.block().rows(0, 2 * H), zr);
        Activation.SIGMOID.applyTo(a.at(t), 0, 2 * H);
        for (int k = 0; k < r.rows; k++)
            for (int j = 0; j < H; j++) old.at(t).set(k, j, r.get(k, j) * h.at(t - 1).get(k, j));
        Blas.addProductTransB(old.at(t), U.block().rows(2 * H, 3 * H), n);
        Activation.TANH.applyTo(a.at(t), 2 * H, 3 * H);
        h.at(t).copyFrom(h.at(t - 1));
        for (int k = 0; k < r.rows; k++)
            for (int j = 0; j < H; j++) h.at(t).add(k, j, zr.get(k, j) * (n.get(k, j) - h.at(t - 1).get(k, j)));
    }
    @Override protected void stepBack(int t) { }
}
// cell: hw3-2-gru-step-back
class MyGru extends MyGruStep {
    MyGru(int features, int hidden) { super(features, hidden); }

    @Override protected void stepBack(int t) {
        int H = hidden();
        var through = new SimpleMatrix(a.at(t).rows, H);
        for (int k = 0; k < a.at(t).rows; k++) for (int j = 0; j < H; j++) {
            double z = a.at(t).get(k, j), n = a.at(t).get(k, 2 * H + j), d = dh.at(t).get(k, j);
            da.at(t).set(k, 2 * H + j, d * z * (1 - n) * (1 + n));
            da.at(t).set(k, j, d * (n - h.at(t - 1).get(k, j)) * (z - z * z));
        }
        Blas.addProduct(da.at(t).cols(2 * H, 3 * H), U.block().rows(2 * H, 3 * H), Block.of(through.getDDRM()));
        for (int k = 0; k < a.at(t).rows; k++) for (int j = 0; j < H; j++) {
            double r = a.at(t).get(k, H + j);
            da.at(t).set(k, H + j, through.get(k, j) * h.at(t - 1).get(k, j) * (r - r * r));
            dh.at(t - 1).add(k, j, through.get(k, j) * r + dh.at(t).get(k, j) * (1 - a.at(t).get(k, j)));
        }
        Blas.addProduct(da.at(t).cols(0, 2 * H), U.block().rows(0, 2 * H), dh.at(t - 1));
    }
    @Override protected void addRecurrentGradient() {
        int H = hidden();
        Blas.addProductTransA(da.all().cols(0, 2 * H), h.all(-1), U.gradientBlock().rows(0, 2 * H));
        Blas.addProductTransA(da.all().cols(2 * H, 3 * H), old.all(), U.gradientBlock().rows(2 * H, 3 * H));
    }
}
