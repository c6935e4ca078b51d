package unrolled;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import unrolled.seq.Sequence;

/**
 * A golden case: values that another program computed, read from {@code <name>.json}.
 *
 * <p>The folder is the system property {@code golden}, or else the test resources. A path names a value through
 * objects, joined by dots: {@code gradients.initialState.h}. A key may hold dots itself ({@code parameters.layer0.W}).
 *
 * <pre>
 *   var lstm = Golden.of("lstm");
 *   Sequence x = lstm.sequence("input");
 *   DMatrixRMaj W = lstm.matrix("parameters.W");
 * </pre>
 */
public final class Golden {

    private final Path file;
    private final JsonNode root;

    private Golden(Path file, JsonNode root) {
        this.file = file;
        this.root = root;
    }

    /** @throws IllegalStateException if the folder or the file is missing, or the file is not JSON */
    public static Golden of(String name) {
        return of(folder(), name);
    }

    static Golden of(Path folder, String name) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException("Golden expects a folder, got " + folder + " (system property 'golden')");
        }
        var file = folder.resolve(name + ".json");
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException("Golden expects the file " + file.getFileName() + ", got none (in " + folder
                    + ")");
        }
        try {
            return new Golden(file, new ObjectMapper().readTree(file.toFile()));
        } catch (IOException e) {
            throw new IllegalStateException("Golden expects JSON, got " + e.getMessage() + " (" + file + ")", e);
        }
    }

    private static Path folder() {
        var given = System.getProperty("golden");
        if (given != null && !given.isBlank()) {
            // Maven runs tests inside the module; a relative folder may be meant from the kit's root
            var fromRoot = Path.of("..").resolve(given);
            return !Files.isDirectory(Path.of(given)) && Files.isDirectory(fromRoot) ? fromRoot : Path.of(given);
        }
        try {
            return Path.of(Golden.class.getResource("/golden").toURI());
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public boolean has(String path) {
        return find(root, path) != null;
    }

    /** The keys of an object, in the order of the file. */
    public List<String> keys(String path) {
        var keys = new ArrayList<String>();
        node(path).fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    /** A list of objects, each read like a file of its own. */
    public List<Golden> objects(String path) {
        var objects = new ArrayList<Golden>();
        for (var node : list(path, node(path))) objects.add(new Golden(file, node));
        return objects;
    }

    public double number(String path) {
        return number(path, node(path));
    }

    public int integer(String path) {
        return (int) number(path);
    }

    public String text(String path) {
        return node(path).asText();
    }

    /** A list of numbers. */
    public double[] vector(String path) {
        return vector(path, node(path));
    }

    /** A list of whole numbers: lengths, class indices. */
    public int[] integers(String path) {
        var values = vector(path);
        var whole = new int[values.length];
        for (int j = 0; j < whole.length; j++) whole[j] = (int) values[j];
        return whole;
    }

    /** [rows][columns]. */
    public double[][] table(String path) {
        return table(path, node(path));
    }

    /** [rows][columns] as a matrix; a plain list becomes one column, n×1. */
    public DMatrixRMaj matrix(String path) {
        var node = node(path);
        if (depth(node) == 1) return new DMatrixRMaj(node.size(), 1, true, vector(path, node));
        return new DMatrixRMaj(table(path, node));
    }

    /** [T][B][D], in that order. */
    public double[][][] cube(String path) {
        var node = list(path, node(path));
        var cube = new double[node.size()][][];
        for (int t = 0; t < cube.length; t++) cube[t] = table(path, node.get(t));
        return cube;
    }

    /** [T][B][D] as a sequence; [T][B] (class indices, token ids, masks) becomes a sequence of one feature. */
    public Sequence sequence(String path) {
        if (depth(node(path)) == 3) return Sequence.of(cube(path));
        var table = table(path);
        var s = new Sequence(table.length, table[0].length, 1);
        for (int t = 0; t < table.length; t++) {
            for (int n = 0; n < table[t].length; n++) s.set(t, n, 0, table[t][n]);
        }
        return s;
    }

    private JsonNode node(String path) {
        var found = find(root, path);
        if (found == null) {
            throw new IllegalStateException("Golden expects the key '" + path + "', got none (" + file + ")");
        }
        return found;
    }

    /** The value at the path, trying every way to read its dots; null when there is none. */
    private static JsonNode find(JsonNode from, String path) {
        if (from.has(path)) return from.get(path);
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
            var key = path.substring(0, dot);
            var found = from.has(key) ? find(from.get(key), path.substring(dot + 1)) : null;
            if (found != null) return found;
        }
        return null;
    }

    private double[][] table(String path, JsonNode node) {
        list(path, node);
        var table = new double[node.size()][];
        for (int r = 0; r < table.length; r++) table[r] = vector(path, node.get(r));
        return table;
    }

    private double[] vector(String path, JsonNode node) {
        list(path, node);
        var vector = new double[node.size()];
        for (int j = 0; j < vector.length; j++) vector[j] = number(path, node.get(j));
        return vector;
    }

    private double number(String path, JsonNode node) {
        if (node.isBoolean()) return node.asBoolean() ? 1 : 0;
        return expect(node.isNumber(), "a number", path, node).doubleValue();
    }

    private JsonNode list(String path, JsonNode node) {
        return expect(node.isArray() && !node.isEmpty(), "a list", path, node);
    }

    private JsonNode expect(boolean fits, String what, String path, JsonNode node) {
        if (fits) return node;
        throw new IllegalStateException("Golden expects " + what + " at '" + path + "', got "
                + node.getNodeType().toString().toLowerCase(java.util.Locale.ROOT) + " (" + file + ")");
    }

    private static int depth(JsonNode node) {
        return node.isArray() && !node.isEmpty() ? 1 + depth(node.get(0)) : 0;
    }
}
