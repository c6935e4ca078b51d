package unrolled.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import unrolled.cell.LstmCell;
import unrolled.train.Trainer;

class DocsTest {

    @Test void thePageOfAClassHasItsEquationsItsSourceAndItsMembers() {
        var page = Docs.of(LstmCell.class);

        assertThat(page.toString()).contains("public final class LstmCell extends StackedCell",
                "c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t", "The forget bias starts at 1.0", "Hochreiter",
                "FORGET_BIAS");
        assertThat(page.markup()).contains("<pre>", "https://doi.org/10.1162/neco.1997.9.8.1735",
                "<code>W</code>").doesNotContain("{@code", "{@link", "{@value");
    }

    @Test void aMemberIsFoundByItsNameWithItsErrorsAndCapitalsDoNotCount() {
        var page = Docs.of("trainer.CLIPPING");

        assertThat(page.toString()).contains("public Trainer clipping(Clipping clipping)").doesNotContain("batchSize");
        assertThat(Docs.of("Trainer.epochs").toString()).contains("public Trainer epochs(int epochs)", "Throws");
    }

    @Test void aNameOfSeveralClassesAsksWhich() {
        assertThat(Docs.of("predict").toString()).contains("docs(\"");
    }

    @Test void aNameThatDoesNotExistGetsTheNearest() {
        assertThat(Docs.of("LSMTCell").toString())
                .startsWith("The library has no 'LSMTCell'. The nearest names: LstmCell");
        assertThat(Docs.of("Trainer.cliping").toString()).contains("Trainer.clipping");
        assertThat(Docs.of("Lstm").toString()).contains("LstmCell");
    }

    @Test void everyPublicTypeHasAPageThatSaysSomething() {
        assertThat(Sources.types()).hasSizeGreaterThan(80).allSatisfy(type -> {
            var first = Sources.page(type).entries().get(0);
            assertThat(first.prose()).as(type).hasSizeGreaterThan(20).doesNotContain("{@");
        });
    }

    @Test void aConstantOfAnotherClassIsItsValueAndAnEntityStaysOne() {
        assertThat(Docs.of("PeepholeLstmCell").toString()).contains("4 H (H + D + 1) + 3 H numbers");
        assertThat(Docs.of("LeakyCell").markup()).contains("0 &lt; α_j &lt; 1");
        assertThat(Docs.of("LeakyCell").toString()).contains("0 < α_j < 1");
    }

    @Test void aClassOfSomebodyElseIsRefusedAndAnInnerOneShowsItsOwner() {
        assertThatThrownBy(() -> Docs.of(List.class)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a class of the library, got java.util.List");
        assertThat(Docs.of(Trainer.class).toString()).contains("class Trainer");
    }

    @Test void distanceCountsLettersThatDiffer() {
        assertThat(Docs.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Docs.distance("abc", "")).isEqualTo(3);
        assertThat(Docs.distance("dens", "Dense")).isZero();
    }
}
