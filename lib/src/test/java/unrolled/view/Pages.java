package unrolled.view;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Pages with figures as a notebook shows them, and the browser that opens them without a network. */
final class Pages {
    static final LocalDate START = LocalDate.of(2025, 1, 1);

    private Pages() { }

    static List<Figure> figures() {
        return List.of(weather(), loss(), predicted(), hidden(), attention(), bars());
    }

    static Figure weather() {
        var days = IntStream.range(0, 200).mapToObj(START::plusDays).toList();
        var low = IntStream.range(0, 200).mapToDouble(t -> t == 62 ? Double.NaN
                : 20 + 35 * Math.sin(t / 110.0) + 8 * Math.sin(t * 1.7)).toArray();
        var high = IntStream.range(0, 200).mapToDouble(t -> low[t] + 18 + 4 * Math.cos(t * 2.3)).toArray();
        return Figures.line(Series.of("TMIN", days, low), Series.of("TMAX", days, high))
                .axes("day", "temperature (°F)")
                .mark(START.plusDays(140), "training | held out")
                .caption("TMAX follows TMIN through the seasons, some 18 °F above it.",
                        "Two jagged lines rise from winter to summer; one day in March is missing.");
    }

    static Figure loss() {
        var loss = IntStream.range(0, 120).mapToDouble(k -> 0.4 * Math.exp(-k / 15.0) + 0.003).toArray();
        var valid = IntStream.range(0, 120).mapToDouble(k -> 0.45 * Math.exp(-k / 18.0) + 0.006 + k * 2e-5).toArray();
        return Figures.line(Series.of("training", loss), Series.of("validation", valid))
                .axes("epoch (count)", "loss (MSE of scaled values)").logarithmic()
                .caption("The validation loss turns upwards after epoch 80.", "Two falling curves; one rises again.");
    }

    static Figure predicted() {
        var actual = IntStream.range(0, 80).mapToDouble(k -> 30 + k * 0.7 + 5 * Math.sin(k)).toArray();
        var network = IntStream.range(0, 80).mapToDouble(k -> actual[k] * 0.9 + 6 + 4 * Math.cos(k * 3.1)).toArray();
        return Figures.predictedVersusActual("°F", actual, network);
    }

    static Figure hidden() {
        var h = new double[8][60];
        for (int j = 0; j < 8; j++) for (int t = 0; t < 60; t++) h[j][t] = Math.tanh(Math.sin(t / (2.0 + j)) * (j - 3));
        return Figures.heatMap("hidden state h (no unit)", h).axes("step t (days)", "hidden unit (number)")
                .caption("Higher units saturate; unit 4 stays at zero.",
                "Stripes of blue and orange, wider from row to row.");
    }

    static Figure attention() {
        var words = List.of("the", "cat", "<b>sat</b>", "on", "the mat");
        var a = new double[5][5];
        for (int r = 0; r < 5; r++) for (int c = 0; c < 5; c++) a[r][c] = Math.exp(-Math.abs(r - c)) / 2;
        return Figures.heatMap("attention weight (share)", words, words, a).axes("input word", "output word")
                .caption("Each output word looks at its own input word.",
                "A bright diagonal in a grid of five by five words.");
    }

    static Figure bars() {
        return Figures.bars(List.of("yesterday", "least squares", "Elman, 8 units"),
                        Series.of("RMSE", new double[] {7.31, 8.12, 6.44}),
                        Series.of("MAE", new double[] {5.6, 6.4, 4.9}))
                .axes("model", "error (°F)")
                .caption("The network beats both baselines by about 1 °F.",
                "Three groups of two bars; the last is the lowest.");
    }

    /** The outputs of a notebook in the order of its cells. */
    static List<String> outputs(List<? extends Interactive> figures) {
        var outputs = new ArrayList<String>();
        Notebook.connect(html -> {
            outputs.add((String) html);
            return String.valueOf(outputs.size());
        }, (id, html) -> outputs.set(Integer.parseInt(id) - 1, (String) html));
        try {
            figures.forEach(Notebook::show);
        } finally {
            Notebook.disconnect();
        }
        return outputs;
    }

    /** A page as JupyterLab or nbconvert makes it. */
    static String page(boolean light, String head, List<String> outputs) {
        return "<!doctype html><html><head><meta charset=\"utf-8\">" + head + "</head><body data-jp-theme-light=\""
                + light
                + "\" style=\"font:15px system-ui;margin:20px;" + (light ? "color:#222;background:#fff"
                : "color:#ddd;background:#111")
                + "\">" + String.join("\n", outputs) + "</body></html>";
    }

    static boolean chromium() {
        return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "chromium")));
    }

    /**
     * Opens the page without a network; what Chromium prints, with {@code --dump-dom} the document after its scripts.
     */
    static String open(Path page, String... options) throws IOException, InterruptedException {
        var profile = Files.createTempDirectory("chromium");
        var out = Files.createTempFile("chromium", ".out");
        var command = new ArrayList<>(List.of("chromium", "--headless", "--no-sandbox", "--disable-gpu",
                "--disable-quic",
                "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir=" + profile, "--virtual-time-budget=5000",
                "--window-size=800,1600"));
        command.addAll(List.of(options));
        command.add(page.toUri().toString());
        var chromium = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(out.toFile()).start();
        if (!chromium.waitFor(120, TimeUnit.SECONDS)) {
            chromium.destroyForcibly();
            throw new IOException("chromium expects two minutes at most for " + page + ", got more");
        }
        return Files.readString(out);
    }
}
