package unrolled.layer;

import java.util.List;
import unrolled.math.Activation;
import unrolled.math.Initializer;
import unrolled.math.Parameter;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/**
 * The same affine map at every step: the output layer of a recurrent network.
 *
 * <pre>
 *   y_t = σ(W x_t + b)                    W: O×D   b: O×1     (the lecture's W_y and b_y, where x_t is h_t)
 *
 *   all steps of a batch:                 Y = σ(X Wᵀ + 1 bᵀ)                            (T·B)×O
 *   back:                                 dA = σ′ ⊙ dY    dW = dAᵀ X    db = Σ rows of dA    dX = dA W
 * </pre>
 *
 * <p>σ is the identity unless another is given. Parameters {@code W}, {@code b}: O (D + 1) numbers.
 */
public final class Dense extends Layer {

    private final Activation sigma;
    private final Parameter W;
    private final Parameter b;
    private final Sequence da;

    /** σ = identity. */
    public Dense(int features, int outputs) {
        this(features, outputs, Activation.IDENTITY);
    }

    public Dense(int features, int outputs, Activation sigma) {
        super("dense", features, outputs);
        this.sigma = sigma;
        W = new Parameter("W", outputs, features, Initializer.glorotUniform());
        b = new Parameter("b", outputs, 1, Initializer.zeros());
        da = new Sequence(1, 1, outputs);
    }

    /** σ. */
    public Activation sigma() {
        return sigma;
    }

    @Override public Sequence forward(Sequence x, State initial, Pass pass) {
        begin(x);
        W.begin(pass.numbers(), x.steps() * x.batch());
        b.setRows(y.all());
        W.addProduct(x.all(), y.all());                          // a = x Wᵀ + 1 bᵀ
        sigma.apply(y.all(), y.all());                           // y = σ(a)
        y.clearPadding();
        return y;
    }

    @Override public Sequence backward(Sequence dy, State dLast) {
        beginBack(dy);
        da.resizeLike(x);
        sigma.back(y.all(), dy.all(), da.all());                 // da  = σ′ ⊙ dy
        da.clearPadding();
        W.addGradient(da.all(), x.all());                        // dW += daᵀ x
        b.addSums(da.all());                                     // db += Σ rows of da
        dx.all().fill(0);
        W.addProductBack(da.all(), dx.all());                    // dx  = da W
        return dx;
    }

    @Override public List<Parameter> parameters() {
        return List.of(W, b);
    }
}
