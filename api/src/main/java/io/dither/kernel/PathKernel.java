package io.dither.kernel;

/**
 * Finds paths for several thetas at once, one per lane; there are {@link Kernels#lanes()} lanes. Blocks hold numbers in
 * coordinate-major order: number i of a lane is at {@code i * lanes + lane}. The numbers are finite unless a parameter
 * says otherwise. A client without a kernel solves one theta at a time. Stateless and thread-safe.
 */
public interface PathKernel {
    /**
     * Finds the cheapest paths of an acyclic graph from its first vertex to its last vertex in all lanes. If several
     * arcs into a vertex give the same distance, the first of them is taken. Every arc leads to a later vertex, every
     * vertex but the first has an arc into it, and no sum of costs overflows.
     *
     * @param start the arcs into v are start[v] to start[v + 1] - 1; read only
     * @param tails the tail of each arc; read only
     * @param coordinates the coordinate of each arc's cost; read only
     * @param costs a block of a number per coordinate; read only
     * @param distances a block of a number per vertex, filled with the distances from the first vertex
     * @param via a workspace, a block of a number per vertex: the last arc of the cheapest path to the vertex, as a
     *     long, which is as wide as a distance
     * @param paths a block of a number per coordinate, filled with 1 at the coordinates of the lane's path and 0
     *     elsewhere
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
     * Sweeps once over the vertices and lowers their distances in all lanes; costs are on arcs. distance_v becomes the
     * least of itself and distance_u + cost_a for the arcs a from u to v.
     *
     * @param start the arcs into v are start[v] to start[v + 1] - 1; read only
     * @param tails the tail of each arc; read only
     * @param coordinates the coordinate of each arc's cost; read only
     * @param costs a block of a number per coordinate; read only
     * @param distances a block of a number per vertex, changed; +infinity if not reached yet
     * @param forward true if the sweep goes from the first vertex to the last, false if from the last to the first
     * @return whether a distance became lower
     */
    boolean lowerByArcs(
            int[] start, int[] tails, int[] coordinates, double[] costs, double[] distances, boolean forward);

    /**
     * Sweeps once over the stale vertices and lowers their distances in all lanes; costs are on vertices and at least
     * 0. distance_v becomes the least of itself and distance_u + cost_v for the arcs from u to v. If distance_v becomes
     * lower, the heads of the arcs out of v become stale. A distance above the distance of the target in the same lane
     * is not stored, because no cheapest path to the target needs it.
     *
     * @param start the arcs into v are start[v] to start[v + 1] - 1; read only
     * @param tails the tail of each arc into a vertex; read only
     * @param nextStart the arcs out of v are nextStart[v] to nextStart[v + 1] - 1; read only
     * @param heads the head of each arc out of a vertex; read only
     * @param costs a block of a number per vertex; read only
     * @param distances a block of a number per vertex, changed; +infinity if not reached yet. None of them may be -0.0,
     *     because kernels may compare distances by their bits
     * @param stale whether each vertex must be computed again (in all lanes), because the tail of an arc into it got a
     *     lower distance in a lane; changed
     * @param target the vertex to which the caller wants the cheapest path
     * @param forward true if the sweep goes from the first vertex to the last, false if from the last to the first
     * @return whether a vertex that the sweep has passed became stale, so that another sweep is needed
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
