package unrolled.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import unrolled.cell.GruCell;
import unrolled.cell.JordanCell;
import unrolled.cell.LstmCell;
import unrolled.layer.Recurrent;
import unrolled.seq.Sequence;
import unrolled.seq.State;
import unrolled.view.Stepper.Part;

/** The inside of a cell, of which one part is lit at a time: the rest of the drawing is veiled. */
final class CellWalk {
    static final String ALL = "M0 0H2000V2000H0z";

    private final CellStep step;
    private final double tall;                        // height of a full stack, as in the drawing
    private final double gateHeight;
    private final List<String> lit = new ArrayList<>();
    private final List<String> words = new ArrayList<>();

    static Stepper of(Recurrent layer, Sequence x, State initial, int t, int n) {
        var cell = layer.cell();
        if (cell instanceof JordanCell) return new JordanWalk(layer, x, initial, t, n).stepper();
        if (!(cell instanceof LstmCell || cell instanceof GruCell)) {
            throw new IllegalArgumentException("Stepper.cell expects an LstmCell, GruCell or JordanCell, got "
                    + cell.getClass().getSimpleName() + " (layer '" + layer.name() + "')");
        }
        return new CellWalk(new CellStep(layer, x, initial, t, n)).stepper(layer.name(), t);
    }

    private CellWalk(CellStep step) {
        this.step = step;
        tall = step.rows * CellCanvas.CHIP;
        gateHeight = 32 + tall;
    }

    private Stepper stepper(String name, int t) {
        var drawing = step.diagram().svg();
        if (step.cell instanceof GruCell gru) gru(gru.reset() == GruCell.Reset.AFTER);
        else lstm();
        return stepper("A step of " + name + ", t = " + (t + 1), drawing, lit, words);
    }

    /** @param lit for each step the region that is not veiled, as a path */
    static Stepper stepper(String title, Svg drawing, List<String> lit, List<String> words) {
        var source = drawing.open();
        int end = source.indexOf("</style>") + "</style>".length();
        var parts = new ArrayList<Part>();
        for (int k = 0; k < lit.size(); k++) {
            parts.add(new Part(k, k, "<mask id=\"lit\" maskUnits=\"userSpaceOnUse\" x=\"0\" y=\"0\" width=\"2000\" "
                    + "height=\"2000\"><path d=\"" + ALL + "\" fill=\"#333\"/><path d=\"" + lit.get(k)
                    + "\" fill=\"#fff\" stroke=\"#fff\" stroke-width=\"10\" stroke-linejoin=\"round\"/></mask>"));
        }
        parts.add(new Part(0, lit.size() - 1, "<g mask=\"url(#lit)\">" + source.substring(end) + "</g>"));
        return new Stepper(title, new Svg(source.substring(0, end)), parts, words);
    }

    // ---- words

    private String is(String name) {
        return name + " = " + text(step.of(name));
    }

    /** One number, or several in brackets, the first three of more than four. */
    static String text(double[] values) {
        var shown = DoubleStream.of(values).limit(values.length > 4 ? 3 : 4).mapToObj(CellWalk::number)
                .collect(Collectors.joining(", "));
        return values.length == 1 ? shown : "(" + shown + (values.length > 4 ? ", …)" : ")");
    }

    private static String number(double v) {
        return String.format(Locale.ROOT, "%.3f", v).replace("-0.000", "0.000").replace('-', '−');
    }

    private static String affine(String gate) {
        return "(W_" + gate + " x_t + U_" + gate + " h_{t−1} + b_" + gate + ")";
    }

    private void say(String region, String sentence) {
        lit.add(region);
        words.add(sentence);
    }

    static String box(double left, double top, double right, double bottom) {
        return String.format(Locale.ROOT, "M%.0f %.0fH%.0fV%.0fH%.0fz", left, top, right, bottom, left);
    }

    // ---- LSTM

    private void lstm() {
        double belt = 64 + tall;
        double mix = belt + tall + 70;
        double gates = mix + 50;
        double bus = gates + gateHeight + 44;
        double above = belt - tall / 2 - 36;
        double below = belt + tall / 2 + 6;
        double[] stays = CellStep.times(step.of("f_t"), step.of("c_{t−1}"));
        double[] stored = CellStep.times(step.of("i_t"), step.of("g_t"));
        say(box(8, above, 84, below) + box(8, bus - tall / 2 - 36, 190, bus + tall + 60),
                "What comes in: " + is("x_t") + ", " + is("h_{t−1}") + ", " + is("c_{t−1}") + ".");
        say(box(8, above, 330, below) + box(150, belt, 250, bus + 4),
                "Forget: f_t = σ" + affine("f") + " = " + text(step.of("f_t")) + ". Of c_{t−1} stays f_t ⊙ c_{t−1} = "
                + text(stays) + ".");
        say(box(294, gates - 2, 546, bus + 4) + box(340, mix - 18, 500, gates)
                + box(404, mix - 46 - tall / 2, 500, mix),
                "Store: g_t = tanh" + affine("g") + " = " + text(step.of("g_t")) + " could be stored; of it i_t = σ"
                + affine("i") + " = " + text(step.of("i_t")) + ": i_t ⊙ g_t = " + text(stored) + ".");
        say(box(258, above, 690, below) + box(690, above, 820, belt + 8)
                + box(820, above, 912, below) + box(404, belt, 500, mix - 20),
                "Update: c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t = " + text(step.of("c_t")) + ".");
        say(box(560, gates - 2, 660, bus + 4) + box(604, mix - tall / 2 - 32, 912, mix + Math.max(20, tall / 2 + 8))
                + box(664, belt + 14, 812, mix),
                "Output: o_t = σ" + affine("o") + " = " + text(step.of("o_t")) + ", and h_t = o_t ⊙ tanh(c_t) = "
                + text(step.of("h_t")) + ".");
        say(ALL, "The whole step: " + is("c_t") + " goes on along the belt, " + is("h_t")
                + " is shown to the rest of the network.");
    }

    // ---- GRU

    private void gru(boolean after) {
        double belt = 64 + tall;
        double rail = belt + Math.max(74, tall + 44);
        double gates = rail + 44;
        double state = gates + gateHeight + 40;
        double input = state + Math.max(36, tall / 2 + 24);
        double above = belt - tall / 2 - 36;
        double below = belt + tall / 2 + 6;
        say(box(8, above, 124, below) + box(8, input - tall / 2 - 34, 84, input + tall / 2 + 6),
                "What comes in: " + is("x_t") + ", " + is("h_{t−1}") + ".");
        say(box(166, gates - 2, 274, input + 4),
                "Update gate: z_t = σ" + affine("z") + " = " + text(step.of("z_t")) + ": so much will be new.");
        say(box(346, gates - 2, 454, input + 4) + box(440, gates + gateHeight / 2 - 6, 584, state + 18),
                "Reset gate: r_t = σ" + affine("r") + " = " + text(step.of("r_t")) + ": so much of the past does the "
                + "candidate see.");
        say(box(586, gates - 2, 694, input + 4) + box(504, state - 14 - tall / 2, 640, state + 18),
                "Candidate: n_t = tanh(W_n x_t + " + (after ? "r_t ⊙ (U_n h_{t−1} + b_u)" : "U_n (r_t ⊙ h_{t−1})")
                + " + b_n) = " + text(step.of("n_t")) + ".");
        say(box(8, above, 912, below) + box(196, belt, 736, gates - 10),
                "Mix: h_t = (1 − z_t) ⊙ h_{t−1} + z_t ⊙ n_t = " + text(step.of("h_t")) + ".");
        say(ALL, "The whole step: " + is("h_t") + " goes on to the next one.");
    }
}
