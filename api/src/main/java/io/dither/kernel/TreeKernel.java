package io.dither.kernel;

/**
 * The step of Prim's algorithm on a matrix of costs. The plain implementation is Prim's algorithm on the graph itself.
 * Stateless and thread-safe.
 */
public interface TreeKernel {
    /**
     * Does a step of Prim's algorithm. Replaces the cheapest edge of each vertex by the edge from a new vertex if the
     * new edge comes first in the order of (cost, edge). Then finds the first of the cheapest edges in this order.
     *
     * @param costs the cost of the edge from each vertex (a row) to each vertex (a column), row by row; NaN if there is
     *     no edge; read only
     * @param edges the number of each edge, at the index of its cost; read only
     * @param from the start of the row of the new vertex
     * @param key the cost of the cheapest edge of each vertex, +infinity if there is none yet, NaN for a vertex that is
     *     in the tree; as long as a row, a multiple of {@link Kernels#lanes()}; changed
     * @param via the number of the cheapest edge of each vertex; changed
     * @return the number of the cheapest edge of all vertices, which must exist
     */
    int nearestEdge(double[] costs, double[] edges, int from, double[] key, double[] via);
}
