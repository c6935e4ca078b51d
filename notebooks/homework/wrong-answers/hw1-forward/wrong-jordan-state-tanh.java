// tanh where the state has its sigmoid.
// loses: hw1-4a-jordan-state
// cell: hw1-4-jordan-state
double[] jordanState(Jordan net, double[] sPrev, double[] yPrev) {
    double[] s = net.bs().clone();
    for (int j = 0; j < s.length; j++) {
        for (int k = 0; k < sPrev.length; k++) s[j] += net.Wss()[j][k] * sPrev[k];
        for (int k = 0; k < yPrev.length; k++) s[j] += net.Wsy()[j][k] * yPrev[k];
        s[j] = Math.tanh(s[j]);
    }
    return s;
}
