package unrolled.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;
import unrolled.math.Stop;

/**
 * The rates from 0 to 1 at which a sum of squared errors is least, where it may have several valleys.
 *
 * <pre>
 *   1   all combinations of the rates of a grid
 *   2   from the best of them, no two neighbours, Nelder–Mead of commons-math walks down
 *   3   from the lowest end it starts again, with a wide and a narrow simplex in turn, until that gains nothing
 * </pre>
 *
 * A step beyond 0 or 1 counts as one to there, so a rate can be both. Where the valleys are many and narrow, more
 * searches find lower ones; none can promise the lowest.
 */
final class RateSearch {

    private static final int RESTARTS = 10;
    private static final int TRIES = 400;

    private final int size;
    private final double[] grid;
    private final ToDoubleFunction<double[]> sse;
    private double[] best;
    private double least = Double.POSITIVE_INFINITY;

    /** @param grid rising, from 0 to 1 */
    RateSearch(int size, double[] grid, ToDoubleFunction<double[]> sse) {
        this.size = size;
        this.grid = grid;
        this.sse = sse;
        best = combination(0);
    }

    double[] best(int searches) {
        for (var start : starts(searches)) descend(start, 0.1);
        double before = Double.POSITIVE_INFINITY;
        for (int k = 0; k < RESTARTS && before - least > 1e-9 * least; k++) {
            before = least;
            descend(best, k % 2 == 0 ? 0.3 : 0.03);
        }
        return best;
    }

    /** One of the combinations of the grid's rates, by its number. */
    private double[] combination(int number) {
        var rates = new double[size];
        for (int k = 0, rest = number; k < size; k++, rest /= grid.length) rates[k] = grid[rest % grid.length];
        return rates;
    }

    private List<double[]> starts(int searches) {
        int count = (int) Math.pow(grid.length, size);
        var values = IntStream.range(0, count).mapToDouble(number -> value(combination(number))).toArray();
        var starts = new ArrayList<double[]>();
        IntStream.range(0, count).boxed().sorted(Comparator.comparingDouble(number -> values[number]))
                .map(this::combination).forEach(rates -> {
                    boolean free = starts.stream().noneMatch(start -> neighbours(start, rates));
                    if (free && starts.size() < searches) starts.add(rates);
                });
        return starts;
    }

    private boolean neighbours(double[] a, double[] b) {
        return IntStream.range(0, size).allMatch(k ->
                Math.abs(Arrays.binarySearch(grid, a[k]) - Arrays.binarySearch(grid, b[k])) <= 1);
    }

    private void descend(double[] start, double side) {
        var sides = Arrays.stream(start).map(rate -> rate > 0.5 ? -side : side).toArray();
        try {
            new SimplexOptimizer(1e-10, 1e-12).optimize(new MaxEval(TRIES), GoalType.MINIMIZE,
                    new ObjectiveFunction(this::value), new InitialGuess(start), new NelderMeadSimplex(sides));
        } catch (TooManyEvaluationsException e) {
            Stop.check();                                          // a flat or jagged valley: the best so far stands
        }
    }

    private double value(double[] x) {
        var rates = Arrays.stream(x).map(rate -> Math.min(1, Math.max(0, rate))).toArray();
        double value = sse.applyAsDouble(rates);
        if (value < least) {
            least = value;
            best = rates;
        }
        return value;
    }
}
