package unrolled.math;

/** A {@link Lane} of doubles, the twin of {@link FloatLane}: Java has no type parameter for numbers. */
final class DoubleLane extends Lane {

    private double[] numbers = {};

    @Override void grow(int size) {
        if (numbers.length < size) numbers = new double[size];
    }

    private static double[] of(Lane lane) {
        return ((DoubleLane) lane).numbers;
    }

    @Override public void read(Operand from, int first, int end) {
        ((Block) from).read(first, end, numbers);
    }

    @Override public void write(Operand to, int first, int end) {
        ((Block) to).write(first, end, numbers);
    }

    @Override public void addTo(Operand sum) {
        ((Block) sum).add(numbers);
    }

    @Override public void apply(Activation sigma) {
        sigma.apply(numbers, size);
    }

    @Override public void back(Activation sigma, Lane y) {
        sigma.back(of(y), numbers, size);
    }

    @Override public void sigmoidBack(Lane y, Lane p, Lane q) {
        double[] to = numbers, ys = of(y), ps = of(p), qs = of(q);
        for (int j = 0; j < size; j++) to[j] = ps[j] * qs[j] * ys[j] * (1 - ys[j]);
    }

    @Override public void tanhBack(Lane y, Lane p, Lane q) {
        double[] to = numbers, ys = of(y), ps = of(p), qs = of(q);
        for (int j = 0; j < size; j++) to[j] = ps[j] * qs[j] * (1 - ys[j] * ys[j]);
    }

    @Override public void mix(Lane z, Lane p, Lane q) {
        double[] to = numbers, zs = of(z), ps = of(p), qs = of(q);
        for (int j = 0; j < size; j++) to[j] = (1 - zs[j]) * ps[j] + zs[j] * qs[j];
    }

    @Override public void difference(Lane p, Lane q) {
        double[] to = numbers, ps = of(p), qs = of(q);
        for (int j = 0; j < size; j++) to[j] = ps[j] - qs[j];
    }

    @Override public void add(Lane p) {
        double[] to = numbers, ps = of(p);
        for (int j = 0; j < size; j++) to[j] += ps[j];
    }

    @Override public void addProduct(Lane p, Lane q) {
        double[] to = numbers, ps = of(p), qs = of(q);
        for (int j = 0; j < size; j++) to[j] += ps[j] * qs[j];
    }

    @Override public void times(Lane p) {
        double[] to = numbers, ps = of(p);
        for (int j = 0; j < size; j++) to[j] *= ps[j];
    }

    @Override public void rest(Lane z, Lane p) {
        double[] to = numbers, zs = of(z), ps = of(p);
        for (int j = 0; j < size; j++) to[j] = (1 - zs[j]) * ps[j];
    }
}
