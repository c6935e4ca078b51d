// Input and forget gate read from each other's rows; consistent on the way back.
// loses: hw3-1a-on-paper, hw3-1b-every-step
// cell: hw3-1-lstm-step
class MyLstmStep extends StackedCell {
    protected final Trace c = state("c", hidden());    // c.at(t): c_t; c.at(t − 1): c_{t−1}; B×H
    protected final Trace dc = c.gradient();           // dc.at(t): ∂L/∂c_t

    MyLstmStep(int features, int hidden) { super("mine", features, hidden, 4); }       // i, f, g, o

    @Override protected void step(int t) {
        addRecurrentProduct(t);                                                // a_t += h_{t−1} Uᵀ
        int H = hidden();
        for (int n = 0; n < a.at(t).rows; n++) {
            for (int j = 0; j < H; j++) {
                double f = sigma(a.at(t).get(n, j)), i = sigma(a.at(t).get(n, H + j));
                double g = Math.tanh(a.at(t).get(n, 2 * H + j)), o = sigma(a.at(t).get(n, 3 * H + j));
                c.at(t).set(n, j, f * c.at(t - 1).get(n, j) + i * g);
                h.at(t).set(n, j, o * Math.tanh(c.at(t).get(n, j)));
                double[] gates = {f, i, g, o};
                for (int k = 0; k < 4; k++) a.at(t).set(n, k * H + j, gates[k]);       // for the way back
            }
        }
    }
    @Override protected void stepBack(int t) { throw new UnsupportedOperationException("task 1.2"); }
}
// cell: hw3-1-lstm-step-back
class MyLstm extends MyLstmStep {
    MyLstm(int features, int hidden) { super(features, hidden); }

    @Override protected void stepBack(int t) {
        int H = hidden();
        for (int n = 0; n < a.at(t).rows; n++) {
            for (int j = 0; j < H; j++) {
                double f = a.at(t).get(n, j), i = a.at(t).get(n, H + j);
                double g = a.at(t).get(n, 2 * H + j), o = a.at(t).get(n, 3 * H + j);
                double s = Math.tanh(c.at(t).get(n, j)), dht = dh.at(t).get(n, j);
                double dct = dc.at(t).get(n, j) + dht * o * (1 - s * s);       // ∂L/∂c_t, complete
                da.at(t).set(n, H + j, dct * g * i * (1 - i));
                da.at(t).set(n, j, dct * c.at(t - 1).get(n, j) * f * (1 - f));
                da.at(t).set(n, 2 * H + j, dct * i * (1 - g * g));
                da.at(t).set(n, 3 * H + j, dht * s * o * (1 - o));
                dc.at(t - 1).add(n, j, dct * f);                               // dc_{t−1} += dc_t ⊙ f_t
            }
        }
        addRecurrentProductBack(t);                                            // dh_{t−1} += da_t U
    }
}
