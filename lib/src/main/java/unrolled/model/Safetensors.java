package unrolled.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import unrolled.data.FileKind;

/**
 * Named tensors in a file that every deep-learning library reads.
 *
 * <pre>
 *   8 bytes      N, the length of the header, little-endian
 *   N bytes      JSON: name → dtype, shape, data_offsets; and {@code __metadata__}, text → text
 *   the rest     the numbers, little-endian, row by row
 * </pre>
 *
 * <p>Numbers of the dtypes F64, F32, F16 and BF16 become {@code double}; a tensor of another dtype may stand in the
 * file and is refused when it is asked for.
 *
 * <p>A file is written to a temporary name and moved: at any moment the old one or the new one is there, whole. It has
 * a checksum under the key {@value Checksum#KEY} of its metadata, and a file that has one must fit it. A program that
 * changes such a file leaves the key out.
 *
 * @see <a href="https://huggingface.co/docs/safetensors/index#format">safetensors: the format</a>
 */
public final class Safetensors {

    /** The longest header the format allows. */
    static final long LONGEST_HEADER = 100_000_000;

    /** What Java keeps in one array. */
    private static final long LARGEST = Integer.MAX_VALUE - 8;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final SafetensorsHeader header;
    private final Map<String, double[]> values = new LinkedHashMap<>();

    private boolean hasChecksum;

    private Safetensors(Path file, FileChannel channel) throws IOException {
        this.file = file;
        long size = channel.size();
        if (size < 8) throw refusal("8 bytes for the length of the header", size + " bytes", file, "");
        long length = bytes(channel, 0, 8).getLong();
        if (length < 0 || length > LONGEST_HEADER) {
            throw refusal("a header of at most " + LONGEST_HEADER + " bytes", Long.toUnsignedString(length), file, "");
        }
        if (length > size - 8) {
            throw refusal("a header of " + length + " bytes", (size - 8) + "; is the file truncated?", file, "");
        }
        header = new SafetensorsHeader(file, bytes(channel, 8, (int) length), size - 8 - length);
        var checksum = new Checksum(header.metadata);
        for (var name : header.tensors.keySet()) load(name, channel, 8 + length, checksum);
        expectUndamaged(header.metadata.remove(Checksum.KEY), checksum.digits());
    }

    private void expectUndamaged(String said, String found) {
        hasChecksum = said != null;
        if (said == null || said.equals(found)) return;
        throw refusal("the checksum " + said, found
                + "; was the file damaged, or changed by a program that kept its checksum?", file, "");
    }

    /**
     * Reads a whole file.
     *
     * @throws IllegalArgumentException if the file is missing, cannot be read, is of another kind, or is damaged: cut
     *         short, a header that is too long or not JSON, tensors that overlap or leave holes, a size that is not
     *         that of the shape
     */
    public static Safetensors read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw refusal("a file", Files.isDirectory(file) ? "a folder" : "none", file, "");
        }
        try (var channel = FileChannel.open(file)) {
            expectKind(file);
            return new Safetensors(file, channel);
        } catch (IOException e) {
            throw new IllegalArgumentException(refusal("a readable file", e.toString(), file, "").getMessage(), e);
        }
    }

    private static void expectKind(Path file) throws IOException {
        var kind = FileKind.ofAny(file);
        if (kind.isEmpty() || kind.equals(FileKind.SAFETENSORS)) return;
        throw refusal("a safetensors file", kind + "; in Python, save_file of the safetensors package writes one", file,
                "");
    }

    /** What the file says about itself, text by text. */
    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(header.metadata);
    }

    /** Whether the file had a checksum, which then was right. */
    boolean hasChecksum() {
        return hasChecksum;
    }

    /** The tensors, in the order of the header. */
    public Set<String> names() {
        return Collections.unmodifiableSet(header.tensors.keySet());
    }

    /**
     * The sizes of a tensor, outermost first; none for a single number.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public long[] shape(String name) {
        return entry(name).shape().clone();
    }

    /**
     * The numbers of a tensor, row by row, as a copy.
     *
     * @throws IllegalArgumentException if there is none of that name, or its numbers are not floating-point
     */
    public double[] values(String name) {
        return numbers(name).clone();
    }

    /**
     * A tensor of two sizes as a matrix; one of a single size n, such as a bias, as a column n×1.
     *
     * @throws IllegalArgumentException if there is none of that name, its numbers are not floating-point, or it has no
     *         size, an empty one, or more than two
     */
    public DMatrixRMaj matrix(String name) {
        var numbers = numbers(name);
        long[] shape = shape(name);
        if (shape.length < 1 || shape.length > 2 || numbers.length == 0) {
            throw refusal("one or two sizes, none of them 0", Arrays.toString(shape), file, name);
        }
        return new DMatrixRMaj((int) shape[0], shape.length == 1 ? 1 : (int) shape[1], true, numbers.clone());
    }

    /** The file that was read. */
    public Path file() {
        return file;
    }

    private SafetensorsHeader.Entry entry(String name) {
        var entry = header.tensors.get(name);
        if (entry == null) throw refusal("the tensor", "only " + names(), file, name);
        return entry;
    }

    private double[] numbers(String name) {
        var type = entry(name).type();
        if (!type.readable()) throw refusal("dtype F64, F32, F16 or BF16", type.toString(), file, name);
        return values.get(name);
    }

    private void load(String name, FileChannel channel, long start, Checksum checksum) throws IOException {
        var entry = header.tensors.get(name);
        if (!entry.type().readable()) return;
        long size = entry.end() - entry.begin();
        expectSize(size, file, name);
        var from = bytes(channel, start + entry.begin(), (int) size);
        checksum.add(name, entry.type(), entry.shape(), from.duplicate());
        var numbers = new double[(int) (size * 8 / entry.type().bits)];
        for (int j = 0; j < numbers.length; j++) numbers[j] = entry.type().next(from);
        values.put(name, numbers);
    }

    private static void expectSize(long bytes, Path file, String name) {
        if (bytes > LARGEST) throw refusal("at most " + LARGEST + " bytes", bytes + " bytes", file, name);
    }

    private ByteBuffer bytes(FileChannel channel, long at, int size) throws IOException {
        var buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, at + buffer.position()) < 0) {
                throw refusal(size + " bytes from byte " + at + " on",
                        buffer.position() + "; is the file being written?", file, "");
            }
        }
        return buffer.flip();
    }

    // ---- writing

    /** Writes matrices as tensors of two sizes; the file is complete or, when anything fails, what it was before. */
    static void write(Path file, Map<String, DMatrixRMaj> tensors, Map<String, String> metadata, DType type) {
        tensors.forEach((name, tensor) -> expectSize((long) tensor.getNumElements() * type.bits / 8, file, name));
        var partial = Partial.of(file);
        try {
            Partial.deleteLeftBehind(file);
            try (var out = FileChannel.open(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                writeFully(out, header(tensors, withChecksum(metadata, tensors, type), type));
                for (var tensor : tensors.values()) writeFully(out, data(tensor, type));
                out.force(true);                            // on the disk before it has the file's name
            }
            move(partial, file);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    refusal("a file that can be written", e.toString(), file, "").getMessage(), e);
        } finally {
            Partial.delete(partial);
        }
    }

    private static Map<String, String> withChecksum(Map<String, String> metadata, Map<String, DMatrixRMaj> tensors,
            DType type) {
        var checksum = new Checksum(metadata);
        tensors.forEach((name, tensor) -> checksum.add(name, type, new long[] {tensor.numRows, tensor.numCols},
                data(tensor, type)));
        var all = new LinkedHashMap<>(metadata);
        all.put(Checksum.KEY, checksum.digits());
        return all;
    }

    private static ByteBuffer header(Map<String, DMatrixRMaj> tensors, Map<String, String> metadata, DType type)
            throws IOException {
        var json = JSON.createObjectNode();
        var about = json.putObject("__metadata__");
        metadata.forEach(about::put);
        long at = 0;
        for (var tensor : tensors.entrySet()) {
            var entry = json.putObject(tensor.getKey()).put("dtype", type.name());
            entry.putArray("shape").add(tensor.getValue().numRows).add(tensor.getValue().numCols);
            long end = at + (long) tensor.getValue().getNumElements() * type.bits / 8;
            entry.putArray("data_offsets").add(at).add(end);
            at = end;
        }
        var text = JSON.writeValueAsString(json);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] spaces = " ".repeat(-bytes.length & 7).getBytes(StandardCharsets.UTF_8);    // aligns the numbers
        return ByteBuffer.allocate(8 + bytes.length + spaces.length).order(ByteOrder.LITTLE_ENDIAN)
                .putLong(bytes.length + spaces.length).put(bytes).put(spaces).flip();
    }

    private static ByteBuffer data(DMatrixRMaj tensor, DType type) {
        int count = tensor.getNumElements();
        var buffer = ByteBuffer.allocate((int) ((long) count * type.bits / 8)).order(ByteOrder.LITTLE_ENDIAN);
        for (int j = 0; j < count; j++) type.put(tensor.data[j], buffer);
        return buffer.flip();
    }

    private static void writeFully(FileChannel out, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) out.write(buffer);
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    static IllegalArgumentException refusal(String expected, String got, Path file, String tensor) {
        return new IllegalArgumentException("Safetensors expects " + expected + ", got " + got + " (" + file
                + (tensor.isEmpty() ? "" : ", tensor '" + tensor + "'") + ")");
    }
}
