package unrolled.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/**
 * What a file is by its first bytes, whatever its name says: a model of another library, a spreadsheet, an archive. So
 * a file that was given by mistake is refused by its kind.
 */
public final class FileKind {

    /** What {@link #of} says of a safetensors file. */
    public static final String SAFETENSORS = "a safetensors file";

    /** @param at where the bytes stand, which are in hexadecimal */
    private record Signature(int at, String bytes, String kind) {}

    private static final List<Signature> SIGNATURES = List.of(
            new Signature(0, "894844460d0a1a0a", "an HDF5 file, as Keras saves models (.h5)"),
            new Signature(0, "80028a0a6cfc9c46f920", "a PyTorch file of the old kind (.pt)"),
            new Signature(0, "8002", "a Python pickle"), new Signature(0, "8003", "a Python pickle"),
            new Signature(0, "8004", "a Python pickle"), new Signature(0, "8005", "a Python pickle"),
            new Signature(0, "934e554d5059", "a NumPy array (.npy)"),
            new Signature(0, "47475546", "a GGUF file, as llama.cpp reads models"),
            new Signature(4, "54464c33", "a TensorFlow Lite model (.tflite)"),
            new Signature(0, "504b0506", "an empty zip archive"),
            new Signature(0, "1f8b08", "a file packed by gzip (.gz)"),
            new Signature(0, "28b52ffd", "a file packed by zstd (.zst)"),
            new Signature(0, "fd377a585a00", "a file packed by xz (.xz)"),
            new Signature(4, "314159265359", "a file packed by bzip2 (.bz2)"),
            new Signature(0, "377abcaf271c", "a 7-Zip archive (.7z)"),
            new Signature(0, "526172211a07", "a RAR archive (.rar)"),
            new Signature(257, "7573746172", "a tar archive (.tar)"),
            new Signature(0, "d0cf11e0a1b11ae1", "an old Office file, such as an Excel workbook (.xls)"),
            new Signature(0, "50415231", "a Parquet file (.parquet)"),
            new Signature(0, "4152524f5731", "an Arrow file (.feather)"),
            new Signature(0, "46454131", "an Arrow file (.feather)"),
            new Signature(0, "53514c69746520666f726d6174203300", "an SQLite database"),
            new Signature(0, "4d41544c414220352e30", "a MATLAB file (.mat)"),
            new Signature(0, "aced0005", "a Java object stream"),
            new Signature(0, "255044462d", "a PDF file"),
            new Signature(0, "89504e470d0a1a0a", "a PNG image"),
            new Signature(0, "ffd8ff", "a JPEG image"),
            new Signature(0, "47494638", "a GIF image"));

    private static final char REPLACEMENT = '\uFFFD';
    private static final String ZIP = "504b0304";
    private static final Pattern JSON = Pattern.compile(
            "\\s*(\\{\\s*[\"}]|\\[\\s*([\\[{\"\\]]|-?\\d[\\d.eE+-]*\\s*,))");
    private static final Pattern HTML = Pattern.compile("(?si)\\s*(<!--.*?-->\\s*)*(<!doctype\\s+html|<html[\\s>])");
    private static final Pattern XML = Pattern.compile("\\s*<\\?xml\\s");
    private static final Pattern LFS = Pattern.compile("version https://git-lfs\\.github\\.com/spec/");

    /** As many bytes as are looked at. */
    private static final int HEAD = 4096;

    /** The longest safetensors header the format allows. */
    private static final long LONGEST_HEADER = 100_000_000;

    private FileKind() {}

    /**
     * What the file is, in words such as {@code an HDF5 file}, {@link #SAFETENSORS} among them; empty for text and for
     * what it does not know.
     *
     * @throws IOException if it cannot be read
     */
    public static String of(Path file) throws IOException {
        var head = head(file);
        if (isSafetensors(head)) return SAFETENSORS;
        if (starts(head, 0, ZIP)) return inside(file);
        for (var signature : SIGNATURES) {
            if (starts(head, signature.at, signature.bytes) && !isText(head)) return signature.kind;
        }
        return "";
    }

    /**
     * Also what a file of text is, and {@code an empty file}.
     *
     * @throws IOException if it cannot be read
     */
    public static String ofAny(Path file) throws IOException {
        var head = head(file);
        if (head.length == 0) return "an empty file";
        var kind = of(file);
        return kind.isEmpty() ? ofText(new String(head, StandardCharsets.UTF_8)) : kind;
    }

    /** What a text is that is no table: JSON, a web page, what Git LFS leaves in place of a file; empty for others. */
    public static String ofText(String text) {
        if (text.startsWith("\uFEFF")) return ofText(text.substring(1));
        if (LFS.matcher(text).lookingAt()) return "a pointer of Git LFS, without the file itself";
        if (HTML.matcher(text).lookingAt()) return "a web page (HTML)";
        if (XML.matcher(text).lookingAt()) return "an XML file";
        if (!JSON.matcher(text).lookingAt()) return "";
        return text.contains("\"nbformat\"") || text.contains("\"cells\"") ? "a notebook (.ipynb)" : "a JSON file";
    }

    /** Whole or cut: 8 bytes of a length, then the brace of its header. */
    private static boolean isSafetensors(byte[] head) {
        if (head.length < 9 || head[8] != '{') return false;
        long length = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong();
        return length >= 2 && length <= LONGEST_HEADER;
    }

    private static byte[] head(Path file) throws IOException {
        var head = ByteBuffer.allocate(HEAD);
        try (var channel = FileChannel.open(file)) {
            while (head.hasRemaining() && channel.read(head) >= 0) { /* a read may give less than there is */ }
        }
        return Arrays.copyOf(head.array(), head.position());
    }

    private static boolean starts(byte[] head, int at, String hex) {
        var bytes = HexFormat.of().parseHex(hex);
        return head.length >= at + bytes.length
                && Arrays.equals(head, at, at + bytes.length, bytes, 0, bytes.length);
    }

    /**
     * Without a control character or a byte that is not UTF-8: then even what begins with PAR1 may be a table whose
     * first column is called so.
     */
    private static boolean isText(byte[] head) {
        for (byte b : head) {
            if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f') return false;
        }
        return new String(head, StandardCharsets.UTF_8).indexOf(REPLACEMENT) < 0;
    }

    private static String inside(Path file) throws IOException {
        try (var zip = new ZipFile(file.toFile())) {
            var names = zip.stream().limit(10_000).map(entry -> entry.getName()).toList();
            if (names.stream().anyMatch(name -> name.endsWith("data.pkl"))) return "a PyTorch file (.pt, .pth)";
            if (names.stream().anyMatch(name -> name.endsWith(".weights.h5"))) return "a Keras model (.keras)";
            if (names.stream().anyMatch(name -> name.startsWith("xl/"))) return "an Excel workbook (.xlsx)";
            if (names.contains("content.xml")) return "an OpenDocument file, such as a spreadsheet (.ods)";
            if (names.stream().anyMatch(name -> name.endsWith(".npy"))) return "NumPy arrays (.npz)";
            return "a zip archive";
        } catch (IOException e) {
            return "a zip archive that is damaged or cut short";
        }
    }
}
