package unrolled.math;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import unrolled.machine.FreeMemory;
import unrolled.machine.Parts;

/**
 * One matrix that learns, with the gradient of the loss beside it. A bias or a gain is a column, H×1.
 *
 * <p>A parameter of several gates is a stack of equal blocks of rows, each started by its own {@link Initializer}.
 */
public final class Parameter extends Matrix {

    private String name;
    private String owner = "";
    private final DMatrixRMaj value;
    private final DMatrixRMaj gradient;
    private final List<Matrix> gatesOfItsOwn = new ArrayList<>();
    private final Initializer[] gates;
    private final Block row;
    private final Block gradientRow;
    private boolean frozen;

    /**
     * @param gates how each gate starts, top to bottom; one for a matrix that is not a stack
     * @throws IllegalArgumentException if a size is not positive, the rows do not divide into the gates, or the numbers
     *         do not fit into memory
     */
    public Parameter(String name, int rows, int cols, Initializer... gates) {
        this(name, matrix(name, rows, cols, gates), new DMatrixRMaj(rows, cols), gates);
    }

    private Parameter(String name, DMatrixRMaj value, DMatrixRMaj gradient, Initializer[] gates) {
        super(Block.of(value), Block.of(gradient));
        this.name = name;
        this.value = value;
        this.gradient = gradient;
        this.gates = gates.clone();
        row = asRow(value);
        gradientRow = asRow(gradient);
    }

    private static DMatrixRMaj matrix(String name, int rows, int cols, Initializer[] gates) {
        if (rows < 1 || cols < 1 || gates.length == 0 || rows % gates.length != 0) {
            throw new IllegalArgumentException("Parameter '" + name + "' expects positive sizes that divide into its "
                    + gates.length + " gates, got " + rows + "×" + cols);
        }
        FreeMemory.expectRoom("Parameter '" + name + "'", rows + "×" + cols + " and as many gradients",
                2.0 * rows * cols, (double) rows * cols);
        return new DMatrixRMaj(rows, cols);
    }

    /** The rows {@code from} to {@code to}, the last excluded, such as two gates of a stack: with own products. */
    public Matrix rows(int from, int to) {
        for (var made : gatesOfItsOwn) {
            if (made.block().offset == from * value.numCols && made.block().rows == to - from) return made;
        }
        var some = new Matrix(block().rows(from, to), gradientBlock().rows(from, to));
        gatesOfItsOwn.add(some);
        return some;
    }

    @Override public void begin(Numbers numbers, int rows) {
        super.begin(numbers, rows);
        for (int k = 0; k < gatesOfItsOwn.size(); k++) gatesOfItsOwn.get(k).begin(numbers, rows);
    }

    /** The dotted path: {@code U} in a cell, {@code lstm.U} in a network. */
    public String name() {
        return owner.isEmpty() ? name : owner + "." + name;
    }

    /** Says which layer of a network it belongs to. */
    public void ownedBy(String layer) {
        owner = layer;
    }

    /** Puts the name of a part before the name, for a layer of several parts: {@code U} becomes {@code forward.U}. */
    public void prefix(String part) {
        name = part + "." + name;
    }

    public DMatrixRMaj value() {
        return value;
    }

    /** ∂L/∂value; a way back adds to it, {@link #zeroGradient} empties it. */
    public DMatrixRMaj gradient() {
        return gradient;
    }

    /** {@link #value} laid out as one row: a bias as the batch form 1 bᵀ needs it. */
    public Block row() {
        return row;
    }

    /** a = 1 bᵀ: every row of {@code a} becomes this column. */
    public void setRows(Operand a) {
        a.fillRows(row);
    }

    /** db += Σ rows of {@code da}, for this column. */
    public void addSums(Operand da) {
        gradientRow.addColumnSums(da);
    }

    private static Block asRow(DMatrixRMaj column) {
        return new Block(column.data, 0, 1, column.getNumElements(), column.getNumElements());
    }

    /** How many numbers it holds. */
    public int size() {
        return value.getNumElements();
    }

    /** A frozen parameter keeps its value: optimizers pass it over. */
    public boolean frozen() {
        return frozen;
    }

    public void freeze(boolean frozen) {
        this.frozen = frozen;
    }

    /** Chooses another start, the same for every gate; call it before the network is made. */
    public void startWith(Initializer start) {
        Arrays.fill(gates, start);
    }

    /** Writes the starting values. */
    public void initialize(Rng rng) {
        int rows = value.numRows / gates.length;
        for (int k = 0; k < gates.length; k++) gates[k].fill(block().rows(k * rows, (k + 1) * rows), rng);
    }

    public void zeroGradient() {
        Parts.halves(size(), (from, to) -> Arrays.fill(gradient.data, from, to, 0));
    }

    /**
     * Sets the values.
     *
     * @throws IllegalArgumentException if the shape is another
     */
    public void set(DMatrixRMaj values) {
        if (values.numRows != value.numRows || values.numCols != value.numCols) {
            throw new IllegalArgumentException("Parameter '" + name() + "' expects " + value.numRows + "×"
                    + value.numCols + ", got " + values.numRows + "×" + values.numCols);
        }
        value.setTo(values);
    }

    @Override public String toString() {
        return name() + " " + value.numRows + "×" + value.numCols;
    }
}
