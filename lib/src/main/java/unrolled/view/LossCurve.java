package unrolled.view;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * The losses of a training as a figure that grows. Of many epochs it keeps every second, every fourth …, and always the
 * last: a screen shows no more.
 */
final class LossCurve {
    static final int WIDTH = 560;
    static final int HEIGHT = 280;

    private static final int MOST = 200;
    private static final double WIDE = 30;            // from here on the axis is logarithmic

    private record Point(int epoch, double loss, double validationLoss) { }

    private final List<Point> kept = new ArrayList<>();
    private int every = 1;
    private Point last;

    void add(int epoch, double loss, double validationLoss) {
        last = new Point(epoch, finite(loss), finite(validationLoss));
        if ((epoch - 1) % every == 0) kept.add(last);
        if (kept.size() <= MOST) return;
        every *= 2;
        kept.removeIf(point -> (point.epoch - 1) % every != 0);
    }

    private static double finite(double value) {
        return Double.isInfinite(value) ? Double.NaN : value;
    }

    /** Whether there are two losses or more to draw a line between. */
    boolean isLine() {
        return kept.size() > 1 && losses().count() > 1;
    }

    private DoubleStream losses() {
        return kept.stream().mapToDouble(Point::loss).filter(loss -> !Double.isNaN(loss));
    }

    /** The figure in the page, drawn at once where the last one stood. */
    String markup() {
        var figure = figure();
        var alt = figure.frame.alt();
        var image = Picture.svg(figure, WIDTH, HEIGHT).image(alt).replace("<img ", "<img decoding=\"sync\" ");
        return "<figure class=\"unrolled live\" style=\"margin:.6em 0 0;max-width:" + WIDTH + "px\">" + Svg.THEME
                + "<div style=\"aspect-ratio:" + WIDTH + "/" + HEIGHT + "\">" + image + "</div></figure>";
    }

    private Figure figure() {
        var points = new ArrayList<>(kept);
        if (points.get(points.size() - 1) != last) points.add(last);
        var epochs = numbers(points, Point::epoch);
        var loss = Series.of("loss", epochs, numbers(points, Point::loss));
        var validation = numbers(points, Point::validationLoss);
        boolean validated = DoubleStream.of(validation).anyMatch(v -> !Double.isNaN(v));
        var lines = validated ? Figures.line(loss, Series.of("validation loss", epochs, validation))
                : Figures.line(loss);
        var range = DoubleStream.concat(DoubleStream.of(loss.y), DoubleStream.of(validation))
                .filter(v -> !Double.isNaN(v)).summaryStatistics();
        boolean wide = range.getMin() > 0 && range.getMax() > WIDE * range.getMin();
        return (wide ? lines.logarithmic() : lines).axes("epoch", "loss").caption("The loss of each epoch.",
                "The loss over the epochs, from " + Html.number(kept.get(0).loss) + " in epoch " + kept.get(0).epoch
                        + " to " + Html.number(last.loss) + " in epoch " + last.epoch + ".");
    }

    private static double[] numbers(List<Point> points, ToDoubleFunction<Point> of) {
        return points.stream().mapToDouble(of).toArray();
    }
}
