package io.dither.jgrapht;

import static java.util.Objects.requireNonNull;

import io.dither.jgrapht.graph.WeightsOn;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jgrapht.Graph;
import org.jgrapht.Graphs;
import org.jgrapht.alg.connectivity.ConnectivityInspector;
import org.jgrapht.graph.AsSubgraph;

/** Optimal values by enumeration, for tiny graphs. */
public final class BruteForce {
    private BruteForce() {}

    /** The least cost of a simple path from u to target, given the vertices already on it. */
    public static <V, E> double path(Graph<V, E> graph, V u, V target, Map<Object, Double> costs, WeightsOn on) {
        double source = on == WeightsOn.VERTICES ? requireNonNull(costs.get(u)) : 0;
        return source + rest(graph, u, target, costs, on, new HashSet<>(Set.of(u)));
    }

    private static <V, E> double rest(
            Graph<V, E> graph, V u, V target, Map<Object, Double> costs, WeightsOn on, Set<V> visited) {
        if (u.equals(target)) {
            return 0;
        }
        double least = Double.POSITIVE_INFINITY;
        for (E edge : graph.outgoingEdgesOf(u)) {
            V v = Graphs.getOppositeVertex(graph, edge, u);
            if (visited.add(v)) {
                double step = requireNonNull(costs.get(on == WeightsOn.VERTICES ? v : edge));
                least = Math.min(least, step + rest(graph, v, target, costs, on, visited));
                visited.remove(v);
            }
        }
        return least;
    }

    /** The least cost of n - 1 edges that connect the graph. */
    static <V, E> double tree(Graph<V, E> graph, Map<Object, Double> costs) {
        double least = Double.POSITIVE_INFINITY;
        Object[] edges = graph.edgeSet().toArray();
        for (int mask = 0; mask < 1 << edges.length; mask++) {
            if (Integer.bitCount(mask) == graph.vertexSet().size() - 1) {
                least = Math.min(least, cost(graph, edges, mask, costs));
            }
        }
        return least;
    }

    @SuppressWarnings("unchecked")
    private static <V, E> double cost(Graph<V, E> graph, Object[] edges, int mask, Map<Object, Double> costs) {
        Set<E> chosen = new HashSet<>();
        double sum = 0;
        for (int e = 0; e < edges.length; e++) {
            if ((mask >> e & 1) == 1) {
                chosen.add((E) edges[e]);
                sum += requireNonNull(costs.get(edges[e]));
            }
        }
        boolean spans = new ConnectivityInspector<>(new AsSubgraph<>(graph, null, chosen)).isConnected();
        return spans ? sum : Double.POSITIVE_INFINITY;
    }
}
