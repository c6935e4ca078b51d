package unrolled.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tech.tablesaw.api.Table;

/**
 * The CSV files and texts of the course, loaded by name from the kit's folder {@code data}.
 *
 * <p>The kit's root is the system property {@value #HOME}, or else the first folder, from the working directory
 * upwards, that holds both {@code kit} and {@code data}: a notebook finds it from any depth.
 */
public final class CourseData {

    /**
     * The system property that names the kit's root. Without it, the folder of the program and those above are looked
     * through, then the environment variable {@code UNROLLED_HOME}, which {@code ./kit setup} gives to the kernel.
     */
    public static final String HOME = "unrolled.home";

    private static final String MODEL = ".safetensors";

    private CourseData() {}

    /**
     * The table of one course file: {@code load("seattle-weather")}.
     *
     * @param name the file's name, with or without {@code .csv}
     * @throws IllegalArgumentException if there is no such file; the message lists those there are
     * @throws IllegalStateException if the kit's root is not found
     */
    public static Table load(String name) {
        var plain = plain(name);
        if (!names().contains(plain)) {
            throw new IllegalArgumentException("CourseData expects one of " + String.join(", ", names()) + ", got '"
                    + name + "' (" + folder() + ")");
        }
        return Csv.read(folder().resolve(plain + ".csv"));
    }

    /**
     * The text of one course file: {@code text("course-notes")}; lines end with a line feed on every system.
     *
     * @param name the file's name, without {@code .txt}
     * @throws IllegalArgumentException if there is no such file, then the message lists those there are, or it is not
     *     in UTF-8
     * @throws IllegalStateException if the kit's root is not found
     */
    public static String text(String name) {
        return text(name, ".txt");
    }

    private static String text(String name, String ending) {
        expectOne(names(ending), name, "texts in " + folder());
        return Utf8.read("CourseData", folder().resolve(name + ending)).replace("\r\n", "\n");
    }

    private static void expectOne(List<String> names, String name, String where) {
        if (names.contains(name)) return;
        throw new IllegalArgumentException("CourseData expects one of " + String.join(", ", names) + ", got '" + name
                + "' (" + where + ")");
    }

    /**
     * The tunes of one course file in ABC notation, a text each: {@code tunes("aird-airs")}.
     *
     * @param name the file's name, without {@code .abc}
     * @throws IllegalArgumentException as {@link #text}
     * @throws IllegalStateException if the kit's root is not found
     */
    public static List<String> tunes(String name) {
        return Stream.of(text(name, ".abc").split("(?m)^(?=X:)")).filter(tune -> !tune.isBlank()).toList();
    }

    /**
     * The file of a model that comes trained: {@code model("tunes")}. {@code ./kit train tunes} makes it.
     *
     * @param name the file's name, without {@code .safetensors}
     * @throws IllegalArgumentException if there is no such file; the message lists those there are
     * @throws IllegalStateException if the kit's root is not found
     */
    public static Path model(String name) {
        var folder = folder().resolve("trained");
        expectOne(names(folder, MODEL), name, "models in " + folder);
        return folder.resolve(name + MODEL);
    }

    /** The names of all tables, in alphabetical order. */
    public static List<String> names() {
        return names(".csv");
    }

    private static List<String> names(String ending) {
        return names(folder(), ending);
    }

    private static List<String> names(Path folder, String ending) {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).filter(file -> file.endsWith(ending))
                    .map(file -> file.substring(0, file.length() - ending.length())).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        return root(System.getProperty(HOME), Path.of(""), System.getenv("UNROLLED_HOME")).resolve("data");
    }

    /** The kit's root: {@code home} if given, or found from {@code start} upwards, or {@code registered} if given. */
    static Path root(String home, Path start, String registered) {
        if (home != null && !home.isBlank()) {
            if (Files.isDirectory(Path.of(home, "data"))) return Path.of(home);
            throw new IllegalStateException("CourseData expects a folder with data/ in it, got '" + home
                    + "' (system property '" + HOME + "')");
        }
        for (var folder = start.toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("kit")) && Files.isDirectory(folder.resolve("data"))) return folder;
        }
        if (registered != null && Files.isDirectory(Path.of(registered, "data"))) return Path.of(registered);
        throw new IllegalStateException("CourseData expects to be started inside the kit, got no folder with kit and"
                + " data/ in it (from " + start.toAbsolutePath() + " upwards); set -D" + HOME + "=<the kit's folder>?");
    }

    private static String plain(String name) {
        return name.endsWith(".csv") ? name.substring(0, name.length() - 4) : name;
    }
}
