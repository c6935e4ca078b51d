package unrolled.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A program of the side-by-side benchmark. It reads a question a line and answers each in one line, {@code = …}, or
 * {@code ! what is wrong}; every other line that a library prints is ignored. Models are kept, so that a question that
 * comes again finds them warm.
 *
 * <pre>
 *   precisions                                        the precisions that it can compute in
 *   step CELL D H B T PRECISION WARM SECONDS          median ms a step, steps, loss before, loss now, parameters
 *   product M K N PRECISION WARM SECONDS              median ms of one M×K times K×N product, products
 * </pre>
 *
 * <p>Data and targets are the same in every program. Two targets take turns, so that the loss falls but never to 0:
 * a gradient of 0 would be cheaper than a real one.
 */
public abstract class Meter {

    /** Plain gradient descent with this rate, small enough for the largest layer. */
    public static final double RATE = 0.002;

    private static final int MOST = 200_000;

    private final Map<Work, Training> trainings = new HashMap<>();
    private final Map<Work, Double> before = new HashMap<>();

    /** One row of the table in one precision: the cell, D, H, B, T. */
    public record Work(String cell, int features, int hidden, int batch, int steps, String precision) {

        /** x_t of example n. */
        public double input(int t, int n, int d) {
            return Math.sin(1 + 0.7 * t + 1.3 * n + 2.1 * d);
        }

        /** The target of example n; which: 0 or 1. */
        public double target(int which, int n) {
            return 0.5 + which + 0.5 * Math.sin(n);
        }
    }

    /** A model that is being trained. */
    public interface Training {

        /** How many numbers it learns. */
        long parameters();

        /** The loss for target 0 or 1 as the model is now. */
        double loss(int which);

        /** As many steps as there is room for their times, in ns; step k learns target k mod 2. */
        void steps(long[] nanos);
    }

    /** A {@link Training} whose steps are calls. */
    public abstract static class Stepwise implements Training {

        /** Forward, loss, back, update. */
        protected abstract void step(int which);

        @Override public final void steps(long[] nanos) {
            for (int k = 0; k < nanos.length; k++) {
                long start = System.nanoTime();
                step(k & 1);
                nanos[k] = System.nanoTime() - start;
            }
        }
    }

    protected abstract String precisions();

    protected abstract Training training(Work work);

    /** What computes one product of random matrices. */
    protected Runnable product(int m, int k, int n, String precision) {
        throw new IllegalArgumentException("no product");
    }

    /** Answers a question that only this program knows. */
    protected String other(String[] words) {
        throw new IllegalArgumentException("unknown question " + words[0]);
    }

    /** Answers until the questions end. */
    public final void serve() throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String answer;
            try {
                answer = "= " + answer(line.split(" "));
            } catch (RuntimeException | LinkageError e) {
                answer = "! " + e.toString().lines().findFirst().orElse("");
            }
            System.out.println(answer);
            System.out.flush();
        }
    }

    private String answer(String[] words) {
        return switch (words[0]) {
            case "precisions" -> precisions();
            case "step" -> step(work(words), seconds(words[7]), seconds(words[8]));
            case "product" -> product(words);
            default -> other(words);
        };
    }

    /** The work that the words 1 to 6 of a question name. */
    protected static Work work(String[] words) {
        return new Work(words[1], Integer.parseInt(words[2]), Integer.parseInt(words[3]), Integer.parseInt(words[4]),
                Integer.parseInt(words[5]), words[6]);
    }

    private String step(Work work, double warm, double seconds) {
        var training = trainings.computeIfAbsent(work, this::training);
        before.computeIfAbsent(work, w -> loss(training));
        run(training, warm);
        var nanos = run(training, seconds);
        return ms(nanos) + " " + nanos.length + " " + before.get(work) + " " + loss(training) + " "
                + training.parameters();
    }

    private static double loss(Training training) {
        return (training.loss(0) + training.loss(1)) / 2;
    }

    private String product(String[] words) {
        var product = product(Integer.parseInt(words[1]), Integer.parseInt(words[2]), Integer.parseInt(words[3]),
                words[4]);
        var training = new Stepwise() {
            @Override public long parameters() {
                return 0;
            }

            @Override public double loss(int which) {
                return 0;
            }

            @Override protected void step(int which) {
                product.run();
            }
        };
        run(training, seconds(words[5]));
        var nanos = run(training, seconds(words[6]));
        return ms(nanos) + " " + nanos.length;
    }

    private static double seconds(String word) {
        return Double.parseDouble(word);
    }

    private static double ms(long[] nanos) {
        var sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2] / 1e6;
    }

    /** The times of all steps in so many seconds; pairs of them, as one target alone would pull the loss up. */
    private static long[] run(Training training, double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        var all = new long[0];
        do {
            long start = System.nanoTime();
            var some = new long[Math.min(MOST, enough(all, end - start))];
            training.steps(some);
            all = joined(all, some);
        } while (System.nanoTime() < end);
        return all;
    }

    /** How many pairs fill the time that is left, by what the last step took; carefully, as the first are slow. */
    private static int enough(long[] all, long nanos) {
        if (all.length == 0) return 2;
        long last = Math.max(1, all[all.length - 1]);
        return 2 * (int) Math.max(1, Math.min(nanos / last / 2, 2L * all.length));
    }

    private static long[] joined(long[] a, long[] b) {
        var joined = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, joined, a.length, b.length);
        return joined;
    }
}
