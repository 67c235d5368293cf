package io.dither.jgrapht.internal.kernel;

import io.dither.error.OracleException;
import io.dither.jgrapht.internal.data.PathGraph;
import io.dither.jgrapht.internal.data.PathProblem;
import io.dither.oracle.Vertex;
import java.util.Arrays;

/**
 * The Bellman-Ford algorithm for costs of any sign without a negative cycle between source and target. It sweeps over
 * the vertices, alternately forward and backward (Yen 1970), until no distance falls.
 *
 * <p>A fall must be larger than the rounding error of n additions, so that a cycle whose costs cancel never seems
 * negative. Then the arcs by which vertices were reached form a cycle only if its cost is below 0.
 */
public final class BellmanFord implements Kernel {
    private static final int NONE = -1;
    private static final int MAX_NAMES = 10;

    private final PathGraph graph;
    private final PathProblem problem;
    private final double[] distance;
    private final int[] via;
    private final int[] mark;

    public BellmanFord(PathGraph graph, PathProblem problem) {
        this.graph = graph;
        this.problem = problem;
        this.distance = new double[graph.size()];
        this.via = new int[graph.size()];
        this.mark = new int[graph.size()];
    }

    @Override
    public void solve(double[] theta, Vertex vertex) {
        search(theta);
        for (int p = graph.target; p != graph.source; p = graph.tails[via[p]]) {
            vertex.add(graph.coordinates[via[p]], 1);
        }
        if (graph.sourceCoordinate != PathGraph.NONE) {
            vertex.add(graph.sourceCoordinate, 1);
        }
    }

    private void search(double[] theta) {
        double slack = slack(theta);
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        Arrays.fill(via, NONE);
        distance[graph.source] = 0;
        // a negative cycle is found after at most n sweeps
        for (int sweeps = 1; sweep(theta, slack, sweeps % 2 == 1); sweeps++) {
            if (Integer.bitCount(sweeps) == 1) {
                requireNoCycle(theta);
            }
        }
        requireNoCycle(theta);
        if (!(Math.abs(distance[graph.target]) < Double.POSITIVE_INFINITY)) {
            throw new OracleException(
                    OracleException.Code.FAILED, "the cost of the shortest path overflows. Maybe scale the costs down");
        }
    }

    private double slack(double[] theta) {
        double largest = 0;
        for (int coordinate : graph.coordinates) {
            largest = Math.max(largest, Math.abs(theta[coordinate]));
        }
        double n = graph.size();
        return n * n * 0x1p-52 * largest;
    }

    private boolean sweep(double[] theta, double slack, boolean forward) {
        boolean lower = false;
        int last = graph.size() - 1;
        for (int k = 0; k <= last; k++) {
            lower |= relax(theta, slack, forward ? k : last - k);
        }
        return lower;
    }

    private boolean relax(double[] theta, double slack, int p) {
        int best = NONE;
        double least = distance[p] - slack;
        for (int a = graph.start[p]; a < graph.start[p + 1]; a++) {
            double candidate = distance[graph.tails[a]] + theta[graph.coordinates[a]];
            if (candidate < least) {
                least = candidate;
                best = a;
            }
        }
        if (best == NONE) {
            return false;
        }
        distance[p] = least;
        via[p] = best;
        return true;
    }

    /**
     * Requires that the arcs by which vertices were reached form no cycle. Follows them from each vertex, with another
     * mark for each walk.
     */
    private void requireNoCycle(double[] theta) {
        Arrays.fill(mark, NONE);
        for (int walk = 0; walk < mark.length; walk++) {
            int p = walk;
            while (mark[p] == NONE) {
                mark[p] = walk;
                if (via[p] == NONE) {
                    break;
                }
                p = graph.tails[via[p]];
            }
            if (mark[p] == walk && via[p] != NONE) {
                throw unbounded(theta, p);
            }
        }
    }

    private OracleException unbounded(double[] theta, int onCycle) {
        StringBuilder names = new StringBuilder(name(onCycle));
        double cost = 0;
        int length = 0;
        int p = onCycle;
        do {
            cost += theta[graph.coordinates[via[p]]];
            p = graph.tails[via[p]];
            length++;
            if (length < MAX_NAMES || p == onCycle) {
                names.insert(0, name(p) + " -> ");
            } else if (length == MAX_NAMES) {
                names.insert(0, "... -> ");
            }
        } while (p != onCycle);
        return new OracleException(
                OracleException.Code.UNBOUNDED,
                "the cycle " + names + " of " + length + " arcs costs " + cost
                        + ", so there is no cheapest path. Maybe a cost has the wrong sign");
    }

    private String name(int p) {
        return "'" + problem.graph().vertices.get(graph.vertices[p]) + "'";
    }
}
