// Every number is held within ±c.
// loses: hw2-6b-by-hand, hw2-6c-other-shapes
// cell: hw2-6-clip
List<SimpleMatrix> clip(List<SimpleMatrix> gradients, double c) {
    var clipped = new ArrayList<SimpleMatrix>();
    for (var g : gradients) {
        var held = g.copy();
        for (int k = 0; k < g.getNumElements(); k++) held.set(k, Math.max(-c, Math.min(c, g.get(k))));
        clipped.add(held);
    }
    return clipped;
}
