package unrolled.model;

/**
 * Scheduled sampling: the ratio of steps at which the teacher forces, falling while the model learns.
 *
 * <pre>
 *   linear           ε_k = max(ε_min, 1 − c k)
 *   exponential      ε_k = q^k                      0 &lt; q &lt; 1
 *   inverse sigmoid  ε_k = s / (s + e^{k/s})        s ≥ 1
 * </pre>
 *
 * <p>k counts epochs here (mini-batches in the paper), from 0:
 *
 * <pre>{@code
 *   var decay = TeacherDecay.linear(0.05, 0.2);
 *   trainer.listener((epoch, of) -> model.teacherRatio(decay.ratio(epoch.number())));
 * }</pre>
 *
 * @see <a href="https://arxiv.org/abs/1506.03099">S. Bengio, O. Vinyals, N. Jaitly, N. Shazeer, Scheduled Sampling for
 *      Sequence Prediction with Recurrent Neural Networks, NIPS (2015), section 2.4</a>
 */
@FunctionalInterface
public interface TeacherDecay {

    /** ε_k, from 0 to 1. */
    double ratio(int k);

    /**
     * Falls by {@code c} each time, down to {@code minimum}.
     *
     * @throws IllegalArgumentException if c is negative or the minimum not from 0 to 1
     */
    static TeacherDecay linear(double c, double minimum) {
        if (!(c >= 0 && 0 <= minimum && minimum <= 1)) {
            throw new IllegalArgumentException("TeacherDecay expects a fall of 0 or more and a minimum from 0 to 1,"
                    + " got " + c + " and " + minimum + " (linear)");
        }
        return k -> Math.max(minimum, 1 - c * k);
    }

    /**
     * Becomes {@code q} times what it was each time.
     *
     * @throws IllegalArgumentException if q is not between 0 and 1
     */
    static TeacherDecay exponential(double q) {
        if (!(0 < q && q < 1)) {
            throw new IllegalArgumentException("TeacherDecay expects a factor between 0 and 1, got " + q
                    + " (exponential)");
        }
        return k -> Math.pow(q, k);
    }

    /**
     * Stays near 1 at first, then falls, one half at k = s ln s.
     *
     * @throws IllegalArgumentException if s is below 1
     */
    static TeacherDecay inverseSigmoid(double s) {
        if (!(s >= 1)) {
            throw new IllegalArgumentException("TeacherDecay expects a speed of 1 or more, got " + s
                    + " (inverse sigmoid)");
        }
        return k -> s / (s + Math.exp(k / s));
    }
}
