// State and answer are variables of the notebook: a second call starts where the first one ended.
// loses: hw1-4c-jordan-start, hw1-4d-jordan-carried, hw1-4e-jordan-other-sizes
// cell: hw1-4-jordan-sequence
double[] lastState, lastAnswer;
double[][] jordanSequence(Jordan net, double[] s0, double[] y0, double[][] x) {
    if (lastState == null || lastState.length != s0.length) lastState = s0;
    if (lastAnswer == null || lastAnswer.length != y0.length) lastAnswer = y0;
    double[][] y = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
        lastState = jordanState(net, lastState, lastAnswer);
        lastAnswer = jordanOutput(net, lastState, x[t]);
        y[t] = lastAnswer;
    }
    return y;
}
