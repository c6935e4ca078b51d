package unrolled.model;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import unrolled.cell.LeakyCell;
import unrolled.layer.Dense;
import unrolled.layer.Recurrent;
import unrolled.math.Initializer;
import unrolled.math.Parameter;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/**
 * An echo state network: a random recurrent layer that never learns, the reservoir, and a readout that is solved, not
 * trained. No gradient flows through time.
 *
 * <pre>
 *   h_t = (1 − a) h_{t−1} + a tanh(W x_t + U h_{t−1} + b)      W: H×D   U: H×H   b: H×1     random, fixed
 *   y_t = W_y h_t + b_y                                         W_y: O×H          b_y: O×1   fitted
 *
 *   a: the leaking rate, so the reservoir is a {@link LeakyCell} with α = 1 − a
 *   W, b uniform in ±(input scaling); U sparse, its entries uniform, scaled so that max |λ(U)| is the spectral radius
 *
 *   fit:   (Zᵀ Z + β I) [W_y b_y]ᵀ = Zᵀ Y          Z: N×(H+1), its rows [h_tᵀ 1];   Y: N×O, the targets
 *          N: the valid steps of all examples, without the first ones of each, the washout
 * </pre>
 *
 * <p>The normal equations are solved by Cholesky's decomposition (EJML): the ridge β makes them positive definite, and
 * they have H + 1 rows, however long the series is. β is added to sums, not to means, and holds for b_y, too. The
 * readout sees h_t only; the original also gives it x_t and y_{t−1}. Parameters: H (H + D + 1) that stay, O (H + 1)
 * that are fitted.
 *
 * <pre>{@code
 *   var esn = new EchoStateNetwork(42, 1, 200, 1).spectralRadius(0.95).washout(100);
 *   esn.fit(x, target);
 *   var y = esn.predict(next, esn.lastState());
 * }</pre>
 *
 * <p>{@link #network} is the same as a {@link Network} of a recurrent layer and a dense one, for a summary, a figure or
 * a checkpoint.
 *
 * @see <a href="https://www.ai.rug.nl/minds/uploads/EchoStatesTechRep.pdf">H. Jaeger, The "echo state" approach to
 *      analysing and training recurrent neural networks, GMD Report 148 (2001)</a>
 * @see <a href="https://doi.org/10.1007/978-3-642-35289-8_36">M. Lukoševičius, A Practical Guide to Applying Echo State
 *      Networks, in: Neural Networks: Tricks of the Trade (2012), 659–686</a>
 */
public final class EchoStateNetwork implements Model {

    /** The spectral radius unless another is asked for. */
    public static final double SPECTRAL_RADIUS = 0.9;
    /** How many connections a unit has on average unless a density is asked for. */
    public static final int CONNECTIONS = 10;
    /** The ridge β unless another is asked for. */
    public static final double RIDGE = 1e-6;

    private final long seed;
    private final int features;
    private final int units;
    private final int outputs;
    private double spectralRadius = SPECTRAL_RADIUS;
    private double density;
    private double leakingRate = 1;
    private double inputScaling = 1;
    private int washout;
    private double ridge = RIDGE;
    private Network network;               // null until the first use, so that the settings can still change
    private boolean fitted;

    /**
     * @param seed decides every random weight
     * @param features D, the size of x_t
     * @param units H, the size of the reservoir
     * @param outputs O, the size of y_t
     * @throws IllegalArgumentException if a size is not positive
     */
    public EchoStateNetwork(long seed, int features, int units, int outputs) {
        if (features < 1 || units < 1 || outputs < 1) {
            throw new IllegalArgumentException("EchoStateNetwork expects positive sizes, got " + features
                    + " features, " + units + " units and " + outputs + " outputs");
        }
        this.seed = seed;
        this.features = features;
        this.units = units;
        this.outputs = outputs;
        density = Math.min(1, (double) CONNECTIONS / units);
    }

    // ---- settings, before the first run

    /** max |λ(U)|, above 0; just below 1 for a long memory, small for a task that needs a short one. */
    public EchoStateNetwork spectralRadius(double radius) {
        expect(radius > 0 && radius < Double.POSITIVE_INFINITY, "a spectral radius above 0", radius);
        spectralRadius = radius;
        return this;
    }

    /** The share of the weights in U that are not 0, in (0, 1]. */
    public EchoStateNetwork density(double share) {
        expect(share > 0 && share <= 1, "a density of 0 < share ≤ 1", share);
        density = share;
        return this;
    }

    /** a in (0, 1]: 1 does not leak, 0.1 moves a tenth of the way at each step. */
    public EchoStateNetwork leakingRate(double a) {
        expect(a > 0 && a <= 1, "a leaking rate of 0 < a ≤ 1", a);
        leakingRate = a;
        return this;
    }

    /** The largest |weight| of W and b, above 0; the larger, the less linear the units are. */
    public EchoStateNetwork inputScaling(double scaling) {
        expect(scaling > 0 && scaling < Double.POSITIVE_INFINITY, "an input scaling above 0", scaling);
        inputScaling = scaling;
        return this;
    }

    // ---- settings of the fit

    /** How many steps of each example {@link #fit} passes over, until the start is forgotten; 0 unless set. */
    public EchoStateNetwork washout(int steps) {
        if (steps < 0) {
            throw new IllegalArgumentException("EchoStateNetwork expects a washout of 0 or more, got " + steps);
        }
        washout = steps;
        return this;
    }

    /** β, above 0: larger keeps the readout smaller. */
    public EchoStateNetwork ridge(double beta) {
        boolean inside = beta > 0 && beta < Double.POSITIVE_INFINITY;
        if (!inside) throw new IllegalArgumentException("EchoStateNetwork expects a ridge above 0, got " + beta);
        ridge = beta;
        return this;
    }

    private void expect(boolean inside, String what, double got) {
        if (!inside) throw new IllegalArgumentException("EchoStateNetwork expects " + what + ", got " + got);
        if (network != null) {
            throw new IllegalStateException("EchoStateNetwork expects its settings before the first run, got " + what
                    + " after it");
        }
    }

    // ---- the reservoir

    /** The reservoir and the readout as a network: layers {@code reservoir}, all of it frozen, and {@code readout}. */
    public Network network() {
        if (network == null) network = build();
        return network;
    }

    private Network build() {
        var cell = new LeakyCell(features, units, 1 - leakingRate);
        start(cell, "W", Initializer.uniform(inputScaling));
        start(cell, "U", new Reservoir(density, spectralRadius));
        start(cell, "b", Initializer.uniform(inputScaling));
        return Network.of(seed, new Recurrent(cell).named("reservoir"), new Dense(units, outputs).named("readout"));
    }

    private static void start(LeakyCell cell, String name, Initializer start) {
        var parameter = cell.parameters().stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
        parameter.startWith(start);
        parameter.freeze(true);
    }

    // ---- the readout

    /**
     * Runs the reservoir over {@code input} from a state of zeros and solves for the readout. A second fit replaces the
     * first. {@link #lastState} follows the input.
     *
     * @param input T×B×D; padded steps do not count
     * @param target T×B×O
     * @throws IllegalArgumentException if the shapes do not fit, a number is not finite, no step outlives the washout,
     *         or the ridge is so small that rounding swallows it
     */
    public void fit(Sequence input, Sequence target) {
        int rows = expectRows(input, target);
        network().forward(input, State.ZERO, Pass.PREDICT);
        var reservoir = (Recurrent) network.layers().get(0);
        var Z = new DMatrixRMaj(rows, units + 1);
        var Y = new DMatrixRMaj(rows, outputs);
        int row = 0;
        for (int n = 0; n < input.batch(); n++) {
            for (int t = washout; t < input.length(n); t++, row++) {
                var h = reservoir.cell().output().at(t);
                System.arraycopy(h.data, h.row(n), Z.data, row * Z.numCols, units);
                Z.set(row, units, 1);
                System.arraycopy(target.matrix().data, target.at(t).row(n), Y.data, row * outputs, outputs);
            }
        }
        setReadout(RidgeRegression.solve(Z, Y, ridge));
        fitted = true;
    }

    private int expectRows(Sequence input, Sequence target) {
        if (input.features() != features || target.features() != outputs || target.steps() != input.steps()
                || target.batch() != input.batch()) {
            throw new IllegalArgumentException("EchoStateNetwork expects an input of " + features + " features and a"
                    + " target of " + outputs + " for the same steps and examples, got " + input + " and " + target);
        }
        int rows = 0;
        for (int n = 0; n < input.batch(); n++) {
            for (int t = 0; t < input.length(n); t++) expectFinite("inputs", input, t, n);
            for (int t = washout; t < input.length(n); t++, rows++) expectFinite("targets", target, t, n);
        }
        if (rows == 0) {
            throw new IllegalArgumentException("EchoStateNetwork expects an example longer than its washout of "
                    + washout + ", got none (" + input + ")");
        }
        return rows;
    }

    private static void expectFinite(String what, Sequence s, int t, int n) {
        for (int d = 0; d < s.features(); d++) {
            if (Double.isFinite(s.get(t, n, d))) continue;
            throw new IllegalArgumentException("EchoStateNetwork expects finite " + what + ", got " + s.get(t, n, d)
                    + " (step " + t + ", example " + n + ")");
        }
    }

    private void setReadout(DMatrixRMaj solution) {
        var W = parameter("readout.W");
        W.set(CommonOps_DDRM.transpose(CommonOps_DDRM.extract(solution, 0, units, 0, outputs), null));
        parameter("readout.b")
                .set(CommonOps_DDRM.transpose(CommonOps_DDRM.extract(solution, units, units + 1, 0, outputs), null));
    }

    // ---- a model like the others

    @Override public List<Parameter> parameters() {
        return network().parameters();
    }

    /** @throws IllegalStateException before {@link #fit} */
    @Override public Sequence forward(Sequence x, State initial, Pass pass) {
        if (!fitted) throw new IllegalStateException("EchoStateNetwork expects fit before a run, got a run before it");
        return network.forward(x, initial, pass);
    }

    @Override public Sequence backward(Sequence dy, State dLast) {
        return network().backward(dy, dLast);
    }

    /** The state of the reservoir, {@code reservoir.h}. */
    @Override public State lastState() {
        return network().lastState();
    }

    @Override public State initialGradient() {
        return network().initialGradient();
    }

    @Override public String toString() {
        return "EchoStateNetwork of " + features + " → " + units + " → " + outputs;
    }
}
