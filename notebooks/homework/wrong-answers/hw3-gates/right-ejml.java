// Whole matrices of EJML in the place of loops; the gates are computed anew on the way back.
// cell: hw3-1-lstm-step
class MyLstmStep extends StackedCell {
    protected final Trace c = state("c", hidden()), dc = c.gradient();

    MyLstmStep(int features, int hidden) { super("matrices", features, hidden, 4); }

    protected SimpleMatrix matrix(Block block) { return SimpleMatrix.wrap(block.toMatrix()); }
    protected void put(SimpleMatrix from, Block to) { to.copyFrom(Block.of(from.getDDRM())); }
    protected SimpleMatrix gate(int t, int k) {
        var in = matrix(a.at(t).cols(k * hidden(), (k + 1) * hidden()));
        return in.elementOp((int row, int col, double v) -> k == 2 ? Math.tanh(v) : sigma(v));
    }
    protected SimpleMatrix tanh(SimpleMatrix m) { return m.elementOp((int row, int col, double v) -> Math.tanh(v)); }
    protected SimpleMatrix slope(SimpleMatrix y) { return y.minus(y.elementMult(y)); }
    protected SimpleMatrix tanhSlope(SimpleMatrix y) { return y.elementMult(y).scale(-1).plus(1); }

    @Override protected void step(int t) {
        addRecurrentProduct(t);
        put(gate(t, 1).elementMult(matrix(c.at(t - 1))).plus(gate(t, 0).elementMult(gate(t, 2))), c.at(t));
        put(gate(t, 3).elementMult(tanh(matrix(c.at(t)))), h.at(t));
    }
    @Override protected void stepBack(int t) { }
}
// cell: hw3-1-lstm-step-back
class MyLstm extends MyLstmStep {
    MyLstm(int features, int hidden) { super(features, hidden); }

    @Override protected void stepBack(int t) {
        SimpleMatrix i = gate(t, 0), f = gate(t, 1), g = gate(t, 2), o = gate(t, 3);
        SimpleMatrix s = tanh(matrix(c.at(t))), dht = matrix(dh.at(t));
        var dct = matrix(dc.at(t)).plus(dht.elementMult(o).elementMult(tanhSlope(s)));
        var di = dct.elementMult(g).elementMult(slope(i));
        var df = dct.elementMult(matrix(c.at(t - 1))).elementMult(slope(f));
        var dg = dct.elementMult(i).elementMult(tanhSlope(g));
        var d = dht.elementMult(s).elementMult(slope(o));
        put(di.concatColumns(df, dg, d), da.at(t));
        dc.at(t - 1).add(1, Block.of(dct.elementMult(f).getDDRM()));
        dh.at(t - 1).add(1, Block.of(matrix(da.at(t)).mult(matrix(U.block())).getDDRM()));
    }
}
