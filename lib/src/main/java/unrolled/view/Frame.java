package unrolled.view;

import java.util.ArrayList;
import java.util.List;

/** What stands around a plot: titles, caption, alternative text, marks, and how its axes run. */
record Frame(String title, String x, String y, String caption, String alt, List<Marker> markers, boolean log,
        boolean diagonal) {
    static final Frame EMPTY = new Frame(null, null, null, null, null, List.of(), false, false);

    /** A line with a label: vertical at a number of the x axis, or level at one of the y axis. */
    record Marker(double at, String label, boolean level) { }

    Frame headed(String title) {
        return new Frame(title, x, y, caption, alt, markers, log, diagonal);
    }

    Frame titled(String x, String y) {
        return new Frame(title, x, y, caption, alt, markers, log, diagonal);
    }

    Frame told(String caption, String alt) {
        return new Frame(title, x, y, caption, alt, markers, log, diagonal);
    }

    Frame marked(Marker marker) {
        var all = new ArrayList<>(markers);
        all.add(marker);
        return new Frame(title, x, y, caption, alt, List.copyOf(all), log, diagonal);
    }

    Frame logarithmic() {
        return new Frame(title, x, y, caption, alt, markers, true, diagonal);
    }

    Frame withDiagonal() {
        return new Frame(title, x, y, caption, alt, markers, log, true);
    }

    /** @throws IllegalArgumentException when there is no title, or its notation cannot be read */
    static void expectTitle(String who, String where, String title) {
        if (title == null || title.isBlank()) {
            throw new IllegalArgumentException(who + " expects a title, got none (" + where + ")");
        }
        Notation.of(title);
    }
}
