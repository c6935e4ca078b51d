package unrolled.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NamesTest {
    private final JShell shell = shell();

    /** As a kernel makes it: the cells run in this machine. */
    private static JShell shell() {
        var shell = JShell.builder().executionEngine("local").build();
        shell.addToClasspath(System.getProperty("java.class.path"));
        return shell;
    }

    @AfterEach void close() {
        shell.close();
    }

    private String value(String expression) {
        return shell.eval(expression).get(0).value();
    }

    @Test void theShellTakesAllImportsAsOne() {
        assertThat(Names.atOnce(shell)).isTrue();

        assertThat(shell.imports()).hasSize(1);
        assertThat(value("Stream.of(new Series[0], new Sequence[0], new SimpleMatrix[0]).count()")).isEqualTo("3");
        assertThat(shell.eval("show(new LstmCell(1, 2));").get(0).status()).isEqualTo(Snippet.Status.VALID);
    }

    @Test void aCellThatImportsOneOfThemAgainLeavesTheOthers() {
        Names.atOnce(shell);

        Names.lines().stream().filter(line -> line.startsWith("import ")).forEach(shell::eval);

        assertThat(value("Stream.of(Gaps.class, Series.class, LstmCell.class).count()")).isEqualTo("3");
    }

    @Test void theNamesCanBeGivenOneByOneAsWell() {
        Names.lines().forEach(shell::eval);

        assertThat(value("Stream.of(Gaps.class, Series.class).count()")).isEqualTo("2");
    }

    static class Evaluator {
        final String name = "java";
        private final JShell inside;

        Evaluator(JShell inside) {
            this.inside = inside;
        }
    }

    static class Base {
        private final Evaluator evaluator;

        Base(JShell inside) {
            evaluator = new Evaluator(inside);
        }
    }

    static final class Kernel extends Base {
        Kernel(JShell inside) {
            super(inside);
        }
    }

    @Test void theShellIsFoundInTheKernelOrInWhatTheKernelKeeps() throws Exception {
        assertThat(KernelShell.within(new Kernel(shell))).containsSame(shell);
        assertThat(KernelShell.within(new Evaluator(shell))).containsSame(shell);
        assertThat(KernelShell.within(new Kernel(null))).isEmpty();
    }

    @Test void anotherKernelsShellIsNotFound() {
        assertThat(KernelShell.of("text")).isEqualTo(Optional.empty());
    }
}
