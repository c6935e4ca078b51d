package unrolled.view;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import tech.tablesaw.plotly.traces.Trace;
import unrolled.view.Palette.Style;

/** Rows and columns of values that are colours; the scale of the colours stands beside it. */
abstract sealed class Grid implements Plot permits HeatMap, Surface {
    /** What the colours mean, with its unit. */
    final String value;
    final double[][] values;

    /** @throws IllegalArgumentException when there is no value, a row is longer or shorter, or a value is infinite */
    Grid(String who, String value, double[][] values) {
        Frame.expectTitle(who, "colour scale", value);
        expectFull(who, value, values);
        this.value = value;
        this.values = Arrays.stream(values).map(double[]::clone).toArray(double[][]::new);
    }

    private static void expectFull(String who, String value, double[][] rows) {
        if (rows.length == 0 || rows[0].length == 0) {
            throw new IllegalArgumentException(who + " expects a value or more, got none ('" + value + "')");
        }
        for (int r = 0; r < rows.length; r++) {
            if (rows[r].length != rows[0].length) {
                throw new IllegalArgumentException(who + " expects rows of " + rows[0].length + " values, got "
                        + rows[r].length + " (row " + r + ")");
            }
            for (int c = 0; c < rows[r].length; c++) if (Double.isInfinite(rows[r][c])) {
                throw new IllegalArgumentException(who + " expects finite numbers or NaN for a missing one, got "
                        + rows[r][c] + " (row " + r + ", column " + c + ")");
            }
        }
    }

    /** Whether the first row is the lowest. */
    abstract boolean upwards();

    /** Where the columns, or the rows, stand on the axis of the interactive picture. */
    abstract Object[] columnPlaces();

    abstract Object[] rowPlaces();

    @Override public String kind() {
        return "a heat map";
    }

    @Override public String subject() {
        return value;
    }

    @Override public boolean takesLevels() {
        return false;
    }

    @Override public boolean fits(Plot other) {
        return other instanceof Grid grid && grid.values.length == values.length
                && grid.values[0].length == values[0].length && grid.value.equals(value);
    }

    @Override public void expectPositive(String who) {
        for (int r = 0; r < values.length; r++) {
            for (int c = 0; c < values[r].length; c++) {
                Plot.expectPositive(who, values[r][c], "colour scale", "row " + r + ", column " + c);
            }
        }
    }

    /** One pixel a value, enlarged by the browser: a map of 100 × 100 values is some kilobytes, not a megabyte. */
    @Override public void draw(Pen pen, List<Style> styles, Peers peers) {
        var heat = HeatScale.of(peers);
        var image = new BufferedImage(values[0].length, values.length, BufferedImage.TYPE_INT_ARGB);
        for (int r = 0; r < values.length; r++) for (int c = 0; c < values[r].length; c++) {
            int row = upwards() ? values.length - 1 - r : r;
            if (!Double.isNaN(values[r][c])) image.setRGB(c, row, heat.argb(values[r][c]));
        }
        var box = pen.axes().box();
        pen.svg().add("<image x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" preserveAspectRatio=\"none\" ",
                box.left(), box.top(), box.width(), box.height());
        pen.svg().add("style=\"image-rendering:pixelated\" href=\"data:image/png;base64,%s\"/>", png(image));
    }

    private static String png(BufferedImage image) {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(out.toByteArray());
    }

    /** A path over it. */
    @Override public void key(Svg svg, double x, double y, Style style, boolean marked) {
        Lines.key(svg, x, y, style, "", marked);
    }

    @Override public double margin() {
        return 104;
    }

    @Override public void drawBeside(Svg svg, Box box, Peers peers, double end) {
        HeatScale.of(peers).draw(svg, box, value, end);
    }

    @Override public List<Trace> traces(List<Style> styles) {
        var traces = new ArrayList<Trace>();
        traces.add(Traces.heat(columnPlaces(), rowPlaces(), values));
        traces.addAll(Traces.each(series(), styles, Traces::line));
        return traces;
    }

    /** The colours have the logarithmic scale, not the axis. */
    @Override public boolean logarithmicAxis(Frame frame) {
        return false;
    }

    @Override public Map<String, Object> settings(Peers peers) {
        var heat = HeatScale.of(peers);
        return Map.of("heat", Map.of("low", heat.scale().low, "high", heat.scale().high, "colors", heat.colors(),
                "title", Notation.plotly(value), "log", peers.frame().log(), "upwards", upwards(), "ticks",
                heat.scale().ticks.stream().map(t -> Map.of("at", t.at(), "label", t.label())).toList()));
    }
}
