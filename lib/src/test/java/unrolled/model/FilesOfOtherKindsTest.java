package unrolled.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import unrolled.cell.ElmanCell;
import unrolled.data.Csv;
import unrolled.layer.Dense;
import unrolled.layer.Recurrent;

/** A file given by mistake is refused by its kind, whatever its name says. */
class FilesOfOtherKindsTest {

    @TempDir Path folder;

    static Stream<Arguments> binary() {
        return Stream.of(
                of("an HDF5 file, as Keras saves models (.h5)", hex("894844460d0a1a0a00000000000808")),
                of("a PyTorch file (.pt, .pth)", zip("archive/data.pkl", "archive/data/0")),
                of("NumPy arrays (.npz)", zip("W.npy")), of("a Keras model (.keras)", zip("a", "model.weights.h5")),
                of("an Excel workbook (.xlsx)", zip("[Content_Types].xml", "xl/workbook.xml")),
                of("an OpenDocument file, such as a spreadsheet (.ods)", zip("mimetype", "content.xml")),
                of("a zip archive", zip("data.csv")), of("an empty zip archive", zip()),
                of("a zip archive that is damaged or cut short", Arrays.copyOf(zip("a", "b"), 40)),
                of("a PyTorch file of the old kind (.pt)", hex("80028a0a6cfc9c46f9206aa850192e")),
                of("a Python pickle", hex("80049500000000000000007d942e")),
                of("a GGUF file, as llama.cpp reads models", hex("4747554603000000000000000000")),
                of("a NumPy array (.npy)", hex("934e554d505901007600")),
                of("a file packed by gzip (.gz)", hex("1f8b0800000000000003")),
                of("a file packed by zstd (.zst)", hex("28b52ffd2400")),
                of("a file packed by bzip2 (.bz2)", hex("425a68393141592653590000")),
                of("a Parquet file (.parquet)", hex("504152311504000050415231")),
                of("an old Office file, such as an Excel workbook (.xls)", hex("d0cf11e0a1b11ae10000")),
                of("an SQLite database", hex("53514c69746520666f726d6174203300")),
                of("a PDF file", hex("255044462d312e370a00")));
    }

    static Stream<Arguments> text() {
        return Stream.of(
                of("a JSON file", "{\"epoch\": 3}"), of("a JSON file", " [\n [1, 2], [3, 4]]"),
                of("a JSON file", "\uFEFF{}"), of("a notebook (.ipynb)", "{\n \"cells\": [], \"nbformat\": 4}"),
                of("a web page (HTML)", "\n<!DOCTYPE html>\n<html><body>404, not found</body></html>"),
                of("a web page (HTML)", "<HTML lang='en'>"), of("an XML file", "<?xml version='1.0'?><a/>"),
                of("a pointer of Git LFS, without the file itself",
                        "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12\n"));
    }

    @ParameterizedTest(name = "{0}") @MethodSource({"binary", "text"})
    void weightsAreNotReadFromIt(String kind, byte[] bytes) throws IOException {
        var file = Files.write(folder.resolve("weights.safetensors"), bytes);
        var model = Network.of(1, new Recurrent(new ElmanCell(2, 3)), new Dense(3, 1));
        var got = "Safetensors expects a safetensors file, got " + kind
                + "; in Python, save_file of the safetensors package writes one (" + file + ")";

        refused(() -> Checkpoint.load(file), got);
        refused(() -> Checkpoint.loadEncoderDecoder(file), got);
        refused(() -> Checkpoint.loadWeights(model, file), got);
        refused(() -> TorchImport.read(file), got);
    }

    @ParameterizedTest(name = "{0}") @MethodSource("binary")
    void aTableIsNotReadFromIt(String kind, byte[] bytes) throws IOException {
        var file = Files.write(folder.resolve("table.csv"), bytes);

        refused(() -> Csv.read(file), "Csv expects text, got " + kind
                + "; can it be unpacked, or exported as text? (" + file + ")");
    }

    @ParameterizedTest(name = "{0}") @MethodSource("text")
    void aTableIsNotMadeOfAnotherText(String kind, byte[] bytes) throws IOException {
        var file = Files.write(folder.resolve("table.csv"), bytes);

        refused(() -> Csv.read(file), "table.csv: expects separated values with a header line, got " + kind);
    }

    @Test void anEmptyFileIsSaidToBeEmpty() throws IOException {
        var file = Files.createFile(folder.resolve("empty"));

        refused(() -> Checkpoint.load(file), "Safetensors expects a safetensors file, got an empty file; in Python, "
                + "save_file of the safetensors package writes one (" + file + ")");
        refused(() -> Csv.read(file), "empty: expects a header line and rows, got an empty file");
    }

    @Test void weightsAreNoTable() {
        var file = SafetensorsTest.python("dtypes");

        refused(() -> Csv.read(file), "Csv expects text, got a safetensors file; can it be unpacked, or exported as "
                + "text? (" + file + ")");
    }

    /** The length of a header is any number: 640 begins as a pickle does, 35615 + 65536 · 8 as gzip. */
    @ParameterizedTest @ValueSource(ints = {0x0280, 0x0480, 0x088b1f})
    void aLengthThatLooksLikeASignatureIsALength(int length) throws IOException {
        var header = "{}" + " ".repeat(length - 2);
        var bytes = ByteBuffer.allocate(8 + length).order(ByteOrder.LITTLE_ENDIAN).putLong(length)
                .put(header.getBytes(StandardCharsets.UTF_8)).array();

        assertThat(Safetensors.read(Files.write(folder.resolve("x"), bytes)).names()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PAR1,PAR2", "GGUF;x", "[kg],[m]", "[1],[2]", "<a>,{b}"})
    void aHeaderThatLooksLikeASignatureIsAHeader(String header) throws IOException {
        var file = Files.writeString(folder.resolve("table.csv"), header + "\n1,2\n".replace(',', header.contains(";")
                ? ';' : ','));

        assertThat(Csv.read(file).rowCount()).isEqualTo(1);
    }

    private static void refused(ThrowingCallable reading, String message) {
        assertThatThrownBy(reading).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    private static Arguments of(String kind, byte[] bytes) {
        return Arguments.of(kind, bytes);
    }

    private static Arguments of(String kind, String text) {
        return Arguments.of(kind, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static byte[] zip(String... names) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(new byte[100]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
