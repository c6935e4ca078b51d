package unrolled.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unrolled.Golden;
import unrolled.math.Initializer;
import unrolled.math.Parameter;

class ClippingByNormGoldenTest {

    private final Golden golden = Golden.of("clip_grad_norm");

    @Test void allGradientsShrinkTogether() {
        for (var example : golden.objects("examples")) {
            var parameters = parameters();

            assertThat(Clipping.norm(parameters)).isCloseTo(example.number("totalNorm"), within(1e-12));
            Clipping.norm(example.number("maxNorm")).clip(parameters);

            for (var parameter : parameters) {
                assertThat(parameter.gradient().data)
                        .containsExactly(example.matrix("clippedPlain." + parameter.name()).data, within(1e-12));
            }
        }
    }

    @Test void theNormAfterClippingIsTheBound() {
        var parameters = parameters();

        Clipping.norm(0.01).clip(parameters);

        assertThat(Clipping.norm(parameters)).isCloseTo(0.01, within(1e-15));
    }

    @Test void aFrozenParameterNeitherCountsNorShrinks() {
        var parameters = parameters();
        parameters.get(0).freeze(true);
        double rest = Clipping.norm(List.of(parameters.get(1)));

        assertThat(Clipping.norm(parameters)).isEqualTo(rest);
        Clipping.norm(rest / 2).clip(parameters);

        assertThat(parameters.get(0).gradient().data).containsExactly(golden.matrix("input.W").data);
    }

    @Test void gradientsOfZeroStayZero() {
        var parameters = parameters();
        parameters.forEach(Parameter::zeroGradient);

        Clipping.norm(1).clip(parameters);

        assertThat(Clipping.norm(parameters)).isZero();
    }

    @Test void noClippingLeavesTheGradientsAlone() {
        var parameters = parameters();

        Clipping.none().clip(parameters);

        assertThat(parameters.get(0).gradient().data).containsExactly(golden.matrix("input.W").data);
    }

    @ParameterizedTest @ValueSource(doubles = {0, -1, Double.NaN})
    void aBoundThatIsNotPositiveIsRefused(double bound) {
        assertThatThrownBy(() -> Clipping.norm(bound)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Clipping by norm expects a positive bound, got " + bound);
    }

    private List<Parameter> parameters() {
        return parameters(golden);
    }

    /** Parameters whose gradients are the inputs of a golden file. */
    static List<Parameter> parameters(Golden golden) {
        var parameters = new ArrayList<Parameter>();
        for (var name : golden.keys("input")) {
            DMatrixRMaj input = golden.matrix("input." + name);
            var parameter = new Parameter(name, input.numRows, input.numCols, Initializer.zeros());
            parameter.gradient().setTo(input);
            parameters.add(parameter);
        }
        return parameters;
    }
}
