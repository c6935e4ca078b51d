package unrolled.view;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import unrolled.layer.Bidirectional;
import unrolled.layer.Layer;
import unrolled.layer.Recurrent;
import unrolled.layer.RepeatStep;
import unrolled.model.EncoderDecoder;
import unrolled.model.Network;

/**
 * Which steps a model reads and which it answers: columns are steps, a row of boxes for each layer with a state. A run
 * has one phase, or two where a state (or one step) is all that goes from the reading to the answering.
 */
final class ShapeGraph {
    /** Which steps have an input, or an answer; spread: one input goes to all. */
    private enum At { NONE, FIRST, SPREAD, LAST, ALL }

    /** A row of boxes. */
    private record Row(String name, int size, boolean carries, boolean bothWays) {
        String sized() {
            return name + ", " + size + (carries ? " unit" : " number") + (size == 1 ? "" : "s");
        }
    }

    /** Steps that run alike: their indices ("…" stands for many), rows from below, and the letter of the state. */
    private record Phase(String letter, List<String> steps, List<Row> rows, At reads, At writes, boolean feedsBack) { }

    private static final int LEFT = 172;
    private static final int COLUMN = 66;
    private static final int ROW = 62;
    private static final double WIDE = 46;
    private static final double TALL = 32;
    private static final String INPUT = "#009E73";
    private static final String STATE = "#0072B2";
    private static final String OUTPUT = "#D55E00";

    private final String kind;
    private final String input;
    private final int outputs;
    private final List<Phase> phases;
    private final int levels;
    private final double height;
    private final Svg svg;

    private ShapeGraph(String kind, String input, int outputs, List<Phase> phases) {
        this.kind = kind;
        this.input = input;
        this.outputs = outputs;
        this.phases = phases;
        levels = phases.stream().mapToInt(p -> p.rows.size()).max().orElseThrow();
        height = 44 + (levels + 2) * ROW - 8;
        int columns = phases.stream().mapToInt(p -> p.steps.size()).sum();
        svg = new Svg(LEFT + columns * COLUMN + 6, height);
    }

    // ---- what a model looks like

    static ShapeGraph of(Network net) {
        var phases = phases(net);
        return new ShapeGraph(kind(phases), input(net), net.outputs(), phases);
    }

    static ShapeGraph of(EncoderDecoder model) {
        var read = new Phase("e", steps("S"), rows(model.encoder().layers(), model.encoder().inputs()), At.ALL,
                At.NONE, false);
        var write = new Phase("h", steps("T"), rows(model.decoder().layers(), model.decoder().inputs()), At.NONE,
                At.ALL, true);
        return new ShapeGraph("many-to-many, delayed", input(model.encoder()), model.decoder().outputs(),
                List.of(read, write));
    }

    private static String input(Network net) {
        return net.readsIds() ? "input, an id" : "input, " + count(net.inputs());
    }

    private static String count(int numbers) {
        return numbers + (numbers == 1 ? " number" : " numbers");
    }

    /** A phase ends where the number of steps changes; what follows reads the one step that is left. */
    private static List<Phase> phases(Network net) {
        var parts = new ArrayList<List<Layer>>(List.of(new ArrayList<>()));
        var steps = new ArrayList<>(List.of("T"));
        var repeats = new ArrayList<At>(List.of(At.ALL));
        for (var layer : net.layers()) {
            var before = steps.get(steps.size() - 1);
            var after = layer.stepsWritten(before);
            if (layer instanceof RepeatStep repeat) {
                parts.add(new ArrayList<>());
                steps.add(after);
                repeats.add(repeat.fillsFirstOnly() ? At.FIRST : At.SPREAD);
            } else if (!after.equals(before)) {
                parts.add(new ArrayList<>());
                steps.add(after);
                repeats.add(At.NONE);
            }
            parts.get(parts.size() - 1).add(layer);
        }
        return phases(net, parts, steps, repeats);
    }

    private static List<Phase> phases(Network net, List<List<Layer>> parts, List<String> steps, List<At> repeats) {
        var phases = new ArrayList<Phase>();
        int features = net.inputs();
        for (int k = 0; k < parts.size(); k++) {
            var rows = rows(parts.get(k), features);
            for (var layer : parts.get(k)) features = layer.outputs(features);
            boolean reads = phases.isEmpty();
            boolean recurs = rows.stream().anyMatch(r -> r.carries);
            boolean many = parts.size() > 1 && repeats.get(k) != At.NONE && k > 0;
            if (!recurs && parts.size() > 1) continue;          // the head of a many-to-one network, or nothing at all
            var at = recurs ? steps(steps.get(k)) : List.of("");
            phases.add(new Phase("h", at, rows, !reads ? At.NONE : many ? repeats.get(k) : At.ALL, At.NONE, false));
        }
        if (phases.isEmpty()) {
            phases.add(new Phase("z", List.of(""), rows(net.layers(), net.inputs()), At.ALL, At.NONE, false));
        }
        if (phases.size() > 1) {
            var first = phases.get(0);
            phases.set(0, new Phase("e", first.steps, first.rows, first.reads, At.NONE, false));
        }
        var last = phases.remove(phases.size() - 1);
        boolean one = "1".equals(steps.get(steps.size() - 1));
        phases.add(new Phase(last.letter, last.steps, last.rows, last.reads, one ? At.LAST : At.ALL, false));
        return phases;
    }

    /** The layers with a state; where there is none, those between input and output. */
    private static List<Row> rows(List<Layer> layers, int inputs) {
        var rows = new ArrayList<Row>();
        var plain = new ArrayList<Row>();
        int features = inputs;
        for (var layer : layers) {
            features = layer.outputs(features);
            boolean bothWays = layer instanceof Bidirectional;
            var row = new Row(layer.name(), features, bothWays || layer instanceof Recurrent, bothWays);
            (row.carries ? rows : plain).add(row);
        }
        return rows.isEmpty() && !plain.isEmpty() ? plain.subList(0, plain.size() - 1) : rows;
    }

    /** All of a few, or the first, the second and the last of many. */
    private static List<String> steps(String count) {
        if (!count.matches("\\d+") || Integer.parseInt(count) > 5) return List.of("1", "2", "…", count);
        return IntStream.rangeClosed(1, Integer.parseInt(count)).mapToObj(String::valueOf).toList();
    }

    private static String kind(List<Phase> phases) {
        var first = phases.get(0);
        var last = phases.get(phases.size() - 1);
        if (phases.size() > 1) return "many-to-many, delayed";
        if (first.steps.size() == 1) return "one-to-one";
        if (first.reads == At.FIRST || first.reads == At.SPREAD) return "one-to-many";
        return last.writes == At.LAST ? "many-to-one" : "many-to-many, synchronized";
    }

    // ---- the drawing

    NetworkDiagram diagram() {
        svg.add("<defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" "
                + "markerHeight=\"7\" orient=\"auto-start-reverse\"><path d=\"M0 0L8 4L0 8z\" "
                + "fill=\"context-stroke\"/></marker></defs>");
        svg.heading(12, 22, "start", kind);
        svg.text(12, y(-1) + 5, "start", input);
        svg.text(12, y(levels) + 5, "start", "output, " + count(outputs));
        names();
        int column = 0;
        for (var phase : phases) {
            for (int k = 0; k < phase.steps.size(); k++) column(phase, k, column++);
        }
        return new NetworkDiagram(svg, text());
    }

    /** The rows' names; where both phases have the row, one name for both if it is the same. */
    private void names() {
        for (int level = 0; level < levels; level++) {
            int k = level;
            var names = phases.stream().filter(p -> k < p.rows.size()).map(p -> p.rows.get(k).sized()).distinct()
                    .toList();
            for (int n = 0; n < names.size(); n++) {
                svg.text(12, y(level) + 5 + (n - (names.size() - 1) / 2.0) * 18, "start", names.get(n));
            }
        }
    }

    private double x(int column) {
        return LEFT + (column + 0.5) * COLUMN;
    }

    /** The middle of a row of boxes; −1 is the input, the number of levels the output. */
    private double y(int level) {
        return height - 26 - (level + 1) * ROW;
    }

    private void column(Phase phase, int k, int column) {
        var step = phase.steps.get(k);
        boolean last = k == phase.steps.size() - 1;
        boolean own = phase.reads == At.ALL || phase.reads != At.NONE && k == 0;
        boolean reads = own || phase.reads == At.SPREAD;
        boolean writes = phase.writes == At.ALL || phase.writes == At.LAST && last;
        int top = phase.rows.size() - 1;
        if (own) box(column, -1, "x", step, INPUT);
        else if (reads) svg.add("<path d=\"M%.1f %.1fH%.1fV%.1f\" fill=\"none\" stroke=\"currentColor\" "
                + "stroke-opacity=\".75\"/>", x(column - 1) + (k == 1 ? WIDE / 2 : 0), y(-1), x(column),
                y(-1) - TALL / 2);
        for (int level = 0; level <= top; level++) {
            box(column, level, phase.letter, step, phase.rows.get(level).carries ? STATE : OUTPUT);
            if (level > 0 || reads) up(column, level - 1, level, step);
            if (phase.rows.get(level).carries && column > 0) along(column, level, phase, k);
        }
        if (!writes) return;
        box(column, levels, "y", step, OUTPUT);
        up(column, top, levels, step);
        if (phase.feedsBack && k > 0) feedBack(column);
    }

    private void box(int column, int level, String letter, String step, String color) {
        if ("…".equals(step)) {
            svg.text(x(column), y(level) + 5, "middle", "…");
            return;
        }
        svg.add("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.0f\" height=\"%.0f\" rx=\"7\" fill=\"%s\" fill-opacity=\".22\" "
                + "stroke=\"%s\"/>", x(column) - WIDE / 2, y(level) - TALL / 2, WIDE, TALL, color, color);
        svg.symbol(x(column), y(level) + 5, letter, step);
    }

    private void up(int column, int from, int to, String step) {
        if ("…".equals(step)) return;
        arrow(x(column), y(from) - TALL / 2, x(column), y(to) + TALL / 2 + 1, "");
    }

    /** From the column before, and back to it where the layer reads both ways. */
    private void along(int column, int level, Phase phase, int k) {
        var before = k > 0 ? phase : phases.get(phases.indexOf(phase) - 1);
        if (k == 0 && level >= before.rows.size()) return;
        double from = x(column - 1) + reach(before.steps.get(k > 0 ? k - 1 : before.steps.size() - 1));
        double to = x(column) - reach(phase.steps.get(k)) - 1;
        arrow(from, y(level), to, y(level), phase.rows.get(level).bothWays ? "marker-start=\"url(#tip)\" " : "");
    }

    private static double reach(String step) {
        return "…".equals(step) ? 12 : WIDE / 2;
    }

    /** What was answered is read at the next step. */
    private void feedBack(int column) {
        double from = x(column - 1) + WIDE / 2;
        double middle = (x(column - 1) + x(column)) / 2;
        svg.add("<path d=\"M%.1f %.1fH%.1fV%.1fH%.1fV%.1f\" fill=\"none\" stroke=\"currentColor\" "
                + "stroke-opacity=\".75\" stroke-dasharray=\"3 3\" marker-end=\"url(#tip)\"/>", from, y(levels), middle,
                y(-1) - 8,
                x(column), y(0) + TALL / 2 + 1);
    }

    private void arrow(double x1, double y1, double x2, double y2, String more) {
        svg.add("<path d=\"M%.1f %.1fL%.1f %.1f\" stroke=\"currentColor\" stroke-opacity=\".75\" %s"
                + "marker-end=\"url(#tip)\"/>", x1, y1, x2, y2, more);
    }

    private String text() {
        return phases.stream().map(this::text).collect(Collectors.joining("\n", kind + ": " + input + "\n",
                "\noutput, " + count(outputs)));
    }

    private String text(Phase phase) {
        var names = phase.rows.stream().map(Row::sized).collect(Collectors.joining("; "));
        var said = switch (phase.writes) {
            case NONE -> "no answer yet";
            case LAST -> "an answer after the last step";
            default -> phase.steps.size() == 1 ? "one answer" : "an answer at every step";
        };
        var read = switch (phase.reads) {
            case NONE -> phase.feedsBack ? "reads what it answered" : "reads what is left of the steps before";
            case FIRST -> "reads one step";
            case SPREAD -> "reads the same input at every step";
            default -> phase.steps.size() == 1 ? "reads one step" : "reads every step";
        };
        return "  " + (names.isEmpty() ? "" : names + ": ") + read + ", " + said;
    }
}
