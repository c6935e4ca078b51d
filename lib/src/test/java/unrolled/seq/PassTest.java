package unrolled.seq;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PassTest {

    @Test void aPredictionForcesNothing() {
        assertThat(Pass.PREDICT.training()).isFalse();
        assertThat(Pass.PREDICT.target()).isNull();
    }

    @Test void aTrainingPassKeepsItsSeedAndTarget() {
        var target = new Sequence(1, 1, 1);
        var pass = Pass.train(5, target);

        assertThat(pass.training()).isTrue();
        assertThat(pass.seed()).isEqualTo(5);
        assertThat(pass.target()).isSameAs(target);
    }
}
