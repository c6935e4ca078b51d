package unrolled.docs;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import unrolled.view.Html;

/** What the sources say of one class: of itself first, then of its public members. */
record Page(String name, List<Entry> entries) {

    /** A class or a member: its name, how it is declared, and its comment as HTML. */
    record Entry(String name, String declaration, String prose) {

        String markup() {
            return "<div style=\"margin:.8em 0\"><code style=\"font-weight:600\">" + Html.escape(declaration)
                    + "</code><div style=\"margin:.2em 0 0 1.2em\">" + prose + "</div></div>";
        }

        String text() {
            return declaration + "\n" + plain(prose).strip().indent(4);
        }
    }

    boolean has(String member) {
        return entries.stream().skip(1).anyMatch(entry -> entry.name.equalsIgnoreCase(member));
    }

    /** {@code Type.member} of all members. */
    List<String> names() {
        var names = new LinkedHashSet<String>();
        entries.stream().skip(1).forEach(entry -> names.add(name + "." + entry.name));
        return new ArrayList<>(names);
    }

    Html html() {
        return show(entries);
    }

    Html html(String member) {
        return show(entries.stream().skip(1).filter(entry -> entry.name.equalsIgnoreCase(member)).toList());
    }

    private static Html show(List<Entry> entries) {
        var markup = new StringBuilder(Html.open("div", "max-width:52em"));
        var text = new StringBuilder();
        for (var entry : entries) {
            markup.append(entry.markup());
            text.append(entry.text());
        }
        return Html.raw(markup.append("</div>").toString(), text.toString().stripTrailing());
    }

    private static String plain(String markup) {
        return markup.replaceAll("<(p|dt|dd|li|/pre|/ul)[^>]*>", "\n").replaceAll("<[^>]*>", "")
                .replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    }
}
