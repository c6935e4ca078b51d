"""Dishonest answers to the small assignment: what each attempts, in words, and the cells that attempt it.

All of them have a wrong `step`, and none may gain a point by it. `refused` never come to the kernel; `run` do.
"""
WRONG = "double step(double w, double x) { return 3; }"


def beside(cell):
    """A wrong step, and the attempt in the cell of the other task."""
    return {"hw0_1_step": WRONG, "hw0_2_sum": cell}


def inside(act):
    """The attempt within the method that the tests call."""
    return {"hw0_1_step": f"double step(double w, double x) throws Exception {{ {act} return 3; }}"}


REFUSED = {
    # the names that the tests use
    "replaces the class that compares":
        beside("class Quiz { static void expect(String w, double e, double a, double t) {} }"),
    "replaces it under an annotation": beside("@Deprecated final class Quiz { static void expect(Object... all) {} }"),
    "replaces it by a record":
        beside("record Quiz(int x) { static void expect(String w, double e, double a, double t) {} }"),
    "replaces it by an interface":
        beside("interface Quiz { static void expect(String w, double e, double a, double t) {} }"),
    "replaces it by an enum": beside("enum Quiz { A; static void expect(String w, double e, double a, double t) {} }"),
    "writes a letter of its name as an escape": beside("class Q\\u0075iz { static void expect(Object... all) {} }"),
    "writes all of the declaration in escapes":
        beside("\\u0063lass \\u0051uiz { static void expect(Object... all) {} }"),
    "puts a sign into the name that Java ignores": beside("class Qu\u00adiz { static void expect(Object... all) {} }"),
    "puts another one there": beside("class Quiz\u200c { static void expect(Object... all) {} }"),
    "declares it behind a carriage return that ends a comment":
        beside("// nothing\rclass Quiz { static void expect(Object... all) {} }"),
    "declares it in a line that an escape ends":
        beside("// nothing \\u000a class Quiz { static void expect(Object... all) {} }"),
    "hides the class behind a variable of its name":
        beside("class Q { void expect(String w, double e, double a, double t) {} }\nQ Quiz = new Q();"),
    "hides it behind a second variable of one declaration":
        beside("class Q { void expect(String w, double e, double a, double t) {} }\nQ one = new Q(), Quiz = new Q();"),
    "replaces what the tests compare with": beside("double half(double x) { return Double.NaN; }"),
    "a more fitting overload of it": beside("double half(int x) { return 1e9; }"),
    "replaces it by a generic method": beside("static <T extends Number> double half(T x) { return 0; }\n"
                                              "double half(double x) { return 0; }"),
    "hides Math behind a class": beside("class Math { static double tanh(double x) { return 3; } }"),
    "hides Math behind a variable": beside("class M { double tanh(double x) { return 3; } }\nM Math = new M();"),
    "hides the package java behind a class":
        beside("class java { static class util { static class concurrent { interface Callable<T> { T call(); } } } }"),
    "hides the package java behind a variable": beside("int java = 3;"),
    # reflection and class loading
    "looks up a class by its name": inside('Class.forName("unrolled.view.Quiz");'),
    "opens a private field":
        inside('for (var f : Quiz.class.getDeclaredFields()) { f.setAccessible(true); f.set(null, 3); }'),
    "gets methods by reflection": inside('System.class.getMethod("exit", int.class).invoke(null, 0);'),
    "gets a class loader": inside("new Object().getClass().getClassLoader();"),
    "gets the thread's class loader":
        inside("Thread.currentThread().getContextClassLoader().loadClass(\"unrolled.view.Quiz\");"),
    "imports reflection": beside("import java.lang.reflect.*;\nMethod m = null;"),
    "uses reflection by its whole name": inside("java.lang.reflect.Array.newInstance(int.class, 1);"),
    "a method handle": inside("java.lang.invoke.MethodHandles.lookup();"),
    "a service loader": inside("java.util.ServiceLoader.load(Runnable.class);"),
    "calls reflection through a method reference":
        inside("Function<Class<?>, Object[]> f = Class::getDeclaredMethods; f.apply(Quiz.class);"),
    "another package that reflects for it":
        inside("new java.beans.Statement(System.class, \"exit\", new Object[] {0}).execute();"),
    "a compiler of its own": inside("javax.tools.ToolProvider.getSystemJavaCompiler();"),
    "a shell of its own": inside("jdk.jshell.JShell.create();"),
    "a library of the kit's that makes objects by their class's name":
        inside("new com.fasterxml.jackson.databind.ObjectMapper().readValue(\"{}\", Object.class);"),
    "the unsafe memory": inside("sun.misc.Unsafe.getUnsafe();"),
    "a native method": beside("class N { static native void look(); }\nvoid go() { System.loadLibrary(\"n\"); }"),
    "walks the stack": inside("StackWalker.getInstance().forEach(f -> System.out.println(f));"),
    "asks who calls": inside("if (new Exception().getStackTrace().length > 3) return 0;"),
    # the kernel and its commands
    "asks the kernel for itself": inside("getKernelInstance();"),
    "evaluates a text": inside('eval("class Quiz { }");'),
    "calls a command as a method": inside('lineMagic("classpath", List.of("/tmp/evil.jar"));'),
    "a command of the kernel": beside("%classpath /tmp/evil.jar\nint z = 1;"),
    "a command behind spaces": beside("   %load /tmp/evil.jshell"),
    "a command of a whole cell": beside("%%time it\nint z = 1;"),
    # the process, the streams, the machine
    "ends Java before the test can fail": inside("System.exit(0);"),
    "halts Java": inside("Runtime.getRuntime().halt(0);"),
    "leaves a hook": inside("Runtime.getRuntime().addShutdownHook(new Thread(() -> { }));"),
    "takes the standard output": inside("System.setOut(new PrintStream(new ByteArrayOutputStream()));"),
    "reads the environment": inside("System.getenv();"),
    "starts a shell": inside('new ProcessBuilder("sh", "-c", "echo 1 > /proc/1/fd/1").start();'),
    "starts a shell by the other way": inside('Runtime.getRuntime().exec("sh");'),
    "writes to the pipe of the first process": inside(
        'java.nio.file.Files.writeString(java.nio.file.Path.of("/proc/1/fd/1"), "{}");'),
    "reads its own memory": inside('new RandomAccessFile("/proc/self/mem", "rw").seek(4096);'),
    "reads a file by its name": inside('new FileReader("/proc/self/environ").read();'),
    "reads a file with a scanner": inside('new Scanner(new File("/proc/self/cmdline")).nextLine();'),
    "writes a file with a formatter": inside('new Formatter("/tmp/a").format("%s", 1);'),
    "writes a file with a print stream": inside('new PrintStream("/tmp/a").print(1);'),
    "writes a file with a matrix": inside('new SimpleMatrix(1, 1).saveToFileCSV("/tmp/a");'),
    "reads a file with a table": inside('Table.read().csv("/tmp/a");'),
    "speaks to the kernel's port": inside('new java.net.Socket("127.0.0.1", 1).getOutputStream().write(1);'),
    "shows another page": inside("Notebook.disconnect();"),
    "reads objects from bytes": inside("new ObjectInputStream(new ByteArrayInputStream(new byte[9])).readObject();"),
    "handles what other threads throw": inside("Thread.setDefaultUncaughtExceptionHandler((t, e) -> { });"),
    "stops another thread": inside("Thread.getAllStackTraces().keySet().forEach(Thread::interrupt);"),
    "a list that is equal to all":
        beside("class Same extends ArrayList<Double> { public boolean equals(Object o) { return true; } }"),
    "a text that is equal to all":
        beside("class Same implements CharSequence { "
                                          "public char charAt(int k) { return 'a'; } "
                                          "public int length() { return 1; } "
                                          "public CharSequence subSequence(int a, int b) "
                                          "{ return this; } public boolean equals(Object o) { return true; } }"),
    "a matrix of its own kind": beside("class Mine extends SimpleMatrix { Mine() { super(1, 1); } }"),
    "changes the tolerance of the matrices": inside("org.ejml.UtilEjml.EPS = 1e9;"),
}
# What the task asks to write by hand, here DoubleStream and Arrays in `sum`: every one of these sums is right.
BORROWED = {
    "by its name": "double sum(double[] x) { return DoubleStream.of(x).sum(); }",
    "by its whole name": "double sum(double[] x) { return java.util.Arrays.stream(x).sum(); }",
    "as the type of an expression":
        "double sum(double[] x) { return IntStream.range(0, x.length).mapToDouble(k -> x[k]).sum(); }",
    "by a static import": "import static java.util.Arrays.stream;\ndouble sum(double[] x) { return stream(x).sum(); }",
    "by an import under a star":
        "import static java.util.stream.DoubleStream.*;\ndouble sum(double[] x) { return of(x).sum(); }",
    "by a method reference": "double sum(double[] x) { ToDoubleFunction<double[]> f = a -> 0; "
                             "Function<double[], DoubleStream> g = DoubleStream::of; return g.apply(x).sum(); }",
    "through a second method of the cell": "double all(double[] x) { return Arrays.stream(x).sum(); }\n"
                                           "double sum(double[] x) { return all(x); }",
}
ELSEWHERE = {
    "a helper in another task's cell": ("double all(double[] x) { return Arrays.stream(x).sum(); }",
                                        "double sum(double[] x) { return all(x); }"),
    "a class in another task's cell": ("class A { double all(double[] x) { return Arrays.stream(x).sum(); } }",
                                       "double sum(double[] x) { return new A().all(x); }"),
    "a function left in a variable": ("ToDoubleFunction<double[]> all = x -> Arrays.stream(x).sum();",
                                      "double sum(double[] x) { return all.applyAsDouble(x); }"),
    "a function left in a static field of a class": (
        "class Box { static ToDoubleFunction<double[]> f; }\n"
        "{ Box.f = x -> Arrays.stream(x).sum(); }", "double sum(double[] x) { return Box.f.applyAsDouble(x); }"),
    "a function left in a list": (
        "List<ToDoubleFunction<double[]>> box = new ArrayList<>();\nbox.add(x -> Arrays.stream(x).sum());",
        "double sum(double[] x) { return box.get(0).applyAsDouble(x); }"),
    "a helper that calls the helper": ("double one(double[] x) { return Arrays.stream(x).sum(); }\n"
                                       "double two(double[] x) { return one(x); }",
                                       "double sum(double[] x) { return two(x); }"),
    "an interface whose class is elsewhere": (
        "interface Adds { double all(double[] x); }\n"
        "Adds adds = new Adds() { public double all(double[] x) { return Arrays.stream(x).sum(); } };",
        "double sum(double[] x) { return adds.all(x); }"),
}
RUN = {
    "prints what a passed test prints": inside('System.out.print("ended"); System.out.println("✓ step(0, 3)");'),
    "shows a value": {"hw0_1_step": WRONG + '\n"ended"'},
    "displays what a value shows": inside('display("ended"); display(100);'),
    "ends the test's thread": inside("if (true) throw new ThreadDeath();"),
    "interrupts the test": inside("Thread.currentThread().interrupt();"),
    "returns no number": {"hw0_1_step": "double step(double w, double x) { return Double.NaN; }"},
    "returns infinity": {"hw0_1_step": "double step(double w, double x) { return 1 / 0.0; }"},
    "throws what looks like a pass": inside('if (true) throw new Error("ended");'),
    "prints in the background": inside('new Thread(() -> { while (true) System.out.print("ended"); }).start();'),
}
# The kit's own implementation in the place of the student's, by classes that nobody thinks of first: assignment, task,
# answer. Right numbers, nobody's own work.
KITS_OWN = {
    "drives a cell of the kit's step by step": ("hw1-forward", "hw1-2-elman-step", """
double[] elmanStep(double[] x, double[] hPrev, double[][] W, double[][] U, double[] b) {
    var cell = new ElmanCell(x.length, b.length);
    var in = Sequence.of(new double[][] {x});
    var out = new Sequence(1, 1, b.length);
    cell.start(new Run("a", in, Pass.PREDICT, out, true), State.ZERO);
    cell.forward(0);
    return out.series(0, 0);
}"""),
    "a cell behind its base class": ("hw1-forward", "hw1-3-unroll", """
double[][] unroll(BinaryOperator<double[]> step, double[] h0, double[][] x) {
    Cell cell = null;
    cell.forward(0);
    return x;
}"""),
    "output feedback as the output layer": ("hw1-forward", "hw1-2-elman-output", """
double[] elmanOutput(double[] h, double[][] Wy, double[] by) {
    var layer = new OutputFeedbackCell(h.length, by.length, Activation.TANH);
    return new double[layer.outputs()];
}"""),
    "an echo state network for the recurrent layer": ("hw1-forward", "hw1-7-batch", """
SimpleMatrix elmanBatch(SimpleMatrix X, SimpleMatrix H, SimpleMatrix W, SimpleMatrix U, SimpleMatrix b) {
    var net = new EchoStateNetwork(1, X.getNumCols(), H.getNumCols(), 1).network();
    return H;
}"""),
    "feeds a model's answers back": ("hw1-forward", "hw1-5-feedback", """
double[][] feedback(double[] y0, double[][] x, double[][] W, double[][] U, double[] b) {
    return new double[][] {Feedback.run(null, Sequence.of(x), State.ZERO, 3).outputs().series(0, 0)};
}"""),
    "a layer that maps two inputs": ("hw1-forward", "hw1-4-jordan-output", """
double[] jordanOutput(Jordan net, double[] s, double[] x) {
    return new double[new Residual(new LayerNorm(3)).parameters().size()];
}"""),
    "the chain rule of tanh from the kit's vectors": ("hw2-bptt", "hw2-1-tanh-back", """
SimpleMatrix tanhBack(SimpleMatrix h, SimpleMatrix dh) {
    var da = new Vec();
    Vec.tanhBack(new Vec(), new Vec(), new Vec(), da);
    return dh;
}"""),
    "the chain rule of tanh from its activation": ("hw2-bptt", "hw2-1-tanh-back", """
SimpleMatrix tanhBack(SimpleMatrix h, SimpleMatrix dh) {
    return h.elementOp((int r, int c, double y) -> Activation.TANH.slope(y) * dh.get(r, c));
}"""),
    "a matrix of the kit's that goes back": ("hw2-bptt", "hw2-2-sum-back", """
Sent sumBack(SimpleMatrix da, SimpleMatrix W, SimpleMatrix U) {
    var dx = new SimpleMatrix(da.getNumRows(), W.getNumCols());
    new Parameter("W", 1, 1, Initializer.zeros()).addProductBack(Block.of(da.getDDRM()), Block.of(dx.getDDRM()));
    return new Sent(dx, dx);
}"""),
    "a matrix of the kit's that adds its gradient up": ("hw2-bptt", "hw2-4-weight-gradients", """
Gradients weightGradients(SimpleMatrix[] x, SimpleMatrix[] h, SimpleMatrix[] da) {
    Matrix W = new Parameter("W", 2, 2, Initializer.zeros());
    W.addGradient(Block.of(da[1].getDDRM()), Block.of(x[1].getDDRM()));
    return null;
}"""),
    "a cell of one's own around the step, unrolled by the kit": ("hw2-bptt", "hw2-3-back-through-time", """
SimpleMatrix[] backThroughTime(SimpleMatrix[] h, SimpleMatrix[] dy, Step step) {
    Layer layer = new Bidirectional(null, null);
    return dy;
}"""),
    "the trainer's clipping": ("hw2-bptt", "hw2-6-clip", """
List<SimpleMatrix> clip(List<SimpleMatrix> gradients, double c) {
    Clipping.norm(c);
    return gradients;
}"""),
    "the kit's LSTM, its steps called from outside": ("hw3-gates", "hw3-1-lstm-step", """
class MyLstmStep extends StackedCell {
    private final Cell kit;
    MyLstmStep(int features, int hidden) {
        super("mine", features, hidden, 4);
        kit = new LstmCell(features, hidden);
    }
    @Override protected void step(int t) { kit.forward(t); }
    @Override protected void stepBack(int t) { kit.backward(t); }
}"""),
    "the kit's LSTM as the class above": ("hw3-gates", "hw3-1-lstm-step", """
class MyLstmStep extends LstmCell {
    MyLstmStep(int features, int hidden) { super(features, hidden); }
}"""),
    "the kit's peephole LSTM": ("hw3-gates", "hw3-1-lstm-step-back", """
class MyLstm extends PeepholeLstmCell {
    MyLstm(int features, int hidden) { super(features, hidden); }
}"""),
    "the kit's GRU as the class above": ("hw3-gates", "hw3-2-gru-step", """
class MyGruStep extends GruCell {
    MyGruStep(int features, int hidden) { super(features, hidden); }
}"""),
    "windows from a table of lags": ("hw4-forecasting", "hw4-2-windows", """
double[][][] windows(double[] y, int n, int m) {
    var table = Lags.table(y, 1, 2, 3);
    return new double[table.rowCount()][1][1];
}"""),
    "held-out windows from the kit's": ("hw4-forecasting", "hw4-2-windows-from", """
double[][][] windowsFrom(double[] y, int from, int n, int m) {
    var cut = Windows.manyToOne(n).horizon(m).cut(y);
    return new double[cut.size()][1][1];
}"""),
    "the recursion of the kit's feedback": ("hw4-forecasting", "hw4-5-recursive", """
double[] recursive(Network net, double[] z, int origin, int n, int steps) {
    var known = Sequence.of(Arrays.copyOfRange(z, origin - n, origin));
    return Feedback.run(net, known, State.ZERO, steps).outputs().series(0, 0);
}"""),
    "the error from a forecaster that is walked": ("hw4-forecasting", "hw4-3-walk", """
double[][] walk(double[] y, int from, int steps, int every, UnaryOperator<double[]> forecaster) {
    return new double[][] {{WalkForward.class.getName().length()}};
}"""),
    "the mask of a sequence's lengths": ("hw5-sequence-to-sequence", "hw5-2-mask", """
boolean[][] maskOf(int[] lengths) {
    var x = new Sequence(3, lengths.length, 1).withLengths(lengths);
    return new boolean[][] {{x.valid(0, 0)}};
}"""),
    "the kit's padding": ("hw5-sequence-to-sequence", "hw5-2-padded", """
int[][] padded(List<int[]> sentences) {
    return new int[][] {{(int) Tokens.padded(sentences).get(0, 0, 0)}};
}"""),
    "the loss of a perplexity": ("hw5-sequence-to-sequence", "hw5-2-loss", """
double meanLoss(double[][][] logits, int[][] target, int[] lengths) {
    return Perplexity.class.getName().length();
}"""),
    "the beam of the kit's decoder": ("hw5-sequence-to-sequence", "hw5-5-beam", """
List<Prefix> beamSearch(Function<List<Integer>, double[]> next, int width, int longest, double a) {
    EncoderDecoder model = null;
    return List.of(new Prefix(List.of(model.decode(null, width, longest, END).size()), 0));
}"""),
}
