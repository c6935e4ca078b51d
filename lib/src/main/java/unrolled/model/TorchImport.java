package unrolled.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import unrolled.cell.Cell;
import unrolled.cell.ElmanCell;
import unrolled.cell.GruCell;
import unrolled.cell.LstmCell;
import unrolled.layer.Bidirectional;
import unrolled.layer.Dense;
import unrolled.layer.Embedding;
import unrolled.layer.Layer;
import unrolled.layer.LayerNorm;
import unrolled.layer.Recurrent;
import unrolled.math.Activation;
import unrolled.math.Parameter;

/**
 * Takes over the weights of PyTorch modules from a state dictionary in a {@link Safetensors} file.
 *
 * <pre>{@code
 *   TorchImport.read(Path.of("tagger.safetensors"))       // safetensors.torch.save_file(model.state_dict(), …)
 *           .module("rnn", net.layer("lstm"), net.layer("lstm2"))
 *           .module("fc", net.layer("dense"))
 *           .apply();
 * }</pre>
 *
 * <pre>
 *   torch.nn          here                          conversion
 *   RNN               ElmanCell, tanh or ReLU       W = weight_ih, U = weight_hh, b = bias_ih + bias_hh
 *   LSTM              LstmCell                      the same; the gates are i, f, g, o in both
 *   GRU               GruCell, Reset.AFTER          rows r, z, n become −z, r, n; b_u is the n part of bias_hh
 *   Linear            Dense                         W = weight, b = bias
 *   Embedding         Embedding                     E = weight
 *   LayerNorm         LayerNorm                     gain = weight, shift = bias (both with ε = 1e-5)
 * </pre>
 *
 * <p>PyTorch mixes {@code h_t = (1 − z) ⊙ n + z ⊙ h_{t−1}}, this library {@code (1 − z) ⊙ h_{t−1} + z ⊙ n}: its z is
 * 1 − z here, and 1 − σ(a) = σ(−a). Module layers l0, l1, … are layers of the network; with {@code bidirectional=True}
 * each is a Bidirectional. A module without biases gives zeros. Nothing changes before {@link #apply}.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.nn.GRU.html">torch.nn.GRU</a>
 */
public final class TorchImport {

    private final Safetensors tensors;
    private final Map<Parameter, DMatrixRMaj> values = new LinkedHashMap<>();
    private final Set<String> unused;

    private TorchImport(Safetensors tensors) {
        this.tensors = tensors;
        unused = new LinkedHashSet<>(tensors.names());
    }

    /**
     * Opens a state dictionary.
     *
     * @throws IllegalArgumentException if the file is missing or damaged
     */
    public static TorchImport read(Path stateDictionary) {
        return new TorchImport(Safetensors.read(stateDictionary));
    }

    /**
     * Plans what a module gives to its layers.
     *
     * @param prefix the module's name in the dictionary, such as {@code rnn} or {@code encoder.rnn}; empty for a
     *        dictionary of the module alone
     * @param layers one, or one for each layer of a stacked RNN, LSTM or GRU, the first first
     * @throws IllegalArgumentException if PyTorch has no such layer, a tensor is missing or has another shape, or the
     *         module has more weights than the layers take
     */
    public TorchImport module(String prefix, Layer... layers) {
        var module = prefix.isEmpty() || prefix.endsWith(".") ? prefix : prefix + ".";
        var planned = new TorchImport(tensors);                  // so that a refused module leaves no half of a plan
        for (int k = 0; k < layers.length; k++) planned.plan(module, layers[k], k, layers.length);
        planned.expectAllUsed(module);
        values.putAll(planned.values);
        unused.retainAll(planned.unused);
        return this;
    }

    /** Gives the planned values to the layers. */
    public void apply() {
        values.forEach(Parameter::set);
    }

    /** The tensors of the file that no module has taken. */
    public Set<String> unused() {
        return Collections.unmodifiableSet(unused);
    }

    private void plan(String module, Layer layer, int k, int count) {
        if (layer instanceof Recurrent recurrent) {
            cell(module, "_l" + k, recurrent.cell(), layer);
        } else if (layer instanceof Bidirectional both) {
            cell(module, "_l" + k, both.forwardCell(), layer);
            cell(module, "_l" + k + "_reverse", both.backwardCell(), layer);
        } else if (count > 1) {
            throw new IllegalArgumentException("TorchImport expects recurrent layers for a stacked module, got " + layer
                    + " (module '" + module + "')");
        } else if (layer instanceof Dense) {
            weightAndBias(module, layer, "W", "b");
        } else if (layer instanceof LayerNorm) {
            weightAndBias(module, layer, "gain", "shift");
        } else if (layer instanceof Embedding) {
            put(layer, "E", tensor(module + "weight", layer, "E"));
        } else {
            throw new IllegalArgumentException("TorchImport expects a Recurrent, Bidirectional, Dense, Embedding or "
                    + "LayerNorm, got " + layer + " (module '" + module + "')");
        }
    }

    private void weightAndBias(String module, Layer layer, String weight, String bias) {
        put(layer, weight, tensor(module + "weight", layer, weight));
        put(layer, bias, bias(module + "bias", layer, bias));
    }

    private void cell(String module, String layerSuffix, Cell cell, Layer layer) {
        expectTorchHas(cell, layer);
        var W = tensor(module + "weight_ih" + layerSuffix, cell, "W");
        var U = tensor(module + "weight_hh" + layerSuffix, cell, "U");
        var bx = bias(module + "bias_ih" + layerSuffix, cell, "b");
        var bh = bias(module + "bias_hh" + layerSuffix, cell, "b");
        if (cell instanceof GruCell) {
            int H = cell.outputs();
            put(cell, "bu", CommonOps_DDRM.extract(bh, 2 * H, 3 * H, 0, 1));
            for (int j = 2 * H; j < 3 * H; j++) bh.set(j, 0, 0);               // the n part stays apart, in b_u
            for (var matrix : List.of(W, U, bx, bh)) fromTorchGates(matrix, H);
        }
        put(cell, "W", W);
        put(cell, "U", U);
        put(cell, "b", CommonOps_DDRM.add(bx, bh, null));
    }

    /** The rows r, z, n become −z, r, n. */
    private static void fromTorchGates(DMatrixRMaj rows, int H) {
        int size = H * rows.numCols;
        var r = java.util.Arrays.copyOf(rows.data, size);
        for (int j = 0; j < size; j++) rows.data[j] = -rows.data[size + j];
        System.arraycopy(r, 0, rows.data, size, size);
    }

    private static void expectTorchHas(Cell cell, Layer layer) {
        boolean known = cell instanceof LstmCell
                || cell instanceof GruCell gru && gru.reset() == GruCell.Reset.AFTER
                || cell instanceof ElmanCell elman
                && (elman.sigma() == Activation.TANH || elman.sigma() == Activation.RELU);
        if (known) return;
        var hint = cell instanceof GruCell ? " with Reset.BEFORE; PyTorch resets after the product"
                : cell instanceof ElmanCell elman ? " with " + elman.sigma() : "";
        throw new IllegalArgumentException("TorchImport expects a cell that torch.nn has (ElmanCell with tanh or "
                + "ReLU, LstmCell, GruCell with Reset.AFTER), got " + cell.getClass().getSimpleName() + hint
                + " (" + layer + ")");
    }

    private DMatrixRMaj bias(String name, Object owner, String parameter) {
        int rows = parameter(owner, parameter).value().numRows;
        return tensors.names().contains(name) || !withoutBias(name) ? tensor(name, owner, parameter)
                : new DMatrixRMaj(rows, 1);
    }

    /** {@code bias=False} leaves out all biases of a module: one alone missing is a damaged dictionary. */
    private boolean withoutBias(String name) {
        var module = name.substring(0, name.lastIndexOf('.') + 1);
        return tensors.names().stream().noneMatch(other -> other.startsWith(module + "bias"));
    }

    private DMatrixRMaj tensor(String name, Object owner, String parameter) {
        var matrix = tensors.matrix(name);
        var expected = parameter(owner, parameter).value();
        if (matrix.numRows != expected.numRows || matrix.numCols != expected.numCols) {
            throw new IllegalArgumentException("TorchImport expects " + expected.numRows + "×" + expected.numCols
                    + " for " + parameter(owner, parameter).name() + ", got " + matrix.numRows + "×" + matrix.numCols
                    + " (" + tensors.file() + ", tensor '" + name + "')");
        }
        unused.remove(name);
        return matrix;
    }

    private void put(Object owner, String parameter, DMatrixRMaj value) {
        values.put(parameter(owner, parameter), value);
    }

    /** The parameter of a cell or a layer, whatever stands before its name. */
    private static Parameter parameter(Object owner, String name) {
        var parameters = owner instanceof Cell cell ? cell.parameters() : ((Layer) owner).parameters();
        return parameters.stream().filter(p -> p.name().endsWith("." + name) || p.name().equals(name)).findFirst()
                .orElseThrow();
    }

    private void expectAllUsed(String module) {
        var more = new ArrayList<String>();
        for (var name : unused) {
            boolean inside = name.startsWith(module);
            if (inside && name.substring(module.length()).matches("(weight|bias)[^.]*")) more.add(name);
        }
        if (more.isEmpty()) return;
        throw new IllegalArgumentException("TorchImport expects a module whose weights all find a place, got also "
                + more + " (" + tensors.file() + ", module '" + module
                + "'); does it have more layers, a second direction or a projection?");
    }
}
