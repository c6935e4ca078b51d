// while loops, other names for everything, columns first.
// cell: hw1-1-jordan-count
int jordanParameters(int inputs, int units, int memory, int answers) {
    int state = memory * memory + memory * answers + memory;
    int layer = units * memory + units * inputs + units;
    int readout = answers * units + answers;
    return state + layer + readout;
}
// cell: hw1-2-elman-step
double[] elmanStep(double[] eingabe, double[] alt, double[][] gewicht, double[][] zurueck, double[] rest) {
    double[] neu = rest.clone();
    int spalte = 0;
    while (spalte < eingabe.length) {
        int zeile = 0;
        while (zeile < neu.length) neu[zeile] += gewicht[zeile++][spalte] * eingabe[spalte];
        spalte++;
    }
    spalte = 0;
    while (spalte < alt.length) {
        int zeile = 0;
        while (zeile < neu.length) neu[zeile] += zurueck[zeile++][spalte] * alt[spalte];
        spalte++;
    }
    int j = neu.length;
    while (j-- > 0) neu[j] = 1 - 2 / (Math.exp(2 * neu[j]) + 1);            // tanh
    return neu;
}
// cell: hw1-3-unroll
double[][] unroll(BinaryOperator<double[]> f, double[] begin, double[][] inputs) {
    double[][] all = new double[inputs.length][begin.length];
    int day = 0;
    while (day < inputs.length) {
        double[] before = day > 0 ? all[day - 1] : begin;
        System.arraycopy(f.apply(inputs[day], before), 0, all[day], 0, begin.length);
        day++;
    }
    return all;
}
// cell: hw1-4-jordan-sequence
double[][] jordanSequence(Jordan n, double[] state, double[] answer, double[][] inputs) {
    var answers = new ArrayList<double[]>();
    var todo = new ArrayDeque<>(Arrays.asList(inputs));
    while (!todo.isEmpty()) {
        state = jordanState(n, state, answer);
        answer = jordanOutput(n, state, todo.pop());
        answers.add(answer);
    }
    return answers.toArray(new double[0][]);
}
// cell: hw1-6-forecast
double[] forecast(double[] nights, Elman n, Range nightRange, Range dayRange) {
    double[] days = new double[nights.length], memory = new double[n.U().length];
    int k = 0;
    while (k < nights.length) {
        double night = (nights[k] - nightRange.min()) / (nightRange.max() - nightRange.min());
        memory = elmanStep(new double[] {night}, memory, n.W(), n.U(), n.b());
        double day = elmanOutput(memory, n.Wy(), n.by())[0];
        days[k++] = dayRange.min() + day * (dayRange.max() - dayRange.min());
    }
    return days;
}
// cell: hw1-7-batch
SimpleMatrix elmanBatch(SimpleMatrix X, SimpleMatrix H, SimpleMatrix W, SimpleMatrix U, SimpleMatrix b) {
    var out = new SimpleMatrix(X.getNumRows(), b.getNumRows());
    int n = 0;
    while (n < X.getNumRows()) {
        int j = 0;
        while (j < b.getNumRows()) {
            double a = b.get(j);
            for (int d = 0; d < X.getNumCols(); d++) a += W.get(j, d) * X.get(n, d);
            for (int i = 0; i < H.getNumCols(); i++) a += U.get(j, i) * H.get(n, i);
            out.set(n, j++, Math.tanh(a));
        }
        n++;
    }
    return out;
}
