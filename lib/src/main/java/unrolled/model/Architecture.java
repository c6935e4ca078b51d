package unrolled.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import unrolled.cell.Cell;
import unrolled.cell.ElmanCell;
import unrolled.cell.GruCell;
import unrolled.cell.JordanCell;
import unrolled.cell.LayerNormElmanCell;
import unrolled.cell.LeakyCell;
import unrolled.cell.LstmCell;
import unrolled.cell.OutputFeedbackCell;
import unrolled.cell.PeepholeLstmCell;
import unrolled.cell.SkipCell;
import unrolled.cell.StackedCell;
import unrolled.layer.Attention;
import unrolled.layer.Bidirectional;
import unrolled.layer.Dense;
import unrolled.layer.Dropout;
import unrolled.layer.Embedding;
import unrolled.layer.LastStep;
import unrolled.layer.Layer;
import unrolled.layer.LayerNorm;
import unrolled.layer.MeanOverTime;
import unrolled.layer.Recurrent;
import unrolled.layer.RepeatStep;
import unrolled.layer.Residual;
import unrolled.math.Activation;
import unrolled.math.Parameter;

/**
 * What a network is made of, as JSON and back: a table with an entry for each kind of cell and layer, which says how
 * it is described and how it is made from its description.
 */
final class Architecture {

    private record Kind<T>(String name, Class<T> type, BiConsumer<T, Description> writer,
            Function<Description, T> reader) {

        Description write(Object part) {
            var to = new Description(name);
            writer.accept(type.cast(part), to);
            return to;
        }
    }

    private static final int VERSION = 1;
    private static final String NETWORK = "network";
    private static final String PAIR = "encoder_decoder";
    private static final String NEWER = "was the file written by a newer version?";
    private static final String DROPOUT = "recurrent_dropout";
    private static final List<Kind<?>> KINDS = new ArrayList<>();

    static {
        cells();
        cellVariations();
        layers();
        layersWithoutParameters();
    }

    private Architecture() {}

    private static void cells() {
        cell("elman", ElmanCell.class, (cell, to) -> to.put("sigma", cell.sigma()),
                from -> new ElmanCell(D(from), H(from), sigma(from)));
        cell("jordan", JordanCell.class, Architecture::writeJordan, Architecture::readJordan);
        cell("lstm", LstmCell.class, (cell, to) -> { }, from -> new LstmCell(D(from), H(from)));
        cell("peephole", PeepholeLstmCell.class, (cell, to) -> { },
                from -> new PeepholeLstmCell(D(from), H(from)));
        cell("gru", GruCell.class, (cell, to) -> to.put("reset", cell.reset()),
                from -> new GruCell(D(from), H(from), from.choice("reset", GruCell.Reset.class)));
    }

    private static void cellVariations() {
        cell("feedback", OutputFeedbackCell.class, (cell, to) -> to.put("sigma", cell.sigma()),
                from -> new OutputFeedbackCell(D(from), H(from), sigma(from)));
        cell("leaky", LeakyCell.class,
                (cell, to) -> to.put("alpha", cell.alpha()[0]).put("learned", cell.learnsAlpha()),
                Architecture::readLeaky);
        cell("skip", SkipCell.class, (cell, to) -> to.put("lag", cell.lag()),
                from -> new SkipCell(D(from), H(from), from.integer("lag")));
        cell("layernorm_elman", LayerNormElmanCell.class, (cell, to) -> { },
                from -> new LayerNormElmanCell(D(from), H(from)));
    }

    /** A learned α is kept as λ with the weights; what it starts at no longer matters. */
    private static LeakyCell readLeaky(Description from) {
        return from.claim("learned") ? LeakyCell.learned(D(from), H(from), 0.5)
                : new LeakyCell(D(from), H(from), from.number("alpha"));
    }

    private static int D(Description from) {
        return from.size("features");
    }

    private static int H(Description from) {
        return from.size("outputs");
    }

    private static Activation sigma(Description from) {
        return from.choice("sigma", Activation.class);
    }

    private static void layers() {
        layer("recurrent", Recurrent.class, (layer, to) -> to.put("cell", write(layer.cell())),
                from -> new Recurrent(cell(from, "cell")));
        layer("bidirectional", Bidirectional.class,
                (layer, to) -> to.put("forward", write(layer.forwardCell()))
                        .put("backward", write(layer.backwardCell())),
                from -> new Bidirectional(cell(from, "forward"), cell(from, "backward")));
        layer("dense", Dense.class,
                (layer, to) -> to.put("features", layer.inputs().orElseThrow()).put("outputs", layer.outputs(1))
                        .put("sigma", layer.sigma()),
                from -> new Dense(D(from), H(from), sigma(from)));
        layer("embedding", Embedding.class,
                (layer, to) -> to.put("ids", layer.parameters().get(0).value().numRows)
                        .put("outputs", layer.outputs(1)),
                from -> new Embedding(from.size("ids"), H(from)));
        layer("norm", LayerNorm.class, (layer, to) -> to.put("features", layer.inputs().orElseThrow()),
                from -> new LayerNorm(D(from)));
        layer("attention", Attention.class, Architecture::writeAttention, Architecture::readAttention);
        layer("residual", Residual.class,
                (layer, to) -> to.put("layers", layer.layers().stream().map(Architecture::write).toList()),
                from -> new Residual(readLayers(from)));
    }

    private static void writeAttention(Attention layer, Description to) {
        var score = layer.parameters().isEmpty() ? "dot" : has(layer, "v") ? "additive" : "projected_dot";
        to.put("features", layer.inputs().orElseThrow()).put("score", score);
        if (layer.parameters().isEmpty()) return;
        to.put("encoder", find(layer.parameters(), "Wk").numCols).put("size", find(layer.parameters(), "Wk").numRows);
    }

    private static Attention readAttention(Description from) {
        var score = from.text("score");
        return switch (score) {
            case "dot" -> Attention.dot(from.integer("features"));
            case "projected_dot" -> Attention.dot(D(from), from.size("encoder"), from.size("size"));
            case "additive" -> Attention.additive(D(from), from.size("encoder"), from.size("size"));
            default -> throw new IllegalArgumentException("Checkpoint expects one of [dot, projected_dot, additive] "
                    + "for 'score', got '" + score + "'");
        };
    }

    private static Cell cell(Description from, String key) {
        return read(from.part(key), Cell.class);
    }

    private static void layersWithoutParameters() {
        layer("last", LastStep.class, (layer, to) -> { }, from -> new LastStep());
        layer("mean", MeanOverTime.class, (layer, to) -> { }, from -> new MeanOverTime());
        layer("dropout", Dropout.class,
                (layer, to) -> to.put("p", layer.p()).put("same_over_time", layer.masksAlikeOverTime()),
                from -> from.claim("same_over_time") ? Dropout.sameOverTime(from.number("p"))
                        : new Dropout(from.number("p")));
        layer("repeat", RepeatStep.class,
                (layer, to) -> to.put("steps", layer.count()).put("first_only", layer.fillsFirstOnly()),
                from -> from.claim("first_only") ? RepeatStep.firstOnly(from.integer("steps"))
                        : new RepeatStep(from.integer("steps")));
    }

    private static void writeJordan(JordanCell cell, Description to) {
        to.put("hidden", find(cell.parameters(), "W").numRows)
                .put("state", find(cell.parameters(), "W_ss").numRows)
                .put("sigma_h", cell.sigmaH()).put("sigma_y", cell.sigmaY()).put("sigma_s", cell.sigmaS())
                .put("forced_by_teacher", cell.forcedByTeacher());
    }

    private static JordanCell readJordan(Description from) {
        var cell = new JordanCell(from.size("features"), from.size("hidden"), from.size("state"), from.size("outputs"),
                from.choice("sigma_h", Activation.class), from.choice("sigma_y", Activation.class),
                from.choice("sigma_s", Activation.class));
        return from.claim("forced_by_teacher") ? cell.teacherForcing() : cell;
    }

    /** The parameter whose name ends so: a network may have put the layer's name before it. */
    private static DMatrixRMaj find(List<Parameter> parameters, String name) {
        return parameters.stream().filter(p -> ("." + p.name()).endsWith("." + name)).findFirst().orElseThrow().value();
    }

    private static boolean has(Layer layer, String name) {
        return layer.parameters().stream().anyMatch(p -> ("." + p.name()).endsWith("." + name));
    }

    private static <T extends Cell> void cell(String name, Class<T> type, BiConsumer<T, Description> options,
            Function<Description, T> reader) {
        KINDS.add(new Kind<>(name, type, (cell, to) -> {
            to.put("features", cell.features()).put("outputs", cell.outputs());
            options.accept(cell, to);
            if (cell instanceof StackedCell stacked && stacked.recurrentDropout() > 0) {
                to.put(DROPOUT, stacked.recurrentDropout());
            }
        }, from -> {
            var cell = reader.apply(from);
            if (from.has(DROPOUT) && cell instanceof StackedCell stacked) {
                stacked.recurrentDropout(from.number(DROPOUT));
            }
            return cell;
        }));
    }

    private static <T extends Layer> void layer(String name, Class<T> type, BiConsumer<T, Description> options,
            Function<Description, T> reader) {
        KINDS.add(new Kind<>(name, type, (layer, to) -> {
            to.put("name", layer.name());
            options.accept(layer, to);
        }, from -> {
            var layer = reader.apply(from);
            layer.named(from.text("name"));
            return layer;
        }));
    }

    /**
     * The description of a cell or a layer.
     *
     * @throws IllegalArgumentException if it is of a kind that the table does not hold
     */
    static Description write(Object part) {
        for (var kind : KINDS) {
            if (kind.type() == part.getClass()) return kind.write(part);
        }
        throw new IllegalArgumentException("Checkpoint expects cells and layers of the library, "
                + KINDS.stream().map(kind -> kind.type().getSimpleName()).toList() + ", got "
                + part.getClass().getSimpleName() + "; saveWeights keeps its parameters without the architecture");
    }

    /**
     * What a description describes.
     *
     * @throws IllegalArgumentException if the kind is unknown, is not a {@code T}, or its description lacks something
     */
    static <T> T read(Description from, Class<T> type) {
        for (var kind : KINDS) {
            if (!kind.name().equals(from.kind()) || !type.isAssignableFrom(kind.type())) continue;
            return type.cast(kind.reader().apply(from));
        }
        throw new IllegalArgumentException("Checkpoint expects a " + type.getSimpleName() + " of one of the kinds "
                + KINDS.stream().filter(kind -> type.isAssignableFrom(kind.type())).map(Kind::name).toList() + ", got '"
                + from.kind() + "'; " + NEWER);
    }

    private static Layer[] readLayers(Description from) {
        return from.parts("layers").stream().map(part -> read(part, Layer.class)).toArray(Layer[]::new);
    }

    // ---- whole models

    /** @throws IllegalArgumentException if the model or a part of it is of a kind that the table does not hold */
    static Description writeModel(Model model) {
        var to = new Description(model instanceof EncoderDecoder ? PAIR : NETWORK).put("version", VERSION);
        if (model instanceof Network net) {
            to.put("layers", net.layers().stream().map(Architecture::write).toList());
        } else if (model instanceof EncoderDecoder pair) {
            to.put("encoder", layersOf(pair.encoder())).put("decoder", layersOf(pair.decoder()))
                    .put("start", pair.start().kind()).put("token", pair.start().id()).put("steps", pair.steps())
                    .put("teacher_ratio", pair.teacherRatio());
        } else {
            throw new IllegalArgumentException("Checkpoint expects a Network or an EncoderDecoder, got "
                    + model.getClass().getSimpleName() + "; saveWeights keeps its parameters without the architecture");
        }
        return to.putTexts("frozen", model.parameters().stream().filter(p -> p.frozen()).map(p -> p.name()).toList());
    }

    private static Description layersOf(Network net) {
        return new Description(NETWORK).put("layers", net.layers().stream().map(Architecture::write).toList());
    }

    static Model readModel(Description from) {
        return from.kind().equals(PAIR) ? readEncoderDecoder(from) : readNetwork(from);
    }

    static Network readNetwork(Description from) {
        expect(from, NETWORK, from.kind().equals(PAIR) ? "loadEncoderDecoder reads it" : NEWER);
        return frozen(Network.of(0, readLayers(from)), from);
    }

    static EncoderDecoder readEncoderDecoder(Description from) {
        expect(from, PAIR, from.kind().equals(NETWORK) ? "load reads it" : NEWER);
        var pair = new EncoderDecoder(Network.of(0, readLayers(from.part("encoder"))),
                Network.of(0, readLayers(from.part("decoder"))), Start.of(from.text("start"), from.integer("token")))
                .teacherRatio(from.number("teacher_ratio"));
        return frozen(from.integer("steps") == 0 ? pair : pair.steps(from.integer("steps")), from);
    }

    private static void expect(Description from, String kind, String hint) {
        if (from.kind().equals(kind) && from.integer("version") == VERSION) return;
        throw new IllegalArgumentException("Checkpoint expects the kind " + kind + " of version " + VERSION + ", got "
                + from.kind() + " of version " + from.integer("version") + "; " + hint);
    }

    private static <M extends Model> M frozen(M model, Description from) {
        from.texts("frozen").forEach(name -> model.parameter(name).freeze(true));
        return model;
    }
}
