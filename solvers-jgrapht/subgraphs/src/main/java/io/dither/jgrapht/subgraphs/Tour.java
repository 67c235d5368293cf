package io.dither.jgrapht.subgraphs;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.jgrapht.GraphOracle;
import io.dither.jgrapht.internal.data.Components;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * Round trips through n cities (the symmetric travelling salesman problem). Minimises the sum of the costs of the n
 * edges, which cost the same in both directions.
 *
 * <p>y is 1 on the edges of the tour; theta may have any sign. The answer is optimal (Held and Karp 1962).
 */
public final class Tour {
    /** The largest number of cities. */
    public static final int MAX_CITIES = 15;

    private Tour() {}

    /**
     * Makes the oracle of the tours through all cities.
     *
     * @param cities n, from 3 to {@value #MAX_CITIES}
     * @return the oracle, a minimiser of dimension n (n - 1) / 2: the edges are in the order (0,1), (0,2), ...,
     *     (n-2,n-1)
     * @throws InvalidArgumentException if n is out of range
     */
    public static GraphOracle oracle(int cities) {
        Arguments.require(
                cities <= MAX_CITIES,
                "cities = " + cities + " is above " + MAX_CITIES,
                "Maybe use ortools-tour:n=" + cities);
        FlatGraph complete = FlatGraph.complete(cities, 3);
        return GraphOracle.of(
                complete.edges,
                Sense.MINIMIZE,
                EnumSet.of(Trait.ZERO_ONE, Trait.CONSTANT_SUM),
                () -> new HeldKarp(cities),
                edges -> violation(complete, edges),
                List.of(complete));
    }

    private static Optional<String> violation(FlatGraph graph, int[] edges) {
        int n = graph.vertices.size();
        int[] degree = new int[n];
        Components components = new Components(n);
        for (int k = 0; k < edges.length; k++) {
            int tail = graph.tails[edges[k]];
            int head = graph.heads[edges[k]];
            if (++degree[tail] > 2 || ++degree[head] > 2) {
                return Optional.of("three of its edges meet in city " + (degree[tail] > 2 ? tail : head));
            }
            if (!components.join(tail, head) && k < n - 1) { // the last edge of a tour closes a cycle too
                return Optional.of("edge " + graph.edges.get(edges[k]) + " closes a round trip through fewer cities");
            }
        }
        return edges.length == n ? Optional.empty() : Optional.of("it has " + edges.length + " edges, not " + n);
    }
}
