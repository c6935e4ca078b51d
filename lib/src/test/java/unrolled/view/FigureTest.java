package unrolled.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class FigureTest {
    private static final double[] Y = {3, 1, 2};

    private static Figure complete(Figure figure) {
        return figure.axes("step (days)", "level (m)").caption("It falls, then rises.",
                "A line with a low in the middle.");
    }

    private static String svg(Figure figure) {
        var matcher = Pattern.compile("base64,([^\"]+)\"").matcher(figure.html().markup());
        assertThat(matcher.find()).isTrue();
        return new String(Base64.getDecoder().decode(matcher.group(1)), StandardCharsets.UTF_8);
    }

    private static List<String> texts(Figure figure) {
        return Pattern.compile("<text[^>]*>([^<]*)</text>").matcher(svg(figure)).results().map(m -> m.group(1))
                .toList();
    }

    @Test void thePictureNamesItsAxesItsSeriesAndItsTicks() {
        var figure = complete(Figures.line(Series.of("a", Y), Series.of("b", new double[] {0, 0.5, 1})));

        assertThat(texts(figure)).contains("step (days)", "level (m)", "a", "b", "1", "3");
    }

    @Test void theCaptionStandsUnderTheFigureAndTheAlternativeTextBesideThePicture() {
        var markup = complete(Figures.line(Series.of("a", Y))).html().markup();

        assertThat(markup).contains(">It falls, then rises.</figcaption>", "alt=\"A line with a low in the middle.\"");
    }

    @Test void thePlainTextSaysWhatThePictureShows() {
        assertThat(complete(Figures.line(Series.of("a", Y)))).hasToString("""
                Figure: It falls, then rises.
                  x: step (days)   y: level (m)
                  A line with a low in the middle.""");
    }

    @Test void aSeriesKeepsItsColourInEveryFigure() {
        var first = Palette.styles(List.of("test.humid", "test.dry"));
        var second = Palette.styles(List.of("test.other", "test.dry"));

        assertThat(second.get(1).color()).isEqualTo(first.get(1).color());
        assertThat(second.get(0).color()).isNotEqualTo(second.get(1).color());
    }

    @Test void fiveSeriesDifferInColourDashesAndSymbol() {
        var styles = Palette.styles(List.of("f1", "f2", "f3", "f4", "f5"));

        assertThat(styles.stream().map(Palette.Style::color).distinct()).hasSize(5);
        assertThat(styles.stream().map(Palette.Style::dashes).distinct()).hasSize(5);
        assertThat(styles.stream().map(Palette.Style::symbol).distinct()).hasSize(5);
    }

    @Test void aMissingValueBreaksTheLine() {
        var figure = complete(Figures.line(Series.of("a", new double[] {1, 2, Double.NaN, 2, 1})));

        var path = Pattern.compile("<path d=\"(M[^\"]*)\" fill=\"none\"").matcher(svg(figure));
        assertThat(path.find()).isTrue();
        assertThat(path.group(1).chars().filter(c -> c == 'M')).hasSize(2);
    }

    @Test void aLongLineIsThinnedButKeepsItsExtremes() {
        var y = IntStream.range(0, 100_000).mapToDouble(k -> k == 77_777 ? 50 : Math.sin(k)).toArray();

        var figure = complete(Figures.line(Series.of("a", y)));

        assertThat(svg(figure)).hasSizeLessThan(40_000);
        assertThat(texts(figure)).contains("50");
        var peak = Pattern.compile("[ML][\\d.]+ ([\\d.]+)").matcher(svg(figure)).results()
                .mapToDouble(m -> Double.parseDouble(m.group(1))).min();
        assertThat(peak.getAsDouble()).isLessThan(60);
    }

    @Test void aTableGivesItsColumns() {
        var table = Table.create("weather", DateColumn.create("day", LocalDate.of(2025, 1, 1), LocalDate.of(2025, 2, 1),
                LocalDate.of(2025, 3, 1)), DoubleColumn.create("TMAX", Y), StringColumn.create("sky", "a", "b", "c"));

        assertThat(texts(Figures.line(table, "day", "TMAX").axes("day", "T (°F)").caption("c", "a")))
                .contains("1 Jan 2025", "29 Jan");
        assertThat(texts(Figures.bars(table, "sky", "TMAX").axes("sky", "T (°F)").caption("c", "a"))).contains("a", "b",
                "c");
        assertThatIllegalArgumentException().isThrownBy(() -> Figures.line(table, "date", "TMAX"))
                .withMessage("Figures expects a column of table 'weather', got 'date' (columns day, TMAX, sky)");
        assertThatIllegalArgumentException().isThrownBy(() -> Figures.line(table, "day", "sky"))
                .withMessage("Figures expects a column of numbers, got STRING (column 'sky')");
        assertThatIllegalArgumentException().isThrownBy(() -> Figures.line(table, "sky", "TMAX"))
                .withMessageContaining("expects an x column of dates, times or numbers, got STRING");
    }

    @Test void hoursAreWrittenWithTheirDayWhereItChanges() {
        var hours = DateTimeColumn.create("time", IntStream.range(0, 30)
                .mapToObj(h -> LocalDate.of(2011, 1, 1).atStartOfDay().plusHours(h)).toList());
        var figure = Figures.line(Series.of("rentals", hours, IntStream.range(0, 30).asDoubleStream().toArray()))
                .axes("hour", "rentals (count)").caption("c", "a");

        assertThat(texts(figure)).contains("1 Jan 00:00", "06:00", "2 Jan 00:00");
    }

    @Test void ticksAreRoundNumbers() {
        assertThat(labels(Scale.round(0.13, 0.97, 5))).containsExactly("0", "0.2", "0.4", "0.6", "0.8", "1.0");
        assertThat(labels(Scale.round(-12000, 31000, 5))).containsExactly("−20,000", "−10,000", "0", "10,000", "20,000",
                "30,000", "40,000");
        assertThat(labels(Scale.tight(1, 120, 8))).containsExactly("20", "40", "60", "80", "100", "120");
        assertThat(labels(Scale.round(5, 5, 5))).contains("5");
        assertThat(labels(Scale.round(0, 0.00003, 3))).containsExactly("0", "1e−5", "2e−5", "3e−5");
        assertThat(labels(Scale.log(0.003, 0.4))).contains("0.001", "0.01", "0.1", "1");
        assertThat(labels(Scale.log(1e-12, 1))).contains("1e−12", "1");
    }

    private static List<String> labels(Scale scale) {
        return scale.ticks.stream().map(Scale.Tick::label).toList();
    }

    @Test void dateTicksAreWholeDaysMonthsOrYears() {
        long day = LocalDate.of(2025, 1, 1).toEpochDay();
        assertThat(labels(Scale.dates(day, day + 5, 8))).contains("1 Jan 2025", "2 Jan");
        assertThat(labels(Scale.dates(day, day + 400, 8))).containsExactly("Jan 2025", "Mar", "May", "Jul", "Sep",
                "Nov", "Jan 2026");
        assertThat(labels(Scale.dates(day - 366 * 90, day, 8))).contains("1950", "2000");
    }

    @Test void thePictureOfAMatrixIsSmallHoweverManyValuesItHas() {
        var rows = new double[100][200];
        for (var row : rows) Arrays.setAll(row, k -> Math.sin(k));

        var figure = Figures.heatMap("h (no unit)", rows).axes("step (days)", "unit (number)").caption("c", "a");

        assertThat(svg(figure)).hasSizeLessThan(20_000);
        assertThat(texts(figure)).contains("h (no unit)", "200", "100");
    }

    @Test void zeroIsTheMiddleOfAHeatMapWithBothSigns() {
        var heat = HeatScale.of(Peers.of(Figures.heatMap("h (m)", new double[][] {{-1, 3}})));

        assertThat(heat.scale().low).isEqualTo(-3);
        assertThat(heat.argb(0)).isEqualTo(0xffF7F7F7);
        assertThat(HeatScale.of(Peers.of(Figures.heatMap("h (m)", new double[][] {{2, 3}}))).scale().low).isEqualTo(2);
    }

    @Test void theScriptHoldsNoTextThatCouldEndIt() {
        var evil = "</script><b>'\"\\";
        var markup = Figures.line(Series.of(evil, Y)).axes(evil + "(m)", evil + "(m)").caption(evil, evil).html()
                .markup();

        assertThat(markup.split("</script>", -1)).hasSize(2);
        assertThat(markup).doesNotContain("<b>");
    }

    @Test void anAxisWithoutATitleIsRefusedAndOneWithoutAUnitSaysItsQuantityAlone() {
        var line = Figures.line(Series.of("a", Y));

        assertThatIllegalArgumentException().isThrownBy(() -> line.axes("step (days)", " "))
                .withMessage("Figure 'a' expects a title, got none (y axis)");
        assertThat(texts(line.axes("step", "loss").caption("c", "a"))).contains("step", "loss");
        assertThatIllegalStateException().isThrownBy(() -> line.caption("c", "a").html())
                .withMessageStartingWith("Figure 'a' expects axis titles, got none");
        assertThatIllegalArgumentException().isThrownBy(() -> Figures.heatMap(" ", new double[][] {{1}}))
                .withMessageContaining("colour scale");
    }

    @Test void aFigureWithoutCaptionOrAlternativeTextIsRefused() {
        var line = Figures.line(Series.of("a", Y)).axes("step (days)", "level (m)");

        assertThatIllegalStateException().isThrownBy(line::html)
                .withMessageStartingWith("Figure 'a' expects a caption");
        assertThatIllegalArgumentException().isThrownBy(() -> line.caption("", "a"))
                .withMessageContaining("caption sentence");
        assertThatIllegalArgumentException().isThrownBy(() -> line.caption("c", null))
                .withMessageContaining("alternative text");
    }

    @Test void aSixthSeriesIsRefused() {
        var six = IntStream.range(0, 6).mapToObj(k -> Series.of("s" + k, Y)).toArray(Series[]::new);

        assertThatIllegalArgumentException().isThrownBy(() -> Figures.line(six))
                .withMessage("Figures expects at most 5 series, got 6; "
                        + "would a heat map or a second figure say it better?");
        assertThatIllegalArgumentException().isThrownBy(() -> Figures.line(new Series[0]))
                .withMessageContaining("got none");
        assertThatIllegalArgumentException().isThrownBy(() -> Figures.line(Series.of("a", Y), Series.of("a", Y)))
                .withMessageContaining("'a' twice");
    }

    @Test void datesAndNumbersDoNotShareAnAxis() {
        var days = Series.of("b", List.of(LocalDate.EPOCH, LocalDate.EPOCH.plusDays(1)), new double[] {1, 2});

        assertThatIllegalArgumentException().isThrownBy(() -> Figures.line(Series.of("a", Y), days))
                .withMessageContaining("one kind of x axis");
        assertThatIllegalArgumentException().isThrownBy(() -> Figures.line(days).mark(3, "here"))
                .withMessageContaining("LocalDate");
        assertThatIllegalArgumentException().isThrownBy(() -> Figures.line(Series.of("a", Y)).mark(LocalDate.EPOCH,
                "here"))
                .withMessageContaining("expects a number to mark");
    }

    @Test void unfitNumbersAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Series.of("a", new double[] {1}, Y))
                .withMessage("Series 'a' expects as many y as x, got 3 y (1 x)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Series.of("a", new double[] {1, Double.POSITIVE_INFINITY}))
                .withMessageContaining("(2.0, Infinity) (point 1)");
        assertThatIllegalArgumentException().isThrownBy(() -> Series.of("a", new double[] {Double.NaN}))
                .withMessageContaining("all missing");
        assertThatIllegalArgumentException().isThrownBy(() -> Series.of(" ", Y))
                .withMessageContaining("expects a name");
        assertThatIllegalArgumentException().isThrownBy(() -> Figures.line(Series.of("a", new double[] {1, 0}))
                .logarithmic())
                .withMessageContaining("got 0.0 (series 'a', point 1)");
        assertThatIllegalArgumentException().isThrownBy(() -> Figures.heatMap("h (m)", new double[][] {{1}, {1, 2}}))
                .withMessageContaining("rows of 1 values, got 2 (row 1)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Figures.heatMap("h (m)", new double[][] {{1, Double.POSITIVE_INFINITY}}))
                .withMessage("Figures.heatMap expects finite numbers or NaN for a missing one, got Infinity "
                        + "(row 0, column 1)");
        assertThatIllegalArgumentException().isThrownBy(() -> Figures.heatMap("h (m)", new double[0][0]))
                .withMessageContaining("got none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Figures.heatMap("h (m)", List.of("a", "b"), List.of(), new double[][] {{1}}))
                .withMessageContaining("1 row names, got 2");
        assertThatIllegalArgumentException().isThrownBy(() -> Figures.bars(List.of("a"), Series.of("s", Y)))
                .withMessageContaining("expects 1 values, one for each label, got 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Figures.bars(List.of("a", "b", "c"), Series.of("s", Y)).mark(1, "m"))
                .withMessageContaining("bars");
    }

    @Test void predictionsAreJudgedByTheirRootMeanSquareError() {
        var figure = Figures.predictedVersusActual("°F", new double[] {1, 2, Double.NaN}, new double[] {4, 6, 1});

        assertThat(figure.frame.caption()).contains("error is 3.536 °F");     // √((9 + 16) / 2)
    }

    @Test void manyPowersOfTenAreNotAllLabelled() {
        var deep = complete(Figures.line(Series.of("a", new double[] {1, 1e-10, 1e-20})).logarithmic());
        var flat = complete(Figures.line(Series.of("a", new double[] {1, 0.1, 0.01})).logarithmic());

        assertThat(deep.html().markup()).contains("\"ticks\":3");
        assertThat(flat.html().markup()).contains("\"ticks\":\"D2\"");
        assertThat(texts(deep)).contains("1e−20", "1e−17").doesNotContain("1e−18");
    }

    @Test void aLogarithmicAxisOfLessThanAPowerOfTenHasSeveralTicks() {
        for (double size : new double[] {1e-6, 1, 1e6}) {
            var low = new double[] {1.9 * size, 1.2 * size};
            var high = new double[] {4.9 * size, 2.1 * size};
            var y = new double[] {2.5 * size, 1.9 * size};
            var narrow = complete(Figures.line(Series.of("a", y)).logarithmic());
            var banded = complete(Figures.line(Series.of("a", y).band(low, high)).logarithmic());

            assertThat(narrow.html().markup()).contains("\"ticks\":\"L" + Scale.step(0.6 * size / 5) + "\"");
            assertThat(banded.html().markup()).contains("\"ticks\":\"L" + Scale.step(3.7 * size / 5) + "\"");
        }
        assertThat(Scale.step(3.7 / 5)).isEqualTo(1);
        var wider = complete(Figures.line(Series.of("a", new double[] {0.17, 0.0053})).logarithmic());
        assertThat(wider.html().markup()).contains("\"ticks\":\"D2\"");
    }

    private static final double[] LOW = {2, 0.5, 1};
    private static final double[] HIGH = {4, 1.5, 3};

    @Test void aBandIsAShadedShapeBehindTheLine() {
        var banded = svg(complete(Figures.line(Series.of("a", Y).band(LOW, HIGH))));

        assertThat(banded).contains("fill-opacity=\".2\"");
        assertThat(svg(complete(Figures.line(Series.of("a", Y))))).doesNotContain("fill-opacity=\".2\"");
        assertThat(banded.indexOf("Z\"")).isBetween(0, banded.indexOf("stroke-linejoin"));
    }

    @Test void theAxisIsTallEnoughForTheBandAndTheLevel() {
        assertThat(texts(complete(Figures.line(Series.of("a", Y).band(LOW, new double[] {9, 2, 3}))))).contains("8");
        assertThat(texts(complete(Figures.line(Series.of("a", Y)).level(12, "naive")))).contains("12", "naive");
    }

    @Test void theNameOfALevelStandsBesideBars() {
        var values = Series.of("a", new double[] {1, 2});
        var bars = svg(complete(Figures.bars(List.of("x", "y"), values).level(1, "naive")));
        var line = svg(complete(Figures.line(values).level(1, "naive")));

        assertThat(bars).containsPattern("text-anchor=\"start\"[^>]*>naive<");
        assertThat(line).containsPattern("text-anchor=\"end\"[^>]*>naive<");
    }

    @Test void aBarWithABandHasAWhisker() {
        var bars = complete(Figures.bars(List.of("x", "y", "z"), Series.of("a", Y).band(LOW, HIGH)));

        assertThat(svg(bars).split("m-4 0h8", -1)).hasSize(4);
    }

    @Test void barsStandOverNamesEvenWhereTheirSeriesHasDays() {
        var days = Series.of("a", List.of(LocalDate.EPOCH, LocalDate.EPOCH.plusDays(1)), new double[] {1, 2});

        var bars = complete(Figures.bars(List.of("x", "y"), days));

        assertThat(bars.html().markup()).doesNotContain("type: 'date'");
        assertThat(complete(Figures.line(days)).html().markup()).contains("type: 'date'");
    }

    @Test void runsOfSeveralSeedsBecomeTheirMedianBetweenTheirExtremes() {
        var s = Series.ofRuns("a", new double[] {1, 2}, new double[][] {{3, 1}, {9, 2}, {4, 8}, {6, 0}});

        assertThat(s.y).containsExactly(5, 1.5);
        assertThat(s.low).containsExactly(3, 0);
        assertThat(s.high).containsExactly(9, 8);
    }

    @Test void aBandThatDoesNotFitIsRefused() {
        var s = Series.of("a", Y);

        assertThatIllegalArgumentException().isThrownBy(() -> s.band(new double[2], HIGH))
                .withMessage("Series 'a' expects a band of 3 points, got 2 low and 3 high");
        assertThatIllegalArgumentException().isThrownBy(() -> s.band(HIGH, LOW))
                .withMessage("Series 'a' expects finite ends, low ≤ high, got 4.0 and 2.0 (point 0)");
        assertThatIllegalArgumentException().isThrownBy(() -> Series.ofRuns("a", Y, new double[][] {Y, {1}}))
                .withMessage("Series 'a' expects runs of 3 values, got 1 (run 1)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Figures.line(s.band(new double[] {0, 0, 0}, HIGH)).logarithmic())
                .withMessageContaining("low end of point 0");
    }

    @Test void autocorrelationsStandBetweenTheirLimits() {
        var series = IntStream.range(0, 400).mapToDouble(t -> Math.sin(t / 3.0)).toArray();

        var figure = Figures.autocorrelation(series, 40);

        assertThat(texts(figure)).contains("+1.96/√n", "−1.96/√n", "lag (steps)", "1").doesNotContain("2");
        assertThat(figure.frame.markers().get(0).at()).isEqualTo(0.098);
        assertThat(figure.frame.caption()).matches("\\d+ of 40 lags are outside of ±0.098, .*");
    }

    @Test void aSurfaceGrowsUpwardsAndToTheRight() {
        var figure = surface();

        var heights = Pattern.compile("y=\"([\\d.]+)\" text-anchor=\"end\">(10.0|11.0)<").matcher(svg(figure)).results()
                .collect(Collectors.toMap(m -> m.group(2), m -> Double.parseDouble(m.group(1))));
        assertThat(heights.get("11.0")).isLessThan(heights.get("10.0"));
        assertThat(svg(figure)).contains("clip-path", "stroke=\"#fff\"");
        assertThat(figure.html().markup()).contains("\"upwards\":true");
    }

    private static Figure surface() {
        return Figures.surface("loss (MSE)", new double[] {-1, 0, 1, 2}, new double[] {10, 11},
                new double[][] {{1, 10, 100, 1000}, {2, 20, 200, 2000}})
                .over(Series.of("descent", new double[] {-1, 1}, new double[] {10, 11}))
                .axes("w (no unit)", "u (no unit)").caption("c", "a");
    }

    @Test void aLogarithmicSurfaceHasALogarithmicScaleOfColours() {
        var heat = HeatScale.of(Peers.of(surface().logarithmic()));

        assertThat(heat.scale().place(Math.sqrt(2000))).isEqualTo(0.5);
        assertThat(labels(heat.scale())).containsExactly("1", "10", "100", "1000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Figures.heatMap("h (m)", new double[][] {{1, 0}}).logarithmic())
                .withMessage("Figure 'h (m)' expects values above zero for a logarithmic colour scale, got 0.0 "
                        + "(row 0, column 1)");
    }

    @Test void aSurfaceThatIsNotEvenIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Figures.surface("z (m)", new double[] {0, 1, 3}, LOW, new double[3][3]))
                .withMessage("Figures.surface expects places from low to high, evenly spaced, got 1.0 after 0.0 "
                        + "(x, place 1)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Figures.surface("z (m)", new double[] {0, 1}, Y, new double[3][3]))
                .withMessage("Figures.surface expects 3 places, one for each column, got 2 (x)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Figures.heatMap("h (m)", new double[2][2]).over(Series.of("a", Y)))
                .withMessageContaining("a heat map without numbers on its axes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Figures.heatMap("h (m)", new double[2][2]).level(1, "x"))
                .withMessageContaining("got a heat map");
    }
}
