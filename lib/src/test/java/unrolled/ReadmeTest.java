package unrolled;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {

    @TempDir Path folder;

    @Test void theProgramInTheReadmeRuns() throws Exception {
        var readme = Files.readString(Path.of("..", "README.md"));
        var program = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(readme);
        assertThat(program.find()).isTrue();
        var source = Files.writeString(folder.resolve("Sine.java"), program.group(1));
        var complaints = new ByteArrayOutputStream();

        int status = ToolProvider.getSystemJavaCompiler().run(null, null, complaints, "-d", folder.toString(),
                "-cp", System.getProperty("java.class.path"), source.toString());

        assertThat(status).as(complaints.toString()).isZero();
        assertThat(output()).containsPattern("lstm").containsPattern("loss \\d\\.?\\d*E-[4-9]|loss 0\\.000");
    }

    private String output() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(java, "-cp",
                folder + File.pathSeparator + System.getProperty("java.class.path"), "Sine")
                .redirectErrorStream(true).start();
        var text = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(text).isZero();
        return text;
    }
}
