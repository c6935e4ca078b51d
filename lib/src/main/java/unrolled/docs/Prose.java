package unrolled.docs;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.doctree.SeeTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.doctree.ThrowsTree;
import com.sun.source.doctree.ValueTree;
import com.sun.source.util.SimpleDocTreeVisitor;
import java.lang.reflect.Field;
import java.util.List;
import unrolled.view.Html;

/** A javadoc comment as HTML. */
final class Prose extends SimpleDocTreeVisitor<Void, StringBuilder> {

    private final String type;

    /** @param type the full name of the class where the comment stands */
    Prose(String type) {
        this.type = type;
    }

    String of(DocCommentTree comment) {
        var out = new StringBuilder("<p>");
        write(comment.getFullBody(), out);
        for (var tag : comment.getBlockTags()) visit(tag, out);
        return out.toString();
    }

    private void write(List<? extends DocTree> trees, StringBuilder out) {
        for (var tree : trees) visit(tree, out);
    }

    @Override public Void visitText(TextTree text, StringBuilder out) {
        return put(Html.escape(text.getBody()), out);
    }

    @Override public Void visitEntity(EntityTree entity, StringBuilder out) {
        return put(entity.toString(), out);
    }

    @Override public Void visitStartElement(StartElementTree element, StringBuilder out) {
        return put(element.toString(), out);
    }

    @Override public Void visitEndElement(EndElementTree element, StringBuilder out) {
        return put(element.toString(), out);
    }

    @Override public Void visitLiteral(LiteralTree literal, StringBuilder out) {
        return put(code(literal.getBody().getBody(), literal.getKind() == DocTree.Kind.CODE), out);
    }

    @Override public Void visitLink(LinkTree link, StringBuilder out) {
        if (link.getLabel().isEmpty()) return put(code(simple(link.getReference().getSignature()), true), out);
        write(link.getLabel(), out);
        return null;
    }

    /** The constant's value, as javadoc writes it. */
    @Override public Void visitValue(ValueTree value, StringBuilder out) {
        var words = value.getReference() == null ? "" : value.getReference().getSignature();
        return put(Html.escape(constant(words)), out);
    }

    @Override public Void visitParam(ParamTree param, StringBuilder out) {
        return tag(code(param.getName().toString(), true) + ": ", param.getDescription(), out);
    }

    @Override public Void visitReturn(ReturnTree result, StringBuilder out) {
        return tag("Returns ", result.getDescription(), out);
    }

    @Override public Void visitThrows(ThrowsTree refusal, StringBuilder out) {
        var name = code(refusal.getExceptionName().toString(), true);
        return tag("Throws " + name + " ", refusal.getDescription(), out);
    }

    @Override public Void visitSee(SeeTree see, StringBuilder out) {
        return tag("See ", see.getReference(), out);
    }

    @Override protected Void defaultAction(DocTree other, StringBuilder out) {
        return put(Html.escape(other.toString()), out);
    }

    /** A line of its own. */
    private Void tag(String first, List<? extends DocTree> words, StringBuilder out) {
        put("<br>" + first, out);
        write(words, out);
        return null;
    }

    private static Void put(String markup, StringBuilder out) {
        out.append(markup);
        return null;
    }

    private static String code(String text, boolean asCode) {
        return asCode ? "<code>" + Html.escape(text) + "</code>" : Html.escape(text);
    }

    /** {@code unrolled.math.Rng#next()} is {@code Rng.next()}. */
    private static String simple(String reference) {
        return reference.replaceAll("\\b[a-z]\\w*\\.(?=[a-z\\w]*\\.?[A-Z])", "").replaceFirst("^#", "")
                .replace('#', '.');
    }

    private String constant(String reference) {
        int hash = reference.indexOf('#');
        var owner = hash > 0 ? type.substring(0, type.lastIndexOf('.') + 1) + reference.substring(0, hash) : type;
        try {
            Field field = Class.forName(owner).getDeclaredField(reference.substring(hash + 1));
            field.setAccessible(true);
            return String.valueOf(field.get(null));
        } catch (ReflectiveOperationException e) {
            return reference;                       // the name says which constant it is
        }
    }
}
