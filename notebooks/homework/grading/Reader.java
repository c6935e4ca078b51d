import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.source.tree.*;
import com.sun.source.util.*;
import java.io.*;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.*;
import java.util.stream.*;
import javax.lang.model.element.*;
import javax.lang.model.type.*;
import javax.tools.*;
import jdk.jshell.*;
import jdk.jshell.spi.*;

/**
 * Reads cells as the Java kernel will: JShell cuts and wraps them, Java's compiler resolves every name, nothing runs.
 *
 * <p>Each line on standard input is a question, each line on standard output its answer, both JSON:
 * <pre>
 *   {"given": [{"id", "source"} …], "cells": [{"id", "source"} …], "tests": [{"id", "source"} …], "uses": [use …]}
 *   {"cells": {id: {"declares", "uses", "sets", "overrides", "wrong", "runs", "hides"}}, "tests": [use …]}
 * </pre>
 * The shell keeps the given cells from question to question; what a question's own cells declared is dropped after it.
 * The class path is that of this program: the library's, and the kernel's jar for the functions that a notebook calls.
 */
public final class Reader {
    private final Map<String, byte[]> compiled = new HashMap<>();
    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final StandardJavaFileManager disk = compiler.getStandardFileManager(null, null, null);
    private final JavaFileManager files = new WithSnippets();
    private final List<Map<String, String>> later = new ArrayList<>();
    private JShell shell;
    private List<?> given;
    private List<Part> kept;

    /** A snippet: its cell, where it begins there, and what the shell knows of it. */
    private record Part(String cell, String text, int begin, Snippet snippet) {
        int line(int offset) {
            return 1 + (int) text.substring(0, Math.max(0, Math.min(text.length(), begin + offset))).chars()
                    .filter(c -> c == '\n').count();
        }
    }

    public static void main(String[] imports) throws IOException {
        var json = new ObjectMapper();
        var reader = new Reader();
        reader.disk.setLocation(StandardLocation.CLASS_PATH, Stream.of(System.getProperty("reader.path")
                .split(File.pathSeparator)).map(File::new).toList());
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        for (var line : (Iterable<String>) new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                .lines()::iterator) {
            Object[] answer = new Object[1];
            var thread = new Thread(null, () -> answer[0] = reader.answer(json, line, imports), "reader", 1L << 28);
            thread.start();
            try {
                thread.join();
            } catch (InterruptedException e) {
                return;
            }
            out.println(json.writeValueAsString(answer[0]));
        }
    }

    private Object answer(ObjectMapper json, String line, String[] imports) {
        try {
            return read(json.readValue(line, Map.class), imports);
        } catch (Throwable e) {                                        // whatever a cell can do to a compiler
            given = null;
            return Map.of("failed", e + Stream.of(e.getStackTrace()).limit(3).map(at -> " at " + at)
                    .collect(Collectors.joining()));
        }
    }

    @SuppressWarnings("unchecked")
    private Object read(Map<String, Object> question, String[] imports) throws IOException {
        if (!question.get("given").equals(given)) begin((List<Map<String, String>>) question.get("given"), imports);
        var facts = new LinkedHashMap<String, Map<String, Object>>();
        var mine = new ArrayList<Part>();
        for (var cell : (List<Map<String, String>>) question.get("cells")) {
            var fact = new LinkedHashMap<String, Object>();
            facts.put(cell.get("id"), fact);
            mine.addAll(evaluate(cell.get("id"), cell.get("source"), fact));
        }
        for (var cell : later) mine.addAll(evaluate(cell.get("id"), cell.get("source"), new HashMap<>()));
        var wanted = (List<Map<String, Object>>) question.getOrDefault("uses", List.of());
        for (var part : mine)
            if (facts.containsKey(part.cell()) && active(part) && shell.status(part.snippet()) != Snippet.Status.VALID)
                unresolved(facts.get(part.cell()), part);
        new Look(mine, facts, wanted).run();
        var tests = new ArrayList<Map<String, Object>>();
        var scratch = new LinkedHashMap<Part, SourceCodeAnalysis.SnippetWrapper>();
        for (var test : (List<Map<String, String>>) question.getOrDefault("tests", List.of()))
            scratch.putAll(scratch(test.get("id"), test.get("source")));
        if (!scratch.isEmpty()) new Look(mine, facts, List.of()).tests(scratch, tests);
        for (int k = mine.size(); k-- > 0;) if (active(mine.get(k))) shell.drop(mine.get(k).snippet());
        if (!kept.stream().allMatch(this::active)) given = null;        // one of the given was replaced: begin again
        return Map.of("cells", facts, "tests", tests);
    }

    /** A new shell with the cells that every submission has; what needs a student's cell waits for it. */
    private void begin(List<Map<String, String>> cells, String[] imports) {
        if (shell != null) shell.close();
        compiled.clear();
        later.clear();
        kept = new ArrayList<>();
        shell = JShell.builder().executionEngine(new Nothing(), Map.of()).in(InputStream.nullInputStream())
                .compilerOptions("--class-path", System.getProperty("reader.path")).build();
        for (var line : imports) evaluate("", line, new HashMap<>());
        for (var cell : cells) {
            var fact = new HashMap<String, Object>();
            var parts = evaluate(cell.get("id"), cell.get("source"), fact);
            boolean whole = !fact.containsKey("wrong")
                    && parts.stream().allMatch(p -> shell.status(p.snippet()) == Snippet.Status.VALID);
            if (whole) {
                kept.addAll(parts);
                continue;
            }
            for (int k = parts.size(); k-- > 0;) if (active(parts.get(k))) shell.drop(parts.get(k).snippet());
            later.add(cell);
        }
        given = cells;
    }

    /** What the kernel has taken at some time: a declaration that another replaced was there before. */
    private boolean ran(Part part) {
        return active(part) || shell.status(part.snippet()) == Snippet.Status.OVERWRITTEN;
    }

    private boolean active(Part part) {
        return shell.status(part.snippet()).isActive();
    }

    /** As the kernel does it: snippet by snippet until one does not compile. */
    private List<Part> evaluate(String cell, String text, Map<String, Object> fact) {
        var parts = new ArrayList<Part>();
        var analysis = shell.sourceCodeAnalysis();
        int from = 0;
        while (from < text.length()) {
            var info = analysis.analyzeCompletion(text.substring(from));
            boolean empty = info.completeness() == SourceCodeAnalysis.Completeness.EMPTY;
            if (empty) break;
            if (!info.completeness().isComplete()) {
                wrong(fact, new Part(cell, text, from, null), null, "it ends too early");
                return parts;
            }
            int next = text.length() - info.remaining().length();
            String source = info.source().strip();
            int begin = Math.max(from, text.indexOf(source, from));
            boolean known = isImported(source);
            if (known) add(fact, "blank", List.of(begin, begin + source.length()));
            for (var event : known ? List.<SnippetEvent>of() : shell.eval(source)) {
                if (event.causeSnippet() != null) continue;
                var part = new Part(cell, text, begin, event.snippet());
                if (!event.status().isDefined()) {
                    wrong(fact, part, event.snippet(), "it does not compile");
                    if (active(part)) shell.drop(event.snippet());
                    return parts;
                }
                parts.add(part);
            }
            if (next <= from) break;
            from = next;
        }
        fact.put("runs", text.length());
        return parts;
    }

    /**
     * Whether it is an import that is there already: it declares nothing. The shell would take it for a new one and
     * write all that uses the name anew, which can fail inside the compiler.
     */
    private boolean isImported(String source) {
        String plain = source.replaceAll("\\s+", " ").replaceAll(" ?([.;]) ?", "$1");
        return shell.imports().anyMatch(known -> plain.equals(
                "import " + (known.isStatic() ? "static " : "") + known.fullname() + ";"));
    }

    private void wrong(Map<String, Object> fact, Part part, Snippet snippet, String words) {
        var problem = snippet == null ? null
                : shell.diagnostics(snippet).filter(Diag::isError).findFirst().orElse(null);
        var missing = snippet instanceof DeclarationSnippet d ? shell.unresolvedDependencies(d).findFirst()
                : Optional.empty();
        if (problem != null) words = problem.getMessage(Locale.ROOT);
        else if (missing.isPresent()) words = "cannot find " + missing.get();
        fact.put("wrong", Map.of("line", part.line(problem == null ? 0 : (int) problem.getPosition()), "words", words));
        fact.put("runs", part.begin());
    }

    /** A declaration that waits for a name: the kernel would take whatever comes by that name. It does not run. */
    private void unresolved(Map<String, Object> fact, Part part) {
        int runs = (int) fact.getOrDefault("runs", 0);
        wrong(fact, part, part.snippet(), "it uses a name that is not there");
        fact.put("runs", runs);
        add(fact, "blank", List.of(part.begin(), part.begin() + part.snippet().source().strip().length()));
    }

    /** The wrapped form of cells that are not to be declared: tests, and once more what is given. */
    private Map<Part, SourceCodeAnalysis.SnippetWrapper> scratch(String id, String text) {
        var found = new LinkedHashMap<Part, SourceCodeAnalysis.SnippetWrapper>();
        for (int from = 0; from < text.length(); ) {
            var info = shell.sourceCodeAnalysis().analyzeCompletion(text.substring(from));
            if (!info.completeness().isComplete()) break;
            String source = info.source().strip();
            for (var wrapper : shell.sourceCodeAnalysis().wrappers(source))
                found.put(new Part(id, text, Math.max(from, text.indexOf(source, from)), null), wrapper);
            from = text.length() - info.remaining().length();
        }
        return found;
    }

    /** What the compiler makes of the active snippets of one question. */
    private final class Look {
        private final List<Part> mine;
        private final Map<String, Map<String, Object>> facts;
        private final List<Map<String, Object>> wanted;
        private final Map<String, List<Part>> owners = new HashMap<>();
        private Trees trees;
        private javax.lang.model.util.Types types;
        private javax.lang.model.util.Elements elements;

        Look(List<Part> mine, Map<String, Map<String, Object>> facts, List<Map<String, Object>> wanted) {
            this.mine = mine.stream().filter(Reader.this::ran).toList();
            this.facts = facts;
            this.wanted = wanted;
            for (var parts : List.of(kept, this.mine)) for (var part : parts)
                owners.computeIfAbsent(wrapper(part).fullClassName(), name -> new ArrayList<>()).add(part);
        }

        SourceCodeAnalysis.SnippetWrapper wrapper(Part part) {
            return shell.sourceCodeAnalysis().wrapper(part.snippet());
        }

        void run() throws IOException {
            for (var layer : layers()) {
                var wrappers = new LinkedHashMap<String, SourceCodeAnalysis.SnippetWrapper>();
                for (var part : layer) {
                    if (part.snippet().kind() == Snippet.Kind.IMPORT) importing(part);
                    else wrappers.putIfAbsent(wrapper(part).fullClassName(), wrapper(part));
                }
                var sources = new ArrayList<JavaFileObject>();
                wrappers.forEach((name, wrapper) -> sources.add(new Source(name, wrapper.wrapped())));
                sources.add(new Source("REPL.Probe", probe()));
                var units = analyze(sources);
                for (var unit : units) {
                    var type = (ClassTree) unit.getTypeDecls().get(0);
                    String name = unit.getPackageName() + "." + type.getSimpleName();
                    for (var part : layer)
                        if (facts.containsKey(part.cell()) && part.snippet().kind() != Snippet.Kind.IMPORT
                                && wrapper(part).fullClassName().equals(name))
                            new Scan(part, unit, wrapper(part)).scan(unit, null);
                }
                var args = argumentTypes(units.get(units.size() - 1));
                for (var part : layer) if (facts.containsKey(part.cell())) declares(part, args);
            }
        }

        /** The active snippets, and apart from them those that another replaced, as both have one class's name. */
        private List<List<Part>> layers() {
            var layers = new ArrayList<List<Part>>();
            var taken = new ArrayList<Map<String, String>>();
            var ordered = Stream.concat(mine.stream().filter(Reader.this::active),
                    mine.stream().filter(p -> !active(p))).toList();
            for (var part : ordered) {
                boolean imported = part.snippet().kind() == Snippet.Kind.IMPORT;
                String name = imported ? "" : wrapper(part).fullClassName();
                String text = imported ? "" : wrapper(part).wrapped();
                int k = 0;
                while (k < layers.size() && !taken.get(k).getOrDefault(name, text).equals(text)) k++;
                if (k == layers.size()) {
                    layers.add(new ArrayList<>());
                    taken.add(new HashMap<>());
                }
                layers.get(k).add(part);
                taken.get(k).put(name, text);
            }
            return layers;
        }

        /** Fields of the types that the tests pass to what they call: so they can be compared with what is declared. */
        private String probe() {
            String wrapped = shell.sourceCodeAnalysis().wrappers("int probe = 0;").get(0).wrapped();
            var body = new StringBuilder(wrapped.substring(0, wrapped.indexOf("class $JShell$")) + "class Probe {\n");
            int number = 0;
            for (var use : wanted) {
                for (var list : List.of("args", "params")) for (var type : (List<?>) use.getOrDefault(list, List.of()))
                    body.append("static %s a%d;\n".formatted(type.equals("?") ? "Object" : type, number++));
            }
            return body.append("}\n").toString();
        }

        void tests(Map<Part, SourceCodeAnalysis.SnippetWrapper> scratch, List<Map<String, Object>> found)
                throws IOException {
            var sources = new ArrayList<JavaFileObject>();
            for (var wrapper : scratch.values()) {
                String number = "%013d".formatted(sources.size());      // as long as the shell's word, so places stay
                sources.add(new Source("REPL.Scratch" + number, wrapper.wrapped().replace("DOESNOTMATTER", number)));
            }
            var task = analyze(sources);
            var wrappers = scratch.entrySet().iterator();
            for (var unit : task) {
                var one = wrappers.next();
                new Uses(one.getKey(), unit, one.getValue(), found).scan(unit, null);
            }
        }

        private List<CompilationUnitTree> analyze(List<JavaFileObject> sources) throws IOException {
            var task = (JavacTask) compiler.getTask(Writer.nullWriter(), files, d -> { },
                    List.of("-proc:none", "-XDshould-stop.ifError=FLOW"), null, sources);
            var units = new ArrayList<CompilationUnitTree>();
            task.parse().forEach(units::add);
            task.analyze();
            trees = Trees.instance(task);
            types = task.getTypes();
            elements = task.getElements();
            return units;
        }

        private void importing(Part part) {
            var fact = facts.get(part.cell());
            if (fact == null) return;
            var snippet = (ImportSnippet) part.snippet();
            add(fact, "declares", Map.of("kind", "import", "name", snippet.name(), "full", snippet.fullname(),
                    "static", snippet.isStatic(), "line", part.line(0)));
        }

        /** What a snippet declares where every cell sees it, and which of the tests' lines would then mean it. */
        private void declares(Part part, List<List<TypeMirror>> args) {
            var snippet = part.snippet();
            var fact = facts.get(part.cell());
            if (snippet instanceof ImportSnippet imported) {
                for (var use : wanted)
                    if (imports(imported, use)) hides(fact, part, use, "import " + imported.fullname());
                return;
            }
            if (!(snippet instanceof PersistentSnippet named) || snippet instanceof ExpressionSnippet) return;
            var kind = snippet.kind() == Snippet.Kind.VAR ? "variable"
                    : snippet.kind() == Snippet.Kind.METHOD ? "method" : "type";
            var declared = new LinkedHashMap<String, Object>(Map.of("kind", kind, "name", named.name(),
                    "line", part.line(0)));
            var method = snippet.kind() == Snippet.Kind.METHOD ? method(part) : null;
            if (method != null)
                declared.put("params", method.getParameters().stream().map(p -> text(p.asType())).toList());
            if (snippet instanceof VarSnippet variable) add(fact, "holds", variable.typeName());
            add(fact, "declares", declared);
            for (int k = 0; k < wanted.size(); k++) {
                var use = wanted.get(k);
                if (!use.get("name").equals(named.name())) continue;
                boolean same = switch (kind) {
                    case "variable" -> Set.of("variable", "qualifier", "package").contains(use.get("kind"));
                    case "type" -> Set.of("type", "qualifier", "package").contains(use.get("kind"));
                    default -> use.get("kind").equals("method") && (method == null || taken(method, use, args.get(k)));
                };
                if (same) hides(fact, part, use, named.name());
            }
        }

        private boolean imports(ImportSnippet imported, Map<String, Object> use) {
            boolean all = imported.fullname().endsWith("*");
            boolean type = Set.of("type", "qualifier").contains(use.get("kind"));
            String of = imported.fullname().replaceFirst("\\.[^.]*$", ""), name = (String) use.get("name");
            if (!all && !name.equals(imported.fullname().substring(of.length() + 1))) return false;
            if (imported.isStatic()) {
                var owner = elements.getTypeElement(of);
                return !all && owner != null && !of.equals(use.get("owner")) && owner.getEnclosedElements().stream()
                        .anyMatch(e -> e.getSimpleName().contentEquals(name)
                                && e.getModifiers().contains(Modifier.STATIC)
                                && (type ? e.getKind().isClass() || e.getKind().isInterface() || e.getKind().isField()
                                : e.getKind().isField() == use.get("kind").equals("variable")));
            }
            String full = all ? of + "." + name : imported.fullname();
            var other = elements.getTypeElement(full);
            return type && !full.equals(use.get("owner")) && other != null
                    && other.getModifiers().contains(Modifier.PUBLIC)
                    && !(all && (!use.get("from").equals("") || importedByName(use.get("owner"))));
        }

        /** A class that a given cell imports by its name stays, whatever comes under a star. */
        private boolean importedByName(Object name) {
            return kept.stream().anyMatch(p -> p.snippet() instanceof ImportSnippet i && i.fullname().equals(name));
        }

        private void hides(Map<String, Object> fact, Part part, Map<String, Object> use, String what) {
            add(fact, "hides", Map.of("what", what, "name", use.get("name"), "test", use.get("cell"),
                    "at", use.get("line"), "line", part.line(0)));
        }

        private List<List<TypeMirror>> argumentTypes(CompilationUnitTree probe) {
            var fields = ((ClassTree) probe.getTypeDecls().get(0)).getMembers().stream()
                    .filter(VariableTree.class::isInstance)
                    .map(m -> trees.getTypeMirror(TreePath.getPath(probe, ((VariableTree) m).getType()))).iterator();
            var found = new ArrayList<List<TypeMirror>>();
            for (var use : wanted) {
                var one = new ArrayList<TypeMirror>();
                for (var ignored : (List<?>) use.getOrDefault("args", List.of())) one.add(fields.next());
                for (var ignored : (List<?>) use.getOrDefault("params", List.of())) one.add(fields.next());
                found.add(one);
            }
            return found;
        }

        /** Whether a call in a test would go to this method: it takes the arguments, no more than the other. */
        private boolean taken(ExecutableElement method, Map<String, Object> use, List<TypeMirror> given) {
            var args = (List<?>) use.getOrDefault("args", List.of());
            var own = method.getParameters();
            int fixed = method.isVarArgs() ? own.size() - 1 : own.size();
            if (method.isVarArgs() ? args.size() < fixed : args.size() != fixed) return false;
            for (int k = 0; k < args.size(); k++)
                if (!args.get(k).equals("?") && !fits(given.get(k), parameter(method, k))) return false;
            var others = given.subList(args.size(), given.size());
            boolean otherIsMore = Boolean.TRUE.equals(use.get("varargs"));
            if (method.isVarArgs() && !otherIsMore) return false;              // Java takes what needs no array first
            if (others.size() != own.size() || method.isVarArgs() != otherIsMore) return true;
            boolean equal = true, wider = true;
            for (int k = 0; k < own.size(); k++) {
                var mine = types.erasure(own.get(k).asType());
                equal &= types.isSameType(mine, types.erasure(others.get(k)));
                wider &= fits(others.get(k), mine);
            }
            return equal || !wider;
        }

        private TypeMirror parameter(ExecutableElement method, int k) {
            var own = method.getParameters();
            if (!method.isVarArgs() || k < own.size() - 1) return own.get(k).asType();
            return ((ArrayType) own.get(own.size() - 1).asType()).getComponentType();
        }

        private boolean fits(TypeMirror from, TypeMirror to) {
            if (from.getKind() == TypeKind.ERROR || to.getKind() == TypeKind.ERROR) return true;
            return types.isAssignable(types.erasure(from), types.erasure(to));
        }

        private ExecutableElement method(Part part) {
            var owner = elements.getTypeElement(wrapper(part).fullClassName());
            if (owner == null) return null;
            var wanted = ((MethodSnippet) part.snippet());
            return owner.getEnclosedElements().stream().filter(e -> e.getKind() == ElementKind.METHOD)
                    .filter(e -> e.getSimpleName().contentEquals(wanted.name())).map(ExecutableElement.class::cast)
                    .filter(e -> count(wanted.parameterTypes()) == e.getParameters().size()).findFirst().orElse(null);
        }

        private int count(String parameters) {
            int depth = 0, commas = 0;
            for (char c : parameters.toCharArray()) {
                depth += c == '<' ? 1 : c == '>' ? -1 : 0;
                if (c == ',' && depth == 0) commas++;
            }
            return parameters.isBlank() ? 0 : commas + 1;
        }

        /** Every name of a tree, resolved. */
        private abstract class Names extends TreePathScanner<Void, Void> {
            final Part part;
            final CompilationUnitTree unit;
            final SourceCodeAnalysis.SnippetWrapper wrapper;

            Names(Part part, CompilationUnitTree unit, SourceCodeAnalysis.SnippetWrapper wrapper) {
                this.part = part;
                this.unit = unit;
                this.wrapper = wrapper;
            }

            abstract void name(Tree tree, Element element);

            int place(Tree tree) {
                long at = trees.getSourcePositions().getStartPosition(unit, tree);
                return at < 0 ? -1 : wrapper.wrappedToSourcePosition((int) at);
            }

            int line(Tree tree) {
                return part.line(Math.max(0, place(tree)));
            }

            void look(Tree tree) {
                var element = trees.getElement(getCurrentPath());
                if (element != null) name(tree, element);
            }

            @Override public Void visitImport(ImportTree tree, Void nothing) {
                return null;                                           // the shell's own
            }

            @Override public Void visitIdentifier(IdentifierTree tree, Void nothing) {
                look(tree);
                return super.visitIdentifier(tree, nothing);
            }

            @Override public Void visitMemberSelect(MemberSelectTree tree, Void nothing) {
                look(tree);
                return super.visitMemberSelect(tree, nothing);
            }

            @Override public Void visitMemberReference(MemberReferenceTree tree, Void nothing) {
                look(tree);
                return super.visitMemberReference(tree, nothing);
            }

            @Override public Void visitNewClass(NewClassTree tree, Void nothing) {
                look(tree);
                return super.visitNewClass(tree, nothing);
            }
        }

        /** A student's snippet. */
        private final class Scan extends Names {
            private final Map<String, Object> fact;
            private final Set<Object> seen = new HashSet<>();

            Scan(Part part, CompilationUnitTree unit, SourceCodeAnalysis.SnippetWrapper wrapper) {
                super(part, unit, wrapper);
                fact = facts.get(part.cell());
            }

            @Override void name(Tree tree, Element element) {
                if (tree instanceof MemberReferenceTree || tree instanceof ExpressionTree) typeOf(tree);
                use(tree, element);
            }

            private void use(Tree tree, Element element) {
                var use = described(element);
                if (use == null || !seen.add(use)) return;
                use.put("line", line(tree));
                add(fact, "uses", use);
            }

            private void typeOf(Tree tree) {
                var type = trees.getTypeMirror(getCurrentPath());
                while (type instanceof ArrayType array) type = array.getComponentType();
                if (type instanceof ExecutableType call) type = call.getReturnType();
                while (type instanceof ArrayType array) type = array.getComponentType();
                if (type instanceof DeclaredType declared) use(tree, declared.asElement());
            }

            @Override public Void visitMethodInvocation(MethodInvocationTree tree, Void nothing) {
                typeOf(tree);
                return super.visitMethodInvocation(tree, nothing);
            }

            @Override public Void visitAssignment(AssignmentTree tree, Void nothing) {
                set(tree.getVariable());
                return super.visitAssignment(tree, nothing);
            }

            @Override public Void visitCompoundAssignment(CompoundAssignmentTree tree, Void nothing) {
                set(tree.getVariable());
                return super.visitCompoundAssignment(tree, nothing);
            }

            @Override public Void visitUnary(UnaryTree tree, Void nothing) {
                if (Set.of(Tree.Kind.PREFIX_INCREMENT, Tree.Kind.PREFIX_DECREMENT, Tree.Kind.POSTFIX_INCREMENT,
                        Tree.Kind.POSTFIX_DECREMENT).contains(tree.getKind())) set(tree.getExpression());
                return super.visitUnary(tree, nothing);
            }

            private void set(ExpressionTree target) {
                while (target instanceof ParenthesizedTree inside) target = inside.getExpression();
                var element = trees.getElement(TreePath.getPath(unit, target));
                if (element == null || !element.getKind().isField()) return;
                var use = described(element);
                if (use == null) return;
                use.put("line", line(target));
                add(fact, "sets", use);
            }

            @Override public Void visitClass(ClassTree tree, Void nothing) {
                var element = (TypeElement) trees.getElement(getCurrentPath());
                if (element != null && !element.getQualifiedName().toString().equals(wrapper.fullClassName())) {
                    for (var above : types.directSupertypes(element.asType()))
                        if (above instanceof DeclaredType declared)
                            add(fact, "extends", Map.of("name", full((TypeElement) declared.asElement()),
                                    "class", declared.asElement().getKind().isClass(),
                                    "cell", cellOf(declared.asElement()), "line", line(tree)));
                    boolean many = Stream.of("java.util.Collection", "java.util.Map", "java.lang.CharSequence")
                            .anyMatch(name -> fits(element.asType(), elements.getTypeElement(name).asType()));
                    for (var member : many ? element.getEnclosedElements() : List.<Element>of())
                        if (member.getSimpleName().contentEquals("equals")) add(fact, "equals", line(tree));
                }
                return super.visitClass(tree, nothing);
            }

            @Override public Void visitVariable(VariableTree tree, Void nothing) {
                var element = trees.getElement(getCurrentPath());
                boolean shared = element != null && element.getKind().isField() && place(tree) >= 0
                        && element.getModifiers().contains(Modifier.STATIC);
                if (shared) add(fact, "holds", text(element.asType()));
                return super.visitVariable(tree, nothing);
            }
        }

        /** A test or a given cell: what it uses that some other cell could declare anew. */
        private final class Uses extends Names {
            private final List<Map<String, Object>> found;
            private final Set<Object> seen = new HashSet<>();

            Uses(Part part, CompilationUnitTree unit, SourceCodeAnalysis.SnippetWrapper wrapper,
                    List<Map<String, Object>> found) {
                super(part, unit, wrapper);
                this.found = found;
            }

            @Override void name(Tree tree, Element element) {
                if (!(tree instanceof IdentifierTree identifier) || place(tree) < 0) return;
                var kind = element.getKind();
                boolean top = element.getEnclosingElement() != null && isTop(element.getEnclosingElement());
                boolean type = kind.isClass() || kind.isInterface();
                boolean opened = kind == ElementKind.PACKAGE && !identifier.getName().contentEquals("REPL");
                boolean member = (kind == ElementKind.METHOD || kind.isField()) && (top || imported(element));
                if (opened || member || type && !insideTest(element)) {
                    var use = new LinkedHashMap<String, Object>();
                    var parent = getCurrentPath().getParentPath().getLeaf();
                    boolean qualifies = type && parent instanceof MemberSelectTree
                            && !inType(getCurrentPath().getParentPath());
                    use.put("kind", kind == ElementKind.PACKAGE ? "package" : type ? qualifies ? "qualifier" : "type"
                            : kind.isField() ? "variable" : "method");
                    use.put("name", identifier.getName().toString());
                    var owner = type ? element : element.getEnclosingElement();
                    use.put("owner", owner instanceof TypeElement t && (type || !top) ? full(t) : "");
                    use.put("from", cellOf(element));
                    if (element instanceof ExecutableElement method) call(use, method, parent);
                    if (!seen.add(new LinkedHashMap<>(use))) return;
                    use.put("cell", part.cell());
                    use.put("line", line(tree));
                    found.add(use);
                }
            }

            private boolean inType(TreePath path) {
                var parent = path.getParentPath().getLeaf();
                return parent instanceof NewClassTree made && made.getIdentifier() == path.getLeaf()
                        || parent instanceof VariableTree variable && variable.getType() == path.getLeaf();
            }

            private boolean insideTest(Element element) {
                for (var e = element; e != null; e = e.getEnclosingElement())
                    if (e.getKind() == ElementKind.METHOD) return true;
                return element.getSimpleName().length() == 0;
            }

            private boolean imported(Element element) {
                return element.getModifiers().contains(Modifier.STATIC) && !insideTest(element);
            }

            private void call(Map<String, Object> use, ExecutableElement method, Tree parent) {
                if (parent instanceof MethodInvocationTree call)
                    use.put("args", call.getArguments().stream().map(a -> argument(a)).toList());
                use.put("params", method.getParameters().stream().map(p -> source(p.asType())).toList());
                use.put("varargs", method.isVarArgs());
            }

            private String argument(ExpressionTree tree) {
                if (tree instanceof LambdaExpressionTree || tree instanceof MemberReferenceTree) return "?";
                var type = trees.getTypeMirror(new TreePath(getCurrentPath().getParentPath(), tree));
                return type == null ? "?" : source(type);
            }

            /** The type as another cell would write it, without its own types' parameters; "?" when it has no name. */
            private String source(TypeMirror type) {
                type = types.erasure(type);
                if (type instanceof ArrayType array) {
                    var inner = source(array.getComponentType());
                    return inner.equals("?") ? "?" : inner + "[]";
                }
                if (type.getKind().isPrimitive()) return type.toString();
                if (!(type instanceof DeclaredType declared) || type.getKind() == TypeKind.ERROR) return "?";
                var element = (TypeElement) declared.asElement();
                if (insideTest(element)) return source(element.getInterfaces().isEmpty() ? element.getSuperclass()
                        : element.getInterfaces().get(0));
                return full(element);
            }
        }

        private boolean isTop(Element element) {
            return element instanceof TypeElement type && type.getQualifiedName().toString().startsWith("REPL.");
        }

        /** The name as one writes it: REPL's own classes lose the shell's wrapping. */
        private String full(TypeElement element) {
            return element.getQualifiedName().toString().replaceFirst("^REPL\\.\\$JShell\\$\\w+\\.", "");
        }

        private Map<String, Object> described(Element element) {
            var use = new LinkedHashMap<String, Object>();
            var kind = element.getKind();
            if (kind == ElementKind.PACKAGE || kind == ElementKind.TYPE_PARAMETER) return null;
            String cell = cellOf(element);
            if (kind != ElementKind.METHOD && element.toString().startsWith("jdk.jshell.spi.SPIResolutionException")
                    || element.getEnclosingElement().toString().equals("jdk.jshell.spi.SPIResolutionException"))
                return null;                                           // the shell's own, in the place of what waits
            if (element instanceof TypeElement type) {
                if (isTop(type) && type.getNestingKind() == NestingKind.TOP_LEVEL) return null;
                use.put("kind", "type");
                use.put("owner", full(type));
            } else {
                if (!(element.getEnclosingElement() instanceof TypeElement owner)) return null;      // a local
                if (owner.getQualifiedName().contentEquals("Array")) return null;                    // length, clone
                use.put("kind", kind.isField() ? "field" : "method");
                use.put("owner", isTop(owner) && owner.getNestingKind() == NestingKind.TOP_LEVEL ? "" : full(owner));
                use.put("name", kind == ElementKind.CONSTRUCTOR ? "new" : element.getSimpleName().toString());
                use.put("static", element.getModifiers().contains(Modifier.STATIC));
                if (element instanceof ExecutableElement method)
                    use.put("params", method.getParameters().stream().map(p -> text(p.asType())).toList());
                if (kind.isField()) use.put("type", text(element.asType()));
            }
            use.put("cell", cell);
            use.put("also", cellsOf(element));
            return use;
        }

        private String text(TypeMirror type) {
            var erased = types.erasure(type);
            if (erased instanceof ArrayType array) return text(array.getComponentType()) + "[]";
            return erased instanceof DeclaredType declared ? full((TypeElement) declared.asElement())
                    : erased.toString();
        }

        /** The cell that declares it; empty for what no cell declares. */
        private String cellOf(Element element) {
            return cellsOf(element).stream().findFirst().orElse("");
        }

        /** All cells that declare it at some time. */
        private List<String> cellsOf(Element element) {
            Element inner = element;
            for (var e = element; e != null; e = e.getEnclosingElement()) {
                if (e instanceof TypeElement type && type.getNestingKind() == NestingKind.TOP_LEVEL) {
                    var parts = owners.getOrDefault(type.getQualifiedName().toString(), List.of());
                    String name = inner.getSimpleName().toString();
                    var found = parts.stream()
                            .filter(p -> p.snippet() instanceof PersistentSnippet s && s.name().equals(name))
                            .map(Part::cell).distinct().toList();
                    return found.isEmpty() ? parts.stream().map(Part::cell).distinct().limit(1).toList() : found;
                }
                inner = e;
            }
            return List.of();
        }
    }

    @SuppressWarnings("unchecked")
    private static void add(Map<String, Object> fact, String list, Object thing) {
        ((List<Object>) fact.computeIfAbsent(list, name -> new ArrayList<>())).add(thing);
    }

    /** What the shell has compiled, where the compiler finds it again. */
    private final class WithSnippets extends ForwardingJavaFileManager<StandardJavaFileManager> {
        WithSnippets() {
            super(disk);
        }

        @Override public Iterable<JavaFileObject> list(Location location, String name, Set<JavaFileObject.Kind> kinds,
                boolean deep) throws IOException {
            if (location != StandardLocation.CLASS_PATH || !name.equals("REPL")
                    || !kinds.contains(JavaFileObject.Kind.CLASS)) return super.list(location, name, kinds, deep);
            return compiled.entrySet().stream().map(e -> (JavaFileObject) new Bytes(e.getKey(), e.getValue())).toList();
        }

        @Override public String inferBinaryName(Location location, JavaFileObject file) {
            return file instanceof Bytes bytes ? bytes.name : super.inferBinaryName(location, file);
        }
    }

    private static final class Bytes extends SimpleJavaFileObject {
        private final String name;
        private final byte[] bytes;

        Bytes(String name, byte[] bytes) {
            super(URI.create("mem:///" + name.replace('.', '/').replace("$", "%24") + ".class"), Kind.CLASS);
            this.name = name;
            this.bytes = bytes;
        }

        @Override public InputStream openInputStream() {
            return new ByteArrayInputStream(bytes);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("mem:///" + name.replace('.', '/').replace("$", "%24") + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override public CharSequence getCharContent(boolean ignore) {
            return text;
        }

        @Override public boolean isNameCompatible(String name, Kind kind) {
            return true;
        }
    }

    /** An engine that runs nothing: it keeps what was compiled. */
    private final class Nothing implements ExecutionControlProvider, ExecutionControl {
        @Override public String name() {
            return "nothing";
        }

        @Override public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
            return this;
        }

        @Override public void load(ClassBytecodes[] classes) {
            for (var one : classes) compiled.put(one.name(), one.bytecodes());
        }

        @Override public void redefine(ClassBytecodes[] classes) {
            load(classes);
        }

        @Override public String invoke(String className, String methodName) {
            return "";
        }

        @Override public String varValue(String className, String name) {
            return "";
        }

        @Override public void addToClasspath(String path) { }

        @Override public void stop() { }

        @Override public Object extensionCommand(String command, Object argument) {
            return null;
        }

        @Override public void close() { }
    }
}
