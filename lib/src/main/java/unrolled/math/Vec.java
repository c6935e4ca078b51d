package unrolled.math;

/**
 * B×size numbers of one step, bound to their place in a {@link Trace}: {@link #read} fetches them from step t of it,
 * {@link #write} puts them there. The verbs compute entry by entry, ⊙; what is written comes last, and a verb that adds
 * to it is called add….
 *
 * <p>The numbers stand in arrays that begin at 0, as HotSpot vectorizes a loop over several arrays only where they
 * share one index; doubles and floats have a loop each, as Java has no type parameter for them.
 */
public final class Vec {

    private final Trace place;              // null for a vector that has none
    private final int shift;
    private final int from;
    private final int to;
    private int rows;
    private int size;
    private boolean inFloats;
    private double[] doubles = {};
    private float[] floats = {};

    /** A vector without a place, to compute with. */
    public Vec() {
        this(null, 0, 0, 0);
    }

    Vec(Trace place, int shift, int from, int to) {
        this.place = place;
        this.shift = shift;
        this.from = from;
        this.to = to;
    }

    /** Reads step {@code t} of its place. */
    public void read(int t) {
        read(place.step(t + shift), from, to);
    }

    /** Writes step {@code t} of its place. */
    public void write(int t) {
        write(place.step(t + shift), from, to);
    }

    /** Reads all of {@code step}. */
    public void read(Operand step) {
        read(step, 0, step.cols);
    }

    /** Writes all of {@code step}. */
    public void write(Operand step) {
        write(step, 0, step.cols);
    }

    private void read(Operand step, int from, int to) {
        fit(step.rows, step.rows * (to - from), step.inFloats());
        if (inFloats) ((Outside) step).read(from, to, floats);
        else step.read(from, to, doubles);
    }

    private void write(Operand step, int from, int to) {
        if (inFloats) ((Outside) step).write(from, to, floats);
        else step.write(from, to, doubles);
    }

    /** Sets every row to the given one: a diagonal matrix for products; as many rows as {@code like} has examples. */
    public void repeat(double[] row, Trace like) {
        var step = like.step(0);
        fit(step.rows, step.rows * row.length, step.inFloats());
        for (int j = 0; j < size; j++) set(j, row[j % row.length]);
    }

    /** Adds to {@code sums} the sum of the rows. */
    public void addSums(double[] sums) {
        for (int j = 0; j < size; j++) sums[j % sums.length] += get(j);
    }

    private void fit(int rows, int size, boolean inFloats) {
        this.rows = rows;
        this.size = size;
        this.inFloats = inFloats;
        if (inFloats && floats.length < size) floats = new float[size];
        if (!inFloats && doubles.length < size) doubles = new double[size];
    }

    private void fit(Vec like) {
        fit(like.rows, like.size, like.inFloats);
    }

    // ---- activations and their chain rules

    /** y = σ(y), the logistic one. */
    public static void sigmoid(Vec y) {
        apply(Activation.SIGMOID, y, y);
    }

    /** y = tanh(y). */
    public static void tanh(Vec y) {
        apply(Activation.TANH, y, y);
    }

    /** y = tanh(x). */
    public static void tanh(Vec x, Vec y) {
        apply(Activation.TANH, x, y);
    }

    /** y = σ(x). */
    public static void apply(Activation sigma, Vec x, Vec y) {
        if (x != y) copy(x, y);
        if (y.inFloats) sigma.apply(y.floats, y.size);
        else sigma.apply(y.doubles, y.size);
    }

    /** da = σ′ ⊙ dy, with σ′ written in y = σ(a). */
    public static void back(Activation sigma, Vec y, Vec dy, Vec da) {
        copy(dy, da);
        if (da.inFloats) sigma.back(y.floats, da.floats, da.size);
        else sigma.back(y.doubles, da.doubles, da.size);
    }

    /** da = p ⊙ q ⊙ y (1 − y): the chain rule of y = σ(a), where p ⊙ q is ∂L/∂y. */
    public static void sigmoidBack(Vec y, Vec p, Vec q, Vec da) {
        da.fit(y);
        if (y.inFloats) {
            float[] ys = y.floats, ps = p.floats, qs = q.floats, to = da.floats;
            for (int j = 0; j < y.size; j++) to[j] = ps[j] * qs[j] * ys[j] * (1 - ys[j]);
        } else {
            double[] ys = y.doubles, ps = p.doubles, qs = q.doubles, to = da.doubles;
            for (int j = 0; j < y.size; j++) to[j] = ps[j] * qs[j] * ys[j] * (1 - ys[j]);
        }
    }

    /** da = p ⊙ q ⊙ (1 − y²): the chain rule of y = tanh(a), where p ⊙ q is ∂L/∂y. */
    public static void tanhBack(Vec y, Vec p, Vec q, Vec da) {
        da.fit(y);
        if (y.inFloats) {
            float[] ys = y.floats, ps = p.floats, qs = q.floats, to = da.floats;
            for (int j = 0; j < y.size; j++) to[j] = ps[j] * qs[j] * (1 - ys[j] * ys[j]);
        } else {
            double[] ys = y.doubles, ps = p.doubles, qs = q.doubles, to = da.doubles;
            for (int j = 0; j < y.size; j++) to[j] = ps[j] * qs[j] * (1 - ys[j] * ys[j]);
        }
    }

    /** da += p ⊙ q ⊙ (1 − y²). */
    public static void addTanhBack(Vec y, Vec p, Vec q, Vec da) {
        if (y.inFloats) {
            float[] ys = y.floats, ps = p.floats, qs = q.floats, to = da.floats;
            for (int j = 0; j < y.size; j++) to[j] += ps[j] * qs[j] * (1 - ys[j] * ys[j]);
        } else {
            double[] ys = y.doubles, ps = p.doubles, qs = q.doubles, to = da.doubles;
            for (int j = 0; j < y.size; j++) to[j] += ps[j] * qs[j] * (1 - ys[j] * ys[j]);
        }
    }

    // ---- sums and products

    /** y = x. */
    public static void copy(Vec x, Vec y) {
        y.fit(x);
        if (x.inFloats) System.arraycopy(x.floats, 0, y.floats, 0, x.size);
        else System.arraycopy(x.doubles, 0, y.doubles, 0, x.size);
    }

    /** y += x. */
    public static void add(Vec x, Vec y) {
        if (x.inFloats) {
            float[] xs = x.floats, to = y.floats;
            for (int j = 0; j < x.size; j++) to[j] += xs[j];
        } else {
            double[] xs = x.doubles, to = y.doubles;
            for (int j = 0; j < x.size; j++) to[j] += xs[j];
        }
    }

    /** y = p − q. */
    public static void difference(Vec p, Vec q, Vec y) {
        y.fit(p);
        if (p.inFloats) {
            float[] ps = p.floats, qs = q.floats, to = y.floats;
            for (int j = 0; j < p.size; j++) to[j] = ps[j] - qs[j];
        } else {
            double[] ps = p.doubles, qs = q.doubles, to = y.doubles;
            for (int j = 0; j < p.size; j++) to[j] = ps[j] - qs[j];
        }
    }

    /** y = p ⊙ q. */
    public static void product(Vec p, Vec q, Vec y) {
        y.fit(p);
        if (p.inFloats) {
            float[] ps = p.floats, qs = q.floats, to = y.floats;
            for (int j = 0; j < p.size; j++) to[j] = ps[j] * qs[j];
        } else {
            double[] ps = p.doubles, qs = q.doubles, to = y.doubles;
            for (int j = 0; j < p.size; j++) to[j] = ps[j] * qs[j];
        }
    }

    /** y += p ⊙ q. */
    public static void addProduct(Vec p, Vec q, Vec y) {
        if (p.inFloats) {
            float[] ps = p.floats, qs = q.floats, to = y.floats;
            for (int j = 0; j < p.size; j++) to[j] += ps[j] * qs[j];
        } else {
            double[] ps = p.doubles, qs = q.doubles, to = y.doubles;
            for (int j = 0; j < p.size; j++) to[j] += ps[j] * qs[j];
        }
    }

    /** y = (1 − z) ⊙ p. */
    public static void rest(Vec z, Vec p, Vec y) {
        y.fit(p);
        if (p.inFloats) {
            float[] zs = z.floats, ps = p.floats, to = y.floats;
            for (int j = 0; j < p.size; j++) to[j] = (1 - zs[j]) * ps[j];
        } else {
            double[] zs = z.doubles, ps = p.doubles, to = y.doubles;
            for (int j = 0; j < p.size; j++) to[j] = (1 - zs[j]) * ps[j];
        }
    }

    /** y += (1 − z) ⊙ p. */
    public static void addRest(Vec z, Vec p, Vec y) {
        if (p.inFloats) {
            float[] zs = z.floats, ps = p.floats, to = y.floats;
            for (int j = 0; j < p.size; j++) to[j] += (1 - zs[j]) * ps[j];
        } else {
            double[] zs = z.doubles, ps = p.doubles, to = y.doubles;
            for (int j = 0; j < p.size; j++) to[j] += (1 - zs[j]) * ps[j];
        }
    }

    /** y = (1 − z) ⊙ p + z ⊙ q. */
    public static void mix(Vec z, Vec p, Vec q, Vec y) {
        y.fit(p);
        if (p.inFloats) {
            float[] zs = z.floats, ps = p.floats, qs = q.floats, to = y.floats;
            for (int j = 0; j < p.size; j++) to[j] = (1 - zs[j]) * ps[j] + zs[j] * qs[j];
        } else {
            double[] zs = z.doubles, ps = p.doubles, qs = q.doubles, to = y.doubles;
            for (int j = 0; j < p.size; j++) to[j] = (1 - zs[j]) * ps[j] + zs[j] * qs[j];
        }
    }

    // ---- each row by itself

    /** z = (a − mean(a)) / s with s = √(var(a) + ε), mean and var over a row; s has one number a row. */
    public static void standardize(Vec a, double epsilon, Vec z, Vec s) {
        z.fit(a);
        s.fit(a.rows, a.rows, a.inFloats);
        int H = a.size / a.rows;
        for (int n = 0; n < a.rows; n++) {
            double mean = 0;
            for (int j = n * H; j < (n + 1) * H; j++) mean += a.get(j) / H;
            double variance = 0;
            for (int j = n * H; j < (n + 1) * H; j++) variance += (a.get(j) - mean) * (a.get(j) - mean) / H;
            boolean holds = variance <= Double.MAX_VALUE;
            double root = holds ? Math.sqrt(variance + epsilon) : deviation(a, n * H, H, mean);
            s.set(n, root);
            for (int j = n * H; j < (n + 1) * H; j++) z.set(j, (a.get(j) - mean) / root);
        }
    }

    /** √var of H numbers from {@code at} on, whose squares are too large; ε is nothing beside it. */
    private static double deviation(Vec a, int at, int H, double mean) {
        return Norm.rootMeanSquare(H, j -> a.get(at + j) - mean);
    }

    /** da = (dz − mean(dz) − z mean(dz ⊙ z)) / s, means over a row: the chain rule of {@link #standardize}. */
    public static void standardizeBack(Vec z, Vec s, Vec dz, Vec da) {
        da.fit(z);
        int H = z.size / z.rows;
        for (int n = 0; n < z.rows; n++) {
            double mean = 0;
            double meanZ = 0;
            for (int j = n * H; j < (n + 1) * H; j++) {
                mean += dz.get(j) / H;
                meanZ += dz.get(j) * z.get(j) / H;
            }
            for (int j = n * H; j < (n + 1) * H; j++) da.set(j, (dz.get(j) - mean - z.get(j) * meanZ) / s.get(n));
        }
    }

    private double get(int j) {
        return inFloats ? floats[j] : doubles[j];
    }

    private void set(int j, double value) {
        if (inFloats) floats[j] = (float) value;
        else doubles[j] = value;
    }
}
