package unrolled.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import unrolled.Allocated;
import unrolled.Damage;

/** Random damage to tables: what is read is what stands there, as another reader finds it, or is refused. */
class DamagedCsvTest {

    private static final String PLAIN = """
            "STATION","NAME","DATE","TMAX","TOBS"
            "USC00304174","ITHACA, NY US","2025-01-01","49","40.5"
            "USC00304174","ITHACA ""A"", US","2025-01-02","42",""
            "USC00304174","ITHACA, NY US","2025-01-03","-7","1e1"
            """;
    private static final String GERMAN = """
            Tag;Temp (°C);Regen [mm];Wort
            01.02.2025;-1,5;0;NA
            02.02.2025;,25;M;"a;b"
            03.02.2025;12,125;3,0;
            """.replace("\n", "\r\n");
    private static final String WEATHER = """
            date,precipitation,temp_max,count,weather
            2012-01-01,0.0,12.8,5,drizzle
            2012-01-02,10.9,"10,6",12345678901,rain
            2012-01-03,.8,"11,7",-3,
            """;
    private static final Set<String> MISSING = Set.of("", "NA", "N/A", "NaN", "nan", "null", "M");
    private static Path file;

    @BeforeContainer static void file() throws IOException {
        file = Files.createTempFile("damaged", ".csv");
        for (var table : List.of(PLAIN, GERMAN, WEATHER, "a\n\"")) {         // loads the classes
            Files.writeString(file, table);
            tableOrNull();
        }
    }

    @AfterContainer static void delete() throws IOException {
        Files.delete(file);
    }

    @Provide Arbitrary<List<Damage>> damages() {
        return Damage.several();
    }

    @Provide Arbitrary<String> tables() {
        return Arbitraries.of(PLAIN, GERMAN, WEATHER);
    }

    @Property(tries = 10_000, seed = "5", edgeCases = EdgeCasesMode.NONE)
    void aDamagedTableIsReadAsItStandsThereOrRefused(@ForAll("tables") String table,
            @ForAll("damages") List<Damage> damages) throws IOException {
        var bytes = Damage.done(table.getBytes(StandardCharsets.UTF_8), damages);
        Files.write(file, bytes);
        var read = new Table[1];
        long allocated = Allocated.by(() -> read[0] = tableOrNull());
        if (read[0] != null) expectSame(read[0], fields(decoded(bytes)));
        assertThat(allocated).isLessThan(1_000_000);
    }

    private static Table tableOrNull() {
        try {
            return Csv.read(file);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).contains(file.getFileName().toString()).contains("expects", "got");
            return null;
        }
    }

    private static void expectSame(Table table, List<List<String>> rows) {
        assertThat(table.columnNames()).isEqualTo(rows.get(0));
        assertThat(table.rowCount()).isEqualTo(rows.size() - 1);
        for (int row = 1; row < rows.size(); row++) {
            for (int k = 0; k < rows.get(0).size(); k++) expectSame(table, row - 1, k, rows.get(row).get(k));
        }
    }

    private static void expectSame(Table table, int row, int k, String field) {
        var column = table.column(k);
        var where = column.name() + ", row " + row;
        boolean text = !(column instanceof NumericColumn || column instanceof DateColumn);
        assertThat(column.isMissing(row)).as(where).isEqualTo(text ? field.isEmpty() : MISSING.contains(field));
        if (column.isMissing(row)) return;
        if (column instanceof NumericColumn<?> numbers) {
            var point = field.replace(',', '.');
            assertThat(numbers.getDouble(row)).as(where).isEqualTo(new BigDecimal(point).doubleValue());
        } else if (column instanceof DateColumn dates) {
            if (field.length() == 10 && field.charAt(4) == '-') {
                assertThat(dates.get(row)).as(where).isEqualTo(LocalDate.parse(field));
            }
        } else if (text) {
            assertThat(column.getString(row)).as(where).isEqualTo(field);
        }
    }

    // ---- the other reader

    private static String decoded(byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new AssertionError("read, although it is not UTF-8", e);
        }
    }

    /** By regular expressions, a field a match; a row of one empty field is a blank line. */
    private static List<List<String>> fields(String text) {
        char separator = separator(text);
        var field = Pattern.compile("\\G[ \t&&[^" + separator + "]]*+(?:\"((?:[^\"]|\"\")*+)\"[ \t&&[^" + separator
                + "]]*+|([^" + separator + "\r\n]*+))(" + separator + "|\r\n|\r|\n|\\z)").matcher(text);
        var rows = new ArrayList<List<String>>();
        var row = new ArrayList<String>();
        while (field.find()) {
            row.add((field.group(1) == null ? field.group(2) : field.group(1).replace("\"\"", "\"")).strip());
            if (field.group(3).equals("" + separator)) continue;
            boolean blank = row.size() == 1 && row.get(0).isEmpty();
            if (!blank || !rows.isEmpty() && rows.get(0).size() == 1) rows.add(List.copyOf(row));
            row.clear();
            if (field.end() == text.length()) break;
        }
        while (rows.size() > 1 && rows.get(rows.size() - 1).equals(List.of(""))) rows.remove(rows.size() - 1);
        return rows;
    }

    private static char separator(String text) {
        var header = text.stripLeading().replaceAll("\"[^\"]*+(\"|\\z)", "").split("[\r\n]", 2)[0];
        char most = ',';
        for (char c : new char[] {';', '\t'}) if (count(header, c) > count(header, most)) most = c;
        return most;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }
}
