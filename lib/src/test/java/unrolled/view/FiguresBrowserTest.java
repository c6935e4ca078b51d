package unrolled.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Figures in a real browser that has no network. Without {@code chromium} on the PATH this class says so and is
 * skipped.
 */
class FiguresBrowserTest {
    private static final String REQUIRE = "<script>window.defined = 0; window.define = function () { defined++; };"
            + "define.amd = {}; window.require = window.requirejs = define;</script>";

    @TempDir Path folder;

    @BeforeEach void aBrowserIsThere() {
        assumeTrue(Pages.chromium(),
                "FiguresBrowserTest expects chromium on the PATH, got none; install it to test figures");
    }

    private String dom(String page, String... options) throws Exception {
        var file = Files.writeString(folder.resolve("page.html"), page);
        var all = new java.util.ArrayList<>(List.of(options));
        all.add("--dump-dom");
        return Pages.open(file, all.toArray(String[]::new));
    }

    private static int count(String text, String part) {
        return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }

    @Test void everyFigureBecomesInteractiveWithoutANetwork() throws Exception {
        var dom = dom(Pages.page(true, "", Pages.outputs(Pages.figures())));

        assertThat(count(dom, "<div class=\"plot-container")).isEqualTo(6);
        assertThat(count(dom, "<img alt=")).isEqualTo(6);
        assertThat(count(dom, "display: none;\" src=\"data:image/svg+xml")).isEqualTo(6);
        assertThat(dom).contains("temperature (°F)", "training | held out", "attention weight (share)");
    }

    @Test void bandsLevelsAndSurfacesBecomeInteractive() throws Exception {
        double[] x = {1, 2, 3};
        double[][] z = {{1, 10, 100}, {2, 20, 200}, {3, 30, 300}};
        var band = Figures.line(Series.of("loss", x).band(new double[] {0.5, 1, 2}, new double[] {2, 3, 4}))
                .level(2, "naive").axes("epoch (count)", "loss (MSE)").caption("c", "a");
        var bars = Figures.bars(List.of("1", "2", "3"), Series.of("loss", x).band(x, x)).axes("lag (steps)", "r (m)")
                .caption("c", "bars");
        var surface = Figures.surface("loss (MSE)", x, x, z).logarithmic().over(Series.of("steps", x, x))
                .axes("w (no unit)", "u (no unit)").caption("c", "surface");

        var dom = dom(Pages.page(true, "", Pages.outputs(List.of(band, bars, surface))));

        assertThat(count(dom, "<div class=\"plot-container")).isEqualTo(3);
        assertThat(dom).contains("naive", "class=\"errorbar\"", "class=\"heatmaplayer", "class=\"js-fill\"");
    }

    @Test void requireJsInThePageDoesNotSwallowTheBundle() throws Exception {
        var dom = dom(Pages.page(true, REQUIRE, Pages.outputs(List.of(Pages.weather()))));

        assertThat(count(dom, "<div class=\"plot-container")).isEqualTo(1);
    }

    @Test void aFigureKeepsItsPictureWhenTheOutputWithTheBundleIsGone() throws Exception {
        var outputs = Pages.outputs(List.of(Pages.weather(), Pages.loss()));

        var dom = dom(Pages.page(true, "", outputs.subList(1, 2)));

        assertThat(dom).doesNotContain("<div class=\"plot-container").doesNotContain("display: none");
        assertThat(count(dom, "src=\"data:image/svg+xml")).isEqualTo(1);
    }

    @Test void figuresThatCameBeforeTheBundleAreDrawnWhenItComes() throws Exception {
        var outputs = Pages.outputs(List.of(Pages.weather(), Pages.loss()));

        var dom = dom(Pages.page(true, "", List.of(outputs.get(1), outputs.get(0))));

        assertThat(count(dom, "<div class=\"plot-container")).isEqualTo(2);
    }

    @Test void theInteractiveFigureTakesThePagesTextColour() throws Exception {
        var outputs = Pages.outputs(List.of(Pages.loss()));

        assertThat(dom(Pages.page(true, "", outputs))).contains("fill: rgb(34, 34, 34)");
        assertThat(dom(Pages.page(false, "", outputs))).contains("fill: rgb(221, 221, 221)");
    }

    @Test void textFromTheDataNeverBecomesMarkup() throws Exception {
        var name = "</script><script>document.title='broken'</script>";
        var figure = Figures.line(Series.of(name, new double[] {1, 2, 3}),
                Series.of("it's \"b\\", new double[] {2, 1, 2}))
                .axes("step (days)", name + " (m)").caption(name, name);

        var dom = dom(Pages.page(true, "", Pages.outputs(List.of(figure))));

        assertThat(dom).doesNotContain("<title>");
        assertThat(count(dom, "<div class=\"plot-container")).isEqualTo(1);
    }

    @Test void thePictureHasTheGroundOfThePageInBothThemes() throws Exception {
        var figure = Pages.bars().html().markup().replaceAll("(?s)<script>.*?</script>", "");
        for (boolean light : new boolean[] {true, false}) {
            var page = Files.writeString(folder.resolve("static.html"), Pages.page(light, "", List.of(figure)));
            var shot = folder.resolve("static-" + light + ".png");

            Pages.open(page, "--screenshot=" + shot);

            int corner = javax.imageio.ImageIO.read(shot.toFile()).getRGB(30, 60) & 0xff;
            assertThat(corner).isEqualTo(light ? 0xff : 0x11);
        }
    }
}
