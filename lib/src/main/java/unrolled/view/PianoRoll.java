package unrolled.view;

import java.util.List;
import unrolled.tunes.Bar;
import unrolled.tunes.Note;
import unrolled.tunes.Tune;

/**
 * A tune as a picture: time to the right, pitch upwards, a bar for each note, as on the roll of a player piano.
 *
 * <p>Notes of the tonic are orange and have a dark edge, all others are blue. Bars that are not as long as the metre
 * says have a number in brackets. Long tunes go on in the next row.
 */
public final class PianoRoll implements Showable {

    private static final int WIDTH = 720;
    private static final int LEFT = 46;
    private static final int RIGHT = 12;
    private static final int TOP = 40;
    private static final int ROW_GAP = 30;
    private static final int FOOT = 10;
    private static final int NUMBERED = 20;            // pixels that a number takes
    private static final double SEMITONE = 5;
    private static final int BARS_A_ROW = 8;
    private static final List<String> NAMES =
            List.of("C", "C♯", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B");
    private static final String TONIC = "#D55E00";
    private static final String OTHER = "#0072B2";

    private final Tune tune;
    private final int lowest;
    private final int highest;

    private PianoRoll(Tune tune) {
        this.tune = tune;
        var pitches = tune.sounding().stream().mapToInt(Note::pitch).summaryStatistics();
        lowest = pitches.getCount() == 0 ? 60 : pitches.getMin();
        highest = pitches.getCount() == 0 ? 72 : pitches.getMax();
    }

    /** The picture of a tune, repeats not unfolded. */
    public static PianoRoll of(Tune tune) {
        return new PianoRoll(tune);
    }

    private int rows() {
        return (tune.bars().size() + BARS_A_ROW - 1) / BARS_A_ROW;
    }

    private double rowHeight() {
        return (highest - lowest + 3) * SEMITONE + ROW_GAP;
    }

    Svg svg() {
        var svg = new Svg(WIDTH, TOP + rows() * rowHeight() + FOOT);
        svg.add("<text x=\"%d\" y=\"20\" font-weight=\"600\">%s</text>", LEFT, Html.escape(heading()));
        svg.add("<text x=\"%d\" y=\"20\" text-anchor=\"end\" font-size=\"12\">with an edge: %s, the tonic</text>",
                WIDTH - RIGHT, NAMES.get(tune.key().tonicPitch()));
        for (int row = 0; row < rows(); row++) drawRow(svg, row);
        return svg;
    }

    private String heading() {
        return (tune.title().isBlank() ? "" : tune.title() + " ") + tune.metre() + " in " + tune.key();
    }

    private void drawRow(Svg svg, int row) {
        int first = row * BARS_A_ROW;
        int last = Math.min(first + BARS_A_ROW, tune.bars().size());
        var bars = tune.bars().subList(first, last);
        int ticks = Math.max(BARS_A_ROW * tune.metre().ticks(), bars.stream().mapToInt(Bar::ticks).sum());
        double perTick = (double) (WIDTH - LEFT - RIGHT) / ticks;
        double top = TOP + row * rowHeight() + ROW_GAP - 12;
        drawTonics(svg, top);
        double x = LEFT;
        var right = tune.right();
        for (int k = 0; k < bars.size(); k++) {
            double end = drawNotes(svg, bars.get(k), x, top, perTick);
            drawBarLine(svg, x, top, number(first + k + 1, right[first + k], end - x));
            x = end;
        }
        drawBarLine(svg, x, top, "");
    }

    /** In brackets where the bar is not as long as the metre says; a short piece that is right has no room for it. */
    private static String number(int bar, boolean right, double width) {
        if (!right) return "(" + bar + ")";
        return width < NUMBERED ? "" : String.valueOf(bar);
    }

    /** A thin line at each tonic, with its name. */
    private void drawTonics(Svg svg, double top) {
        for (int pitch = lowest; pitch <= highest; pitch++) {
            if (!tune.key().isTonic(pitch)) continue;
            svg.add("<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"currentColor\" opacity=\".35\"/>", LEFT,
                    WIDTH - RIGHT, y(pitch, top), y(pitch, top));
            svg.data(LEFT - 8, y(pitch, top) + 5, "end", name(pitch));
        }
    }

    private void drawBarLine(Svg svg, double x, double top, String number) {
        svg.add("<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"currentColor\" opacity=\".6\"/>", x, x,
                top, top + (highest - lowest + 2) * SEMITONE);
        svg.add("<text x=\"%.1f\" y=\"%.1f\" font-size=\"11\" opacity=\".8\">%s</text>", x + 3, top - 2, number);
    }

    private double drawNotes(Svg svg, Bar bar, double x, double top, double perTick) {
        double at = x;
        for (var note : bar.notes()) {
            double width = note.ticks() * perTick;
            if (!note.isRest()) {
                svg.add("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"1.5\" fill=\"%s\"%s/>",
                        at + .5, y(note.pitch(), top) - SEMITONE / 2 - 1, Math.max(1.5, width - 1.5), SEMITONE + 2,
                        tune.key().isTonic(note.pitch()) ? TONIC : OTHER,
                        tune.key().isTonic(note.pitch()) ? " stroke=\"currentColor\" stroke-width=\"1.2\"" : "");
            }
            at += width;
        }
        return at;
    }

    private double y(int pitch, double top) {
        return top + (highest + 1 - pitch) * SEMITONE;
    }

    private String words() {
        return "Piano roll of " + heading() + ": " + tune.bars().size() + " bars, " + tune.rightBars()
                + " of the right length, " + tune.notes().size() + " notes from " + name(lowest) + " to "
                + name(highest) + ".";
    }

    private static String name(int pitch) {
        return NAMES.get(pitch % 12) + (pitch / 12 - 1);
    }

    @Override public Html html() {
        return Html.raw("<div class=\"unrolled\">" + Svg.THEME + svg().image(words()) + "</div>", words());
    }
}
