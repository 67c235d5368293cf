package io.dither.jgrapht.subgraphs;

import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.jgrapht.internal.kernel.Kernel;
import io.dither.oracle.Vertex;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jgrapht.Graph;
import org.jgrapht.alg.matching.blossom.v5.KolmogorovWeightedPerfectMatching;
import org.jgrapht.graph.AsWeightedGraph;
import org.jgrapht.graph.SimpleGraph;

/**
 * Solves by JGraphT's Blossom V on a graph without parallel edges: of the edges between a pair of vertices, only the
 * cheapest remains.
 *
 * <p>Blossom V finds only perfect matchings. Matchings of any size are found in two copies of the graph, where each
 * vertex is joined to its copy at no cost: the part of a perfect matching that lies in one copy is a matching of the
 * graph.
 */
final class BlossomMatching implements Kernel {
    /**
     * Costs are scaled so that the largest magnitude is from 2^{@value} to twice as much. This is large compared with
     * Blossom V's tolerance of 1e-9, but rounding errors of sums stay below the tolerance. Duals stay far below 1e10;
     * with larger duals Blossom V would find no perfect matching.
     */
    private static final int BITS = 10;

    /** 1 if theta has costs, -1 if it has scores. */
    private final int sign;

    private final boolean perfect;
    /** The number of the pair of vertices that each edge joins; -1 for a loop. */
    private final int[] pairOf;
    /** The number of pairs. */
    private final int pairs;
    /** The cheapest edge of each pair in the current solve. */
    private final int[] cheapest;
    /** The scaled cost of the cheapest edge of each pair. */
    private final double[] costs;
    /**
     * The graph that Blossom V matches. Its edge k joins the vertices of pair k. For matchings of any size, edge {@code
     * pairs + k} joins the copies of these vertices, and edge {@code 2 * pairs + v} joins vertex v to its copy.
     */
    private final Graph<Integer, Integer> graph;

    BlossomMatching(FlatGraph flat, int sign, boolean perfect) {
        this.sign = sign;
        this.perfect = perfect;
        int n = flat.vertices.size();
        pairOf = new int[flat.tails.length];
        Graph<Integer, Integer> simple = new SimpleGraph<>(null, null, false);
        for (int v = 0; v < (perfect ? n : 2 * n); v++) {
            simple.addVertex(v);
        }
        pairs = addPairs(flat, simple);
        for (int pair = 0; !perfect && pair < pairs; pair++) {
            simple.addEdge(n + simple.getEdgeSource(pair), n + simple.getEdgeTarget(pair), pairs + pair);
        }
        for (int v = 0; !perfect && v < n; v++) {
            simple.addEdge(v, n + v, 2 * pairs + v);
        }
        cheapest = new int[pairs];
        costs = new double[pairs];
        // the costs are neither cached nor written into the graph, because each solve changes them
        graph = new AsWeightedGraph<>(simple, this::cost, false, false);
    }

    /** Adds an edge per pair of joined vertices, and fills in {@link #pairOf}; returns the number of pairs. */
    private int addPairs(FlatGraph flat, Graph<Integer, Integer> simple) {
        Map<Long, Integer> numbers = new HashMap<>();
        for (int e = 0; e < pairOf.length; e++) {
            int low = Math.min(flat.tails[e], flat.heads[e]);
            int high = Math.max(flat.tails[e], flat.heads[e]);
            if (low == high) {
                pairOf[e] = -1;
                continue;
            }
            long key = (long) low * flat.vertices.size() + high;
            int pair = numbers.computeIfAbsent(key, unknown -> numbers.size());
            pairOf[e] = pair;
            if (!simple.containsEdge(pair)) {
                simple.addEdge(low, high, pair);
            }
        }
        return numbers.size();
    }

    /** Returns the cost of an edge of {@link #graph}; edges from a vertex to its copy cost 0. */
    private Double cost(Integer edge) {
        return edge < 2 * pairs ? costs[edge % pairs] : 0;
    }

    @Override
    public void solve(double[] theta, Vertex solution) {
        double largest = 0;
        for (double t : theta) {
            largest = Math.max(largest, Math.abs(t));
        }
        // the exponent of 0 and of subnormal numbers is below MIN_EXPONENT
        int exponent = Math.max(Math.getExponent(largest), Double.MIN_EXPONENT);
        Arrays.fill(cheapest, -1);
        for (int e = 0; e < pairOf.length; e++) {
            // scalb also takes exponents above those of a double; + 0.0 turns -0 into 0
            double cost = Math.scalb(sign * theta[e], BITS - exponent) + 0.0;
            int pair = pairOf[e];
            if (pair >= 0 && (cheapest[pair] < 0 || cost < costs[pair])) {
                cheapest[pair] = e;
                costs[pair] = cost;
            }
        }
        var matching = new KolmogorovWeightedPerfectMatching<>(graph).getMatching();
        for (int edge : matching.getEdges()) {
            // edges that do not lower the cost are left out
            if (edge < pairs && (perfect || costs[edge] < 0)) {
                solution.add(cheapest[edge], 1);
            }
        }
    }
}
