package unrolled.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import unrolled.Samples;
import unrolled.cell.ElmanCell;
import unrolled.model.Network;
import unrolled.seq.Sequence;

class StepLayersTest {

    private static final Sequence X = Samples.sequence(4, 2, 3, 1).withLengths(new int[] {2, 4});

    @Test void meanOverTimeAveragesTheValidSteps() {
        var y = Samples.run(new MeanOverTime(), Samples.withRubbish(X, 99));

        assertThat(y.steps()).isEqualTo(1);
        assertThat(y.lengths()).isNull();
        assertThat(y.get(0, 0, 2)).isEqualTo(X.get(0, 0, 2) / 2 + X.get(1, 0, 2) / 2);
    }

    @Test void lastStepTakesTheLastValidStep() {
        var y = Samples.run(new LastStep(), Samples.withRubbish(X, 99));

        assertThat(y.get(0, 0, 2)).isEqualTo(X.get(1, 0, 2));
        assertThat(y.get(0, 1, 2)).isEqualTo(X.get(3, 1, 2));
    }

    @Test void repeatStepFillsEveryStepOrTheFirst() {
        var x = Samples.sequence(1, 2, 3, 1);

        var repeated = Samples.run(new RepeatStep(5), x);
        var first = Samples.run(RepeatStep.firstOnly(5), x);

        for (int t = 0; t < 5; t++) {
            assertThat(repeated.at(t).toMatrix().data).isEqualTo(x.matrix().data);
            assertThat(first.at(t).toMatrix().data).isEqualTo(t == 0 ? x.matrix().data : new double[6]);
        }
    }

    @Test void theSummaryTellsTheSteps() {
        var net = Network.of(1, new Recurrent(new ElmanCell(3, 4)), new MeanOverTime(), new RepeatStep(5));

        assertThat(net.summary().stringColumn("output").asList())
                .containsExactly("T×B×4", "1×B×4", "5×B×4", "5×B×4");
    }

    @Test void oneToOneIsASequenceOfOneStep() {
        var net = Network.of(1, new Recurrent(new ElmanCell(3, 4)), new Dense(4, 2));

        assertThat(net.predict(Samples.sequence(1, 2, 3, 1)).toString()).isEqualTo("T=1, B=2, D=2");
    }

    @Test void layersWithoutSizesTakeAnotherNumberOfFeaturesNextTime() {
        for (var layer : new Layer[] {new MeanOverTime(), new RepeatStep(5), new Dropout(0.5)}) {
            Samples.run(layer, Samples.sequence(1, 2, 3, 1));
            assertThat(Samples.run(layer, Samples.sequence(1, 4, 6, 1)).features()).isEqualTo(6);
        }
    }

    @Test void repeatStepRefusesNoStepsAndMoreThanOneStepOfInput() {
        assertThatThrownBy(() -> new RepeatStep(0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("RepeatStep expects 1 or more steps, got 0 (T)");
        assertThatThrownBy(() -> RepeatStep.firstOnly(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Samples.run(new RepeatStep(5), X)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("RepeatStep 'repeat' expects an input of one step, got 4 (sequence of T=4, B=2, D=3);"
                        + " is a LastStep missing before it?");
    }
}
