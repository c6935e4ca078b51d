package unrolled.view.kernel;

/** What the Java kernels have under this name, as far as a page needs it. */
public record RenderContext(DisplayData out) {
    public DisplayData getOutputContainer() {
        return out;
    }
}
