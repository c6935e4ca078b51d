package unrolled.view;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import unrolled.train.History;

/**
 * A figure to be played with: one slider or two, and a frame for each of their values.
 *
 * <pre>
 *   show(Explore.of("u", -1.2, 1.2, 25, u -&gt; Figures.line(…)));                     one slider
 *   show(Explore.of("f", 0, 1, 11, "i", 0, 1, 11, (f, i) -&gt; Figures.line(…)));       two: a grid of frames
 *   show(Explore.epochs(history, epoch -&gt; Figures.line(…)));                        a film of a training
 * </pre>
 * All frames are computed here and now; what they have in common goes to the page once, and so it needs no kernel to be
 * dragged. The axes hold all frames, so that they stand still. Where no script runs, the middle frame is shown.
 */
public final class Explore implements Interactive {
    /** The largest explorer that a page is asked to carry. */
    static final int MOST_BYTES = 1_000_000;
    private static final int MOST_EPOCHS = 40;

    private static final String STYLE = "<style>" + Resource.text("explore.css") + "</style>";

    private final List<Slider> sliders;
    private final Frames frames;
    private final String markup;

    private Explore(List<Slider> sliders, List<Figure> figures) {
        this.sliders = sliders;
        frames = new Frames(figures, IntStream.range(0, figures.size()).mapToObj(this::place).toList());
        markup = draw();
        int bytes = markup.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "Explore '%s' expects at most %,d bytes, got "
                    + "%,d (%d frames); would fewer frames or fewer points do?", name(), MOST_BYTES, bytes,
                    figures.size()));
        }
    }

    /**
     * A figure for each of {@code count} values from {@code from} to {@code to}, both included.
     *
     * @param name what is dragged, such as {@code "temperature"}
     * @param figure the figure for one value; of one kind and with the same series for all
     * @throws IllegalArgumentException when the values are fewer than two, not finite or not from low to high, the
     *         figures are of different kinds, or all of it is larger than a megabyte
     */
    public static Explore of(String name, double from, double to, int count, DoubleFunction<Figure> figure) {
        var slider = Slider.of(name, from, to, count);
        return new Explore(List.of(slider), slider.figures(figure));
    }

    /** The figure for a value of each of two sliders. */
    @FunctionalInterface
    public interface OfTwo {
        Figure at(double first, double second);
    }

    /** A figure for each pair of values; see {@link #of(String, double, double, int, DoubleFunction)}. */
    public static Explore of(String name1, double from1, double to1, int count1,
            String name2, double from2, double to2, int count2, OfTwo figure) {
        var first = Slider.of(name1, from1, to1, count1);
        var second = Slider.of(name2, from2, to2, count2);
        var figures = new ArrayList<Figure>();
        for (double value : first.values()) figures.addAll(second.figures(other -> figure.at(value, other)));
        return new Explore(List.of(first, second), figures);
    }

    /**
     * A figure for each of some named things, such as the words of a sentence.
     *
     * @param figure the figure for the thing with this index, from 0
     * @throws IllegalArgumentException as for numbers
     */
    public static Explore of(String name, List<String> things, IntFunction<Figure> figure) {
        Slider.expectName(name);
        Slider.expectSeveral(name, things.size());
        var places = IntStream.range(0, things.size()).asDoubleStream().toArray();
        var slider = new Slider(name, places, List.copyOf(things));
        return new Explore(List.of(slider), slider.figures(k -> figure.apply((int) k)));
    }

    /**
     * The film of a training: a figure for each epoch that the history has, and its loss beside the slider. Of more
     * than 40 epochs it shows 40, evenly spaced, the first and the last among them.
     *
     * @param figure the figure for an epoch, numbered from 1; what the model was then, its caller has kept
     * @throws IllegalArgumentException as for numbers
     */
    public static Explore epochs(History history, IntFunction<Figure> figure) {
        var all = history.epochs();
        Slider.expectSeveral("epoch", all.size());
        int shown = Math.min(MOST_EPOCHS, all.size());
        var epochs = IntStream.range(0, shown)
                .mapToObj(k -> all.get((int) Math.round((double) k * (all.size() - 1) / (shown - 1)))).toList();
        var texts = epochs.stream().map(e -> e.number() + ", loss " + CellCanvas.number(e.loss())).toList();
        var numbers = epochs.stream().mapToDouble(History.Epoch::number).toArray();
        var slider = new Slider("epoch", numbers, texts);
        return new Explore(List.of(slider), slider.figures(number -> figure.apply((int) number)));
    }

    // ---- frames

    /** The values that belong to frame {@code k}, in words. */
    private String place(int k) {
        if (sliders.size() == 1) return sliders.get(0).at(k);
        int inner = sliders.get(1).count();
        return sliders.get(0).at(k / inner) + ", " + sliders.get(1).at(k % inner);
    }

    private int middle() {
        if (sliders.size() == 1) return sliders.get(0).middle();
        return sliders.get(0).middle() * sliders.get(1).count() + sliders.get(1).middle();
    }

    private String name() {
        return sliders.stream().map(Slider::name).collect(Collectors.joining(", "));
    }

    @Override public String key() {
        return Html.key(name() + frames.figure(middle()).key());
    }

    // ---- the page

    private String draw() {
        var frame = frames.figure(middle()).frame;
        return "<figure class=\"unrolled explore " + Html.AS_IT_IS + "\" style=\"margin:.5em 0 1em;max-width:"
                + Picture.WIDTH + "px\">" + Svg.THEME + STYLE
                + "<div class=\"unrolled-" + key() + "\" role=\"img\" aria-label=\"" + Html.escape(frame.alt()) + "\">"
                + frames.picture(middle()).image(frame.alt()) + "</div>"
                + "<div class=\"sliders\" hidden data-lm-suppress-shortcuts=\"true\">"
                + sliders.stream().map(Slider::markup).collect(Collectors.joining()) + "</div>"
                + "<figcaption style=\"margin-top:.4em;font-style:italic\"><span>" + Notation.html(frame.caption())
                + "</span> <b class=\"still\" style=\"font-weight:600\">"
                + sliders.stream().map(s -> s.html(s.middle())).collect(Collectors.joining(", "))
                + ".</b></figcaption>" + script() + "</figure>";
    }

    private String script() {
        var texts = sliders.stream().map(Slider::texts).toList();
        return Plotly.script(key(), frames.base(middle()), "window.unrolledExplore(make," + Plotly.json(texts) + ","
                + Plotly.json(frames.changes()) + ")");
    }

    @Override public Html html() {
        return Html.raw(markup, toString());
    }

    /** The middle frame in words, and what can be dragged. */
    @Override public String toString() {
        var ends = sliders.stream().map(s -> s.name() + " from " + s.texts().get(0) + " to "
                + s.texts().get(s.count() - 1)).collect(Collectors.joining(", "));
        return frames.figure(middle()) + "\n  at " + place(middle()) + "; to drag: " + ends;
    }
}
