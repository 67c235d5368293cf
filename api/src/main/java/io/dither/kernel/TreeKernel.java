package io.dither.kernel;

/**
 * The step of Prim's algorithm on a matrix of costs. Its plain form is Prim's algorithm on the graph itself. Stateless and
 * thread-safe.
 */
public interface TreeKernel {
    /**
     * Lowers the cheapest edge of each vertex to one from a new vertex where that comes before it in the order of (cost,
     * edge), and finds the first of all: a step of Prim's algorithm.
     *
     * @param costs from each vertex to each, row by row; NaN where there is no edge; read only
     * @param edges the number of each edge, in the same places; read only
     * @param from where the row of the new vertex starts
     * @param key the cost of the cheapest edge of each vertex, +infinity where there is none yet and NaN where none is
     *     wanted; its length, of a row, is a multiple of {@link Kernels#lanes()}; changed
     * @param via the number of the cheapest edge of each vertex; changed
     * @return the number of the cheapest edge of all; there is one
     */
    int nearestEdge(double[] costs, double[] edges, int from, double[] key, double[] via);
}
