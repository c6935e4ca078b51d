package unrolled.model;

import java.util.List;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import tech.tablesaw.api.Table;
import unrolled.layer.Attention;
import unrolled.math.Block;
import unrolled.math.Parameter;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/**
 * Sequence to sequence: an encoder reads the source, a decoder writes the target, as long as it may be.
 *
 * <pre>
 *   e_1 … e_S, h_S = encoder(x_1 … x_S)
 *   h_0   = h_S                               the parts of the state that both networks name alike; others start at 0
 *   y_t, h_t = decoder(u_t, h_{t−1}; e)       its {@link Attention} layers look at e_1 … e_S
 *   u_1   = the {@link Start}
 *   u_t   = target_{t−1}  with the teacher's ratio ε while training, else y_{t−1} (of tokens: the likeliest)
 *
 *   back:  ∂L/∂e from every attention,  ∂L/∂h_S = ∂L/∂h_0,  ∂L/∂y_{t−1} += ∂L/∂u_t where numbers were fed back
 * </pre>
 *
 * <p>Of tokens when the decoder begins with an {@code Embedding}: the target has one feature, an id; y_t are logits. Of
 * numbers otherwise: the decoder reads as many features as it puts out. With attention before the output layer,
 * y_t = W [h_t; c_t] + b where the new h_t is the query: Luong's decoder without his extra tanh layer.
 *
 * <pre>{@code
 *   var encoder = Network.of(1, new Embedding(12, 16), new Recurrent(new GruCell(16, 32)));
 *   var decoder = Network.of(2, new Embedding(12, 16), new Recurrent(new GruCell(16, 32)),
 *           Attention.dot(32), new Dense(64, 12));
 *   var model = new EncoderDecoder(encoder, decoder, Start.token(10));
 * }</pre>
 *
 * <p>Parameters are named {@code encoder.gru.U}, {@code decoder.gru.U} …; the initial state {@code encoder.gru.h} is
 * the encoder's, the last state {@code decoder.gru.h} the decoder's. A run takes its number of steps and their
 * lengths from the target of the pass, or from {@link #steps} where there is none.
 *
 * @see <a href="https://arxiv.org/abs/1409.3215">I. Sutskever, O. Vinyals, Q. V. Le, Sequence to Sequence Learning with
 *      Neural Networks, NIPS (2014)</a>
 * @see <a href="https://doi.org/10.3115/v1/D14-1179">K. Cho and others, Learning Phrase Representations using RNN
 *      Encoder–Decoder for Statistical Machine Translation, EMNLP (2014)</a>
 * @see <a href="https://doi.org/10.18653/v1/D15-1166">M.-T. Luong, H. Pham, C. D. Manning, Effective Approaches to
 *      Attention-based Neural Machine Translation, EMNLP (2015), section 3</a>
 * @see TeacherDecay
 */
public final class EncoderDecoder implements Model {

    /** The a of the length normalization, log p / lengthᵃ: with 1 a score is the mean log-probability of a token. */
    public static final double LENGTH_POWER = 1;

    static final String ENCODER = "encoder";
    static final String DECODER = "decoder";

    private final Network encoder;
    private final Network decoder;
    private final Start start;
    private final List<Parameter> parameters;
    private final Coupling coupling;
    private final Decoding decoding;
    private final TeacherForcing teacher;
    private final Sequence de;
    private Sequence e;
    private Sequence y;
    private int steps;
    private double teacherRatio = 1;

    /**
     * @param encoder puts out its state and, for attention, e_1 … e_S
     * @param decoder answers step by step
     * @param start u_1
     * @throws IllegalArgumentException if the two share a layer, the decoder does not answer step by step, cannot read
     *         what it puts out or the start, hears nothing of the encoder, or the parts of the state that they share
     *         differ in size
     */
    public EncoderDecoder(Network encoder, Network decoder, Start start) {
        this.encoder = encoder;
        this.decoder = decoder;
        this.start = start;
        coupling = new Coupling(encoder, decoder, start);
        own(encoder, ENCODER);
        own(decoder, DECODER);
        parameters = Stream.of(encoder, decoder).flatMap(net -> net.parameters().stream()).toList();
        decoding = new Decoding(this, coupling);
        teacher = new TeacherForcing(decoder, start, coupling.outputs());
        de = new Sequence(1, 1, encoder.outputs());
    }

    private static void own(Network net, String part) {
        for (var layer : net.layers()) layer.parameters().forEach(p -> p.ownedBy(part + "." + layer.name()));
    }

    // ---- choices

    /**
     * The steps of a run without a target: the horizon of a forecast.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public EncoderDecoder steps(int steps) {
        if (steps < 1) throw new IllegalArgumentException("EncoderDecoder expects 1 or more steps, got " + steps);
        this.steps = steps;
        return this;
    }

    /**
     * The share of steps at which the teacher forces while training, drawn for each step and example; 1 unless set.
     *
     * @throws IllegalArgumentException if it is not from 0 to 1
     */
    public EncoderDecoder teacherRatio(double ratio) {
        if (!(0 <= ratio && ratio <= 1)) {
            throw new IllegalArgumentException("EncoderDecoder expects a ratio from 0 to 1, got " + ratio
                    + " (teacher forcing)");
        }
        teacherRatio = ratio;
        return this;
    }

    Start start() {
        return start;
    }

    /** 0 where {@link #steps(int)} was not called. */
    int steps() {
        return steps;
    }

    /** The share of steps at which the teacher forces while training. */
    public double teacherRatio() {
        return teacherRatio;
    }

    // ---- forward and back

    /**
     * @param x the source, S×B×D
     * @param initial parts of the encoder's state, {@code encoder.gru.h}
     * @throws IllegalArgumentException if the source, the target or the state does not fit
     * @throws IllegalStateException if neither the pass has a target nor {@link #steps} was called
     */
    @Override public Sequence forward(Sequence x, State initial, Pass pass) {
        double ratio = pass.training() && pass.target() != null ? teacherRatio : 0;
        y = run(x, initial, pass, ratio, steps);
        return y;
    }

    /** The answer without a teacher. */
    Sequence free(Sequence x, int steps) {
        return run(x, State.ZERO, Pass.PREDICT, 0, steps);
    }

    /** The answer where the teacher forces at every step. */
    Sequence forced(Sequence x, Sequence target) {
        return run(x, State.ZERO, Pass.judge(target), 1, steps);
    }

    private Sequence run(Sequence x, State initial, Pass pass, double ratio, int steps) {
        coupling.expectFit(x, initial, pass.target(), steps);
        e = encoder.forward(x, initial.part(ENCODER), pass.within(ENCODER));
        coupling.attendTo(e, pass);
        var h0 = coupling.shared(encoder.lastState());
        return teacher.forward(x, h0, pass, ratio, steps);
    }

    /**
     * @throws IllegalStateException if no way forward precedes
     * @throws IllegalArgumentException if {@code dy} has not the shape of the output or {@code dLast} does not fit
     */
    @Override public Sequence backward(Sequence dy, State dLast) {
        expectGradient(dy);
        coupling.startBack();
        var dFirst = Block.of(new DMatrixRMaj(y.batch(), decoder.inputs()));
        var dh = teacher.backward(dy, dLast.part(DECODER), dFirst);
        de.resizeLike(e);
        coupling.finish(de);                                          // ∂L/∂e
        var dx = encoder.backward(de, coupling.shared(dh));           // ∂L/∂h_S = ∂L/∂h_0
        start.back(dFirst, dx);
        return dx;
    }

    @Override public State lastState() {
        return teacher.lastState().prefixed(DECODER);
    }

    @Override public State initialGradient() {
        return encoder.initialGradient().prefixed(ENCODER);
    }

    // ---- decoding tokens

    /**
     * Takes the likeliest token at every step.
     *
     * @param source S×B×D
     * @param maxLength the most tokens, the end included
     * @param end the id that ends a sequence
     * @return the ids of each example, without start and end
     * @throws IllegalArgumentException if this is no model of tokens, or a number is out of range
     */
    public int[][] greedy(Sequence source, int maxLength, int end) {
        return decoding.greedy(source, maxLength, end);
    }

    /** {@link #decode(Sequence, int, int, int, double)} with a = {@value #LENGTH_POWER}. */
    public List<List<Hypothesis>> decode(Sequence source, int width, int maxLength, int end) {
        return decode(source, width, maxLength, end, LENGTH_POWER);
    }

    /**
     * Beam search: keeps the {@code width} likeliest prefixes at every step; those that end leave the beam. With
     * width 1 it is {@link #greedy}; with a width that holds every prefix it finds the best sequence there is.
     *
     * <pre>
     *   score = log p(tokens | source) / lengthᵃ       length: the tokens, the end included
     * </pre>
     *
     * @param source S×B×D
     * @param maxLength the most tokens, the end included
     * @param end the id that ends a sequence
     * @param a 0 ranks by probability, which favours short sequences
     * @return for each example its hypotheses, best score first
     * @throws IllegalArgumentException if this is no model of tokens, or a number is out of range
     * @see <a href="https://arxiv.org/abs/1609.08144">Y. Wu and others, Google's Neural Machine Translation System
     *      (2016), section 7: length normalization, theirs with (5 + length) / 6 in the place of length</a>
     */
    public List<List<Hypothesis>> decode(Sequence source, int width, int maxLength, int end, double a) {
        return decoding.beams(source, width, maxLength, end, a);
    }

    /**
     * log p(target | source) of each example, the teacher forcing: Σ_t log softmax(y_t) of the target's ids.
     *
     * @throws IllegalArgumentException if this is no model of tokens, or the sequences do not fit
     */
    public double[] logProbability(Sequence source, Sequence target) {
        return decoding.logProbability(source, target);
    }

    /**
     * The weights of the first attention while the teacher forces: T×B×S, for plotting. Row t says where the decoder
     * looked when it wrote target step t.
     *
     * @throws IllegalStateException if there is no attention
     */
    public Sequence attention(Sequence source, Sequence target) {
        var attention = coupling.attention();
        forced(source, target);
        return attention.weights().copy();
    }

    private void expectGradient(Sequence dy) {
        if (y == null) {
            throw new IllegalStateException("EncoderDecoder expects a way forward before the way back, got none");
        }
        if (dy.steps() == y.steps() && dy.batch() == y.batch() && dy.features() == y.features()) return;
        throw new IllegalArgumentException("EncoderDecoder expects a gradient of " + y + ", as its output, got " + dy);
    }

    // ---- what everybody may ask

    @Override public List<Parameter> parameters() {
        return parameters;
    }

    @Override public boolean readsForwards() {
        return false;
    }

    @Override public boolean readsIds() {
        return encoder.readsIds();
    }

    public Network encoder() {
        return encoder;
    }

    public Network decoder() {
        return decoder;
    }

    /** A row a layer, {@code encoder.gru}, {@code decoder.gru} …; the last row is the sum. */
    public Table summary() {
        return Summary.of(this);
    }

    @Override public String toString() {
        return "EncoderDecoder of " + encoder.layers() + " and " + decoder.layers();
    }
}
