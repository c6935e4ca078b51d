// The norm of all is taken as the sum of the norms.
// loses: hw2-6b-by-hand, hw2-6c-other-shapes, hw2-6d-short-gradients
// cell: hw2-6-clip
List<SimpleMatrix> clip(List<SimpleMatrix> gradients, double c) {
    double norm = 0;
    for (var g : gradients) norm += g.normF();
    double factor = Math.min(1, c / norm);
    return gradients.stream().map(g -> g.scale(factor)).toList();
}
