package io.dither.data;

import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;

/** Reads examples from histories in three layouts: long, wide and shared. */
public final class Layouts {
    private Layouts() {}

    /**
     * Reads the layout long: a line for each example and coordinate, with the number or name of the coordinate, its
     * features, and its value in the decision.
     *
     * <p>Coordinates are named by the oracle's names, by numbers from 0, or by texts, if all examples list the
     * same texts in the order of the oracle. Coordinates of an {@link io.dither.oracle.capability.Exchangeable} oracle
     * may have any labels, and an example may lack some of the labels that other examples have. Pairs have a row and a
     * column ({@link ColumnRoles.Role#ROW}). The cluster, the weight and the columns in the braces of the oracle's text must be the same on all lines of an
     * example.
     *
     * @param history the lines, in any order
     * @param roles the roles of the columns
     * @param oracles the oracle of each example; in its text, {@code {d}} stands for the number of its lines, {@code {rows}} and {@code {cols}} for the numbers
     *     of rows and columns of its pairs
     * @return the examples, with one row of features per coordinate
     * @throws DataException if an entry is missing, occurs twice or does not fit; the message has the line
     * @throws InvalidArgumentException if the text of the oracle is wrong for every line
     */
    public static Examples readLong(History history, ColumnRoles roles, OracleTexts oracles) {
        return new LongLayout(history, roles, oracles).read();
    }

    /**
     * Reads the layout wide: a line for each example, with features that all coordinates share, and a decision as in {@link DecisionText}. A column of true
     * costs, if there is one, has the costs of all coordinates, such as {@code [2 0.5 1]}.
     *
     * @param history the lines, in any order
     * @param roles the roles of the columns
     * @param oracles the oracle of each example
     * @return the examples, each with one row of features; with habits, a row of features per coordinate
     * @throws DataException if an entry is missing, occurs twice or does not fit; the message has the line
     * @throws InvalidArgumentException if the text of the oracle is wrong for every line, or this layout does not use a role
     */
    public static Examples readWide(History history, ColumnRoles roles, OracleTexts oracles) {
        return new WideLayout(history, roles, oracles).read();
    }

    /**
     * Reads the layout shared, which has two files. The first file has a line for each coordinate, with features that all examples share. The second file has a
     * line for each example, with a decision as in {@link DecisionText} and the columns in the braces of the oracle's text.
     *
     * <p>A line of the first file belongs to the coordinate that its coordinate column gives, by a number from 0 or a name. Without such
     * a column, the columns {@code source} and {@code target} give it if the oracle names its coordinates; otherwise lines are in the
     * order of the oracle's coordinates.
     *
     * @param coordinates the lines of the coordinates; features, costs, offsets and {@link ColumnRoles.Role#NOISE_BY} are columns of these lines
     * @param history the lines of the examples, in any order
     * @param roles the roles of the columns
     * @param oracles the oracle of each example; in its text, {@code {d}} stands for the number of coordinates
     * @return the examples, which share their features
     * @throws DataException if an entry is missing, occurs twice or does not fit; the message has the line
     * @throws InvalidArgumentException if the text of the oracle is wrong for every line
     */
    public static Examples readShared(History coordinates, History history, ColumnRoles roles, OracleTexts oracles) {
        return new SharedLayout(coordinates, history, roles, oracles).read();
    }
}
