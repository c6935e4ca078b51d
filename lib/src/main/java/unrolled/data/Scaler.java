package unrolled.data;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import unrolled.math.Norm;
import unrolled.seq.Sequence;

/**
 * Brings each column to a common scale, and back: two numbers for each column, found on the training part alone.
 *
 * <pre>
 *   z = (x − shift) / scale          x = shift + scale · z
 *
 *   min-max      shift = min         scale = max − min                    z from 0 to 1 on the training part
 *   standard     shift = mean        scale = standard deviation (1/n)     mean 0, variance 1
 *   robust       shift = median      scale = third − first quartile       outliers do not move it
 * </pre>
 *
 * Quartiles are those of R's type 7. Values outside the training range are scaled by the same rule, never cut off.
 */
public final class Scaler {

    private record Line(double shift, double scale) {}

    private final String name;
    private final double[] shift;
    private final double[] scale;

    private Scaler(String name, double[] shift, double[] scale) {
        this.name = name;
        this.shift = shift;
        this.scale = scale;
    }

    /**
     * From 0 to 1 on the training part.
     *
     * @param train the training part, a column a feature; padding does not count
     * @throws IllegalArgumentException if a column is constant or holds a value that is not finite
     */
    public static Scaler minMax(Sequence train) {
        return minMax(train, 0, 1);
    }

    /**
     * From {@code low} to {@code high} on the training part, such as −1 and 1 for a tanh.
     *
     * @throws IllegalArgumentException if low is not below high, or a column is constant or not finite
     */
    public static Scaler minMax(Sequence train, double low, double high) {
        if (!(low < high)) {
            throw new IllegalArgumentException("Scaler.minMax expects low < high, got " + low + " and " + high);
        }
        return fitted("minMax", train, x -> {
            double scale = (StatUtils.max(x) - StatUtils.min(x)) / (high - low);
            return new Line(StatUtils.min(x) - low * scale, scale);
        });
    }

    /** From 0 to 1 on the training part of a series. */
    public static Scaler minMax(double[] train) {
        return minMax(Sequence.of(train));
    }

    /**
     * Mean 0 and variance 1 on the training part.
     *
     * @throws IllegalArgumentException if a column is constant or holds a value that is not finite
     */
    public static Scaler standard(Sequence train) {
        return fitted("standard", train, x -> {
            double variance = StatUtils.populationVariance(x);
            if (Norm.holds(variance)) return new Line(StatUtils.mean(x), Math.sqrt(variance));
            double most = Norm.largest(x.length, t -> x[t]);                    // its squares are beyond a double
            var relative = Arrays.stream(x).map(v -> v / most).toArray();
            return new Line(most * StatUtils.mean(relative), most * Math.sqrt(StatUtils.populationVariance(relative)));
        });
    }

    /** Mean 0 and variance 1 on the training part of a series. */
    public static Scaler standard(double[] train) {
        return standard(Sequence.of(train));
    }

    /**
     * Median 0 and a distance of 1 between the quartiles of the training part.
     *
     * @throws IllegalArgumentException if a column's quartiles are equal, or it holds a value that is not finite
     */
    public static Scaler robust(Sequence train) {
        return fitted("robust", train, x -> {
            Arrays.sort(x);
            return new Line(quantile(x, 0.5), quantile(x, 0.75) - quantile(x, 0.25));
        });
    }

    /** Median 0 and a distance of 1 between the quartiles of the training part of a series. */
    public static Scaler robust(double[] train) {
        return robust(Sequence.of(train));
    }

    /** A scaled copy; padding stays as it is. */
    public Sequence transform(Sequence x) {
        return mapped(x, false);
    }

    /** A copy in the units of before; padding stays as it is. */
    public Sequence invert(Sequence z) {
        return mapped(z, true);
    }

    /** A scaled copy of a series, for a scaler of one column. */
    public double[] transform(double[] x) {
        return transform(Sequence.of(x)).series(0, 0);
    }

    /** A copy of a series in the units of before, for a scaler of one column. */
    public double[] invert(double[] z) {
        return invert(Sequence.of(z)).series(0, 0);
    }

    /**
     * The scaler of some of the columns, in the order given: what inverts a prediction of the target alone.
     *
     * @throws IllegalArgumentException if a column does not exist
     */
    public Scaler columns(int... columns) {
        for (int d : columns) expectColumn(d);
        if (columns.length == 0) throw new IllegalArgumentException("Scaler expects a column or more, got none");
        return new Scaler(name, IntStream.of(columns).mapToDouble(d -> shift[d]).toArray(),
                IntStream.of(columns).mapToDouble(d -> scale[d]).toArray());
    }

    /** What is taken off column {@code d}. */
    public double shift(int d) {
        expectColumn(d);
        return shift[d];
    }

    /** What column {@code d} is divided by: also the unit of an error that was measured on scaled values. */
    public double scale(int d) {
        expectColumn(d);
        return scale[d];
    }

    @Override public String toString() {
        return "Scaler." + name + " of " + shift.length + (shift.length == 1 ? " column" : " columns");
    }

    private static Scaler fitted(String name, Sequence train, Function<double[], Line> fit) {
        var lines = new Line[train.features()];
        for (int d = 0; d < lines.length; d++) {
            var x = column(train, d);
            for (double v : x) {
                if (!Double.isFinite(v)) throw refusal(name, "finite numbers", v + "", d, x.length);
            }
            lines[d] = fit.apply(x);
            boolean constant = StatUtils.max(x) == StatUtils.min(x);
            if (constant) throw refusal(name, "a column that varies", "only " + x[0], d, x.length);
            if (lines[d].scale == Double.POSITIVE_INFINITY) {
                throw refusal(name, "a range that a double holds", StatUtils.min(x) + " to " + StatUtils.max(x), d,
                        x.length);
            }
            if (!(lines[d].scale > 0)) throw refusal(name, "quartiles that differ", "a distance of 0", d, x.length);
        }
        return new Scaler(name, Arrays.stream(lines).mapToDouble(Line::shift).toArray(),
                Arrays.stream(lines).mapToDouble(Line::scale).toArray());
    }

    /** The valid values of a column, all examples one after the other. */
    private static double[] column(Sequence x, int d) {
        return IntStream.range(0, x.batch()).boxed().flatMapToDouble(n -> Arrays.stream(x.series(n, d))).toArray();
    }

    private static IllegalArgumentException refusal(String name, String expected, String got, int d, int rows) {
        return new IllegalArgumentException("Scaler." + name + " expects " + expected + ", got " + got + " (column " + d
                + ", " + rows + " rows)");
    }

    /** The value at the share {@code p} of the way through sorted values, straight lines between them. */
    private static double quantile(double[] sorted, double p) {
        double at = p * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    private Sequence mapped(Sequence x, boolean inverse) {
        if (x.features() != shift.length) {
            throw new IllegalArgumentException("Scaler expects " + shift.length + " columns, got " + x.features()
                    + " (sequence of " + x + "); was it fitted on other columns?");
        }
        var y = x.copy();
        for (int t = 0; t < x.steps(); t++) {
            for (int n = 0; n < x.batch(); n++) {
                for (int d = 0; x.valid(t, n) && d < shift.length; d++) {
                    double v = x.get(t, n, d);
                    y.set(t, n, d, inverse ? shift[d] + scale[d] * v : (v - shift[d]) / scale[d]);
                }
            }
        }
        return y;
    }

    private void expectColumn(int d) {
        if (d >= 0 && d < shift.length) return;
        throw new IllegalArgumentException("Scaler expects a column from 0 to " + (shift.length - 1) + ", got " + d);
    }
}
