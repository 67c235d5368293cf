package io.dither.jgrapht;

import io.dither.jgrapht.internal.data.FlatGraph;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedPseudograph;
import org.jgrapht.graph.Pseudograph;

/** Random JGraphT graphs on the vertices 0 to n - 1, in which 0 reaches n - 1; and random thetas. */
public final class RandomGraphs {
    /** What a graph looks like; a property draws one. */
    public enum Shape {
        DIRECTED(true, 2),
        DIRECTED_DENSE(true, 8),
        UNDIRECTED(false, 2),
        UNDIRECTED_DENSE(false, 8),
        ACYCLIC(true, 3);

        private final boolean directed;
        private final int degree;

        Shape(boolean directed, int degree) {
            this.directed = directed;
            this.degree = degree;
        }
    }

    private RandomGraphs() {}

    /** Loops (where cycles are allowed) and parallel edges occur. */
    public static Graph<Integer, DefaultEdge> graph(Shape shape, int n, Random random) {
        Graph<Integer, DefaultEdge> graph =
                shape.directed ? new DirectedPseudograph<>(DefaultEdge.class) : new Pseudograph<>(DefaultEdge.class);
        for (int v = 0; v < n; v++) {
            graph.addVertex(v);
        }
        for (int e = 0; e < shape.degree * n; e++) {
            addEdge(graph, shape, random.nextInt(n), random.nextInt(n));
        }
        for (int v = 0; v < n - 1; ) {
            int next = v + 1 + random.nextInt(Math.min(3, n - 1 - v));
            graph.addEdge(v, next);
            v = next;
        }
        return graph;
    }

    private static void addEdge(Graph<Integer, DefaultEdge> graph, Shape shape, int u, int v) {
        if (shape != Shape.ACYCLIC) {
            graph.addEdge(u, v);
        } else if (u != v) {
            graph.addEdge(Math.min(u, v), Math.max(u, v));
        }
    }

    /** Undirected, connected, with loops and parallel edges where there is room for them. */
    public static Graph<Integer, DefaultEdge> connected(int n, int edges, Random random) {
        Graph<Integer, DefaultEdge> graph = new Pseudograph<>(DefaultEdge.class);
        graph.addVertex(0);
        for (int v = 1; v < n; v++) {
            graph.addVertex(v);
            graph.addEdge(random.nextInt(v), v);
        }
        while (graph.edgeSet().size() < edges) {
            graph.addEdge(random.nextInt(n), random.nextInt(n));
        }
        return graph;
    }

    /** A random graph whose vertex 0 reaches all others. */
    public static FlatGraph directed(int n, int arcs, long seed) {
        Random random = new Random(seed);
        int[] tails = new int[arcs];
        int[] heads = new int[arcs];
        for (int a = 0; a < arcs; a++) {
            heads[a] = a < n - 1 ? a + 1 : random.nextInt(n);
            tails[a] = a < n - 1 ? random.nextInt(a + 1) : random.nextInt(n);
        }
        List<Integer> vertices = IntStream.range(0, n).boxed().toList();
        return new FlatGraph(
                true, tails, heads, vertices, Arrays.stream(tails).boxed().toList());
    }

    /** Costs of both signs, or of at least 0; now and then rounded so that ties and zeros occur. */
    public static double[] theta(int dimension, boolean anySign, Random random) {
        boolean ties = random.nextInt(3) == 0;
        double[] theta = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            double value = anySign ? random.nextGaussian() : random.nextDouble();
            // adding zero turns -0.0 into 0.0: JGraphT's Kruskal tells them apart, ours does not
            theta[i] = ties ? Math.rint(3 * value) + 0.0 : value;
        }
        return theta;
    }
}
