// Matrices of EJML: A = h eᵀ / √H, C = P e.
// cell: hw5-3-softmax
double[] softmax(double[] scores, int length) {
    var a = new SimpleMatrix(1, length, true, Arrays.copyOf(scores, length));
    var exp = a.minus(a.elementMax()).elementExp();
    return Arrays.copyOf(exp.divide(exp.elementSum()).getDDRM().data, scores.length);
}
// cell: hw5-3-attend
Attended attend(double[][] h, double[][] e, int length) {
    var encoder = new SimpleMatrix(e);
    var scores = new SimpleMatrix(h).mult(encoder.transpose()).divide(Math.sqrt(h[0].length));
    var P = new SimpleMatrix(h.length, e.length);
    for (int t = 0; t < h.length; t++) P.setRow(t, 0, softmax(scores.getRow(t).getDDRM().data, length));
    return new Attended(P.toArray2(), P.mult(encoder).toArray2());
}
// cell: hw5-7-attend-back
Gradients attendBack(double[][] h, double[][] e, double[][] p, double[][] dc) {
    SimpleMatrix h2 = new SimpleMatrix(h), e2 = new SimpleMatrix(e), P = new SimpleMatrix(p);
    SimpleMatrix dC = new SimpleMatrix(dc), dP = dC.mult(e2.transpose());
    var dA = P.elementMult(dP);
    for (int t = 0; t < h.length; t++) {
        double mean = dA.getRow(t).elementSum();
        for (int s = 0; s < e.length; s++) dA.set(t, s, dA.get(t, s) - P.get(t, s) * mean);
    }
    dA = dA.divide(Math.sqrt(h[0].length));
    return new Gradients(dA.mult(e2).toArray2(), P.transpose().mult(dC).plus(dA.transpose().mult(h2)).toArray2());
}
