package io.dither.jgrapht.internal.data;

/** The connected components of a graph whose edges are added one by one (union-find). */
public final class Components {
    /** The next vertex on the way to the representative of a component; a representative is its own parent. */
    private final int[] parent;

    public Components(int vertices) {
        parent = new int[vertices];
        separate();
    }

    /** Removes all edges, so that each vertex is a component. */
    public void separate() {
        for (int v = 0; v < parent.length; v++) {
            parent[v] = v;
        }
    }

    /** Joins the components of two vertices; returns whether they were different. */
    public boolean join(int u, int v) {
        int first = representative(u);
        int second = representative(v);
        parent[first] = second;
        return first != second;
    }

    /** Returns the representative of the component of a vertex: connected vertices have the same representative. */
    public int representative(int vertex) {
        int v = vertex;
        while (parent[v] != v) {
            // path halving makes later calls faster
            parent[v] = parent[parent[v]];
            v = parent[v];
        }
        return v;
    }
}
