package unrolled.view;

/** What plotly.js draws in a page, where scripts run: a page needs plotly.js before the first of them. */
sealed interface Interactive extends Showable permits Figure, Explore {
    /** What tells it from the others of a notebook, and stays when its cell runs again. */
    String key();
}
