package unrolled.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class HtmlTest {
    private static final Table TABLE = Table.create("models", StringColumn.create("name", "a<b", "", "c"),
            DoubleColumn.create("error", 0.123456, Double.NaN, -2), IntColumn.create("size", new int[] {12, 345, 6}));

    @Test void aTableShowsItsNumbersEscapesItsTextAndMarksWhatIsMissing() {
        var markup = Html.of(TABLE).markup();

        assertThat(markup).contains(">a&lt;b<", ">0.1235<", ">−2.0000<", ">345<", "title=\"missing\"", ">models<");
        assertThat(markup.split("title=\"missing\"", -1)).hasSize(3);
    }

    @Test void aColumnHasAsManyDecimalsAsItNeeds() {
        var table = Table.create("t", DoubleColumn.create("whole", 1, 2), DoubleColumn.create("half", 1, 2.5),
                DoubleColumn.create("tiny", 0.25, 0.000012));

        assertThat(Html.of(table).markup()).contains(">1<", ">1.0<", ">2.5<", ">0.2500<", ">1.200e−05<");
    }

    @Test void aTableWithoutANameHasNoCaption() {
        var table = Table.create(DoubleColumn.create("x", 1.5));

        assertThat(table.name()).isNull();
        assertThat(Html.of(table).markup()).contains("1.5").doesNotContain("<caption");
        assertThat(Html.of(table).toString()).contains("1.5").doesNotContain("null");
    }

    @Test void aLongTableSaysHowMuchIsLeftOut() {
        var table = Table.create("t", IntColumn.create("n", IntStream.range(0, 12110).toArray()));

        assertThat(Html.of(table).markup()).contains("the first 10 of 12,110 rows").doesNotContain(">10<");
        assertThat(Html.of(table, 3)).asString().contains("the first 3 of 12,110 rows");
        assertThatIllegalArgumentException().isThrownBy(() -> Html.of(table, 0))
                .withMessage("Html expects a limit of 1 row or more, got 0");
    }

    @Test void thePlainTextOfATableIsATable() {
        assertThat(Html.of(TABLE)).asString().contains("name", "0.123456", "345");
    }

    @Test void textIsNeverMarkup() {
        assertThat(Html.of("1 < 2 & \"x\"").markup()).contains("1 &lt; 2 &amp; &quot;x&quot;");
        assertThat(Html.of(42)).hasToString("42");
    }

    /** What MathJax would take for mathematics stays between its classes that say no; raw markup may hold some. */
    @Test void dataAreNeverMathematics() {
        var money = "From $200 million to $700 million \\(x\\) $$y$$";
        var table = Table.create(money, StringColumn.create("cost ($) per unit ($)", money));

        var figure = Figures.line(Series.of(money, new double[] {1, 2})).axes("day (no unit)", "cost ($)")
                .caption(money, money);
        var coloured = Html.coloured("what (no unit)", List.of(money, "x"), new double[] {0, 1});

        for (var thing : List.of(table, money, coloured, figure)) {
            assertThat(Html.of(thing).markup())
                    .containsPattern("^<[^>]* class=\"[^\"]*mathjax_ignore tex2jax_ignore\"");
        }
        assertThat(Html.raw("<p>$x$</p>", "x").markup()).isEqualTo("<p>$x$</p>");
    }

    @Test void aMatrixShowsItsRows() {
        var html = Html.of(new SimpleMatrix(new double[][] {{1, -0.5}, {0.25, 3}}));

        assertThat(html.markup().split("<tr>", -1)).hasSize(3);
        assertThat(html.markup()).contains(">−0.50<", ">0.25<");
        assertThat(html).asString().startsWith("2×2\n");
    }
}
