package unrolled.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.Consumer;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unrolled.Samples;

/** Every verb in doubles and in floats, against the formula of one entry. */
class VecTest {

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

    private static Operand numbers(DMatrixRMaj m, boolean inFloats) {
        return inFloats ? OutsideNumbers.outside(Precision.SINGLE, Block.of(m)) : Block.of(m);
    }

    private static Vec vec(DMatrixRMaj m, boolean inFloats) {
        var vec = new Vec();
        vec.read(numbers(m, inFloats));
        return vec;
    }

    private static DMatrixRMaj read(Vec vec, int cols, boolean inFloats) {
        var to = numbers(new DMatrixRMaj(ROWS, cols), inFloats);
        vec.write(to);
        return to.toMatrix();
    }

    /** What a verb makes of d. */
    private void expect(boolean inFloats, Consumer<Vec> verb, Formula formula) {
        var result = vec(d, inFloats);
        verb.accept(result);
        var actual = read(result, COLS, inFloats);
        for (int j = 0; j < ROWS * COLS; j++) {
            assertThat(actual.data[j]).isCloseTo(formula.of(a.data[j], b.data[j], c.data[j], d.data[j]), within(2e-6));
        }
    }

    @ParameterizedTest @ValueSource(booleans = {false, true})
    void theVerbsAreTheirFormulas(boolean inFloats) {
        Vec p = vec(a, inFloats), q = vec(b, inFloats), y = vec(c, inFloats);

        expect(inFloats, to -> Vec.sigmoidBack(y, p, q, to), (a, b, c, d) -> c * (1 - c) * a * b);
        expect(inFloats, to -> Vec.tanhBack(y, p, q, to), (a, b, c, d) -> (1 - c * c) * a * b);
        expect(inFloats, to -> Vec.addTanhBack(y, p, q, to), (a, b, c, d) -> d + (1 - c * c) * a * b);
        expect(inFloats, to -> Vec.mix(y, p, q, to), (a, b, c, d) -> (1 - c) * a + c * b);
        expect(inFloats, to -> Vec.difference(p, q, to), (a, b, c, d) -> a - b);
        expect(inFloats, to -> Vec.copy(p, to), (a, b, c, d) -> a);
        expect(inFloats, to -> Vec.add(p, to), (a, b, c, d) -> d + a);
        expect(inFloats, to -> Vec.product(p, q, to), (a, b, c, d) -> a * b);
        expect(inFloats, to -> Vec.addProduct(p, q, to), (a, b, c, d) -> d + a * b);
        expect(inFloats, to -> Vec.rest(y, p, to), (a, b, c, d) -> (1 - c) * a);
        expect(inFloats, to -> Vec.addRest(y, p, to), (a, b, c, d) -> d + (1 - c) * a);
        expect(inFloats, Vec::sigmoid, (a, b, c, d) -> Activation.SIGMOID.of(d));
        expect(inFloats, Vec::tanh, (a, b, c, d) -> Math.tanh(d));
        expect(inFloats, to -> Vec.tanh(p, to), (a, b, c, d) -> Math.tanh(a));
        for (var sigma : Activation.values()) {
            expect(inFloats, to -> Vec.apply(sigma, p, to), (a, b, c, d) -> sigma.of(a));
            expect(inFloats, to -> Vec.back(sigma, y, p, to), (a, b, c, d) -> sigma.slope(c) * a);
        }
        assertThat(read(p, COLS, inFloats).data).as("all but the last are only read").containsExactly(a.data,
                within(1e-6));
    }

    @ParameterizedTest @ValueSource(booleans = {false, true})
    void rowsAreStandardized(boolean inFloats) {
        Vec x = vec(a, inFloats), z = new Vec(), s = new Vec(), dx = new Vec();
        Vec.standardize(x, 1e-5, z, s);
        Vec.standardizeBack(z, s, vec(b, inFloats), dx);

        var zs = read(z, COLS, inFloats);
        var dxs = read(dx, COLS, inFloats);
        for (int n = 0; n < ROWS; n++) {
            double mean = 0, squares = 0, sum = 0, along = 0;
            for (int j = 0; j < COLS; j++) {
                mean += zs.get(n, j) / COLS;
                squares += zs.get(n, j) * zs.get(n, j) / COLS;
                sum += dxs.get(n, j);
                along += dxs.get(n, j) * zs.get(n, j);
            }
            assertThat(mean).isCloseTo(0, within(1e-6));
            assertThat(squares).isCloseTo(1, within(1e-3));
            assertThat(sum).as("a shift changes nothing").isCloseTo(0, within(1e-5));
            assertThat(along).as("a scale changes nothing").isCloseTo(0, within(1e-3));
        }
    }

    @ParameterizedTest @ValueSource(booleans = {false, true})
    void gatesAreReadAndWrittenTogether(boolean inFloats) {
        if (inFloats) OutsideNumbers.expectAvailable();
        var gates = new Trace("a", 6, 0);
        Vec first = gates.gate(0, 3), second = gates.gate(1, 3), third = gates.gate(2, 3);
        gates.resize(2, 2, Numbers.of(inFloats ? Precision.SINGLE : Precision.DOUBLE, false));
        gates.step(1).copyFrom(new Block(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, 0, 2, 6, 6));

        gates.read(1);
        Vec.add(second, first);
        Vec.copy(third, second);
        gates.write(0);

        assertThat(gates.copy(0).data).containsExactly(4, 6, 5, 6, 5, 6, 16, 18, 11, 12, 11, 12);
    }

    @ParameterizedTest @ValueSource(booleans = {false, true})
    void aRowIsRepeatedAndRowsAreSummed(boolean inFloats) {
        if (inFloats) OutsideNumbers.expectAvailable();
        var like = new Trace("h", 5, 1);
        like.resize(1, ROWS, Numbers.of(inFloats ? Precision.SINGLE : Precision.DOUBLE, false));
        var vec = new Vec();
        vec.repeat(new double[] {1, 2}, like);
        var sums = new double[] {10, 20};

        vec.addSums(sums);

        assertThat(read(vec, 2, inFloats).data).containsExactly(1, 2, 1, 2, 1, 2);
        assertThat(sums).containsExactly(13, 26);
    }
}
