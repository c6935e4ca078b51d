package unrolled.view;

import java.util.Locale;
import java.util.function.LongSupplier;
import unrolled.train.History;
import unrolled.train.Listener;

/**
 * Shows a training as it happens: epoch, loss, validation loss, time left, and the curve of the losses, which grows.
 *
 * <pre>
 *   new Trainer(net, Loss.mse(), Optimizer.adam(0.01)).listener(new Progress()).fit(train, validation);
 * </pre>
 * In a notebook one output changes in place, at most ten times a second, its curve twice, and less often where that
 * would take more than a fiftieth of the time; in a console a line is printed at most once a second. The last epoch is
 * always shown, and its curve stays as the figure of the history.
 */
public final class Progress implements Listener {
    private static final double NOTEBOOK_PAUSE = 0.1;
    private static final double CURVE_PAUSE = 0.5;
    private static final double CONSOLE_PAUSE = 1;
    private static final double SHARE = 50;           // of the time that passes, one part is for showing

    private final LongSupplier nanos;
    private String output;
    private String plan = "";
    private long start;
    private double shown;
    private double took;
    private double drawn;
    private boolean pending;
    private boolean over;
    private LossCurve losses;
    private String curve = "";
    private String bar = "";
    private String line = "";

    /** One for each training. */
    public Progress() {
        this(System::nanoTime);
    }

    Progress(LongSupplier nanos) {
        this.nanos = nanos;
        begin();
    }

    private void begin() {
        start = nanos.getAsLong();
        shown = drawn = Double.NEGATIVE_INFINITY;
        took = 0;
        output = null;
        pending = over = false;
        losses = new LossCurve();
        curve = "";
        bar = "";
        line = "";
    }

    @Override public void start(String plan) {
        begin();
        this.plan = plan;
        if (Notebook.connected()) show();
        else System.out.println(plan);
    }

    @Override public void epoch(History.Epoch epoch, int epochs) {
        epoch(epoch.number(), epochs, epoch.loss(), epoch.validationLoss());
    }

    /**
     * After an epoch of any loop.
     *
     * @param number from 1
     * @param epochs how many there will be at most
     * @param validationLoss NaN where there is none
     */
    public void epoch(int number, int epochs, double loss, double validationLoss) {
        double seconds = seconds();
        line = String.format(Locale.ROOT, "epoch %d of %d · loss %s%s · %s", number, epochs, digits(loss),
                Double.isNaN(validationLoss) ? "" : " · validation loss " + digits(validationLoss),
                number == epochs ? time(seconds) : time(seconds / number * (epochs - number)) + " left");
        bar = bar(100.0 * number / epochs);
        losses.add(number, loss, validationLoss);
        pending = true;
        over = number == epochs;
        double pause = Notebook.connected() ? Math.max(NOTEBOOK_PAUSE, SHARE * took) : CONSOLE_PAUSE;
        if (over || seconds - shown >= pause) show();
    }

    @Override public void end(String result) {
        over = true;
        if (pending && !Notebook.connected()) show();
        plan = result;
        if (Notebook.connected()) show();
        else System.out.println(result);
    }

    /** At once, and again with the next output: the kernel passes nothing on once it has ended the cell. */
    @Override public void stopped(String how) {
        end(how);
        var place = output;
        var last = html();
        Notebook.beforeNext(() -> Notebook.update(place, last));
    }

    private void show() {
        shown = seconds();
        pending = false;
        if (!Notebook.connected()) {
            System.out.println(line);
            return;
        }
        if (losses.isLine() && (over || shown - drawn >= CURVE_PAUSE)) {
            curve = losses.markup();
            drawn = shown;
        }
        if (output == null) output = Notebook.display(html());
        else Notebook.update(output, html());
        took = seconds() - shown;
    }

    private Html html() {
        var markup = Html.open("div", "max-width:40em") + Html.escape(plan) + bar
                + "<div style=\"font-variant-numeric:tabular-nums\">" + Html.escape(line) + "</div>" + curve + "</div>";
        return Html.raw(markup, line.isEmpty() ? plan : plan + "\n" + line);
    }

    private static String bar(double percent) {
        return String.format(Locale.ROOT, "<div style=\"height:6px;margin:.4em 0;border-radius:3px;background:"
                + "rgba(128,128,128,.3)\"><div style=\"height:6px;border-radius:3px;width:%.1f%%;background:#0072B2\">"
                + "</div></div>", percent);
    }

    private double seconds() {
        return (nanos.getAsLong() - start) / 1e9;
    }

    /** Four significant digits. */
    private static String digits(double value) {
        if (!Double.isFinite(value)) return String.valueOf(value);
        boolean plain = value == 0 || Math.abs(value) >= 1e-4 && Math.abs(value) < 1e6;
        int decimals = value == 0 ? 0 : Math.max(0, 3 - (int) Math.floor(Math.log10(Math.abs(value))));
        return String.format(Locale.ROOT, plain ? "%." + decimals + "f" : "%.3e", value).replace('-', '−');
    }

    private static String time(double seconds) {
        if (seconds < 10) return String.format(Locale.ROOT, "%.1f s", seconds);
        long whole = Math.round(seconds);
        return whole < 60 ? whole + " s" : whole / 60 + " min " + whole % 60 + " s";
    }
}
