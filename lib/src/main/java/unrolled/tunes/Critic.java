package unrolled.tunes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Judges tunes by what can be counted: whether their bars add up, whether they keep to their key and come home to it,
 * how much they repeat, and how much they copied.
 */
public final class Critic {

    /**
     * What is found.
     *
     * @param tunes how many texts were judged
     * @param read the share of them that are tunes; the rest of the record is of these
     * @param rightBars the share of all their bars that are right ({@link Tune#right})
     * @param inKey the mean share of notes of the key
     * @param endsOnTonic the share of tunes whose last note is the tonic
     * @param repeatedBars the mean share of bars that stood before in the tune
     * @param longestRun in bars, the longest run of notes of any of them that stands in the book
     * @param copied the share of tunes with a run of more than {@link #FREE} bars
     */
    public record Verdict(int tunes, double read, double rightBars, double inKey, double endsOnTonic,
            double repeatedBars, double longestRun, double copied) {}

    /** Bars: what everybody says, and nobody copies. */
    public static final double FREE = 2;

    private final Likeness book;

    /** @param book the tunes that may have been copied */
    public Critic(List<Tune> book) {
        this.book = new Likeness(book);
    }

    /** Judges texts in ABC notation; one that is no tune counts as unread. */
    public Verdict judge(List<String> texts) {
        var tunes = new ArrayList<Tune>();
        for (var text : texts) {
            try {
                tunes.add(Abc.read(text));
            } catch (AbcException e) {
                continue;                                            // counted below, as one that is not read
            }
        }
        double bars = tunes.stream().mapToInt(tune -> tune.bars().size()).sum();
        double[] runs = tunes.stream().mapToDouble(tune -> book.longest(tune).bars()).sorted().toArray();
        double copied = 0;
        for (double run : runs) if (run > FREE) copied++;
        return new Verdict(texts.size(), (double) tunes.size() / texts.size(),
                tunes.stream().mapToInt(Tune::rightBars).sum() / bars,
                tunes.stream().mapToDouble(Tune::inKey).average().orElse(Double.NaN),
                (double) tunes.stream().filter(Tune::endsOnTonic).count() / tunes.size(),
                tunes.stream().mapToDouble(Tune::repeatedBars).average().orElse(Double.NaN),
                runs.length == 0 ? 0 : runs[runs.length - 1], copied / runs.length);
    }

    /** Whether a text is a tune that copied nothing of more than {@link #FREE} bars: what may be kept. */
    public boolean keeps(String text) {
        try {
            return book.longest(Abc.read(text)).bars() <= FREE;
        } catch (AbcException e) {
            return false;
        }
    }

    /** A row for each verdict, in the order of the map. */
    public static Table table(String title, Map<String, Verdict> verdicts) {
        var table = Table.create(title, StringColumn.create("who wrote"));
        var names = List.of("read", "bars right", "in key", "ends on the tonic", "bars repeated", "longest run (bars)",
                "run above 2 bars");
        for (var name : names) table.addColumns(DoubleColumn.create(name));
        verdicts.forEach((who, v) -> {
            table.stringColumn(0).append(who);
            double[] row = {v.read(), v.rightBars(), v.inKey(), v.endsOnTonic(), v.repeatedBars(), v.longestRun(),
                v.copied()};
            for (int k = 0; k < row.length; k++) table.doubleColumn(k + 1).append(Math.rint(1000 * row[k]) / 1000);
        });
        return table;
    }
}
