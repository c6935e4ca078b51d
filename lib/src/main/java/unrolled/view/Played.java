package unrolled.view;

import unrolled.tunes.Abc;
import unrolled.tunes.AbcException;

/**
 * A tune in ABC notation, to see and to hear: its letters, its piano roll, its sound. A text that is no tune is shown
 * as it is, with the place where it stops being one.
 */
public final class Played implements Showable {

    private static final String MARK = "<mark style=\"background:#F0E442;color:#000\">";

    private final String abc;

    private Played(String abc) {
        this.abc = abc;
    }

    /** The tune of a text. */
    public static Played of(String abc) {
        return new Played(abc);
    }

    @Override public Html html() {
        try {
            var tune = Abc.read(abc);
            var roll = PianoRoll.of(tune).html();
            var sound = Sound.of(tune).html();
            return Html.raw(roll.markup() + sound.markup() + letters(Html.escape(abc)),
                    roll + "\n" + sound + "\n" + abc);
        } catch (AbcException e) {
            return unread(e);
        }
    }

    private Html unread(AbcException e) {
        int at = Math.min(e.at(), abc.length());
        int next = Math.min(at + 1, abc.length());
        var sign = next == at ? "" : Html.escape(abc.substring(at, next));
        var marked = Html.escape(abc.substring(0, at)) + MARK + (sign.isBlank() ? "▮" + sign : sign) + "</mark>"
                + Html.escape(abc.substring(next));
        return Html.raw(Html.text(e.getMessage()).markup() + letters(marked),
                e.getMessage() + "\n" + abc.substring(0, at) + "▶" + abc.substring(at));
    }

    private static String letters(String markup) {
        return Html.open("pre", "white-space:pre-wrap;overflow-wrap:anywhere;font-size:85%;margin:.3em 0") + markup
                + "</pre>";
    }
}
