// dh_{t−1} is cleared before the product is added: what waits there for an example that has ended is lost.
// loses: hw3-1e-through-time
// cell: hw3-1-lstm-step-back
class MyLstm extends MyLstmStep {
    MyLstm(int features, int hidden) { super(features, hidden); }

    @Override protected void stepBack(int t) {
        int H = hidden();
        for (int n = 0; n < a.at(t).rows; n++) {
            for (int j = 0; j < H; j++) {
                double i = a.at(t).get(n, j), f = a.at(t).get(n, H + j);
                double g = a.at(t).get(n, 2 * H + j), o = a.at(t).get(n, 3 * H + j);
                double s = Math.tanh(c.at(t).get(n, j)), dht = dh.at(t).get(n, j);
                double dct = dc.at(t).get(n, j) + dht * o * (1 - s * s);       // ∂L/∂c_t, complete
                da.at(t).set(n, j, dct * g * i * (1 - i));
                da.at(t).set(n, H + j, dct * c.at(t - 1).get(n, j) * f * (1 - f));
                da.at(t).set(n, 2 * H + j, dct * i * (1 - g * g));
                da.at(t).set(n, 3 * H + j, dht * s * o * (1 - o));
                dc.at(t - 1).add(n, j, dct * f);                               // dc_{t−1} += dc_t ⊙ f_t
            }
        }
        if (t > 0) dh.at(t - 1).fill(0);
        addRecurrentProductBack(t);                                            // dh_{t−1} += da_t U
    }
}
