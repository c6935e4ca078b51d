// Sorted the wrong way round: the least likely prefixes stay in the beam.
// loses: hw5-5a-likeliest, hw5-5b-likeliest-of-others, hw5-5c-beam
// loses: hw5-5d-beam-in-another-language, hw5-5e-ended, hw5-5f-ended-in-a-network
// cell: hw5-5-likeliest
List<Prefix> likeliest(List<Prefix> alive, Function<List<Integer>, double[]> next, int width) {
    var all = new ArrayList<Prefix>();
    for (var p : alive) {
        double[] logP = next.apply(p.ids());
        for (int k = 0; k < logP.length; k++) {
            var ids = new ArrayList<>(p.ids());
            ids.add(k);
            all.add(new Prefix(ids, p.logP() + logP[k]));
        }
    }
    all.sort(Comparator.comparingDouble(p -> p.logP()));
    return all.subList(0, Math.min(width, all.size()));
}
