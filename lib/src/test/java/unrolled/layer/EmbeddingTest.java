package unrolled.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unrolled.Samples;
import unrolled.model.Network;
import unrolled.seq.Sequence;
import unrolled.seq.State;

class EmbeddingTest {

    @Test void theGradientOfARepeatedIdAddsUpAndAnUnusedOneHasNone() {
        var embedding = new Embedding(3, 2);
        var dy = Samples.sequence(3, 1, 2, 1);

        Samples.run(embedding, Sequence.of(2, 0, 2));
        embedding.backward(dy, State.ZERO);

        var dE = embedding.parameters().get(0).gradient();
        assertThat(dE.get(2, 1)).isEqualTo(dy.get(0, 0, 1) + dy.get(2, 0, 1));
        assertThat(dE.get(0, 0)).isEqualTo(dy.get(1, 0, 0));
        assertThat(dE.get(1, 0)).isZero();
    }

    @Test void startsWithTheDeviationItStates() {
        var E = Network.of(1, new Embedding(200, 50)).parameter("embedding.E").value();

        double square = 0;
        for (double e : E.data) square += e * e / E.data.length;

        assertThat(Math.sqrt(square)).isBetween(0.97 * Embedding.DEVIATION, 1.03 * Embedding.DEVIATION);
    }

    @ParameterizedTest @ValueSource(doubles = {-1, 3, 0.5, Double.NaN})
    void refusesWhatIsNoIdAndSaysWhere(double id) {
        var x = Samples.ids(4, 2, 3, 1);
        x.set(3, 1, 0, id);

        assertThatThrownBy(() -> Samples.run(new Embedding(3, 2), x)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Embedding 'embedding' expects ids from 0 to 2, got " + id + " (step 3, example 1)");
    }

    @Test void paddingMayHoldAnything() {
        var x = Samples.withRubbish(Samples.ids(4, 2, 3, 1).withLengths(new int[] {2, 4}), -7);

        assertThat(Samples.run(new Embedding(3, 2), x).get(3, 0, 1)).isZero();
    }

    @Test void refusesSizesAndFeaturesThatMakeNoSense() {
        assertThatThrownBy(() -> new Embedding(0, 2)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Embedding expects positive sizes, got 0 ids and vectors of 2 numbers");
        assertThatThrownBy(() -> new Embedding(2, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Samples.run(new Embedding(3, 2), Samples.sequence(4, 2, 3, 1)))
                .hasMessage("Embedding 'embedding' expects 1 features, got 3 (sequence of T=4, B=2, D=3)");
    }
}
