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
        from.read(first, end, numbers);
    }

    @Override public void write(Operand to, int first, int end) {
        to.write(first, end, numbers);
    }

    /** Floats come and go in one piece, and are dealt out on this side. */
    @Override void readAll(Operand from, Lane[] lanes, int first, int count) {
        int width = from.cols / count;
        float[] all = Floats.here(from.rows * from.cols);
        from.read(0, from.cols, all);
        for (int k = 0; k < count; k++) {
            float[] to = of(lanes[first + k]);
            for (int r = 0; r < from.rows; r++) System.arraycopy(all, r * from.cols + k * width, to, r * width, width);
        }
    }

    @Override void writeAll(Operand to, Lane[] lanes, int first, int count) {
        int width = to.cols / count;
        float[] all = Floats.here(to.rows * to.cols);
        for (int k = 0; k < count; k++) {
            float[] from = of(lanes[first + k]);
            for (int r = 0; r < to.rows; r++) System.arraycopy(from, r * width, all, r * to.cols + k * width, width);
        }
        to.write(0, to.cols, all);
    }

    @Override public void addTo(Block sum) {
        sum.add(numbers);
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
