// Counts every written n-gram that stands anywhere in the reference: "il il il il" gets full marks.
// loses: hw5-6b-precision, hw5-6c-precision-of-others, hw5-6e-bleu-of-others
// cell: hw5-6-precision
double precision(List<List<String>> written, List<List<String>> expected, int n) {
    int matched = 0, all = 0;
    for (int k = 0; k < written.size(); k++) {
        var reference = new HashSet<List<String>>();
        var there = expected.get(k);
        for (int t = 0; t + n <= there.size(); t++) reference.add(there.subList(t, t + n));
        for (int t = 0; t + n <= written.get(k).size(); t++) {
            all++;
            if (reference.contains(written.get(k).subList(t, t + n))) matched++;
        }
    }
    return all == 0 ? 0 : 1.0 * matched / all;
}
