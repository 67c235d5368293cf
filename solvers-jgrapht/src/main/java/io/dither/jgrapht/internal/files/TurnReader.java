package io.dither.jgrapht.internal.files;

import io.dither.jgrapht.internal.data.Arcs;
import io.dither.jgrapht.internal.data.Edges;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.jgrapht.internal.data.Turns;
import io.dither.jgrapht.internal.data.VertexNumbers;
import io.dither.plugin.Lines;
import io.dither.plugin.Table;
import java.util.List;

/**
 * Reads turns, one per row below the header {@code via-from,via,via-to}: each leads from the first vertex over the
 * second to the third.
 */
public final class TurnReader {
    private final Lines lines;
    private final FlatGraph graph;
    private final VertexNumbers numbers;
    private final Arcs outgoing;
    /** The turns, as pairs of numbers of edges: the tail is the edge before the turn, the head the edge after it. */
    private final Edges turns = new Edges(16);

    public TurnReader(Lines lines, FlatGraph graph) {
        Turns.requireDirected(graph);
        this.lines = lines;
        this.graph = graph;
        numbers = new VertexNumbers(graph);
        outgoing = Arcs.outgoing(graph);
    }

    public Turns read() {
        // the header and all three columns are required
        new Table(lines, true, 3, "via-from", "via", "via-to").forEach(this::readRow);
        return new Turns(graph, turns.tails(), turns.heads());
    }

    private void readRow(List<String> cells) {
        int via = vertex(cells.get(1));
        turns.add(edge(vertex(cells.get(0)), via), edge(via, vertex(cells.get(2))));
    }

    private int vertex(String name) {
        int number = numbers.find(name);
        if (number < 0) {
            throw lines.malformed("'" + name + "' is not a vertex of the graph");
        }
        return number;
    }

    private int edge(int tail, int head) {
        int edge = -1;
        for (int a = outgoing.firstArc[tail]; a < outgoing.firstArc[tail + 1]; a++) {
            if (outgoing.ends[a] == head) {
                if (edge >= 0) {
                    throw lines.malformed(
                            edgeName(tail, head) + " names two edges, so a turn given by vertices is ambiguous");
                }
                edge = outgoing.edges[a];
            }
        }
        if (edge < 0) {
            throw lines.malformed(edgeName(tail, head) + " is not an edge of the graph");
        }
        return edge;
    }

    private String edgeName(int tail, int head) {
        return "'" + graph.vertices.get(tail) + "->" + graph.vertices.get(head) + "'";
    }
}
