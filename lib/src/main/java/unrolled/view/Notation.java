package unrolled.view;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Mathematics in a line of text, as the course writes it: {@code h_t}, {@code c_{t−1}}, {@code ∂L/∂W_y}. A letter with
 * an index is italic and its index is lowered, and a letter after ∂ is italic; everything else stays as it is, names
 * such as {@code temp_min} too.
 */
record Notation(List<Piece> pieces) {
    private record Piece(String text, boolean italic, boolean index) { }

    private static final String LETTER = "\\p{L}\\p{M}*+";
    private static final String ALONE = "(?<![\\p{L}\\p{M}\\p{N}_])";
    private static final Pattern SYMBOL = Pattern.compile(ALONE + "(" + LETTER + ")_"
            + "(?:\\{([^{}]+)\\}|([\\p{L}\\p{N}]+))|(?<=∂)(" + LETTER + ")(?!\\p{L})");
    private static final Pattern UNREAD = Pattern.compile(ALONE + LETTER + "_\\{.*");

    /** @throws IllegalArgumentException when the index of a letter begins with a brace and does not end with one */
    static Notation of(String text) {
        var pieces = new ArrayList<Piece>();
        var symbols = SYMBOL.matcher(text);
        int from = 0;
        while (symbols.find()) {
            plain(pieces, text.substring(from, symbols.start()), text);
            var letter = symbols.group(1) != null ? symbols.group(1) : symbols.group(4);
            pieces.add(new Piece(letter, true, false));
            var index = symbols.group(2) != null ? symbols.group(2) : symbols.group(3);
            if (index != null) pieces.add(new Piece(index, false, true));
            from = symbols.end();
        }
        plain(pieces, text.substring(from), text);
        return new Notation(pieces);
    }

    private static void plain(List<Piece> pieces, String text, String whole) {
        var unread = UNREAD.matcher(text);
        if (unread.find()) throw new IllegalArgumentException("A notation expects an index between { and }, such as "
                + "h_{t−1}, got \"" + unread.group() + "\" (in \"" + whole + "\")");
        if (!text.isEmpty()) pieces.add(new Piece(text, false, false));
    }

    /** For a page. */
    static String html(String text) {
        return of(text).marked(Html::escape);
    }

    /** For plotly.js, which knows these two elements and fewer entities than a page. */
    static String plotly(String text) {
        return of(text).marked(part -> part.replace("&", "&amp;").replace("<", "&lt;"));
    }

    private String marked(UnaryOperator<String> escape) {
        return pieces.stream().map(piece -> {
            var part = escape.apply(piece.text);
            return piece.index ? "<sub>" + part + "</sub>" : piece.italic ? "<i>" + part + "</i>" : part;
        }).collect(Collectors.joining());
    }

    /** For a text of a drawing. */
    static String svg(String text) {
        var spans = new StringBuilder();
        boolean low = false;
        for (var piece : of(text).pieces) {
            var part = Html.escape(piece.text);
            if (piece.index) spans.append("<tspan dy=\".3em\" font-size=\"75%\">").append(part).append("</tspan>");
            else if (!low && !piece.italic) spans.append(part);
            else spans.append("<tspan").append(low ? " dy=\"-.225em\"" : "").append(piece.italic
                    ? " font-style=\"italic\">" : ">").append(part).append("</tspan>");
            low = piece.index;
        }
        return spans.toString();
    }

    /** How many characters a reader sees. */
    static int length(String text) {
        return of(text).pieces.stream().mapToInt(piece -> piece.text.length()).sum();
    }
}
