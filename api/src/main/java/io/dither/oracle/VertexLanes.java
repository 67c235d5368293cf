package io.dither.oracle;

import io.dither.error.Arguments;

/**
 * A reusable buffer for the solutions of several thetas, one lane each: a {@link Vertex} a lane, or one dense
 * coordinate-major block for all of them. Not thread-safe.
 */
public final class VertexLanes {
    private static final double[] NONE = new double[0];

    private final int length;
    private final Vertex[] vertices;
    private double[] block = NONE;
    private boolean isDense;

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
        return vertices[lane];
    }

    /** Makes all lanes zero vectors, sparse, with offset 0. */
    public void clear() {
        isDense = false;
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
        if (block.length == 0) {
            block = new double[length];
        }
        for (int lane = 0; lane < vertices.length; lane++) {
            vertices[lane].view(block, lane, vertices.length);
        }
        return block;
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
     * Hands out the block to read.
     *
     * @return the block, coordinate-major, length d * lanes
     * @throws IllegalStateException where the lanes are not dense
     */
    public double[] block() {
        if (!isDense) {
            throw new IllegalStateException("the lanes are sparse: read them one by one");
        }
        return block;
    }
}
