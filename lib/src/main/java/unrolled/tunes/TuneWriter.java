package unrolled.tunes;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import unrolled.math.Rng;
import unrolled.model.Model;
import unrolled.text.Generator;
import unrolled.text.Ngrams;
import unrolled.text.Sampler;
import unrolled.text.Vocabulary;

/**
 * Lets a network, or a table of counts, write tunes in a metre and a key.
 *
 * <p>It reads the metre and the key, a token each, and writes letters until it writes the end of the tune itself. What
 * it wrote need not be a tune: nothing is mended and nothing thrown away.
 */
public final class TuneWriter {

    /** A tune that has not ended after so many letters is left as it is. */
    public static final int LONGEST = 600;

    private static final int HEAD = 2;                     // metre and key

    /** Draws the letters behind a prompt. */
    private interface Source {
        int[] write(int[] prompt, Rng rng);
    }

    private final Source source;
    private final Vocabulary vocabulary;

    private TuneWriter(Source source, Vocabulary vocabulary) {
        this.source = source;
        this.vocabulary = vocabulary;
    }

    /**
     * A writer whose next letters a network draws.
     *
     * @param model ids in, T×B×1; logits out, one for each token of the vocabulary
     */
    public static TuneWriter of(Model model, Vocabulary vocabulary, Sampler sampler) {
        var generator = new Generator(model, withoutMarks(sampler)).stopAt(Vocabulary.END);
        return new TuneWriter((prompt, rng) -> {
            var read = new int[prompt.length + 1];
            read[0] = Vocabulary.START;
            System.arraycopy(prompt, 0, read, 1, prompt.length);
            return generator.write(read, LONGEST, rng).ids();
        }, vocabulary);
    }

    /**
     * A writer whose next letters a table of counts draws; metre and key are always in its sight.
     *
     * @param order how many letters a piece has, the drawn one included
     * @param beta how many counts a table of shorter pieces is worth
     * @param tunes in ABC notation, those that are counted
     */
    public static TuneWriter counts(int order, double beta, List<String> tunes, Vocabulary vocabulary,
            Sampler sampler) {
        var counts = new Ngrams(order, vocabulary.size(), HEAD, beta);
        for (var tune : tunes) counts.read(framed(vocabulary.ids(new TuneTokenizer().tokens(tune)), Vocabulary.END));
        return new TuneWriter((prompt, rng) ->
                counts.write(framed(prompt), LONGEST, Vocabulary.END, withoutMarks(sampler), rng), vocabulary);
    }

    /** Metre, key, the mark of the start, the letters, and what is added behind them. */
    private static int[] framed(int[] ids, int... more) {
        return IntStream.concat(IntStream.concat(Arrays.stream(ids, 0, HEAD), IntStream.of(Vocabulary.START)),
                IntStream.concat(Arrays.stream(ids, HEAD, ids.length), Arrays.stream(more))).toArray();
    }

    private static Sampler withoutMarks(Sampler sampler) {
        return sampler.without(Vocabulary.PADDING, Vocabulary.UNKNOWN, Vocabulary.START);
    }

    /**
     * A tune, or what is meant to be one, in ABC notation.
     *
     * @throws IllegalArgumentException if the vocabulary lacks the metre or the key
     */
    public String write(Metre metre, Key key, Rng rng) {
        int[] prompt = vocabulary.ids(List.of("M:" + metre, "K:" + key));
        if (Arrays.stream(prompt).anyMatch(id -> id == Vocabulary.UNKNOWN)) {
            throw new IllegalArgumentException("TuneWriter expects a metre and a key of its vocabulary, got " + metre
                    + " and " + key + "; it has " + vocabulary.tokens().stream()
                    .filter(token -> token.length() > 2 && token.charAt(1) == ':').sorted().toList());
        }
        var tokens = vocabulary.tokens(prompt);
        tokens.addAll(vocabulary.tokens(source.write(prompt, rng)));
        return new TuneTokenizer().text(tokens);
    }
}
