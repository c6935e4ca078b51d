package unrolled.search;

import java.util.concurrent.CancellationException;
import unrolled.machine.Stop;
import unrolled.math.Rng;
import unrolled.model.Model;
import unrolled.seq.Batch;
import unrolled.train.Loss;

/**
 * Looks for parameters with a low loss by trying some, without a gradient.
 *
 * <pre>{@code
 *   var history = new ParticleSwarm().seed(3).minimize(net, Loss.mse(), train, 2000);
 * }</pre>
 *
 * <p>An evaluation is one way forward of the whole batch; the budget of evaluations is never exceeded. The first one is
 * the model as it is given, so every method starts its race at the same loss and never ends above it. All parameters
 * that are not frozen are searched. There are no bounds: the first candidates are spread around the given parameters
 * (see {@link #spread}), and later ones may go anywhere. A loss that is no number counts as worse than any other.
 */
public abstract class Search {

    /** The spread unless another is given. */
    public static final double SPREAD = 0.5;

    public static final long SEED = 1;

    private final String name;
    private double spread = SPREAD;
    private long seed = SEED;

    Search(String name) {
        this.name = name;
    }

    /** Decides every random number: the same seed gives the same result. */
    public final Search seed(long seed) {
        this.seed = seed;
        return this;
    }

    /**
     * How far the first candidates lie from the given parameters, {@value #SPREAD} by default: the standard deviation
     * of each number in a population or swarm; the equations of each method say where it enters.
     *
     * @throws IllegalArgumentException if it is not a positive number
     */
    public final Search spread(double deviation) {
        if (!(deviation > 0) || Double.isInfinite(deviation)) {
            throw new IllegalArgumentException(name + " expects a positive spread, got " + deviation);
        }
        spread = deviation;
        return this;
    }

    /**
     * Searches. The model has the best parameters found afterwards.
     *
     * @param evaluations the budget, of which the given parameters take one
     * @return the loss of each evaluation
     * @throws IllegalArgumentException if the budget is not positive or every parameter is frozen
     * @throws CancellationException when the thread is interrupted, as a notebook's stop button does
     */
    public final SearchHistory minimize(Model model, Loss loss, Batch batch, int evaluations) {
        if (evaluations < 1) {
            throw new IllegalArgumentException(name + " expects a budget of 1 or more evaluations, got " + evaluations);
        }
        var history = new SearchHistory(name);
        var fitness = new Fitness(name, model, loss, batch, evaluations, history);
        try {
            fitness.of(fitness.best());
            search(fitness, new Rng(seed));
        } catch (Fitness.Spent spent) {
            // the regular end: the budget is spent
        } catch (CancellationException e) {
            throw stopped(history, evaluations);
        } finally {
            fitness.restoreBest();
        }
        return history;
    }

    private CancellationException stopped(SearchHistory history, int evaluations) {
        var how = name + " was stopped after " + history.evaluations() + " of " + evaluations + " evaluations; "
                + (history.evaluations() == 0 ? "the parameters from before are kept"
                : "the best parameters, with a loss of " + history.best() + ", are kept");
        Stop.tell(how);
        return new CancellationException(how);
    }

    /** Evaluates candidates; the given parameters are {@code fitness.best()} by now. */
    abstract void search(Fitness fitness, Rng rng);

    final double spread() {
        return spread;
    }

    /** A candidate around {@code center}: each number moved by a normal one with the spread. */
    final double[] around(double[] center, Rng rng) {
        var x = center.clone();
        for (int j = 0; j < x.length; j++) x[j] += spread * rng.normal();
        return x;
    }

    @Override public String toString() {
        return name;
    }
}
