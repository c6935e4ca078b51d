package unrolled.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import unrolled.cell.ElmanCell;
import unrolled.layer.Dense;
import unrolled.layer.Recurrent;
import unrolled.math.Activation;
import unrolled.model.Network;
import unrolled.seq.Batch;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;
import unrolled.train.Loss;
import unrolled.view.Stepper.Part;

/**
 * Backpropagation through time, drawn on the unrolled graph of a network of one unit.
 *
 * <pre>
 *   forward   h_t = σ(W x_t + U h_{t−1} + b)      y_t = W_y h_t + b_y       L = Σ_t L_t
 *   back      dh_t = W_y dy_t + U da_{t+1}        da_t = σ′_t dh_t
 *             dW += da_t x_t    dU += da_t h_{t−1}    db += da_t    dW_y += dy_t h_t    db_y += dy_t
 * </pre>
 */
final class BackwardWalk {
    private static final int MOST_STEPS = 5;
    private static final int COLUMN = 190;
    private static final int LEFT = 90;               // of h_0
    private static final double X = 300;              // heights of the rows
    private static final double H = 206;
    private static final double Y = 112;
    private static final double L = 34;
    private static final double SUMS = 372;
    private static final double RADIUS = 27;
    private static final String RED = "#D55E00";
    /** Text in colours that can be read on a light ground and on a dark one: into, out of, and back. */
    private static final String STYLE = "<style>.in{fill:#0072B2}.out{fill:#00785A}.back{fill:#B34A00}"
            + "@media(prefers-color-scheme:dark){.in{fill:#56B4E9}.out{fill:#2CC79B}.back{fill:#FF8C42}}</style>";
    private static final List<String> WEIGHTS = List.of("W", "U", "b", "W_y", "b_y");

    private final int steps;
    private final double[] weights = new double[5];   // W, U, b, W_y, b_y
    private final double[] x;
    private final double[] h;                         // from h_0
    private final double[] y;
    private final double[] losses;
    private final double[] dy;
    private final Activation sigma;
    private final double total;
    private final List<Part> parts = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final int last;

    BackwardWalk(Network net, Loss loss, Batch batch) {
        var recurrent = expectOneUnit(net);
        expectOneExample(batch);
        sigma = ((ElmanCell) recurrent.cell()).sigma();
        for (int k = 0; k < 5; k++) weights[k] = net.parameters().get(k).value().get(0);
        steps = batch.input().steps();
        var said = net.forward(batch.input(), State.ZERO, Pass.PREDICT);
        x = batch.input().series(0, 0);
        y = said.series(0, 0);
        h = new double[steps + 1];
        System.arraycopy(recurrent.output().series(0, 0), 0, h, 1, steps);
        var back = new Sequence(steps, 1, 1);
        total = loss.gradient(said, batch.target(), back);
        dy = back.series(0, 0);
        losses = new double[steps];
        for (int t = 0; t < steps; t++) {
            losses[t] = loss.value(said.steps(t, t + 1), batch.target().steps(t, t + 1));
        }
        expectSummed(loss);
        last = 4 * steps + 1;
        draw();
    }

    private static Recurrent expectOneUnit(Network net) {
        var layers = net.layers();
        if (layers.size() == 2 && layers.get(0) instanceof Recurrent recurrent
                && recurrent.cell() instanceof ElmanCell && layers.get(1) instanceof Dense dense
                && dense.sigma() == Activation.IDENTITY && net.parameterCount() == 5) return recurrent;
        throw new IllegalArgumentException("Stepper.backpropagation expects a network of ElmanCell(1, 1) and "
                + "Dense(1, 1), got " + layers.size() + " layers of " + net.parameterCount() + " parameters ("
                + layers.stream().map(layer -> layer.name()).toList() + ")");
    }

    private static void expectOneExample(Batch batch) {
        int steps = batch.input().steps();
        if (batch.size() == 1 && steps <= MOST_STEPS) return;
        throw new IllegalArgumentException("Stepper.backpropagation expects one example of at most " + MOST_STEPS
                + " steps, got " + batch.size() + " of " + steps + " (batch of " + batch.input() + ")");
    }

    private void expectSummed(Loss loss) {
        double sum = 0;
        for (double l : losses) sum += l;
        if (Math.abs(sum - total) <= 1e-9 * Math.max(1, Math.abs(total))) return;
        throw new IllegalArgumentException("Stepper.backpropagation expects a loss that is summed over the steps, got "
                + loss + ": " + number(total) + " (the steps' losses add up to " + number(sum)
                + "); is it a mean? Then add .summed()");
    }

    Stepper stepper() {
        return new Stepper("Backpropagation through time, step by step", new Svg(width(), SUMS + 58), parts, words);
    }

    // ---- the walk

    private void draw() {
        graph();
        words.add("The network, unrolled: the same five weights at every step, and h_0 = 0.");
        for (int t = 1; t <= steps; t++) forward(t);
        words.add("The loss of the sequence is the sum over its steps: L = " + number(total) + ".");
        var sums = new double[5];
        double da = 0;
        for (int t = steps; t >= 1; t--) da = backward(t, da, sums);
    }

    private void forward(int t) {
        int at = words.size();
        value(at, last, column(t), H, number(h[t]), "in");
        lit(at, column(t), H);
        words.add("Step t = " + t + ": " + "h_" + t + " = " + sigma.toString().toLowerCase(Locale.ROOT) + "(W x_" + t
                + " + U h_" + (t - 1) + " + b) = " + number(h[t]) + ", from x_" + t + " = " + number(x[t - 1])
                + " and h_" + (t - 1) + " = " + number(h[t - 1]) + ".");
        value(at + 1, last, column(t), Y, number(y[t - 1]), "out");
        value(at + 1, last, column(t), L, number(losses[t - 1]), "out");
        lit(at + 1, column(t), Y);
        lit(at + 1, column(t), L);
        words.add("Step t = " + t + ": y_" + t + " = W_y h_" + t + " + b_y = " + number(y[t - 1]) + "; its loss is L_"
                + t + " = " + number(losses[t - 1]) + ".");
    }

    /** Adds what step t gives to the sums, from ∂L/∂a_{t+1}; returns ∂L/∂a_t. */
    private double backward(int t, double daNext, double[] sums) {
        int at = words.size();
        double dh = weights[3] * dy[t - 1] + weights[1] * daNext;
        double da = sigma.slope(h[t]) * dh;
        sums[3] += dy[t - 1] * h[t];
        sums[4] += dy[t - 1];
        factor(at, last, column(t) + 9, (L + Y) / 2 + 14, "start", "× " + number(dy[t - 1]));
        factor(at, last, column(t) + 9, (Y + H) / 2 + 8, "start", "× " + number(weights[3]));
        arrow(at, column(t), L + RADIUS, column(t), H - RADIUS);
        factor(at, last, column(t) + RADIUS + 4, H - 20, "start", "∂L/∂h_" + t + " = " + number(dh));
        lit(at, column(t), H);
        sums(at, at, sums);
        words.add("Back, t = " + t + ": ∂L/∂y_" + t + " = " + number(dy[t - 1]) + " comes down, times W_y = "
                + number(weights[3]) + (t == steps ? "" : "; U ∂L/∂a_" + (t + 1) + " = " + number(weights[1] * daNext)
                + " comes from step " + (t + 1)) + ". Together ∂L/∂h_" + t + " = " + number(dh) + ".");
        sums[0] += da * x[t - 1];
        sums[1] += da * h[t - 1];
        sums[2] += da;
        double edge = (column(t - 1) + column(t)) / 2.0;
        factor(at + 1, last, edge, H + 20, "middle", "× " + number(weights[1] * sigma.slope(h[t])));
        arrow(at + 1, column(t) - RADIUS, H, column(t - 1) + RADIUS, H);
        sums(at + 1, t == 1 ? last : at + 1, sums);
        words.add("Back, t = " + t + ": ∂L/∂a_" + t + " = σ′ ∂L/∂h_" + t + " = " + number(da) + " adds to the sums of "
                + "W, U and b, and goes to step " + (t - 1) + ", in all by the factor U σ′ = "
                + number(weights[1] * sigma.slope(h[t])) + (t > 1 ? "." : ". The sums are the gradient."));
        return da;
    }

    // ---- the drawing

    private double width() {
        return LEFT + steps * COLUMN + 160;
    }

    private static double column(int t) {
        return LEFT + t * COLUMN;
    }

    private static String number(double v) {
        return String.format(Locale.ROOT, "%.3f", v).replace("-0.000", "0.000").replace('-', '−');
    }

    private void part(int from, int to, String format, Object... values) {
        parts.add(new Part(from, to, String.format(Locale.ROOT, format, values)));
    }

    /** What is there from the first step on: nodes, edges and the names of the weights. */
    private void graph() {
        part(0, last, STYLE + "<defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" "
                + "markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" fill=\"context-stroke\"/>"
                + "</marker></defs>");
        node(column(0), H, "h", "0");
        value(0, last, column(0), H, "0", "in");
        for (int t = 1; t <= steps; t++) {
            edge(column(t), X - RADIUS, column(t), H + RADIUS);
            edge(column(t), H - RADIUS, column(t), Y + RADIUS);
            edge(column(t), Y - RADIUS, column(t), L + RADIUS);
            edge(column(t - 1) + RADIUS, H, column(t) - RADIUS, H);
            name(column(t) - 9, (X + H) / 2 + 5, "end", "W");
            name(column(t) - 9, (Y + H) / 2 + 5, "end", "W_y");
            name(column(t) - 52, H - 9, "middle", "U");
            node(column(t), X, "x", String.valueOf(t));
            node(column(t), H, "h", String.valueOf(t));
            node(column(t), Y, "y", String.valueOf(t));
            node(column(t), L, "L", String.valueOf(t));
            value(0, last, column(t), X, number(x[t - 1]), "in");
        }
        for (int k = 0; k < 5; k++) {
            double at = sumPlace(k);
            name(at, SUMS, "middle", "∂L/∂" + WEIGHTS.get(k));
            name(at, SUMS + 44, "middle", WEIGHTS.get(k) + " = " + number(weights[k]));
        }
    }

    private double sumPlace(int k) {
        return width() * (k + 0.5) / 5;
    }

    private void sums(int from, int to, double[] sums) {
        for (int k = 0; k < 5; k++) {
            part(from, to, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" font-weight=\"600\" class=\"back\">"
                    + "%s</text>", sumPlace(k), SUMS + 22, number(sums[k]));
        }
    }

    private void node(double atX, double atY, String letter, String index) {
        part(0, last, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.0f\" fill=\"none\" stroke=\"currentColor\" "
                + "stroke-opacity=\".55\"/>", atX, atY, RADIUS);
        var svg = new Svg("");
        svg.symbol(atX, atY - 4, letter, index);
        parts.add(new Part(0, last, svg.open()));
    }

    private void value(int from, int to, double atX, double atY, String text, String kind) {
        part(from, to, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" font-size=\"13\" font-weight=\"600\" "
                + "class=\"%s\">%s</text>", atX, atY + 17, kind, text);
    }

    private void lit(int at, double atX, double atY) {
        part(at, at, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.0f\" fill=\"#B37700\" fill-opacity=\".25\" "
                + "stroke=\"#B37700\" stroke-width=\"3\"/>", atX, atY, RADIUS);
    }

    private void edge(double x1, double y1, double x2, double y2) {
        part(0, last, "<path d=\"M%.1f %.1fL%.1f %.1f\" stroke=\"currentColor\" stroke-opacity=\".55\" "
                + "stroke-width=\"1.5\" marker-end=\"url(#tip)\"/>", x1, y1, x2, y2);
    }

    /** The error's way, at this step alone. */
    private void arrow(int at, double x1, double y1, double x2, double y2) {
        part(at, at, "<path d=\"M%.1f %.1fL%.1f %.1f\" stroke=\"%s\" stroke-width=\"3.5\" marker-end=\"url(#tip)\"/>",
                x1, y1, x2, y2, RED);
    }

    private void name(double atX, double atY, String anchor, String text) {
        part(0, last, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"13\">%s</text>", atX, atY, anchor,
                Notation.svg(text));
    }

    private void factor(int from, int to, double atX, double atY, String anchor, String text) {
        part(from, to, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"13\" class=\"back\">%s</text>",
                atX, atY, anchor, Notation.svg(text));
    }
}
