package io.dither.kernel;

import io.dither.random.KeyedRandom;
import java.util.Arrays;

/**
 * The loops that hardware vectors may speed up; each has a plain Java form here, which a provider may override.
 *
 * <p>Blocks are coordinate-major: number i of a lane is at {@code i * lanes + lane}. All inputs are finite. An override
 * returns the same bits as the plain form. Stateless and thread-safe: workspaces are passed in.
 */
public interface Kernels {
    /**
     * Returns the kernels that this virtual machine runs best: those of the first {@link KernelProvider} that is available,
     * or the plain ones. The system property {@code dither.kernels} chooses by name, {@code plain} or {@code vector}.
     *
     * @return the kernels, the same at every call
     * @throws io.dither.error.InvalidArgumentException where the property asks for what is not available
     */
    static Kernels get() {
        return KernelChoice.chosen();
    }

    /**
     * Returns the name that reports show.
     *
     * @return {@code plain}, or for example {@code vector-512}
     */
    default String name() {
        return "plain";
    }

    /**
     * Returns how many numbers one vector holds: how many samples are best treated at once.
     *
     * @return the number of lanes, a power of two; 1 for plain kernels
     */
    default int lanes() {
        return 1;
    }

    /**
     * Returns how many random numbers a layer should draw one by one before it treats several samples at once: until they
     * are compiled, vector kernels are hundreds of times slower than plain ones, which a short run would not make up for.
     *
     * @return the number; 0 to begin at once
     */
    default long warmUp() {
        return 0;
    }

    /**
     * Draws standard normal numbers from the start of several streams, one a lane.
     *
     * @param random a generator to draw with, left in some stream
     * @param workspace for as many lanes; its streams are read
     * @param z filled; coordinate-major, its length a multiple of lanes
     */
    default void normals(KeyedRandom random, NormalWorkspace workspace, double[] z) {
        int lanes = workspace.lanes();
        for (int lane = 0; lane < lanes; lane++) {
            random.stream(workspace.streams[lane]);
            random.nextGaussians(z, lane, lanes);
        }
    }

    /**
     * Adds scaled noise to the same theta in some lanes: x = theta_i + scale * z, rounded after each of the two operations.
     *
     * @param theta the parameters, length d; read only
     * @param scale the factor
     * @param z the noise, coordinate-major; read only
     * @param x filled in these lanes, coordinate-major, of the length of z
     * @param from the first of the lanes
     * @param to the end of the lanes
     */
    default void shift(double[] theta, double scale, double[] z, double[] x, int from, int to) {
        int lanes = z.length / theta.length;
        for (int i = 0, first = 0; i < theta.length; i++, first += lanes) {
            double centre = theta[i];
            for (int at = first + from; at < first + to; at++) {
                x[at] = centre + scale * z[at];
            }
        }
    }

    /**
     * Says whether all numbers are finite.
     *
     * @param x the numbers; read only
     * @return whether none is NaN or infinite
     */
    default boolean areFinite(double[] x) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int at = 0;
        // a finite number times 0 is 0, any other is NaN
        for (; at + 4 <= x.length; at += 4) {
            a += x[at] * 0;
            b += x[at + 1] * 0;
            c += x[at + 2] * 0;
            d += x[at + 3] * 0;
        }
        for (; at < x.length; at++) {
            a += x[at] * 0;
        }
        return a + b + c + d == 0;
    }

    /**
     * Computes the inner products of two blocks, lane by lane, each summed from its first coordinate on.
     *
     * @param x a block; read only
     * @param y a block of the same length; read only
     * @param sums filled; its length is the number of lanes
     */
    default void dots(double[] x, double[] y, double[] sums) {
        Arrays.fill(sums, 0);
        for (int at = 0; at < x.length; ) {
            for (int lane = 0; lane < sums.length; lane++, at++) {
                sums[lane] += x[at] * y[at];
            }
        }
    }

    /**
     * Counts the ones of each coordinate in some lanes.
     *
     * @param y a block of zeros and ones; read only
     * @param from the first of the lanes
     * @param to the end of the lanes
     * @param counts d numbers that the counts are added to
     */
    default void countOnes(double[] y, int from, int to, int[] counts) {
        int lanes = y.length / counts.length;
        for (int i = 0, first = 0; i < counts.length; i++, first += lanes) {
            for (int at = first + from; at < first + to; at++) {
                counts[i] += (int) y[at];
            }
        }
    }

    /**
     * Finds the largest coordinate of each lane, the first of equals.
     *
     * @param x a block; read only
     * @param largest a workspace of a number a lane
     * @param best filled with the index of the largest coordinate; its length is the number of lanes
     */
    default void argmax(double[] x, double[] largest, int[] best) {
        int lanes = best.length;
        System.arraycopy(x, 0, largest, 0, lanes);
        Arrays.fill(best, 0);
        for (int i = 1, at = lanes; at < x.length; i++) {
            for (int lane = 0; lane < lanes; lane++, at++) {
                if (x[at] > largest[lane]) {
                    largest[lane] = x[at];
                    best[lane] = i;
                }
            }
        }
    }

    /**
     * Finds the next coordinate that is above a bound in some lane.
     *
     * @param x a block; read only
     * @param sign 1, or -1 to compare -x
     * @param bounds a number a lane; read only
     * @param from the coordinate to start with
     * @return the first coordinate i from there on with sign * x_i &gt; bound in some lane, or the number of coordinates
     */
    default int nextAbove(double[] x, int sign, double[] bounds, int from) {
        int lanes = bounds.length;
        for (int at = from * lanes; at < x.length; at += lanes) {
            for (int lane = 0; lane < lanes; lane++) {
                if (sign * x[at + lane] > bounds[lane]) {
                    return at / lanes;
                }
            }
        }
        return x.length / lanes;
    }

    /**
     * Computes the rank of each coordinate of each lane by comparing all pairs, without a branch: the number of coordinates
     * below it, and of equal ones before it.
     *
     * @param x a block; read only
     * @param lanes the number of lanes
     * @param sign 1, or -1 for the ranks of -x
     * @param ranks filled; a block of the same length
     */
    default void countRanks(double[] x, int lanes, int sign, double[] ranks) {
        Arrays.fill(ranks, 0, lanes, 0);
        for (int i = lanes; i < x.length; i++) {
            double upper = sign * x[i] + 0.0; // without the sign of zero
            long less = i / lanes;
            for (int j = i % lanes; j < i; j += lanes) {
                // the difference of two unequal numbers is never 0
                long above = Double.doubleToRawLongBits(upper - sign * x[j]) >>> 63;
                ranks[j] += above;
                less -= above;
            }
            ranks[i] = less;
        }
    }

    /**
     * Returns how many numbers {@link #sortRanks} needs to rank some coordinates.
     *
     * @param dimension the number of coordinates of a lane
     * @return the length of the workspace; 0 where these kernels do not sort
     */
    default int sortWorkspace(int dimension) {
        return 0;
    }

    /**
     * Computes the ranks of {@link #countRanks} by sorting all lanes side by side, where the kernels can and no two
     * coordinates of a lane agree in all but their last few bits.
     *
     * @param x a block of {@link #lanes()} lanes; read only
     * @param sign 1, or -1 for the ranks of -x
     * @param workspace of length {@link #sortWorkspace}
     * @param ranks filled; a block of the same length
     * @return whether it did; otherwise the ranks are undefined
     */
    default boolean sortRanks(double[] x, int sign, long[] workspace, double[] ranks) {
        return false;
    }

    /**
     * Returns how many numbers {@link #topK} needs to find some coordinates.
     *
     * @param k how many coordinates of a lane
     * @return the length of the workspace; 0 where these kernels do not sort
     */
    default int topKWorkspace(int k) {
        return 0;
    }

    /**
     * Finds the k largest coordinates of all lanes side by side, the first of equals, where the kernels can and the worst of
     * them does not agree with the next in all but the last few bits.
     *
     * @param x a block of {@link #lanes()} lanes; read only
     * @param sign 1, or -1 for the largest of -x
     * @param workspace of length {@link #topKWorkspace}
     * @param best filled with the indices of each lane in ascending order, coordinate-major, length k * lanes
     * @return whether it did; otherwise the indices are undefined
     */
    default boolean topK(double[] x, int sign, long[] workspace, int[] best) {
        return false;
    }

    /**
     * Finds the cheapest paths of an acyclic graph from its first vertex to its last one in all lanes, of arcs that are
     * equally good the first. Every arc leads to a later vertex, every vertex but the first has an arc into it, and no sum of costs
     * overflows.
     *
     * @param start the arcs into v are start[v] to start[v + 1] - 1; read only
     * @param tails where each arc comes from; read only
     * @param coordinates which coordinate of the costs each arc pays; read only
     * @param costs a block; read only
     * @param distances filled with a number a vertex and lane
     * @param via a workspace of a number a vertex and lane
     * @param paths a block, filled with 1 at the coordinates that the path of a lane pays and 0 elsewhere
     */
    default void cheapestPaths(
            int[] start,
            int[] tails,
            int[] coordinates,
            double[] costs,
            double[] distances,
            long[] via,
            double[] paths) {
        int vertices = start.length - 1;
        int lanes = distances.length / vertices;
        Arrays.fill(distances, 0, lanes, 0);
        Arrays.fill(paths, 0);
        for (int lane = 0; lane < lanes; lane++) {
            for (int v = 1; v < vertices; v++) {
                int best = start[v];
                double least = distances[tails[best] * lanes + lane] + costs[coordinates[best] * lanes + lane];
                for (int a = best + 1; a < start[v + 1]; a++) {
                    double candidate = distances[tails[a] * lanes + lane] + costs[coordinates[a] * lanes + lane];
                    if (candidate < least) {
                        least = candidate;
                        best = a;
                    }
                }
                distances[v * lanes + lane] = least;
                via[v * lanes + lane] = best;
            }
            for (int v = vertices - 1; v > 0; ) {
                int arc = (int) via[v * lanes + lane];
                paths[coordinates[arc] * lanes + lane] = 1;
                v = tails[arc];
            }
        }
    }

    /**
     * Lowers the distances of vertices in all lanes by the arcs into them, one sweep over the vertices with costs on arcs:
     * distance_v becomes the least of itself and distance_u + cost_a for the arcs a from u to v.
     *
     * @param start the arcs into v are start[v] to start[v + 1] - 1; read only
     * @param tails where each arc comes from; read only
     * @param coordinates which coordinate of the costs each arc pays; read only
     * @param costs a block; read only
     * @param distances a block of a number a vertex, changed; +infinity where not reached yet
     * @param lanes the number of lanes
     * @param forward whether the sweep goes from the first vertex to the last, or back
     * @return whether a distance became lower
     */
    default boolean lowerByArcs(
            int[] start,
            int[] tails,
            int[] coordinates,
            double[] costs,
            double[] distances,
            int lanes,
            boolean forward) {
        boolean lower = false;
        int vertices = start.length - 1;
        for (int k = 0; k < vertices; k++) {
            int v = forward ? k : vertices - 1 - k;
            for (int a = start[v]; a < start[v + 1]; a++) {
                int from = tails[a] * lanes;
                int pays = coordinates[a] * lanes;
                for (int at = v * lanes, lane = 0; lane < lanes; at++, lane++) {
                    double candidate = distances[from + lane] + costs[pays + lane];
                    if (candidate < distances[at]) {
                        distances[at] = candidate;
                        lower = true;
                    }
                }
            }
        }
        return lower;
    }

    /**
     * Lowers the distances of vertices in all lanes by their neighbours, one sweep over the stale vertices with costs of at
     * least 0 on vertices: distance_v becomes the least of itself and distance_u + cost_v for the arcs from u to v. Where it
     * becomes lower, the vertices that v leads to become stale. Distances beyond that of the target are left as they are.
     *
     * @param start the arcs into v are start[v] to start[v + 1] - 1; read only
     * @param tails where each arc into a vertex comes from; read only
     * @param nextStart the arcs out of v are nextStart[v] to nextStart[v + 1] - 1; read only
     * @param heads where each arc out of a vertex leads; read only
     * @param costs a block of a number a vertex; read only
     * @param distances a block of a number a vertex, none of them -0.0, changed; +infinity where not reached yet
     * @param stale which vertices may have a neighbour that became lower; changed
     * @param target the vertex whose distance is wanted
     * @param forward whether the sweep goes from the first vertex to the last, or back
     * @return whether a vertex behind the sweep became stale
     */
    default boolean lowerByVertices(
            int[] start,
            int[] tails,
            int[] nextStart,
            int[] heads,
            double[] costs,
            double[] distances,
            boolean[] stale,
            int target,
            boolean forward) {
        int lanes = distances.length / stale.length;
        int left = 0;
        for (int k = 0; k < stale.length; k++) {
            int v = forward ? k : stale.length - 1 - k;
            if (!stale[v]) {
                continue;
            }
            stale[v] = false;
            boolean lower = false;
            for (int at = v * lanes, lane = 0; lane < lanes; at++, lane++) {
                double least = Double.POSITIVE_INFINITY;
                for (int a = start[v]; a < start[v + 1]; a++) {
                    double distance = distances[tails[a] * lanes + lane];
                    least = distance < least ? distance : least;
                }
                double candidate = least + costs[at];
                if (candidate < distances[at] && candidate <= distances[target * lanes + lane]) {
                    distances[at] = candidate;
                    lower = true;
                }
            }
            if (lower) {
                for (int a = nextStart[v]; a < nextStart[v + 1]; a++) {
                    stale[heads[a]] = true;
                    left |= forward ? heads[a] - v : v - heads[a];
                }
            }
        }
        return left < 0;
    }

    /**
     * Finds the columns of the smallest and the second smallest reduced cost, row[j] - v[j], in the order of (reduced cost,
     * column).
     *
     * @param row the costs of at least 2 columns; read only
     * @param v the duals of the columns; read only
     * @param two set to the first and the second column
     */
    default void twoSmallest(double[] row, double[] v, int[] two) {
        double first = Double.POSITIVE_INFINITY;
        double second = Double.POSITIVE_INFINITY;
        int at = -1;
        int next = -1;
        for (int j = 0; j < row.length; j++) {
            double reduced = row[j] - v[j];
            if (reduced < second) {
                if (reduced < first) {
                    second = first;
                    next = at;
                    first = reduced;
                    at = j;
                } else {
                    second = reduced;
                    next = j;
                }
            }
        }
        two[0] = at;
        two[1] = next;
    }

    /**
     * Lowers each distance[j] to row[j] - v[j] - shift where that is less. A column with v = -infinity keeps its
     * distance.
     *
     * @param row the costs of at least 1 column; read only
     * @param v the duals of the columns, finite or -infinity; read only
     * @param shift taken off all
     * @param distance of the columns, finite or +infinity; changed
     * @return the lowest column of the smallest distance; one is finite
     */
    default int relax(double[] row, double[] v, double shift, double[] distance) {
        for (int j = 0; j < row.length; j++) {
            distance[j] = Math.min(distance[j], row[j] - v[j] - shift);
        }
        int least = 0;
        for (int j = 1; j < row.length; j++) {
            if (distance[j] < distance[least]) {
                least = j;
            }
        }
        return least;
    }

    /**
     * Lowers the cheapest edge of each vertex to one from a new vertex where that comes before it in the order of (cost,
     * edge), and finds the first of all: a step of Prim's algorithm.
     *
     * @param costs from each vertex to each, row by row; NaN where there is no edge; read only
     * @param edges the number of each edge, in the same places; read only
     * @param from where the row of the new vertex starts
     * @param key the cost of the cheapest edge of each vertex, +infinity where there is none yet and NaN where none is
     *     wanted; its length, of a row, is a multiple of {@link #lanes()}; changed
     * @param via the number of the cheapest edge of each vertex; changed
     * @return the number of the cheapest edge of all; there is one
     */
    default int nearestEdge(double[] costs, double[] edges, int from, double[] key, double[] via) {
        double least = Double.POSITIVE_INFINITY;
        double nearest = Double.POSITIVE_INFINITY;
        for (int k = 0; k < key.length; k++) {
            double cost = costs[from + k];
            double edge = edges[from + k];
            if (cost < key[k] || (cost == key[k] && edge < via[k])) {
                key[k] = cost;
                via[k] = edge;
            }
            if (key[k] < least || (key[k] == least && via[k] < nearest)) {
                least = key[k];
                nearest = via[k];
            }
        }
        return (int) nearest;
    }
}
