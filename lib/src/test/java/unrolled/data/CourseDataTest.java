package unrolled.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tech.tablesaw.api.ColumnType;

class CourseDataTest {

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({"airline-passengers-monthly, 144, month, LOCAL_DATE",
        "census-names, 9494, name, STRING", "rated-sentences, 2906, rating, DOUBLE",
        "mauna-loa-co2-monthly, 741, CO2, DOUBLE",
        "ithaca-daily-temperature-2025, 91, TMIN, INTEGER", "new-york-weather, 1461, temp_max, DOUBLE",
        "seattle-weather, 1461, date, LOCAL_DATE", "uk-covid-admissions-daily, 597, newAdmissions, INTEGER",
        "us-flights-hourly-2001, 4344, datetime, LOCAL_DATE_TIME", "victoria-electricity-hourly, 3600, y, DOUBLE",
        "wti-crude-oil-daily, 1465, Price, DOUBLE"})
    void everyCourseFileHasItsRowsAndTypes(String name, int rows, String column, String type) {
        var table = CourseData.load(name);

        assertThat(table.rowCount()).isEqualTo(rows);
        assertThat(table.column(column).type()).isEqualTo(ColumnType.valueOf(type));
        assertThat(CourseData.names()).hasSize(11).contains(name);
    }

    @Test void noNameAndNoSentenceIsTakenForMissing() {
        assertThat(CourseData.load("census-names").stringColumn("name").countMissing()).isZero();
        assertThat(CourseData.load("rated-sentences").stringColumn("text").countMissing()).isZero();
    }

    @Test void theFileEndingMayBeGiven() {
        assertThat(CourseData.load("airline-passengers-monthly.csv").intColumn("passengers").sum()).isEqualTo(40363);
    }

    @Test void monthsBecomeTheirFirstDay() {
        assertThat(CourseData.load("airline-passengers-monthly").dateColumn("month").get(1))
                .isEqualTo(LocalDate.of(1949, 2, 1));
    }

    @Test void anUnknownNameIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> CourseData.load("ithaca"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("CourseData expects one of")
                .hasMessageContaining("ithaca-daily-temperature-2025").hasMessageContaining("got 'ithaca'");
    }

    @Test void aNameCannotLeaveTheFolder() {
        assertThatThrownBy(() -> CourseData.load("../README")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test void aTextIsReadWithLineFeeds() {
        assertThat(CourseData.text("course-notes")).startsWith("Shuffle a deck of cards").endsWith("\n")
                .hasSizeGreaterThan(50_000).doesNotContain("\r");
    }

    @Test void anUnknownTextIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> CourseData.text("../README"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("CourseData expects one of")
                .hasMessageContaining("course-notes").hasMessageContaining("got '../README'");
    }

    @Test void tunesAreReadOneByOne() {
        var tunes = CourseData.tunes("aird-airs");

        assertThat(tunes.size()).isEqualTo(1085);
        assertThat(tunes.get(0)).startsWith("X:1\nT:The Ranting Highlandman.\nM:2/2\nL:1/8\nK:G\nAG|B2B2B2AG|");
        assertThatThrownBy(() -> CourseData.tunes("oneill")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CourseData expects one of aird-airs, got 'oneill'");
    }

    @Test void aModelThatComesTrainedIsFoundByItsName() {
        assertThat(CourseData.model("tunes")).isRegularFile().hasFileName("tunes.safetensors");
        assertThatThrownBy(() -> CourseData.model("poet")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CourseData expects one of").hasMessageContaining("tunes")
                .hasMessageContaining("got 'poet'");
    }

    @Test void aTextIsReadAsUtf8WithoutByteOrderMarkOrRefused() throws IOException {
        var data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("mine.txt"), "\uFEFFSnö\r\nw");
        Files.write(data.resolve("latin.txt"), new byte[] {'S', (byte) 0xf6});
        var before = System.getProperty(CourseData.HOME);
        System.setProperty(CourseData.HOME, folder.toString());
        try {
            assertThat(CourseData.text("mine")).isEqualTo("Snö\nw");
            assertThatThrownBy(() -> CourseData.text("latin")).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("CourseData expects UTF-8 text, got other bytes", "latin.txt");
        } finally {
            if (before == null) System.clearProperty(CourseData.HOME);
            else System.setProperty(CourseData.HOME, before);
        }
    }

    @Test void theRootIsFoundFromAnyDepth() throws IOException {
        Files.createFile(folder.resolve("kit"));
        Files.createDirectories(folder.resolve("data"));
        var deep = Files.createDirectories(folder.resolve("notebooks/lectures/data"));

        assertThat(CourseData.root(null, deep, null)).isEqualTo(folder);
    }

    @Test void theSystemPropertyComesFirst() throws IOException {
        Files.createDirectories(folder.resolve("data"));

        assertThat(CourseData.root(folder.toString(), Path.of(""), null)).isEqualTo(folder);
    }

    @Test void outsideOfTheKitTheRegisteredFolderCounts(@TempDir Path outside) throws IOException {
        Files.createDirectories(folder.resolve("data"));

        assertThat(CourseData.root(null, outside, folder.toString())).isEqualTo(folder);
    }

    @Test void aStartOutsideTheKitIsRefused() {
        assertThatThrownBy(() -> CourseData.root("", folder, null))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("expects to be started inside the kit")
                .hasMessageContaining(folder.toString()).hasMessageContaining("-Dunrolled.home=");
    }

    @Test void aWrongHomeIsRefused() {
        assertThatThrownBy(() -> CourseData.root(folder.toString(), folder, null))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("expects a folder with data/ in it")
                .hasMessageContaining("system property 'unrolled.home'");
    }
}
