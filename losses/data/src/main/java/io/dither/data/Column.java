package io.dither.data;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table to be written.
 *
 * @param name its name
 * @param type the type of its cells
 */
public record Column(String name, Type type) {
    /** The type of the cells of a column. */
    public enum Type {
        /** A {@code String}. */
        TEXT("text"),
        /** A finite {@code Double}. */
        NUMBER("double precision"),
        /** A {@code Long} or {@code Integer}. */
        WHOLE("bigint");

        private final String sql;

        Type(String sql) {
            this.sql = sql;
        }

        /** {@return the name of the type in SQL} */
        public String sql() {
            return sql;
        }
    }

    /**
     * Makes a column of texts.
     *
     * @param name its name
     * @return the column
     */
    public static Column text(String name) {
        return new Column(name, Type.TEXT);
    }

    /**
     * Makes a column of doubles.
     *
     * @param name its name
     * @return the column
     */
    public static Column number(String name) {
        return new Column(name, Type.NUMBER);
    }

    /**
     * Makes a column of whole numbers.
     *
     * @param name its name
     * @return the column
     */
    public static Column whole(String name) {
        return new Column(name, Type.WHOLE);
    }

    /**
     * Requires that a row has a cell for each column, and that the cell has the type of the column.
     *
     * @param columns the columns
     * @param cells a cell per column, null for an empty cell; read only
     * @throws InvalidArgumentException if the row does not fit
     */
    public static void check(List<Column> columns, @Nullable Object[] cells) {
        Arguments.require(
                cells.length == columns.size(),
                "a row has " + cells.length + " cells, but the table has " + columns.size() + " columns",
                "Maybe give null for an empty cell");
        for (int i = 0; i < cells.length; i++) {
            columns.get(i).check(cells[i]);
        }
    }

    private void check(@Nullable Object cell) {
        boolean isOfType = cell == null
                || switch (type) {
                    case TEXT -> cell instanceof String;
                    case NUMBER -> cell instanceof Double number && Double.isFinite(number);
                    case WHOLE -> cell instanceof Long || cell instanceof Integer;
                };
        Arguments.require(
                isOfType,
                "column '" + name + "' cannot hold " + cell + ", which is not a " + type,
                "Maybe give null for an empty cell");
    }
}
