package unrolled.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import unrolled.layer.Dense;
import unrolled.layer.Recurrent;
import unrolled.cell.ElmanCell;
import unrolled.model.Network;
import unrolled.seq.Batch;
import unrolled.seq.Sequence;
import unrolled.train.History;
import unrolled.train.Loss;
import unrolled.train.Optimizer;
import unrolled.train.Trainer;

class ExploreTest {
    private static Figure powers(double base) {
        double[] t = {0, 1, 2, 3, 4};
        return told(Figures.line(Series.of("power", t, IntStream.range(0, 5).mapToDouble(k -> Math.pow(base, k))
                .toArray()), Series.of("one", t, new double[] {1, 1, 1, 1, 1})));
    }

    private static Figure told(Figure figure) {
        return figure.axes("k (count)", "value (no unit)").caption("Powers.", "A curve.");
    }

    private static Explore one() {
        return Explore.of("base <b>", 0, 2, 5, ExploreTest::powers);
    }

    /** The frames as the page gets them: what changes, one entry a frame. */
    private static JsonNode frames(Explore explore) throws Exception {
        var markup = explore.html().markup();
        var call = markup.substring(markup.indexOf("unrolledExplore(make,") + 21);
        var json = "[" + call.substring(0, call.indexOf(");}\nif(window")) ;
        return new ObjectMapper().readTree(json.substring(0, json.lastIndexOf(')')) + "]").get(1);
    }

    @Test void aFrameForEachValueHoldsWhatChangesAndNothingElse() throws Exception {
        var frames = frames(one());

        assertThat(frames).hasSize(5);
        assertThat(frames.get(1).toString())
                .isEqualTo("{\"data\":[{\"y\":[1,0.5,0.25,0.125,0.062]},{}],\"more\":{}}");
        assertThat(frames.get(4).at("/data/0/y").toString()).isEqualTo("[1,2,4,8,16]");
    }

    @Test void captionsTitlesAndMarksChangeWithTheFrames() throws Exception {
        var explore = Explore.of("base", 1, 2, 2, b -> powers(b).mark(b, "here").title("base " + b)
                .caption("Base " + b + ".", "A curve."));

        var more = frames(explore).get(1).get("more");
        assertThat(more.get("title").asText()).isEqualTo("base 2.0");
        assertThat(more.get("caption").asText()).isEqualTo("Base 2.0.");
        assertThat(more.at("/marks/0/x").asDouble()).isEqualTo(2);
        assertThat(more.has("alt")).isFalse();
    }

    @Test void theAxesHoldAllFrames() {
        assertThat(one().html().markup()).contains("\"still\":{\"x\":[0.0,4.0],\"y\":[-0.64,16.64]}");
    }

    @Test void datesLogarithmsAndGapsComeAsThePageWantsThem() throws Exception {
        var days = List.of(Pages.START, Pages.START.plusDays(1), Pages.START.plusDays(2));
        var gaps = Explore.of("factor", 1, 2, 2, f -> Figures.line(Series.of("rain", days,
                        new double[] {0.1234567 * f, Double.NaN, 1000 * f})).logarithmic()
                .axes("day", "rain (mm)").caption("Rain.", "A line."));

        assertThat(frames(gaps).get(0).toString()).contains("[0.1235,null,1000]");
        assertThat(gaps.html().markup())
                .contains("\"still\":{\"x\":[\"2025-01-01T00:00\",\"2025-01-03T00:00\"],\"y\":[-1.0,4.0]}");
    }

    @Test void coloursOfAHeatMapMeanTheSameInAllFrames() throws Exception {
        var map = Explore.of("factor", 1, 3, 3, f -> told(Figures.heatMap("weight (share)",
                new double[][] {{0.1 * f, 0.2 * f}})));

        assertThat(map.html().markup()).contains("\"low\":0.1", "\"high\":0.6");
        assertThat(frames(map).get(2).toString()).contains("{\"z\":[[0.3,0.6]]}");
    }

    @Test void aSliderHasALabelAValueInWordsAndAButton() {
        var markup = one().html().markup();

        assertThat(markup).contains("<label><span>base &lt;b&gt;</span><input type=\"range\" min=\"0\" max=\"4\" "
                + "step=\"1\" value=\"2\" aria-valuetext=\"base &lt;b&gt;: 1\">",
                "aria-label=\"play base &lt;b&gt;\"", "[[\"0\",\"0.5\",\"1\",\"1.5\",\"2\"]]");
    }

    @Test void valuesAreRoundAndSaySo() {
        assertThat(Slider.of("φ", -0.9, 0.9, 19).texts()).contains("−0.9", "−0.3", "0", "0.3", "0.9");
        assertThat(Slider.of("φ", -0.9, 0.9, 19).values()).contains(0, 0.3);
        assertThat(Slider.of("α", 0.05, 1, 20).texts()).contains("0.05", "0.55", "1");
        assertThat(Slider.of("rate", 1e-5, 1e-4, 10).texts()).contains("0.00001", "0.0001");
        assertThat(Slider.of("hours", 6, 3600, 1199).texts()).contains("6", "1200", "3600");
        assertThat(Slider.of("third", 0, 1, 4).texts()).contains("0.3333");
    }

    @Test void namesAreSetAsMathematicsAndWhatIsDraggedIsNot() {
        var markup = Explore.of("word at h_{t−1}", List.of("a_b", "c_d"), k -> powers(k)).html().markup();

        assertThat(markup).contains("<span>word at <i>h</i><sub>t−1</sub></span>", ">c_d</output>",
                "<i>h</i><sub>t−1</sub>: c_d.</b>", "aria-valuetext=\"word at h_{t−1}: c_d\"");
        refused(() -> Explore.of("h_{t", 0, 1, 2, ExploreTest::powers), "A notation expects");
    }

    @Test void withoutScriptsTheMiddleFrameIsShownWithItsValue() {
        var explore = Explore.of("base", 0, 2, 5, b -> powers(b).caption("Base " + b + ".", "Curve " + b + "."));

        assertThat(explore.html().markup()).contains("class=\"sliders\" hidden", "alt=\"Curve 1.0.\"",
                "<span>Base 1.0.</span> <b class=\"still\"", ">base: 1.</b>", "src=\"data:image/svg+xml;base64,");
        assertThat(explore.toString()).contains("Figure: Base 1.0.", "at base: 1; to drag: base from 0 to 2");
    }

    @Test void twoSlidersMakeAGridOfFramesTheSecondFastest() throws Exception {
        var explore = Explore.of("a", 0, 2, 3, "b", 0, 3, 4, (a, b) -> powers(10 * a + b));

        assertThat(frames(explore)).hasSize(12);
        assertThat(frames(explore).get(6).at("/data/0/y/1").asInt()).isEqualTo(12);
        assertThat(explore.html().markup()).contains(">a: 1, b: 2.</b>");
    }

    @Test void namedThingsCanBeDraggedToo() throws Exception {
        var explore = Explore.of("word", List.of("the", "cat"), k -> powers(k));

        assertThat(frames(explore)).hasSize(2);
        assertThat(explore.html().markup()).contains("[[\"the\",\"cat\"]]", ">word: cat.</b>");
    }

    private static History history(int epochs) {
        var net = Network.of(1, new Recurrent(new ElmanCell(1, 1)), new Dense(1, 1));
        var batch = new Batch(Sequence.of(1.0, 0.5), Sequence.of(0.5, 0.25));
        return new Trainer(net, Loss.mse(), Optimizer.adam(0.01)).epochs(epochs).fit(batch);
    }

    @Test void aFilmHasAFrameForEachEpochWithItsLoss() throws Exception {
        var history = history(3);

        var film = Explore.epochs(history, epoch -> powers(epoch));

        assertThat(frames(film)).hasSize(3);
        assertThat(frames(film).get(2).at("/data/0/y/1").asInt()).isEqualTo(3);
        assertThat(film.html().markup())
                .contains("3, loss " + CellCanvas.number(history.last().loss()) + "\"]]");
    }

    @Test void aLongFilmShowsFortyEpochsTheFirstAndTheLastAmongThem() throws Exception {
        var frames = frames(Explore.epochs(history(200), epoch -> powers(epoch)));

        assertThat(frames).hasSize(40);
        assertThat(frames.get(0).at("/data/0/y/1").asInt()).isEqualTo(1);
        assertThat(frames.get(39).at("/data/0/y/1").asInt()).isEqualTo(200);
    }

    @Test void plotlyComesWithAnExplorerWhenItIsTheFirst() {
        assertThat(Pages.outputs(List.of(one(), one()))).allSatisfy(output ->
                assertThat(output).hasSizeGreaterThan(NotebookTest.BUNDLE));                // the same cell, run twice
        assertThat(Pages.outputs(List.of(Pages.loss(), one())).get(1)).hasSizeLessThan(20_000);
    }

    @Test void twoExplorersOnAPageHaveKeysOfTheirOwn() {
        assertThat(one().key()).isEqualTo(one().key())
                .isNotEqualTo(Explore.of("other", 0, 2, 5, ExploreTest::powers).key());
    }

    private static void refused(ThrowingCallable call, String... parts) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContainingAll(parts);
    }

    @Test void tooFewOrUnfitValuesAreRefused() {
        DoubleFunction<Figure> f = ExploreTest::powers;
        refused(() -> Explore.of("u", 0, 1, 1, f), "Explore expects two values or more, got 1 ('u')");
        refused(() -> Explore.of("u", 0, 1, 0, f), "got 0 ('u')");
        refused(() -> Explore.of("u", 1, 1, 3, f), "expects finite values from low to high, got 1.0 to 1.0 ('u')");
        refused(() -> Explore.of("u", Double.NaN, 1, 3, f), "finite values", "got NaN to 1.0 ('u')");
        refused(() -> Explore.of("u", 0, Double.POSITIVE_INFINITY, 3, f), "got 0.0 to Infinity ('u')");
        refused(() -> Explore.of(" ", 0, 1, 3, f), "expects a name for each slider, got none");
        refused(() -> Explore.of("a", 0, 1, 3, "b", 2, 1, 3, (a, b) -> powers(a)), "got 2.0 to 1.0 ('b')");
        refused(() -> Explore.of("word", List.of(), k -> powers(k)), "two values or more, got 0 ('word')");
        refused(() -> Explore.epochs(history(1), e -> powers(e)), "two values or more, got 1 ('epoch')");
    }

    @Test void framesOfDifferentKindsAreRefused() {
        double[] y = {1, 2};
        refused(() -> Explore.of("u", 0, 1, 2, u -> u == 0 ? powers(0) : told(Figures.scatter(Series.of("power", y)))),
                "frames of one kind, got lines [power, one]", "(u: 0) and points [power]", "(u: 1)");
        refused(() -> Explore.of("u", 0, 1, 2, u -> u == 0 ? powers(0) : told(Figures.line(Series.of("power", y)))),
                "got lines [power, one]", "and lines [power]");
        refused(() -> Explore.of("u", 1, 2, 2, u -> told(Figures.heatMap("w (share)", new double[(int) u][3]))),
                "got a heat map of 1×3", "a heat map of 2×3");
        refused(() -> Explore.of("u", 0, 1, 2, u -> powers(u).axes("u = " + u + " (no unit)", "y (m)")),
                "axes [u = 0.0");
        refused(() -> Explore.of("u", 0, 1, 2, u -> u == 0 ? powers(2) : powers(2).logarithmic()), "logarithmic");
        refused(() -> Explore.of("u", 0, 1, 2, u -> null), "a figure for each value, got none (u: 0)");
    }

    @Test void anExplorerAboveItsBoundIsRefusedWithItsBytes() {
        refused(() -> Explore.of("u", 0, 1, 200, u -> told(Figures.line(Series.of("noise", IntStream.range(0, 1000)
                .mapToDouble(k -> Math.sin(k * (1 + u))).toArray())))),
                "Explore 'u' expects at most 1,000,000 bytes, got 1,", "(200 frames)");
    }
}
