package unrolled.view;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import unrolled.math.Blas;

/**
 * What a cell of a notebook can name without an import of its own: {@code names.jshell}, beside this class.
 *
 * <p>{@code include.jshell} calls it when it has put the library on the class path. The compiler looks into every jar
 * for every import, each time that it runs, so all imports together take little longer than one.
 */
public final class Names {
    /**
     * The shell keeps the imports under the name of the first, and a cell that imports the same again would replace
     * them all: it is one that no cell has a reason to write.
     */
    private static final String KEY = "import unrolled.view.Names; ";

    private Names() { }

    /** Runs code as if it stood in a cell. */
    @FunctionalInterface
    public interface Cell {
        /**
         * Runs it.
         *
         * @throws Exception what the kernel's own {@code eval} throws
         */
        Object run(String code) throws Exception;
    }

    /**
     * Connects the notebook, gives its cells their names, and says when there is no native matrix product.
     *
     * @param show shows a page (a string of HTML) as a new output and returns that output's id
     * @param replace puts a page in the place of the output with the given id
     * @param rendered what the kernel's {@code render("", "text/html")} returned
     * @throws Exception when the shell does not take the names
     */
    public static void bring(Function<Object, String> show, BiConsumer<String, Object> replace, Object rendered,
            Cell cell) throws Exception {
        connect(show, replace, rendered, cell);
        System.out.print(words());
    }

    /**
     * The same at the start of a kernel, before anybody asks. The property {@code unrolled.started} is there from then
     * on; it is what {@code include.jshell} is to print. What the first figure needs is loaded meanwhile.
     *
     * @throws Exception when the shell does not take the names
     */
    public static void early(Function<Object, String> show, BiConsumer<String, Object> replace, Object rendered,
            Cell cell) throws Exception {
        connect(show, replace, rendered, cell);
        var words = CompletableFuture.supplyAsync(Names::words, Names::aside);
        System.getProperties().put("unrolled.started", words);
        words.thenRunAsync(Names::getReady, Names::aside);
    }

    private static void aside(Runnable work) {
        var thread = new Thread(work, "early");
        thread.setDaemon(true);
        thread.start();
    }

    /** A figure that nobody sees; then the heap of the start, most of it the compiler's, goes back to the machine. */
    private static void getReady() {
        Html.of(Figures.line(Series.of("y", new double[] {0, 1})).axes("x (no unit)", "y (no unit)")
                .caption("A line.", "A line."));
        PlotlyBundle.script();
        System.gc();
    }

    private static void connect(Function<Object, String> show, BiConsumer<String, Object> replace, Object rendered,
            Cell cell) throws Exception {
        Notebook.connect(show, replace, rendered);
        var shell = KernelShell.of(rendered);
        if (shell.isEmpty() || !atOnce(shell.get())) {
            for (var line : lines()) cell.run(line);
        }
    }

    private static String words() {
        return Blas.backend().startsWith("Matrix products run in plain Java") ? Blas.backend() + "\n" : "";
    }

    /** Whether the shell takes all imports as one, which no document of the JDK promises. */
    static boolean atOnce(JShell shell) {
        var imports = lines().stream().filter(line -> line.startsWith("import ")).toList();
        shell.eval(KEY + String.join(" ", imports));
        return lines().stream().filter(line -> !imports.contains(line)).flatMap(line -> shell.eval(line).stream())
                .filter(event -> event.causeSnippet() == null)
                .allMatch(event -> event.status() == Snippet.Status.VALID);
    }

    static List<String> lines() {
        return Resource.text("names.jshell").lines().filter(line -> !line.startsWith("//")).toList();
    }
}
