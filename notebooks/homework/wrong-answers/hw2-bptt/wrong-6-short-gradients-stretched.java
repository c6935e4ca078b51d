// Scales to the norm c, also what was shorter.
// loses: hw2-6d-short-gradients
// cell: hw2-6-clip
List<SimpleMatrix> clip(List<SimpleMatrix> gradients, double c) {
    double sum = 0;
    for (var g : gradients) sum += g.elementMult(g).elementSum();
    double factor = c / Math.sqrt(sum);
    return gradients.stream().map(g -> g.scale(factor)).toList();
}
