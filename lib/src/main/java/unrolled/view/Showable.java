package unrolled.view;

/** Something that knows how it looks: {@link Html#of(Object)} and {@link Notebook#show(Object)} ask it. */
public interface Showable {
    /** The picture for a notebook, and its plain text for places that show none. */
    Html html();
}
