package ijava;

import io.github.spencerpark.jupyter.channels.JupyterConnection;
import io.github.spencerpark.jupyter.channels.JupyterSocket;
import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import io.github.spencerpark.jupyter.kernel.LanguageInfo;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.magic.MagicParser;
import io.github.spencerpark.jupyter.kernel.magic.common.Load;
import io.github.spencerpark.jupyter.kernel.magic.registry.Magics;
import io.github.spencerpark.jupyter.kernel.util.GlobFinder;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.stream.Collectors;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/**
 * A stand-in for IJava where IJava itself is not to be had: its own base kernel (the protocol, the magics, how things
 * are displayed) around a shell of the JDK. The shell imports what IJava's does, with {@code display},
 * {@code updateDisplay}, {@code render}, {@code lineMagic}, and the magics {@code %load}, {@code %jars} and
 * {@code %classpath}. IJava's evaluation of code and its stop button are not in it.
 */
public final class StandIn extends BaseKernel {

    private static StandIn kernel;

    private final List<String> startUp = new ArrayList<>();
    private final Magics magics = new Magics();
    private final MagicParser parser = new MagicParser("(?<=(?:^|=))\\s*%", "%%");
    private final JShell shell = JShell.builder().executionEngine(new Here(), Map.of())
            .in(System.in).out(System.out).err(System.err).build();

    public static void main(String[] arguments) throws Exception {
        JupyterSocket.JUPYTER_LOGGER.setLevel(Level.WARNING);
        var connection = new JupyterConnection(
                KernelConnectionProperties.parse(Files.readString(Path.of(arguments[0]))));
        kernel = new StandIn();
        kernel.becomeHandlerForConnection(connection);
        connection.connect();
        connection.waitUntilClose();
        System.exit(0);
    }

    private StandIn() throws Exception {
        startUp.add(System.getenv().getOrDefault("IJAVA_STARTUP_SCRIPT", ""));
        magics.registerLineMagic("jars", this::addToClassPath);
        magics.registerLineMagic("classpath", this::addToClassPath);
        magics.registerMagics(new Load(List.of("", ".jsh", ".jshell", ".java", ".ijava"), this::eval));
        shell.addToClasspath(System.getProperty("java.class.path"));
        for (var name : List.of("util", "io", "math", "net", "util.concurrent", "util.prefs", "util.regex")) {
            run("import java." + name + ".*;");
        }
        run("import static ijava.StandIn.*;");
        run("import static ijava.StandIn.Calls.*;");
    }

    private List<String> addToClassPath(List<String> globs) throws Exception {
        var added = new ArrayList<String>();
        for (var glob : globs) {
            new GlobFinder(glob).computeMatchingPaths().forEach(path -> added.add(path.toAbsolutePath().toString()));
        }
        added.forEach(shell::addToClasspath);
        return added;
    }

    // ---- what a cell calls

    public static DisplayData render(Object thing, String... as) {
        return as.length == 0 ? kernel.getRenderer().render(thing) : kernel.getRenderer().renderAs(thing, as);
    }

    public static String display(Object thing, String... as) {
        var data = render(thing, as);
        if (data.getDisplayId() == null) data.setDisplayId(UUID.randomUUID().toString());
        kernel.display(data);
        return data.getDisplayId();
    }

    public static void updateDisplay(String id, Object thing, String... as) {
        kernel.getIO().display.updateDisplay(id, render(thing, as));
    }

    public static <T> T lineMagic(String name, List<String> arguments) throws Exception {
        return kernel.magics.applyLineMagic(name, arguments);
    }

    /** Under the name of a method of the kernel itself. */
    public static final class Calls {
        public static Object eval(String code) throws Exception {
            return kernel.eval(code);
        }
    }

    // ---- the evaluation of a cell

    @Override public DisplayData eval(String cell) throws Exception {
        var code = parser.transformLineMagics(cell, line -> "lineMagic(" + quoted(line.getMagicCall().getName())
                + ", List.of(" + line.getMagicCall().getArgs().stream().map(StandIn::quoted)
                .collect(Collectors.joining(", ")) + "));{};");
        while (!startUp.isEmpty()) eval(startUp.remove(0));                // with the first cell, as IJava does
        Object value = null;
        var analysis = shell.sourceCodeAnalysis();
        for (var rest = analysis.analyzeCompletion(code); rest.completeness().isComplete();
                rest = analysis.analyzeCompletion(rest.remaining())) {
            value = run(rest.source());
        }
        return value == null ? null : render(value);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** The value of a snippet that has one. */
    private Object run(String snippet) throws Exception {
        Object value = null;
        for (var event : shell.eval(snippet)) {
            if (event.causeSnippet() != null) continue;
            if (event.exception() != null) throw event.exception();
            if (!event.status().isDefined()) throw new IllegalStateException(diagnosis(event));
            value = event.value() == null ? null : Here.VALUES.remove(event.value());
        }
        return value;
    }

    private String diagnosis(SnippetEvent event) {
        return shell.diagnostics(event.snippet()).map(fault -> fault.getMessage(null))
                .collect(Collectors.joining("\n", event.snippet().source() + "\n", ""));
    }

    @Override public List<String> formatError(Exception e) {
        var name = e instanceof EvalException thrown ? thrown.getExceptionClassName() : e.getClass().getName();
        return List.of(name + ": " + e.getMessage());
    }

    @Override public LanguageInfo getLanguageInfo() {
        return new LanguageInfo.Builder("Java").version(Runtime.version().toString()).mimetype("text/x-java-source")
                .fileExtension(".java").build();
    }

    @Override public void onShutdown(boolean restarting) {
        shell.close();
    }

    /** Runs snippets in this machine and keeps their values, of which the shell passes on names. */
    private static final class Here extends DirectExecutionControl implements ExecutionControlProvider {

        static final Map<String, Object> VALUES = new ConcurrentHashMap<>();

        @Override public String name() {
            return "here";
        }

        @Override public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
            return this;
        }

        @Override protected String invoke(Method method) throws Exception {
            Object value;
            try {
                value = method.invoke(null);
            } catch (InvocationTargetException e) {
                var cause = e.getCause();
                throw new UserException(String.valueOf(cause.getMessage()), cause.getClass().getName(),
                        cause.getStackTrace());
            }
            if (value == null) return "";
            var name = UUID.randomUUID().toString();
            VALUES.put(name, value);
            return name;
        }
    }
}
