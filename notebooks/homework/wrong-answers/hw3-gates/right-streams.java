// Streams over all places of a batch, and the kit's Activation in the place of σ.
// cell: hw3-1-lstm-step
import java.util.stream.IntStream;

class MyLstmStep extends StackedCell {
    protected final Trace c = state("c", hidden());
    MyLstmStep(int features, int hidden) { super("streams", features, hidden, Initializer.zeros(),
            Initializer.constant(1), Initializer.zeros(), Initializer.zeros()); }

    protected double at(int t, int place, int gate) {
        return a.at(t).get(place / hidden(), gate * hidden() + place % hidden());
    }
    @Override protected void step(int t) {
        addRecurrentProduct(t);
        Activation.SIGMOID.applyTo(a.at(t), 0, 2 * hidden());
        Activation.TANH.applyTo(a.at(t), 2 * hidden(), 3 * hidden());
        Activation.SIGMOID.applyTo(a.at(t), 3 * hidden(), 4 * hidden());
        int H = hidden();
        IntStream.range(0, h.at(t).rows * H).forEach(p -> {
            c.at(t).set(p / H, p % H, at(t, p, 1) * c.at(t - 1).get(p / H, p % H) + at(t, p, 0) * at(t, p, 2));
            h.at(t).set(p / H, p % H, at(t, p, 3) * Activation.TANH.of(c.at(t).get(p / H, p % H)));
        });
    }
    @Override protected void stepBack(int t) { }
}
// cell: hw3-1-lstm-step-back
class MyLstm extends MyLstmStep {
    MyLstm(int features, int hidden) { super(features, hidden); }

    private void back(int t, int n, int j) {
        int H = hidden(), p = n * H + j;
        double s = Activation.TANH.of(c.at(t).get(n, j)), d = dh.at(t).get(n, j);
        double whole = c.gradient().at(t).get(n, j) + d * at(t, p, 3) * Activation.TANH.slope(s);
        double[] local = {whole * at(t, p, 2), whole * c.at(t - 1).get(n, j), whole * at(t, p, 0), d * s};
        IntStream.range(0, 4).forEach(k -> {
            var squash = k == 2 ? Activation.TANH : Activation.SIGMOID;
            da.at(t).set(n, k * H + j, local[k] * squash.slope(at(t, p, k)));
        });
        c.gradient().at(t - 1).add(n, j, whole * at(t, p, 1));
    }
    @Override protected void stepBack(int t) {
        IntStream.range(0, h.at(t).rows * hidden()).forEach(p -> back(t, p / hidden(), p % hidden()));
        addRecurrentProductBack(t);
    }
}
