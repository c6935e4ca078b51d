package unrolled.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;

class CsvTest {

    @TempDir Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("bikes.csv"), text);
    }

    private Table read(String text, String... numbers) throws IOException {
        return Csv.read(file(text), numbers);
    }

    @Test void typesAreFoundFromAllRows() throws IOException {
        var rows = new StringBuilder("day,temp,count\n");
        for (int k = 1; k < 2000; k++) rows.append("2025-01-01,").append(k).append(",1\n");
        var table = read(rows + "2025-01-02,0.5,x\n");

        assertThat(table.types()).containsExactly(ColumnType.LOCAL_DATE, ColumnType.DOUBLE, ColumnType.STRING);
        assertThat(table.name()).isEqualTo("bikes.csv");
    }

    @Test void decimalsAndDaysHaveTheTypesThatTablesawFinds() throws IOException {
        var text = "day,a,b\n2025-01-01,-1.25,0.5\n2025-02-28,12.30,100.0\n";

        var table = read(text);

        assertThat(table.types()).isEqualTo(Table.read().csv(new StringReader(text)).types());
        assertThat(table.types()).containsExactly(ColumnType.LOCAL_DATE, ColumnType.DOUBLE, ColumnType.DOUBLE);
        assertThat(table.doubleColumn("a").asDoubleArray()).containsExactly(-1.25, 12.3);
    }

    @Test void whatLooksLikeADecimalOrADayAndIsNoneStaysText() throws IOException {
        var table = read("a,b,c\n1.2,2025-02-28,1.\n1.2.3,2025-13-01,.5\n");

        assertThat(table.types()).containsExactly(ColumnType.STRING, ColumnType.STRING, ColumnType.DOUBLE);
    }

    @Test void aColumnThatMustBeNumbersIsDouble() throws IOException {
        assertThat(read("a,b\n1,2\n3,4\n", "b").doubleColumn("b").asDoubleArray()).containsExactly(2, 4);
    }

    @Test void timesToTheMinuteAreTimes() throws IOException {
        assertThat(read("at,n\n2001-01-01 05:00,1\n").dateTimeColumn("at").get(0))
                .isEqualTo(LocalDateTime.of(2001, 1, 1, 5, 0));
    }

    @Test void aByteOrderMarkIsNotPartOfTheFirstName() throws IOException {
        assertThat(read("\uFEFFa,b\n1,2\n").columnNames()).containsExactly("a", "b");
    }

    @Test void aValueThatIsNotANumberIsNamedWithItsLine() {
        assertThatThrownBy(() -> read("date,temp\n2025-01-01,1.5\n2025-01-02,n/a\n", "temp"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bikes.csv line 3, column 'temp': expects a number, got \"n/a\"");
    }

    @Test void linesAreCountedWhateverEndsThem() {
        for (var end : new String[] {"\n", "\r\n"}) {
            var text = new StringBuilder("a,b" + end + end);
            for (int line = 3; line < 300; line++) text.append("1,2").append(end);
            text.append("1,\"x").append(end).append("y\"").append(end).append(end).append("1,?").append(end);

            assertThatThrownBy(() -> read(text.toString(), "a", "b")).hasMessageContaining("line 300, column 'b'");
            assertThatThrownBy(() -> read(text.toString().replace("\"x" + end + "y\"", "\"2" + end + "\""), "b"))
                    .hasMessage("bikes.csv line 303, column 'b': expects a number, got \"?\"");
        }
    }

    @Test void aRowMayBeginWithANumberSign() throws IOException {
        assertThat(read("a,b\n#1,2\n3,4\n").rowCount()).isEqualTo(2);
    }

    @Test void aMissingValueIsNamedWithItsLine() {
        assertThatThrownBy(() -> read("date,temp\n2025-01-01,1.5\n2025-01-02,\n", "temp"))
                .hasMessage("bikes.csv line 3, column 'temp': expects a number, got nothing");
    }

    @Test void blankLinesAndQuotedLineBreaksCount() {
        assertThatThrownBy(() -> read("note,temp\n\n\"two\nlines\",1\nx,?\n", "temp"))
                .hasMessage("bikes.csv line 5, column 'temp': expects a number, got \"?\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity"})
    void aNumberMustBeFinite(String value) {
        assertThatThrownBy(() -> read("temp\n1\n" + value + "\n", "temp"))
                .hasMessageContaining("line 3").hasMessageContaining("expects a number, got \"" + value + "\"");
    }

    @Test void aMissingColumnIsAnsweredWithThoseThereAre() {
        assertThatThrownBy(() -> read("date,temp\n2025-01-01,1\n", "TEMP"))
                .hasMessage("bikes.csv: expects a column 'TEMP', got date, temp");
    }

    @Test void aMissingFileIsNamed() {
        assertThatThrownBy(() -> Csv.read(folder.resolve("none.csv")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("Csv expects a file, got none")
                .hasMessageContaining("none.csv");
        assertThatThrownBy(() -> Csv.read(folder)).hasMessageContaining("expects a file, got a folder");
    }

    @Test void anEmptyFileIsRefused() {
        assertThatThrownBy(() -> read("")).hasMessage("bikes.csv: expects a header line and rows, got an empty file");
    }

    @Test void aHeaderWithoutRowsIsRefused() {
        assertThatThrownBy(() -> read("date,temp\n"))
                .hasMessage("bikes.csv: expects a row or more below the header, got none");
    }

    @Test void aRowWithTooFewOrTooManyFieldsIsNamed() {
        assertThatThrownBy(() -> read("a,b\n1,2\n3\n"))
                .hasMessage("bikes.csv line 3: expects 2 fields as in the header, got 1");
        assertThatThrownBy(() -> read("a,b\n1,2,3\n"))
                .hasMessage("bikes.csv line 2: expects 2 fields as in the header, got 3");
    }

    @Test void semicolonsAreGuessed() {
        assertThatThrownBy(() -> read("a;b\n1,5;2\n")).hasMessageContaining("is it separated by semicolons?");
    }

    @Test void columnNamesMustDifferAndExist() {
        assertThatThrownBy(() -> read("a,a\n1,2\n"))
                .hasMessage("bikes.csv line 1: expects different column names, got 'a' twice");
        assertThatThrownBy(() -> read("a,\n1,2\n"))
                .hasMessage("bikes.csv line 1: expects a name for each column, got an empty one");
    }

    @Test void otherBytesThanUtf8AreRefused() throws IOException {
        var file = Files.write(folder.resolve("latin.csv"), "größe\n1\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> Csv.read(file)).hasMessageContaining("Csv expects UTF-8 text, got other bytes");
    }

    @Test void nothingIsWrittenToStandardError() throws IOException {
        var before = System.err;
        var caught = new java.io.ByteArrayOutputStream();
        System.setErr(new java.io.PrintStream(caught, true, StandardCharsets.UTF_8));
        try {
            read("a,b\n1,x\n");
        } finally {
            System.setErr(before);
        }

        assertThat(caught.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
