package unrolled.view;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import unrolled.cell.JordanCell;
import unrolled.layer.Recurrent;
import unrolled.math.Activation;
import unrolled.math.Block;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/** The inside of a Jordan cell at one step: what was said becomes the state, that a hidden layer, that an output. */
final class JordanWalk {
    private static final double WIDTH = 920;
    private static final double IN = 60;
    private static final double[] BOXES = {330, 540, 750};       // of s, h and y
    private static final double OUT = 868;

    private final JordanCell cell;
    private final int n;
    private final double[] x;
    private final double[] sPrev;
    private final double[] yPrev;
    private final double[] s;
    private final double[] h;
    private final double[] y;
    private final String title;
    private final int rows;
    private CellCanvas canvas;

    JordanWalk(Recurrent layer, Sequence x, State initial, int t, int n) {
        if (t < 0 || t >= x.steps() || n < 0 || n >= x.batch()) {
            throw new IllegalArgumentException("Stepper.cell expects a step from 0 to " + (x.steps() - 1)
                    + " and an example from 0 to " + (x.batch() - 1) + ", got step " + t + " and example " + n
                    + " (sequence of " + x + ")");
        }
        cell = (JordanCell) layer.cell();
        this.n = n;
        layer.forward(x, initial, Pass.PREDICT);
        this.x = row(x.at(t));
        sPrev = state("s", t - 1);
        yPrev = state("y", t - 1);
        s = state("s", t);
        y = state("y", t);
        h = hidden();
        title = "A step of " + layer.name() + ", t = " + (t + 1);
        rows = IntStream.of(this.x.length, s.length, h.length, y.length).map(size -> Math.min(4, size)).max()
                .orElseThrow();
    }

    private double[] row(Block block) {
        return IntStream.range(0, block.cols).mapToDouble(j -> block.get(n, j)).toArray();
    }

    private double[] state(String name, int t) {
        return row(cell.states().stream().filter(part -> part.name().equals(name)).findFirst().orElseThrow().at(t));
    }

    /** h_t = σ_h(U s_t + W x_t + b_h), which the cell keeps to itself. */
    private double[] hidden() {
        var U = value("U");
        var W = value("W");
        var b = value("b_h");
        return IntStream.range(0, U.numRows).mapToDouble(j -> {
            double a = b.get(j);
            for (int k = 0; k < s.length; k++) a += U.get(j, k) * s[k];
            for (int k = 0; k < x.length; k++) a += W.get(j, k) * x[k];
            return cell.sigmaH().of(a);
        }).toArray();
    }

    private DMatrixRMaj value(String name) {
        return cell.parameters().stream().filter(p -> p.name().substring(p.name().lastIndexOf('.') + 1).equals(name))
                .findFirst().orElseThrow().value();
    }

    // ---- the drawing

    Stepper stepper() {
        double tall = rows * CellCanvas.CHIP;
        double upper = 50 + tall / 2;                            // s_{t−1}
        double middle = upper + tall + 54;                       // ŷ_{t−1}
        double lower = middle + tall + 54;                       // x_t
        double gate = middle - 22 - tall / 2;                    // upper edge of the boxes
        canvas = new CellCanvas(WIDTH, lower + tall / 2 + 26, rows);
        canvas.small(12, 18, "start", title);
        canvas.named(IN, upper, "s", "t−1", sPrev);
        canvas.named(IN, middle, "ŷ", "t−1", yPrev);
        canvas.named(IN, lower, "x", "t", x);
        into(upper, middle - 14, "W_ss");
        into(middle, middle, "W_sy");
        through(IN + 26, lower, BOXES[0], "W");
        canvas.arrow("M%.1f %.1fH%.1fV%.1f", BOXES[0] + CellCanvas.reach("W"), lower, BOXES[1],
                gate + canvas.gateHeight() + 1);
        between(BOXES[0], BOXES[1], middle - 6, "U");
        between(BOXES[1], BOXES[2], middle - 6, "V");
        canvas.gate(BOXES[0], gate, "s", name(cell.sigmaS()), s);
        canvas.gate(BOXES[1], gate, "h", name(cell.sigmaH()), h);
        canvas.gate(BOXES[2], gate, "ŷ", name(cell.sigmaY()), y);
        canvas.arrow("M%.1f %.1fH%.1f", BOXES[2] + 47, middle, OUT - 28);
        canvas.named(OUT, middle, "ŷ", "t", y);
        double top = gate - 4;
        double bottom = gate + canvas.gateHeight() + 4;
        var in = CellWalk.box(8, 34, 112, lower + tall / 2 + 8);
        var state = CellWalk.box(8, 34, BOXES[0] + 52, Math.max(bottom, middle + tall / 2 + 8));
        var hidden = CellWalk.box(BOXES[0] - 52, top, BOXES[1] + 52, bottom)
                + CellWalk.box(8, lower - tall / 2 - 34, BOXES[1] + 20,
                lower + tall / 2 + 8) + CellWalk.box(BOXES[1] - 20, bottom - 8, BOXES[1] + 20, lower);
        var output = CellWalk.box(BOXES[1] - 52, top, OUT + 44, bottom);
        return CellWalk.stepper(title, canvas.svg, List.of(in, state, hidden, output, CellWalk.ALL), words());
    }

    private static String name(Activation sigma) {
        return switch (sigma) {
            case SIGMOID -> "σ";
            case IDENTITY -> "";
            default -> sigma.toString().toLowerCase(Locale.ROOT);
        };
    }

    private static String of(Activation sigma, String sum) {
        return sigma == Activation.IDENTITY ? sum : name(sigma) + "(" + sum + ")";
    }

    /** From the left into the box of s, through a matrix: straight on, or down to its height. */
    private void into(double from, double at, String matrix) {
        double bend = BOXES[0] - 90;
        through(IN + 26, from, (IN + 26 + bend) / 2, matrix);
        if (from == at) canvas.arrow("M%.1f %.1fH%.1f", (IN + 26 + bend) / 2 + CellCanvas.reach(matrix), from,
                BOXES[0] - 48);
        else canvas.arrow("M%.1f %.1fH%.1fV%.1fH%.1f", (IN + 26 + bend) / 2 + CellCanvas.reach(matrix), from, bend, at,
                BOXES[0] - 48);
    }

    private void through(double from, double atY, double middle, String matrix) {
        canvas.wire("M%.1f %.1fH%.1f", from, atY, middle - CellCanvas.reach(matrix));
        canvas.box(middle, atY, matrix);
    }

    private void between(double from, double to, double at, String matrix) {
        through(from + 47, at, (from + to) / 2, matrix);
        canvas.arrow("M%.1f %.1fH%.1f", (from + to) / 2 + CellCanvas.reach(matrix), at, to - 48);
    }

    private List<String> words() {
        return List.of("What comes in: s_{t−1} = " + CellWalk.text(sPrev) + ", ŷ_{t−1} = " + CellWalk.text(yPrev)
                        + ", x_t = " + CellWalk.text(x) + ".",
                "State: s_t = " + of(cell.sigmaS(), "W_ss s_{t−1} + W_sy ŷ_{t−1} + b_s") + " = " + CellWalk.text(s)
                        + ": what was said.",
                "Hidden layer: h_t = " + of(cell.sigmaH(), "U s_t + W x_t + b_h") + " = " + CellWalk.text(h)
                        + ". Nothing of h_{t−1} is in it.",
                "Output: ŷ_t = " + of(cell.sigmaY(), "V h_t + b_y") + " = " + CellWalk.text(y) + ".",
                "The whole step: s_t and ŷ_t go on to the next one.");
    }
}
