package unrolled.docs;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The library's sources, which lie beside its classes, and what they say of a class. */
final class Sources {

    private Sources() {}

    /** The full names of all public types of the library, sorted. */
    static List<String> types() {
        try {
            var here = Path.of(Sources.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(here)) return typesBelow(here);
            try (var jar = FileSystems.newFileSystem(here)) {
                return typesBelow(jar.getPath("/"));
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("The sources of the library cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<String> typesBelow(Path root) throws IOException {
        try (var files = Files.walk(root.resolve("unrolled"))) {
            return files.map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(".java") && !name.endsWith("-info.java"))
                    .map(name -> name.substring(0, name.length() - 5).replace('/', '.'))
                    .filter(Sources::isPublic).sorted().toList();
        }
    }

    private static boolean isPublic(String type) {
        return read(type).contains("\npublic ");
    }

    static String read(String type) {
        try (var source = Sources.class.getResourceAsStream("/" + type.replace('.', '/') + ".java")) {
            return new String(source.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalStateException without a JDK */
    static Page page(String type) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) throw new IllegalStateException("docs expects a JDK, got a Java without a compiler");
        var task = (JavacTask) compiler.getTask(null, null, null, List.of("-proc:none"), null, List.of(file(type)));
        try {
            var unit = task.parse().iterator().next();
            var entries = new ArrayList<Page.Entry>();
            new Reader(type, DocTrees.instance(task), unit, entries).read((ClassTree) unit.getTypeDecls().get(0));
            return new Page(Docs.simple(type), entries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JavaFileObject file(String type) {
        var text = read(type);
        return new SimpleJavaFileObject(URI.create("string:///" + type.replace('.', '/') + ".java"),
                JavaFileObject.Kind.SOURCE) {
            @Override public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    /** Goes through a class. */
    private record Reader(String type, DocTrees trees, CompilationUnitTree unit, List<Page.Entry> entries) {

        void read(ClassTree tree) {
            add(tree, tree.getSimpleName().toString(), declaration(tree));
            boolean open = tree.getKind() == Tree.Kind.INTERFACE || tree.getKind() == Tree.Kind.ENUM;
            for (var member : tree.getMembers()) readMember(tree, member, open);
        }

        private void readMember(ClassTree owner, Tree member, boolean open) {
            if (member instanceof MethodTree method && seen(method.getModifiers().getFlags(), open)) {
                boolean made = method.getName().contentEquals("<init>");
                var name = made ? owner.getSimpleName().toString() : method.getName().toString();
                add(method, name, head(method.toString()).replace("<init>", name));
            } else if (member instanceof VariableTree field && seen(field.getModifiers().getFlags(), open)) {
                add(field, field.getName().toString(), head(field.toString()));
            } else if (member instanceof ClassTree inner && seen(inner.getModifiers().getFlags(), open)) {
                add(inner, inner.getSimpleName().toString(), declaration(inner));
            }
        }

        private static boolean seen(Set<Modifier> flags, boolean open) {
            return !flags.contains(Modifier.PRIVATE)
                    && (open || flags.contains(Modifier.PUBLIC) || flags.contains(Modifier.PROTECTED));
        }

        private void add(Tree tree, String name, String declaration) {
            var comment = trees.getDocCommentTree(TreePath.getPath(unit, tree));
            entries.add(new Page.Entry(name, declaration, comment == null ? "" : new Prose(type).of(comment)));
        }

        private static String declaration(ClassTree tree) {
            return head(tree.toString());
        }

        /** What stands before the body. */
        private static String head(String source) {
            var words = source.strip().replaceAll("@\\w+(\\([^)]*\\))?\\s+", "").split("\\{|;| = ", 2)[0];
            return words.replaceAll("\\s+", " ").strip();
        }
    }
}
