package unrolled.tunes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What abcjs 6.7.2 plays and music21 10.5.1 reads; {@code src/test/python/tune_values.py} asked them. */
class AbcGoldenTest {

    /** A pitch, when it begins, how long it sounds, both in eighths. */
    private record Sounding(int pitch, double start, double length) {}

    static Stream<JsonNode> cases() {
        try {
            var file = Path.of("src/test/resources/golden/tunes.json");
            var cases = new ObjectMapper().readTree(Files.readString(file)).get("cases");
            return StreamSupport.stream(cases.spliterator(), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest @MethodSource("cases") void everyNoteIsPlayedWhereAbcjsPlaysIt(JsonNode tune) {
        var ours = sounding(Abc.read(tune.get("abc").textValue()).played());
        var theirs = tune.get("played");

        assertThat(ours).hasSameSizeAs(theirs);
        for (int k = 0; k < ours.size(); k++) {
            assertThat(ours.get(k).pitch()).as("note %d", k).isEqualTo(theirs.get(k).get(0).intValue());
            assertThat(new double[] {ours.get(k).start(), ours.get(k).length()}).as("note %d", k).containsExactly(
                    new double[] {theirs.get(k).get(1).doubleValue(), theirs.get(k).get(2).doubleValue()},
                    within(1e-4));
        }
    }

    private static List<Sounding> sounding(List<Note> notes) {
        var sounding = new ArrayList<Sounding>();
        double at = 0;
        boolean goesOn = false;
        for (var note : notes) {
            double length = (double) note.ticks() / Note.EIGHTH;
            var last = sounding.isEmpty() ? null : sounding.get(sounding.size() - 1);
            if (goesOn && last.pitch() == note.pitch()) {
                sounding.set(sounding.size() - 1, new Sounding(last.pitch(), last.start(), last.length() + length));
            } else if (!note.isRest()) {
                sounding.add(new Sounding(note.pitch(), at, length));
            }
            goesOn = note.tied();
            at += length;
        }
        return sounding;
    }

    @ParameterizedTest @MethodSource("cases") void everyBarIsAsLongAsMusic21ReadsIt(JsonNode tune) {
        var ours = Abc.read(tune.get("abc").textValue()).bars().stream().mapToDouble(
                bar -> (double) bar.ticks() / Note.EIGHTH).toArray();
        var theirs = StreamSupport.stream(tune.get("bars").spliterator(), false).mapToDouble(JsonNode::doubleValue)
                .toArray();

        assertThat(ours).containsExactly(theirs, within(1e-4));
    }
}
