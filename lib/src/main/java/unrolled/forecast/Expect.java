package unrolled.forecast;

/** The refusals that forecasters share. */
final class Expect {

    private Expect() {}

    static double[] series(String who, double[] series, int least) {
        if (series.length < least) {
            throw new IllegalArgumentException(who + " expects a series of " + least + " values or more, got "
                    + series.length);
        }
        for (int t = 0; t < series.length; t++) {
            if (!Double.isFinite(series[t])) {
                throw new IllegalArgumentException(who + " expects finite values, got " + series[t] + " (row " + t
                        + ")");
            }
        }
        return series;
    }

    static int atLeast(String who, String what, int least, int got) {
        if (got >= least) return got;
        throw new IllegalArgumentException(who + " expects " + what + " of " + least + " or more, got " + got);
    }

    static double[] steps(String who, int steps) {
        if (steps >= 1) return new double[steps];
        throw new IllegalArgumentException(who + " expects to forecast 1 step or more, got " + steps);
    }
}
