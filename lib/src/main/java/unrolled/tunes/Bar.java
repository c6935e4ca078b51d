package unrolled.tunes;

import java.util.List;

/**
 * What stands between two bar lines.
 *
 * @param notes in their order
 * @param end the sign behind it: {@code |}, {@code ||}, {@code :|}, {@code ::}, {@code |:}, {@code |1}, {@code :|2} …,
 *        or nothing at the end of the tune
 * @param text the letters that it was read from, its end excluded
 */
public record Bar(List<Note> notes, String end, String text) {

    /** The ticks of its notes together. */
    public int ticks() {
        return notes.stream().mapToInt(Note::ticks).sum();
    }

    /** Whether a part of the tune ends here: at a sign for a repeat, a double bar line, or the end. */
    public boolean endsSection() {
        return end.isEmpty() || end.contains(":") || end.startsWith("||");
    }
}
