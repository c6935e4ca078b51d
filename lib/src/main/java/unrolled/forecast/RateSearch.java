package unrolled.forecast;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
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
import unrolled.machine.Stop;

/**
 * The rates from 0 to 1 at which a sum of squared errors is least, where it may have several valleys.
 *
 * <pre>
 *   1   all combinations of the rates of a grid
 *   2   from the best of them, first such as are no neighbours, then others, Nelder–Mead of commons-math walks down
 *   3   from the lowest end it starts again, with a wide and a narrow simplex in turn, until that gains nothing
 * </pre>
 *
 * It walks over ∛α, β and γ: where α is small, the valleys are narrow. A step beyond 0 or 1 counts as one to there, so
 * a rate can be both. Where the valleys are many, more searches find lower ones; none can promise the lowest.
 */
final class RateSearch {

    private static final int RESTARTS = 10;
    private static final int TRIES = 400;

    private final int size;
    private final double[][] grid;
    private final ToDoubleFunction<double[]> sse;
    private double[] best;                                         // ∛α, β, γ
    private double least = Double.POSITIVE_INFINITY;

    /** @param grid for ∛α, β, γ, or as many of them as there are: each rising from 0 to 1 */
    RateSearch(double[][] grid, ToDoubleFunction<double[]> sse) {
        this.grid = grid;
        size = grid.length;
        this.sse = sse;
        best = combination(0);
    }

    double[] best(int searches) {
        for (var start : starts(searches)) descend(start, 0.05);
        double before = Double.POSITIVE_INFINITY;
        for (int k = 0; k < RESTARTS && before - least > 1e-9 * least; k++) {
            before = least;
            descend(best, k % 2 == 0 ? 0.3 : 0.03);
        }
        return rates(best);
    }

    private static double[] rates(double[] x) {
        var rates = x.clone();
        rates[0] = x[0] * x[0] * x[0];
        return rates;
    }

    /** One of the combinations of the grid's values, by its number. */
    private double[] combination(int number) {
        var x = new double[size];
        for (int k = 0, rest = number; k < size; rest /= grid[k].length, k++) x[k] = grid[k][rest % grid[k].length];
        return x;
    }

    /** Half of them lie apart; the others are the best that are left, and may lie beside those. */
    private List<double[]> starts(int searches) {
        int count = Arrays.stream(grid).mapToInt(values -> values.length).reduce(1, (a, b) -> a * b);
        var values = IntStream.range(0, count).mapToDouble(number -> value(combination(number))).toArray();
        var best = IntStream.range(0, count).boxed().sorted(Comparator.comparingDouble(number -> values[number]))
                .map(this::combination).toList();
        var starts = new LinkedHashSet<double[]>();
        for (var x : best) {
            if (starts.size() == (searches + 1) / 2) break;
            if (starts.stream().noneMatch(start -> neighbours(start, x))) starts.add(x);
        }
        for (var x : best) if (starts.size() < searches) starts.add(x);
        return List.copyOf(starts);
    }

    private boolean neighbours(double[] a, double[] b) {
        return IntStream.range(0, size).allMatch(k ->
                Math.abs(Arrays.binarySearch(grid[k], a[k]) - Arrays.binarySearch(grid[k], b[k])) <= 1);
    }

    private void descend(double[] start, double side) {
        var sides = Arrays.stream(start).map(at -> at > 0.5 ? -side : side).toArray();
        try {
            new SimplexOptimizer(1e-10, 1e-12).optimize(new MaxEval(TRIES), GoalType.MINIMIZE,
                    new ObjectiveFunction(this::value), new InitialGuess(start), new NelderMeadSimplex(sides));
        } catch (TooManyEvaluationsException e) {
            Stop.check();                                          // a flat or jagged valley: the best so far stands
        }
    }

    private double value(double[] x) {
        var inside = Arrays.stream(x).map(at -> Math.min(1, Math.max(0, at))).toArray();
        double value = sse.applyAsDouble(rates(inside));
        if (value < least) {
            least = value;
            best = inside;
        }
        return value;
    }
}
