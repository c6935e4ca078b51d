// D and H swapped in the count.
// loses: hw1-1b-elman-count
// cell: hw1-1-elman-count
int elmanParameters(int D, int H, int O) {
    return D * (H + D + 1) + O * (H + 1);
}
