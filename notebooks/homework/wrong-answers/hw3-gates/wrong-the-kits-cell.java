// The kit's own LSTM inside of the class: refused, with the reason, before it runs.
// loses: hw3-1a-on-paper, hw3-1b-every-step, hw3-1c-state, hw3-1d-one-step-back, hw3-1e-through-time
// cell: hw3-1-lstm-step
class MyLstmStep extends StackedCell {
    protected final Trace c = state("c", hidden());
    protected final Trace dc = c.gradient();
    private final LstmCell kit;

    MyLstmStep(int features, int hidden) {
        super("mine", features, hidden, 4);
        kit = new LstmCell(features, hidden);
    }

    @Override protected void step(int t) { kit.step(t); }
    @Override protected void stepBack(int t) { throw new UnsupportedOperationException("task 1.2"); }
}
