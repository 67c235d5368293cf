package io.dither.jgrapht;

import io.dither.error.Arguments;
import io.dither.jgrapht.internal.data.Arcs;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.jgrapht.internal.kernel.EdgeDijkstra;
import io.dither.jgrapht.internal.kernel.Kernel;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The sums of paths from one source to several targets. A point counts, for each edge, the paths that use it.
 *
 * @param family the compiled graph
 * @param source the first vertex of all paths
 * @param targets their last vertices, in ascending order; a vertex may be repeated
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record PathSums(PathFamily family, int source, int[] targets) implements Ends {
    PathSums {
        Arguments.atLeast("number of targets", targets.length, 1);
        targets = targets.clone();
        Arrays.sort(targets);
    }

    @Override
    public boolean retarget(Kernel kernel) {
        return kernel instanceof EdgeDijkstra search && search.retarget(source, targets);
    }

    /**
     * Returns the reason why edges, in ascending order and repeated by their counts, are not a sum of paths; empty if
     * none is found. On directed graphs, the test accepts cycles attached to paths, as for a single path; on undirected
     * graphs it tests the parity only.
     */
    @Override
    public Optional<String> violation(int[] ones) {
        FlatGraph graph = family.graph();
        int back = graph.directed ? -1 : 1;
        Map<Integer, Integer> excess = new HashMap<>();
        excess.merge(source, back * targets.length, Integer::sum);
        for (int target : targets) {
            excess.merge(target, 1, Integer::sum);
        }
        for (int edge : ones) {
            excess.merge(graph.tails[edge], 1, Integer::sum);
            excess.merge(graph.heads[edge], back, Integer::sum);
        }
        for (Map.Entry<Integer, Integer> vertex : excess.entrySet()) {
            int imbalance = graph.directed ? vertex.getValue() : vertex.getValue() % 2;
            if (imbalance != 0) {
                return Optional.of("it is not a sum of " + targets.length + " paths: at vertex '"
                        + graph.vertices.get(vertex.getKey()) + "' the numbers of edges in and out do not match");
            }
        }
        return reached(ones) == ones.length
                ? Optional.empty()
                : Optional.of("the source does not reach some of its edges");
    }

    /** Returns the number of these edges that the source reaches by these edges only. */
    private int reached(int[] edges) {
        Arcs arcs = family.outgoing();
        boolean[] isReached = new boolean[edges.length];
        int[] stack = new int[edges.length + 1];
        int size = 0;
        int count = 0;
        stack[size++] = source;
        while (size > 0) {
            int u = stack[--size];
            if (arcs.closed.holds(u) && u != source) {
                continue;
            }
            for (int a = arcs.start[u]; a < arcs.start[u + 1]; a++) {
                int at = first(edges, arcs.edges[a]);
                if (at < 0 || isReached[at]) {
                    continue;
                }
                stack[size++] = arcs.ends[a];
                for (int k = at; k < edges.length && edges[k] == edges[at]; k++) {
                    isReached[k] = true;
                    count++;
                }
            }
        }
        return count;
    }

    private static int first(int[] edges, int edge) {
        int at = Arrays.binarySearch(edges, edge);
        while (at > 0 && edges[at - 1] == edge) {
            at--;
        }
        return at;
    }
}
