package unrolled.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import unrolled.Golden;

class ClippingByValueGoldenTest {

    private final Golden golden = Golden.of("clip_grad_value");

    @Test void everyEntryIsHeldWithinTheBound() {
        for (var example : golden.objects("examples")) {
            var parameters = ClippingByNormGoldenTest.parameters(golden);

            Clipping.value(example.number("clipValue")).clip(parameters);

            for (var parameter : parameters) {
                double[] clipped = example.matrix("clipped." + parameter.name()).data;
                assertThat(parameter.gradient().data).containsExactly(clipped);
            }
        }
    }

    @Test void aFrozenParameterIsLeftAlone() {
        var parameters = ClippingByNormGoldenTest.parameters(golden);
        parameters.get(0).freeze(true);

        Clipping.value(0.5).clip(parameters);

        assertThat(parameters.get(0).gradient().data).containsExactly(golden.matrix("input.W").data);
    }

    @Test void aBoundThatIsNotPositiveIsRefused() {
        assertThatThrownBy(() -> Clipping.value(0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Clipping by value expects a positive bound, got 0.0");
    }
}
