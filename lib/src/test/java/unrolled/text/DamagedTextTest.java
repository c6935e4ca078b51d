package unrolled.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import unrolled.Allocated;
import unrolled.Damage;
import unrolled.data.CourseData;

/** Random damage to a text, and random strings: from characters to words to ids and back, nothing is lost. */
class DamagedTextTest {

    private static final byte[] TEXT = "It didn't snow: −3 °C, 12.5 mm. Schöne Grüße — «Привет» 日本語 👩‍🔬!\r\n\tEnd.\n"
            .getBytes(StandardCharsets.UTF_8);
    private static Path home;
    private static Path file;
    private static String before;

    @BeforeContainer static void home() throws IOException {
        home = Files.createTempDirectory("damaged");
        file = Files.createDirectory(home.resolve("data")).resolve("mine.txt");
        before = System.getProperty(CourseData.HOME);
        System.setProperty(CourseData.HOME, home.toString());
    }

    @AfterContainer static void forget() throws IOException {
        if (before == null) System.clearProperty(CourseData.HOME);
        else System.setProperty(CourseData.HOME, before);
        Files.delete(file);
        Files.delete(file.getParent());
        Files.delete(home);
    }

    @Provide Arbitrary<List<Damage>> damages() {
        return Damage.several();
    }

    @Property(tries = 10_000, seed = "9", edgeCases = EdgeCasesMode.NONE)
    void aDamagedTextIsReadAsItStandsThereOrRefused(@ForAll("damages") List<Damage> damages) throws IOException {
        var bytes = Damage.done(TEXT, damages);
        Files.write(file, bytes);
        try {
            var text = CourseData.text("mine");
            var decoded = new String(bytes, StandardCharsets.UTF_8);
            assertThat(text).isEqualTo((decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded)
                    .replace("\r\n", "\n"));
            expectNothingLost(text);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).contains("expects", "got");
        }
    }

    /** Half a surrogate pair, zeros, direction marks: whatever a string can hold. */
    @Property(tries = 2_000, seed = "10")
    void nothingOfAnyStringIsLost(@ForAll String text) {
        long allocated = Allocated.by(() -> expectNothingLost(text));

        assertThat(allocated).isLessThan(10_000_000);
    }

    private static void expectNothingLost(String text) {
        var characters = Tokenizer.characters();
        assertThat(characters.text(characters.tokens(text))).isEqualTo(text);
        var words = Tokenizer.words().tokens(text);
        assertThat(withoutSpace(String.join("", words))).isEqualTo(withoutSpace(text));
        if (words.isEmpty()) return;
        var vocabulary = Vocabulary.of(List.of(words));
        var ids = Tokens.sequence(vocabulary.ids(words));
        assertThat(ids.steps()).isEqualTo(words.size());
        for (int t = 0; t < words.size(); t++) {
            assertThat(vocabulary.token((int) ids.get(t, 0, 0))).isEqualTo(words.get(t));
        }
    }

    private static String withoutSpace(String text) {
        return text.codePoints().filter(c -> !Character.isWhitespace(c)).collect(StringBuilder::new,
                StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
}
