package unrolled.bench;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import unrolled.cell.LstmCell;
import unrolled.layer.Dense;
import unrolled.layer.LastStep;
import unrolled.layer.Layer;
import unrolled.layer.Recurrent;
import unrolled.math.Precision;
import unrolled.model.Network;
import unrolled.seq.Batch;
import unrolled.seq.Sequence;
import unrolled.train.Loss;
import unrolled.train.Optimizer;
import unrolled.train.Trainer;
import unrolled.view.Figure;
import unrolled.view.Figures;
import unrolled.view.Html;
import unrolled.view.Series;

/**
 * How the time of a training step and the memory that it keeps grow with T, B, H and layers, and what truncation saves:
 * a page of figures, the expected order beside the measured one. The cell is an LSTM; the page is the argument.
 */
public final class Growth {

    private static final int FEATURES = 16;
    private static final int HIDDEN = 64;
    private static final int BATCH = 32;
    private static final int STEPS = 50;
    private static final int LONG = 10_000;
    private static final double SECONDS = 0.4;
    private static final double MB = 1 << 20;

    /** What grows, through which values, and how the cost should grow with it. */
    private record Size(String name, String unit, int[] values, String timeOrder, IntToDoubleFunction time,
            IntFunction<Network> network, IntFunction<Batch> batch) {}

    private final List<String> page = new ArrayList<>();

    public static void main(String[] args) throws IOException {
        var growth = new Growth();
        growth.warmUp();
        for (var size : sizes()) growth.add(size);
        growth.truncation();
        Files.createDirectories(Path.of(args[0]).toAbsolutePath().getParent());
        Files.writeString(Path.of(args[0]), "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>"
                + "Cost as the work grows</title></head><body><h1>Cost as the work grows</h1>\n"
                + String.join("\n", growth.page) + "\n</body></html>\n", StandardCharsets.UTF_8);
    }

    private static List<Size> sizes() {
        return List.of(
                new Size("T", "steps", new int[] {25, 50, 100, 200, 400}, "T", T -> T,
                        T -> network(1, HIDDEN), T -> batch(T, BATCH)),
                new Size("B", "examples", new int[] {8, 16, 32, 64, 128}, "B", B -> B,
                        B -> network(1, HIDDEN), B -> batch(STEPS, B)),
                new Size("H", "units", new int[] {32, 64, 128, 256, 512}, "3 H² + 2 D H",
                        H -> H * (3.0 * H + 2 * FEATURES), H -> network(1, H), H -> batch(STEPS, BATCH)),
                new Size("layers", "layers", new int[] {1, 2, 3, 4, 6}, "6 H² a layer",
                        n -> HIDDEN * (3.0 * HIDDEN + 2 * FEATURES) + (n - 1) * 6.0 * HIDDEN * HIDDEN,
                        n -> network(n, HIDDEN), n -> batch(STEPS, BATCH)));
    }

    private static Network network(int layers, int hidden) {
        var stack = new ArrayList<Layer>();
        for (int k = 0; k < layers; k++) stack.add(new Recurrent(new LstmCell(k == 0 ? FEATURES : hidden, hidden)));
        stack.add(new LastStep());
        stack.add(new Dense(hidden, 1));
        return Network.of(1, stack.toArray(Layer[]::new));
    }

    private static Batch batch(int steps, int batch) {
        return OurSteps.batch(new Meter.Work("lstm", FEATURES, HIDDEN, batch, steps, "double"), 0);
    }

    private void warmUp() {
        for (var precision : Precision.values()) {
            for (int k = 0; k < 3; k++) milliseconds(network(1, HIDDEN), batch(STEPS, BATCH), precision);
        }
    }

    private void add(Size size) {
        int points = size.values.length;
        var time = new double[points];
        var single = new double[points];
        var memory = new double[points];
        for (int k = 0; k < points; k++) {
            int value = size.values[k];
            var batch = size.batch.apply(value);
            time[k] = milliseconds(size.network.apply(value), batch, Precision.DOUBLE);
            single[k] = milliseconds(size.network.apply(value), batch, Precision.SINGLE);
            memory[k] = kept(() -> size.network.apply(value), batch, Integer.MAX_VALUE);
        }
        figure(size, "time of a step in single precision", "ms", single, size.time, size.timeOrder);
        figure(size, "time of a step", "ms", time, size.time, size.timeOrder);
        figure(size, "memory that is kept", "MB", memory, v -> v, size.name);
    }

    /** The measured cost beside a fixed part plus the expected order, drawn through the first and the last point. */
    private void figure(Size size, String what, String unit, double[] measured, IntToDoubleFunction order,
            String orderName) {
        int last = measured.length - 1;
        var expected = new double[measured.length];
        for (int k = 0; k <= last; k++) {
            double share = (order.applyAsDouble(size.values[k]) - order.applyAsDouble(size.values[0]))
                    / (order.applyAsDouble(size.values[last]) - order.applyAsDouble(size.values[0]));
            expected[k] = measured[0] + share * (measured[last] - measured[0]);
        }
        var x = Arrays.stream(size.values).asDoubleStream().toArray();
        var claim = "From %s = %d to %d the %s grows %.1f times; a fixed part plus %s would put the points between at "
                + "most %.0f %% elsewhere.";
        var sentence = String.format(Locale.ROOT, claim, size.name, size.values[0], size.values[last], what,
                measured[last] / measured[0], orderName, 100 * farthest(measured, expected));
        show(Figures.line(Series.of("measured", x, measured), Series.of("a fixed part plus " + orderName, x, expected))
                .axes(size.name + " (" + size.unit + ")", what + " (" + unit + ")")
                .caption(sentence, sentence));
    }

    private static double farthest(double[] measured, double[] expected) {
        double farthest = 0;
        for (int k = 0; k < measured.length; k++) {
            farthest = Math.max(farthest, Math.abs(measured[k] / expected[k] - 1));
        }
        return farthest;
    }

    /** BPTT over 10,000 steps keeps every step; windows of k steps keep k. */
    private void truncation() {
        var windows = new int[] {LONG, 3000, 1000, 300, 100, 30, 10};
        var rows = new StringBuilder();
        var batch = everyStep();
        for (int window : windows) {
            double memory = kept(Growth::answering, batch, window);
            double seconds = seconds(answering(), batch, window);
            System.out.printf(Locale.ROOT, "BPTT over T=%d in windows of %5d: %8.2f MB kept, %.3f s a pass%n", LONG,
                    window, memory, seconds);
            rows.append(String.format(Locale.ROOT, "<tr><td>%d</td><td>%.2f</td><td>%.3f</td></tr>%n", window, memory,
                    seconds));
        }
        page.add("<h2>Truncation: one sequence of " + LONG + " steps, an answer at each</h2><table><tr><th>window, "
                + "steps</th><th>memory kept, MB</th><th>time of a pass, s</th></tr>\n" + rows + "</table>");
    }

    private static Network answering() {
        return Network.of(1, new Recurrent(new LstmCell(FEATURES, HIDDEN)), new Dense(HIDDEN, 1));
    }

    private static Batch everyStep() {
        var input = batch(LONG, 1).input();
        var target = new Sequence(LONG, 1, 1);
        for (int t = 0; t < LONG; t++) target.set(t, 0, 0, Math.sin(0.1 * t));
        return new Batch(input, target);
    }

    /** What is still there after a step and was not before: the network, its tape, the trainer's buffers. */
    private static double kept(Supplier<Network> make, Batch batch, int window) {
        double before = used();
        var trainer = trainer(make.get(), batch, window);
        trainer.fit(batch);
        double after = used();
        Reference.reachabilityFence(trainer);
        return (after - before) / MB;
    }

    /** After collections have found nothing more. */
    private static double used() {
        var runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int k = 0; k < 3; k++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    private static double milliseconds(Network network, Batch batch, Precision precision) {
        var trainer = trainer(network, batch, Integer.MAX_VALUE).precision(precision);
        var times = new ArrayList<Double>();
        long end = System.nanoTime() + (long) (SECONDS * 1e9);
        do {
            times.add(1e3 * trainer.fit(batch).epochs().get(0).seconds());
        } while (System.nanoTime() < end);
        times.sort(null);
        return times.get(times.size() / 2);
    }

    private static double seconds(Network network, Batch batch, int window) {
        var trainer = trainer(network, batch, window);
        trainer.fit(batch);
        return trainer.fit(batch).epochs().get(0).seconds();
    }

    private static Trainer trainer(Network network, Batch batch, int window) {
        return new Trainer(network, Loss.mse(), Optimizer.sgd(Meter.RATE)).epochs(1).batchSize(batch.size())
                .truncate(window);
    }

    private void show(Figure figure) {
        System.out.println(figure.html().toString().lines().findFirst().orElseThrow());
        page.add(Html.of(figure).markup());
    }
}
