package unrolled.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
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

    // ---- the curve

    /** The drawing in an output, as text; empty without one. */
    private static String curve(String output) {
        var image = Pattern.compile("src=\"data:image/svg\\+xml;base64,([^\"]+)").matcher(output);
        return image.find() ? new String(Base64.getDecoder().decode(image.group(1)), StandardCharsets.UTF_8) : "";
    }

    @Test void theCurveOfTheLossesGrowsInPlaceAndStays() {
        connect();
        var progress = progress();
        progress.start("plan");
        train(progress, 6, 1);
        progress.end("Trained for 6 epochs.");

        assertThat(curve(shown.get(1))).as("one epoch is no line").isEmpty();
        var lengths = shown.subList(2, 7).stream().map(output -> curve(output).split("L").length).toList();
        assertThat(lengths).isSorted().doesNotHaveDuplicates();
        assertThat(curve(shown.get(7))).contains(">validation loss<", ">epoch<");
        assertThat(shown.get(7)).contains("from 1 in epoch 1 to 0.1667 in epoch 6");
    }

    @Test void ofManyEpochsTheCurveKeepsAFewHundredPointsAndTheLast() {
        connect();
        var progress = progress();

        train(progress, 100_000, 0.0001);

        var last = shown.get(shown.size() - 1);
        assertThat(last.length()).isLessThan(30_000);
        assertThat(last).contains("in epoch 100000.");
        assertThat(shown.stream().map(ProgressTest::curve).distinct().count()).isBetween(10L, 25L);
    }

    @Test void showingTakesNoMoreThanAFiftiethOfTheTime() {
        Notebook.connect(html -> {
            shown.add("new " + html);
            now += 30_000_000;
            return "7";
        }, (id, html) -> {
            shown.add(id + " " + html);
            now += 30_000_000;
        });

        train(progress(), 1000, 0.01);

        assertThat(shown).hasSizeBetween(6, 9);
    }

    @Test void aLossThatIsNoNumberLeavesAGapInTheCurve() {
        connect();
        var progress = progress();
        double[] losses = {4, 2, Double.POSITIVE_INFINITY, Double.NaN, 1};
        for (int k = 1; k <= 5; k++) {
            now += 1_000_000_000;
            progress.epoch(k, 5, losses[k - 1], Double.NaN);
        }

        assertThat(curve(shown.get(4)).split("M\\d").length).isGreaterThan(curve(shown.get(1)).split("M\\d").length);
        assertThat(curve(shown.get(4))).doesNotContain("NaN", "Infinity");
    }

    @Test void aLossThatNeverIsANumberHasNoCurve() {
        connect();
        var progress = progress();
        for (int k = 1; k <= 3; k++) progress.epoch(k, 3, Double.NaN, Double.NaN);

        assertThat(curve(shown.get(shown.size() - 1))).isEmpty();
    }
}
