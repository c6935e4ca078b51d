package unrolled.train;

import java.util.Arrays;
import java.util.Comparator;
import org.ejml.data.DMatrixRMaj;
import unrolled.machine.Parts;
import unrolled.math.Parameter;
import unrolled.model.Model;
import unrolled.seq.Sequence;

/**
 * The watch over a training: that losses, gradients and parameters stay numbers, and that the loss does not explode.
 * Each refusal names what was not finite, and where.
 */
final class Divergence {

    /** A loss so many times that of the first batch, or that of answering 0, is not learning any more. */
    static final double EXPLODED = 1e5;

    private final Model model;
    private final Loss loss;
    private final Optimizer optimizer;
    private final History history;
    private int epoch;
    private int batch;
    private double firstLoss = -1;     // the one that others are compared with
    private double largestLoss;        // of a batch of the present epoch
    private int largestBatch;

    Divergence(Model model, Loss loss, Optimizer optimizer, History history) {
        this.model = model;
        this.loss = loss;
        this.optimizer = optimizer;
        this.history = history;
    }

    void begin(int epoch) {
        this.epoch = epoch;
        largestLoss = 0;
    }

    /** The batch that is watched next, from 0. */
    void batch(int k) {
        batch = k;
    }

    /** Keeps the loss of the first batch, or that of answering 0 there, if it is larger. */
    void start(double value, Sequence y, Sequence target) {
        if (firstLoss >= 0) return;
        var zeros = new Sequence(y.steps(), y.batch(), y.features()).withLengths(y.lengths());
        firstLoss = Math.max(value, loss.value(zeros, target));
    }

    /** Of a batch's loss and the norm of its gradient, which may overflow where no gradient does. */
    void expectFiniteGradient(double value, double norm) {
        boolean finite = Double.isFinite(norm) || Double.isFinite(Clipping.largest(model.parameters()));
        if (!Double.isFinite(value) || !finite) throw diverged(value);
        if (value > largestLoss) largestBatch = batch;
        largestLoss = Math.max(largestLoss, value);
    }

    private DivergedException diverged(double value) {
        var worst = model.parameters().stream().filter(p -> !p.frozen())
                .max(Comparator.comparingDouble(p -> largest(p.gradient()))).orElseThrow();
        var got = Double.isFinite(value) ? "a gradient of " + notFinite(worst.gradient()) + " in " + worst.name()
                : "a loss of " + value;
        return diverged("a finite loss and finite gradients, got " + got + place() + (Double.isFinite(value)
                ? ", loss " + value : ", largest gradient " + largest(worst.gradient()) + " in " + worst.name()) + ")");
    }

    /** A step may overflow although its gradient did not: such parameters must not become the best. */
    void expectFiniteParameters() {
        for (int j = 0; j < model.parameters().size(); j++) {
            var parameter = model.parameters().get(j);
            if (isFinite(parameter)) continue;
            throw diverged("finite parameters, got " + notFinite(parameter.value()) + " in " + parameter.name()
                    + place() + ")");
        }
    }

    /** Saturated cells bound a gradient: a rate that is far too large need not end in infinity. */
    void expectNoExplosion(double value) {
        if (firstLoss == 0 || value <= EXPLODED * firstLoss) return;
        throw diverged("a loss of at most " + EXPLODED * firstLoss + ", " + (int) EXPLODED + " times that at the "
                + "start, got " + value + " (epoch " + epoch + ", largest in batch " + (largestBatch + 1) + ", "
                + largestNumber() + ")");
    }

    double expectFiniteValidation(double validationLoss) {
        if (Double.isFinite(validationLoss)) return validationLoss;
        throw diverged("a finite validation loss, got " + validationLoss + " (epoch " + epoch + ", " + largestNumber()
                + ")");
    }

    private String place() {
        return " (epoch " + epoch + ", batch " + (batch + 1);
    }

    private String largestNumber() {
        var worst = model.parameters().stream().max(Comparator.comparingDouble(p -> largest(p.value()))).orElseThrow();
        return "largest weight " + largest(worst.value()) + " in " + worst.name();
    }

    private DivergedException diverged(String expectation) {
        return new DivergedException("Trainer expects " + expectation + "; " + (history.best() == null
                ? "the weights from before are kept"
                : "epoch " + history.best().number() + "'s weights are kept") + "; is the learning rate of "
                + optimizer.rate() + " too large, or are the data not scaled?", history);
    }

    /** The largest |x|; NaN, which compares as larger than any number, where one is NaN. */
    private static double largest(DMatrixRMaj numbers) {
        return Arrays.stream(numbers.data, 0, numbers.getNumElements()).map(Math::abs).reduce(0, Math::max);
    }

    /** The first number that is none. */
    private static double notFinite(DMatrixRMaj numbers) {
        return Arrays.stream(numbers.data, 0, numbers.getNumElements()).filter(x -> !Double.isFinite(x)).findFirst()
                .orElseThrow();
    }

    private static boolean isFinite(Parameter parameter) {
        double[] values = parameter.value().data;
        boolean[] bad = new boolean[1];
        Parts.halves(parameter.size(), (from, to) -> {
            for (int j = from; j < to; j++) {
                if (!Double.isFinite(values[j])) bad[0] = true;
            }
        });
        return !bad[0];
    }
}
