package unrolled.view;

import java.util.List;

/**
 * One axis of a plot: its scale, the names at its ticks if it has any, whether rules mark the ticks, and whether it
 * runs downwards, as the rows of a matrix do.
 */
record Axis(Scale scale, List<String> names, boolean ruled, boolean isDownwards) {
    private static final double WIDE = 630;           // a figure that stands alone: its plot, in pixels
    private static final double TALL = 326;
    static final double WIDEST_LABEL = 150;

    static Axis of(Scale scale) {
        return new Axis(scale, List.of(), true, false);
    }

    /** The y axis of lines and points: a little taller than they are, or whole powers of ten. */
    static Axis ofHeights(Peers peers, double height) {
        var s = peers.frame().diagonal() ? peers.both() : peers.y();
        return of(peers.frame().log() ? Scale.log(s.getMin(), s.getMax())
                : Scale.padded(s.getMin(), s.getMax(), ticksUp(height)));
    }

    Axis named(List<String> names) {
        return new Axis(scale, names, ruled, isDownwards);
    }

    Axis unruled() {
        return new Axis(scale, names, false, isDownwards);
    }

    Axis downwards() {
        return new Axis(scale, names, ruled, true);
    }

    /** About how many ticks an x axis of this width has room for. */
    static int ticksAcross(double width) {
        return (int) Math.max(4, Math.round(8 * width / WIDE));
    }

    /** About how many ticks a y axis of this height has room for. */
    static int ticksUp(double height) {
        return (int) Math.max(3, Math.round(6 * height / TALL));
    }

    /** The room that the labels of a y axis need. */
    double labelWidth() {
        return Math.min(WIDEST_LABEL, scale.ticks.stream().mapToDouble(t -> Svg.width(t.label())).max().orElse(0));
    }

    /** Names that are numbers are written as often as there is room for them: at every tick, at every second … */
    static int every(List<String> names, double room) {
        if (!names.stream().allMatch(name -> name.matches("[−-]?[\\d.]+"))) return 1;
        double widest = names.stream().mapToDouble(Svg::width).max().orElse(0);
        return (int) Math.max(1, Math.ceil((widest + 6) / room));
    }

    /** The same for a figure that stands alone. */
    static int every(List<String> names) {
        return every(names, WIDE / Math.max(1, names.size()));
    }

    /** The label of a tick below the plot; other names than numbers are cut off where the next begins. */
    String label(Scale.Tick tick, double room) {
        return names.isEmpty() || every(names, room) > 1 ? tick.label() : Svg.fit(tick.label(), room - 4);
    }
}
