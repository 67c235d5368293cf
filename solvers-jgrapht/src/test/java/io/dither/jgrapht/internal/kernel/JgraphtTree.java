package io.dither.jgrapht.internal.kernel;

import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.oracle.Vertex;
import org.jgrapht.Graph;
import org.jgrapht.alg.interfaces.SpanningTreeAlgorithm;
import org.jgrapht.alg.spanning.KruskalMinimumSpanningTree;
import org.jgrapht.graph.AsWeightedGraph;
import org.jgrapht.graph.Pseudograph;

/** JGraphT's Kruskal. */
public final class JgraphtTree implements Kernel {
    private static final double[] NONE = new double[0];

    private final int sign;
    private final SpanningTreeAlgorithm<Integer> algorithm;
    private double[] costs = NONE;

    public JgraphtTree(FlatGraph graph, int sign) {
        this.sign = sign;
        Graph<Integer, Integer> numbered = new Pseudograph<>(null, null, false);
        for (int v = 0; v < graph.vertices.size(); v++) {
            numbered.addVertex(v);
        }
        for (int e = 0; e < graph.tails.length; e++) {
            numbered.addEdge(graph.tails[e], graph.heads[e], e);
        }
        this.algorithm = new KruskalMinimumSpanningTree<>(new AsWeightedGraph<>(numbered, this::cost, false, false));
    }

    private Double cost(Integer edge) {
        return sign * costs[edge];
    }

    @Override
    public void solve(double[] theta, Vertex vertex) {
        costs = theta;
        for (Integer edge : algorithm.getSpanningTree()) {
            vertex.add(edge, 1);
        }
        costs = NONE;
    }
}
