package unrolled.train;

import java.util.function.DoubleBinaryOperator;
import unrolled.math.Block;
import unrolled.seq.Sequence;

/** A loss that compares numbers, entry by entry: L = Σ value(y, target), ∂L/∂y = slope(y, target). */
final class EntrywiseLoss extends Loss {

    private final DoubleBinaryOperator value;
    private final DoubleBinaryOperator slope;

    EntrywiseLoss(String name, DoubleBinaryOperator value, DoubleBinaryOperator slope) {
        this(name, true, value, slope);
    }

    private EntrywiseLoss(String name, boolean mean, DoubleBinaryOperator value, DoubleBinaryOperator slope) {
        super(name, mean);
        this.value = value;
        this.slope = slope;
    }

    @Override public Loss summed() {
        return mean() ? new EntrywiseLoss(this + ", summed", false, value, slope) : this;
    }

    @Override int targetFeatures(int outputs) {
        return outputs;
    }

    @Override int entries(int outputs) {
        return outputs;
    }

    @Override double row(Block y, Block target, int n, double scale, Block dy) {
        double sum = 0;
        for (int j = 0; j < y.cols; j++) {
            sum += value.applyAsDouble(y.get(n, j), target.get(n, j));
            if (dy != null) dy.set(n, j, scale * slope.applyAsDouble(y.get(n, j), target.get(n, j)));
        }
        return sum;
    }
}
