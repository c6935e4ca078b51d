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

    private static Lane lane(DMatrixRMaj m, boolean inFloats) {
        var lane = Lane.of(inFloats);
        lane.resize(ROWS * COLS);
        lane.read(Block.of(m), 0, COLS);
        return lane;
    }

    private void expect(Lane result, Formula formula) {
        var to = new DMatrixRMaj(ROWS, COLS);
        result.write(Block.of(to), 0, COLS);
        for (int j = 0; j < ROWS * COLS; j++) {
            assertThat(to.data[j]).isCloseTo(formula.of(a.data[j], b.data[j], c.data[j], d.data[j]), within(2e-6));
        }
    }

    @ParameterizedTest @ValueSource(booleans = {false, true})
    void theirLoopsAreTheirFormulas(boolean inFloats) {
        Lane p = lane(a, inFloats), q = lane(b, inFloats), y = lane(c, inFloats);

        expect(changed(inFloats, lane -> lane.sigmoidBack(y, p, q)), (a, b, c, d) -> c * (1 - c) * a * b);
        expect(changed(inFloats, lane -> lane.tanhBack(y, p, q)), (a, b, c, d) -> (1 - c * c) * a * b);
        expect(changed(inFloats, lane -> lane.mix(y, p, q)), (a, b, c, d) -> (1 - c) * a + c * b);
        expect(changed(inFloats, lane -> lane.difference(p, q)), (a, b, c, d) -> a - b);
        expect(changed(inFloats, lane -> lane.add(p)), (a, b, c, d) -> d + a);
        expect(changed(inFloats, lane -> lane.addProduct(p, q)), (a, b, c, d) -> d + a * b);
        expect(changed(inFloats, lane -> lane.times(p)), (a, b, c, d) -> d * a);
        expect(changed(inFloats, lane -> lane.rest(y, p)), (a, b, c, d) -> (1 - c) * a);
        for (var sigma : Activation.values()) {
            expect(changed(inFloats, lane -> lane.apply(sigma)), (a, b, c, d) -> sigma.of(d));
            expect(changed(inFloats, lane -> lane.back(sigma, y)), (a, b, c, d) -> sigma.slope(c) * d);
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
        lane.read(Block.of(a), 3, 5);
        lane.write(Block.of(b), 0, 2);

        for (int r = 0; r < ROWS; r++) {
            for (int j = 0; j < 2; j++) assertThat(b.get(r, j)).isCloseTo(a.get(r, 3 + j), within(1e-6));
        }
    }

    @ParameterizedTest @ValueSource(booleans = {false, true})
    void theyAreAddedToABlock(boolean inFloats) {
        var before = b.copy();
        var lane = Lane.of(inFloats);
        lane.resize(ROWS * 2);
        lane.read(Block.of(a), 3, 5);
        lane.addTo(Block.of(b).cols(1, 3));

        for (int r = 0; r < ROWS; r++) {
            for (int j = 0; j < 2; j++) {
                double expected = before.get(r, 1 + j) + a.get(r, 3 + j);
                assertThat(b.get(r, 1 + j)).isCloseTo(expected, within(1e-6));
            }
        }
    }
}
