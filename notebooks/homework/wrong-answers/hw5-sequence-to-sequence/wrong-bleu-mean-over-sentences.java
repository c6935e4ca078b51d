// p_n of each sentence, then their mean, where the counts of all sentences are added first.
// loses: hw5-6b-precision, hw5-6c-precision-of-others, hw5-6e-bleu-of-others
// cell: hw5-6-precision
double precision(List<List<String>> written, List<List<String>> expected, int n) {
    double sum = 0;
    for (int k = 0; k < written.size(); k++) {
        var there = new ArrayList<List<String>>();
        for (int t = 0; t + n <= expected.get(k).size(); t++) there.add(expected.get(k).subList(t, t + n));
        int matched = 0, all = 0;
        for (int t = 0; t + n <= written.get(k).size(); t++) {
            all++;
            if (there.remove(written.get(k).subList(t, t + n))) matched++;
        }
        if (all > 0) sum += 1.0 * matched / all;
    }
    return sum / written.size();
}
