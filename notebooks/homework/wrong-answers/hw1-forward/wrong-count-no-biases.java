// The biases are not counted.
// loses: hw1-1b-elman-count
// cell: hw1-1-elman-count
int elmanParameters(int D, int H, int O) {
    return H * D + H * H + O * H;
}
