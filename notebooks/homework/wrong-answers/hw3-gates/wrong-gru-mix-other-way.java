// The mix of another library, h = z ⊙ h + (1 − z) ⊙ n, forward and back.
// loses: hw3-2a-on-paper, hw3-2b-every-step
// cell: hw3-2-gru-step
class MyGruStep extends GruProducts {
    MyGruStep(int features, int hidden) { super(features, hidden); }

    @Override protected void step(int t) {
        addProductZr(t);                                                       // a_zr += h_{t−1} U_zrᵀ
        int H = hidden(), B = a.at(t).rows;
        Block at = a.at(t), hPrev = h.at(t - 1);
        for (int n = 0; n < B; n++) for (int j = 0; j < H; j++) {
            at.set(n, j, sigma(at.get(n, j)));                                 // z_t
            at.set(n, H + j, sigma(at.get(n, H + j)));                         // r_t
            s.at(t).set(n, j, at.get(n, H + j) * hPrev.get(n, j));             // s_t = r_t ⊙ h_{t−1}
        }
        addProductN(t);                                                        // a_n += s_t U_nᵀ
        for (int n = 0; n < B; n++) for (int j = 0; j < H; j++) {
            double z = at.get(n, j), candidate = Math.tanh(at.get(n, 2 * H + j));
            at.set(n, 2 * H + j, candidate);
            h.at(t).set(n, j, z * hPrev.get(n, j) + (1 - z) * candidate);
        }
    }
    @Override protected void stepBack(int t) { throw new UnsupportedOperationException("task 2.2"); }
}
// cell: hw3-2-gru-step-back
class MyGru extends MyGruStep {
    MyGru(int features, int hidden) { super(features, hidden); }

    @Override protected void stepBack(int t) {
        int H = hidden(), B = a.at(t).rows;
        Block g = a.at(t), d = da.at(t), hPrev = h.at(t - 1), dPrev = dh.at(t - 1);
        for (int n = 0; n < B; n++) for (int j = 0; j < H; j++) {
            double z = g.get(n, j), candidate = g.get(n, 2 * H + j), dht = dh.at(t).get(n, j);
            d.set(n, j, dht * (hPrev.get(n, j) - candidate) * z * (1 - z));    // da_z
            d.set(n, 2 * H + j, dht * (1 - z) * (1 - candidate * candidate));        // da_n
            dPrev.add(n, j, dht * z);
        }
        productBackN(t);                                                       // ds_t = da_n U_n
        for (int n = 0; n < B; n++) for (int j = 0; j < H; j++) {
            double r = g.get(n, H + j), dst = ds.at(t).get(n, j);
            d.set(n, H + j, dst * hPrev.get(n, j) * r * (1 - r));              // da_r
            dPrev.add(n, j, dst * r);
        }
        addProductBackZr(t);                                                   // dh_{t−1} += da_zr U_zr
    }
}
