package unrolled.docs;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import unrolled.view.Html;

/**
 * What the library says of a class or of one of its members: {@code docs(LstmCell.class)}, {@code docs("LstmCell")} or
 * {@code docs("Trainer.clipping")} in a notebook.
 */
public final class Docs {

    private static final int NEAREST = 5;

    private Docs() {}

    /**
     * The page of a class: what it is, and its public members.
     *
     * @throws IllegalArgumentException if it is not one of the library's
     * @throws IllegalStateException without a JDK, whose compiler reads the sources
     */
    public static Html of(Class<?> type) {
        var outer = type;
        while (outer.getEnclosingClass() != null) outer = outer.getEnclosingClass();
        if (!Sources.types().contains(outer.getName())) {
            throw new IllegalArgumentException("docs expects a class of the library, got " + type.getName());
        }
        return Sources.page(outer.getName()).html();
    }

    /**
     * The page of a class, or its members of a name; capitals do not count. A name that does not exist gets the nearest
     * ones.
     *
     * @param name such as {@code "LstmCell"}, {@code "Trainer.clipping"}, or a member's name alone
     * @throws IllegalStateException without a JDK, whose compiler reads the sources
     */
    public static Html of(String name) {
        var words = name.strip().split("[.#]", 2);
        var types = Sources.types().stream().filter(type -> simple(type).equalsIgnoreCase(words[0])).toList();
        if (!types.isEmpty() && words.length == 1) return Sources.page(types.get(0)).html();
        if (!types.isEmpty()) {
            var page = Sources.page(types.get(0));
            return page.has(words[1]) ? page.html(words[1]) : nearest(name, page.names());
        }
        var owners = words.length > 1 ? List.<Page>of()
                : Sources.types().stream().map(Sources::page).filter(page -> page.has(words[0])).toList();
        if (owners.size() == 1) return owners.get(0).html(words[0]);
        if (!owners.isEmpty()) return choice(name, owners);
        return nearest(name, Sources.types().stream().map(Docs::simple).toList());
    }

    private static Html choice(String name, List<Page> owners) {
        return Html.text("Several classes have " + name + ": " + owners.stream()
                .map(owner -> "docs(\"" + owner.name() + "." + name + "\")").collect(Collectors.joining(", ")));
    }

    private static Html nearest(String name, List<String> names) {
        var near = names.stream().distinct().sorted(Comparator.comparingInt(other -> distance(name, other)))
                .limit(NEAREST).collect(Collectors.joining(", "));
        return Html.text("The library has no '" + name + "'. The nearest names: " + near);
    }

    static String simple(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    /**
     * How many letters must be put in, taken out or changed; none is counted where the other holds the one.
     *
     * @see <a href="https://zbmath.org/?q=an:0149.15905">V. I. Levenshtein, Binary codes capable of correcting
     *      deletions, insertions, and reversals, Soviet Physics Doklady 10 (1966), 707–710</a>
     */
    static int distance(String one, String other) {
        var a = one.toLowerCase(Locale.ROOT);
        var b = other.toLowerCase(Locale.ROOT);
        if (b.contains(a)) return 0;
        var above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) above[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            var row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
