// da = p ⊙ dp: the softmax is treated as if each weight depended on its own score only.
// loses: hw5-7a-attend-back, hw5-7b-attend-back-of-others
// cell: hw5-7-attend-back
Gradients attendBack(double[][] h, double[][] e, double[][] p, double[][] dc) {
    int T = h.length, S = e.length, H = h[0].length;
    double[][] dh = new double[T][H], de = new double[S][H];
    for (int t = 0; t < T; t++) {
        for (int s = 0; s < S; s++) {
            double dp = 0;
            for (int j = 0; j < H; j++) dp += dc[t][j] * e[s][j];
            double da = p[t][s] * dp / Math.sqrt(H);
            for (int j = 0; j < H; j++) {
                dh[t][j] += da * e[s][j];
                de[s][j] += p[t][s] * dc[t][j] + da * h[t][j];
            }
        }
    }
    return new Gradients(dh, de);
}
