package unrolled.view.kernel.mime;

/** What the Java kernels have under this name, as far as a page needs it. */
public record MIMEType(String name) {
    public static MIMEType parse(String name) {
        return new MIMEType(name);
    }
}
