package io.dither.kernel;

/**
 * The step of Prim's algorithm on a matrix of costs. A client without a kernel runs the algorithm by plain loops.
 * Stateless and thread-safe.
 */
public interface TreeKernel {
    /**
     * Does a step of Prim's algorithm after a new vertex joined the tree. For each vertex outside the tree it replaces
     * the cheapest edge from the tree by the edge from the new vertex if the latter is cheaper. Then it finds the
     * cheapest of all these edges. Of two edges with the same cost, the one with the smaller number counts as cheaper.
     *
     * @param costs the cost of the edge from each vertex (a row) to each vertex (a column), row by row; NaN if there is
     *     no edge; read only
     * @param edges the number of each edge, at the index of its cost; as doubles, because vectors combine them with
     *     costs; read only
     * @param rowStart the index in {@code costs} of the first number of the new vertex's row
     * @param cheapest the cost of the cheapest edge from the tree to each vertex, +infinity if there is none yet, NaN
     *     for a vertex that is in the tree (as the new vertex is) and behind the last vertex; as long as a row, a
     *     multiple of {@link Kernels#lanes()}; changed
     * @param via the number of that edge for each vertex; changed
     * @return the number of the cheapest edge from the tree to any vertex, which must exist
     */
    int nearestEdge(double[] costs, double[] edges, int rowStart, double[] cheapest, double[] via);
}
