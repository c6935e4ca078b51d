package unrolled.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import unrolled.cell.Cell;
import unrolled.cell.GruCell;
import unrolled.cell.LstmCell;
import unrolled.cell.PeepholeLstmCell;
import unrolled.layer.Recurrent;
import unrolled.model.Network;
import unrolled.seq.Sequence;
import unrolled.seq.State;

class PaletteTest {
    private static String color(String name) {
        return Palette.styles(List.of(name)).get(0).color();
    }

    @Test void aPartOfACellHasItsColourInEveryFigure() {
        var alone = List.of(color("forget gate f_t"), color("input gate i"), color("candidate g_t"),
                color("output gate o"));

        assertThat(alone).doesNotHaveDuplicates();
        assertThat(Palette.styles(List.of("cell state", "candidate n_t", "forget gate")).stream()
                .map(Palette.Style::color)).element(1).isEqualTo(alone.get(2));
        assertThat(color("kept: (1 − z_t) h_{t−1}")).isEqualTo(alone.get(0));
        assertThat(Palette.part("forget gate f", "none")).isEqualTo(alone.get(0));
        assertThat(Palette.part("temperature", "none")).isEqualTo("none");
    }

    @Test void twoLinesOfAFigureNeverHaveTwoShadesOfOneColour() {
        var hues = Palette.styles(List.of("a", "b", "c", "d", "e")).stream().map(style -> hue(style.color())).sorted()
                .toList();

        for (int k = 1; k < hues.size(); k++) assertThat(hues.get(k) - hues.get(k - 1)).isGreaterThan(12);
    }

    private static double hue(String color) {
        var rgb = java.awt.Color.decode(color);
        return 360 * java.awt.Color.RGBtoHSB(rgb.getRed(), rgb.getGreen(), rgb.getBlue(), null)[0];
    }

    /** A gate's box and the arrow that leaves it have the colour of the lines that carry its name. */
    @Test void aDiagramHasTheColoursOfTheFigures() {
        for (Cell cell : List.of(new LstmCell(2, 3), new PeepholeLstmCell(2, 3))) {
            assertColour(cell, "f", color("forget gate"));
            assertColour(cell, "i", color("input gate"));
            assertColour(cell, "g", color("candidate"));
            assertColour(cell, "o", color("output gate"));
        }
        for (var reset : GruCell.Reset.values()) {
            assertColour(new GruCell(2, 3, reset), "z", color("update gate"));
            assertColour(new GruCell(2, 3, reset), "r", color("reset gate"));
            assertColour(new GruCell(2, 3, reset), "n", color("candidate"));
        }
    }

    private static void assertColour(Cell cell, String letter, String color) {
        var layer = new Recurrent(cell);
        Network.of(1, layer);
        var markup = NetworkDiagram.cell(layer, new Sequence(1, 1, 2), State.ZERO, 0, 0).html().markup();
        var image = Pattern.compile("base64,([^\"]+)\"").matcher(markup);
        assertThat(image.find()).isTrue();
        var svg = new String(Base64.getDecoder().decode(image.group(1)), StandardCharsets.UTF_8);
        assertThat(svg).containsPattern("fill=\"" + color + "\" fill-opacity=\".18\"[^>]*/><text[^>]*><tspan[^>]*>"
                + letter + "</tspan>").containsPattern("<path [^>]*stroke=\"" + color + "\"");
    }
}
