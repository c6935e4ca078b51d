// Weight matrices with the input's size first, as some libraries store them: W is D×H, W_y is H×O.
// loses: hw1-1a-shapes
// cell: hw1-1-shapes
int[][] elmanShapes(int D, int H, int O) {
    return new int[][] {{D, H}, {H, H}, {H, 1}, {H, O}, {O, 1}};
}
