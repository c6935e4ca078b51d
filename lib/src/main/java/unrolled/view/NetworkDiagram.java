package unrolled.view;

import unrolled.layer.Recurrent;
import unrolled.model.EncoderDecoder;
import unrolled.model.Network;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/**
 * Pictures of models, drawn from the models themselves: their sizes, weights and values are the real ones.
 *
 * <pre>
 *   show(NetworkDiagram.unrolled(net));                    the graph over the steps 1, 2, 3, …, T
 *   show(NetworkDiagram.shape(net));                       which steps are read, which are answered
 *   show(NetworkDiagram.cell(lstm, x, 3));                 the inside of a cell at one step, with its numbers
 * </pre>
 */
public final class NetworkDiagram implements Showable {
    private final Svg svg;
    private final String text;

    NetworkDiagram(Svg svg, String text) {
        this.svg = svg;
        this.text = text;
    }

    /**
     * The graph of a network over the steps 1, 2, 3, …, T: inputs below, a row of boxes for each layer, outputs on
     * top; arrows to the right carry the state from step to step.
     */
    public static NetworkDiagram unrolled(Network net) {
        return new UnrolledGraph(net).diagram();
    }

    /**
     * Which of the five shapes a network has: one-to-one without a recurrent layer, one-to-many where one step is
     * repeated before it, many-to-one where one step is left of all, else many-to-many, an answer at every step.
     */
    public static NetworkDiagram shape(Network net) {
        return ShapeGraph.of(net).diagram();
    }

    /** The fifth shape, many-to-many with a delay: the answers begin when all of the input is read. */
    public static NetworkDiagram shape(EncoderDecoder model) {
        return ShapeGraph.of(model).diagram();
    }

    /** The inside of the cell at step {@code t} of the first example, started from zeros; see below. */
    public static NetworkDiagram cell(Recurrent layer, Sequence x, int t) {
        return cell(layer, x, State.ZERO, t, 0);
    }

    /**
     * The inside of an Elman cell, an LSTM (with peepholes or without) or a GRU with the values of one step: runs the
     * layer on {@code x} and draws what it computed. Of more than four units the first three are shown.
     *
     * @param x what the layer reads, T×B×D
     * @param initial the state to start from
     * @param t the step, from 0
     * @param n the example, from 0
     * @throws IllegalArgumentException when the cell is of another kind, or there is no such step or example
     */
    public static NetworkDiagram cell(Recurrent layer, Sequence x, State initial, int t, int n) {
        return new CellStep(layer, x, initial, t, n).diagram();
    }

    Svg svg() {
        return svg;
    }

    @Override public Html html() {
        return Html.raw("<div class=\"unrolled\">" + Svg.THEME + Palette.LIGHT_EQUATIONS + svg.image(text) + "</div>",
                text);
    }

    /** The same in words and numbers. */
    @Override public String toString() {
        return text;
    }
}
