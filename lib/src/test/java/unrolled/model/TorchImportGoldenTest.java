package unrolled.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unrolled.Golden;
import unrolled.cell.ElmanCell;
import unrolled.cell.GruCell;
import unrolled.cell.LstmCell;
import unrolled.layer.Bidirectional;
import unrolled.layer.Dense;
import unrolled.layer.Layer;
import unrolled.layer.Recurrent;
import unrolled.seq.State;

/** A golden case, written as PyTorch's state dictionary and imported, gives the golden outputs, in any folder. */
class TorchImportGoldenTest {

    private static final double LIMIT = 1e-10;

    @TempDir Path folder;

    @Test void elmanWithItsOutputLayer() {
        var golden = Golden.of("elman_tanh");
        int H = golden.integer("shapes.H");
        var tensors = module(golden, "", "l0", false);
        tensors.put("fc.weight", transposed(golden, "parameters.V"));
        tensors.put("fc.bias", golden.matrix("parameters.c"));

        var net = imported(tensors, new Recurrent(new ElmanCell(golden.integer("shapes.I"), H)),
                new Dense(H, golden.integer("shapes.O")));

        assertThat(difference(golden, net, Map.of("h", "elman.h"))).isLessThan(LIMIT);
    }

    @Test void lstm() {
        var golden = Golden.of("lstm");

        var net = imported(module(golden, "", "l0", false),
                new Recurrent(new LstmCell(golden.integer("shapes.I"), golden.integer("shapes.H"))));

        assertThat(difference(golden, net, Map.of("h", "lstm.h", "c", "lstm.c"))).isLessThan(LIMIT);
    }

    @Test void gru() {
        var golden = Golden.of("gru_reset_after");

        var net = imported(module(golden, "", "l0", true), new Recurrent(gruCell(golden)));

        assertThat(difference(golden, net, Map.of("h", "gru.h"))).isLessThan(LIMIT);
    }

    @Test void bidirectionalGru() {
        var golden = Golden.of("bidirectional_gru");
        var tensors = module(golden, "forward.", "l0", true);
        tensors.putAll(module(golden, "backward.", "l0_reverse", true));

        var net = imported(tensors, new Bidirectional(gruCell(golden), gruCell(golden)));

        assertThat(difference(golden, net, Map.of("forward.h", "bidirectional.forward.h", "backward.h",
                "bidirectional.backward.h"))).isLessThan(LIMIT);
    }

    private static GruCell gruCell(Golden golden) {
        return new GruCell(golden.integer("shapes.I"), golden.integer("shapes.H"), GruCell.Reset.AFTER);
    }

    private Network imported(Map<String, DMatrixRMaj> tensors, Layer... layers) {
        var file = folder.resolve("torch.safetensors");
        Safetensors.write(file, tensors, Map.of(), DType.F64);
        var net = Network.of(1, layers);
        var torch = TorchImport.read(file).module("rnn", layers[0]);
        if (layers.length > 1) torch.module("fc", layers[1]);
        torch.apply();
        assertThat(torch.unused()).isEmpty();
        return net;
    }

    /** Golden parameters as torch.nn keeps them; half of each bias goes to bias_hh. */
    private static Map<String, DMatrixRMaj> module(Golden golden, String part, String suffix, boolean gru) {
        int H = golden.integer("shapes.H");
        var b = golden.matrix("parameters." + part + "b");
        var half = b.copy();
        CommonOps_DDRM.scale(0.5, half);
        var other = half.copy();
        if (gru) {
            for (int j = 0; j < H; j++) {
                half.set(2 * H + j, 0, b.get(2 * H + j, 0));
                other.set(2 * H + j, 0, golden.matrix("parameters." + part + "bu").get(j, 0));
            }
        }
        var tensors = new LinkedHashMap<String, DMatrixRMaj>();
        tensors.put("rnn.weight_ih_" + suffix, transposed(golden, "parameters." + part + "W"));
        tensors.put("rnn.weight_hh_" + suffix, transposed(golden, "parameters." + part + "U"));
        tensors.put("rnn.bias_ih_" + suffix, half);
        tensors.put("rnn.bias_hh_" + suffix, other);
        if (gru) tensors.replaceAll((name, rows) -> torchGates(rows, H));
        return tensors;
    }

    /** The rows z, r, n become r, −z, n. */
    private static DMatrixRMaj torchGates(DMatrixRMaj rows, int H) {
        var torch = rows.copy();
        for (int j = 0; j < H; j++) {
            for (int k = 0; k < rows.numCols; k++) {
                torch.set(j, k, rows.get(H + j, k));
                torch.set(H + j, k, -rows.get(j, k));
            }
        }
        return torch;
    }

    private static DMatrixRMaj transposed(Golden golden, String path) {
        return CommonOps_DDRM.transpose(golden.matrix(path), null);
    }

    private static double difference(Golden golden, Network net, Map<String, String> parts) {
        var initial = State.ZERO;
        for (var part : parts.entrySet()) {
            initial = initial.with(part.getValue(), golden.matrix("initialState." + part.getKey()));
        }
        var y = net.predict(golden.sequence("input"), initial).matrix();
        var expected = golden.sequence("output").matrix();
        assertThat(y.numRows).isEqualTo(expected.numRows);
        CommonOps_DDRM.subtractEquals(y, expected);
        return CommonOps_DDRM.elementMaxAbs(y);
    }
}
