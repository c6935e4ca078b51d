package unrolled.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import unrolled.cell.ElmanCell;
import unrolled.layer.Dense;
import unrolled.layer.Recurrent;
import unrolled.seq.Batch;
import unrolled.seq.Sequence;
import unrolled.train.Loss;
import unrolled.train.Optimizer;
import unrolled.train.Trainer;

class TransferTest {

    private final Network trained = Network.of(5, new Recurrent(new ElmanCell(1, 4)), new Dense(4, 1));
    private final double[] U = trained.parameter("elman.U").value().data.clone();
    private final double[] W = trained.parameter("dense.W").value().data.clone();

    @Test void theBodyKeepsItsValuesAndOnlyTheHeadStartsAnew() {
        var net = trained.withHead(6, new Dense(4, 3));

        assertThat(net.parameter("elman.U").value().data).containsExactly(U);
        assertThat(net.parameter("dense.W").value().data).hasSize(12).isNotEqualTo(new double[12]);
        assertThat(net.parameters()).extracting(p -> p.name())
                .containsExactly("elman.W", "elman.U", "elman.b", "dense.W", "dense.b");
        assertThat(trained.parameter("dense.W").value().data).containsExactly(W);
    }

    @Test void theSameSeedStartsTheSameHead() {
        var head = trained.withHead(6, new Dense(4, 3)).parameter("dense.W").value();

        assertThat(trained.withHead(6, new Dense(4, 3)).parameter("dense.W").value().data).containsExactly(head.data);
        assertThat(trained.withHead(7, new Dense(4, 3)).parameter("dense.W").value().data).isNotEqualTo(head.data);
    }

    @Test void theBodyIsShared() {
        var net = trained.withHead(6, new Dense(4, 1));

        fit(net);

        assertThat(trained.parameter("elman.U").value().data).isNotEqualTo(U);
        assertThat(trained.parameter("elman.U")).isSameAs(net.parameter("elman.U"));
    }

    @Test void aFrozenBodyStaysAndTheHeadLearns() {
        var net = trained.withHead(6, new Dense(4, 1)).freeze("elman");
        double[] head = net.parameter("dense.W").value().data.clone();

        fit(net);

        assertThat(net.parameter("elman.U").value().data).containsExactly(U);
        assertThat(net.parameter("dense.W").value().data).isNotEqualTo(head);
    }

    @Test void whatIsUnfrozenLearnsAgain() {
        trained.freeze("elman", "dense").unfreeze("elman");

        fit(trained);

        assertThat(trained.parameter("elman.U").value().data).isNotEqualTo(U);
        assertThat(trained.parameter("dense.W").value().data).containsExactly(W);
    }

    @Test void aNameThatIsNoneIsRefusedAndNothingIsFrozen() {
        assertThatThrownBy(() -> trained.freeze("elman", "head")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Network expects one of the layers").hasMessageContaining("got 'head'");
        assertThat(trained.parameter("elman.U").frozen()).isFalse();
    }

    @Test void aHeadThatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> trained.withHead(1, new Dense(5, 1))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expects 5 features, got 4");
    }

    @Test void theOldHeadIsNoNewOne() {
        assertThatThrownBy(() -> trained.withHead(1, trained.layer("dense")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Network expects a new last layer, got Dense 'dense'");
    }

    private static void fit(Network net) {
        new Trainer(net, Loss.mse(), Optimizer.sgd(0.1)).epochs(3)
                .fit(new Batch(Sequence.of(1, 2, 3), Sequence.of(0, 1, 0)));
    }
}
