package io.dither.experiments.generators;

import io.dither.error.InvalidArgumentException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A grid of cells. Arcs join each cell to its right and lower neighbours; paths lead from the top left cell to the
 * bottom right cell.
 *
 * <p>Arcs are numbered row by row: the right arcs of a row, then its down arcs.
 *
 * @param rows the number of rows, from 2 to 1000
 * @param columns the number of columns, from 2 to 1000
 */
public record Grid(int rows, int columns) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,4})x(\\d{1,4})");
    /** The largest number of rows, and of columns. */
    private static final int MOST_ROWS = 1000;

    /**
     * Checks the size.
     *
     * @throws InvalidArgumentException if the number of rows or columns is out of its range
     */
    public Grid {
        if (Math.min(rows, columns) < 2 || Math.max(rows, columns) > MOST_ROWS) {
            throw malformed(rows + "x" + columns, "does not have from 2 to " + MOST_ROWS + " rows and columns");
        }
    }

    /**
     * Reads a text such as 5x5.
     *
     * @param text the text
     * @return the grid
     * @throws InvalidArgumentException if it is not a size, or a number is out of its range
     */
    public static Grid parse(String text) {
        Matcher matcher = TEXT.matcher(text.trim());
        if (!matcher.matches()) {
            throw malformed(text, "is not a size");
        }
        return new Grid(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    private static InvalidArgumentException malformed(String text, String problem) {
        return new InvalidArgumentException(
                "grid = '" + text + "' " + problem, "Maybe write it as rows x columns, like 5x5");
    }

    /** {@return the number of arcs} */
    public int arcs() {
        return rows * (columns - 1) + (rows - 1) * columns;
    }

    /** {@return the text form of the oracle whose solutions are the paths of this grid} */
    public String oracle() {
        return "jgrapht-grid-arcs:rows=" + rows + ",cols=" + columns;
    }

    @Override
    public String toString() {
        return rows + "x" + columns;
    }
}
