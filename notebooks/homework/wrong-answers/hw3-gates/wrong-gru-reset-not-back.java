// ds_t goes on to h_{t−1} without the reset gate.
// loses: hw3-2c-one-step-back, hw3-2d-through-time
// cell: hw3-2-gru-step-back
class MyGru extends MyGruStep {
    MyGru(int features, int hidden) { super(features, hidden); }

    @Override protected void stepBack(int t) {
        int H = hidden(), B = a.at(t).rows;
        Block g = a.at(t), d = da.at(t), hPrev = h.at(t - 1), dPrev = dh.at(t - 1);
        for (int n = 0; n < B; n++) for (int j = 0; j < H; j++) {
            double z = g.get(n, j), candidate = g.get(n, 2 * H + j), dht = dh.at(t).get(n, j);
            d.set(n, j, dht * (candidate - hPrev.get(n, j)) * z * (1 - z));    // da_z
            d.set(n, 2 * H + j, dht * z * (1 - candidate * candidate));        // da_n
            dPrev.add(n, j, dht * (1 - z));
        }
        productBackN(t);                                                       // ds_t = da_n U_n
        for (int n = 0; n < B; n++) for (int j = 0; j < H; j++) {
            double r = g.get(n, H + j), dst = ds.at(t).get(n, j);
            d.set(n, H + j, dst * hPrev.get(n, j) * r * (1 - r));              // da_r
            dPrev.add(n, j, dst);
        }
        addProductBackZr(t);                                                   // dh_{t−1} += da_zr U_zr
    }
}
