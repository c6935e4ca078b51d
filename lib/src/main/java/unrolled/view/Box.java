package unrolled.view;

/** Where a plot lies in a drawing, without its ticks and titles. */
record Box(double left, double top, double right, double bottom) {
    double width() {
        return right - left;
    }

    double height() {
        return bottom - top;
    }

    double middle() {
        return (left + right) / 2;
    }

    double centre() {
        return (top + bottom) / 2;
    }
}
