// The kit clips: right numbers, nobody's own work. Refused, with the reason, before it runs.
// loses: hw2-6b-by-hand, hw2-6c-other-shapes, hw2-6d-short-gradients
// cell: hw2-6-clip
List<SimpleMatrix> clip(List<SimpleMatrix> gradients, double c) {
    var all = new ArrayList<Parameter>();
    for (var g : gradients) {
        all.add(new Parameter("g" + all.size(), g.getNumRows(), g.getNumCols(), Initializer.constant(0)));
        all.get(all.size() - 1).gradient().setTo(g.getDDRM());
    }
    Clipping.norm(c).clip(all);
    return all.stream().map(p -> new SimpleMatrix(p.gradient())).toList();
}
