package unrolled.seq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unrolled.Samples;
import unrolled.math.Block;
import unrolled.math.Floats;
import unrolled.math.Operand;

class TapeTest {

    private final Tape tape = new Tape(4);
    private final Slice gate = tape.columns(1, 3);

    private static double[] read(Operand from) {
        return Samples.doubles(from).data;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSliceIsAViewOfEveryStep(boolean inFloats) {
        tape.resize(3, 2, inFloats && Floats.available());
        tape.steps().fill(0);

        gate.step(2).fill(7);

        assertThat(read(tape.step(2))).containsExactly(0, 7, 7, 0, 0, 7, 7, 0);
        assertThat(read(tape.step(1))).containsOnly(0);
        assertThat(read(gate.steps())).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 7, 7, 7, 7);
        assertThat(tape.all().get(5, 1)).isEqualTo(7);
        assertThat(tape.at(2).get(1, 1)).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void halvesAreTheExamplesOfOneStep(boolean inFloats) {
        tape.resize(3, 5, inFloats && Floats.available());
        tape.cut(4);
        tape.steps().fill(0);

        tape.step(4 + 1).fill(1);
        gate.step(2 * 4 + 1).fill(2);

        assertThat(read(tape.step(1))).containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 0, 2, 2, 0, 0, 2, 2, 0, 0, 2, 2, 0);
        assertThat(read(tape.step(0))).containsOnly(0);
    }

    @Test void itTakesAnotherShapeAndOtherNumbers() {
        boolean floats = Floats.available();
        tape.resize(5, 9, floats);
        assertThat(tape.step(4) instanceof Floats).isEqualTo(floats);
        assertThat(gate.step(4)).hasToString("9×2");

        tape.resize(5, 9, false);
        assertThat(tape.at(4)).isInstanceOf(Block.class).hasToString("9×4");
        tape.resize(2, 3, false);
        assertThat(gate.steps()).hasToString("6×2");
    }

    @Test void aStepIsMadeOnce() {
        assertThat(gate.step(0)).isSameAs(gate.step(0));
        var step = tape.step(0);
        tape.resize(1, 1, false);
        assertThat(tape.step(0)).isSameAs(step);
    }

    @Test void columnsOutsideAreRefused() {
        assertThatThrownBy(() -> tape.columns(2, 5)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Block expects columns from 0 to 4, got 2 to 5 (block of 1×4)");
    }
}
