package unrolled.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import unrolled.machine.Stop;

class NotebookTest {
    static final int BUNDLE = 2_000_000;

    /** What an action prints on standard output. */
    static String printed(Runnable action) {
        var out = System.out;
        var bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setOut(out);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** What an action shows in a notebook, one text for each output. */
    private static List<String> shown(Runnable action) {
        var shown = new ArrayList<String>();
        Notebook.connect(html -> {
            shown.add((String) html);
            return "1";
        }, (id, html) -> { });
        try {
            action.run();
        } finally {
            Notebook.disconnect();
        }
        return shown;
    }

    @Test void withoutANotebookThePlainTextIsPrinted() {
        assertThat(Notebook.connected()).isFalse();
        assertThat(printed(() -> Notebook.show("hello"))).isEqualTo("hello" + System.lineSeparator());
    }

    @Test void plotlyComesWithTheFirstFigureOnly() {
        var outputs = Pages.outputs(List.of(Pages.weather(), Pages.loss(), Pages.hidden()));

        assertThat(outputs.get(0)).hasSizeGreaterThan(BUNDLE).hasSizeLessThan(2_700_000);
        assertThat(outputs.get(1)).hasSizeLessThan(60_000);
        assertThat(outputs.get(2)).hasSizeLessThan(60_000);
    }

    @Test void theFirstFigureBringsPlotlyAgainWhenItsCellRunsAgain() {
        var outputs = Pages.outputs(List.of(Pages.weather(), Pages.loss(), Pages.weather()));

        assertThat(outputs.get(2)).hasSizeGreaterThan(BUNDLE);
    }

    @Test void textNeedsNoPlotly() {
        var shown = shown(() -> Notebook.show("1 < 2"));

        assertThat(shown).singleElement().asString().contains("1 &lt; 2").hasSizeLessThan(200);
    }

    @Test void whatAnInterruptedCellSaidStandsBeforeTheNextOutput() {
        var shown = shown(() -> {
            Stop.tell("stopped after 3 tokens");
            Notebook.show("next");
        });

        assertThat(shown).hasSize(2);
        assertThat(shown.get(0)).contains("stopped after 3 tokens");
        assertThat(shown.get(1)).contains("next");
    }

    /** A kernel that sends from an interrupted thread sends half a message and forgets the interrupt. */
    @Test void aStopButtonDisturbsNoOutput() {
        var seen = new java.util.ArrayList<Boolean>();
        Notebook.connect(html -> {
            seen.add(Thread.interrupted());
            return "1";
        }, (id, html) -> seen.add(Thread.interrupted()));
        try {
            Thread.currentThread().interrupt();
            Notebook.show("text");
            Notebook.update("1", Html.of("text"));
            assertThat(Thread.interrupted()).as("the training hears of it").isTrue();
        } finally {
            Notebook.disconnect();
        }
        assertThat(seen).containsExactly(false, false);
    }

    @Test void withoutANotebookNobodyIsTold() {
        Stop.tell("stopped");

        assertThat(printed(() -> Notebook.show("next"))).isEqualTo("next" + System.lineSeparator());
    }

    @Test void aKernelGetsThePlainTextBesideTheHtml() {
        var out = new unrolled.view.kernel.DisplayData();
        Notebook.connect(page -> {
            ((unrolled.view.kernel.DisplayDataRenderable) page).render(new unrolled.view.kernel.RenderContext(out));
            return page.toString();
        }, (id, page) -> { }, new unrolled.view.kernel.DisplayData());
        try {
            Notebook.show("1 < 2");
        } finally {
            Notebook.disconnect();
        }

        assertThat(out.text).isEqualTo("1 < 2");
        assertThat(out.html).contains("1 &lt; 2");
    }

    @Test void anUnknownKernelGetsTheHtml() {
        var shown = new java.util.ArrayList<Object>();
        Notebook.connect(page -> {
            shown.add(page);
            return "1";
        }, (id, page) -> { }, "no kernel's data");
        try {
            Notebook.show("text");
        } finally {
            Notebook.disconnect();
        }

        assertThat(shown).singleElement().asString().startsWith("<div");
    }
}
