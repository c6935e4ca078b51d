// The forget bias written into the rows of the input gate, and the other way round.
// loses: hw3-3b-lstm-rows
// cell: hw3-3-start
/** Sets the rows of the forget gate and of the input gate in the bias of an LSTM, 4H×1: i, f, g, o. */
void startLstm(Parameter b, int H, double halfLife) {
    for (int j = 0; j < H; j++) {
        b.value().set(j, 0, keepBias(halfLife));
        b.value().set(H + j, 0, -keepBias(halfLife));          // i = 1 − f
    }
}
/** Sets the rows of the update gate in the bias of a GRU, 3H×1: z, r, n. */
void startGru(Parameter b, int H, double halfLife) {
    for (int j = 0; j < H; j++) b.value().set(j, 0, -keepBias(halfLife));      // 1 − z keeps
}
