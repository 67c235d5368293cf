package io.dither.jgrapht.subgraphs;

import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.jgrapht.internal.kernel.Kernel;
import io.dither.oracle.Vertex;
import java.util.Arrays;

/**
 * Edmonds' minimum arborescence by growing a path backwards (Gabow, Galil, Spencer and Tarjan 1986). The end of the
 * path takes its cheapest entering arc, whose cost is subtracted from all arcs that enter the end; a cycle is
 * contracted to one vertex. Finally, contracted vertices are expanded, from the outermost to the innermost. Of equally
 * cheap arcs, the first found is taken.
 */
final class ChuLiuEdmonds implements Kernel {
    private static final int NONE = -1;

    private final FlatGraph graph;
    private final int root;
    /** 1 if theta has costs, -1 if it has scores. */
    private final int sign;

    /** The number of vertices of the graph. Contracted vertices have the numbers from n on. */
    private final int n;
    /** The cost of each arc, minus what was subtracted at its head so far. */
    private final double[] cost;
    /** The first arc in the linked list of the arcs that enter each vertex, also contracted vertices; NONE if empty. */
    private final int[] first;
    /** The last arc in the list of each vertex. */
    private final int[] last;
    /** The arc after each arc in its list; NONE after the last. */
    private final int[] next;
    /** The contracted vertex that a vertex is part of, or NONE. */
    private final int[] parent;
    /** A vertex on the way from each vertex to its outermost contracted vertex, for {@link #outermost}. */
    private final int[] shortcut;
    /** The cheapest entering arc that each vertex, also a contracted vertex, took on the path. */
    private final int[] chosen;

    /** Whether each vertex was put on a path. */
    private final boolean[] onPath;

    /** Whether the root reaches a vertex by chosen arcs. */
    private final boolean[] isDone;

    /** The vertices of the current path, its start first. */
    private final int[] path;

    /** The vertices that are still to be expanded. */
    private final int[] stack;
    /** The first vertex in the linked list of the parts of each contracted vertex. */
    private final int[] firstPart;
    /** The part after each part in its list; NONE after the last. */
    private final int[] nextPart;

    ChuLiuEdmonds(FlatGraph graph, int root, int sign) {
        this.graph = graph;
        this.root = root;
        this.sign = sign;
        n = graph.vertices.size();
        int maxVertices = 2 * n; // each contraction has at least 2 parts, so there are fewer than n
        cost = new double[graph.tails.length];
        next = new int[cost.length];
        first = new int[maxVertices];
        last = new int[maxVertices];
        parent = new int[maxVertices];
        shortcut = new int[maxVertices];
        chosen = new int[maxVertices];
        onPath = new boolean[maxVertices];
        isDone = new boolean[maxVertices];
        path = new int[maxVertices];
        stack = new int[maxVertices];
        firstPart = new int[maxVertices];
        nextPart = new int[maxVertices];
    }

    @Override
    public void solve(double[] theta, Vertex solution) {
        begin(theta);
        int vertexCount = n; // so far, including contracted vertices
        isDone[root] = true;
        for (int v = 0; v < n; v++) {
            vertexCount = grow(outermost(v), vertexCount);
        }
        expand(vertexCount, solution);
    }

    /** Forgets the last solve, and lists the arcs that enter each vertex, in the order of their numbers. */
    private void begin(double[] theta) {
        Arrays.fill(first, NONE);
        Arrays.fill(parent, NONE);
        Arrays.fill(isDone, false);
        Arrays.fill(onPath, false);
        for (int v = 0; v < shortcut.length; v++) {
            shortcut[v] = v;
        }
        for (int e = theta.length - 1; e >= 0; e--) {
            int head = graph.heads[e];
            cost[e] = sign * theta[e];
            next[e] = first[head];
            last[head] = first[head] == NONE ? e : last[head];
            first[head] = e;
        }
    }

    /** Returns the outermost contracted vertex that a vertex is part of, or the vertex itself. */
    private int outermost(int vertex) {
        int v = vertex;
        while (shortcut[v] != v) {
            shortcut[v] = shortcut[shortcut[v]]; // makes later calls faster
            v = shortcut[v];
        }
        return v;
    }

    /**
     * Grows a path backwards until it meets a vertex that is done.
     *
     * @param start the vertex where the path begins
     * @param vertices the number of vertices so far, including contracted vertices
     * @return the new number of vertices
     */
    private int grow(int start, int vertices) {
        int vertexCount = vertices;
        int length = 0;
        int u = start;
        while (!isDone[u]) {
            if (!onPath[u]) {
                onPath[u] = true;
                path[length++] = u;
            }
            int arc = takeCheapest(u);
            chosen[u] = arc;
            u = outermost(graph.tails[arc]);
            if (onPath[u] && !isDone[u]) { // the end of the path closes a cycle with the arc
                int whole = vertexCount++;
                firstPart[whole] = NONE;
                int part;
                do {
                    part = path[--length];
                    contract(part, whole);
                } while (part != u);
                u = whole;
            }
        }
        for (int k = 0; k < length; k++) {
            isDone[path[k]] = true;
        }
        return vertexCount;
    }

    /** Makes a vertex part of a contracted vertex, which takes over the arcs that enter the part. */
    private void contract(int part, int whole) {
        parent[part] = whole;
        shortcut[part] = whole;
        nextPart[part] = firstPart[whole];
        firstPart[whole] = part;
        if (first[part] != NONE) {
            if (first[whole] == NONE) {
                first[whole] = first[part];
            } else {
                next[last[whole]] = first[part];
            }
            last[whole] = last[part];
        }
    }

    /**
     * Finds the cheapest arc that enters a vertex from outside, removes the arcs from inside, and subtracts the
     * cheapest cost from all remaining arcs. There is such an arc, because the root reaches all vertices.
     */
    private int takeCheapest(int u) {
        int cheapest = NONE;
        int before = NONE;
        for (int e = first[u]; e != NONE; e = next[e]) {
            if (outermost(graph.tails[e]) == u) {
                if (before == NONE) {
                    first[u] = next[e];
                } else {
                    next[before] = next[e];
                }
                continue;
            }
            before = e;
            cheapest = cheapest == NONE || cost[e] < cost[cheapest] ? e : cheapest;
        }
        last[u] = before;
        double smallest = cost[cheapest];
        for (int e = first[u]; e != NONE; e = next[e]) {
            cost[e] -= smallest;
        }
        return cheapest;
    }

    /**
     * Expands the contracted vertices: the part that the entering arc enters loses its own arc, the other parts keep
     * their arcs.
     */
    private void expand(int vertexCount, Vertex solution) {
        int waiting = 0;
        for (int v = 0; v < vertexCount; v++) {
            if (parent[v] == NONE && v != root) {
                stack[waiting++] = v;
            }
        }
        while (waiting > 0) {
            int whole = stack[--waiting];
            int arc = chosen[whole];
            solution.add(arc, 1);
            // from the vertex that the arc enters, outwards through the contracted vertices around it
            for (int part = graph.heads[arc]; part != whole; part = parent[part]) {
                for (int sibling = firstPart[parent[part]]; sibling != NONE; sibling = nextPart[sibling]) {
                    if (sibling != part) {
                        stack[waiting++] = sibling;
                    }
                }
            }
        }
    }
}
