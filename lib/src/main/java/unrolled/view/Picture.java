package unrolled.view;

/** The static picture of a figure, in SVG: what shows where no script runs. */
final class Picture {
    static final int WIDTH = 720;
    static final int HEIGHT = 400;

    private static final int TITLE = 26;
    private static final int FOOT = 58;               // tick labels and the title of the x axis

    private final Figure figure;
    private final Peers peers;
    private final int width;
    private final int height;
    private final Legend legend;
    private final Box box;

    private Picture(Figure figure, Peers peers, int width, int height) {
        this.figure = figure;
        this.peers = peers;
        this.width = width;
        this.height = height;
        legend = Legend.of(peers);
        double left = 46 + figure.plot.y(peers, height - 74).labelWidth();
        double top = 16 + title() + legend.height(width) + peers.markRoom();
        double right = width - figure.plot.margin() - figure.levelRoom();
        box = new Box(left, top, right, height - FOOT);
    }

    static Svg svg(Figure figure) {
        return svg(figure, Peers.of(figure));
    }

    /** One of several figures of one kind, on axes that hold them all. */
    static Svg svg(Figure figure, Peers peers) {
        return new Picture(figure, peers, WIDTH, HEIGHT).draw();
    }

    static Svg svg(Figure figure, int width, int height) {
        return new Picture(figure, Peers.of(figure), width, height).draw();
    }

    private int title() {
        return figure.frame.title() == null ? 0 : TITLE;
    }

    private Svg draw() {
        var svg = new Svg(width, height);
        if (figure.frame.title() != null) svg.heading(box.middle(), 20, "middle", figure.frame.title());
        legend.draw(svg, box.left(), width, title() + 22);
        figure.plot.drawBeside(svg, box, peers, width - 6);
        svg.text(box.middle(), height - 12, "middle", figure.frame.x());
        svg.upwards(17, box.centre(), figure.frame.y());
        new Panel(figure, peers, svg, box).draw(true, true);
        return svg;
    }
}
