// Right answers in other ways: other loops, queues, streams, matrices, recursion, records of one's own.
// answer: right-vocabulary-by-levels
// cell: hw5-1-vocabulary
List<String> vocabularyOf(List<List<String>> texts, int least) {
    SortedMap<Integer, SortedSet<String>> byCount = new TreeMap<>(Comparator.reverseOrder());
    List<String> all = texts.stream().flatMap(Collection::stream).toList();
    for (String word : new HashSet<>(all)) {
        int count = Collections.frequency(all, word);
        if (count >= least) byCount.computeIfAbsent(count, c -> new TreeSet<>()).add(word);
    }
    List<String> vocabulary = new ArrayList<>(MARKS);
    byCount.values().forEach(vocabulary::addAll);
    return vocabulary;
}
// answer: right-vocabulary-by-a-queue
// cell: hw5-1-vocabulary
List<String> vocabularyOf(List<List<String>> texts, int least) {
    record Word(String word, int count) implements Comparable<Word> {
        @Override public int compareTo(Word other) {
            return count == other.count ? word.compareTo(other.word) : other.count - count;
        }
    }
    var counts = new HashMap<String, int[]>();
    for (var text : texts) for (var word : text) counts.computeIfAbsent(word, w -> new int[1])[0]++;
    var queue = new PriorityQueue<Word>();
    counts.forEach((word, count) -> { if (count[0] >= least) queue.add(new Word(word, count[0])); });
    var vocabulary = new ArrayList<String>();
    for (String mark : MARKS) vocabulary.add(mark);
    while (!queue.isEmpty()) vocabulary.add(queue.poll().word());
    return Collections.unmodifiableList(vocabulary);
}
// answer: right-ids-by-a-ternary
// cell: hw5-1-ids
int[] idsOf(List<String> words, List<String> vocabulary) {
    return words.stream().mapToInt(w -> vocabulary.contains(w) ? vocabulary.indexOf(w) : UNKNOWN).toArray();
}
// answer: right-ids-by-an-iterator
// cell: hw5-1-ids
int[] idsOf(List<String> words, List<String> vocabulary) {
    int[] ids = new int[words.size()];
    Arrays.fill(ids, UNKNOWN);
    ListIterator<String> it = words.listIterator();
    while (it.hasNext()) {
        int t = it.nextIndex();
        String word = it.next();
        for (int k = vocabulary.size(); --k >= 0; ) if (Objects.equals(vocabulary.get(k), word)) ids[t] = k;
    }
    return ids;
}
// answer: right-words-up-to-the-end
// cell: hw5-1-words-again
List<String> wordsOf(int[] ids, List<String> vocabulary) {
    return Arrays.stream(ids).takeWhile(id -> id != END).filter(id -> id != PAD && id != START)
            .mapToObj(vocabulary::get).toList();
}
// answer: right-words-by-recursion
// cell: hw5-1-words-again
List<String> wordsOf(int[] ids, List<String> vocabulary) {
    if (ids.length == 0 || ids[0] == END) return new ArrayList<>();
    List<String> rest = wordsOf(Arrays.copyOfRange(ids, 1, ids.length), vocabulary);
    if (ids[0] != PAD && ids[0] != START) rest.add(0, vocabulary.get(ids[0]));
    return rest;
}
// answer: right-padded-streamed
// cell: hw5-2-padded
int[][] padded(List<int[]> sentences) {
    int T = sentences.stream().mapToInt(s -> s.length).max().orElse(0);
    return IntStream.range(0, T).mapToObj(t -> sentences.stream().mapToInt(s -> t < s.length ? s[t] : PAD).toArray())
            .toArray(int[][]::new);
}
// answer: right-padded-then-turned
// cell: hw5-2-padded
int[][] padded(List<int[]> sentences) {
    int B = sentences.size(), T = 0;
    int[][] rows = new int[B][];
    for (int[] s : sentences) T = Math.max(T, s.length);
    for (int n = 0; n < B; n++) rows[n] = Arrays.copyOf(sentences.get(n), T);
    int[][] block = new int[T][B];
    for (int n = 0; n < B; n++) for (int t = 0; t < T; t++) block[t][n] = rows[n][t];
    return block;
}
// answer: right-mask-nested-streams
// cell: hw5-2-mask
boolean[][] maskOf(int[] lengths) {
    int[] sorted = lengths.clone();
    Arrays.sort(sorted);
    var mask = new boolean[sorted[sorted.length - 1]][];
    for (int t = 0; t < mask.length; t++) {
        mask[t] = new boolean[lengths.length];
        for (int n = 0; n < lengths.length; n++) if (!(t >= lengths[n])) mask[t][n] = true;
    }
    return mask;
}
// answer: right-shifted-streams
// cell: hw5-2-shifted
int[] decoderReads(int[] ids) { return IntStream.concat(IntStream.of(START), Arrays.stream(ids)).toArray(); }
int[] decoderWrites(int[] ids) { return IntStream.concat(Arrays.stream(ids), IntStream.of(END)).toArray(); }
// answer: right-loss-of-a-list
// cell: hw5-2-loss
double meanLoss(double[][][] logits, int[][] target, int[] lengths) {
    List<Double> losses = new ArrayList<>();
    for (int n = lengths.length - 1; n >= 0; n--)
        for (int t = lengths[n] - 1; t >= 0; t--) {
            double right = logits[t][n][target[t][n]];
            double largest = Arrays.stream(logits[t][n]).max().getAsDouble();
            double all = Arrays.stream(logits[t][n]).map(v -> Math.exp(v - largest)).sum();
            losses.add(Math.log(all) - (right - largest));
        }
    return losses.stream().collect(Collectors.averagingDouble(v -> v));
}
// answer: right-softmax-by-differences
// cell: hw5-3-softmax
double[] softmax(double[] scores, int length) {
    double[] p = new double[scores.length];
    for (int s = 0; s < length; s++) {
        double all = 0;
        for (int r = 0; r < length; r++) all += Math.exp(scores[r] - scores[s]);
        p[s] = 1 / all;
    }
    return p;
}
// answer: right-softmax-by-the-logarithm
// cell: hw5-3-softmax
double[] softmax(double[] scores, int length) {
    var some = Arrays.stream(scores).limit(length).boxed().toList();
    double m = Collections.max(some), log = m + Math.log(some.stream().mapToDouble(v -> Math.exp(v - m)).sum());
    double[] p = new double[scores.length];
    Arrays.setAll(p, s -> s < length ? Math.exp(scores[s] - log) : 0);
    return p;
}
// answer: right-attend-by-matrices
// cell: hw5-3-attend
Attended attend(double[][] h, double[][] e, int length) {
    SimpleMatrix E = new SimpleMatrix(Arrays.copyOf(e, length));
    double[][] scores = new SimpleMatrix(h).mult(E.transpose()).divide(Math.sqrt(h[0].length)).toArray2();
    double[][] weights = Arrays.stream(scores).map(row -> softmax(Arrays.copyOf(row, e.length), length))
            .toArray(double[][]::new);
    return new Attended(weights, new SimpleMatrix(weights).cols(0, length).mult(E).toArray2());
}
// answer: right-likeliest-by-a-queue
// cell: hw5-5-likeliest
List<Prefix> likeliest(List<Prefix> alive, Function<List<Integer>, double[]> next, int width) {
    var queue = new PriorityQueue<Prefix>((p, q) -> Double.compare(q.logP(), p.logP()));
    for (Prefix p : alive) {
        double[] logP = next.apply(List.copyOf(p.ids()));
        for (int k = 0; k < logP.length; k++)
            queue.add(new Prefix(Stream.concat(p.ids().stream(), Stream.of(k)).toList(), logP[k] + p.logP()));
    }
    var best = new ArrayList<Prefix>();
    while (best.size() < width && !queue.isEmpty()) best.add(queue.poll());
    return best;
}
// answer: right-likeliest-insertion
// cell: hw5-5-likeliest
List<Prefix> likeliest(List<Prefix> alive, Function<List<Integer>, double[]> next, int width) {
    LinkedList<Prefix> best = new LinkedList<>();
    for (Prefix p : alive) {
        int k = 0;
        for (double logP : next.apply(p.ids())) {
            Integer[] ids = p.ids().toArray(new Integer[p.ids().size() + 1]);
            ids[ids.length - 1] = k++;
            int at = 0;
            while (at < best.size() && best.get(at).logP() >= p.logP() + logP) at++;
            best.add(at, new Prefix(Arrays.asList(ids), p.logP() + logP));
            if (best.size() > width) best.removeLast();
        }
    }
    return best;
}
// answer: right-beam-by-recursion
// cell: hw5-5-beam
List<Prefix> from(List<Prefix> alive, Function<List<Integer>, double[]> next, int width, int left) {
    if (left == 0 || alive.isEmpty()) return alive;
    var parts = likeliest(alive, next, width).stream().collect(Collectors.partitioningBy(Prefix::ended));
    return Stream.concat(parts.get(true).stream(), from(parts.get(false), next, width, left - 1).stream()).toList();
}
List<Prefix> beamSearch(Function<List<Integer>, double[]> next, int width, int longest, double a) {
    return from(List.of(new Prefix(List.of(), 0)), next, width, longest).stream()
            .sorted(Comparator.comparingDouble((Prefix p) -> p.logP() * Math.pow(p.ids().size(), -a)).reversed())
            .toList();
}
// answer: right-match-streamed
// cell: hw5-6-exact-match
double exactMatch(List<List<String>> written, List<List<String>> expected) {
    return IntStream.range(0, written.size()).filter(n -> expected.get(n).equals(written.get(n))).count()
            / (double) written.size();
}
// answer: right-match-of-joined-words
// cell: hw5-6-exact-match
double exactMatch(List<List<String>> written, List<List<String>> expected) {
    float right = 0;
    var it = expected.iterator();
    for (var sentence : written) right += String.join("|", sentence).equals(String.join("|", it.next())) ? 1f : 0f;
    return (double) right / expected.size();
}
// answer: right-precision-by-two-maps
// cell: hw5-6-precision
Map<List<String>, Long> grams(List<String> words, int n) {
    return IntStream.rangeClosed(0, words.size() - n).mapToObj(t -> words.subList(t, t + n))
            .collect(Collectors.groupingBy(g -> g, Collectors.counting()));
}
double precision(List<List<String>> written, List<List<String>> expected, int n) {
    long matched = 0, all = 0;
    for (int k = 0; k < written.size(); k++) {
        var there = grams(expected.get(k), n);
        for (var e : grams(written.get(k), n).entrySet()) {
            all += e.getValue();
            matched += Math.min(e.getValue(), there.getOrDefault(e.getKey(), 0L));
        }
    }
    return all == 0 ? 0 : matched / (double) all;
}
// answer: right-bleu-early-return
// cell: hw5-6-bleu
double bleu(List<List<String>> written, List<List<String>> expected) {
    double product = 1;
    for (int n = 4; n > 0; n--) {
        double p = precision(written, expected, n);
        if (p == 0.0) return 0.0;
        product *= Math.sqrt(Math.sqrt(p));
    }
    int c = 0, r = 0;
    for (int k = 0; k < written.size(); k++) {
        c += written.get(k).size();
        r += expected.get(k).size();
    }
    double penalty = c < r ? Math.exp(1.0 - 1.0 * r / c) : 1;
    return penalty * product;
}
// answer: right-attend-back-by-matrices
// cell: hw5-7-attend-back
Gradients attendBack(double[][] h, double[][] e, double[][] p, double[][] dc) {
    SimpleMatrix h_ = new SimpleMatrix(h), e_ = new SimpleMatrix(e);
    SimpleMatrix p_ = new SimpleMatrix(p), dc_ = new SimpleMatrix(dc);
    SimpleMatrix dp = dc_.mult(e_.transpose()), weighted = p_.elementMult(dp), da = weighted.copy();
    for (int t = 0; t < h.length; t++) {
        double mean = weighted.rows(t, t + 1).elementSum();
        for (int s = 0; s < e.length; s++) da.set(t, s, weighted.get(t, s) - p[t][s] * mean);
    }
    da = da.divide(Math.sqrt(h[0].length));
    SimpleMatrix dh = da.mult(e_), de = p_.transpose().mult(dc_).plus(da.transpose().mult(h_));
    return new Gradients(dh.toArray2(), de.toArray2());
}
// answer: right-batch-one-pair-after-the-other
// cell: hw5-4-batch
Batch batchOf(List<Pair> pairs, Vocabulary in, Vocabulary out) {
    var x = pairs.stream().map(Pair::english).map(in::ids).collect(Collectors.toList());
    var y = pairs.stream().map(Pair::italian).map(out::ids)
            .map(ids -> IntStream.concat(IntStream.of(ids), IntStream.of(END)).toArray()).toList();
    return new Batch(Tokens.padded(x), Tokens.padded(y));
}
