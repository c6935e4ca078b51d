package unrolled.view;

import java.util.List;
import java.util.stream.IntStream;

/** A matrix as it is written: row 1 on top, column 1 at the left, by number or by name. */
final class HeatMap extends Grid {
    private final List<String> rows;
    private final List<String> columns;

    HeatMap(String value, List<String> rows, List<String> columns, double[][] values) {
        super("Figures.heatMap", value, values);
        expectNames("row", rows, values.length);
        expectNames("column", columns, values[0].length);
        this.rows = List.copyOf(rows);
        this.columns = List.copyOf(columns);
    }

    private static void expectNames(String what, List<String> names, int count) {
        if (names.isEmpty() || names.size() == count) return;
        throw new IllegalArgumentException("Figures.heatMap expects " + count + " " + what + " names, got "
                + names.size());
    }

    @Override public List<Series> series() {
        return List.of();
    }

    @Override public List<String> columns() {
        return columns;
    }

    @Override public List<String> rows() {
        return rows;
    }

    @Override public Axis x(Peers peers, double width) {
        return axis(columns, values[0].length, Axis.ticksAcross(width));
    }

    @Override public Axis y(Peers peers, double height) {
        return axis(rows, values.length, Axis.ticksUp(height) + 2).downwards();
    }

    private static Axis axis(List<String> names, int count, int ticks) {
        var scale = names.isEmpty() ? Scale.tight(0.5, count + 0.5, ticks) : Scale.categories(names);
        return Axis.of(scale).named(names).unruled();
    }

    @Override boolean upwards() {
        return false;
    }

    @Override Object[] columnPlaces() {
        return places(columns, values[0].length);
    }

    @Override Object[] rowPlaces() {
        return places(rows, values.length);
    }

    private static Object[] places(List<String> names, int count) {
        return IntStream.range(0, count).mapToObj(k -> names.isEmpty() ? k + 1 : k).toArray();
    }

    @Override public boolean fits(Plot other) {
        return super.fits(other) && other instanceof HeatMap map && map.rows.equals(rows)
                && map.columns.equals(columns);
    }

    @Override public Plot over(String who, List<Series> paths) {
        throw new IllegalArgumentException(who + " expects a surface to draw over, got a heat map without numbers on"
                + " its axes");
    }
}
