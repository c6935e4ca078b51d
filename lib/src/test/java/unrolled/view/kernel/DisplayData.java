package unrolled.view.kernel;

/** What the Java kernels have under this name, as far as a page needs it. */
public final class DisplayData {
    public String text;
    public String html;

    public void putText(String value) {
        text = value;
    }

    public void putHTML(String value) {
        html = value;
    }
}
