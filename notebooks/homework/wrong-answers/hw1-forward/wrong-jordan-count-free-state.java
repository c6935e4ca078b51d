// The state's own weights W_ss, W_sy and b_s are forgotten.
// loses: hw1-1c-jordan-count
// cell: hw1-1-jordan-count
int jordanParameters(int D, int H, int S, int O) {
    return H * (S + D + 1) + O * (H + 1);
}
