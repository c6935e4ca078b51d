package unrolled.view;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import unrolled.view.Palette.Style;

/** Figures of one kind that share their axes, their colours and their legend; often one alone. */
record Peers(List<Figure> figures) {
    static Peers of(Figure alone) {
        return new Peers(List.of(alone));
    }

    /** What stands around the first: the titles of the axes and what kind they are of are the same for all. */
    Frame frame() {
        return figures.get(0).frame;
    }

    Plot plot() {
        return figures.get(0).plot;
    }

    <P extends Plot> Stream<P> plots(Class<P> kind) {
        return figures.stream().map(figure -> figure.plot).map(kind::cast);
    }

    private Stream<Series> series() {
        return figures.stream().flatMap(figure -> figure.plot.series().stream());
    }

    List<String> names() {
        return series().map(s -> s.name).distinct().toList();
    }

    /** The styles of one of them: a name looks the same in all. */
    List<Style> styles(Figure figure) {
        var names = names();
        var all = Palette.styles(names);
        return figure.names().stream().map(name -> all.get(names.indexOf(name))).toList();
    }

    /** Whether a symbol stands at each point of a series in one of them. */
    boolean marked(String name) {
        return series().anyMatch(s -> s.name.equals(name) && s.marked());
    }

    /** The room above the plots for the labels of marks. */
    int markRoom() {
        return marks(false).findAny().isPresent() ? 20 : 0;
    }

    /** The least and the largest x, marks included. */
    DoubleSummaryStatistics x() {
        return DoubleStream.concat(xs(), marks(false)).summaryStatistics();
    }

    /** The least and the largest y, ends of intervals and levels included. */
    DoubleSummaryStatistics y() {
        return DoubleStream.concat(ys(), marks(true)).summaryStatistics();
    }

    /** The least and the largest of all numbers, for two axes that are alike. */
    DoubleSummaryStatistics both() {
        var both = y();
        xs().forEach(both);
        return both;
    }

    private DoubleStream xs() {
        return series().flatMapToDouble(s -> DoubleStream.of(s.x)).filter(v -> !Double.isNaN(v));
    }

    private DoubleStream ys() {
        return series().flatMap(s -> s.low == null ? Stream.of(s.y) : Stream.of(s.y, s.low, s.high))
                .flatMapToDouble(DoubleStream::of).filter(v -> !Double.isNaN(v));
    }

    private DoubleStream marks(boolean level) {
        return figures.stream().flatMap(figure -> figure.frame.markers().stream()).filter(m -> m.level() == level)
                .mapToDouble(Frame.Marker::at);
    }
}
