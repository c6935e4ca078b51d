package unrolled.layer;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import unrolled.math.Block;
import unrolled.math.Parameter;
import unrolled.math.Softmax;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/**
 * Every step looks at all steps of another sequence, the encoder's, and takes their weighted mean: its context.
 *
 * <pre>
 *   q_t = W_q x_t     k_s = W_k e_s     v_s = W_v e_s         x_t: a step of the decoder   e_s: of the encoder, s ≤ S_n
 *   a_ts = q_t · k_s / √A               {@link #dot}: scaled dot product
 *   a_ts = v · tanh(q_t + k_s)          {@link #additive}     v: A×1
 *   p_t  = softmax over s of a_ts       the weights; exactly 0 where e has ended
 *   c_t  = Σ_s p_ts v_s                 the context
 *   y_t  = [x_t; c_t]                   what it puts out
 *
 *   one example n, all steps:           A = Q Kᵀ / √A     P = softmax(A)     C = P V                T×S and T×V
 *   back:  dV += Pᵀ dC     dP = dC Vᵀ     dA = P ⊙ (dP − Σ_s P ⊙ dP)     dQ += dA K / √A     dK += dAᵀ Q / √A
 * </pre>
 *
 * <p>{@code W_q}, {@code W_k}, {@code W_v} are A×D of their input; {@code dot(size)} has none of them, and the additive
 * form reads the encoder's steps themselves (v_s = e_s). There are no biases. In the decoder it stands between
 * the recurrent layer and the output layer, which sees [h_t; c_t]: Luong's place, whose query is the new h_t.
 * Bahdanau's query is h_{t−1} and his context goes into the cell.
 *
 * <p>A layer with two inputs: {@link #attendTo} takes the encoder's steps before {@code forward}; {@link #startBack}
 * comes before {@code backward}, and {@link #finish} after it returns ∂L/∂e. {@code EncoderDecoder} does so. Between
 * them the steps may come all at once or one by one.
 *
 * @see <a href="https://arxiv.org/abs/1409.0473">D. Bahdanau, K. Cho, Y. Bengio, Neural Machine Translation by Jointly
 *      Learning to Align and Translate, ICLR (2015): additive</a>
 * @see <a href="https://doi.org/10.18653/v1/D15-1166">M.-T. Luong, H. Pham, C. D. Manning, Effective Approaches to
 *      Attention-based Neural Machine Translation, EMNLP (2015), section 3.1: dot, and its place in the decoder</a>
 * @see <a href="https://arxiv.org/abs/1706.03762">A. Vaswani and others, Attention Is All You Need, NIPS (2017),
 *      section 3.2.1: the factor 1 / √A</a>
 */
public final class Attention extends Layer {

    private final Score score;
    final Projection queries;                       // with ∂L/∂q, as the next with ∂L/∂k and ∂L/∂v
    final Projection keys;
    final Projection values;
    private final Sequence encoder;                 // e, its padding zero
    private final Sequence dEncoder;
    private Sequence weights = new Sequence(1, 1, 1);
    private Sequence dScores = new Sequence(1, 1, 1);
    private boolean attends;

    /**
     * Scaled dot product of the steps themselves: decoder and encoder have {@code size} features.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public static Attention dot(int size) {
        expectPositive(size);
        return new Attention(size, size, new Score.Dot(), Projection.none(size), Projection.none(size),
                Projection.none(size));
    }

    /**
     * Scaled dot product of projections: W_q, W_k and W_v, A (D + 2 E) numbers.
     *
     * @param features D, of the decoder's steps
     * @param encoder E, of the encoder's steps
     * @param size A, of queries, keys and values, and so of the context
     * @throws IllegalArgumentException if one is not positive
     */
    public static Attention dot(int features, int encoder, int size) {
        expectPositive(features, encoder, size);
        return new Attention(features, encoder, new Score.Dot(), Projection.of("Wq", features, size),
                Projection.of("Wk", encoder, size), Projection.of("Wv", encoder, size));
    }

    /**
     * Additive: W_q, W_k and v, A (D + E + 1) numbers; the context has E features.
     *
     * @param features D, of the decoder's steps
     * @param encoder E, of the encoder's steps
     * @param size A, of queries and keys
     * @throws IllegalArgumentException if one is not positive
     */
    public static Attention additive(int features, int encoder, int size) {
        expectPositive(features, encoder, size);
        return new Attention(features, encoder, new Score.Additive(size), Projection.of("Wq", features, size),
                Projection.of("Wk", encoder, size), Projection.none(encoder));
    }

    private Attention(int features, int encoder, Score score, Projection queries, Projection keys, Projection values) {
        super("attention", features, features + values.outputs());
        this.score = score;
        this.queries = queries;
        this.keys = keys;
        this.values = values;
        this.encoder = new Sequence(1, 1, encoder);
        dEncoder = new Sequence(1, 1, encoder);
    }

    private static void expectPositive(int... sizes) {
        for (int size : sizes) {
            if (size < 1) {
                throw new IllegalArgumentException("Attention expects positive sizes, got "
                        + Arrays.toString(sizes) + " (features, encoder, size)");
            }
        }
    }

    /**
     * From now on every step looks at {@code encoder}, S×B×E, up to the length of each example.
     *
     * @throws IllegalArgumentException if it has other features
     */
    public void attendTo(Sequence encoder) {
        attendTo(encoder, Pass.PREDICT);
    }

    /** As {@link #attendTo(Sequence)}, in the numbers of this pass. */
    public void attendTo(Sequence encoder, Pass pass) {
        if (encoder.features() != this.encoder.features()) {
            throw new IllegalArgumentException(this + " expects an encoder of " + this.encoder.features()
                    + " features, got " + encoder.features() + " (sequence of " + encoder + ")");
        }
        this.encoder.resizeLike(encoder);
        this.encoder.all().copyFrom(encoder.all());
        this.encoder.clearPadding();
        keys.forward(this.encoder, pass);
        values.forward(this.encoder, pass);
        attends = true;
    }

    /**
     * @throws IllegalStateException before {@link #attendTo}
     * @throws IllegalArgumentException if features or examples do not fit
     */
    @Override public Sequence forward(Sequence x, State initial, Pass pass) {
        expectFeatures(x);
        expectEncoder(x);
        begin(x);
        queries.forward(x, pass);
        weights = withFeatures(weights, encoder.steps());
        weights.resizeLike(x);
        weights.all().fill(0);
        y.all().fill(0);
        for (int n = 0; n < x.batch(); n++) attend(x, n);
        return y;
    }

    /** All steps of example n: its weights and y = [x; c]. */
    private void attend(Sequence x, int n) {
        int S = encoder.length(n);
        var p = steps(weights, n).cols(0, S);
        score.apply(steps(queries.y(), n), steps(keys.y(), n), p);
        Softmax.apply(p, p);                                             // p = softmax(a)
        steps(y, n).cols(0, x.features()).copyFrom(steps(x, n));
        context(y, n).setProduct(p, steps(values.y(), n));               // c = p v
    }

    /** The gradients of keys and values begin at zero. */
    public void startBack() {
        keys.startBack();
        values.startBack();
    }

    @Override public Sequence backward(Sequence dy, State dLast) {
        beginBack(dy);
        queries.startBack();
        dx.all().fill(0);
        dScores = withFeatures(dScores, encoder.steps());
        dScores.resizeLike(y);
        for (int n = 0; n < y.batch(); n++) attendBack(dy, n);
        queries.finish(dx);
        return dx;
    }

    private void attendBack(Sequence dy, int n) {
        int S = encoder.length(n);
        var dc = context(dy, n);
        var p = steps(weights, n).cols(0, S);
        var da = steps(dScores, n).cols(0, S);
        steps(dx, n).copyFrom(steps(dy, y.length(n), n).cols(0, x.features()));
        steps(values.dy(), n).addProductTransA(p, dc);                   // dv += pᵀ dc
        da.setProductTransB(dc, steps(values.y(), n));                   // dp  = dc vᵀ
        Softmax.back(p, da, da);                                         // da  = p ⊙ (dp − Σ p dp)
        score.back(steps(queries.y(), n), steps(keys.y(), n), da, steps(queries.dy(), n), steps(keys.dy(), n));
    }

    /** ∂L/∂e, S×B×E, of every {@code backward} since {@link #startBack}; adds to the gradients of W_k and W_v. */
    public Sequence finish() {
        dEncoder.resizeLike(encoder);
        dEncoder.all().fill(0);
        keys.finish(dEncoder);
        values.finish(dEncoder);
        return dEncoder;
    }

    /** p of the last run: T×B×S, a buffer. Row t of an example sums to 1. */
    public Sequence weights() {
        return weights;
    }

    /** The valid steps of example n, one a row. */
    private static Block steps(Sequence s, int n) {
        return steps(s, s.length(n), n);
    }

    private static Block steps(Sequence s, int length, int n) {
        return new Block(s.matrix().data, s.at(0).row(n), length, s.features(), s.batch() * s.features());
    }

    /** Of y or its gradient, what stands behind x_t. */
    private Block context(Sequence s, int n) {
        return steps(s, y.length(n), n).cols(x.features(), y.features());
    }

    private void expectEncoder(Sequence x) {
        if (!attends) {
            throw new IllegalStateException(this + " expects attendTo(encoder) before forward, got no encoder");
        }
        if (x.batch() != encoder.batch()) {
            throw new IllegalArgumentException(this + " expects as many examples as the encoder's " + encoder.batch()
                    + ", got " + x.batch() + " (sequence of " + x + ")");
        }
    }

    /** W_q, W_k, W_v and v, as far as it has them. */
    @Override public List<Parameter> parameters() {
        return Stream.of(queries.parameters(), keys.parameters(), values.parameters(), score.parameters())
                .flatMap(List::stream).toList();
    }
}
