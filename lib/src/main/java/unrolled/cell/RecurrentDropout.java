package unrolled.cell;

import static unrolled.math.Vec.addProduct;
import static unrolled.math.Vec.product;

import org.ejml.data.DMatrixRMaj;
import unrolled.math.Block;
import unrolled.math.Rng;
import unrolled.math.Trace;
import unrolled.math.Vec;

/**
 * What stands between h_{t−1} and the recurrent products: a mask, the same at every step.
 *
 * <pre>
 *   s_t = m ⊙ h_{t−1}        m_j = 0 with probability p, else 1 / (1 − p), for each example and training pass anew
 *   back: dh_{t−1} += m ⊙ ds_t
 * </pre>
 */
final class RecurrentDropout {

    private final Trace h;
    private final Trace dh;
    final Trace s;                     // what the products see of h_{t−1}; m itself before the first step
    final Trace ds;                    // ∂L/∂s_t, 0 between two ways back
    private final Vec m;
    private final DMatrixRMaj mask = new DMatrixRMaj(1, 1);      // where m is drawn

    RecurrentDropout(Trace h, Trace s, Trace ds) {
        this.h = h;
        this.s = s;
        this.ds = ds;
        dh = h.gradient();
        m = s.before(0);
    }

    void draw(double p, Rng rng) {
        mask.reshape(s.step(-1).rows, s.size());
        for (int j = 0; j < mask.getNumElements(); j++) mask.data[j] = rng.uniform() < p ? 0 : 1 / (1 - p);
        s.step(-1).copyFrom(Block.of(mask));
        ds.step(0).fill(0);
    }

    void step(int t) {
        h.prev.read(t);
        m.read(-1);
        product(m, h.prev, s.now);                       // s_t = m ⊙ h_{t−1}
        s.now.write(t);
    }

    void stepBack(int t) {
        ds.now.read(t);
        dh.prev.read(t);
        m.read(-1);
        addProduct(m, ds.now, dh.prev);                  // dh_{t−1} += m ⊙ ds_t
        dh.prev.write(t);
        ds.step(t).fill(0);
    }
}
