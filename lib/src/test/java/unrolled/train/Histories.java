package unrolled.train;

import java.util.ArrayList;
import java.util.List;
import unrolled.Samples;
import unrolled.cell.ElmanCell;
import unrolled.cell.GruCell;
import unrolled.cell.LstmCell;
import unrolled.layer.Attention;
import unrolled.layer.Bidirectional;
import unrolled.layer.Dense;
import unrolled.layer.Dropout;
import unrolled.layer.Recurrent;
import unrolled.math.Blas;
import unrolled.math.Rng;
import unrolled.model.EchoStateNetwork;
import unrolled.model.EncoderDecoder;
import unrolled.model.Model;
import unrolled.model.Network;
import unrolled.model.Start;
import unrolled.search.CmaEs;
import unrolled.seq.Batch;
import unrolled.seq.Sequence;

/** Trains models of all kinds and prints every number of their histories, bit by bit: for a process of its own. */
final class Histories {

    private Histories() {}

    public static void main(String[] args) {
        System.out.println(Blas.backend());
        numbers().forEach(number -> System.out.println(Double.toHexString(number)));
    }

    /** Loss, validation loss and gradient norm of each epoch of each training, then what the trained models answer. */
    static List<Double> numbers() {
        var numbers = new ArrayList<Double>();
        // so large that products go to OpenBLAS and two cores share a batch
        fit(Network.of(1, new Recurrent(new LstmCell(3, 48)), new Dropout(0.2), new Dense(48, 1)), 64, numbers);
        fit(Network.of(2, new Bidirectional(new GruCell(3, 7), new ElmanCell(3, 5)), new Dense(12, 1)), 12, numbers);
        fit(new EncoderDecoder(Network.of(3, new Recurrent(new LstmCell(3, 9))),
                Network.of(4, new Recurrent(new LstmCell(1, 9)), Attention.dot(9), new Dense(18, 1)), Start.zeros())
                .steps(10).teacherRatio(0.5), 12, numbers);
        var reservoir = new EchoStateNetwork(5, 3, 60, 1);
        var data = data(8, 6);
        reservoir.fit(data.input(), data.target());
        add(reservoir.predict(data.input()), numbers);
        var searched = Network.of(6, new Recurrent(new ElmanCell(3, 4)), new Dense(4, 1));
        numbers.add(new CmaEs().minimize(searched, Loss.mse(), data, 200).best());
        return numbers;
    }

    private static void fit(Model model, int examples, List<Double> numbers) {
        var train = data(examples, 1);
        var history = new Trainer(model, Loss.mse(), Optimizer.adam(0.01)).epochs(4).batchSize(examples / 2 + 1)
                .clipping(Clipping.norm(1)).fit(train, data(5, 2));
        for (var epoch : history.epochs()) {
            numbers.addAll(List.of(epoch.loss(), epoch.validationLoss(), epoch.gradientNorm()));
        }
        add(model.predict(train.input()), numbers);
    }

    private static void add(Sequence y, List<Double> numbers) {
        for (int j = 0; j < y.matrix().getNumElements(); j++) numbers.add(y.matrix().data[j]);
    }

    private static Batch data(int examples, long seed) {
        var x = Samples.sequence(10, examples, 3, new Rng(seed));
        var y = new Sequence(10, examples, 1);
        for (int t = 0; t < 10; t++) {
            for (int n = 0; n < examples; n++) y.set(t, n, 0, Math.sin(x.get(t, n, 0)) + x.get(0, n, 1) * 0.3);
        }
        return new Batch(x, y);
    }
}
