package unrolled.view;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import unrolled.layer.Recurrent;
import unrolled.model.Network;
import unrolled.seq.Batch;
import unrolled.seq.Sequence;
import unrolled.seq.State;
import unrolled.train.Loss;

/**
 * A drawing to walk through, a step at a time, by buttons and by arrow keys: numbers going forward, an error going
 * back, or the parts of a cell. All numbers are those of a real model.
 *
 * <pre>
 *   show(Stepper.backpropagation(net, loss, batch));       forward over the unrolled graph, and the error back
 *   show(Stepper.cell(lstm, x, state, 0, 0));              a step of an LSTM, a GRU or a Jordan cell, part by part
 * </pre>
 * It needs no kernel and no network. Where no script runs, the last step is shown, and all steps stand below in words.
 */
public final class Stepper implements Showable {
    /** What is drawn from one step to another, both included. */
    record Part(int from, int to, String svg) { }

    private final String title;
    private final Svg head;
    private final List<Part> parts;
    private final List<String> steps;

    /**
     * @param head the frame of all drawings, empty
     * @param steps what happens at each step, in words; the first says where it starts
     */
    Stepper(String title, Svg head, List<Part> parts, List<String> steps) {
        this.title = title;
        this.head = head;
        this.parts = List.copyOf(parts);
        this.steps = List.copyOf(steps);
    }

    /**
     * The unrolled graph of a network of one unit: forward, the numbers of each step appear; then the error walks back,
     * each edge shows its factor and each weight its growing gradient. Starts from h_0 = 0.
     *
     * @param net an Elman cell of one unit, one input and one output: {@code ElmanCell(1, 1)} and {@code Dense(1, 1)}
     * @param loss summed over the steps, such as {@code Loss.mse().summed()}
     * @param batch one example of one to five steps
     * @throws IllegalArgumentException when the network is another, the loss is a mean, or the batch is larger
     */
    public static Stepper backpropagation(Network net, Loss loss, Batch batch) {
        return new BackwardWalk(net, loss, batch).stepper();
    }

    /**
     * One step of an LSTM (forget, store, update, output), a GRU (update gate, reset gate, candidate, mix) or a Jordan
     * cell (state, hidden layer, output): one part is lit at a time, its equation and its numbers below.
     *
     * @param x what the layer reads, T×B×D
     * @param initial the state to start from
     * @param t the step, from 0
     * @param n the example, from 0
     * @throws IllegalArgumentException when the cell is of another kind, or there is no such step or example
     */
    public static Stepper cell(Recurrent layer, Sequence x, State initial, int t, int n) {
        return CellWalk.of(layer, x, initial, t, n);
    }

    /** What is drawn at a step. */
    String svg(int step) {
        return parts.stream().filter(part -> part.from <= step && step <= part.to).map(Part::svg)
                .collect(Collectors.joining());
    }

    /** What happens at each step, in words. */
    List<String> steps() {
        return steps;
    }

    private String key() {
        return "unrolled-" + Html.key(title + steps);
    }

    @Override public Html html() {
        int last = steps.size() - 1;
        var buttons = List.of("first", "back", "next", "play").stream()
                .map(name -> "<button type=\"button\">" + name + "</button>").collect(Collectors.joining());
        var list = steps.stream().map(step -> "<li>" + Notation.html(step) + "</li>").collect(Collectors.joining());
        var markup = "<div class=\"unrolled stepper " + key() + " " + Html.AS_IT_IS
                + "\" role=\"group\" aria-label=\"" + Html.escape(title) + "\">" + Svg.THEME + Palette.LIGHT_EQUATIONS
                + "<style>" + Resource.text("stepper.css") + "</style>"
                + head.with(svg(last)).image(steps.get(last))
                + "<div class=\"walk\" hidden data-lm-suppress-shortcuts=\"true\">" + buttons
                + "<output></output></div>"
                + "<p class=\"now\" hidden aria-live=\"polite\"></p><ol start=\"0\">" + list + "</ol>"
                + "<script>(function(){" + Resource.text("stepper.js") + "walk(\"" + key() + "\","
                + Plotly.json(head.open()) + "," + Plotly.json(parts.stream()
                        .map(part -> List.of(part.from, part.to, part.svg)).toList()) + ");})();</script></div>";
        return Html.raw(markup, toString());
    }

    /** The steps in words. */
    @Override public String toString() {
        return IntStream.range(0, steps.size()).mapToObj(k -> "  " + k + ". " + steps.get(k))
                .collect(Collectors.joining("\n", title + "\n", ""));
    }
}
