package unrolled.view;

/** Series along an axis of numbers or dates, all on the same. */
sealed interface Along extends Plot permits Lines, Points {

    @Override default Axis y(Peers peers, double height) {
        return Axis.ofHeights(peers, height);
    }

    @Override default boolean dates() {
        return series().get(0).dates;
    }

    @Override default boolean takesMarks() {
        return true;
    }

    @Override default boolean fits(Plot other) {
        return other.getClass() == getClass() && other.dates() == dates();
    }
}
