// Ranks by log p alone, whatever a is: short sentences win.
// loses: hw5-5e-ended, hw5-5f-ended-in-a-network
// cell: hw5-5-beam
List<Prefix> beamSearch(Function<List<Integer>, double[]> next, int width, int longest, double a) {
    var found = new ArrayList<Prefix>();
    List<Prefix> alive = List.of(new Prefix(List.of(), 0));
    for (int t = 0; t < longest && !alive.isEmpty(); t++) {
        var kept = likeliest(alive, next, width);
        alive = new ArrayList<>();
        for (var p : kept) (p.ended() ? found : alive).add(p);
    }
    found.addAll(alive);
    found.sort(Comparator.comparingDouble(p -> -p.logP()));
    return found;
}
