// Each matrix is clipped by its own norm: the direction of the step changes.
// loses: hw2-6b-by-hand, hw2-6c-other-shapes
// cell: hw2-6-clip
List<SimpleMatrix> clip(List<SimpleMatrix> gradients, double c) {
    return gradients.stream().map(g -> g.scale(Math.min(1, c / g.normF()))).toList();
}
