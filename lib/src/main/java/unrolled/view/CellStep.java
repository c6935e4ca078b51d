package unrolled.view;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import unrolled.cell.Cell;
import unrolled.cell.ElmanCell;
import unrolled.cell.GruCell;
import unrolled.cell.LstmCell;
import unrolled.cell.PeepholeLstmCell;
import unrolled.layer.Recurrent;
import unrolled.math.Block;
import unrolled.math.Parameter;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/** The inside of a cell at one step, with the values of a real run. */
final class CellStep {
    private static final double WIDTH = 920;
    private static final double END = 870;            // where the new state leaves
    private static final double START = 44;           // where the old state and the input come in

    final Cell cell;
    private final String title;
    private final int batch;
    private final int n;
    private final Map<String, double[]> values = new LinkedHashMap<>();      // by their names in the equations
    final int rows;                                   // of the tallest stack
    private CellCanvas canvas;

    CellStep(Recurrent layer, Sequence x, State initial, int t, int n) {
        cell = layer.cell();
        if (!(cell instanceof ElmanCell || cell instanceof LstmCell || cell instanceof PeepholeLstmCell
                || cell instanceof GruCell)) {
            throw new IllegalArgumentException("NetworkDiagram.cell expects an ElmanCell, LstmCell, PeepholeLstmCell "
                    + "or GruCell, got " + cell.getClass().getSimpleName() + " (layer '" + layer.name() + "')");
        }
        if (t < 0 || t >= x.steps() || n < 0 || n >= x.batch()) {
            throw new IllegalArgumentException("NetworkDiagram.cell expects a step from 0 to " + (x.steps() - 1)
                    + " and an example from 0 to " + (x.batch() - 1) + ", got step " + t + " and example " + n
                    + " (sequence of " + x + ")");
        }
        layer.forward(x, initial, Pass.PREDICT);
        this.n = n;
        batch = x.batch();
        title = layer.name() + ", step t = " + (t + 1) + " of " + x.steps();
        values.put("x_t", row(x.at(t)));
        for (var state : cell.states()) values.put(state.name() + "_{t−1}", row(state.at(t - 1)));
        cell.gates().forEach((gate, block) -> values.put(gate + "_t", row(block.rows(t * batch, (t + 1) * batch))));
        for (var state : cell.states()) values.put(state.name() + "_t", row(state.at(t)));
        rows = values.values().stream().mapToInt(v -> Math.min(4, v.length)).max().orElseThrow();
    }

    private double[] row(Block block) {
        return IntStream.range(0, block.cols).mapToDouble(j -> block.get(n, j)).toArray();
    }

    double[] of(String name) {
        return values.get(name);
    }

    static double[] times(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(j -> a[j] * b[j]).toArray();
    }

    /** Rows {@code from} to {@code from} + H of the parameter, times a column. */
    private double[] product(String name, int from, double[] column) {
        var m = parameter(name).value();
        return IntStream.range(from, from + of("h_t").length).mapToDouble(r -> IntStream.range(0, column.length)
                .mapToDouble(c -> m.get(r, c) * column[c]).sum()).toArray();
    }

    private Parameter parameter(String name) {
        return cell.parameters().stream().filter(p -> p.name().equals(name) || p.name().endsWith("." + name))
                .findFirst().orElseThrow();
    }

    NetworkDiagram diagram() {
        if (cell instanceof ElmanCell elman) elman(elman);
        else if (cell instanceof GruCell gru) gru(gru.reset() == GruCell.Reset.AFTER);
        else lstm(cell instanceof PeepholeLstmCell);
        return new NetworkDiagram(canvas.svg, text());
    }

    private String text() {
        return values.entrySet().stream().map(e -> "  " + e.getKey() + " = " + DoubleStream.of(e.getValue())
                .mapToObj(v -> String.format(Locale.ROOT, "%.4f", v).replace('-', '−'))
                .collect(Collectors.joining(", ", "(", ")"))).collect(Collectors.joining("\n", title + "\n", ""));
    }

    private double tall() {
        return rows * CellCanvas.CHIP;
    }

    private void canvas(double height) {
        canvas = new CellCanvas(WIDTH, height, rows);
        canvas.small(12, 18, "start", title);
        canvas.key(WIDTH - 130, height - 16);
    }

    // ---- Elman

    private void elman(ElmanCell elman) {
        double upper = 62 + tall() / 2;
        double lower = upper + tall() + 50;
        double middle = (upper + lower) / 2;
        canvas(lower + tall() + 70);
        var fromState = product("U", 0, of("h_{t−1}"));
        var fromInput = product("W", 0, of("x_t"));
        var bias = parameter("b").value().data;
        var a = IntStream.range(0, bias.length).mapToDouble(j -> fromState[j] + fromInput[j] + bias[j]).toArray();
        branch(upper, "h", "t−1", of("h_{t−1}"), "U", fromState, "U h");
        branch(lower, "x", "t", of("x_t"), "W", fromInput, "W x");
        canvas.arrow("M344 %.1fH420V%.1f", upper, middle - CellCanvas.NODE);
        canvas.arrow("M344 %.1fH420V%.1f", lower, middle + CellCanvas.NODE);
        canvas.node(420, middle, "+");
        canvas.said(500, lower + tall() / 2, "b", bias);
        canvas.arrow("M%.1f %.1fH450V%.1fL430 %.1f", 476.0, lower + tall() / 2, middle + 20, middle + 9);
        canvas.arrow("M%.1f %.1fH536", 420 + CellCanvas.NODE, middle);
        canvas.named(560, middle, "a", "t", a);
        var sigma = elman.sigma().toString().toLowerCase(Locale.ROOT);
        canvas.arrow("M584 %.1fH%.1f", middle, 690 - CellCanvas.reach(sigma));
        canvas.box(690, middle, sigma);
        canvas.arrow("M%.1f %.1fH%.1f", 690 + CellCanvas.reach(sigma), middle, END - 26);
        canvas.named(END, middle, "h", "t", of("h_t"));
        values.put("W x_t", fromInput);
        values.put("U h_{t−1}", fromState);
        values.put("b", bias.clone());
    }

    private void branch(double y, String letter, String index, double[] value, String matrix, double[] product,
            String said) {
        var m = parameter(matrix).value();
        canvas.named(START, y, letter, index, value);
        var content = matrix + " " + m.numRows + "×" + m.numCols;
        canvas.arrow("M%.1f %.1fH%.1f", START + 26, y, 182 - CellCanvas.reach(content));
        canvas.box(182, y, content);
        canvas.arrow("M%.1f %.1fH294", 182 + CellCanvas.reach(content), y);
        canvas.said(320, y, said, product);
    }

    // ---- LSTM

    private void lstm(boolean peepholes) {
        double belt = 64 + tall();
        double mix = belt + tall() + 70;
        double gates = mix + 50;
        double bus = gates + canvasGate() + 44;
        canvas(bus + Math.max(50, tall() + 40));
        lstmBelt(belt, mix);
        lstmGates(gates, bus, peepholes);
        lstmOutput(belt, mix);
        if (peepholes) peepholes(belt, gates);
        double[] f = of("f_t");
        canvas.said(290, belt - 10 - tall() / 2, "f ⊙ c", times(f, of("c_{t−1}")));
        double up = (belt + mix) / 2;
        canvas.said(468, up + 6, "i ⊙ g", times(of("i_t"), of("g_t")));
        canvas.arrowOf("f", "M200 %.1fV%.1f", gates, belt + CellCanvas.NODE);
        canvas.arrowOf("i", "M345 %.1fV%.1fH%.1f", gates, mix, 420 - CellCanvas.NODE);
        canvas.arrowOf("g", "M495 %.1fV%.1fH%.1f", gates, mix, 420 + CellCanvas.NODE);
        canvas.arrowOf("o", "M610 %.1fV%.1fH%.1f", gates, mix, 710 - CellCanvas.NODE);
        canvas.node(200, belt, "⊙");
        canvas.node(420, mix, "⊙");
        canvas.node(420, belt, "+");
    }

    private double canvasGate() {
        return 32 + tall();
    }

    /** The conveyor belt: c_{t−1} enters at the left, is multiplied, added to, and leaves as c_t. */
    private void lstmBelt(double belt, double mix) {
        canvas.named(START, belt, "c", "t−1", of("c_{t−1}"));
        canvas.named(END, belt, "c", "t", of("c_t"));
        beltThrough(200, 420, belt);
        canvas.arrow("M420 %.1fV%.1f", mix - CellCanvas.NODE, belt + CellCanvas.NODE);
    }

    /** From the left end to the right one, through two nodes. */
    private void beltThrough(double first, double second, double belt) {
        canvas.belt("M%.1f %.1fH%.1f", START + 26, belt, first - CellCanvas.NODE);
        canvas.belt("M%.1f %.1fH%.1f", first + CellCanvas.NODE, belt, second - CellCanvas.NODE);
        canvas.belt("M%.1f %.1fH%.1f", second + CellCanvas.NODE, belt, END - 30);
        canvas.arrow("M%.1f %.1fH%.1f", END - 60, belt, END - 26);
    }

    private void lstmGates(double gates, double bus, boolean peepholes) {
        canvas.named(START, bus, "h", "t−1", of("h_{t−1}"));
        canvas.named(130, bus + 28 + CellCanvas.height(of("x_t")) / 2, "", "", of("x_t"));
        canvas.svg.symbol(170, bus + 34 + CellCanvas.height(of("x_t")) / 2, "x", "t");
        canvas.arrow("M130 %.1fV%.1f", bus + 28, bus + 2);
        canvas.wire("M%.1f %.1fH610", START + 26, bus);
        canvas.dot(130, bus);
        double[] at = {200, 345, 495, 610};
        String[] names = {"f", "i", "g", "o"};
        for (int k = 0; k < 4; k++) {
            canvas.gate(at[k], gates, names[k], k == 2 ? "tanh" : "σ", of(names[k] + "_t"));
            canvas.arrow("M%.1f %.1fV%.1f", at[k], bus, gates + canvasGate() + 1);
        }
        canvas.small(200, bus + 24, "start", "each gate: its function of  W x_t + U h_{t−1} + b"
                + (peepholes ? "  + p ⊙ c (dashed)" : ""));
    }

    private void lstmOutput(double belt, double mix) {
        canvas.dot(710, belt);
        canvas.arrow("M710 %.1fV%.1f", belt, belt + 18);
        canvas.box(710, belt + 32, "tanh");
        canvas.arrow("M710 %.1fV%.1f", belt + 45, mix - CellCanvas.NODE);
        canvas.said(775, (belt + 45 + mix) / 2, "tanh c", DoubleStream.of(of("c_t")).map(Math::tanh).toArray());
        canvas.node(710, mix, "⊙");
        canvas.arrow("M%.1f %.1fH%.1f", 710 + CellCanvas.NODE, mix, END - 26);
        canvas.named(END, mix, "h", "t", of("h_t"));
    }

    private void peepholes(double belt, double gates) {
        canvas.dot(112, belt);
        canvas.dashed("M112 %.1fV%.1fH168V%.1f", belt, gates - 18, gates - 1);
        canvas.dashed("M168 %.1fH313V%.1f", gates - 18, gates - 1);
        canvas.dot(645, belt);
        canvas.dashed("M645 %.1fV%.1f", belt, gates - 1);
    }

    // ---- GRU

    private void gru(boolean after) {
        double belt = 64 + tall();
        double rail = belt + Math.max(74, tall() + 44);
        double gates = rail + 44;
        double state = gates + canvasGate() + 40;
        double input = state + Math.max(36, tall() / 2 + 24);
        canvas(input + Math.max(40, CellCanvas.height(of("x_t")) / 2 + 20));
        gruBelt(belt, rail, state);
        gruGates(belt, gates, rail, state, input);
        gruReset(gates, state, after);
        canvas.node(220, belt, "⊙");
        canvas.node(640, rail, "⊙");
        canvas.node(640, belt, "+");
    }

    private void gruBelt(double belt, double rail, double state) {
        var keep = DoubleStream.of(of("z_t")).map(z -> 1 - z).toArray();
        canvas.named(START, belt, "h", "t−1", of("h_{t−1}"));
        canvas.named(END, belt, "h", "t", of("h_t"));
        beltThrough(220, 640, belt);
        canvas.said(330, belt - 10 - tall() / 2, "(1 − z) ⊙ h", times(keep, of("h_{t−1}")));
        canvas.arrow("M640 %.1fV%.1f", rail - CellCanvas.NODE, belt + CellCanvas.NODE);
        canvas.said(690, (belt + rail) / 2 + 6, "z ⊙ n", times(of("z_t"), of("n_t")));
        canvas.dot(112, belt);
        canvas.wire("M112 %.1fV%.1f", belt, state);
    }

    private void gruGates(double belt, double gates, double rail, double state, double input) {
        double below = gates + canvasGate() + 1;
        canvas.gate(220, gates, "z", "σ", of("z_t"));
        canvas.gate(400, gates, "r", "σ", of("r_t"));
        canvas.gate(640, gates, "n", "tanh", of("n_t"));
        canvas.wireOf("z", "M220 %.1fV%.1f", gates, rail);
        canvas.arrowOf("z", "M220 %.1fV%.1f", rail, rail - 14);
        canvas.node(220, rail - 14 - CellCanvas.NODE, "1−");
        canvas.arrow("M220 %.1fV%.1f", rail - 14 - 2 * CellCanvas.NODE, belt + CellCanvas.NODE);
        canvas.arrowOf("z", "M220 %.1fH%.1f", rail, 640 - CellCanvas.NODE);
        canvas.dot(220, rail);
        canvas.arrowOf("n", "M640 %.1fV%.1f", gates, rail + CellCanvas.NODE);
        canvas.named(START, input, "x", "t", of("x_t"));
        canvas.wire("M%.1f %.1fH654", START + 26, input);
        for (double at : new double[] {220, 400, 640}) {
            canvas.arrow("M%.1f %.1fV%.1f", at + 14, input, below);
            if (at < 640) canvas.arrow("M%.1f %.1fV%.1f", at - 14, state, below);
        }
    }

    private void gruReset(double gates, double state, boolean after) {
        int H = of("h_t").length;
        double[] seen = of("h_{t−1}");
        if (after) {
            var product = product("U", 2 * H, seen);
            var bias = parameter("bu").value().data;
            seen = IntStream.range(0, H).mapToDouble(j -> product[j] + bias[j]).toArray();
        }
        canvas.wire("M112 %.1fH400", state);
        if (after) {
            canvas.wire("M400 %.1fH%.1f", state, 450 - CellCanvas.reach("U_n"));
            canvas.box(450, state, "U_n");
        }
        canvas.arrow("M%.1f %.1fH%.1f", after ? 450 + CellCanvas.reach("U_n") : 400, state, 520 - CellCanvas.NODE);
        canvas.arrowOf("r", "M447 %.1fH520V%.1f", gates + canvasGate() / 2, state - CellCanvas.NODE);
        canvas.node(520, state, "⊙");
        canvas.arrow("M%.1f %.1fH626V%.1f", 520 + CellCanvas.NODE, state, gates + canvasGate() + 1);
        canvas.said(561, state - 8 - tall() / 2, after ? "r ⊙ U h" : "r ⊙ h", times(of("r_t"), seen));
    }
}
