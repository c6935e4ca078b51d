package unrolled.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import unrolled.math.Parameter;

/**
 * Saves a model to a {@link Safetensors} file and makes it again from the file alone.
 *
 * <pre>{@code
 *   Checkpoint.save(net, Path.of("weather.safetensors"));
 *   var same = Checkpoint.load(Path.of("weather.safetensors"));
 * }</pre>
 *
 * <p>Each parameter is a tensor under its dotted path ({@code lstm.U}), in the shape the library has it; the
 * architecture (kinds, sizes, options, names, what is frozen) is JSON under the key {@value #KEY} of the file's
 * metadata. PyTorch users read it with {@code safetensors.torch.load_file}; {@link TorchImport} reads theirs.
 */
public final class Checkpoint {

    /** The key of the metadata under which the architecture stands. */
    public static final String KEY = "architecture";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Checkpoint() {}

    /**
     * Saves a {@link Network} or an {@link EncoderDecoder}; its predictions after loading are identical.
     *
     * @throws IllegalArgumentException if the model, a cell or a layer is not one of the library's, or the file cannot
     *         be written
     */
    public static void save(Model model, Path file) {
        Safetensors.write(file, tensors(model), architecture(model), DType.F64);
    }

    /** Saves in single precision: half the size, the first seven digits. */
    public static void saveSingle(Model model, Path file) {
        Safetensors.write(file, tensors(model), architecture(model), DType.F32);
    }

    /** Saves the parameters of any model, without its architecture: {@link #loadWeights} reads them. */
    public static void saveWeights(Model model, Path file) {
        Safetensors.write(file, tensors(model), Map.of(), DType.F64);
    }

    /**
     * The network of a file.
     *
     * @throws IllegalArgumentException if the file is damaged or holds no architecture, the architecture is not one
     *         that the library knows, or the tensors are not those of its parameters
     */
    public static Network load(Path file) {
        return load(file, Architecture::readNetwork);
    }

    /**
     * The encoder and decoder of a file.
     *
     * @throws IllegalArgumentException as {@link #load}
     */
    public static EncoderDecoder loadEncoderDecoder(Path file) {
        return load(file, Architecture::readEncoderDecoder);
    }

    private static <M extends Model> M load(Path file, Function<Description, M> reader) {
        var tensors = Safetensors.read(file);
        var text = tensors.metadata().get(KEY);
        if (text == null) {
            throw new IllegalArgumentException("Checkpoint expects metadata with the key '" + KEY + "', got "
                    + tensors.metadata().keySet() + " (" + file + "); does the file hold weights alone?");
        }
        if (!tensors.hasChecksum()) {
            throw new IllegalArgumentException("Checkpoint expects metadata with the key '" + Checksum.KEY + "', got "
                    + tensors.metadata().keySet() + " (" + file + "); was the file damaged?");
        }
        M model;
        try {
            model = reader.apply(new Description(JSON.readTree(text), largest(tensors)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Checkpoint expects JSON under the key '" + KEY + "', got "
                    + e.getOriginalMessage() + " (" + file + ")", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + " (" + file + ")", e);
        }
        take(model, tensors);
        return model;
    }

    /**
     * Gives a model the parameters of a file, by name; when anything does not fit, the model stays as it was.
     *
     * @throws IllegalArgumentException if the file is damaged, a tensor is missing, has another shape, or belongs to no
     *         parameter; the message names both models where the file knows its own
     */
    public static void loadWeights(Model model, Path file) {
        var tensors = Safetensors.read(file);
        try {
            take(model, tensors);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + both(model, tensors), e);
        }
    }

    /** What a file says that it is, beside what was to take its parameters; nothing where it does not say it. */
    private static String both(Model model, Safetensors tensors) {
        var text = tensors.metadata().get(KEY);
        if (text == null) return "";
        try {
            var file = Architecture.readModel(new Description(JSON.readTree(text), largest(tensors)));
            return "; the file is of a " + file + ", the model is a " + model;
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return "";
        }
    }

    private static void take(Model model, Safetensors tensors) {
        var unknown = new LinkedHashSet<>(tensors.names());
        model.parameters().forEach(parameter -> unknown.remove(parameter.name()));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("Checkpoint expects tensors of the parameters " + names(model)
                    + ", got also " + unknown + " (" + tensors.file() + "); is it a file of another model?");
        }
        var values = new ArrayList<DMatrixRMaj>();
        for (var parameter : model.parameters()) values.add(fitting(parameter, tensors));
        model.restore(values);
    }

    /** The tensor of a parameter; a file from elsewhere may keep a bias, n×1, as n numbers. */
    private static DMatrixRMaj fitting(Parameter parameter, Safetensors tensors) {
        var tensor = tensors.matrix(parameter.name());
        var value = parameter.value();
        if (tensor.numRows == value.numRows && tensor.numCols == value.numCols) return tensor;
        throw new IllegalArgumentException("Checkpoint expects " + value.numRows + "×" + value.numCols + ", got "
                + tensor.numRows + "×" + tensor.numCols + " (" + tensors.file() + ", tensor '"
                + parameter.name() + "')");
    }

    private static long largest(Safetensors tensors) {
        return tensors.names().stream().flatMapToLong(name -> Arrays.stream(tensors.shape(name))).max().orElse(0);
    }

    private static Map<String, DMatrixRMaj> tensors(Model model) {
        var tensors = new LinkedHashMap<String, DMatrixRMaj>();
        for (var parameter : model.parameters()) tensors.put(parameter.name(), parameter.value());
        return tensors;
    }

    private static Map<String, String> architecture(Model model) {
        return Map.of(KEY, Architecture.writeModel(model).json().toString());
    }

    private static List<String> names(Model model) {
        return model.parameters().stream().map(Parameter::name).toList();
    }
}
