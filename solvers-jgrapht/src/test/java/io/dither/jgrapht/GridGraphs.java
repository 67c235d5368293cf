package io.dither.jgrapht;

import io.dither.jgrapht.internal.data.Edges;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.jgrapht.internal.data.LazyNames;

/** Towns of two-way streets, square, as flat graphs. */
final class GridGraphs {
    private GridGraphs() {}

    /** Crossing r * side + c is named v and its number; with zones, those of the first row are closed. */
    static FlatGraph streets(int side, boolean zones) {
        Edges edges = new Edges(16);
        for (int v = 0; v < side * side; v++) {
            if (v % side + 1 < side) {
                edges.add(v, v + 1);
                edges.add(v + 1, v);
            }
            if (v + side < side * side) {
                edges.add(v, v + side);
                edges.add(v + side, v);
            }
        }
        return edges.graph(true, new LazyNames(side * side, v -> "v" + v)).closedBelow(zones ? side : 0);
    }
}
