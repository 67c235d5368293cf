package io.dither.jgrapht.internal.data;

import io.dither.error.OracleException;
import io.dither.jgrapht.graph.WeightsOn;
import java.util.List;

/**
 * A shortest-path problem, with vertices as numbers.
 *
 * @param graph the graph
 * @param source the first vertex of paths
 * @param target the last vertex of paths
 * @param weightsOn whether theta has costs of edges or of vertices
 */
public record PathProblem(FlatGraph graph, int source, int target, WeightsOn weightsOn) {
    /** Returns whether theta has costs of vertices. */
    public boolean hasVertexCosts() {
        return weightsOn == WeightsOn.VERTICES;
    }

    /** Returns the edges or vertices of the coordinates of theta. */
    public List<?> coordinates() {
        return hasVertexCosts() ? graph.vertices : graph.edges;
    }

    /** Returns whether a vertex may be on a path, inside or as one of its ends. */
    public boolean mayPass(int vertex) {
        return !graph.closed.contains(vertex) || vertex == source || vertex == target;
    }

    /**
     * Returns whether a path may use an arc: a path leaves a closed vertex only at its source, and enters a closed
     * vertex only at its target. A closed vertex that is both source and target has no such arcs, because the path ends
     * where it starts.
     */
    boolean allowsArc(int tail, int head) {
        return (!graph.closed.contains(tail) || (tail == source && tail != target))
                && (!graph.closed.contains(head) || (head == target && head != source));
    }

    /** Fails if no path leads from the source to the target. */
    public void requirePath(Arcs outgoing) {
        if (!outgoing.reachableFrom(source)[target]) {
            throw new OracleException(
                    OracleException.Code.INFEASIBLE,
                    "no path leads from vertex '" + graph.vertices.get(source) + "' to vertex '"
                            + graph.vertices.get(target) + "'. "
                            + (graph.directed ? "Maybe an edge is missing or reversed" : "Maybe an edge is missing")
                            + (graph.closed.isEmpty()
                                    ? ""
                                    : ". Paths do not cross " + graph.closed.count()
                                            + " vertices, because of the file or no-through"));
        }
    }

    /** Fails if a search did not reach the target. */
    public static void requireReached(boolean reached) {
        if (!reached) {
            throw new OracleException(
                    OracleException.Code.INFEASIBLE,
                    "no path leads from the source to the target. Maybe an edge is missing or reversed");
        }
    }
}
