package io.dither.jgrapht.internal.kernel;

import io.dither.jgrapht.internal.data.Arcs;
import io.dither.jgrapht.internal.data.PathProblem;
import io.dither.oracle.Vertex;
import org.jgrapht.Graph;
import org.jgrapht.GraphPath;
import org.jgrapht.alg.interfaces.ShortestPathAlgorithm;
import org.jgrapht.alg.shortestpath.BellmanFordShortestPath;
import org.jgrapht.alg.shortestpath.DijkstraShortestPath;
import org.jgrapht.graph.AsWeightedGraph;
import org.jgrapht.graph.DirectedPseudograph;
import org.jgrapht.graph.MaskSubgraph;

/** JGraphT's Dijkstra or, for acyclic graphs, Bellman-Ford, on the directed graph of arcs. */
public final class JgraphtPath implements Kernel {
    private static final double[] NONE = new double[0];

    private PathProblem problem;
    private final Arcs arcs;
    private final ShortestPathAlgorithm<Integer, Integer> algorithm;
    private double[] costs = NONE;

    public JgraphtPath(PathProblem problem, Arcs outgoing, boolean acyclic) {
        this.problem = problem;
        this.arcs = outgoing;
        Graph<Integer, Integer> weighted = new AsWeightedGraph<>(arcGraph(outgoing), this::cost, false, false);
        if (!outgoing.closed.isEmpty()) {
            weighted = new MaskSubgraph<>(weighted, v -> !this.problem.mayPass(v), arc -> false);
        }
        this.algorithm = acyclic
                // the default tolerance of 1e-9 would pass over small improvements
                ? new BellmanFordShortestPath<>(weighted, Double.MIN_VALUE)
                : new DijkstraShortestPath<>(weighted);
    }

    private static Graph<Integer, Integer> arcGraph(Arcs outgoing) {
        Graph<Integer, Integer> graph = new DirectedPseudograph<>(null, null, false);
        for (int u = 0; u < outgoing.vertices(); u++) {
            graph.addVertex(u);
        }
        for (int u = 0; u < outgoing.vertices(); u++) {
            for (int a = outgoing.firstArc[u]; a < outgoing.firstArc[u + 1]; a++) {
                graph.addEdge(u, outgoing.ends[a], a);
            }
        }
        return graph;
    }

    private Double cost(Integer arc) {
        return costs[coordinate(arc)];
    }

    private int coordinate(int arc) {
        return problem.hasVertexCosts() ? arcs.ends[arc] : arcs.edges[arc];
    }

    @Override
    public boolean retarget(PathProblem other) {
        problem = other;
        return true;
    }

    @Override
    public void solve(double[] theta, Vertex vertex) {
        costs = theta;
        GraphPath<Integer, Integer> path = algorithm.getPath(problem.source(), problem.target());
        costs = NONE;
        PathProblem.requireReached(path != null);
        for (Integer arc : path.getEdgeList()) {
            vertex.add(coordinate(arc), 1);
        }
        if (problem.hasVertexCosts()) {
            vertex.add(problem.source(), 1);
        }
    }
}
