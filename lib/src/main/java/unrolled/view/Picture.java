package unrolled.view;

/** The static picture of a figure, in SVG: what shows where no script runs. */
final class Picture {
    static final int WIDTH = 720;
    static final int HEIGHT = 400;

    private static final int TITLE = 26;
    private static final int FOOT = 58;               // tick labels and the title of the x axis

    private final Figure figure;
    private final Peers peers;
    private final Legend legend;
    private final Box box;

    private Picture(Figure figure, Peers peers) {
        this.figure = figure;
        this.peers = peers;
        legend = Legend.of(peers);
        double left = 46 + figure.plot.y(peers, HEIGHT - 74).labelWidth();
        double top = 16 + title() + legend.height(WIDTH) + peers.markRoom();
        double right = WIDTH - figure.plot.margin() - figure.levelRoom();
        box = new Box(left, top, right, HEIGHT - FOOT);
    }

    static Svg svg(Figure figure) {
        return svg(figure, Peers.of(figure));
    }

    /** One of several figures of one kind, on axes that hold them all. */
    static Svg svg(Figure figure, Peers peers) {
        return new Picture(figure, peers).draw();
    }

    private int title() {
        return figure.frame.title() == null ? 0 : TITLE;
    }

    private Svg draw() {
        var svg = new Svg(WIDTH, HEIGHT);
        if (figure.frame.title() != null) svg.heading(box.middle(), 20, "middle", figure.frame.title());
        legend.draw(svg, box.left(), WIDTH, title() + 22);
        figure.plot.drawBeside(svg, box, peers, WIDTH - 6);
        svg.text(box.middle(), HEIGHT - 12, "middle", figure.frame.x());
        svg.upwards(17, box.centre(), figure.frame.y());
        new Panel(figure, peers, svg, box).draw(true, true);
        return svg;
    }
}
