package unrolled.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tokens that a model knows, numbered from 0.
 *
 * <p>The first four are marks: {@value #PADDING_TOKEN} fills up a batch, {@value #UNKNOWN_TOKEN} stands for every
 * token that the vocabulary lacks, {@value #START_TOKEN} and {@value #END_TOKEN} stand around a sentence. The others
 * follow by frequency, the most frequent first; equally frequent ones in the order of their characters. The same texts
 * give the same numbers. Where a text itself holds a mark, such as {@code <unk>}, it is that mark.
 */
public final class Vocabulary {

    public static final int PADDING = 0;
    public static final int UNKNOWN = 1;
    public static final int START = 2;
    public static final int END = 3;

    static final String PADDING_TOKEN = "<pad>";
    static final String UNKNOWN_TOKEN = "<unk>";
    static final String START_TOKEN = "<s>";
    static final String END_TOKEN = "</s>";
    private static final List<String> MARKS = List.of(PADDING_TOKEN, UNKNOWN_TOKEN, START_TOKEN, END_TOKEN);

    private final List<String> tokens;
    private final Map<String, Integer> ids = new HashMap<>();

    private Vocabulary(List<String> tokens) {
        this.tokens = List.copyOf(tokens);
        for (int id = 0; id < tokens.size(); id++) ids.put(tokens.get(id), id);
    }

    /**
     * All tokens of some texts.
     *
     * @throws IllegalArgumentException if there is no token
     */
    public static Vocabulary of(List<List<String>> texts) {
        return of(texts, 1);
    }

    /**
     * The tokens that stand in the texts at least {@code minimumCount} times.
     *
     * @throws IllegalArgumentException if the count is not positive or no token is so frequent
     */
    public static Vocabulary of(List<List<String>> texts, int minimumCount) {
        if (minimumCount < 1) {
            throw new IllegalArgumentException("Vocabulary expects a minimum count of 1 or more, got " + minimumCount);
        }
        var counts = new HashMap<String, Integer>();
        for (var text : texts) text.forEach(token -> counts.merge(token, 1, Integer::sum));
        MARKS.forEach(counts::remove);
        var byFrequency = counts.entrySet().stream().filter(count -> count.getValue() >= minimumCount)
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey).toList();
        if (byFrequency.isEmpty()) {
            throw new IllegalArgumentException("Vocabulary expects a token that stands in the texts " + minimumCount
                    + " times or more, got none (of " + counts.size() + " tokens in " + texts.size() + " texts)");
        }
        var tokens = new ArrayList<>(MARKS);
        tokens.addAll(byFrequency);
        return new Vocabulary(tokens);
    }

    /**
     * The vocabulary with exactly these tokens in this order, as {@link #tokens()} of another gave them.
     *
     * @throws IllegalArgumentException if they do not begin with the four marks, or one stands there twice
     */
    public static Vocabulary ofTokens(List<String> tokens) {
        if (tokens.size() < MARKS.size() || !tokens.subList(0, MARKS.size()).equals(MARKS)) {
            throw new IllegalArgumentException("Vocabulary expects tokens that begin with " + MARKS + ", got "
                    + tokens.subList(0, Math.min(MARKS.size(), tokens.size())));
        }
        var vocabulary = new Vocabulary(tokens);
        for (int id = 0; id < tokens.size(); id++) {
            if (vocabulary.ids.get(tokens.get(id)) != id) {
                throw new IllegalArgumentException("Vocabulary expects each token once, got '" + tokens.get(id)
                        + "' twice (ids " + id + " and " + vocabulary.ids.get(tokens.get(id)) + ")");
            }
        }
        return vocabulary;
    }

    /** How many tokens, the four marks included: N of an embedding, the outputs of the last layer. */
    public int size() {
        return tokens.size();
    }

    /** All tokens; the id of each is its place. */
    public List<String> tokens() {
        return tokens;
    }

    /** The id of a token; {@link #UNKNOWN} for one that it lacks. */
    public int id(String token) {
        return ids.getOrDefault(token, UNKNOWN);
    }

    /** The ids of tokens. */
    public int[] ids(List<String> tokens) {
        return tokens.stream().mapToInt(this::id).toArray();
    }

    /**
     * The token of an id.
     *
     * @throws IllegalArgumentException if it is none of the vocabulary's
     */
    public String token(int id) {
        if (id < 0 || id >= size()) {
            throw new IllegalArgumentException("Vocabulary expects an id from 0 to " + (size() - 1) + ", got " + id);
        }
        return tokens.get(id);
    }

    /**
     * The tokens of ids up to the first {@link #END}, without {@link #PADDING} and {@link #START}.
     *
     * @throws IllegalArgumentException if an id before the end is none of the vocabulary's
     */
    public List<String> tokens(int... ids) {
        var read = new ArrayList<String>();
        for (int id : ids) {
            if (id == END) break;
            if (id != PADDING && id != START) read.add(token(id));
        }
        return read;
    }

    @Override public String toString() {
        return "Vocabulary of " + size() + " tokens";
    }
}
