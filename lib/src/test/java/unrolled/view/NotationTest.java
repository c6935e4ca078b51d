package unrolled.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class NotationTest {
    private static String svg(String markup) {
        var data = markup.replaceAll("(?s).*?base64,([^\"]*)\".*", "$1");
        return new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8);
    }

    @Test void aLetterIsItalicAndItsIndexIsLowered() {
        assertThat(Notation.html("x_t")).isEqualTo("<i>x</i><sub>t</sub>");
        assertThat(Notation.html("c_{t−1} and ŷ_1")).isEqualTo("<i>c</i><sub>t−1</sub> and <i>ŷ</i><sub>1</sub>");
        assertThat(Notation.html("‖∂L/∂h_t‖ by W_sy")).isEqualTo(
                "‖∂<i>L</i>/∂<i>h</i><sub>t</sub>‖ by <i>W</i><sub>sy</sub>");
        assertThat(Notation.plotly("h_t < 1 & x")).isEqualTo("<i>h</i><sub>t</sub> &lt; 1 &amp; x");
    }

    @Test void inADrawingWhatFollowsAnIndexStandsOnTheLineAgain() {
        assertThat(Notation.svg("‖h_t‖ = 1")).isEqualTo("‖<tspan font-style=\"italic\">h</tspan>"
                + "<tspan dy=\".3em\" font-size=\"75%\">t</tspan><tspan dy=\"-.225em\">‖ = 1</tspan>");
        assertThat(Notation.svg("plain & simple")).isEqualTo("plain &amp; simple");
    }

    @Test void namesDollarsAndLooseBracesStayWhatTheyAre() {
        for (var text : List.of("temp_min", "newCases_x", "a {b} c", "$200 to $700", "x_", "{", "_t", "f(x) = x",
                "12_000")) {
            assertThat(Notation.html(text)).isEqualTo(text);
        }
    }

    @Test void anOpenBraceIsASentence() {
        var line = Figures.line(Series.of("loss", new double[] {1, 2}));

        for (var text : List.of("h_{t−1", "all of h_{t−1", "h_{}", "h_{a{b}}")) {
            assertThatIllegalArgumentException().isThrownBy(() -> line.axes(text, "loss"))
                    .withMessageStartingWith("A notation expects an index between { and }, such as h_{t−1}, got \"h_{")
                    .withMessageEndingWith("(in \"" + text + "\")");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> line.caption("of h_{t", "a"));
        assertThatIllegalArgumentException().isThrownBy(() -> line.title("of h_{t"));
        assertThatIllegalArgumentException().isThrownBy(() -> line.level(1, "of h_{t"));
    }

    @Test void axesLegendsMarksAndCaptionsAreSetInBothPictures() {
        var markup = Figures.line(Series.of("h_1", new double[] {1, 2}), Series.of("W_y", new double[] {2, 3}))
                .axes("step t", "∂L/∂h_t").level(1.5, "b_y").title("c_{t−1}").caption("It shows a_t.", "x_t").html()
                .markup();

        assertThat(markup).contains("It shows <i>a</i><sub>t</sub>.", "alt=\"x_t\"");
        for (var letter : List.of("h", "W", "b", "c")) {
            assertThat(svg(markup)).contains("<tspan font-style=\"italic\">" + letter + "</tspan><tspan dy=\".3em\"");
            assertThat(markup).contains("\\u003ci>" + letter + "\\u003c/i>\\u003csub>");
        }
    }

    @Test void dataAreNeverReadAsMathematics() {
        var bars = Figures.bars(List.of("x_t", "$a_{1$"), Series.of("n", new double[] {1, 2})).axes("name", "n")
                .caption("c", "a").html().markup();
        var table = Html.of(Table.create("t", StringColumn.create("name", "x_t", "h_{t"))).markup();

        assertThat(svg(bars)).contains(">x_t</text>", ">$a_{1$</text>");
        assertThat(bars).contains("\"x_t\"", "\"$a_{1$\"");
        assertThat(table).contains(">x_t</td>", ">h_{t</td>");
    }
}
