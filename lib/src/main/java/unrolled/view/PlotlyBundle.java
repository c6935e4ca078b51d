package unrolled.view;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/** plotly.js from its Maven artifact, as a script that a page carries with it. */
final class PlotlyBundle {
    private static String script;

    private PlotlyBundle() { }

    /** plotly.js, compressed, with the script that unpacks it in the page and draws the figures. */
    static synchronized String script() {
        if (script == null) {
            var loader = Resource.text("explore.js") + Resource.text("figure.js");
            var code = Resource.bytes("/META-INF/resources/webjars/plotly.js-dist/" + version() + "/plotly.js");
            script = "<script>" + loader.replace("PLOTLY_GZ", Base64.getEncoder().encodeToString(gzip(code)))
                    + "</script>";
        }
        return script;
    }

    private static String version() {
        var text = Resource.text("/META-INF/maven/org.webjars.npm/plotly.js-dist/pom.properties");
        return text.lines().filter(line -> line.startsWith("version=")).findFirst().orElseThrow().substring(8).strip();
    }

    private static byte[] gzip(byte[] data) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
