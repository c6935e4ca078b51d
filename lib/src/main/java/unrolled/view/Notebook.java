package unrolled.view;

import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The only place that knows whether there is a notebook in front of the library.
 *
 * <p>{@code include.jshell} hands over the kernel's two functions, so nothing here compiles against a kernel:
 * <pre>
 *   Notebook.connect(html -&gt; display(html, "text/html"), (id, html) -&gt; updateDisplay(id, html, "text/html"));
 * </pre>
 * Without a connection (a console, a test) everything is shown as plain text on standard output.
 */
public final class Notebook {
    private static Function<String, String> display;
    private static BiConsumer<String, String> update;
    private static String carrier;

    private Notebook() { }

    /**
     * Connects the notebook; a second call replaces the first, and the next figure brings plotly.js again.
     *
     * @param show shows HTML as a new output and returns that output's id
     * @param replace puts HTML in the place of the output with the given id
     */
    public static synchronized void connect(Function<String, String> show, BiConsumer<String, String> replace) {
        display = show;
        update = replace;
        carrier = null;
    }

    /** Back to plain text on standard output. */
    public static synchronized void disconnect() {
        connect(null, null);
    }

    /** Whether a notebook shows what we show. */
    public static synchronized boolean connected() {
        return display != null;
    }

    /** Shows a table, figure, diagram, matrix, history or text; see {@link Html#of(Object)}. */
    public static synchronized void show(Object thing) {
        var html = Html.of(thing);
        if (display == null) System.out.println(html);
        else display.apply(thing instanceof Figure figure ? bundle(figure) + html.markup() : html.markup());
    }

    /** plotly.js once for each notebook; a cell that is run again keeps what it carried. */
    private static String bundle(Figure figure) {
        if (carrier == null) carrier = figure.key();
        return carrier.equals(figure.key()) ? Plotly.bundle() : "";
    }

    /** Shows markup as a new output and returns its id. */
    static synchronized String display(String markup) {
        return display.apply(markup);
    }

    /** Replaces the output with this id. */
    static synchronized void update(String id, String markup) {
        update.accept(id, markup);
    }
}
