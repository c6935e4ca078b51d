package unrolled.layer;

import java.util.List;
import unrolled.math.Initializer;
import unrolled.math.Parameter;
import unrolled.seq.Pass;
import unrolled.seq.Sequence;

/**
 * What an attention compares or reads: its input itself, or its input times a matrix.
 *
 * <pre>
 *   y = W x,  W: A×D    all rows: Y = X Wᵀ      back:  dW += dYᵀ X     dX += dY W
 *   y = x     without W                         back:  dX += dY
 * </pre>
 */
final class Projection {

    private final Parameter W;
    private final Sequence product;
    private final Sequence dy;
    private Sequence x;

    /** y = x, of {@code size} features. */
    static Projection none(int size) {
        return new Projection(null, size);
    }

    /** y = W x, {@code outputs}×{@code inputs}. */
    static Projection of(String name, int inputs, int outputs) {
        return new Projection(new Parameter(name, outputs, inputs, Initializer.glorotUniform()), outputs);
    }

    private Projection(Parameter W, int size) {
        this.W = W;
        product = new Sequence(1, 1, size);
        dy = new Sequence(1, 1, size);
    }

    /** For all rows at once; keeps {@code x}, whose padding holds zeros. */
    void forward(Sequence x, Pass pass) {
        this.x = x;
        if (W == null) return;
        product.resizeLike(x);
        product.all().fill(0);
        W.begin(pass.numbers(), x.steps() * x.batch());
        W.addProduct(x.all(), product.all());
    }

    Sequence y() {
        return W == null ? x : product;
    }

    /** ∂L/∂y, to be added to after {@link #startBack}. */
    Sequence dy() {
        return dy;
    }

    void startBack() {
        dy.resizeLike(x);
        dy.all().fill(0);
    }

    /** Adds to the gradient of W and to {@code dx}. */
    void finish(Sequence dx) {
        if (W == null) {
            dx.all().add(1, dy.all());
        } else {
            W.addGradient(dy.all(), x.all());
            W.addProductBack(dy.all(), dx.all());
        }
    }

    int outputs() {
        return product.features();
    }

    List<Parameter> parameters() {
        return W == null ? List.of() : List.of(W);
    }
}
