package unrolled.layer;

import java.util.List;
import unrolled.math.Initializer;
import unrolled.math.Parameter;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/**
 * A learned vector for each id: of a token, a weekday, a station.
 *
 * <pre>
 *   y_t = row k_t of E                    k_t: 0 … N − 1, the one feature of the input     E: N×D   y_t: D
 *   back:  row k_t of dE += dy_t          an id has no gradient: dx = 0
 * </pre>
 *
 * <p>T×B×1 → T×B×D. It is W onehot(k) of a dense layer with W = Eᵀ, without the product. E starts normal with standard
 * deviation {@value #DEVIATION}. Parameter {@code E}: N D numbers.
 *
 * @see <a href="https://jmlr.org/papers/v3/bengio03a.html">Y. Bengio and others, A Neural Probabilistic Language Model,
 *      JMLR 3 (2003), 1137–1155: the matrix C</a>
 */
public final class Embedding extends Layer {

    /** The standard deviation that E starts with. */
    public static final double DEVIATION = 1;

    private final Parameter E;

    /**
     * @param ids N, how many ids there are
     * @param size D, the size of a vector
     * @throws IllegalArgumentException if one is not positive
     */
    public Embedding(int ids, int size) {
        super("embedding", 1, size);
        if (ids < 1 || size < 1) {
            throw new IllegalArgumentException("Embedding expects positive sizes, got " + ids + " ids and vectors of "
                    + size + " numbers");
        }
        E = new Parameter("E", ids, size, Initializer.normal(DEVIATION));
    }

    /** @throws IllegalArgumentException if a valid step holds something else than a whole number from 0 to N − 1 */
    @Override public Sequence forward(Sequence x, State initial, Pass pass) {
        expectFeatures(x);
        expectIds(x);
        begin(x);
        for (int t = 0; t < x.steps(); t++) {
            for (int n = 0; n < x.batch(); n++) {
                if (x.valid(t, n)) y.at(t).copyRows(n, 1, E.block(), id(t, n));         // y_t = row k_t of E
            }
        }
        y.clearPadding();
        return y;
    }

    @Override public Sequence backward(Sequence dy, State dLast) {
        beginBack(dy);
        for (int t = 0; t < y.steps(); t++) {
            for (int n = 0; n < y.batch(); n++) {
                if (y.valid(t, n)) E.gradientBlock().addRow(id(t, n), dy.at(t), n);     // row k_t of dE += dy_t
            }
        }
        dx.all().fill(0);
        return dx;
    }

    private int id(int t, int n) {
        return (int) x.get(t, n, 0);
    }

    private void expectIds(Sequence x) {
        int ids = E.value().numRows;
        for (int t = 0; t < x.steps(); t++) {
            for (int n = 0; n < x.batch(); n++) {
                double k = x.get(t, n, 0);
                if (!x.valid(t, n) || k == (int) k && 0 <= k && k < ids) continue;
                throw new IllegalArgumentException(this + " expects ids from 0 to " + (ids - 1) + ", got " + k
                        + " (step " + t + ", example " + n + ")");
            }
        }
    }

    @Override public boolean readsIds() {
        return true;
    }

    @Override public List<Parameter> parameters() {
        return List.of(E);
    }
}
