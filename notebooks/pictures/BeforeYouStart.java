import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import unrolled.math.Rng;
import unrolled.view.Figure;
import unrolled.view.Figures;
import unrolled.view.Series;

/**
 * Draws the pictures of before-you-start.md, each from its equation:
 * {@code java -cp 'lib/target/classpath/*' notebooks/pictures/BeforeYouStart.java notebooks/pictures}.
 */
public class BeforeYouStart {

    static Path folder;

    public static void main(String[] arguments) throws IOException {
        folder = Files.createDirectories(Path.of(arguments[0]));
        slope();
        learningRate();
        miniBatches();
        valley();
        crossEntropy();
        softmax();
        outputs();
        sharing();
        timeScales();
    }

    /** L(w) = (w − 1)² and its tangent at w = 2, whose slope is 2. */
    static void slope() throws IOException {
        var w = range(-1, 3, 81);
        draw("slope", Figures.line(of("L(w)", w, x -> (x - 1) * (x - 1)), of("tangent", w, x -> 1 + 2 * (x - 2)))
                .axes("w", "L"));
    }

    /** w ← w − η · 2 w: each step multiplies w by 1 − 2 η. */
    static void learningRate() throws IOException {
        draw("learning-rate", Figures.line(powers("η = 0.05", 0.9), powers("η = 0.3", 0.4), powers("η = 0.95", -0.9),
                powers("η = 1.05", -1.1)).axes("updates", "w"));
    }

    static Series powers(String name, double factor) {
        return of(name, range(0, 15, 16), k -> Math.pow(factor, k));
    }

    /** The mean of 256 squares (w − x)², x normal around 3, minimised by all of them or by 16 at a time. */
    static void miniBatches() throws IOException {
        var random = new Rng(1);
        double[] x = IntStream.range(0, 256).mapToDouble(n -> 3 + random.normal()).toArray();
        draw("mini-batches", Figures.line(pass("all 256", x, 256), pass("16 at a time", x, 16))
                .axes("passes over the data (epochs)", "w"));
    }

    static Series pass(String name, double[] x, int size) {
        int updates = 4 * x.length / size;
        var w = new double[updates + 1];
        for (int k = 0; k < updates; k++) {
            double gradient = 0;
            for (int n = 0; n < size; n++) gradient += 2 * (w[k] - x[(k * size + n) % x.length]) / size;
            w[k + 1] = w[k] - 0.1 * gradient;
        }
        return Series.of(name, range(0, 4, updates + 1), w);
    }

    /** L = ½ (x² + 25 y²) from (5, 1): three ways down a narrow valley, with the same gradients. */
    static void valley() throws IOException {
        double[][] losses = new double[3][61];
        for (int way = 0; way < 3; way++) {
            double[] p = {5, 1}, m = new double[2], v = new double[2];
            for (int k = 0; k <= 60; k++) {
                losses[way][k] = 0.5 * (p[0] * p[0] + 25 * p[1] * p[1]);
                double[] g = {p[0], 25 * p[1]};
                for (int j = 0; j < 2; j++) p[j] -= step(way, g[j], m, v, j, k + 1);
            }
        }
        var k = range(0, 60, 61);
        draw("valley", Figures.line(Series.of("plain", k, losses[0]), Series.of("momentum", k, losses[1]),
                Series.of("Adam", k, losses[2])).axes("updates", "L").logarithmic());
    }

    static double step(int way, double g, double[] m, double[] v, int j, int k) {
        if (way == 0) return 0.03 * g;
        if (way == 1) return 0.03 * (m[j] = 0.8 * m[j] + g);
        m[j] = 0.9 * m[j] + 0.1 * g;
        v[j] = 0.999 * v[j] + 0.001 * g * g;
        return 0.3 * (m[j] / (1 - Math.pow(0.9, k))) / (Math.sqrt(v[j] / (1 - Math.pow(0.999, k))) + 1e-8);
    }

    static void crossEntropy() throws IOException {
        draw("cross-entropy", Figures.line(of("−log p", range(0.01, 1, 100), p -> -Math.log(p)),
                of("(1 − p)²", range(0.01, 1, 100), p -> (1 - p) * (1 - p)))
                .axes("probability p of the true class (share)", "loss"));
    }

    static void softmax() throws IOException {
        double[] logits = {2, 1, -1};
        double sum = 0;
        for (double a : logits) sum += Math.exp(a);
        double[] p = {Math.exp(2) / sum, Math.exp(1) / sum, Math.exp(-1) / sum};
        draw("softmax", Figures.bars(List.of("class 0", "class 1", "class 2"), Series.of("logit a", logits),
                Series.of("probability p", p)).axes("class", "value"));
    }

    static void outputs() throws IOException {
        var a = range(-3, 3, 61);
        draw("outputs", Figures.line(of("identity", a, x -> x), of("tanh", a, Math::tanh),
                of("sigmoid", a, x -> 1 / (1 + Math.exp(-x)))).axes("a", "output"));
    }

    /** How input s reaches output t: a kernel of three, and a recurrent unit with u = 0.7, both linear. */
    static void sharing() throws IOException {
        double[] kernel = {0.5, 1, 0.5};
        var space = new double[8][8];
        var time = new double[8][8];
        for (int t = 0; t < 8; t++) {
            for (int s = 0; s < 8; s++) {
                space[t][s] = Math.abs(t - s) <= 1 ? kernel[t - s + 1] : 0;
                time[t][s] = s <= t ? Math.pow(0.7, t - s) : 0;
            }
        }
        draw("space", Figures.heatMap("weight", space).axes("input", "output"));
        draw("time", Figures.heatMap("weight", time).axes("input", "output"));
    }

    static void timeScales() throws IOException {
        var k = range(0, 60, 61);
        draw("time-scales", Figures.line(of("α = 0.5", k, n -> Math.pow(0.5, n)),
                of("α = 0.9", k, n -> Math.pow(0.9, n)),
                of("α = 0.98", k, n -> Math.pow(0.98, n))).axes("steps ago", "what is left (share)"));
    }

    static double[] range(double from, double to, int count) {
        return IntStream.range(0, count).mapToDouble(k -> from + (to - from) * k / (count - 1)).toArray();
    }

    static Series of(String name, double[] x, DoubleUnaryOperator f) {
        return Series.of(name, x, Arrays.stream(x).map(f).toArray());
    }

    /** The static picture that every figure carries, as a file of its own. */
    static void draw(String name, Figure figure) throws IOException {
        var markup = figure.caption("A picture.", "A picture.").html().markup();
        var coded = Pattern.compile("data:image/svg\\+xml;base64,([^\"']+)").matcher(markup);
        if (!coded.find()) throw new IllegalStateException(name + " expects a static picture, got none");
        var svg = new String(Base64.getDecoder().decode(coded.group(1)), StandardCharsets.UTF_8);
        Files.writeString(folder.resolve(name + ".svg"), svg.strip() + "\n");
    }
}
