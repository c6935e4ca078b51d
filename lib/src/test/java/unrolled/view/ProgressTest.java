package unrolled.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import unrolled.train.History.Epoch;

class ProgressTest {
    private final List<String> shown = new ArrayList<>();
    private long now;

    private Progress progress() {
        return new Progress(() -> now);
    }

    private void connect() {
        Notebook.connect(html -> {
            shown.add("new " + html);
            return "7";
        }, (id, html) -> shown.add(id + " " + html));
    }

    @AfterEach void disconnect() {
        Notebook.disconnect();
    }

    private void train(Progress progress, int epochs, double secondsEach) {
        for (int k = 1; k <= epochs; k++) {
            now += (long) (secondsEach * 1e9);
            progress.epoch(new Epoch(k, 1.0 / k, 2.0 / k, 1, 0.1, secondsEach), epochs);
        }
    }

    @Test void aNotebookHasOneOutputThatChangesInPlace() {
        connect();
        var progress = progress();

        progress.start("Training 12 parameters.");
        train(progress, 4, 1);
        progress.end("Trained for 4 epochs.");

        assertThat(shown).hasSize(6);
        assertThat(shown.get(0)).startsWith("new ").contains("Training 12 parameters.");
        assertThat(shown.subList(1, 6)).allMatch(s -> s.startsWith("7 "));
        assertThat(shown.get(1)).contains("epoch 1 of 4 · loss 1.000 · validation loss 2.000 · 3.0 s left",
                "width:25.0%");
        assertThat(shown.get(5)).contains("Trained for 4 epochs.", "epoch 4 of 4", "· 4.0 s<", "width:100.0%");
    }

    @Test void aNotebookIsUpdatedAtMostTenTimesASecondAndTheLastEpochIsShown() {
        connect();
        var progress = progress();

        train(progress, 10_000, 0.0001);

        assertThat(shown).hasSizeBetween(9, 12);
        assertThat(shown.get(shown.size() - 1)).contains("epoch 10000 of 10000");
    }

    @Test void theLastEpochIsShownWhenTrainingStopsEarly() {
        connect();
        var progress = progress();
        progress.start("plan");
        progress.epoch(1, 100, 0.5, Double.NaN);
        progress.epoch(2, 100, 0.25, Double.NaN);

        progress.end("stopped");

        assertThat(shown.get(shown.size() - 1)).contains("epoch 2 of 100 · loss 0.2500 ·").doesNotContain("validation");
    }

    /** The kernel throws away what comes after the end of an interrupted cell. */
    @Test void aStopIsToldAtOnceAndAgainInTheSamePlaceBeforeTheNextOutput() {
        connect();
        var progress = progress();
        progress.start("plan");
        progress.stopped("Stopped in epoch 3.");
        progress.start("another training");
        Notebook.show("other");
        Notebook.show("third");

        assertThat(shown).hasSize(6);
        assertThat(shown.get(1)).startsWith("7 ").contains("Stopped in epoch 3.");
        assertThat(shown.get(2)).startsWith("7 ").contains("Stopped in epoch 3.");
        assertThat(shown.get(3)).startsWith("new ").contains("another training");
        assertThat(shown.get(4)).startsWith("new ").contains("other");
        assertThat(shown.get(5)).startsWith("new ").contains("third");
    }

    @Test void aConsoleIsToldOfAStopOnce() {
        var lines = NotebookTest.printed(() -> {
            progress().stopped("Stopped in epoch 3.");
            Notebook.show("other");
        });

        assertThat(lines.lines()).containsExactly("Stopped in epoch 3.", "other");
    }

    @Test void aConsoleGetsAPlainLineAtMostOnceASecond() {
        var lines = NotebookTest.printed(() -> {
            var progress = progress();
            progress.start("Training.");
            train(progress, 100, 0.05);
            progress.end("Done.");
        }).lines().toList();

        assertThat(lines).first().isEqualTo("Training.");
        assertThat(lines).last().isEqualTo("Done.");
        assertThat(lines).hasSizeBetween(7, 9)
                .contains("epoch 100 of 100 · loss 0.01000 · validation loss 0.02000 · 5.0 s");
    }

    @Test void longTimesAreToldInMinutesAndBrokenLossesAsTheyAre() {
        var line = NotebookTest.printed(() -> {
            var progress = progress();
            now = 30_000_000_000L;
            progress.epoch(1, 5, Double.NaN, 1e-7);
        });

        assertThat(line).contains("loss NaN · validation loss 1.000e−07 · 2 min 0 s left");
    }
}
