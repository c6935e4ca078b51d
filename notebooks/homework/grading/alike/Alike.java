import com.sun.source.util.JavacTask;
import de.jplag.JPlag;
import de.jplag.java.JavaLanguage;
import de.jplag.options.JPlagOptions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compares the folders of answers with each other by JPlag, and prints a line for each pair: the two names, the share
 * of the tokens that match, and that share for the one of the two who has more of them in common.
 *
 * <p>Arguments: the folder with a folder for each student, the name of the one with what was given out, and the least
 * number of tokens in a row that count. JPlag drops a student with one file that is no Java, so such files go first.
 */
final class Alike {
    public static void main(String[] words) throws Exception {
        var answers = Path.of(words[0]);
        try (var files = Files.walk(answers)) {
            for (var file : files.filter(Files::isRegularFile).toList()) if (!isJava(file)) Files.delete(file);
        }
        var options = new JPlagOptions(new JavaLanguage(), Set.of(answers.toFile()), Set.of())
                .withBaseCodeSubmissionDirectory(new File(words[0], words[1]))
                .withMinimumTokenMatch(Integer.parseInt(words[2]));
        for (var pair : JPlag.run(options).getAllComparisons()) {
            System.out.println(String.join("\t", "pair", pair.firstSubmission().getName(),
                    pair.secondSubmission().getName(), Double.toString(pair.similarity()),
                    Double.toString(pair.maximalSimilarity())));
        }
    }

    private static boolean isJava(Path file) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var said = new DiagnosticCollector<JavaFileObject>();
        try (var manager = compiler.getStandardFileManager(said, null, null)) {
            var task = (JavacTask) compiler.getTask(null, manager, said, List.of("-proc:none"), null,
                    manager.getJavaFileObjects(file));
            task.parse();
        }
        return said.getDiagnostics().stream().noneMatch(found -> found.getKind() == Diagnostic.Kind.ERROR);
    }
}
