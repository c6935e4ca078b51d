package unrolled.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unrolled.Golden;
import unrolled.GoldenRun;
import unrolled.math.Initializer;
import unrolled.math.Parameter;

class OptimizerGoldenTest {

    @ParameterizedTest
    @ValueSource(strings = {"sgd", "sgd_momentum", "sgd_nesterov", "adagrad", "rmsprop", "adam", "adamw"})
    void everyIterateAgrees(String name) {
        var golden = Golden.of("optimizer_" + name);
        var optimizer = optimizer(name, golden);
        var x = new Parameter("x", golden.integer("shapes.n"), 1, Initializer.zeros());
        x.set(golden.matrix("parameters.x0"));

        double[][] iterates = golden.table("iterates");
        for (int k = 0; k < iterates.length; k++) {
            gradient(golden.table("parameters.A"), golden.vector("parameters.b"), x);
            optimizer.step(List.of(x));
            for (int j = 0; j < iterates[k].length; j++) {
                double error = Math.abs(x.value().data[j] - iterates[k][j]) / Math.max(1, Math.abs(iterates[k][j]));
                assertThat(error).as("%s, iterate %d, entry %d", name, k + 1, j).isLessThanOrEqualTo(GoldenRun.LIMIT);
            }
        }
    }

    /** g = A x − b. */
    private static void gradient(double[][] A, double[] b, Parameter x) {
        for (int r = 0; r < b.length; r++) {
            double g = -b[r];
            for (int c = 0; c < b.length; c++) g += A[r][c] * x.value().data[c];
            x.gradient().data[r] = g;
        }
    }

    private static Optimizer optimizer(String name, Golden golden) {
        double rate = golden.number("hyperparameters.lr");
        return switch (name) {
            case "sgd" -> Optimizer.sgd(rate);
            case "sgd_momentum" -> Optimizer.momentum(rate, golden.number("hyperparameters.momentum"));
            case "sgd_nesterov" -> Optimizer.nesterov(rate, golden.number("hyperparameters.momentum"));
            case "adagrad" -> Optimizer.adagrad(rate, golden.number("hyperparameters.eps"));
            case "rmsprop" -> Optimizer.rmsprop(rate, golden.number("hyperparameters.alpha"),
                    golden.number("hyperparameters.eps"));
            case "adam" -> Optimizer.adam(rate, golden.number("hyperparameters.beta1"),
                    golden.number("hyperparameters.beta2"), golden.number("hyperparameters.eps"));
            default -> Optimizer.adamW(rate, golden.number("hyperparameters.beta1"),
                    golden.number("hyperparameters.beta2"), golden.number("hyperparameters.eps"))
                    .weightDecay(golden.number("hyperparameters.weight_decay"));
        };
    }
}
