package io.dither.jgrapht;

import io.dither.error.Arguments;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.jgrapht.internal.data.PathProblem;
import io.dither.oracle.Vertex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Computes the normals of the binding constraints at a path. The constraints are those of a flow: as much leaves a
 * vertex as enters it, except at the ends, and edges are at least 0.
 */
final class FlowNormals {
    private FlowNormals() {}

    static Optional<List<Vertex>> at(PathProblem problem, Vertex y) {
        FlatGraph graph = problem.graph();
        if (problem.onVertices() || !graph.directed || !graph.closed.isEmpty()) {
            return Optional.empty();
        }
        int edges = graph.tails.length;
        List<Vertex> normals = new ArrayList<>();
        for (int v = 0; v < graph.vertices.size(); v++) {
            for (int side = -1; side <= 1; side += 2) {
                normals.add(new Vertex(edges));
            }
        }
        for (int e = 0; e < edges; e++) {
            if (graph.tails[e] != graph.heads[e]) {
                normals.get(2 * graph.tails[e]).add(e, 1);
                normals.get(2 * graph.tails[e] + 1).add(e, -1);
                normals.get(2 * graph.heads[e]).add(e, -1);
                normals.get(2 * graph.heads[e] + 1).add(e, 1);
            }
        }
        double[] dense = Arguments.length("y", y.toArray(), edges);
        for (int e = 0; e < edges; e++) {
            if (dense[e] == 0) {
                Vertex normal = new Vertex(edges);
                normal.add(e, -1);
                normals.add(normal);
            }
        }
        return Optional.of(normals);
    }
}
