package io.dither.jgrapht.internal.kernel;

import io.dither.jgrapht.internal.data.Arcs;
import io.dither.jgrapht.internal.data.PathProblem;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Coordinates;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Dijkstra's algorithm from both ends at once (Nicholson 1966), for nonnegative costs of edges. It reads about half of
 * the edges that a search from one end reads. The answer is the same as from {@link EdgeDijkstra}, also if there are
 * ties.
 *
 * <p>The forward search makes the first steps of a search from one end. So the answers can only differ if there is a
 * tie: another path that is as short, up to rounding. Follow this path from the source to the first vertex that the
 * forward search has not settled; the backward search has reached this vertex. Either the vertex is not on the shortest
 * path; then two vertices have the smallest sum of their two distances ({@code meetingVertex}). Or both paths go
 * through it and separate later; then the backward search has compared two edges that are equally good ({@code gap}).
 * In both cases {@link EdgeDijkstra} solves again from one end, and its rule for ties decides.
 */
public final class TwoWayDijkstra extends Dijkstra {
    /** An upper bound of the relative rounding error of a sum of a million costs. */
    private static final double ROUNDING = 1e-9;

    /**
     * If more than this number of searches from both ends, and more than half of all searches from both ends, ended
     * with ties, most solves search from one end only.
     */
    private static final int MAX_TIES = 8;

    /** After many ties, one in this number of solves still tries the search from both ends. */
    private static final int RETRY_INTERVAL = 64;

    private final Side forward;
    private final Side backward;
    /** The costs of the current solve, for a search from one end. */
    private final Coordinates coordinates = costs::at;
    /** The edges of the path from the meeting vertex to the target. */
    private int[] pathToTarget = new int[64];

    private @Nullable EdgeDijkstra oneWay;
    /** The number of searches from both ends that ended with ties, or otherwise without a meeting vertex. */
    private int ties;
    /** The number of all searches from both ends. */
    private int twoWaySolves;
    /** The number of solves after many ties: most of them search from one end, and some retry from both. */
    private int solvesAfterTies;

    /** The length of the shortest path found so far. */
    private double best;

    public TwoWayDijkstra(PathProblem problem, Arcs outgoing, Arcs incoming) {
        super(problem, 0); // each side has a tree and a queue, instead of those of Dijkstra
        forward = new Side(outgoing);
        backward = new Side(incoming);
    }

    @Override
    void search(Vertex solution) {
        if (source == target) {
            return;
        }
        if (ties > MAX_TIES && 2 * ties > twoWaySolves && ++solvesAfterTies % RETRY_INTERVAL != 0) {
            searchOneWay(solution);
            return;
        }
        twoWaySolves++;
        meet();
        int meeting = forward.meetingVertex(backward);
        if (meeting < 0) {
            ties++;
            searchOneWay(solution);
        } else {
            add(meeting, solution);
        }
    }

    private void searchOneWay(Vertex solution) {
        EdgeDijkstra search = oneWay == null ? new EdgeDijkstra(source, target, forward.arcs) : oneWay;
        oneWay = search;
        search.retarget(source, target);
        search.solve(coordinates, solution);
    }

    /** Searches from both ends until no shorter path can be found. */
    private void meet() {
        best = Double.POSITIVE_INFINITY;
        forward.begin(source, target);
        backward.begin(target, source);
        while (forward.isOpen() && backward.isOpen()) {
            double forwardKey = forward.queue.smallestKey();
            double backwardKey = backward.queue.smallestKey();
            // searches on while a path of the same length, up to rounding, may be found: it would be a tie
            if (forwardKey + backwardKey > best * (1 + ROUNDING)) {
                return;
            }
            if (forwardKey <= backwardKey) {
                forward.settle(backward);
            } else {
                backward.settle(forward);
            }
        }
    }

    /** Adds the edges from the target back to the source; the path goes through the vertex {@code meeting}. */
    private void add(int meeting, Vertex solution) {
        int size = 0;
        for (int v = meeting; v != target; v = backward.tree.predecessor(v)) {
            if (size == pathToTarget.length) {
                pathToTarget = Arrays.copyOf(pathToTarget, 2 * size);
            }
            pathToTarget[size++] = backward.via[v];
        }
        while (size > 0) {
            solution.add(pathToTarget[--size], 1);
        }
        for (int v = meeting; v != source; v = forward.tree.predecessor(v)) {
            solution.add(forward.via[v], 1);
        }
    }

    /** The search from one end. */
    private final class Side {
        /** The arcs by the vertex from which this side follows them; {@code arcs.ends} are their other ends. */
        private final Arcs arcs;

        private final SearchTree tree;
        private final MinHeap queue = new MinHeap(64);
        /** The length of the shortest path so far between the start of this side and each vertex. */
        private final double[] distance;
        /** The last edge of the shortest path to each vertex so far. */
        private final int[] via;
        /**
         * For each vertex, a lower bound of the difference in length between the shortest path to it and the shortest
         * path to it with another last edge.
         */
        private final double[] gap;

        /** The end of paths from which this side searches: the source for the forward side, otherwise the target. */
        private int start;
        /** The other end of paths. */
        private int end;

        Side(Arcs arcs) {
            this.arcs = arcs;
            tree = new SearchTree(arcs.vertices());
            distance = new double[arcs.vertices()];
            via = new int[arcs.vertices()];
            gap = new double[arcs.vertices()];
        }

        void begin(int from, int to) {
            start = from;
            end = to;
            tree.clear();
            tree.add(from, from);
            distance[from] = 0;
            queue.clear();
            queue.push(0, from);
        }

        /** Removes outdated entries from the front of the queue; returns whether a vertex is left. */
        boolean isOpen() {
            while (!queue.isEmpty() && queue.smallestKey() != distance[queue.item(0)]) {
                queue.pop();
            }
            return !queue.isEmpty();
        }

        /** Takes the vertex with the smallest distance, which is final, from the queue and follows its edges. */
        void settle(Side other) {
            double key = queue.smallestKey();
            int u = queue.pop();
            int endOfArcs = arcs.firstArc[u + 1];
            for (int a = arcs.firstArc[u]; a < endOfArcs; a++) {
                int v = arcs.ends[a];
                if (arcs.closed.contains(v) && v != end) {
                    continue;
                }
                boolean isReached = tree.contains(v);
                if (isReached && distance[v] <= key) {
                    // a lower bound of the difference: the cost of the edge is at least 0, but is not read
                    gap[v] = Math.min(gap[v], key - distance[v]);
                } else {
                    relaxEdge(v, u, arcs.edges[a], key, isReached, other);
                }
            }
        }

        /** Relaxes the edge from u, at the distance {@code key}, to v. */
        private void relaxEdge(int v, int u, int edge, double key, boolean isReached, Side other) {
            double candidate = key + costs.at(edge);
            if (!isReached) {
                tree.add(v, u);
                gap[v] = Double.POSITIVE_INFINITY;
            } else {
                gap[v] = Math.min(gap[v], Math.abs(candidate - distance[v]));
                if (candidate >= distance[v]) {
                    return;
                }
                tree.setPredecessor(v, u);
            }
            distance[v] = candidate;
            via[v] = edge;
            queue.push(candidate, v);
            if (other.tree.contains(v)) {
                best = Math.min(best, candidate + other.distance[v]);
            }
        }

        /**
         * Returns the first vertex on the shortest path that this side has not settled; -1 if the path may not be
         * unique, if its length is 0 (then this side has settled all of it), or if no path was found.
         */
        int meetingVertex(Side other) {
            int meeting = -1;
            double shortest = Double.POSITIVE_INFINITY;
            double secondShortest = Double.POSITIVE_INFINITY;
            for (int k = 0; k < queue.size(); k++) {
                int v = queue.item(k);
                if (queue.key(k) == distance[v] && other.tree.contains(v)) {
                    double length = distance[v] + other.distance[v];
                    secondShortest = Math.min(secondShortest, Math.max(length, shortest));
                    if (length < shortest) {
                        shortest = length;
                        meeting = v;
                    }
                }
            }
            // both lengths that are compared have rounding errors; if no path was found, they are infinite
            double margin = 2 * ROUNDING * shortest;
            return secondShortest - shortest > margin && other.isUnique(meeting, margin) ? meeting : -1;
        }

        /** Returns whether all other paths to a vertex are longer by more than the margin. */
        private boolean isUnique(int vertex, double margin) {
            for (int v = vertex; v != start; v = tree.predecessor(v)) {
                if (gap[v] <= margin) {
                    return false;
                }
            }
            return true;
        }
    }
}
