package unrolled.data;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;

/** The text of a file in UTF-8; a byte order mark is not part of it. */
final class Utf8 {

    /** What Java keeps in one array. */
    private static final long LARGEST = Integer.MAX_VALUE - 8;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private Utf8() {}

    /**
     * @throws IllegalArgumentException if there is no such file, it cannot be read, or it holds other bytes
     * @throws CancellationException when the thread is interrupted
     */
    static String read(String who, Path file) {
        if (!Files.isRegularFile(file)) {
            throw refusal(who, "a file", Files.isDirectory(file) ? "a folder" : "none", file);
        }
        try {
            long size = Files.size(file);
            var kind = FileKind.of(file);
            if (!kind.isEmpty()) throw refusal(who, "text", kind + "; can it be unpacked, or exported as text?", file);
            if (size > LARGEST) throw refusal(who, "at most " + LARGEST + " bytes", size + " bytes", file);
            var text = Files.readString(file);
            if (text.indexOf('\0') >= 0) throw refusal(who, "text", "bytes that are 0; is it UTF-16?", file);
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (ClosedByInterruptException e) {
            throw new CancellationException("stopped");
        } catch (CharacterCodingException e) {
            throw refusal(who, "UTF-8 text", "other bytes; was it saved as Latin-1 or UTF-16?", file);
        } catch (IOException e) {
            throw refusal(who, "a readable file", e.toString(), file);
        }
    }

    private static IllegalArgumentException refusal(String who, String expected, String got, Path file) {
        return new IllegalArgumentException(who + " expects " + expected + ", got " + got + " (" + file + ")");
    }
}
