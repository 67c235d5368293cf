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
     * <p>Coordinates are named by the oracle's names or those of {@link ColumnRoles.Role#ALTERNATIVES}, by numbers from 0, or by texts,
     * if all examples list the same texts in the order of the oracle. If the oracle is {@link io.dither.oracle.capability.Exchangeable}
     * and has no names, coordinates (pairs, if it exchanges rows and columns) may have any labels, and an example may lack some of the
     * labels that other examples have. Pairs have a row and a column ({@link ColumnRoles.Role#ROW}). All columns that belong to the example
     * must be the same on all of its lines: the cluster, the weight, the time, and the columns of membership, of {@code by} in {@link Habits},
     * and in the braces of the oracle's text.
     *
     * @param history the lines, in any order
     * @param roles the roles of the columns
     * @param oracles the oracle of each example; in its text, {@code {d}} stands for the number of its lines, {@code {rows}} and {@code {cols}} for the numbers
     *     of rows and columns of its pairs
     * @return the examples, with one row of features per coordinate
     * @throws DataException if an entry is missing, occurs twice or does not fit; the message has the line
     * @throws InvalidArgumentException if the text of the oracle is wrong for every line, this layout does not use a role, or examples
     * list different texts as coordinates
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
     * @param oracles the oracle of each example; its text cannot have {@code {d}}
     * @return the examples, each with one row of features; with habits, a row of features per coordinate
     * @throws DataException if an entry is missing, occurs twice or does not fit; the message has the line
     * @throws InvalidArgumentException if the text of the oracle is wrong for every line, or this layout does not use a role
     */
    public static Examples readWide(History history, ColumnRoles roles, OracleTexts oracles) {
        return new WideLayout(history, roles, oracles).read();
    }

    /**
     * Reads the layout shared, which has two files. The first file has a line for each coordinate, with features that all examples share. With
     * a column of {@link ColumnRoles.Role#VARY_BY}, such as the hour, it has a line for each coordinate and hour, with features that all
     * examples of this hour share. The second file has a line for each example, with a decision as in {@link DecisionText} and the columns
     * in the braces of the oracle's text.
     *
     * <p>A line of the first file belongs to the coordinate that its coordinate column gives, by a number from 0 or a name. Without such
     * a column, the columns {@code source} and {@code target} give it if the oracle names its coordinates; otherwise lines are in the
     * order of the oracle's coordinates.
     *
     * @param coordinates the lines of the coordinates; features, costs, offsets and {@link ColumnRoles.Role#NOISE_BY} are columns of these lines
     * @param history the lines of the examples, in any order
     * @param roles the roles of the columns
     * @param oracles the oracle of each example; in its text, {@code {d}} stands for the number of coordinates
     * @return the examples, which share the features of the coordinates
     * @throws DataException if an entry is missing, occurs twice or does not fit; the message has the line
     * @throws InvalidArgumentException if the text of the oracle is wrong for every line, or this layout does not use a role
     */
    public static Examples readShared(History coordinates, History history, ColumnRoles roles, OracleTexts oracles) {
        return new SharedLayout(coordinates, history, roles, oracles).read();
    }
}
