// Keeps the likeliest words of each prefix: the beam grows with every step instead of holding its width.
// loses: hw5-5a-likeliest, hw5-5b-likeliest-of-others, hw5-5c-beam, hw5-5f-ended-in-a-network
// cell: hw5-5-likeliest
List<Prefix> likeliest(List<Prefix> alive, Function<List<Integer>, double[]> next, int width) {
    var kept = new ArrayList<Prefix>();
    for (var p : alive) {
        var longer = new ArrayList<Prefix>();
        double[] logP = next.apply(p.ids());
        for (int k = 0; k < logP.length; k++) {
            var ids = new ArrayList<>(p.ids());
            ids.add(k);
            longer.add(new Prefix(ids, p.logP() + logP[k]));
        }
        longer.sort(Comparator.comparingDouble(q -> -q.logP()));
        kept.addAll(longer.subList(0, Math.min(width, longer.size())));
    }
    kept.sort(Comparator.comparingDouble(q -> -q.logP()));
    return kept;
}
