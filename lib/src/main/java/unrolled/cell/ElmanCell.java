package unrolled.cell;

import unrolled.math.Activation;

/**
 * The simple recurrent cell: the last hidden state is one more input.
 *
 * <pre>
 *   a_t = W x_t + U h_{t−1} + b         W: H×D   U: H×H   b: H×1
 *   h_t = σ(a_t)                        h_0 = 0 unless a state is given
 *
 *   a batch, one example a row:         A_t = X_t Wᵀ + H_{t−1} Uᵀ + 1 bᵀ         B×H
 *   back:                               dA_t = σ′(A_t) ⊙ dH_t
 *                                       dH_{t−1} += dA_t U     dU = Σ_t dA_tᵀ H_{t−1}
 * </pre>
 *
 * <p>σ is tanh unless another is given. Parameters {@code W}, {@code U}, {@code b}: H (H + D + 1) numbers.
 *
 * @see <a href="https://doi.org/10.1207/s15516709cog1402_1">J. L. Elman, Finding Structure in Time,
 *      Cognitive Science 14 (1990), 179–211</a>
 */
public final class ElmanCell extends StackedCell {

    private final Activation sigma;

    /** σ = tanh. */
    public ElmanCell(int features, int hidden) {
        this(features, hidden, Activation.TANH);
    }

    public ElmanCell(int features, int hidden, Activation sigma) {
        super("elman", features, hidden, 1);
        this.sigma = sigma;
    }

    /** σ. */
    public Activation sigma() {
        return sigma;
    }

    @Override protected void step(int t) {
        addRecurrentProduct(t);                       // a_t += h_{t−1} Uᵀ
        sigma.apply(a.at(t), h.at(t));                // h_t  = σ(a_t)
    }

    @Override protected void stepBack(int t) {
        sigma.back(h.at(t), dh.at(t), da.at(t));      // da_t      = σ′(a_t) ⊙ dh_t
        addRecurrentProductBack(t);                   // dh_{t−1} += da_t U
    }
}
