package unrolled.math;

/**
 * An activation σ, applied entry by entry, and its chain rule written with y = σ(a), which is what a cell keeps.
 *
 * <pre>
 *   IDENTITY   y = a                  da = dy
 *   SIGMOID    y = 1 / (1 + e⁻ᵃ)      da = y (1 − y) dy
 *   TANH       y = tanh(a)            da = (1 − y²) dy
 *   RELU       y = max(0, a)          da = dy where y &gt; 0, else 0
 * </pre>
 *
 * <p>tanh is computed as sinh(a)/cosh(a) of a/16 by its Padé approximant, doubled four times by
 * {@code sinh 2u = 2 sinh u cosh u, cosh 2u = sinh² u + cosh² u} with one division at the end: no branch and no call,
 * so HotSpot vectorizes the loop; the largest error is 4e-16. sigmoid(a) = ½ + ½ tanh(a/2).
 * A NaN stays a NaN.
 *
 * <p>HotSpot vectorizes a loop over one array at one offset; {@code apply} therefore copies first and works in place.
 */
public enum Activation {
    IDENTITY, SIGMOID, TANH, RELU;

    /** y = σ(a). {@code y} may be {@code a} itself. */
    public void apply(Block a, Block y) {
        if (y != a) y.copyFrom(a);
        applyTo(y, 0, y.cols);
    }

    /** a ← σ(a) in the columns {@code from} to {@code to}, the last excluded: one gate of a stack. */
    public void applyTo(Block a, int from, int to) {
        if (to - from == a.stride) {
            apply(a.data, a.offset, a.rows * a.stride);      // one long loop
        } else {
            for (int r = 0; r < a.rows; r++) apply(a.data, a.row(r) + from, to - from);
        }
    }

    /** y ← σ(y), the first {@code n} numbers. */
    public void apply(double[] y, int n) {
        apply(y, 0, n);
    }

    /** A loop each, in a method of its own: HotSpot compiles the one that runs, not all three at once. */
    private void apply(double[] y, int from, int n) {
        switch (this) {
            case IDENTITY -> { }
            case SIGMOID -> sigmoid(y, from, n);
            case TANH -> tanh(y, from, n);
            case RELU -> relu(y, from, n);
        }
    }

    /** As with doubles, to the last digits of a float: the largest error is 3e-7. */
    void apply(float[] y, int n) {
        switch (this) {
            case IDENTITY -> { }
            case SIGMOID -> { for (int j = 0; j < n; j++) y[j] = 0.5f + 0.5f * tanh(0.5f * y[j]); }
            case TANH -> { for (int j = 0; j < n; j++) y[j] = tanh(y[j]); }
            case RELU -> { for (int j = 0; j < n; j++) y[j] = Math.max(0, y[j]); }
        }
    }

    /** da = σ′(a) ⊙ dy, with σ′ written in y = σ(a). {@code da} may be {@code dy} itself. */
    public void back(Block y, Block dy, Block da) {
        for (int r = 0; r < y.rows; r++) {
            int at = y.row(r);
            int from = dy.row(r);
            int to = da.row(r);
            for (int j = 0; j < y.cols; j++) da.data[to + j] = slope(y.data[at + j]) * dy.data[from + j];
        }
    }

    /** d ← σ′(a) ⊙ d, with σ′ written in y = σ(a), the first {@code n} numbers. */
    public void back(double[] y, double[] d, int n) {
        switch (this) {
            case IDENTITY -> { }
            case SIGMOID -> { for (int j = 0; j < n; j++) d[j] *= y[j] * (1 - y[j]); }
            case TANH -> { for (int j = 0; j < n; j++) d[j] *= 1 - y[j] * y[j]; }
            case RELU -> { for (int j = 0; j < n; j++) d[j] = y[j] > 0 ? d[j] : 0; }
        }
    }

    void back(float[] y, float[] d, int n) {
        switch (this) {
            case IDENTITY -> { }
            case SIGMOID -> { for (int j = 0; j < n; j++) d[j] *= y[j] * (1 - y[j]); }
            case TANH -> { for (int j = 0; j < n; j++) d[j] *= 1 - y[j] * y[j]; }
            case RELU -> { for (int j = 0; j < n; j++) d[j] = y[j] > 0 ? d[j] : 0; }
        }
    }

    /** σ′(a), written in y = σ(a). */
    public double slope(double y) {
        return switch (this) {
            case IDENTITY -> 1;
            case SIGMOID -> y * (1 - y);
            case TANH -> 1 - y * y;
            case RELU -> y > 0 ? 1 : 0;
        };
    }

    /** σ(a) of one number. */
    public double of(double a) {
        return switch (this) {
            case IDENTITY -> a;
            case SIGMOID -> sigmoid(a);
            case TANH -> tanh(a);
            case RELU -> Math.max(0, a);
        };
    }

    private static void sigmoid(double[] y, int from, int n) {
        for (int j = from; j < from + n; j++) y[j] = sigmoid(y[j]);
    }

    private static void tanh(double[] y, int from, int n) {
        for (int j = from; j < from + n; j++) y[j] = tanh(y[j]);
    }

    private static void relu(double[] y, int from, int n) {
        for (int j = from; j < from + n; j++) y[j] = Math.max(0, y[j]);
    }

    private static double sigmoid(double a) {
        return 0.5 + 0.5 * tanh(0.5 * a);
    }

    private static double tanh(double a) {
        double u = Math.max(-20, Math.min(20, a)) * 0.0625;   // tanh(20) is 1 in double; a division takes longer
        double v = u * u;
        double s = u * Math.fma(v, Math.fma(v, Math.fma(v, 36, 6930), 270_270), 2_027_025);
        double c = Math.fma(v, Math.fma(v, Math.fma(v, v + 630, 51_975), 945_945), 2_027_025);
        double s2 = 2 * s * c;
        double c2 = Math.fma(s, s, c * c);
        double s4 = 2 * s2 * c2;
        double c4 = Math.fma(s2, s2, c2 * c2);
        double s8 = 2 * s4 * c4;
        double c8 = Math.fma(s4, s4, c4 * c4);
        return 2 * s8 * c8 / Math.fma(s8, s8, c8 * c8);
    }

    /** As with doubles, of a/4 by another approximant and doubled twice. */
    private static float tanh(float a) {
        float u = Math.max(-9, Math.min(9, a)) * 0.25f;              // tanh(9) is 1 but for 3e-8
        float v = u * u;
        float s = u * Math.fma(v, Math.fma(v, Math.fma(v, 1 / 135_135f, 378 / 135_135f), 17_325 / 135_135f), 1);
        float c = Math.fma(v, Math.fma(v, Math.fma(v, 28 / 135_135f, 3150 / 135_135f), 62_370 / 135_135f), 1);
        float s2 = 2 * s * c;
        float c2 = Math.fma(s, s, c * c);
        return 2 * s2 * c2 / Math.fma(s2, s2, c2 * c2);
    }
}
