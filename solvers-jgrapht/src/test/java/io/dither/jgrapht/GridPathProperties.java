package io.dither.jgrapht;

import static io.dither.jgrapht.Answers.assertSameValue;
import static io.dither.jgrapht.Answers.value;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dither.error.InvalidArgumentException;
import io.dither.jgrapht.graph.WeightsOn;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleGraph;

/** Paths through grids. */
class GridPathProperties {
    private static final double[] COSTS = {1, 9, 1, 1, 9, 1, 1, 1, 1};

    @Example
    void theKnownPathsAreFound() {
        assertArrayEquals(
                new double[] {1, 0, 0, 1, 0, 0, 0, 1, 1},
                GridPath.cells(3, 3, 8).solve(COSTS));
        assertArrayEquals(
                new double[] {1, 0, 0, 1, 0, 0, 1, 1, 1},
                GridPath.cells(3, 3, 4).solve(COSTS));
    }

    @Property(seed = "2", tries = 200)
    void bothAlgorithmsAgreeOnCells(
            @ForAll @IntRange(min = 1, max = 13) int rows,
            @ForAll @IntRange(min = 1, max = 13) int columns,
            @ForAll boolean diagonal,
            @ForAll long seed) {
        int neighbours = diagonal ? 8 : 4;
        GraphOracle flat = GridPath.cells(rows, columns, neighbours);
        double[] theta = RandomGraphs.theta(rows * columns, false, new Random(seed));
        FlatGraph grid = FlatGraph.compile(grid(rows, columns, diagonal));
        GraphOracle reference = JgraphtReference.path(grid, 0, rows * columns - 1, WeightsOn.VERTICES);
        assertSameValue(value(reference, theta), value(flat, theta));
    }

    private static Graph<Integer, DefaultEdge> grid(int rows, int columns, boolean diagonal) {
        Graph<Integer, DefaultEdge> grid = new SimpleGraph<>(DefaultEdge.class);
        for (int cell = 0; cell < rows * columns; cell++) {
            grid.addVertex(cell);
            for (int other = 0; other < cell; other++) {
                int down = Math.abs(cell / columns - other / columns);
                int right = Math.abs(cell % columns - other % columns);
                if (down + right == 1 || (diagonal && down == 1 && right == 1)) {
                    grid.addEdge(other, cell);
                }
            }
        }
        return grid;
    }

    /** The textbook recursion, written for grids. */
    @Property(seed = "3", tries = 200)
    void arcsAgreeWithDynamicProgramming(
            @ForAll @IntRange(min = 1, max = 9) int rows,
            @ForAll @IntRange(min = 2, max = 9) int columns,
            @ForAll long seed) {
        GraphOracle oracle = GridPath.arcs(rows, columns);
        double[] theta = RandomGraphs.theta(rows * (columns - 1) + (rows - 1) * columns, true, new Random(seed));
        double[][] least = new double[rows][columns];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                int row = r * (2 * columns - 1);
                double left = c == 0 ? Double.POSITIVE_INFINITY : least[r][c - 1] + theta[row + c - 1];
                int above = row - columns + c;
                double up = r == 0 ? Double.POSITIVE_INFINITY : least[r - 1][c] + theta[above];
                least[r][c] = r + c == 0 ? 0 : Math.min(left, up);
            }
        }
        assertSameValue(least[rows - 1][columns - 1], value(oracle, theta));
        assertEquals(rows + columns - 2, Arrays.stream(oracle.solve(theta)).sum());
    }

    @Example
    void arcsComeRowByRowRightThenDown() {
        GraphOracle oracle = GridPath.arcs(2, 3);
        assertEquals(
                List.of(
                        "(0,0)->(0,1)",
                        "(0,1)->(0,2)",
                        "(0,0)->(1,0)",
                        "(0,1)->(1,1)",
                        "(0,2)->(1,2)",
                        "(1,0)->(1,1)",
                        "(1,1)->(1,2)"),
                oracle.coordinates());
        assertEquals(40, GridPath.arcs(5, 5).dimension());
        assertEquals(Set.of(Trait.ZERO_ONE, Trait.CONSTANT_SUM), oracle.traits());
        assertEquals(Sense.MINIMIZE, oracle.sense());
    }

    @Example
    void cellsComeRowByRow() {
        GraphOracle oracle = GridPath.cells(2, 2, 8);
        assertEquals(List.of("(0,0)", "(0,1)", "(1,0)", "(1,1)"), oracle.coordinates());
        assertEquals("theta >= 0", oracle.domain().toString());
        assertEquals(Set.of(Trait.ZERO_ONE), oracle.traits());
    }

    @Example
    void impossibleGridsAreRefused() {
        assertThrows(InvalidArgumentException.class, () -> GridPath.cells(0, 3, 8));
        assertThrows(InvalidArgumentException.class, () -> GridPath.cells(3, 3, 6));
        assertThrows(InvalidArgumentException.class, () -> GridPath.cells(70_000, 70_000, 8));
        assertThrows(InvalidArgumentException.class, () -> GridPath.arcs(1, 1));
    }
}
