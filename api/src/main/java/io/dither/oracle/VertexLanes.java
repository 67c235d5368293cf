package io.dither.oracle;

import io.dither.error.Arguments;

/**
 * A reusable buffer for the solutions of several thetas, one lane each: a {@link Vertex} a lane, or one coordinate-major
 * block for all of them, of dense points or of 0/1 points. Not thread-safe.
 */
public final class VertexLanes {
    private static final double[] NONE = new double[0];

    private final int length;
    private final Vertex[] vertices;
    private double[] block = NONE;
    private boolean isDense;
    private boolean isZeroOne;
    /** Whether the vertices hold the points of the 0/1 block. */
    private boolean isUnpacked;

    /**
     * Creates zero vectors.
     *
     * @param dimension d, at least 1
     * @param lanes the number of thetas, at least 1
     */
    public VertexLanes(int dimension, int lanes) {
        vertices = new Vertex[Arguments.atLeast("lanes", lanes, 1)];
        for (int lane = 0; lane < lanes; lane++) {
            vertices[lane] = new Vertex(dimension);
        }
        length = Math.multiplyExact(dimension, lanes);
    }

    /**
     * Returns the number of lanes.
     *
     * @return the number of lanes
     */
    public int lanes() {
        return vertices.length;
    }

    /**
     * Returns the solution of one lane, to fill as a session fills its own, or to read.
     *
     * @param lane the lane, from 0 to lanes() - 1
     * @return the solution; owned by this buffer
     */
    public Vertex vertex(int lane) {
        unpack();
        return vertices[lane];
    }

    /**
     * Sees to it that vertices that were handed out before hold the solutions of their lanes, as {@link #vertex(int)} does. A
     * 0/1 block is read then, and not again.
     */
    public void unpack() {
        if (isZeroOne && !isUnpacked) {
            isUnpacked = true;
            for (int lane = 0; lane < vertices.length; lane++) {
                unpack(lane);
            }
        }
    }

    private void unpack(int lane) {
        vertices[lane].clear();
        for (int i = 0, at = lane; at < length; i++, at += vertices.length) {
            if (block[at] != 0) {
                vertices[lane].add(i, block[at]);
            }
        }
    }

    /** Makes all lanes zero vectors, sparse, with offset 0. */
    public void clear() {
        isDense = false;
        isZeroOne = false;
        for (Vertex vertex : vertices) {
            vertex.clear();
        }
    }

    /**
     * Makes all lanes dense, with offset 0, and hands out the live block of their coordinates: coordinate i of a lane is at
     * {@code i * lanes + lane}. It holds old numbers: write all of it.
     *
     * @return the block, length d * lanes; owned by this buffer
     */
    public double[] dense() {
        isDense = true;
        isZeroOne = false;
        allocate();
        for (int lane = 0; lane < vertices.length; lane++) {
            vertices[lane].view(block, lane, vertices.length);
        }
        return block;
    }

    /**
     * Makes all lanes points of zeros and ones, sparse in ascending order, with offset 0, and hands out the live block of their
     * coordinates, as {@link #dense()} does. It holds old numbers: write exactly 0 or 1 to all of it, before anybody asks for a
     * {@link #vertex(int)}. A session that answers so answers one theta with a sparse vertex in ascending order.
     *
     * @return the block, length d * lanes; owned by this buffer
     */
    public double[] zeroOne() {
        clear();
        isZeroOne = true;
        isUnpacked = false;
        allocate();
        return block;
    }

    private void allocate() {
        if (block.length == 0) {
            block = new double[length];
        }
    }

    /**
     * Says whether {@link #zeroOne()} holds the solutions.
     *
     * @return whether the block holds zeros and ones
     */
    public boolean isZeroOne() {
        return isZeroOne;
    }

    /**
     * Says whether {@link #dense()} holds the solutions.
     *
     * @return whether all lanes are views of one block
     */
    public boolean isDense() {
        return isDense;
    }

    /**
     * Says whether there is a block to read.
     *
     * @return whether all lanes are in one block, dense or of zeros and ones
     */
    public boolean hasBlock() {
        return isDense || isZeroOne;
    }

    /**
     * Hands out the block to read.
     *
     * @return the block, coordinate-major, length d * lanes
     * @throws IllegalStateException where the lanes have no block
     */
    public double[] block() {
        if (!hasBlock()) {
            throw new IllegalStateException("the lanes have a vertex each: read them one by one");
        }
        return block;
    }
}
