package io.dither.jgrapht.internal.data;

import io.dither.error.OracleException;
import io.dither.jgrapht.graph.WeightsOn;
import java.util.List;

/** A shortest-path problem in numbers: from one vertex to another, with costs on edges or on vertices. */
public record PathProblem(FlatGraph graph, int source, int target, WeightsOn weightsOn) {
    public boolean onVertices() {
        return weightsOn == WeightsOn.VERTICES;
    }

    /** The edges or vertices of the coordinates of theta. */
    public List<?> coordinates() {
        return onVertices() ? graph.vertices : graph.edges;
    }

    /** Returns whether a path may lead over a vertex, its ends among them. */
    public boolean mayHold(int vertex) {
        return !graph.closed.holds(vertex) || vertex == source || vertex == target;
    }

    /** Returns whether a path may lead along an arc: out of a closed vertex only at its source, into one only at its target. */
    boolean allows(int tail, int head) {
        return (!graph.closed.holds(tail) || (tail == source && tail != target))
                && (!graph.closed.holds(head) || (head == target && head != source));
    }

    public void requirePath(Arcs outgoing) {
        if (!outgoing.reach(source)[target]) {
            throw new OracleException(
                    OracleException.Code.INFEASIBLE,
                    "no path leads from vertex '" + graph.vertices.get(source) + "' to vertex '"
                            + graph.vertices.get(target) + "'; "
                            + (graph.directed ? "edges are directed: is one turned round?" : "is an edge missing?")
                            + (graph.closed.isEmpty()
                                    ? ""
                                    : " Paths do not cross " + graph.closed.count() + " of the vertices, by the file or"
                                            + " no-through"));
        }
    }

    /** Requires that a search can still reach the target. */
    public static void requireReached(boolean reached) {
        if (!reached) {
            throw new OracleException(
                    OracleException.Code.INFEASIBLE,
                    "no path leads from the source to the target. Maybe an edge is missing or turned round");
        }
    }
}
