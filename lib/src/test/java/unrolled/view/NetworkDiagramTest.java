package unrolled.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import unrolled.cell.ElmanCell;
import unrolled.cell.JordanCell;
import unrolled.cell.LstmCell;
import unrolled.layer.Dense;
import unrolled.layer.LastStep;
import unrolled.layer.Recurrent;
import unrolled.model.Network;

class NetworkDiagramTest {
    private static List<String> texts(NetworkDiagram diagram) {
        var matcher = Pattern.compile("base64,([^\"]+)\"").matcher(diagram.html().markup());
        assertThat(matcher.find()).isTrue();
        var svg = new String(Base64.getDecoder().decode(matcher.group(1)), java.nio.charset.StandardCharsets.UTF_8);
        return Pattern.compile("<text[^>]*>(.*?)</text>").matcher(svg).results()
                .map(m -> m.group(1).replaceAll("<[^>]*>", "")).toList();
    }

    @Test void theGraphShowsTheModelsOwnSizesAndWeights() {
        var net = Network.of(1, new Recurrent(new ElmanCell(3, 8)), new Dense(8, 2));

        assertThat(texts(NetworkDiagram.unrolled(net))).contains("input, 3 numbers", "elman, 8 units",
                "dense, 2 numbers",
                "W 8×3", "U 8×8", "W 2×8", "h", "x1", "xT", "h1", "h2", "y1", "yT", "…");
    }

    @Test void aManyToOneNetworkAnswersOnceAtTheEnd() {
        var net = Network.of(1, new Recurrent(new LstmCell(1, 4)), new LastStep(), new Dense(4, 1));

        assertThat(texts(NetworkDiagram.unrolled(net))).contains("h, c", "U 16×4", "yT").doesNotContain("y1", "z1");
    }

    @Test void aStackHasARowForEachLayer() {
        var net = Network.of(1, new Recurrent(new ElmanCell(2, 5)), new Recurrent(new LstmCell(5, 4)), new Dense(4, 1));

        assertThat(NetworkDiagram.unrolled(net)).hasToString("""
                Unrolled network, x_t of 2 numbers
                elman: h_t, 5 units, at every step; weights W 5×2; carries h by U 5×5
                lstm: h_t, 4 units, at every step; weights W 16×5; carries h, c by U 16×4
                dense: y_t, 1 number, at every step; weights W 1×4""");
    }

    @Test void aJordanNetworkCarriesItsState() {
        var net = Network.of(1, new Recurrent(new JordanCell(1, 3, 2, 1)));

        assertThat(NetworkDiagram.unrolled(net)).asString().contains("jordan: y_t", "W 3×1", "W_ss");
    }
}
