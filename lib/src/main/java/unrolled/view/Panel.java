package unrolled.view;

import java.util.List;
import unrolled.view.Frame.Marker;
import unrolled.view.Palette.Style;

/** A figure's plot in its box of a drawing, with axes wide enough for all its peers. */
final class Panel {
    private final Figure figure;
    private final Peers peers;
    private final List<Style> styles;
    private final Axes axes;
    private final Pen pen;

    Panel(Figure figure, Peers peers, Svg svg, Box box) {
        this.figure = figure;
        this.peers = peers;
        styles = peers.styles(figure);
        var y = figure.plot.y(peers, box.height());
        var x = figure.frame.diagonal() ? y : figure.plot.x(peers, box.width());
        axes = new Axes(box, x, y);
        pen = new Pen(svg, axes);
    }

    /** With tick labels below and at the left where they are wanted. */
    void draw(boolean below, boolean atLeft) {
        axes.draw(pen.svg(), below, atLeft);
        figure.plot.draw(pen, styles, peers);
        if (figure.frame.diagonal()) drawDiagonal(axes.y().scale());
        for (var marker : figure.frame.markers()) {
            if (marker.level()) drawLevel(marker);
            else drawMark(marker);
        }
    }

    private void drawDiagonal(Scale scale) {
        pen.rule(axes.px(scale.low), axes.py(scale.low), axes.px(scale.high), axes.py(scale.high));
    }

    private void drawLevel(Marker level) {
        var box = axes.box();
        double at = axes.py(level.at());
        pen.rule(box.left(), at, box.right(), at);
        boolean beside = figure.plot.fillsItsWidth() && peers.figures().size() == 1;
        if (beside) pen.svg().text(box.right() + 6, at + 5, "start", level.label());
        else pen.svg().over(box.right() - 4, at + (level.at() < 0 ? 16 : -5), "end", level.label());
    }

    private void drawMark(Marker mark) {
        double at = axes.px(mark.at());
        pen.rule(at, axes.box().top(), at, axes.box().bottom());
        pen.svg().text(at, axes.box().top() - 8, "middle", mark.label());
    }
}
