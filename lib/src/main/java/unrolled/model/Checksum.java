package unrolled.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * Eight hexadecimal digits for all that a safetensors file says: names, types, shapes, numbers and metadata, in
 * whatever order and layout. A file whose digits do not fit was damaged after it was written.
 */
final class Checksum {

    /** The key of the metadata under which it stands. */
    static final String KEY = "crc32c";

    private final Map<String, String> parts = new TreeMap<>();

    Checksum(Map<String, String> metadata) {
        metadata.forEach((key, text) -> parts.put("text " + key, text));
        parts.remove("text " + KEY);
    }

    /** @param bytes the numbers as the file has them; it is read to its end */
    void add(String name, DType type, long[] shape, ByteBuffer bytes) {
        var crc = new CRC32C();
        crc.update(bytes);
        parts.put("tensor " + name, type + Arrays.toString(shape) + crc.getValue());
    }

    String digits() {
        var crc = new CRC32C();
        parts.forEach((part, value) -> crc.update((part + "\0" + value + "\0").getBytes(StandardCharsets.UTF_8)));
        return String.format("%08x", crc.getValue());
    }
}
