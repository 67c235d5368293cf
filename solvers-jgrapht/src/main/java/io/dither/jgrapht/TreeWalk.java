package io.dither.jgrapht;

import io.dither.error.Arguments;
import io.dither.jgrapht.internal.data.Components;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Move;
import io.dither.oracle.capability.Walk;
import io.dither.random.KeyedRandom;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A walk on spanning trees by exchanges. A proposal draws an edge uniformly from all edges; if this edge is a loop or
 * in the tree, no move is possible. Otherwise the move adds this edge and removes another edge, drawn uniformly from
 * the cycle that the added edge closes. The reverse move has the same probability.
 */
final class TreeWalk implements Walk {
    private static final int NONE = -1;

    private final FlatGraph graph;
    /** The parent of each vertex in the tree, whose root is vertex 0; NONE for the root. */
    private final int[] parent;

    /** The edge from each vertex to its parent; NONE for the root. */
    private final int[] parentEdge;
    /** Whether each edge is in the tree. */
    private final boolean[] inTree;
    /**
     * For each vertex, the number of the last call of {@link #findCycle()} that found it on the way from the tail of
     * the added edge to the root.
     */
    private final int[] visitRound;
    /** The number of the current call of {@link #findCycle()}. */
    private int round;

    /** The tree edges of the cycle that the added edge closes. */
    private final int[] cycle;

    /** The edge that the proposal adds to the tree. */
    private int addedEdge;

    /** The edge that the proposal removes from the tree. */
    private int removedEdge;

    private boolean isBegun;
    /** Whether the last proposal is a possible move. */
    private boolean isProposed;

    TreeWalk(FlatGraph graph) {
        this.graph = graph;
        int n = graph.vertices.size();
        parent = new int[n];
        parentEdge = new int[n];
        visitRound = new int[n];
        cycle = new int[n];
        inTree = new boolean[graph.tails.length];
    }

    /** Begins at a random tree: adds the edges in random order, except edges that would close a cycle. */
    @Override
    public void begin(KeyedRandom random) {
        int[] order = new int[inTree.length];
        for (int e = 0; e < order.length; e++) {
            int swapped = random.nextInt(e + 1);
            order[e] = order[swapped];
            order[swapped] = e;
        }
        Arrays.fill(inTree, false);
        Components components = new Components(parent.length);
        for (int e : order) {
            inTree[e] = components.join(graph.tails[e], graph.heads[e]);
        }
        rootTree();
    }

    @Override
    public void begin(Vertex y) {
        double[] coordinates = Arguments.length("y", y.toArray(), inTree.length);
        for (int e = 0; e < coordinates.length; e++) {
            inTree[e] = coordinates[e] > 0.5;
        }
        rootTree();
    }

    /** Finds the parents of all vertices; throws if the edges are not a spanning tree. */
    private void rootTree() {
        Arrays.fill(parentEdge, NONE);
        Arrays.fill(parent, NONE);
        int reached = 1;
        boolean grows = true;
        while (grows) {
            grows = false;
            for (int e = 0; e < inTree.length; e++) {
                boolean isTailReached = isReached(graph.tails[e]);
                if (inTree[e] && isTailReached != isReached(graph.heads[e])) {
                    int child = isTailReached ? graph.heads[e] : graph.tails[e];
                    parent[child] = isTailReached ? graph.tails[e] : graph.heads[e];
                    parentEdge[child] = e;
                    reached++;
                    grows = true;
                }
            }
        }
        long edges = IntStream.range(0, inTree.length).filter(e -> inTree[e]).count();
        isBegun = reached == parent.length && edges == reached - 1; // a cycle would need another edge
        isProposed = false;
        Arguments.require(
                isBegun,
                edges + " edges reach " + reached + " of " + parent.length + " vertices",
                "Maybe the point is not a spanning tree");
    }

    private boolean isReached(int vertex) {
        return vertex == 0 || parentEdge[vertex] != NONE;
    }

    @Override
    public double propose(KeyedRandom random, double[] scores, Move move) {
        move.clear();
        if (!isBegun) {
            throw new IllegalStateException("the walk has not begun");
        }
        isProposed = false;
        addedEdge = random.nextInt(inTree.length);
        if (inTree[addedEdge] || graph.tails[addedEdge] == graph.heads[addedEdge]) {
            return Double.NEGATIVE_INFINITY; // no move: the edge cannot be added
        }
        removedEdge = cycle[random.nextInt(findCycle())];
        isProposed = true;
        move.add(addedEdge, 1);
        move.add(removedEdge, -1);
        return 0; // the log of the ratio of the reverse move's probability to the move's probability
    }

    /** Puts the tree edges between the ends of the added edge into {@code cycle}; returns their number. */
    private int findCycle() {
        round++;
        for (int v = graph.tails[addedEdge]; v != NONE; v = parent[v]) {
            visitRound[v] = round;
        }
        int size = 0;
        int meeting = graph.heads[addedEdge];
        while (visitRound[meeting] != round) {
            cycle[size++] = parentEdge[meeting];
            meeting = parent[meeting];
        }
        for (int v = graph.tails[addedEdge]; v != meeting; v = parent[v]) {
            cycle[size++] = parentEdge[v];
        }
        return size;
    }

    @Override
    public void apply() {
        if (!isProposed) {
            throw new IllegalStateException("no possible move was proposed");
        }
        inTree[addedEdge] = true;
        inTree[removedEdge] = false;
        // the end of the removed edge that is farther from the root: the subtree below it is cut off
        int cut = parentEdge[graph.tails[removedEdge]] == removedEdge
                ? graph.tails[removedEdge]
                : graph.heads[removedEdge];
        // the end of the added edge in this subtree; it becomes the root of the subtree
        int end = isBelow(graph.tails[addedEdge], cut) ? graph.tails[addedEdge] : graph.heads[addedEdge];
        int newParent = end == graph.tails[addedEdge] ? graph.heads[addedEdge] : graph.tails[addedEdge];
        int newEdge = addedEdge;
        int vertex = end;
        while (newParent != cut) { // reverses the path from the added edge up to the removed edge
            int oldParent = parent[vertex];
            int oldEdge = parentEdge[vertex];
            parent[vertex] = newParent;
            parentEdge[vertex] = newEdge;
            newParent = vertex;
            vertex = oldParent;
            newEdge = oldEdge;
        }
    }

    /** Returns whether a vertex is in the subtree whose root is {@code top}. */
    private boolean isBelow(int vertex, int top) {
        int v = vertex;
        while (v != NONE && v != top) {
            v = parent[v];
        }
        return v == top;
    }

    @Override
    public void write(Vertex y) {
        y.requireDimension(inTree.length).clear();
        for (int v = 1; v < parentEdge.length; v++) {
            y.add(parentEdge[v], 1);
        }
    }
}
