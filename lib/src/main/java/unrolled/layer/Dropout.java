package unrolled.layer;

import unrolled.math.Rng;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/**
 * While training, sets each number to 0 with probability p and divides the rest by 1 − p, so that the expected value
 * stays and a prediction needs no correction (inverted dropout).
 *
 * <pre>
 *   y_t = m_t ⊙ x_t / (1 − p)             m_t: 0 with probability p, else 1; m_t = 1 and p = 0 in a prediction
 *   back:  dx_t = m_t ⊙ dy_t / (1 − p)
 * </pre>
 *
 * <p>x and y are T×B×D. {@code new Dropout(p)} draws a mask for every step; {@link #sameOverTime} draws one for
 * each example and keeps it at every step, as Gal and Ghahramani ask for recurrent networks. The mask is a function of
 * the seed of the pass and of the name of the layer: the same pass gives the same numbers.
 *
 * @see <a href="https://jmlr.org/papers/v15/srivastava14a.html">N. Srivastava and others, Dropout: A Simple Way to
 *      Prevent Neural Networks from Overfitting, JMLR 15 (2014), 1929–1958</a>
 * @see <a href="https://arxiv.org/abs/1512.05287">Y. Gal, Z. Ghahramani, A Theoretically Grounded Application of
 *      Dropout in Recurrent Neural Networks, NIPS (2016)</a>
 */
public final class Dropout extends Layer {

    private final double p;
    private final boolean sameOverTime;
    private Sequence mask = new Sequence(1, 1, 1);       // m_t / (1 − p)
    private boolean drops;

    /**
     * Another mask at every step.
     *
     * @param p the share that is dropped, from 0 to below 1
     * @throws IllegalArgumentException if it is not
     */
    public Dropout(double p) {
        this(p, false);
    }

    /**
     * One mask for each example, the same at every step.
     *
     * @throws IllegalArgumentException if p is not from 0 to below 1
     */
    public static Dropout sameOverTime(double p) {
        return new Dropout(p, true);
    }

    private Dropout(double p, boolean sameOverTime) {
        super("dropout");
        if (!(0 <= p && p < 1)) {
            throw new IllegalArgumentException("Dropout expects a share from 0 to below 1, got " + p
                    + (p > 1 && p <= 100 ? " (is it a percentage?)" : " (p)"));
        }
        this.p = p;
        this.sameOverTime = sameOverTime;
    }

    /** p, the share that is dropped. */
    public double p() {
        return p;
    }

    /** Whether an example has one mask for all its steps. */
    public boolean masksAlikeOverTime() {
        return sameOverTime;
    }

    @Override public Sequence forward(Sequence x, State initial, Pass pass) {
        this.x = x;
        drops = pass.training() && p > 0;
        if (!drops) return x;
        begin(x);
        drawMask(x, sameOverTime ? pass.random(name()) : pass.randomByStep(name()));
        multiply(x, y);                                  // y_t = m_t ⊙ x_t / (1 − p)
        return y;
    }

    @Override public Sequence backward(Sequence dy, State dLast) {
        expectGradient(x, dy);
        if (!drops) return dy;
        beginBack(dy);
        multiply(dy, dx);                                // dx_t = m_t ⊙ dy_t / (1 − p)
        return dx;
    }

    private void drawMask(Sequence x, Rng rng) {
        mask = withFeatures(mask, x.features());
        mask.resizeLike(x);
        double[] m = mask.matrix().data;
        int drawn = (sameOverTime ? 1 : x.steps()) * x.batch() * x.features();
        for (int j = 0; j < drawn; j++) m[j] = rng.uniform() < p ? 0 : 1 / (1 - p);
        for (int t = 1; t < x.steps() && sameOverTime; t++) mask.at(t).copyFrom(mask.at(0));
    }

    private void multiply(Sequence from, Sequence to) {
        double[] m = mask.matrix().data;
        double[] a = from.matrix().data;
        double[] b = to.matrix().data;
        int size = to.steps() * to.batch() * to.features();
        for (int j = 0; j < size; j++) b[j] = m[j] * a[j];
    }
}
