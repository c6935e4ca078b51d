// The output gate multiplies c before the tanh: h = tanh(o ⊙ c).
// loses: hw3-1a-on-paper, hw3-1b-every-step, hw3-1d-one-step-back, hw3-1e-through-time
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
                double i = sigma(a.at(t).get(n, j)), f = sigma(a.at(t).get(n, H + j));
                double g = Math.tanh(a.at(t).get(n, 2 * H + j)), o = sigma(a.at(t).get(n, 3 * H + j));
                c.at(t).set(n, j, f * c.at(t - 1).get(n, j) + i * g);
                h.at(t).set(n, j, Math.tanh(o * c.at(t).get(n, j)));
                double[] gates = {i, f, g, o};
                for (int k = 0; k < 4; k++) a.at(t).set(n, k * H + j, gates[k]);       // for the way back
            }
        }
    }
    @Override protected void stepBack(int t) { throw new UnsupportedOperationException("task 1.2"); }
}
