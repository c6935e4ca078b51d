package unrolled.model;

import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import unrolled.math.Parameter;

/** A model as a table: a row a layer, the last row the sum. */
final class Summary {

    private final StringColumn names = StringColumn.create("layer");
    private final StringColumn shapes = StringColumn.create("output");
    private final IntColumn counts = IntColumn.create("parameters");
    private String shape;                       // of what the last layer puts out

    private Summary() {}

    static Table of(Network net) {
        var summary = new Summary();
        summary.add("", net);
        return summary.table("network", net);
    }

    static Table of(EncoderDecoder model) {
        var summary = new Summary();
        summary.add(EncoderDecoder.ENCODER + ".", model.encoder());
        summary.add(EncoderDecoder.DECODER + ".", model.decoder());
        return summary.table("encoder-decoder", model);
    }

    private void add(String prefix, Network net) {
        int features = net.inputs();
        var steps = "T";
        for (var layer : net.layers()) {
            features = layer.outputs(features);
            steps = layer.stepsWritten(steps);
            shape = steps + "×B×" + features;
            names.append(prefix + layer.name());
            shapes.append(shape);
            counts.append(layer.parameters().stream().mapToInt(Parameter::size).sum());
        }
    }

    private Table table(String name, Model model) {
        names.append("all");
        shapes.append(shape);
        counts.append(model.parameterCount());
        return Table.create(name, names, shapes, counts);
    }
}
