package io.dither.jgrapht.internal.kernel;

import io.dither.jgrapht.internal.data.PathGraph;
import io.dither.oracle.Vertex;
import java.util.Arrays;

/**
 * Solves for the shortest path of an acyclic graph, exactly and for any costs, by one pass in topological order. Of
 * equally good arcs, the first is taken. The coordinates of the answer are in ascending order, as in the answers of
 * {@link AcyclicLanes}.
 */
public final class AcyclicPath implements Kernel {
    /** The graph, whose vertices p are numbered in topological order: the source is 0, the target is the last. */
    private final PathGraph graph;
    /** The length of the shortest path to each vertex, without the cost of the source. */
    private final double[] distance;
    /** The last arc of the shortest path to each vertex. */
    private final int[] via;
    /** The coordinates of the answer, filled in from the end of the array, because the path is followed back. */
    private final int[] path;

    public AcyclicPath(PathGraph graph) {
        this.graph = graph;
        this.distance = new double[graph.vertices()];
        this.via = new int[graph.vertices()];
        this.path = new int[graph.vertices()];
    }

    @Override
    public void solve(double[] theta, Vertex solution) {
        search(theta);
        int first = path.length;
        int following = Integer.MAX_VALUE; // the coordinate after the current coordinate on the path
        boolean isAscending = true;
        // from the target back to the source
        for (int p = via.length - 1; p > 0; p = graph.tails[via[p]]) {
            int coordinate = graph.coordinates[via[p]];
            isAscending &= coordinate < following;
            following = coordinate;
            path[--first] = coordinate;
        }
        if (graph.sourceCoordinate != PathGraph.NONE) {
            isAscending &= graph.sourceCoordinate < following;
            path[--first] = graph.sourceCoordinate;
        }
        // on grids the coordinates of a path are ascending already
        if (!isAscending) {
            Arrays.sort(path, first, path.length);
        }
        for (int k = first; k < path.length; k++) {
            solution.add(path[k], 1);
        }
    }

    private void search(double[] theta) {
        int[] tails = graph.tails;
        int[] coordinates = graph.coordinates;
        // the cost of the source is left out, because all paths have it
        distance[0] = 0;
        // every other vertex has an arc into it, because the graph has only vertices on paths from the source
        for (int p = 1; p < via.length; p++) {
            int best = graph.firstArc[p];
            double smallest = distance[tails[best]] + theta[coordinates[best]];
            for (int a = best + 1; a < graph.firstArc[p + 1]; a++) {
                double candidate = distance[tails[a]] + theta[coordinates[a]];
                best = cheaper(best, smallest, a, candidate);
                smallest = Math.min(smallest, candidate);
            }
            distance[p] = smallest;
            via[p] = best;
        }
    }

    /**
     * Returns the cheaper of two arcs, the first of equally cheap arcs. A cost must not be -0. The method does not
     * branch, because noise makes branches unpredictable.
     */
    static int cheaper(int first, double firstCost, int second, double secondCost) {
        int isLess = (int) (Double.doubleToRawLongBits(secondCost - firstCost) >> 63); // -1 if true, otherwise 0
        return first ^ ((first ^ second) & isLess);
    }
}
