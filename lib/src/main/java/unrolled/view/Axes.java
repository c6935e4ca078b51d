package unrolled.view;

/** The two axes of a plot in its box: where a number lies in the drawing, and the ticks around it. */
record Axes(Box box, Axis x, Axis y) {
    double px(double value) {
        return box.left() + x.scale().place(value) * box.width();
    }

    double py(double value) {
        double share = y.scale().place(value) * box.height();
        return y.isDownwards() ? box.top() + share : box.bottom() - share;
    }

    /** With tick labels below and at the left where they are wanted. */
    void draw(Svg svg, boolean below, boolean atLeft) {
        drawY(svg, atLeft);
        drawX(svg, below);
        if (y.ruled()) svg.add("<path d=\"M%.1f %.1fH%.1f\" stroke=\"currentColor\" opacity=\".6\"/>", box.left(),
                box.bottom(), box.right());
    }

    private void drawY(Svg svg, boolean labels) {
        for (var tick : y.scale().ticks) {
            double at = py(tick.at());
            if (y.ruled()) svg.add("<path d=\"M%.1f %.1fH%.1f\" stroke=\"currentColor\" opacity=\".15\"/>", box.left(),
                    at, box.right());
            if (labels) svg.data(box.left() - 8, at + 5, "end", Svg.fit(tick.label(), Axis.WIDEST_LABEL));
        }
    }

    private void drawX(Svg svg, boolean labels) {
        var ticks = x.scale().ticks;
        double room = box.width() / Math.max(1, ticks.size());
        int every = Axis.every(x.names(), room);
        for (int k = 0; k < ticks.size(); k++) {
            double at = px(ticks.get(k).at());
            if (x.ruled()) {
                svg.add("<path d=\"M%.1f %.1fv5\" stroke=\"currentColor\" opacity=\".6\"/>", at, box.bottom());
            }
            if (labels && k % every == 0) svg.data(at, box.bottom() + 21, "middle", x.label(ticks.get(k), room));
        }
    }
}
