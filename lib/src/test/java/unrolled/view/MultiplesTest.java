package unrolled.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MultiplesTest {
    private static Figure panel(String title, double... y) {
        return Figures.line(Series.of("loss", y)).axes("epoch (count)", "loss (MSE)").title(title);
    }

    private static String svg(Multiples multiples) {
        var matcher = Pattern.compile("base64,([^\"]+)\"").matcher(multiples.html().markup());
        assertThat(matcher.find()).isTrue();
        return new String(Base64.getDecoder().decode(matcher.group(1)), StandardCharsets.UTF_8);
    }

    private static List<String> texts(Multiples multiples) {
        return Pattern.compile("<text[^>]*>([^<]*)</text>").matcher(svg(multiples)).results().map(m -> m.group(1))
                .toList();
    }

    @Test void everyPanelHasItsTitleAndAllShareOneScale() {
        var three = Figures.multiples(3, panel("clipping", 1, 2, 3), panel("ReLU", 40, 60, 80), panel("gates", 5, 5, 5))
                .caption("c", "a");

        assertThat(texts(three)).contains("clipping", "ReLU", "gates", "epoch (count)", "loss (MSE)", "50")
                .containsOnlyOnce("50", "loss (MSE)");
        var path = Pattern.compile("<path d=\"M[\\d.]+ ([\\d.]+)L[\\d.]+ [\\d.]+L[\\d.]+ ([\\d.]+)\" fill=\"none\"")
                .matcher(svg(three)).results().mapToDouble(m -> Double.parseDouble(m.group(1))).toArray();
        assertThat(path).hasSize(3);
        assertThat(path[0]).isGreaterThan(path[2]);
        assertThat(path[2]).isGreaterThan(path[1]);
    }

    @Test void anIncompleteRowKeepsTheLabelsOfTheColumnAbove() {
        var grid = Figures.multiples(2, panel("a", 1, 2), panel("b", 1, 2), panel("c", 1, 2)).caption("c", "a");

        assertThat(texts(grid).stream().filter("1"::equals)).hasSize(2);
    }

    @Test void heatMapsShareTheirColours() {
        var low = Figures.heatMap("h (no unit)", new double[][] {{0, 0.1}}).axes("step (days)", "unit (number)");
        var high = Figures.heatMap("h (no unit)", new double[][] {{-0.2, 0.8}}).axes("step (days)", "unit (number)");

        var both = Figures.multiples(2, low.title("low"), high.title("high")).caption("c", "a");

        assertThat(texts(both)).contains("low", "high", "h (no unit)", "0.5", "−0.5").containsOnlyOnce("h (no unit)");
    }

    @Test void aTitleNeverBecomesMarkup() {
        var markup = Figures.multiples(1, panel("<script>alert(1)</script>", 1, 2)).caption("<script>", "<script>");

        assertThat(markup.html().markup()).doesNotContain("<script>");
        assertThat(svg(markup)).doesNotContain("<script>").contains("&lt;script&gt;");
    }

    @Test void withoutPicturesTheWordsAreThere() {
        assertThat(Figures.multiples(2, panel("a", 1, 2), panel("b", 2, 1)).caption("One falls.", "Two lines."))
                .hasToString("Figures: One falls.\n  a | b\n  x: epoch (count)   y: loss (MSE)\n  Two lines.");
    }

    @Test void whatDoesNotBelongTogetherIsRefused() {
        var a = panel("a", 1, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Figures.multiples(2, a, a.axes("step (days)", "loss (MSE)").title("b")))
                .withMessage("Figures.multiples expects figures of one kind with the same axes, got another "
                        + "(Figure 'loss' 'a' and Figure 'loss' 'b')");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Figures.multiples(2, Figures.line(Series.of("loss", new double[] {1, 2}))))
                .withMessageContaining("expects a title and axes on each figure");
        assertThatIllegalArgumentException().isThrownBy(() -> Figures.multiples(0, a)).withMessageContaining("got 0");
        assertThatIllegalStateException().isThrownBy(() -> Figures.multiples(1, a).html())
                .withMessageContaining("expects a caption");
        var six = List.of("u", "v", "w", "x", "y", "z").stream().map(n ->
                Figures.line(Series.of(n, new double[] {1, 2}))
                .axes("t (s)", "v (m)").title(n)).toArray(Figure[]::new);
        assertThatIllegalArgumentException().isThrownBy(() -> Figures.multiples(3, six))
                .withMessageContaining("at most 5 names of series in all panels together, got 6");
    }
}
