// The scores are not divided by the square root of H.
// loses: hw5-3d-attend, hw5-3e-attend-to-others, hw5-3f-attend-and-padding
// cell: hw5-3-attend
Attended attend(double[][] h, double[][] e, int length) {
    int T = h.length, S = e.length, H = h[0].length;
    double[][] p = new double[T][], c = new double[T][H];
    for (int t = 0; t < T; t++) {
        var scores = new double[S];
        for (int s = 0; s < S; s++) for (int j = 0; j < H; j++) scores[s] += h[t][j] * e[s][j];
        p[t] = softmax(scores, length);
        for (int s = 0; s < S; s++) for (int j = 0; j < H; j++) c[t][j] += p[t][s] * e[s][j];
    }
    return new Attended(p, c);
}
