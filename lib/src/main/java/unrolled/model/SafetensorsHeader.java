package unrolled.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The JSON at the start of a safetensors file, checked in full before a number is read.
 *
 * <pre>
 *   { "__metadata__": { "key": "text", … },
 *     "lstm.U": { "dtype": "F64", "shape": [24, 6], "data_offsets": [begin, end] }, … }
 * </pre>
 *
 * <p>Offsets count bytes from the end of the header; the tensors cover the rest of the file without holes or overlaps.
 */
final class SafetensorsHeader {

    /** Where a tensor lies, in bytes after the header, the end excluded. */
    record Entry(DType type, long[] shape, long begin, long end) {}

    private static final String METADATA = "__metadata__";
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    final Map<String, String> metadata = new LinkedHashMap<>();
    final Map<String, Entry> tensors = new LinkedHashMap<>();
    private final Path file;

    /**
     * @param text the bytes of the JSON
     * @param size how many bytes follow the header
     * @throws IllegalArgumentException if anything in it is not as the format says
     */
    SafetensorsHeader(Path file, ByteBuffer text, long size) {
        this.file = file;
        for (var field : parse(text).properties()) {
            if (field.getKey().equals(METADATA)) readMetadata(field.getValue());
            else tensors.put(field.getKey(), entry(field.getKey(), field.getValue()));
        }
        expectCover(size);
    }

    private JsonNode parse(ByteBuffer bytes) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            expect(text.startsWith("{"), "a header that is a JSON object", start(text), "");
            return JSON.readTree(text);
        } catch (CharacterCodingException e) {
            throw refusal("a header in UTF-8", "other bytes", "");
        } catch (JsonProcessingException e) {
            throw refusal("a header of JSON", e.getOriginalMessage(), "");
        }
    }

    private static String start(String text) {
        return text.isEmpty() ? "nothing" : "one that begins with '" + text.charAt(0) + "'";
    }

    private void readMetadata(JsonNode node) {
        expect(node.isObject(), METADATA + " to be an object", kind(node), "");
        for (var field : node.properties()) {
            expect(field.getValue().isTextual(), "text for each key of " + METADATA, kind(field.getValue()) + " for '"
                    + field.getKey() + "'", "");
            metadata.put(field.getKey(), field.getValue().textValue());
        }
    }

    private Entry entry(String name, JsonNode node) {
        var type = type(name, node.path("dtype"));
        long[] shape = wholeNumbers(name, "shape", node.path("shape"));
        long[] offsets = wholeNumbers(name, "data_offsets", node.path("data_offsets"));
        expect(offsets.length == 2 && offsets[0] <= offsets[1], "data_offsets [begin, end] with begin ≤ end",
                Arrays.toString(offsets), name);
        long bytes = bytes(name, type, shape);
        expect(offsets[1] - offsets[0] == bytes, bytes + " bytes for " + type + " " + Arrays.toString(shape),
                (offsets[1] - offsets[0]) + " bytes", name);
        return new Entry(type, shape, offsets[0], offsets[1]);
    }

    private DType type(String name, JsonNode node) {
        for (var type : DType.values()) {
            if (type.name().equals(node.textValue())) return type;
        }
        throw refusal("a dtype that safetensors knows, such as F64 or F32",
                node.isMissingNode() ? "none" : node.toString(), name);
    }

    private long[] wholeNumbers(String name, String key, JsonNode node) {
        expect(node.isArray(), key + " to be a list", kind(node), name);
        var numbers = new long[node.size()];
        for (int j = 0; j < numbers.length; j++) {
            var number = node.get(j);
            expect(number.isIntegralNumber() && number.canConvertToLong() && number.longValue() >= 0,
                    "whole numbers in " + key, number.toString(), name);
            numbers[j] = number.longValue();
        }
        return numbers;
    }

    private long bytes(String name, DType type, long[] shape) {
        try {
            long bits = type.bits;
            for (long size : shape) bits = Math.multiplyExact(bits, size);
            expect(bits % 8 == 0, "a whole number of bytes", bits + " bits", name);
            return bits / 8;
        } catch (ArithmeticException e) {
            throw refusal("a shape whose size fits 64 bits", Arrays.toString(shape), name);
        }
    }

    /** Each tensor begins where the one before it ends, and the last ends with the file. */
    private void expectCover(long size) {
        long at = 0;
        var inOrder = tensors.entrySet().stream().sorted(Comparator
                .comparingLong((Map.Entry<String, Entry> e) -> e.getValue().begin())
                .thenComparingLong(e -> e.getValue().end())).toList();
        for (var tensor : inOrder) {
            expect(tensor.getValue().begin() == at, "data from byte " + at + " on, without holes or overlaps",
                    "data from byte " + tensor.getValue().begin() + " on", tensor.getKey());
            at = tensor.getValue().end();
            expect(at <= size, at + " bytes of data", size + "; is the file truncated?", tensor.getKey());
        }
        expect(at == size, at + " bytes of data", size + "; is something appended to the file?", "");
    }

    private static String kind(JsonNode node) {
        return node.isMissingNode() ? "none" : node.getNodeType().toString().toLowerCase(java.util.Locale.ROOT);
    }

    private void expect(boolean fits, String expected, String got, String tensor) {
        if (!fits) throw refusal(expected, got, tensor);
    }

    private IllegalArgumentException refusal(String expected, String got, String tensor) {
        return Safetensors.refusal(expected, got, file, tensor);
    }
}
