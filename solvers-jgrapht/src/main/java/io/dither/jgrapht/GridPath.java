package io.dither.jgrapht;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.jgrapht.graph.WeightsOn;
import io.dither.jgrapht.internal.data.Edges;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.jgrapht.internal.data.LazyNames;
import io.dither.oracle.Trait;
import java.util.List;

/**
 * Cheapest paths through a grid, from its top left to its bottom right cell. Minimises the sum of the costs on the
 * path.
 *
 * <p>Cells are numbered row by row. Vlastelica et al. (2020) use paths over cells, Elmachtoub and Grigas (2022) paths
 * over arcs.
 */
public final class GridPath {
    /** With more cells, the arrays of the graph take gigabytes, and one path takes minutes. */
    private static final int MAX_CELLS = 10_000_000;

    private GridPath() {}

    /**
     * Makes the oracle of paths over cells: theta[r * columns + c] is the cost of the cell in row r and column c. The
     * cost of a path includes the costs of both end cells.
     *
     * @param rows the number of rows, at least 1
     * @param columns the number of columns, at least 1
     * @param neighbours 4 (steps across the sides of a cell) or 8 (across its corners too)
     * @return the oracle, a minimiser whose domain is theta &gt;= 0, of dimension rows * columns
     * @throws InvalidArgumentException if an argument is out of range
     */
    public static GraphOracle cells(int rows, int columns, int neighbours) {
        Arguments.require(
                neighbours == 4 || neighbours == 8,
                "neighbours = " + neighbours + " is neither 4 nor 8",
                "Maybe choose 8, which adds the diagonal steps");
        int cells = cellCount(rows, columns);
        Edges edges = new Edges(4 * cells);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                int cell = r * columns + c;
                addIf(edges, c + 1 < columns, cell, cell + 1);
                addIf(edges, neighbours == 8 && r + 1 < rows && c > 0, cell, cell + columns - 1);
                addIf(edges, r + 1 < rows, cell, cell + columns);
                addIf(edges, neighbours == 8 && r + 1 < rows && c + 1 < columns, cell, cell + columns + 1);
            }
        }
        return oracle(edges.graph(false, names(cells, columns)), WeightsOn.VERTICES);
    }

    /**
     * Makes the oracle of paths over arcs that lead right or down. Theta has the costs of the arcs, of any sign: for
     * each row first the arcs to the right, then the arcs down to the next row.
     *
     * @param rows the number of rows, at least 1
     * @param columns the number of columns, at least 1; the grid must have more than one cell
     * @return the oracle, a minimiser of dimension rows * (columns - 1) + (rows - 1) * columns
     * @throws InvalidArgumentException if an argument is out of range
     */
    public static GraphOracle arcs(int rows, int columns) {
        int cells = cellCount(rows, columns);
        Edges edges = new Edges(2 * cells);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c + 1 < columns; c++) {
                edges.add(r * columns + c, r * columns + c + 1);
            }
            for (int c = 0; c < columns; c++) {
                addIf(edges, r + 1 < rows, r * columns + c, (r + 1) * columns + c);
            }
        }
        // the sum of y is constant: every path has rows + columns - 2 arcs
        return oracle(edges.graph(true, names(cells, columns)), WeightsOn.EDGES, Trait.CONSTANT_SUM);
    }

    private static GraphOracle oracle(FlatGraph graph, WeightsOn weightsOn, Trait... traits) {
        return new PathFamily(graph, weightsOn, traits).oracle(0, graph.vertices.size() - 1);
    }

    private static void addIf(Edges edges, boolean exists, int tail, int head) {
        if (exists) {
            edges.add(tail, head);
        }
    }

    private static List<String> names(int cells, int columns) {
        return new LazyNames(cells, cell -> "(" + cell / columns + "," + cell % columns + ")");
    }

    private static int cellCount(int rows, int columns) {
        Arguments.atLeast("rows", rows, 1);
        Arguments.atLeast("cols", columns, 1);
        Arguments.require(
                (long) rows * columns <= MAX_CELLS,
                "rows * cols = " + (long) rows * columns + " is above " + MAX_CELLS,
                "Maybe a coarser grid will do");
        return rows * columns;
    }
}
