// Loops, arrays of indices, other names, and helper methods of one's own.
// cell: hw5-2-mask
boolean[][] maskOf(int[] howLong) {
    int longest = 0;
    for (int l : howLong) if (l > longest) longest = l;
    boolean[][] counts = new boolean[longest][];
    for (int step = 0; step < longest; step++) {
        counts[step] = new boolean[howLong.length];
        for (int who = 0; who < howLong.length; who++) if (step < howLong[who]) counts[step][who] = true;
    }
    return counts;
}
// cell: hw5-2-loss
double surprise(double[] y, int word) {
    double largest = y[0];
    for (double v : y) if (v > largest) largest = v;
    double total = 0;
    for (double v : y) total = total + Math.exp(v - largest);
    return -(y[word] - largest - Math.log(total));
}
double meanLoss(double[][][] y, int[][] words, int[] howLong) {
    double loss = 0;
    long steps = 0;
    boolean[][] counts = maskOf(howLong);
    for (int t = 0; t < counts.length; t++) for (int n = 0; n < counts[t].length; n++) {
        if (!counts[t][n]) continue;
        steps++;
        loss += surprise(y[t][n], words[t][n]);
    }
    return loss / steps;
}
// cell: hw5-5-likeliest
List<Prefix> likeliest(List<Prefix> beam, Function<List<Integer>, double[]> model, int width) {
    var best = new PriorityQueue<Prefix>((p, q) -> Double.compare(p.logP(), q.logP()));   // the worst on top
    for (Prefix prefix : beam) {
        double[] words = model.apply(prefix.ids());
        for (int word = 0; word < words.length; word++) {
            double total = prefix.logP() + words[word];
            if (best.size() == width && total <= best.peek().logP()) continue;
            List<Integer> longer = new LinkedList<>(prefix.ids());
            longer.add(word);
            best.add(new Prefix(longer, total));
            if (best.size() > width) best.poll();
        }
    }
    var inOrder = new LinkedList<Prefix>();
    while (!best.isEmpty()) inOrder.addFirst(best.poll());
    return inOrder;
}
// cell: hw5-5-beam
double mark(Prefix p, double power) { return p.logP() / Math.pow(p.ids().size(), power); }
List<Prefix> beamSearch(Function<List<Integer>, double[]> model, int width, int steps, double power) {
    List<Prefix> everything = new ArrayList<>(), beam = new ArrayList<>();
    beam.add(new Prefix(new ArrayList<>(), 0.0));
    int step = 0;
    while (step++ < steps && beam.size() > 0) {
        List<Prefix> going = new ArrayList<>();
        for (Prefix p : likeliest(beam, model, width)) {
            boolean last = p.ids().get(p.ids().size() - 1).intValue() == END;
            if (last || step == steps) everything.add(p);
            if (!last) going.add(p);
        }
        beam = going;
    }
    Collections.sort(everything, (p, q) -> Double.compare(mark(q, power), mark(p, power)));
    return everything;
}
