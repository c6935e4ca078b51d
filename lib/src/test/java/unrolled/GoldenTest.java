package unrolled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenTest {

    @TempDir Path folder;

    private Golden read(String json) throws IOException {
        Files.writeString(folder.resolve("made.json"), json);
        return Golden.of(folder, "made");
    }

    @Test void aPathGoesThroughObjects() throws IOException {
        var made = read("{\"a\": {\"b\": {\"c\": 2.5}}}");

        assertThat(made.number("a.b.c")).isEqualTo(2.5);
        assertThat(made.has("a.b")).isTrue();
        assertThat(made.has("a.c")).isFalse();
    }

    @Test void aKeyMayHoldDots() throws IOException {
        var made = read("{\"parameters\": {\"layer0.W\": [[1, 2]], \"layer0\": {\"b\": [3]}}}");

        assertThat(made.matrix("parameters.layer0.W").get(0, 1)).isEqualTo(2);
        assertThat(made.vector("parameters.layer0.b")).containsExactly(3);
        assertThat(made.keys("parameters")).containsExactly("layer0.W", "layer0");
    }

    @Test void threeDimensionsBecomeASequenceTimeFirst() throws IOException {
        var x = read("{\"x\": [[[1, 2, 3], [4, 5, 6]], [[7, 8, 9], [10, 11, 12]]]}").sequence("x");

        assertThat(x).hasToString("T=2, B=2, D=3");
        assertThat(x.get(1, 0, 2)).isEqualTo(9);
    }

    @Test void classIndicesBecomeASequenceOfOneFeature() throws IOException {
        var x = read("{\"x\": [[1, 0], [2, 3], [4, 5]]}").sequence("x");

        assertThat(x).hasToString("T=3, B=2, D=1");
        assertThat(x.get(2, 1, 0)).isEqualTo(5);
    }

    @Test void aMissingFolderIsNamed() {
        assertThatThrownBy(() -> Golden.of(folder.resolve("none"), "lstm"))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("expects a folder, got")
                .hasMessageContaining("none");
    }

    @Test void aMissingFileIsNamed() {
        assertThatThrownBy(() -> Golden.of(folder, "lstm"))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("expects the file lstm.json, got none");
    }

    @Test void aMissingKeyIsNamed() throws IOException {
        var made = read("{\"a\": 1}");

        assertThatThrownBy(() -> made.vector("b.c"))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("expects the key 'b.c', got none")
                .hasMessageContaining("made.json");
    }

    @Test void aWrongKindIsNamed() throws IOException {
        var made = read("{\"a\": \"text\"}");

        assertThatThrownBy(() -> made.vector("a"))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("expects a list at 'a', got string");
    }

    @Test void everyNetworkCaseReadsItsInput() {
        var lstm = Golden.of("lstm");

        assertThat(lstm.sequence("input").steps()).isEqualTo(lstm.integer("shapes.T"));
        assertThat(lstm.sequence("input").batch()).isEqualTo(lstm.integer("shapes.B"));
        assertThat(lstm.matrix("parameters.U").numRows).isEqualTo(lstm.integer("shapes.H"));
    }
}
