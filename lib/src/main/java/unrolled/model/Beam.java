package unrolled.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import unrolled.math.Softmax;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;
import unrolled.seq.State;

/**
 * Beam search for one source: of all continuations of the kept prefixes, the {@code width} likeliest are kept; those
 * that have come to the end leave the beam.
 *
 * <pre>
 *   score = log p / lengthᵃ            length: the tokens, the end included
 * </pre>
 */
final class Beam {

    private static final Comparator<Candidate> LIKELIEST = Comparator.comparingDouble(Candidate::logP).reversed()
            .thenComparingInt(Candidate::row).thenComparingInt(Candidate::token);

    /** A prefix of tokens that has not ended. */
    private record Prefix(int[] tokens, double logP) {}

    /** The prefix in row {@code row} and one more token. */
    private record Candidate(double logP, int row, int token) {}

    private final Network decoder;
    private final Coupling coupling;
    private final Sequence encoded;
    private final int width;
    private final int end;
    private final double power;
    private final List<Hypothesis> found = new ArrayList<>();
    private List<Prefix> alive;
    private State state;
    private int attended;

    /** @param encoded the encoder's steps of the one source, S×1×E */
    Beam(Network decoder, Coupling coupling, Sequence encoded, State initial, int width, int end, double power) {
        this.decoder = decoder;
        this.coupling = coupling;
        this.encoded = encoded;
        this.width = width;
        this.end = end;
        this.power = power;
        state = initial;
        alive = List.of(new Prefix(new int[0], 0));
    }

    /** The hypotheses that were found, best score first. */
    List<Hypothesis> search(int start, int maxLength) {
        for (int t = 0; t < maxLength && !alive.isEmpty(); t++) keep(likeliest(start), decoder.lastState());
        for (var prefix : alive) found.add(hypothesis(prefix.tokens, prefix.logP, false));
        found.sort(Comparator.comparingDouble(Hypothesis::score).reversed());
        return found;
    }

    /** One step of the decoder for every prefix. */
    private List<Candidate> likeliest(int start) {
        int rows = alive.size();
        attend(rows);
        var x = new Sequence(1, rows, 1);
        for (int r = 0; r < rows; r++) {
            int[] tokens = alive.get(r).tokens;
            x.set(0, r, 0, tokens.length == 0 ? start : tokens[tokens.length - 1]);
        }
        var y = decoder.forward(x, state, Pass.PREDICT).at(0);
        var candidates = new ArrayList<Candidate>();
        for (int r = 0; r < rows; r++) {
            double logSum = Softmax.logSumExp(y, r);
            for (int k = 0; k < y.cols; k++) {
                candidates.add(new Candidate(alive.get(r).logP + y.get(r, k) - logSum, r, k));
            }
        }
        candidates.sort(LIKELIEST);
        return candidates.subList(0, Math.min(width, candidates.size()));
    }

    private void keep(List<Candidate> chosen, State last) {
        var next = new ArrayList<Prefix>();
        var rows = new ArrayList<Integer>();
        for (var candidate : chosen) {
            int[] before = alive.get(candidate.row).tokens;
            if (candidate.token == end) {
                found.add(hypothesis(before, candidate.logP, true));
                continue;
            }
            int[] tokens = Arrays.copyOf(before, before.length + 1);
            tokens[before.length] = candidate.token;
            next.add(new Prefix(tokens, candidate.logP));
            rows.add(candidate.row);
        }
        alive = next;
        if (!rows.isEmpty()) state = last.rows(rows.stream().mapToInt(Integer::intValue).toArray());
    }

    private Hypothesis hypothesis(int[] tokens, double logP, boolean ended) {
        int length = tokens.length + (ended ? 1 : 0);
        return new Hypothesis(tokens, logP, logP / Math.pow(length, power), ended);
    }

    /** The encoder's steps, once for each prefix. */
    private void attend(int rows) {
        if (rows == attended) return;
        attended = rows;
        var copies = new Sequence(encoded.steps(), rows, encoded.features());
        for (int s = 0; s < encoded.steps(); s++) copies.at(s).fillRows(encoded.at(s));
        coupling.attendTo(copies, Pass.PREDICT);
    }
}
