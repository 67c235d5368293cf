package io.dither.oracle;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import java.io.Serializable;
import java.util.Arrays;

/**
 * A reusable buffer for a solution y: sparse (index and value pairs, each index once) or dense, with an optional
 * constant h(y), so that the objective is &lt;theta, y&gt; + h(y).
 *
 * <p>A session fills it by {@link #clear()} then {@link #add(int, double)} for each coordinate that is not 0, or by
 * writing into {@link #dense()}. Not thread-safe; after the first few solves it allocates nothing.
 */
public final class Vertex implements Serializable {
    private static final long serialVersionUID = 1;
    private static final double[] NONE = new double[0];

    private final int dimension;
    private int[] indices;
    private double[] values;
    /** The number of index and value pairs; 0 if the vertex is dense. */
    private int size;
    /** The array of {@link #dense()}; empty until it is first used. */
    private double[] owned = NONE;

    /** The array of a dense vertex, owned or not: coordinate i is dense[start + i * stride]. */
    private double[] dense = NONE;

    private int start;
    private int stride = 1;
    private boolean isDense;
    private double offset;
    private double gap;
    /** Unused: padding, so that vertices of different threads rarely share a cache line. */
    @SuppressWarnings({"unused", "UnusedVariable", "MultiVariableDeclaration"})
    private transient long pad0, pad1, pad2, pad3, pad4, pad5, pad6, pad7;

    /**
     * Creates the zero vector.
     *
     * @param dimension d, at least 1
     */
    public Vertex(int dimension) {
        this.dimension = Arguments.atLeast("dimension", dimension, 1);
        int capacity = Math.min(dimension, 16);
        indices = new int[capacity];
        values = new double[capacity];
    }

    /** {@return d} */
    public int dimension() {
        return dimension;
    }

    /**
     * Requires that this vertex has the dimension of an oracle.
     *
     * @param expected d of the oracle
     * @return this
     * @throws InvalidArgumentException if this vertex has another length
     */
    public Vertex requireDimension(int expected) {
        if (dimension != expected) {
            throw new InvalidArgumentException(
                    "the vertex has dimension " + dimension + ", not " + expected,
                    "Maybe it belongs to another oracle");
        }
        return this;
    }

    /** Makes this the zero vector, sparse, with offset 0 and gap 0. */
    public void clear() {
        size = 0;
        isDense = false;
        offset = 0;
        gap = 0;
    }

    /**
     * Sets a coordinate of a sparse vertex; each index may be added once.
     *
     * @param index the coordinate, from 0 to d - 1
     * @param value its value
     */
    public void add(int index, double value) {
        if (index < 0 || index >= dimension || isDense) {
            throw new IndexOutOfBoundsException(
                    isDense
                            ? "the vertex is dense: clear it first"
                            : "index " + index + " of a vertex of " + dimension);
        }
        if (size == indices.length) {
            int capacity = Math.min(dimension, 2 * size);
            indices = Arrays.copyOf(indices, Math.max(capacity, size + 1));
            values = Arrays.copyOf(values, indices.length);
        }
        indices[size] = index;
        values[size++] = value;
    }

    /**
     * Makes this dense and zero, with offset 0 and gap 0, and returns the live array of its coordinates.
     *
     * @return the coordinates, length d, all 0; written by the session, owned by this vertex
     */
    public double[] dense() {
        if (owned.length == 0) {
            owned = new double[dimension];
        } else {
            Arrays.fill(owned, 0);
        }
        view(owned, 0, 1);
        return owned;
    }

    /**
     * Makes this a dense view of an array that another object owns, with offset 0 and gap 0: coordinate i is at {@code
     * first + i * step}.
     *
     * @param array the array; read and written in place
     * @param first the index of coordinate 0
     * @param step the distance from one coordinate to the next
     */
    public void view(double[] array, int first, int step) {
        if (Math.min(first, step) < 0 || first + (dimension - 1L) * step >= array.length) {
            String place = " from index " + first + " in steps of " + step + " in " + array.length + " numbers";
            throw new InvalidArgumentException(
                    "there are no " + dimension + " coordinates" + place, "Maybe it belongs to another oracle");
        }
        clear();
        dense = array;
        start = first;
        stride = step;
        isDense = true;
    }

    /**
     * Sets h(y).
     *
     * @param constant h(y), 0 after {@link #clear()} and {@link #dense()}
     */
    public void offset(double constant) {
        offset = constant;
    }

    /** {@return h(y)} */
    public double offset() {
        return offset;
    }

    /**
     * Sets the optimality gap; a session that stopped before a proof sets it.
     *
     * @param bound how much better the optimal objective may be, in units of the objective, at least 0: 0 if the
     *     solution is optimal (as after {@link #clear()} and {@link #dense()}), infinite if unknown
     */
    public void gap(double bound) {
        if (!(bound >= 0)) {
            throw new InvalidArgumentException(
                    "gap = " + bound + " is not at least 0", "Maybe use infinity if no bound is known");
        }
        gap = bound;
    }

    /** {@return how much better the optimal objective may be: 0 if the solution is optimal, infinite if unknown} */
    public double gap() {
        return gap;
    }

    /** {@return whether the vertex is dense} */
    public boolean isDense() {
        return isDense;
    }

    /** {@return the number of stored coordinates: d if dense, otherwise the number of index and value pairs} */
    public int size() {
        return isDense ? dimension : size;
    }

    /**
     * {@return the index of a stored coordinate}
     *
     * @param k the position, from 0 to size() - 1
     */
    public int index(int k) {
        return isDense ? k : indices[k];
    }

    /**
     * {@return the value of a stored coordinate}
     *
     * @param k the position, from 0 to size() - 1
     */
    public double value(int k) {
        return isDense ? dense[start + k * stride] : values[k];
    }

    /**
     * Returns the array of {@link #dense()} if it holds the coordinates, for faster loops.
     *
     * @return the live coordinates, length d, read only; empty if the vertex is sparse or a view of another array
     */
    public double[] coordinates() {
        return isDense && dense == owned ? owned : NONE;
    }

    /**
     * {@return &lt;vector, y&gt;, without h(y)}
     *
     * @param vector a vector of length d or more, of which the first d numbers count; read only
     */
    public double dot(double[] vector) {
        Arguments.length("vector", vector, Math.max(dimension, vector.length)); // refuses only shorter vectors
        return dot(vector, 0, 1);
    }

    /**
     * {@return &lt;vector, y&gt;, without h(y), for a vector that is one lane of a coordinate-major block}
     *
     * @param block has coordinate i of the vector at {@code first + i * step}; read only
     * @param first the index in {@code block} of coordinate 0
     * @param step the distance from one coordinate to the next
     */
    public double dot(double[] block, int first, int step) {
        double sum = 0;
        if (isDense) {
            for (int i = 0, at = start, from = first; i < dimension; i++, at += stride, from += step) {
                sum += block[from] * dense[at];
            }
        } else {
            for (int k = 0; k < size; k++) {
                sum += block[first + indices[k] * step] * values[k];
            }
        }
        return sum;
    }

    /**
     * {@return the objective &lt;theta, y&gt; + h(y)}
     *
     * @param theta a vector of length d; read only
     */
    public double objective(double[] theta) {
        return dot(theta) + offset;
    }

    /**
     * Adds weight * y to an accumulator.
     *
     * @param accumulator a vector of length d; changed
     * @param weight the weight
     */
    public void addTo(double[] accumulator, double weight) {
        if (isDense) {
            for (int i = 0, at = start; i < dimension; i++, at += stride) {
                accumulator[i] += weight * dense[at];
            }
        } else {
            for (int k = 0; k < size; k++) {
                accumulator[indices[k]] += weight * values[k];
            }
        }
    }

    /**
     * Multiplies each coordinate by a number; h(y) and the gap stay.
     *
     * @param factors the numbers, length d; read only
     */
    public void scale(double[] factors) {
        Arguments.length("factors", factors, Math.max(dimension, factors.length)); // refuses only shorter vectors
        // one of the two loops does nothing: the first if the vertex is sparse, the second if it is dense
        for (int i = 0, at = start; isDense && i < dimension; i++, at += stride) {
            dense[at] *= factors[i];
        }
        for (int k = 0; k < size; k++) {
            values[k] *= factors[indices[k]];
        }
    }

    /**
     * Makes this a copy of another vertex.
     *
     * @param other a vertex of the same dimension; read only
     */
    public void copyFrom(Vertex other) {
        Arguments.require(
                other.dimension == dimension,
                "a vertex of dimension " + dimension + " cannot copy one of dimension " + other.dimension,
                "Maybe they belong to different oracles");
        if (other == this) {
            return;
        }
        if (other.isDense) {
            double[] copy = dense();
            for (int i = 0; i < dimension; i++) {
                copy[i] = other.value(i);
            }
        } else {
            clear();
            for (int k = 0; k < other.size; k++) {
                add(other.indices[k], other.values[k]);
            }
        }
        offset = other.offset;
        gap = other.gap;
    }

    /** {@return y as a new dense array of length d} */
    public double[] toArray() {
        double[] array = new double[dimension];
        addTo(array, 1);
        return array;
    }

    @Override
    public String toString() {
        return Arrays.toString(toArray()) + (offset == 0 ? "" : " + " + offset);
    }
}
