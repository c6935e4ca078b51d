// The state listens to the outputs only; W_ss s_{t−1} is forgotten.
// loses: hw1-4a-jordan-state
// cell: hw1-4-jordan-state
double[] jordanState(Jordan net, double[] sPrev, double[] yPrev) {
    double[] s = net.bs().clone();
    for (int j = 0; j < s.length; j++) {
        for (int k = 0; k < yPrev.length; k++) s[j] += net.Wsy()[j][k] * yPrev[k];
        s[j] = 1 / (1 + Math.exp(-s[j]));
    }
    return s;
}
