package io.dither.experiments.look;

import io.dither.data.Row;
import io.dither.error.DataException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** A summary of a column: its type, its missing values, and the cells that do not fit. */
final class ColumnLook {
    /** A column has numbers if at most one cell in this many is something else. */
    private static final int CELLS_PER_OUTLIER = 10;
    /** At most this many distinct values, and this many cells that are not numbers, are stored. */
    private static final int MOST_VALUES = 10_000;

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}([T ].*)?");
    private static final Set<String> MISSING = Set.of("na", "n/a", "nan", "null", "none", "-", "?");

    /** Types of columns. */
    enum Type {
        NUMBER,
        /** 0 and 1, true and false, or yes and no, also mixed. */
        TRUTH,
        DATE,
        TEXT
    }

    /** A cell that is not of the type of most cells. */
    record Outlier(long line, String text) {}

    private final String name;
    private final List<Outlier> notNumbers = new ArrayList<>();
    private final Set<String> values = new LinkedHashSet<>();
    /** Whether a stored value occurs in more than one row. */
    private boolean hasRepeats;

    private long missing;
    private long rows;
    /** The number of cells that are dates. */
    private long dates;
    /** The number of cells that are truth values. */
    private long truths;
    /** The number of cells that are neither missing nor numbers; only the first of them are stored. */
    private long notNumberCount;

    ColumnLook(String name) {
        this.name = name;
    }

    void add(Row row) {
        rows++;
        String text = row.isMissing(name) ? "" : row.text(name).strip();
        if (text.isEmpty() || MISSING.contains(text.toLowerCase(Locale.ROOT))) {
            missing++;
            return;
        }
        if (values.contains(text)) {
            hasRepeats = true;
        } else if (values.size() < MOST_VALUES) {
            values.add(text);
        }
        dates += DATE.matcher(text).matches() ? 1 : 0;
        truths += isTruth(text) ? 1 : 0;
        if (!isNumber(row)) {
            notNumberCount++;
            if (notNumbers.size() < MOST_VALUES) {
                notNumbers.add(new Outlier(row.line(), text));
            }
        }
    }

    private static boolean isTruth(String text) {
        return text.matches("(?i)0|1|true|false|yes|no");
    }

    private boolean isNumber(Row row) {
        try {
            row.number(name);
            return true;
        } catch (DataException notANumber) {
            return false;
        }
    }

    String name() {
        return name;
    }

    long missing() {
        return missing;
    }

    /** Returns the distinct values in the order of the file, up to 10,000 of them. */
    Set<String> values() {
        return values;
    }

    Type type() {
        long present = rows - missing;
        if (present == 0) {
            return Type.TEXT;
        }
        if (dates == present) {
            return Type.DATE;
        }
        // notNumberCount counts a quoted cell such as " yes": isTruth accepts it, but Row.number refuses its space
        if (truths == present && notNumberCount == 0) {
            return Type.TRUTH;
        }
        return notNumberCount * CELLS_PER_OUTLIER <= present ? Type.NUMBER : Type.TEXT;
    }

    /** Returns whether the column has numbers or truth values. */
    boolean isNumeric() {
        return type() == Type.NUMBER || type() == Type.TRUTH;
    }

    boolean isConstant() {
        return values.size() < 2;
    }

    /** Returns whether no two rows have the same value; after 10,000 distinct values, repeats of later values are not noticed. */
    boolean isUnique() {
        return missing == 0 && !hasRepeats;
    }

    /** Returns the cells that are not numbers, if the column has numbers; otherwise none. */
    List<Outlier> outliers() {
        return type() == Type.NUMBER ? notNumbers : List.of();
    }
}
