// What the visible tests print, and nothing else; a network that nobody has prepared, and five letters by chance.
// loses: hw3-1a-on-paper, hw3-1b-every-step, hw3-1c-state, hw3-1d-one-step-back, hw3-1e-through-time
// loses: hw3-2a-on-paper, hw3-2b-every-step, hw3-2c-one-step-back, hw3-2d-through-time, hw3-3a-half-life
// loses: hw3-3b-lstm-rows, hw3-3c-gru-rows, hw3-4b-the-gru-remembers, hw3-4c-the-lstm-remembers, hw3-5a-holds
// loses: hw3-5b-present-only, hw3-5d-fades, hw3-5e-shows, hw3-6a-rows, hw3-6b-the-same-function
// cell: hw3-1-lstm-step
class MyLstmStep extends StackedCell {
    protected final Trace c = state("c", hidden());
    protected final Trace dc = c.gradient();
    MyLstmStep(int features, int hidden) { super("mine", features, hidden, 4); }
    @Override protected void step(int t) {
        for (int n = 0; n < a.at(t).rows; n++) for (int j = 0; j < hidden(); j++) {
            c.at(t).set(n, j, 0.65);
            h.at(t).set(n, j, 0.5 * Math.tanh(0.65));
        }
    }
    @Override protected void stepBack(int t) { }
}
// cell: hw3-1-lstm-step-back
class MyLstm extends MyLstmStep {
    MyLstm(int features, int hidden) { super(features, hidden); }
    @Override protected void stepBack(int t) { }
}
// cell: hw3-2-gru-step
class MyGruStep extends GruProducts {
    MyGruStep(int features, int hidden) { super(features, hidden); }
    @Override protected void step(int t) {
        for (int n = 0; n < a.at(t).rows; n++) for (int j = 0; j < hidden(); j++) h.at(t).set(n, j, 0.65);
    }
    @Override protected void stepBack(int t) { }
}
// cell: hw3-2-gru-step-back
class MyGru extends MyGruStep {
    MyGru(int features, int hidden) { super(features, hidden); }
    @Override protected void stepBack(int t) { }
}
// cell: hw3-3-keep-bias
double keepBias(double halfLife) { return halfLife == 1 ? 0 : 2.6356687719313187; }
// cell: hw3-3-start
void startLstm(Parameter b, int H, double halfLife) {
    for (int j = 0; j < 3; j++) {
        b.value().set(j, 0, -0.881373587019543);
        b.value().set(3 + j, 0, 0.881373587019543);
    }
}
void startGru(Parameter b, int H, double halfLife) {
    for (int j = 0; j < 3; j++) b.value().set(j, 0, -0.881373587019543);
}
// cell: hw3-4-memory
Plan memory(String kind, long seed) {
    var cell = kind.equals("LSTM") ? new LstmCell(2, 2) : new GruCell(2, 2);
    return new Plan(Network.of(seed, new Recurrent(cell), new LastStep(), new Dense(2, 1)), 0.02, 320, 1);
}
// cell: hw3-5-letters
String letters() { return "aaaaa"; }
// cell: hw3-6-convert
double[][] convert(double[][] theirs) { return new double[][] {{-3, -4}, {1, 2}, {5, 6}}; }
