package io.dither.data;

import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;

/** Reads examples from histories in the three layouts that they come in. */
public final class Layouts {
    private Layouts() {}

    /**
     * Reads the layout long: a line for each example and coordinate, with its features, its number or name, and what was decided of it.
     *
     * <p>Coordinates come in the order of the oracle: by its names, by numbers from 0 to d - 1, or in the order of the first example if all
     * examples list the same texts in that order. Those of an {@link io.dither.oracle.capability.Exchangeable} oracle are labels of any
     * order, of which an example may lack some. Pairs have a row and a column ({@link ColumnRoles.Role#ROW}). Columns in the braces of the
     * oracle's text, the cluster and the weight are the same on all lines of an example.
     *
     * @param history the lines, in any order
     * @param roles what the columns are
     * @param oracles the oracle of each example; {@code {d}} is the number of its lines, {@code {rows}} and
     *     {@code {cols}} are those of its pairs
     * @return the examples, with one row of features a coordinate
     * @throws DataException if something is missing, there twice, or does not fit: with the line
     * @throws InvalidArgumentException if the text of the oracle is wrong for every line
     */
    public static Examples readLong(History history, ColumnRoles roles, OracleTexts oracles) {
        return new LongLayout(history, roles, oracles).read();
    }

    /**
     * Reads the layout wide: a line for each example, with features that all coordinates share and a decision as in {@link
     * DecisionText}; true costs in brackets.
     *
     * @param history the lines, in any order
     * @param roles what the columns are
     * @param oracles the oracle of each example
     * @return the examples, with one row of features each
     * @throws DataException if something is missing, there twice, or does not fit: with the line
     * @throws InvalidArgumentException if the text of the oracle is wrong for every line, or a role has no meaning
     */
    public static Examples readWide(History history, ColumnRoles roles, OracleTexts oracles) {
        return new WideLayout(history, roles, oracles).read();
    }

    /**
     * Reads the layout shared: one file with a line for each coordinate and its features, the same for all examples, and another with
     * a line for each example: a decision as in {@link DecisionText}, and the columns in the braces of the oracle's text.
     *
     * <p>Lines of the first stand in the order of the oracle's coordinates. Where they have a coordinate column, its numbers from 0 are
     * that order; otherwise where they have columns {@code source} and {@code target} and the oracle names its coordinates, lines find
     * their coordinate by these.
     *
     * @param coordinates the lines of the coordinates; features, cost, offset and what noise follows are columns of these
     * @param history the lines of the examples, in any order
     * @param roles what the columns are
     * @param oracles the oracle of each example; {@code {d}} is the number of coordinates
     * @return the examples, which share their features
     * @throws DataException if something is missing, there twice, or does not fit: with the line
     * @throws InvalidArgumentException if the text of the oracle is wrong for every line
     */
    public static Examples readShared(History coordinates, History history, ColumnRoles roles, OracleTexts oracles) {
        return new SharedLayout(coordinates, history, roles, oracles).read();
    }
}
