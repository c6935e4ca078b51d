package unrolled.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A file that comes with the library or with an artifact that it needs. */
final class Resource {
    private Resource() { }

    static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    /** @throws IllegalStateException when it is not on the class path */
    static byte[] bytes(String name) {
        try (InputStream in = Resource.class.getResourceAsStream(name)) {
            if (in == null) throw new IllegalStateException("Figures expects " + name
                    + " on the class path, got nothing; is the library's class path complete?");
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
