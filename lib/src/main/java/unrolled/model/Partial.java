package unrolled.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * The temporary name under which a file is written, {@code net.safetensors.4711-1.part}: the process and a number, so
 * that no two savings write to one. What a process that was killed has left behind, the next saving deletes.
 */
final class Partial {

    private static final Pattern PROCESS_AND_NUMBER = Pattern.compile("(\\d{1,18})-\\d+\\.part");
    private static final AtomicLong NUMBERS = new AtomicLong();

    private Partial() {}

    static Path of(Path file) {
        return file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid() + "-"
                + NUMBERS.incrementAndGet() + ".part");
    }

    /** Deletes the partial files of {@code file} whose process no longer runs. */
    static void deleteLeftBehind(Path file) throws IOException {
        var start = file.getFileName() + ".";
        try (var siblings = Files.newDirectoryStream(file.toAbsolutePath().getParent())) {
            for (var sibling : siblings) {
                var name = sibling.getFileName().toString();
                if (!name.startsWith(start)) continue;
                var partial = PROCESS_AND_NUMBER.matcher(name.substring(start.length()));
                if (partial.matches() && !runs(Long.parseLong(partial.group(1)))) delete(sibling);
            }
        }
    }

    private static boolean runs(long process) {
        return ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false);
    }

    static void delete(Path partial) {
        try {
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            // the folder went away with it
        }
    }
}
