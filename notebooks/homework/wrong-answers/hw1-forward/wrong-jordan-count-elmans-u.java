// U counted as H×H, as if a Jordan network fed back its hidden layer.
// loses: hw1-1c-jordan-count
// cell: hw1-1-jordan-count
int jordanParameters(int D, int H, int S, int O) {
    return H * (H + D + 1) + O * (H + 1) + S * (S + O + 1);
}
