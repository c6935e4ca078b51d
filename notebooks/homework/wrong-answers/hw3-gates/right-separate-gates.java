// Gates in buffers of their own, one loop a gate, other names.
// cell: hw3-1-lstm-step
class MyLstmStep extends StackedCell {
    protected final Trace cell = state("c", hidden());
    protected final Sequence[] gate = {buffer(hidden()), buffer(hidden()), buffer(hidden()), buffer(hidden())};

    MyLstmStep(int in, int units) { super("separate", in, units, 4); }

    @Override protected void step(int now) {
        addRecurrentProduct(now);
        int units = hidden(), examples = h.at(now).rows;
        for (int k = 0; k < 4; k++)
            for (int e = 0; e < examples; e++)
                for (int u = 0; u < units; u++) {
                    double in = a.at(now).get(e, k * units + u);
                    gate[k].at(now).set(e, u, k == 2 ? Math.tanh(in) : 1 / (1 + Math.exp(-in)));
                }
        for (int e = 0; e < examples; e++)
            for (int u = 0; u < units; u++) {
                double kept = gate[1].at(now).get(e, u) * cell.at(now - 1).get(e, u);
                cell.at(now).set(e, u, kept + gate[0].at(now).get(e, u) * gate[2].at(now).get(e, u));
                h.at(now).set(e, u, gate[3].at(now).get(e, u) * Math.tanh(cell.at(now).get(e, u)));
            }
    }
    @Override protected void stepBack(int t) { throw new UnsupportedOperationException("next"); }
}
// cell: hw3-1-lstm-step-back
class MyLstm extends MyLstmStep {
    MyLstm(int in, int units) { super(in, units); }

    @Override protected void stepBack(int now) {
        int units = hidden();
        Trace dCell = cell.gradient();
        for (int e = 0; e < h.at(now).rows; e++)
            for (int u = 0; u < units; u++) {
                double in = gate[0].at(now).get(e, u), keep = gate[1].at(now).get(e, u);
                double fresh = gate[2].at(now).get(e, u), out = gate[3].at(now).get(e, u);
                double shown = Math.tanh(cell.at(now).get(e, u));
                dCell.at(now).add(e, u, dh.at(now).get(e, u) * out * (1 - shown * shown));
                double d = dCell.at(now).get(e, u);
                da.at(now).set(e, u, d * fresh * in * (1 - in));
                da.at(now).set(e, units + u, d * cell.at(now - 1).get(e, u) * keep * (1 - keep));
                da.at(now).set(e, 2 * units + u, d * in * (1 - fresh * fresh));
                da.at(now).set(e, 3 * units + u, dh.at(now).get(e, u) * shown * out * (1 - out));
                dCell.at(now - 1).add(e, u, d * keep);
            }
        addRecurrentProductBack(now);
    }
}
