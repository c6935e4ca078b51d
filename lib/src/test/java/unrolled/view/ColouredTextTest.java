package unrolled.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ColouredTextTest {
    @Test void aCharacterHasTheColourOfItsValueAndAnInkThatCanBeReadOnIt() {
        var markup = Html.coloured("h (no unit)", "ab", new double[] {-1, 0}).markup();

        assertThat(markup).contains("title=\"−1.00\" style=\"background:#0072b2;color:#fff\">a</span>",
                "title=\"0.00\" style=\"background:#f7f7f7;color:#000\">b</span>");
    }

    @Test void withoutNegativeValuesTheScaleBeginsAtZero() {
        assertThat(Html.coloured("p (share)", "ab", new double[] {0, 1}).markup())
                .contains("background:#00224e", "background:#fee838", "p (share): ", ">0.25</span>")
                .doesNotContain("−");
    }

    @Test void textNeverBecomesMarkup() {
        var markup = Html.coloured("<script> (no unit)", List.of("<script>alert(1)</script>", "ok"),
                new double[] {0.5, Double.NaN}).markup();

        assertThat(markup).doesNotContain("<script>").contains("&lt;script&gt;alert(1)", "<span>ok</span>");
    }

    @Test void aLineBreakStaysAndShowsItsColour() {
        assertThat(Html.coloured("h (no unit)", "a\nb", new double[] {0, 1, 0}).markup()).contains(">↵\n</span>");
    }

    @Test void withoutPicturesTheTenthsStandUnderTheCharacters() {
        assertThat(Html.coloured("h (no unit)", "abcd", new double[] {0.93, -0.31, 0, Double.NaN})).hasToString("""
                h (no unit), in tenths under each character; a to j: −0 to −9 tenths
                abcd
                9d0""");
        assertThat(Html.coloured("weight (share)", List.of("good", "film"), new double[] {0.9, 0.1}))
                .hasToString("weight (share)\ngood (0.90) film (0.10)");
    }

    @Test void whatDoesNotFitIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Html.coloured("h (no unit)", "ab", new double[1]))
                .withMessage("Html.coloured expects a value for each piece of the text, got 1 values for 2 pieces "
                        + "('h (no unit)')");
        assertThatIllegalArgumentException().isThrownBy(() -> Html.coloured("h (no unit)", "a", new double[] {1.5}))
                .withMessageContaining("from −1 to 1, or NaN for none, got 1.5 (piece 0, \"a\")");
        assertThatIllegalArgumentException().isThrownBy(() -> Html.coloured(" ", "a", new double[1]))
                .withMessageContaining("colour scale");
        assertThatIllegalArgumentException().isThrownBy(Html::sideBySide).withMessageContaining("got none");
    }

    @Test void thingsSideBySideKeepTheirPlainTexts() {
        assertThat(Html.sideBySide("a < b", "c")).hasToString("a < b\n\nc");
        assertThat(Html.sideBySide("a < b").markup()).contains("flex-wrap:wrap", "a &lt; b");
    }

    @Test void figuresSideBySideShareTheRoom() {
        var figure = Figures.line(Series.of("a", new double[] {1, 2})).axes("step (days)", "level (m)")
                .caption("It rises.", "A rising line.");

        assertThat(Html.sideBySide(figure, figure).markup()).contains("flex:1 1 24em;min-width:min(24em,100%)");
    }
}
