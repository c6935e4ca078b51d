package unrolled.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import unrolled.Golden;
import unrolled.GoldenRun;
import unrolled.seq.Sequence;

class LossGoldenTest {

    static Stream<Arguments> cases() {
        return Stream.of(
                Arguments.of("mse", Loss.mse()),
                Arguments.of("mae", Loss.mae()),
                Arguments.of("huber", Loss.huber(1)),
                Arguments.of("binary_cross_entropy_logits", Loss.binaryCrossEntropy()),
                Arguments.of("binary_cross_entropy_large_logits", Loss.binaryCrossEntropy()),
                Arguments.of("softmax_ce_large_logits", Loss.softmaxCrossEntropy()));
    }

    @ParameterizedTest(name = "{0}") @MethodSource("cases")
    void valueAndGradientAgree(String name, Loss loss) {
        var golden = Golden.of(name);
        var y = golden.sequence("input");
        var dy = new Sequence(1, 1, y.features());

        double value = loss.gradient(y, golden.sequence("target"), dy);

        assertThat(Math.abs(value - golden.number("loss"))).as("loss of %s: %s", name, value)
                .isLessThanOrEqualTo(GoldenRun.LIMIT * Math.max(1, Math.abs(golden.number("loss"))));
        double[] expected = golden.sequence("gradients.input").matrix().data;
        for (int j = 0; j < expected.length; j++) {
            assertThat(Math.abs(dy.matrix().data[j] - expected[j])).as("gradient of %s, entry %d", name, j)
                    .isLessThanOrEqualTo(GoldenRun.LIMIT);
        }
    }
}
