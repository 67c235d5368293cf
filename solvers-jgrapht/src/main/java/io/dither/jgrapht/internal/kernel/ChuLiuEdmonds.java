package io.dither.jgrapht.internal.kernel;

import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.oracle.Vertex;
import java.util.Arrays;

/**
 * Edmonds' minimum arborescence by growing a path backwards (Gabow, Galil, Spencer and Tarjan 1986): each end of the path takes its
 * cheapest entering arc, whose cost all others that enter it then save, and what closes a cycle becomes one vertex. In the end the
 * contracted vertices are opened again, from the outside in. Of equal arcs the first met is taken.
 */
public final class ChuLiuEdmonds implements Kernel {
    private static final int NONE = -1;

    private final FlatGraph graph;
    private final int root;
    private final int sign;
    private final int n;
    private final double[] cost;
    /** The arcs that enter a vertex, contracted ones among them, as a linked list. */
    private final int[] first;

    private final int[] last;
    private final int[] next;
    /** The contracted vertex that holds a vertex, or none. */
    private final int[] parent;
    /** Shortcuts towards the outermost component, which shorten later walks. */
    private final int[] shortcut;
    /** The arc chosen to enter a vertex. */
    private final int[] chosen;

    private final boolean[] onPath;
    private final boolean[] done;
    private final int[] path;
    private final int[] open;
    /** The vertices that a contracted one holds, as a linked list. */
    private final int[] firstPart;

    private final int[] nextPart;

    public ChuLiuEdmonds(FlatGraph graph, int root, int sign) {
        this.graph = graph;
        this.root = root;
        this.sign = sign;
        n = graph.vertices.size();
        int most = 2 * n;
        cost = new double[graph.tails.length];
        next = new int[cost.length];
        first = new int[most];
        last = new int[most];
        parent = new int[most];
        shortcut = new int[most];
        chosen = new int[most];
        onPath = new boolean[most];
        done = new boolean[most];
        path = new int[most];
        open = new int[most];
        firstPart = new int[most];
        nextPart = new int[most];
    }

    @Override
    public void solve(double[] theta, Vertex vertex) {
        clear(theta);
        int size = n;
        done[root] = true;
        for (int v = 0; v < n; v++) {
            size = grow(outermost(v), size);
        }
        open(size, vertex);
    }

    private void clear(double[] theta) {
        Arrays.fill(first, NONE);
        Arrays.fill(parent, NONE);
        Arrays.fill(done, false);
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

    private int outermost(int vertex) {
        int v = vertex;
        while (shortcut[v] != v) {
            shortcut[v] = shortcut[shortcut[v]];
            v = shortcut[v];
        }
        return v;
    }

    /** Grows a path backwards until it meets what is done; returns the number of vertices so far. */
    private int grow(int start, int vertices) {
        int size = vertices;
        int length = 0;
        int u = start;
        while (!done[u]) {
            if (!onPath[u]) {
                onPath[u] = true;
                path[length++] = u;
            }
            int arc = takeCheapest(u);
            chosen[u] = arc;
            u = outermost(graph.tails[arc]);
            if (onPath[u] && !done[u]) {
                int whole = size++;
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
            done[path[k]] = true;
        }
        return size;
    }

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

    /** Finds the cheapest arc that enters from outside, drops those from inside, and takes its cost off all. */
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
        double least = cost[cheapest];
        for (int e = first[u]; e != NONE; e = next[e]) {
            cost[e] -= least;
        }
        return cheapest;
    }

    /** The arc that enters a contracted vertex enters one of its parts: the others keep theirs. */
    private void open(int size, Vertex vertex) {
        int waiting = 0;
        for (int v = 0; v < size; v++) {
            if (parent[v] == NONE && v != root) {
                open[waiting++] = v;
            }
        }
        while (waiting > 0) {
            int whole = open[--waiting];
            int arc = chosen[whole];
            vertex.add(arc, 1);
            for (int part = graph.heads[arc]; part != whole; part = parent[part]) {
                for (int other = firstPart[parent[part]]; other != NONE; other = nextPart[other]) {
                    if (other != part) {
                        open[waiting++] = other;
                    }
                }
            }
        }
    }
}
