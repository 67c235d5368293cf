package io.dither.jgrapht.internal.files;

import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.jgrapht.internal.data.VertexNumbers;
import io.dither.plugin.Lines;
import io.dither.plugin.Table;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the positions of a graph's vertices: rows below a header with {@code vertex,x,y}. Rows of vertices that are
 * not in the graph are skipped. If a vertex has several rows, the last one counts.
 */
public final class PositionReader {
    private final Lines lines;
    private final FlatGraph graph;
    private final VertexNumbers numbers;
    private final double[] x;
    private final double[] y;

    public PositionReader(Lines lines, FlatGraph graph) {
        this.lines = lines;
        this.graph = graph;
        numbers = new VertexNumbers(graph);
        x = new double[graph.vertices.size()];
        y = new double[x.length];
        Arrays.fill(x, Double.NaN); // until the position of the vertex is read
    }

    /** Returns two arrays, x and y, both by the number of the vertex. */
    public double[][] read() {
        // the header and all three columns are required
        new Table(lines, true, 3, "vertex", "x", "y").forEach(this::readRow);
        for (int v = 0; v < x.length; v++) {
            if (Double.isNaN(x[v])) {
                throw lines.incomplete("vertex '" + graph.vertices.get(v) + "' has no row, so its position is unknown");
            }
        }
        return new double[][] {x, y};
    }

    private void readRow(List<String> cells) {
        int v = numbers.find(cells.get(0));
        if (v >= 0) {
            x[v] = lines.real("x =", cells.get(1));
            y[v] = lines.real("y =", cells.get(2));
        }
    }
}
