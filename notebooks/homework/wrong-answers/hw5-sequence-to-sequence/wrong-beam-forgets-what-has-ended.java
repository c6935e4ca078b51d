// A sentence that has ended leaves the beam and is lost; only what is still alive at the end is returned.
// loses: hw5-5e-ended, hw5-5f-ended-in-a-network
// cell: hw5-5-beam
List<Prefix> beamSearch(Function<List<Integer>, double[]> next, int width, int longest, double a) {
    List<Prefix> alive = List.of(new Prefix(List.of(), 0));
    for (int t = 0; t < longest && !alive.isEmpty(); t++) {
        alive = new ArrayList<>(likeliest(alive, next, width));
        alive.removeIf(p -> p.ended());
    }
    var found = new ArrayList<>(alive);
    found.sort(Comparator.comparingDouble(p -> -p.logP() / Math.pow(p.ids().size(), a)));
    return found;
}
