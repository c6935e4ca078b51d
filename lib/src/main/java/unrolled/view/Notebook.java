package unrolled.view;

import static java.util.concurrent.CompletableFuture.runAsync;
import static java.util.concurrent.CompletableFuture.supplyAsync;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.Function;
import unrolled.machine.Stop;

/**
 * The only place that knows whether there is a notebook in front of the library.
 *
 * <p>{@code include.jshell} hands over the kernel's functions, so nothing here compiles against a kernel:
 * <pre>
 *   Notebook.connect(page -&gt; display(page, "text/html"), (id, page) -&gt; updateDisplay(id, page, "text/html"),
 *           render("", "text/html"));
 * </pre>
 * Without a connection (a console, a test) everything is shown as plain text on standard output.
 */
public final class Notebook {
    /** A stop button interrupts the thread of a cell, and a kernel that is interrupted while it sends, sends half. */
    private static final Executor SENDER = Executors.newSingleThreadExecutor(work -> {
        var thread = new Thread(work, "notebook");
        thread.setDaemon(true);
        return thread;
    });

    private static final String GOES_ON = "A loop of a cell that you stopped goes on: Java cannot end it. It takes a "
            + "core, and may print into other cells. To be rid of it, restart the kernel.";

    private static Function<Object, String> display;
    private static BiConsumer<String, Object> update;
    private static Function<Html, Object> page = Html::markup;
    private static String carrier;
    private static Runnable owed;

    private Notebook() { }

    /**
     * Connects the notebook; a second call replaces the first, and the next figure brings plotly.js again.
     *
     * @param show shows a page (a string of HTML) as a new output and returns that output's id
     * @param replace puts a page in the place of the output with the given id
     */
    public static synchronized void connect(Function<Object, String> show, BiConsumer<String, Object> replace) {
        display = show;
        update = replace;
        page = Html::markup;
        carrier = null;
        owed = null;
        Stop.readBy(words -> beforeNext(() -> display(Html.of(words))));
    }

    /**
     * Connects the notebook; outputs carry their plain text beside the HTML where the kernel is one that we know.
     *
     * @param rendered what the kernel's {@code render("", "text/html")} returned
     */
    public static synchronized void connect(Function<Object, String> show, BiConsumer<String, Object> replace,
            Object rendered) {
        connect(show, replace);
        try {
            page = new KernelPage(rendered)::of;
        } catch (ReflectiveOperationException e) {
            page = Html::markup;      // another kernel: it writes the HTML source as plain text, as it does for all
        }
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
        else display(thing instanceof Interactive figure
                ? Html.raw(bundle(figure) + html.markup(), html.toString()) : html);
    }

    /** plotly.js once for each notebook; a cell that is run again keeps what it carried. */
    private static String bundle(Interactive figure) {
        if (carrier == null) carrier = figure.key();
        return carrier.equals(figure.key()) ? PlotlyBundle.script() : "";
    }

    /** Does this before the next output: what an interrupted cell says, its kernel does not pass on. */
    static synchronized void beforeNext(Runnable show) {
        owed = connected() ? show : null;
    }

    /** Shows HTML as a new output and returns its id. */
    static synchronized String display(Html html) {
        var before = owed;
        owed = null;
        if (before != null) before.run();
        if (StoppedLoops.found()) send(Html.of(GOES_ON));
        return send(html);
    }

    private static String send(Html html) {
        return supplyAsync(() -> display.apply(page.apply(html)), SENDER).join();
    }

    /** Replaces the output with this id. */
    static synchronized void update(String id, Html html) {
        runAsync(() -> update.accept(id, page.apply(html)), SENDER).join();
    }
}
