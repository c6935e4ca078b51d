package unrolled.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import unrolled.Golden;
import unrolled.math.Initializer;
import unrolled.math.Parameter;

class ClippingByValueGoldenTest {

    private final Golden golden = Golden.of("clip_grad_value");

    @Test void everyEntryIsHeldWithinTheBound() {
        for (var example : golden.objects("examples")) {
            var parameters = parameters();

            Clipping.value(example.number("clipValue")).clip(parameters);

            for (var parameter : parameters) {
                double[] clipped = example.matrix("clipped." + parameter.name()).data;
                assertThat(parameter.gradient().data).containsExactly(clipped);
            }
        }
    }

    @Test void aFrozenParameterIsLeftAlone() {
        var parameters = parameters();
        parameters.get(0).freeze(true);

        Clipping.value(0.5).clip(parameters);

        assertThat(parameters.get(0).gradient().data).containsExactly(golden.matrix("input.W").data);
    }

    @Test void aBoundThatIsNotPositiveIsRefused() {
        assertThatThrownBy(() -> Clipping.value(0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Clipping by value expects a positive bound, got 0.0");
    }

    private List<Parameter> parameters() {
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
