package io.dither.kernel;

/**
 * Finds paths in as many lanes as the kernels have, in coordinate-major blocks of finite numbers: number i of a lane is
 * at {@code i * lanes + lane}. Its plain form is a session that solves one theta at a time. Stateless and thread-safe.
 */
public interface PathKernel {
    /**
     * Finds the cheapest paths of an acyclic graph from its first vertex to its last vertex in all lanes; of arcs into
     * a vertex with equal sums, the first is taken. Every arc leads to a later vertex, every vertex but the first has
     * an arc into it, and no sum of costs overflows.
     *
     * @param start the arcs into v are start[v] to start[v + 1] - 1; read only
     * @param tails the tail of each arc; read only
     * @param coordinates the coordinate of each arc's cost; read only
     * @param costs a block; read only
     * @param distances filled with a number per vertex and lane
     * @param via a workspace of a number per vertex and lane
     * @param paths a block, filled with 1 at the coordinates of the lane's path and 0 elsewhere
     */
    void cheapestPaths(
            int[] start,
            int[] tails,
            int[] coordinates,
            double[] costs,
            double[] distances,
            long[] via,
            double[] paths);

    /**
     * Lowers the distances of vertices in all lanes by the arcs into them, one sweep over the vertices with costs on
     * arcs: distance_v becomes the least of itself and distance_u + cost_a for the arcs a from u to v.
     *
     * @param start the arcs into v are start[v] to start[v + 1] - 1; read only
     * @param tails the tail of each arc; read only
     * @param coordinates the coordinate of each arc's cost; read only
     * @param costs a block; read only
     * @param distances a block of a number per vertex, changed; +infinity if not reached yet
     * @param forward whether the sweep goes from the first vertex to the last, or back
     * @return whether a distance became lower
     */
    boolean lowerByArcs(
            int[] start, int[] tails, int[] coordinates, double[] costs, double[] distances, boolean forward);

    /**
     * Lowers the distances of vertices in all lanes by their neighbours, one sweep over the stale vertices with costs
     * of at least 0 on vertices: distance_v becomes the least of itself and distance_u + cost_v for the arcs from u to
     * v. If distance_v becomes lower, the heads of the arcs out of v become stale. Distances above the distance of the
     * target are not changed.
     *
     * @param start the arcs into v are start[v] to start[v + 1] - 1; read only
     * @param tails the tail of each arc into a vertex; read only
     * @param nextStart the arcs out of v are nextStart[v] to nextStart[v + 1] - 1; read only
     * @param heads the head of each arc out of a vertex; read only
     * @param costs a block of a number per vertex; read only
     * @param distances a block of a number per vertex, none of them -0.0, changed; +infinity if not reached yet
     * @param stale which vertices may have a neighbour that became lower; changed
     * @param target the vertex whose distance is computed
     * @param forward whether the sweep goes from the first vertex to the last, or back
     * @return whether a vertex that the sweep has passed became stale
     */
    boolean lowerByVertices(
            int[] start,
            int[] tails,
            int[] nextStart,
            int[] heads,
            double[] costs,
            double[] distances,
            boolean[] stale,
            int target,
            boolean forward);
}
