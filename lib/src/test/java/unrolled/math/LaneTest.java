package unrolled.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.Consumer;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unrolled.Samples;

/** Every loop in doubles and in floats, against the formula of one entry. */
class LaneTest {

    private static final int ROWS = 3;
    private static final int COLS = 7;

    private final Rng rng = new Rng(5);
    private final DMatrixRMaj a = Samples.matrix(ROWS, COLS, rng);
    private final DMatrixRMaj b = Samples.matrix(ROWS, COLS, rng);
    private final DMatrixRMaj c = Samples.matrix(ROWS, COLS, rng);
    private final DMatrixRMaj d = Samples.matrix(ROWS, COLS, rng);

    private interface Formula {

        double of(double a, double b, double c, double d);
    }

    /** What lanes of this kind read and write: the matrix itself, or a copy in floats. */
    private static Operand numbers(DMatrixRMaj m, boolean inFloats) {
        return inFloats ? Samples.floats(Block.of(m)) : Block.of(m);
    }

    private static Lane lane(DMatrixRMaj m, boolean inFloats) {
        var lane = Lane.of(inFloats);
        lane.resize(ROWS * COLS);
        lane.read(numbers(m, inFloats), 0, COLS);
        return lane;
    }

    private void expect(Lane result, boolean inFloats, Formula formula) {
        var to = numbers(new DMatrixRMaj(ROWS, COLS), inFloats);
        result.write(to, 0, COLS);
        var actual = Samples.doubles(to);
        for (int j = 0; j < ROWS * COLS; j++) {
            assertThat(actual.data[j]).isCloseTo(formula.of(a.data[j], b.data[j], c.data[j], d.data[j]), within(2e-6));
        }
    }

    @ParameterizedTest @ValueSource(booleans = {false, true})
    void theirLoopsAreTheirFormulas(boolean inFloats) {
        Lane p = lane(a, inFloats), q = lane(b, inFloats), y = lane(c, inFloats);

        expect(changed(inFloats, lane -> lane.sigmoidBack(y, p, q)), inFloats, (a, b, c, d) -> c * (1 - c) * a * b);
        expect(changed(inFloats, lane -> lane.tanhBack(y, p, q)), inFloats, (a, b, c, d) -> (1 - c * c) * a * b);
        expect(changed(inFloats, lane -> lane.mix(y, p, q)), inFloats, (a, b, c, d) -> (1 - c) * a + c * b);
        expect(changed(inFloats, lane -> lane.difference(p, q)), inFloats, (a, b, c, d) -> a - b);
        expect(changed(inFloats, lane -> lane.add(p)), inFloats, (a, b, c, d) -> d + a);
        expect(changed(inFloats, lane -> lane.addProduct(p, q)), inFloats, (a, b, c, d) -> d + a * b);
        expect(changed(inFloats, lane -> lane.times(p)), inFloats, (a, b, c, d) -> d * a);
        expect(changed(inFloats, lane -> lane.rest(y, p)), inFloats, (a, b, c, d) -> (1 - c) * a);
        for (var sigma : Activation.values()) {
            expect(changed(inFloats, lane -> lane.apply(sigma)), inFloats, (a, b, c, d) -> sigma.of(d));
            expect(changed(inFloats, lane -> lane.back(sigma, y)), inFloats, (a, b, c, d) -> sigma.slope(c) * d);
        }
    }

    private Lane changed(boolean inFloats, Consumer<Lane> loop) {
        var lane = lane(d, inFloats);
        loop.accept(lane);
        return lane;
    }

    @ParameterizedTest @ValueSource(booleans = {false, true})
    void theyReadAndWriteColumns(boolean inFloats) {
        var lane = Lane.of(inFloats);
        lane.resize(ROWS * 2);
        lane.read(numbers(a, inFloats), 3, 5);
        var to = numbers(b, inFloats);
        lane.write(to, 0, 2);

        var actual = Samples.doubles(to);
        for (int r = 0; r < ROWS; r++) {
            for (int j = 0; j < 2; j++) assertThat(actual.get(r, j)).isCloseTo(a.get(r, 3 + j), within(1e-6));
            assertThat(actual.get(r, 2)).isCloseTo(b.get(r, 2), within(1e-6));
        }
    }

    @ParameterizedTest @ValueSource(booleans = {false, true})
    void theyAreAddedToColumns(boolean inFloats) {
        var sum = numbers(b.copy(), inFloats);
        var lane = Lane.of(inFloats);
        lane.resize(ROWS * 2);
        lane.read(numbers(a, inFloats), 3, 5);
        lane.addTo(sum.cols(1, 3));

        var actual = Samples.doubles(sum);
        for (int r = 0; r < ROWS; r++) {
            for (int j = 0; j < 2; j++) {
                assertThat(actual.get(r, 1 + j)).isCloseTo(b.get(r, 1 + j) + a.get(r, 3 + j), within(1e-6));
            }
            assertThat(actual.get(r, 0)).isCloseTo(b.get(r, 0), within(1e-6));
        }
    }
}
