package unrolled.view;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import unrolled.layer.Layer;
import unrolled.layer.Recurrent;
import unrolled.math.Parameter;
import unrolled.model.Network;

/** A network unrolled in time: inputs below, a row of boxes for each layer, outputs on top. */
final class UnrolledGraph {
    /** A layer's row: what a box says, what its arrows carry. */
    private record Row(String name, String symbol, int size, String weights, String state, String stateWeights,
            boolean allSteps) {
        String sized() {
            return count(size, state.isEmpty() ? "number" : "unit");
        }
    }

    private static String count(int n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }

    private static final List<String> STEPS = List.of("1", "2", "3", "…", "T");
    private static final int BOX_WIDTH = 74;
    private static final int BOX_HEIGHT = 40;
    private static final int COLUMN = 156;
    private static final int ROW = 92;
    private static final int LEFT = 250;

    private final List<Row> rows;
    private final int inputs;
    private final double height;
    private final Svg svg;

    UnrolledGraph(Network net) {
        inputs = net.inputs();
        rows = rows(net);
        height = (rows.size() + 1) * ROW - 8;
        svg = new Svg(LEFT + STEPS.size() * COLUMN - 50, height);
        draw();
    }

    NetworkDiagram diagram() {
        return new NetworkDiagram(svg, text());
    }

    private static List<Row> rows(Network net) {
        var rows = new ArrayList<Row>();
        int features = net.inputs();
        var steps = "T";
        for (var layer : net.layers()) {
            features = layer.outputs(features);
            steps = layer.stepsWritten(steps);
            rows.add(row(layer, features, "T".equals(steps), layer == net.layers().get(net.layers().size() - 1)));
        }
        return rows;
    }

    private static Row row(Layer layer, int size, boolean allSteps, boolean last) {
        var parameters = layer.parameters();
        if (!(layer instanceof Recurrent recurrent)) {
            return new Row(layer.name(), last ? "y" : "z", size, weights(parameters), "", "", allSteps);
        }
        var state = recurrent.cell().states().stream().map(s -> s.name()).collect(Collectors.joining(", "));
        var carried = parameters.stream().filter(p -> isRecurrent(local(p))).toList();
        var entering = parameters.stream().filter(p -> !isRecurrent(local(p))).toList();
        return new Row(layer.name(), recurrent.cell().output().name(), size, weights(entering), state, weights(carried),
                allSteps);
    }

    /** The course's letters: U and W_s… multiply what comes from the step before. */
    private static boolean isRecurrent(String name) {
        return name.startsWith("U") || name.startsWith("W_s");
    }

    private static String local(Parameter parameter) {
        return parameter.name().substring(parameter.name().lastIndexOf('.') + 1);
    }

    /** Matrices with their shapes; a bias, one column, goes without saying. */
    private static String weights(List<Parameter> parameters) {
        return parameters.stream().filter(p -> !local(p).startsWith("b"))
                .map(p -> local(p) + " " + p.value().numRows + "×" + p.value().numCols)
                .collect(Collectors.joining(", "));
    }

    private double x(int column) {
        return LEFT + column * COLUMN;
    }

    /** The middle of a layer's boxes; layer −1 is the input. */
    private double y(int layer) {
        return height - 52 - (layer + 1) * ROW;
    }

    private void draw() {
        svg.add("<defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" "
                + "markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" fill=\"context-stroke\"/>"
                + "</marker></defs>");
        svg.text(16, y(-1) + 5, "start", "input, " + count(inputs, "number"));
        for (int k = 0; k < rows.size(); k++) {
            svg.text(16, y(k) + 5, "start", rows.get(k).name + ", " + rows.get(k).sized());
        }
        for (int column = 0; column < STEPS.size(); column++) column(column);
        svg.text(x(2), height - 12, "middle", "step t");
    }

    private void column(int column) {
        boolean gap = "…".equals(STEPS.get(column));
        boolean last = column == STEPS.size() - 1;
        if (gap) svg.text(x(column), y(-1) + 5, "middle", "…");
        else svg.symbol(x(column), y(-1) + 5, "x", STEPS.get(column));
        for (int k = 0; k < rows.size(); k++) {
            if (!rows.get(k).state.isEmpty()) stateArrow(k, column);
            if (!rows.get(k).allSteps && !last) continue;
            if (gap) svg.text(x(column), y(k) + 5, "middle", "…");
            else box(k, column, last || column == 0);
        }
    }

    private void box(int k, int column, boolean labelled) {
        var row = rows.get(k);
        svg.add("<rect x=\"%.1f\" y=\"%.1f\" width=\"%d\" height=\"%d\" rx=\"7\" fill=\"%s\" "
                + "fill-opacity=\".22\" stroke=\"%s\"/>", x(column) - BOX_WIDTH / 2.0, y(k) - BOX_HEIGHT / 2.0,
                BOX_WIDTH, BOX_HEIGHT, color(row), color(row));
        svg.symbol(x(column), y(k) + 5, row.symbol, STEPS.get(column));
        arrow(x(column), y(k - 1) - (k == 0 ? 14 : BOX_HEIGHT / 2.0), x(column), y(k) + BOX_HEIGHT / 2.0 + 2);
        boolean first = row.allSteps ? column == 0 : column == STEPS.size() - 1;
        if (labelled && first) label(x(column) + 8, (y(k - 1) + y(k)) / 2 + 5, "start", row.weights);
    }

    /** Into the box of this column, from the one to its left; the first comes from the initial state. */
    private void stateArrow(int k, int column) {
        var row = rows.get(k);
        double from = column == 0 ? x(0) - BOX_WIDTH / 2.0 - 22 : x(column - 1) + reach(column - 1);
        double to = x(column) - reach(column) - 2;
        arrow(from, y(k), to, y(k));
        if (column == 0) svg.symbol(from - 13, y(k) + 4, row.state.substring(0, 1), "0");
        if (column == 2) {
            label((from + to) / 2, y(k) - 9, "middle", row.state);
            label((from + to) / 2, y(k) + 20, "middle", row.stateWeights);
        }
    }

    private static double reach(int column) {
        return "…".equals(STEPS.get(column)) ? 16 : BOX_WIDTH / 2.0;
    }

    private static String color(Row row) {
        return row.state.isEmpty() ? "#D55E00" : "#0072B2";
    }

    private void arrow(double x1, double y1, double x2, double y2) {
        svg.add("<path d=\"M%.1f %.1fL%.1f %.1f\" stroke=\"currentColor\" stroke-opacity=\".75\" "
                + "marker-end=\"url(#tip)\"/>", x1, y1, x2, y2);
    }

    private void label(double x, double y, String anchor, String text) {
        var lines = text.split(", (?=[A-Z])");
        for (int k = 0; k < lines.length; k++) {
            svg.add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"12\">%s</text>", x, y + 15 * k, anchor,
                    Notation.svg(lines[k]));
        }
    }

    /** A line for each layer. */
    private String text() {
        return rows.stream().map(row -> row.name + ": " + row.symbol + "_t, " + row.sized() + ", "
                + (row.allSteps ? "at every step" : "at the last step")
                + (row.weights.isEmpty() ? "" : "; weights " + row.weights)
                + (row.state.isEmpty() ? "" : "; carries " + row.state + (row.stateWeights.isEmpty() ? "" : " by "
                + row.stateWeights)))
                .collect(Collectors.joining("\n", "Unrolled network, x_t of " + count(inputs, "number") + "\n", ""));
    }
}
