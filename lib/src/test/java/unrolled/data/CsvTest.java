package unrolled.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
                .hasMessage("bikes.csv line 2: expects 2 fields as in the header, got 3; "
                        + "is there a separator in a field without quotes?");
    }

    // ---- tables as people have them

    @Test void semicolonsWithDecimalCommasAreRead() throws IOException {
        var table = read("\uFEFFTag;Temp (°C);Regen [mm]\r\n01.02.2025;-1,5;0\r\n02.02.2025;,25;12,75\r\n");

        assertThat(table.columnNames()).containsExactly("Tag", "Temp (°C)", "Regen [mm]");
        assertThat(table.dateColumn("Tag").asList())
                .containsExactly(LocalDate.of(2025, 2, 1), LocalDate.of(2025, 2, 2));
        assertThat(table.doubleColumn(1).asDoubleArray()).containsExactly(-1.5, 0.25);
        assertThat(table.doubleColumn(2).asDoubleArray()).containsExactly(0, 12.75);
    }

    @Test void tabsAreRead() throws IOException {
        assertThat(read("a\tb\n1\t2.5\n").doubleColumn("b").get(0)).isEqualTo(2.5);
    }

    @Test void excelsSeparatorLineIsObeyed() throws IOException {
        var table = read("sep=;\r\na;b\r\n1;x,y,z\r\n");

        assertThat(table.columnNames()).containsExactly("a", "b");
        assertThat(table.stringColumn("b").get(0)).isEqualTo("x,y,z");
    }

    /** Without care "1,5" is read as 15. */
    @Test void aDecimalCommaInQuotesIsOne() throws IOException {
        assertThat(read("a,b\n\"1,5\",2\n\"-20,25\",3\n").doubleColumn("a").asDoubleArray())
                .containsExactly(1.5, -20.25);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,234", "1.234,5", "1,234.5", "1 234", "$5", "5%", "\u22121", "0x10", "1.5f", "1e999", "-",
            "T", "1/2", "٣"})
    void whatIsNotSurelyANumberStaysTextAndIsRefusedByLineAndByRow(String value) throws IOException {
        var text = "n;p\n1;0.5\n2;" + value + "\n";

        var table = read(text);

        assertThat(table.stringColumn("p").get(1)).isEqualTo(value);
        assertThatThrownBy(() -> Columns.numbers(table, "p"))
                .hasMessageContainingAll("got \"" + value + "\"", "column 'p', row 1");
        assertThatThrownBy(() -> read(text, "p"))
                .hasMessageStartingWith("bikes.csv line 3, column 'p': expects a number, got \"" + value + '"');
    }

    @Test void aTraceOfRainAndAMissedValueAreExplained() {
        assertThatThrownBy(() -> read("p\nT\n", "p")).hasMessageEndingWith("is it a trace of rain, too little to "
                + "measure?");
        assertThatThrownBy(() -> read("p\nM\n", "p")).hasMessageEndingWith("is it a value that the station missed?");
        assertThatThrownBy(() -> read("p\n\"1,234\"\n", "p"))
                .hasMessageEndingWith("is the comma a decimal one, or does it part thousands?");
    }

    @Test void marksForMissingAreMissingAmongNumbersAndTextAmongTexts() throws IOException {
        var table = read("day,t,n,who\n2025-01-01,1.5,3,NA\nNA,M,N/A,Smith\n2025-01-03,NaN,null,M\n");

        assertThat(table.types()).containsExactly(ColumnType.LOCAL_DATE, ColumnType.DOUBLE, ColumnType.INTEGER,
                ColumnType.STRING);
        assertThat(table.column("t").isMissing(1)).isTrue();
        assertThat(table.column("t").isMissing(2)).isTrue();
        assertThat(table.column("n").countMissing()).isEqualTo(2);
        assertThat(table.column("day").isMissing(1)).isTrue();
        assertThat(table.stringColumn("who").asList()).containsExactly("NA", "Smith", "M");
    }

    @Test void datesAreReadWhereTheirOrderIsCertain() throws IOException {
        var day = LocalDate.of(2025, 2, 13);
        for (var date : new String[] {"2025-02-13", "2025-2-13", "20250213", "2025/02/13", "13.02.2025", "13/2/2025",
                "2/13/2025", "13-Feb-2025"}) {
            assertThat(read("d\n" + date + "\n").dateColumn("d").get(0)).as(date).isEqualTo(day);
        }
        assertThat(read("d\n2/1/2025\n").column("d").type()).isEqualTo(ColumnType.STRING);
        assertThat(read("d\n30.2.2025\n").column("d").type()).isEqualTo(ColumnType.STRING);
    }

    @Test void timesWholeNumbersAndClaimsHaveTheirTypes() throws IOException {
        var table = read("iso,at,big,small,yes\n2025-01-01T05:00:30,05:30,12345678901,-7,True\n"
                + "2025-01-01T06:00,06:30,1,+8,false\n");

        assertThat(table.types()).containsExactly(ColumnType.LOCAL_DATE_TIME, ColumnType.LOCAL_TIME, ColumnType.LONG,
                ColumnType.INTEGER, ColumnType.BOOLEAN);
        assertThat(table.intColumn("small").asList()).containsExactly(-7, 8);
        assertThat(table.longColumn("big").get(0)).isEqualTo(12345678901L);
    }

    @Test void aFieldInQuotesMayHoldAnything() throws IOException {
        var table = read("\"a,b\",c\r\n\"x\"\"y, \r\nz\",\"\"\n\"\"\"\",2\r");

        assertThat(table.stringColumn("a,b").asList()).containsExactly("x\"y, \r\nz", "\"");
        assertThat(table.column("c").isMissing(0)).isTrue();
    }

    @Test void aQuoteThatIsNotClosedIsRefusedWithItsLine() {
        assertThatThrownBy(() -> read("a,b\n1,\"2\n3,4\n"))
                .hasMessage("bikes.csv line 2: expects a closing quote, got none until the end of the file");
        assertThatThrownBy(() -> read("a,b\n1,\"2\n3\"4,5\n"))
                .hasMessage("bikes.csv line 3: expects a separator after a closing quote, got more text");
    }

    @Test void linesMayEndInDifferentWays() throws IOException {
        assertThat(read("a,b\r\n1,2\n3,4\r5,6").intColumn("b").asList()).containsExactly(2, 4, 6);
    }

    @Test void aBlankLineInASingleColumnIsAMissingValue() throws IOException {
        var column = read("a\n1\n\n3\n\n\n").intColumn("a");

        assertThat(column.size()).isEqualTo(3);
        assertThat(column.isMissing(1)).isTrue();
    }

    @Test void oneRowIsATable() throws IOException {
        assertThat(read("a,b\n1,2").rowCount()).isEqualTo(1);
    }

    @Test void anyNumberOfColumnsAndAnyLengthOfText() throws IOException {
        var names = IntStream.range(0, 2000).mapToObj(k -> "c" + k).collect(Collectors.joining(","));
        var values = IntStream.range(0, 2000).mapToObj(String::valueOf).collect(Collectors.joining(","));

        assertThat(read(names + "\n" + values + "\n").intColumn("c1999").get(0)).isEqualTo(1999);
        assertThat(read("a,b\n1," + "x".repeat(100_000) + "\n").stringColumn("b").get(0)).hasSize(100_000);
    }

    @Test void aMillionRowsAreReadRight() throws IOException {
        var text = new StringBuilder("t,n\n");
        for (int k = 0; k < 1_000_000; k++) text.append(k).append(".5,").append(k).append('\n');

        var table = read(text.toString());

        assertThat(table.rowCount()).isEqualTo(1_000_000);
        assertThat(table.doubleColumn("t").sum()).isEqualTo(999_999 * 500_000.0 + 500_000);
        assertThat(table.intColumn("n").get(999_999)).isEqualTo(999_999);
    }

    @Test void columnNamesThatDifferByCapitalsAloneAreRefused() {
        assertThatThrownBy(() -> read("Temp,temp\n1,2\n"))
                .hasMessage("bikes.csv line 1: expects different column names, got 'temp' twice");
    }

    @Test void daysThatAreDoubleOrOutOfOrderAreRefusedWhereTimeCounts() throws IOException {
        var twice = read("day,t\n2025-01-01,1\n2025-01-02,2\n2025-01-02,3\n");
        var back = read("day,t\n2025-01-02,1\n2025-01-01,2\n");

        assertThatThrownBy(() -> Gaps.missingDays(twice, "day"))
                .hasMessageContaining("got 2025-01-02 before 2025-01-02 (column 'day', row 2)");
        assertThatThrownBy(() -> Gaps.fillDays(back, "day"))
                .hasMessageContaining("got 2025-01-02 before 2025-01-01 (column 'day', row 1)");
    }

    @Test void controlCharactersAreRefused() {
        assertThatThrownBy(() -> read("a,b\r\n1,\u0001\r\n"))
                .hasMessage("bikes.csv line 2: expects text, got the control character U+0001");
    }

    @Test void utf16IsRefused() throws IOException {
        var file = Files.write(folder.resolve("wide.csv"), "a,b\n1,2\n".getBytes(StandardCharsets.UTF_16LE));
        var marked = Files.write(folder.resolve("marked.csv"), "a,b\n1,2\n".getBytes(StandardCharsets.UTF_16));

        assertThatThrownBy(() -> Csv.read(file)).hasMessageContaining("Csv expects text, got bytes that are 0");
        assertThatThrownBy(() -> Csv.read(marked)).hasMessageContaining("was it saved as Latin-1 or UTF-16?");
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

    @Test void aStopButtonEndsTheReadingOfLinesAndOfColumns() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> new CsvLines("a.csv", "a\n1\n")).isInstanceOf(CancellationException.class);
            for (var value : new String[] {"2025-01-01", "1", "1.5", "05:30"}) {
                assertThatThrownBy(() -> new CsvColumn("a", new String[] {value}).typed()).as(value)
                        .isInstanceOf(CancellationException.class);
            }
            assertThatThrownBy(() -> new CsvColumn("a", new String[] {"1"}).numbers())
                    .isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
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
