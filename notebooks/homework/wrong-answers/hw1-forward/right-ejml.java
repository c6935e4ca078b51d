// EJML's matrices; a vector is a column.
// cell: hw1-2-elman-step
double[] tanh(SimpleMatrix a) {
    return a.elementOp((int row, int column, double v) -> Math.tanh(v)).getDDRM().data;
}
double[] elmanStep(double[] x, double[] hPrev, double[][] W, double[][] U, double[] b) {
    var input = new SimpleMatrix(W).mult(new SimpleMatrix(x));
    var memory = new SimpleMatrix(U).mult(new SimpleMatrix(hPrev));
    return tanh(input.plus(memory).plus(new SimpleMatrix(b)));
}
// cell: hw1-2-elman-output
double[] elmanOutput(double[] h, double[][] Wy, double[] by) {
    return tanh(new SimpleMatrix(Wy).mult(new SimpleMatrix(h)).plus(new SimpleMatrix(by)));
}
// cell: hw1-4-jordan-state
double[] jordanState(Jordan net, double[] sPrev, double[] yPrev) {
    var own = new SimpleMatrix(net.Wss()).mult(new SimpleMatrix(sPrev));
    var heard = new SimpleMatrix(net.Wsy()).mult(new SimpleMatrix(yPrev));
    return own.plus(heard).plus(new SimpleMatrix(net.bs())).negative().elementExp().plus(1)
            .elementPower(-1).getDDRM().data;
}
// cell: hw1-4-jordan-output
double[] jordanOutput(Jordan net, double[] s, double[] x) {
    var both = new SimpleMatrix(net.U()).concatColumns(new SimpleMatrix(net.W()));      // [U W]
    var h = both.mult(new SimpleMatrix(s).concatRows(new SimpleMatrix(x))).plus(new SimpleMatrix(net.bh()));
    var hidden = new SimpleMatrix(tanh(h));
    return new SimpleMatrix(net.V()).mult(hidden).plus(new SimpleMatrix(net.by())).getDDRM().data;
}
// cell: hw1-5-feedback
double[][] feedback(double[] y0, double[][] x, double[][] W, double[][] U, double[] b) {
    var Y = new SimpleMatrix(x.length + 1, b.length);                       // row t is ŷ_t
    Y.setRow(0, 0, y0);
    var fromInputs = new SimpleMatrix(x).mult(new SimpleMatrix(W).transpose());
    for (int t = 1; t <= x.length; t++) {
        var y = fromInputs.extractVector(true, t - 1)
                .plus(Y.extractVector(true, t - 1).mult(new SimpleMatrix(U).transpose()))
                .plus(new SimpleMatrix(b).transpose());
        Y.insertIntoThis(t, 0, y);
    }
    return Y.rows(1, x.length + 1).toArray2();
}
