package io.dither.oracle.capability;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.kernel.Kernels;
import io.dither.oracle.BlockKernel;
import io.dither.oracle.Vertex;

/**
 * A reusable buffer for the solutions of several thetas, one per lane. It stores them in one of four forms: a {@link
 * Vertex} per lane; a coordinate-major block of dense points; a coordinate-major block of 0/1 points; or, if all points
 * have the same number of ones and are 0 otherwise, the indices of the ones. Not thread-safe.
 */
public final class VertexLanes {
    /** The vector kernel of this virtual machine; if there is none, the plain loops of the default methods. */
    private static final BlockKernel BLOCKS = Kernels.find(BlockKernel.class).orElse(new BlockKernel() {});

    private static final double[] NONE = new double[0];

    /** The storage of the solutions. */
    private enum Form {
        /** The solutions are in the vertices of the lanes. */
        VERTICES,
        /** The solutions are in the block, and the vertices are views of it. */
        DENSE,
        /** The solutions are in the block, as zeros and ones; the vertices are outdated until {@link #unpack}. */
        ZERO_ONE,
        /** The solutions are the indices of their ones; the vertices are outdated until {@link #unpack}. */
        ONES
    }

    /** The number of coordinates of all lanes together, d * lanes. */
    private final int length;

    private final Vertex[] vertices;
    /** A workspace of a number per lane. */
    private final double[] sums;

    private double[] block = NONE;
    /** The indices of ones, coordinate-major: number j of a lane is at j * lanes + lane. */
    private int[] ones = {};

    private Form form = Form.VERTICES;
    /** Whether the solutions are only in the 0/1 block or the indices, not yet in the vertices. */
    private boolean isPacked;

    /** Unused: padding, so that buffers of different threads rarely share a cache line. */
    @SuppressWarnings({"unused", "UnusedVariable", "MultiVariableDeclaration"})
    private long pad0, pad1, pad2, pad3, pad4, pad5, pad6, pad7;

    /**
     * Creates a buffer in which all solutions are zero vectors.
     *
     * @param dimension d, at least 1
     * @param lanes the number of thetas, from 1 to 65536
     */
    public VertexLanes(int dimension, int lanes) {
        vertices = new Vertex[Arguments.between("lanes", lanes, 1, 1 << 16)];
        length = Arguments.between("dimension", dimension, 1, Integer.MAX_VALUE / lanes) * lanes;
        for (int lane = 0; lane < lanes; lane++) {
            vertices[lane] = new Vertex(dimension);
        }
        sums = new double[lanes];
    }

    /** {@return the number of lanes} */
    public int lanes() {
        return vertices.length;
    }

    /**
     * Returns the solution of a lane, to fill, change or read. From then on the solutions are read from the vertices:
     * {@link #block()} and {@link #indices()} throw.
     *
     * @param lane the lane, from 0 to lanes() - 1
     * @return the solution; owned by this buffer
     */
    public Vertex vertex(int lane) {
        unpack();
        form = Form.VERTICES;
        return vertices[lane];
    }

    /**
     * Copies the solutions from the block or the indices into the vertices if this was not done yet. Call it before you
     * read vertices that {@link #vertex} returned before the solve. The block and the indices stay readable.
     */
    public void unpack() {
        if (isPacked) {
            isPacked = false;
            for (int lane = 0; lane < vertices.length; lane++) {
                unpack(lane);
            }
        }
    }

    private void unpack(int lane) {
        Vertex vertex = vertices[lane];
        double offset = vertex.offset();
        double gap = vertex.gap();
        vertex.clear(); // sets offset and gap to 0, too
        vertex.offset(offset);
        vertex.gap(gap);
        if (form == Form.ONES) {
            for (int at = lane; at < ones.length; at += vertices.length) {
                vertex.add(ones[at], 1);
            }
        } else {
            for (int i = 0, at = lane; at < length; i++, at += vertices.length) {
                if (block[at] != 0) {
                    vertex.add(i, block[at]);
                }
            }
        }
    }

    /**
     * {@return the solution of a lane, to read or set its offset and gap only; its coordinates may be outdated} The
     * block or the indices are not changed.
     *
     * @param lane the lane, from 0 to lanes() - 1
     */
    public Vertex constants(int lane) {
        return vertices[lane];
    }

    /** Makes all lanes zero vectors, sparse, with offset 0 and gap 0. */
    public void clear() {
        form = Form.VERTICES;
        isPacked = false;
        for (Vertex vertex : vertices) {
            vertex.clear();
        }
    }

    /**
     * Makes all lanes dense, with offset 0 and gap 0, and returns the live block of their coordinates: coordinate i of
     * a lane is at {@code i * lanes + lane}. The block has old numbers, so write all of it. A session that uses this
     * form must answer a single theta with a dense vertex, so that sums over both answers have the same bits.
     *
     * @return the block, length d * lanes; owned by this buffer
     */
    public double[] dense() {
        form = Form.DENSE;
        isPacked = false;
        allocate();
        for (int lane = 0; lane < vertices.length; lane++) {
            vertices[lane].view(block, lane, vertices.length);
        }
        return block;
    }

    /**
     * Makes all lanes points of zeros and ones, sparse in ascending order, with offset 0 and gap 0, and returns the
     * live block of their coordinates, as {@link #dense()} does. The block has old numbers, so write exactly 0 or 1 to
     * all of it. A session that uses this form must answer a single theta with a sparse vertex in ascending order.
     *
     * @return the block, length d * lanes; owned by this buffer
     */
    public double[] zeroOne() {
        pack(Form.ZERO_ONE);
        allocate();
        return block;
    }

    /**
     * Makes every lane a sparse point that has {@code count} ones and is 0 elsewhere, with offset 0 and gap 0, and
     * returns the live indices of the ones: number j of a lane is at {@code j * lanes + lane}. The array has old
     * indices, so write all of it, each index of a lane once. A session that uses this form must answer a single theta
     * with a sparse vertex that has its ones in the same order.
     *
     * @param count the number of ones per lane, from 0 to d
     * @return the indices, length count * lanes; owned by this buffer
     */
    public int[] ones(int count) {
        if (count < 0 || (long) count * vertices.length > length) {
            throw new InvalidArgumentException(
                    "count = " + count + " is not in [0, " + length / vertices.length + "]",
                    "Maybe say how many ones each lane has");
        }
        pack(Form.ONES);
        if (ones.length != count * vertices.length) {
            ones = new int[count * vertices.length];
        }
        return ones;
    }

    /** Clears all vertices, and stores the solutions only in the given form, which the caller then fills. */
    private void pack(Form newForm) {
        clear();
        form = newForm;
        isPacked = true;
    }

    private void allocate() {
        if (block.length == 0) {
            block = new double[length];
        }
    }

    /**
     * Returns whether the solutions are in the block of {@link #zeroOne()}.
     *
     * @return whether the block holds zeros and ones
     */
    public boolean isZeroOne() {
        return form == Form.ZERO_ONE;
    }

    /**
     * Returns whether the solutions are in the indices of {@link #ones(int)}.
     *
     * @return whether there are {@link #indices()} to read
     */
    public boolean isOnes() {
        return form == Form.ONES;
    }

    /** {@return whether the solutions are in a block, dense or of zeros and ones} */
    public boolean hasBlock() {
        return form == Form.DENSE || form == Form.ZERO_ONE;
    }

    /**
     * Returns the block, to read.
     *
     * @return the block, coordinate-major, length d * lanes
     * @throws IllegalStateException if {@link #hasBlock()} is false
     */
    public double[] block() {
        requireForm(hasBlock());
        return block;
    }

    /**
     * Returns the indices of the ones, to read.
     *
     * @return the indices; number j of a lane is at {@code j * lanes + lane}
     * @throws IllegalStateException if the solutions are in another form
     */
    public int[] indices() {
        requireForm(form == Form.ONES);
        return ones;
    }

    private static void requireForm(boolean isInForm) {
        if (!isInForm) {
            throw new IllegalStateException("the solutions are in another form: read their vertices one by one");
        }
    }

    /**
     * Adds &lt;x, y&gt; to the offset h(y) of each lane, where y is the solution of the lane.
     *
     * @param x a vector of length d that all lanes share; read only
     */
    public void addOffsets(double[] x) {
        dots(x, sums);
        for (int lane = 0; lane < vertices.length; lane++) {
            vertices[lane].offset(sums[lane] + vertices[lane].offset());
        }
    }

    /**
     * Multiplies each coordinate of all lanes by a number; the offsets h(y) and the gaps stay. If the lanes are not
     * dense, the scaled solutions are read from the vertices, as after {@link #vertex}.
     *
     * @param factors the numbers, length d; read only
     */
    public void scale(double[] factors) {
        Arguments.length("factors", factors, length / vertices.length);
        if (form == Form.DENSE) {
            for (int i = 0, at = 0; i < factors.length; i++) {
                for (int end = at + vertices.length; at < end; at++) {
                    block[at] *= factors[i];
                }
            }
        } else {
            for (int lane = 0; lane < vertices.length; lane++) {
                vertex(lane).scale(factors);
            }
        }
    }

    /**
     * Computes &lt;x, y&gt; of each lane, without the offset h(y). The terms are added in the order in which the lane's
     * vertex lists its coordinates.
     *
     * @param x a coordinate-major block, length d * lanes, or a vector of length d that all lanes share; read only
     * @param sums filled; its length is the number of lanes
     */
    public void dots(double[] x, double[] sums) {
        int lanes = Arguments.length("sums", sums, vertices.length).length;
        boolean isShared = x.length < length;
        Arguments.length("x", x, isShared ? length / lanes : length);
        if (hasBlock()) {
            BLOCKS.dots(x, block, sums);
        } else if (form == Form.ONES) {
            for (int lane = 0; lane < lanes; lane++) {
                double sum = 0;
                for (int at = lane; at < ones.length; at += lanes) {
                    sum += x[isShared ? ones[at] : ones[at] * lanes + lane];
                }
                sums[lane] = sum;
            }
        } else {
            for (int lane = 0; lane < lanes; lane++) {
                sums[lane] = isShared ? vertices[lane].dot(x) : vertices[lane].dot(x, lane, lanes);
            }
        }
    }
}
