package unrolled.math;

/** A {@link Lane} of floats, the twin of {@link DoubleLane}: Java has no type parameter for numbers. */
final class FloatLane extends Lane {

    private float[] numbers = {};

    @Override void grow(int size) {
        if (numbers.length < size) numbers = new float[size];
    }

    private static float[] of(Lane lane) {
        return ((FloatLane) lane).numbers;
    }

    @Override public void read(Operand from, int first, int end) {
        ((Floats) from).read(first, end, numbers);
    }

    @Override public void write(Operand to, int first, int end) {
        ((Floats) to).write(first, end, numbers);
    }

    @Override public void addTo(Operand sum) {
        ((Floats) sum).add(numbers);
    }

    @Override public void apply(Activation sigma) {
        sigma.apply(numbers, size);
    }

    @Override public void back(Activation sigma, Lane y) {
        sigma.back(of(y), numbers, size);
    }

    @Override public void sigmoidBack(Lane y, Lane p, Lane q) {
        float[] to = numbers, ys = of(y), ps = of(p), qs = of(q);
        for (int j = 0; j < size; j++) to[j] = ps[j] * qs[j] * ys[j] * (1 - ys[j]);
    }

    @Override public void tanhBack(Lane y, Lane p, Lane q) {
        float[] to = numbers, ys = of(y), ps = of(p), qs = of(q);
        for (int j = 0; j < size; j++) to[j] = ps[j] * qs[j] * (1 - ys[j] * ys[j]);
    }

    @Override public void mix(Lane z, Lane p, Lane q) {
        float[] to = numbers, zs = of(z), ps = of(p), qs = of(q);
        for (int j = 0; j < size; j++) to[j] = (1 - zs[j]) * ps[j] + zs[j] * qs[j];
    }

    @Override public void difference(Lane p, Lane q) {
        float[] to = numbers, ps = of(p), qs = of(q);
        for (int j = 0; j < size; j++) to[j] = ps[j] - qs[j];
    }

    @Override public void add(Lane p) {
        float[] to = numbers, ps = of(p);
        for (int j = 0; j < size; j++) to[j] += ps[j];
    }

    @Override public void addProduct(Lane p, Lane q) {
        float[] to = numbers, ps = of(p), qs = of(q);
        for (int j = 0; j < size; j++) to[j] += ps[j] * qs[j];
    }

    @Override public void times(Lane p) {
        float[] to = numbers, ps = of(p);
        for (int j = 0; j < size; j++) to[j] *= ps[j];
    }

    @Override public void rest(Lane z, Lane p) {
        float[] to = numbers, zs = of(z), ps = of(p);
        for (int j = 0; j < size; j++) to[j] = (1 - zs[j]) * ps[j];
    }
}
