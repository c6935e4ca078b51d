// The softmax runs over the steps of the decoder (a column), not over those of the encoder (a row).
// loses: hw5-3d-attend, hw5-3e-attend-to-others, hw5-3f-attend-and-padding
// cell: hw5-3-attend
Attended attend(double[][] h, double[][] e, int length) {
    int T = h.length, S = e.length, H = h[0].length;
    var p = new double[T][S];
    for (int s = 0; s < length; s++) {
        var scores = new double[T];
        for (int t = 0; t < T; t++) {
            for (int j = 0; j < H; j++) scores[t] += h[t][j] * e[s][j] / Math.sqrt(H);
        }
        double[] column = softmax(scores, T);
        for (int t = 0; t < T; t++) p[t][s] = column[t];
    }
    var c = new double[T][H];
    for (int t = 0; t < T; t++) {
        for (int s = 0; s < length; s++) for (int j = 0; j < H; j++) c[t][j] += p[t][s] * e[s][j];
    }
    return new Attended(p, c);
}
