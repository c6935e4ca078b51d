// Parts 3 to 6 by other formulas: streams, a helper, matrices, capital letters with spaces.
// cell: hw3-3-keep-bias
double keepBias(double k) {
    double f = Math.exp(-Math.log(2) / k);
    return Math.log(f / (1 - f));
}
// cell: hw3-3-start
import java.util.stream.IntStream;

void fill(Parameter b, int from, int to, double value) {
    IntStream.range(from, to).forEach(row -> b.value().set(row, 0, value));
}
void startLstm(Parameter b, int H, double halfLife) {
    fill(b, 0, H, -keepBias(halfLife));
    fill(b, H, 2 * H, keepBias(halfLife));
}
void startGru(Parameter b, int H, double halfLife) { fill(b, 0, H, -keepBias(halfLife)); }
// cell: hw3-4-memory
Network of(long seed, Cell cell) {
    return Network.of(seed, new Recurrent(cell), new LastStep(), new Dense(cell.outputs(), 1));
}
Plan memory(String kind, long seed) {
    if (kind.equals("GRU")) {
        var gru = of(seed, new GruCell(2, 9));
        for (int j = 0; j < 9; j++) gru.parameter("gru.b").value().set(j, 0, -4);
        return new Plan(gru, 0.02, 16, 28);
    }
    var lstm = of(seed, new LstmCell(2, 8));
    for (int j = 0; j < 16; j++) lstm.parameter("lstm.b").value().set(j, 0, j < 8 ? -Math.log(80) : Math.log(80));
    return new Plan(lstm, 0.015, 16, 30);
}
// cell: hw3-5-letters
String letters() {
    return String.join(" ", "C", "B", "A", "B", "D");
}
// cell: hw3-6-convert
double[][] convert(double[][] theirs) {
    var m = new SimpleMatrix(theirs);
    int H = theirs.length / 3;
    var z = m.rows(H, 2 * H).scale(-1);
    return z.concatRows(m.rows(0, H), m.rows(2 * H, 3 * H)).toArray2();
}
