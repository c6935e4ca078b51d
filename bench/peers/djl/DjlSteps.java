import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.recurrent.GRU;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.nn.recurrent.RNN;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.loss.L2Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.io.IOException;
import unrolled.bench.Meter;

/** The steps of the benchmark in DJL, which runs on PyTorch's native library here. */
public final class DjlSteps extends Meter {

    private final NDManager manager = NDManager.newBaseManager();

    public static void main(String[] args) throws IOException {
        new DjlSteps().serve();
    }

    @Override protected String precisions() {
        return Engine.getInstance() == null ? "" : "single";       // asks for the native library
    }

    @Override protected Training training(Work work) {
        var model = Model.newInstance(work.toString());
        model.setBlock(new SequentialBlock().add(cell(work))
                .add(new LambdaBlock(y -> new NDList(y.singletonOrThrow().get(work.steps() - 1))))
                .add(Linear.builder().setUnits(1).build()));
        var sgd = Optimizer.sgd().setLearningRateTracker(Tracker.fixed((float) RATE)).build();
        var trainer = model.newTrainer(new DefaultTrainingConfig(new L2Loss("MSE", 1)).optOptimizer(sgd));
        trainer.initialize(new Shape(work.steps(), work.batch(), work.features()));
        return new DjlTraining(model, trainer, input(work), new NDArray[] {target(work, 0), target(work, 1)});
    }

    private static Block cell(Work work) {
        return switch (work.cell()) {
            case "elman" -> RNN.builder().setStateSize(work.hidden()).setNumLayers(1).optBatchFirst(false)
                    .setActivation(RNN.Activation.TANH).build();
            case "lstm" -> LSTM.builder().setStateSize(work.hidden()).setNumLayers(1).optBatchFirst(false).build();
            case "gru-after" -> GRU.builder().setStateSize(work.hidden()).setNumLayers(1).optBatchFirst(false).build();
            default -> throw new IllegalArgumentException("no " + work.cell());
        };
    }

    private NDArray input(Work work) {
        var x = new float[work.steps() * work.batch() * work.features()];
        int j = 0;
        for (int t = 0; t < work.steps(); t++) {
            for (int n = 0; n < work.batch(); n++) {
                for (int d = 0; d < work.features(); d++) x[j++] = (float) work.input(t, n, d);
            }
        }
        return manager.create(x, new Shape(work.steps(), work.batch(), work.features()));
    }

    private NDArray target(Work work, int which) {
        var target = new float[work.batch()];
        for (int n = 0; n < target.length; n++) target[n] = (float) work.target(which, n);
        return manager.create(target, new Shape(target.length, 1));
    }

    private static final class DjlTraining extends Stepwise {

        private final Model model;
        private final Trainer trainer;
        private final NDArray x;
        private final NDArray[] targets;

        DjlTraining(Model model, Trainer trainer, NDArray x, NDArray[] targets) {
            this.model = model;
            this.trainer = trainer;
            this.x = x;
            this.targets = targets;
        }

        @Override public long parameters() {
            long sum = 0;
            for (var parameter : model.getBlock().getParameters().values()) sum += parameter.getArray().size();
            return sum;
        }

        @Override public double loss(int which) {
            try (var y = trainer.evaluate(new NDList(x));
                    var loss = trainer.getLoss().evaluate(new NDList(targets[which]), y)) {
                return loss.getFloat();
            }
        }

        @Override protected void step(int which) {
            try (var collector = trainer.newGradientCollector();
                    var y = trainer.forward(new NDList(x));
                    var loss = trainer.getLoss().evaluate(new NDList(targets[which]), y)) {
                collector.backward(loss);
            }
            trainer.step();
        }
    }
}
