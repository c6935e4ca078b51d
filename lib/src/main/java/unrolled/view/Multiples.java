package unrolled.view;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Figures of one kind on a grid, with the same axes, colours and legend: small multiples, to be compared at a glance.
 * {@link Figures#multiples} makes them; the picture stands still, without a script.
 */
public final class Multiples implements Showable {
    private static final double GAP = 18;
    private static final double HEAD = 28;            // a panel's title
    private static final double FOOT = 58;            // tick labels and the title of the x axis

    private final int columns;
    private final List<Figure> panels;
    private final Peers peers;
    private final String caption;
    private final String alt;

    Multiples(int columns, List<Figure> panels) {
        this(columns, panels, null, null);
        if (columns < 1 || panels.isEmpty()) {
            throw new IllegalArgumentException("Figures.multiples expects a column and a figure or more, got " + columns
                    + " columns and " + panels.size() + " figures");
        }
        panels.forEach(this::expectFit);
        var names = peers.names();
        if (names.size() > Figure.MOST_SERIES) {
            throw new IllegalArgumentException("Figures.multiples expects at most " + Figure.MOST_SERIES
                    + " names of series in all panels together, got " + names.size() + " " + names
                    + "; should the same thing have the same name?");
        }
    }

    private Multiples(int columns, List<Figure> panels, String caption, String alt) {
        this.columns = columns;
        this.panels = panels;
        peers = new Peers(panels);
        this.caption = caption;
        this.alt = alt;
    }

    private void expectFit(Figure panel) {
        var first = panels.get(0);
        if (panel.frame.title() == null || panel.frame.x() == null) {
            throw new IllegalArgumentException("Figures.multiples expects a title and axes on each figure, got none ("
                    + panel.who() + "); add .title(\"…\") and .axes(\"…\", \"…\")");
        }
        boolean fits = panel.plot.fits(first.plot) && panel.frame.x().equals(first.frame.x())
                && panel.frame.y().equals(first.frame.y()) && panel.frame.log() == first.frame.log()
                && panel.frame.diagonal() == first.frame.diagonal();
        if (!fits) {
            throw new IllegalArgumentException("Figures.multiples expects figures of one kind with the same axes, got "
                    + "another (" + first.who() + " '" + first.frame.title() + "' and " + panel.who() + " '"
                    + panel.frame.title() + "')");
        }
    }

    /**
     * One sentence under the figures that says what to see, and a text that says it to those who cannot.
     *
     * @throws IllegalArgumentException when one of them is missing
     */
    public Multiples caption(String sentence, String alternative) {
        if (sentence == null || sentence.isBlank() || alternative == null || alternative.isBlank()) {
            throw new IllegalArgumentException("Figures.multiples expects a caption sentence and an alternative text, "
                    + "got \"" + sentence + "\" and \"" + alternative + "\"");
        }
        return new Multiples(columns, panels, sentence, alternative);
    }

    /** @throws IllegalStateException when the caption is missing */
    @Override public Html html() {
        if (caption == null) {
            throw new IllegalStateException("Figures.multiples expects a caption and an alternative text, got none; "
                    + "add .caption(\"what to see\", \"the same in words\")");
        }
        var markup = "<figure class=\"unrolled multiples " + Html.AS_IT_IS + "\" style=\"margin:.5em 0 1em;max-width:"
                + Math.round(width()) + "px\">" + Svg.THEME + draw().image(alt)
                + "<figcaption style=\"margin-top:.4em;font-style:italic\">" + Notation.html(caption)
                + "</figcaption></figure>";
        return Html.raw(markup, toString());
    }

    private double width() {
        return columns <= 2 ? Picture.WIDTH : 940;
    }

    private int rows() {
        return (panels.size() + columns - 1) / columns;
    }

    /** Below a panel: tick labels only where no other panel follows. */
    private double between() {
        return HEAD + (panels.size() % columns == 0 ? 14 : 32) + peers.markRoom();
    }

    private Box box(int k, double left, double top, double width, double height) {
        double atX = left + k % columns * (width + GAP);
        double atY = top + k / columns * (height + between());
        return new Box(atX, atY, atX + width, atY + height);
    }

    private Svg draw() {
        var plot = peers.plot();
        var legend = Legend.of(peers);
        double left = 46 + plot.y(peers, 160).labelWidth();
        double right = width() - plot.margin();
        double wide = (right - left - GAP * (columns - 1)) / columns;
        double tall = Math.max(120, Math.min(280, 0.62 * wide));
        double top = 8 + HEAD + peers.markRoom() + legend.height(width());
        double bottom = top + rows() * tall + (rows() - 1) * between();
        var svg = new Svg(width(), bottom + FOOT);
        legend.draw(svg, left, width(), 22);
        for (int k = 0; k < panels.size(); k++) draw(svg, k, box(k, left, top, wide, tall));
        var whole = new Box(left, top, right, bottom);
        plot.drawBeside(svg, whole, peers, width() - 6);
        svg.text(whole.middle(), bottom + FOOT - 12, "middle", peers.frame().x());
        svg.upwards(17, whole.centre(), peers.frame().y());
        return svg;
    }

    private void draw(Svg svg, int k, Box box) {
        var panel = panels.get(k);
        svg.heading(box.middle(), box.top() - 10 - peers.markRoom(), "middle", panel.frame.title());
        new Panel(panel, peers, svg, box).draw(k + columns >= panels.size(), k % columns == 0);
    }

    /** Caption, panels, axes and alternative text: what a reader without pictures gets. */
    @Override public String toString() {
        return "Figures: " + caption + "\n  " + panels.stream().map(p -> p.frame.title())
                .collect(Collectors.joining(" | ")) + "\n  x: " + panels.get(0).frame.x() + "   y: "
                + panels.get(0).frame.y() + "\n  " + alt;
    }
}
