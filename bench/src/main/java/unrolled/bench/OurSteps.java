package unrolled.bench;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.StringJoiner;
import unrolled.cell.Cell;
import unrolled.cell.ElmanCell;
import unrolled.cell.GruCell;
import unrolled.cell.JordanCell;
import unrolled.cell.LayerNormElmanCell;
import unrolled.cell.LeakyCell;
import unrolled.cell.LstmCell;
import unrolled.cell.OutputFeedbackCell;
import unrolled.cell.PeepholeLstmCell;
import unrolled.cell.SkipCell;
import unrolled.layer.Dense;
import unrolled.layer.LastStep;
import unrolled.layer.Recurrent;
import unrolled.math.Blas;
import unrolled.math.Precision;
import unrolled.math.Rng;
import unrolled.model.Network;
import unrolled.seq.Batch;
import unrolled.seq.MiniBatches;
import unrolled.seq.Sequence;
import unrolled.train.Loss;
import unrolled.train.Optimizer;
import unrolled.train.Trainer;

/**
 * Our steps, as a notebook makes them: by a {@link Trainer}. It asks for a batch at the start of each step, and that is
 * where the clock is read; so what an epoch adds (keeping the best parameters) is not in the time of a step, and
 * what the trainer adds to each step is.
 *
 * <pre>
 *   backend                                 what multiplies
 *   bytes CELL D H B T PRECISION STEPS      bytes allocated a step, all threads together
 *   memory CELL D H B T PRECISION           bytes that a training holds, as {@link Held} counts them
 *   numbers CELL D H B T PRECISION STEPS    the loss after so many steps, then the numbers that they began with
 * </pre>
 *
 * <p>It asks nothing but {@code backend} of what multiplies, so that it can also run on the classes of another build.
 */
public final class OurSteps extends Meter {

    public static void main(String[] args) throws IOException {
        new OurSteps().serve();
    }

    @Override protected String precisions() {
        return "double single";
    }

    @Override protected Training training(Work work) {
        return ours(work);
    }

    @Override protected String other(String[] words) {
        return switch (words[0]) {
            case "backend" -> Blas.backend();
            case "bytes" -> Double.toString(ours(work(words)).bytes(Integer.parseInt(words[7])));
            case "memory" -> memory(work(words));
            case "numbers" -> numbers(work(words), Integer.parseInt(words[7]));
            default -> super.other(words);
        };
    }

    @Override protected Runnable product(int m, int k, int n, String precision) {
        return ProductBenchmark.product(m, k, n, precision(precision));
    }

    private static OurTraining ours(Work work) {
        return new OurTraining(work, batches(work));
    }

    /** Not counted: the batches, and what a training of two steps leaves behind, such as classes and libraries. */
    private static String memory(Work work) {
        ours(new Work(work.cell(), work.features(), work.hidden(), work.batch(), 2, work.precision()))
                .steps(new long[4]);
        var batches = batches(work);
        var before = Held.now();
        return new OurTraining(work, batches).held().minus(before).toString();
    }

    private static String numbers(Work work, int steps) {
        var training = ours(work);
        var numbers = new StringJoiner(" ");
        for (var parameter : training.network.parameters()) {
            for (int k = 0; k < parameter.size(); k++) numbers.add(Double.toString(parameter.value().get(k)));
        }
        training.steps(new long[steps - 1]);                         // an epoch is one batch longer
        return (training.loss(0) + training.loss(1)) / 2 + " " + numbers;
    }

    static Precision precision(String name) {
        return Precision.valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** A layer, its last step, a dense head with one output; a Jordan network puts out one number already. */
    static Network network(Work work) {
        var layer = new Recurrent(cell(work.cell(), work.features(), work.hidden()));
        return work.cell().equals("jordan") ? Network.of(1, layer, new LastStep())
                : Network.of(1, layer, new LastStep(), new Dense(work.hidden(), 1));
    }

    static Cell cell(String name, int features, int hidden) {
        return switch (name) {
            case "elman" -> new ElmanCell(features, hidden);
            case "lstm" -> new LstmCell(features, hidden);
            case "gru-before" -> new GruCell(features, hidden, GruCell.Reset.BEFORE);
            case "gru-after" -> new GruCell(features, hidden, GruCell.Reset.AFTER);
            case "peephole" -> new PeepholeLstmCell(features, hidden);
            case "feedback" -> new OutputFeedbackCell(features, hidden);
            case "leaky" -> new LeakyCell(features, hidden, 0.5);
            case "skip" -> new SkipCell(features, hidden, 5);
            case "layernorm" -> new LayerNormElmanCell(features, hidden);
            case "jordan" -> new JordanCell(features, hidden, hidden, 1);
            default -> throw new IllegalArgumentException("unknown cell " + name);
        };
    }

    private static Batch[] batches(Work work) {
        return new Batch[] {batch(work, 0), batch(work, 1)};
    }

    static Batch batch(Work work, int which) {
        var x = new Sequence(work.steps(), work.batch(), work.features());
        var target = new Sequence(1, work.batch(), 1);
        for (int n = 0; n < work.batch(); n++) {
            target.set(0, n, 0, work.target(which, n));
            for (int t = 0; t < work.steps(); t++) {
                for (int d = 0; d < work.features(); d++) x.set(t, n, d, work.input(t, n, d));
            }
        }
        return new Batch(x, target);
    }

    private static final class OurTraining implements Training {

        private final Network network;
        private final Trainer trainer;
        private final Batch[] batches;
        private int taken;

        OurTraining(Work work, Batch[] batches) {
            this.batches = batches;
            network = network(work);
            trainer = new Trainer(network, Loss.mse(), Optimizer.sgd(RATE)).precision(precision(work.precision()))
                    .epochs(1).batchSize(work.batch());
        }

        @Override public long parameters() {
            return network.parameterCount();
        }

        @Override public double loss(int which) {
            return trainer.loss(batches[which]);
        }

        /** An epoch is one batch longer: the last step ends with the question for the next. */
        @Override public void steps(long[] nanos) {
            var clock = new Clock(nanos.length + 1) {
                private long start;

                @Override void tick(int k) {
                    long now = System.nanoTime();
                    if (k > 0) nanos[k - 1] = now - start;
                    start = now;
                }
            };
            trainer.fit(clock);
        }

        double bytes(int steps) {
            steps(new long[steps]);                                  // the buffers grow, classes load
            var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            var total = new long[2];
            trainer.fit(new Clock(steps + 2) {
                @Override void tick(int k) {
                    if (k == 1 || k == steps + 1) total[k / (steps + 1)] = allocated(threads);
                }
            });
            return (total[1] - total[0] - threadIds(threads)) / (double) steps;
        }

        /** Between two steps: everything is there that a step needs and leaves to the next. */
        Held held() {
            var held = new Held[1];
            trainer.fit(new Clock(4) {
                @Override void tick(int k) {
                    if (k == 3) held[0] = Held.now();
                }
            });
            return held[0];
        }

        /** The bytes that all threads have allocated. */
        private static long allocated(ThreadMXBean threads) {
            long sum = 0;
            for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) sum += Math.max(0, bytes);
            return sum;
        }

        /** What asking costs. */
        private static long threadIds(ThreadMXBean threads) {
            long before = allocated(threads);
            return allocated(threads) - before;
        }

        /** The two batches in turn. */
        private abstract class Clock implements MiniBatches {

            private final int count;

            Clock(int count) {
                this.count = count;
            }

            abstract void tick(int k);

            @Override public Batch get(int k) {
                tick(k);
                return batches[taken++ & 1];
            }

            @Override public int size() {
                return count * batches[0].size();
            }

            @Override public int count() {
                return count;
            }

            @Override public void shuffle(Rng rng) { }
        }
    }
}
