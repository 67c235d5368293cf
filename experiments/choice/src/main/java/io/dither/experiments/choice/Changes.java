package io.dither.experiments.choice;

import io.dither.data.History;
import io.dither.error.Arguments;
import io.dither.error.DataException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Changes of columns, each made of the rows as they were.
 *
 * @param columns the new number of each column
 */
record Changes(Map<String, Expression> columns) {
    private static final Pattern ASSIGNMENT = Pattern.compile("\\s*([\\p{L}\\p{N}_.$]+|`[^`]+`)\\s*=(?!=)(.*)");
    private static final Pattern FIRST = Pattern.compile("\\s*([\\p{L}_][\\p{L}\\p{N}_.$]*|`[^`]+`)\\s*[-+*/].*");

    /**
     * Reads changes such as {@code CAR_CO*1.2} and {@code CAR_AV=0}.
     *
     * @param texts the changes
     * @param rows what is changed
     */
    static Changes of(List<String> texts, History rows) {
        Map<String, Expression> columns = new LinkedHashMap<>();
        for (String text : texts) {
            Matcher assignment = ASSIGNMENT.matcher(text);
            Matcher first = FIRST.matcher(text);
            boolean isAssigned = assignment.matches();
            Arguments.require(
                    isAssigned || first.matches(),
                    "--set = " + text + " does not begin with the column that it changes",
                    "Maybe CAR_CO*1.2 or CAR_CO=100");
            String column = (isAssigned ? assignment : first).group(1).replace("`", "");
            Expression value = Expression.parse(isAssigned ? assignment.group(2) : text, "");
            require(rows, column);
            value.columns().forEach(read -> require(rows, read));
            Arguments.require(
                    columns.put(column, value) == null,
                    "--set changes '" + column + "' twice",
                    "Maybe one change, such as " + column + "=" + column + "*1.2+10");
        }
        return new Changes(columns);
    }

    private static void require(History rows, String column) {
        if (!rows.columns().contains(column)) {
            throw new DataException(
                    rows.source(),
                    0,
                    "has no column '" + column + "', but " + String.join(", ", rows.columns())
                            + ". Maybe the name is misspelt");
        }
    }

    boolean isEmpty() {
        return columns.isEmpty();
    }

    /** Returns rows with the changes. */
    History of(History rows) {
        List<String> names = rows.columns();
        return History.derived(rows, names, (row, lines) -> {
            @Nullable Object[] cells = new @Nullable Object[names.size()];
            for (int k = 0; k < cells.length; k++) {
                Expression changed = columns.get(names.get(k));
                cells[k] = changed == null ? row.value(names.get(k)) : (Double) changed.of(row);
            }
            lines.accept(cells);
        });
    }

    /** Returns the rows where a condition holds; all without one. */
    static History only(History rows, Optional<String> condition) {
        if (condition.isEmpty()) {
            return rows;
        }
        Expression only = Expression.parse(condition.get(), "");
        only.columns().forEach(read -> require(rows, read));
        List<String> names = rows.columns();
        return History.derived(rows, names, (row, lines) -> {
            if (only.of(row) != 0) {
                lines.accept(names.stream().map(row::value).toArray());
            }
        });
    }
}
