package io.dither.data;

import io.dither.data.formula.Cells;
import io.dither.data.formula.Truth;
import io.dither.error.DataException;
import java.math.BigDecimal;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of a {@link History}. Callers read a cell as a text or as a number; if the cell holds something else, the exception names the line, the column and the
 * content or its class. If a row has more or fewer fields than columns, reading any of its cells throws. Immutable.
 */
public final class Row implements Cells {
    /** Texts that programs write for a missing value, in lower case. */
    private static final Set<String> MISSING =
            Set.of("na", "n/a", "#n/a", "<na>", "nan", "#nan", "null", "none", "nil", "nat", "-", "?");

    private static final Object[] NONE = {};

    private final Header header;
    private final long line;
    /** The cells; empty if {@link #fields} holds them. */
    private final @Nullable Object[] cells;
    /** The cells of a line of a text file; null if {@link #cells} holds them. */
    private final @Nullable Fields fields;

    /** The fields of a line: for each field its start and its end (exclusive) in a text, which may have other lines too. */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    record Fields(char[] text, int[] bounds) {
        int size() {
            return bounds.length / 2;
        }

        String get(int field) {
            return new String(text, bounds[2 * field], bounds[2 * field + 1] - bounds[2 * field]);
        }

        boolean equals(int field, String other) {
            int from = bounds[2 * field];
            boolean isSame = bounds[2 * field + 1] - from == other.length();
            for (int i = 0; i < other.length() && isSame; i++) {
                isSame = text[from + i] == other.charAt(i);
            }
            return isSame;
        }

        /** Returns the same fields without the other lines of the text. */
        Fields withoutOtherLines() {
            int from = size() == 0 ? 0 : bounds[0];
            int to = size() == 0 ? 0 : bounds[bounds.length - 1];
            return new Fields(
                    Arrays.copyOfRange(text, from, to),
                    Arrays.stream(bounds).map(bound -> bound - from).toArray());
        }

        String[] all() {
            String[] all = new String[size()];
            Arrays.setAll(all, this::get);
            return all;
        }

        /**
         * Returns the number in a field; NaN if the field is not plain. A plain field has 1 to 15 digits, and
         * optionally a point and a minus. The digits and the power of ten are then exact doubles, so that their
         * quotient is the double nearest to the number.
         */
        double number(int field) {
            int from = bounds[2 * field];
            int to = bounds[2 * field + 1];
            boolean isNegative = from < to && text[from] == '-';
            long digits = 0;
            int count = 0;
            int point = -1;
            for (int i = isNegative ? from + 1 : from; i < to; i++) {
                char c = text[i];
                if (c >= '0' && c <= '9') {
                    digits = 10 * digits + (c - '0');
                    count++;
                } else if (c == '.' && point < 0) {
                    point = i;
                } else {
                    return Double.NaN;
                }
            }
            if (count == 0 || count > MAX_DIGITS) {
                return Double.NaN;
            }
            double magnitude = point < 0 ? digits : digits / POWERS[to - point - 1];
            return isNegative ? -magnitude : magnitude;
        }
    }

    /** The largest number of digits for which a double holds each whole number exactly. */
    private static final int MAX_DIGITS = 15;
    /** Powers of ten; all are exact. */
    private static final double[] POWERS = new double[MAX_DIGITS + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = 10 * POWERS[i - 1];
        }
    }

    Row(Header header, long line, @Nullable Object[] cells) {
        this.header = header;
        this.line = line;
        this.cells = cells;
        fields = null;
    }

    Row(Header header, long line, Fields fields) {
        this.header = header;
        this.line = line;
        cells = NONE;
        this.fields = fields;
    }

    /** Returns the same row, which does not keep other lines of the file in memory. */
    Row withoutOtherLines() {
        return fields == null ? this : new Row(header, line, fields.withoutOtherLines());
    }

    /** Returns a row of another line of the same source without cells, for messages. */
    Row withoutCells(long otherLine) {
        return new Row(header, otherLine, NONE);
    }

    /**
     * Returns the line of the row.
     *
     * @return the line number in the file, or the number of the row in the answer to a query or in memory, from 1
     */
    public long line() {
        return line;
    }

    Header header() {
        return header;
    }

    /**
     * {@return the content of a cell as it was read: a text, a number or another object; null for a missing value in a
     * database or in memory, and the empty text for an empty field of a file}
     *
     * @param column the name of the column
     * @throws DataException if there is no such column
     */
    public @Nullable Object value(String column) {
        return cell(column);
    }

    /**
     * Returns whether a cell is empty: an empty field of a file, or null or the empty text in a database or in memory.
     *
     * @param column the name of the column
     * @return whether it is missing
     * @throws DataException if there is no such column
     */
    public boolean isMissing(String column) {
        Object cell = cell(column);
        return cell == null || cell.equals("");
    }

    /**
     * Returns the text of a cell. Whole numbers of a database are written without a point, except doubles from 1e15 on, which become texts such as 1.0E15.
     * Times of {@code java.time} are in ISO 8601; others are written by their {@code toString}, such as 2026-11-28 08:30:00.0 for {@code java.sql.Timestamp}. In
     * a file with decimal commas, a number such as 1,5 becomes 1.5.
     *
     * @param column the name of the column
     * @return the text, not empty
     * @throws DataException if there is no such column, or the cell is empty, is a number that is not finite, or is not a text, number, truth value, time or UUID
     */
    @Override
    public String text(String column) {
        Object cell = requirePresent(column);
        if (cell instanceof Number number) {
            requireFinite(column, cell, number.doubleValue());
            return textOf(number);
        }
        if (cell instanceof String text) {
            return header.hasDecimalCommas() ? CsvForm.withPoint(text) : text;
        }
        boolean hasText =
                cell instanceof Boolean || cell instanceof Temporal || cell instanceof Date || cell instanceof UUID;
        if (!hasText) {
            throw problem("column '" + column + "' holds a " + cell.getClass().getSimpleName()
                    + ", neither text nor number. Maybe turn it into one in the query");
        }
        return cell.toString();
    }

    /**
     * {@return the number of a cell: the double nearest to the decimal number of a file, or to the number of a
     * database; 1 for true or yes, 0 for false or no}
     *
     * @param column the name of the column
     * @throws DataException if there is no such column, or the cell is empty, is not a number, or is not finite
     */
    @Override
    public double number(String column) {
        return number(column, "it is misspelt, or the column belongs to the categories");
    }

    /**
     * Returns whether a cell is equal to a text, without creating a String. It is always false for an empty cell, and for
     * cells that may need a conversion, such as cells of databases and of files with decimal commas: call {@link #text}
     * then, which refuses empty cells.
     */
    boolean holds(String column, String text) {
        return fields != null && !text.isEmpty() && !header.hasDecimalCommas() && fields.equals(index(column), text);
    }

    /**
     * Returns a text that is the same for cells of equal value: equal numbers, such as 8, 8.0 and 08, or equal truth
     * values.
     */
    String key(String column) {
        String text = text(column).strip();
        try {
            return isDecimal(text)
                    ? new BigDecimal(text).stripTrailingZeros().toString()
                    : Truth.of(text).map(String::valueOf).orElse(text);
        } catch (NumberFormatException word) {
            return text;
        }
    }

    /**
     * Reads a number. If the cell is not a number, the message ends with the hint, unless its text suggests another
     * advice: a missing value such as NA, a decimal comma, or marks between thousands.
     */
    double number(String column, String hint) {
        if (fields != null && !header.hasDecimalCommas()) {
            double number = fields.number(index(column));
            if (!Double.isNaN(number)) {
                return number;
            }
        }
        Object cell = requirePresent(column);
        if (cell instanceof Number number) {
            return requireFinite(column, cell, number.doubleValue());
        }
        String text = cell.toString();
        Optional<Boolean> truth = Truth.of(text);
        if (truth.isPresent()) {
            return truth.get() ? 1 : 0;
        }
        return parse(column, text, hint);
    }

    /** Reads a number from a part of a cell, or from all of it. */
    double parse(String column, String text, String hint) {
        boolean hasCommas = header.hasDecimalCommas();
        String withPoint = hasCommas ? CsvForm.withPoint(text) : text;
        try {
            if (isDecimal(withPoint) && !(hasCommas && text.contains("."))) {
                return requireFinite(column, text, Double.parseDouble(withPoint));
            }
        } catch (NumberFormatException malformed) {
            // signs and points in a wrong order
        }
        String start = "column '" + column + "' holds '" + text + "', ";
        if (MISSING.contains(text.toLowerCase(Locale.ROOT))) {
            throw problem(start + "a missing value. " + adviceOnMissing());
        }
        boolean isPoint = hasCommas && isDecimal(withPoint) && text.contains(".");
        throw problem(start
                + (isPoint ? "a point where decimals have commas. Maybe " : "not a finite number. Maybe ")
                + advice(text, isPoint, hint));
    }

    /** Returns what to do about a text that is not a number. It names options such as --decimal only for a file. */
    private String advice(String text, boolean isPoint, String hint) {
        if (isPoint) {
            return "leave out points between thousands" + (header.isFile() ? ", or --decimal point" : "");
        }
        String option = header.isFile() ? ", or --decimal comma" : "";
        if (CsvForm.hasThousands(text)) {
            boolean isAmbiguous = CsvForm.isAmbiguous(text) && header.isFile();
            return "leave out what stands between thousands" + (isAmbiguous ? option + " if these are decimals" : "");
        }
        return isDecimal(CsvForm.withPoint(text)) ? "write a point for the decimal comma" + option : hint;
    }

    private String adviceOnMissing() {
        return header.isFile()
                ? "Maybe fill it in, or leave such examples out by --skip-bad bad.csv"
                : "Maybe fill it in, or leave the row out";
    }

    /**
     * Makes an exception that names the source and this row.
     *
     * @param problem what is wrong and what to do
     * @return the exception, to be thrown
     */
    @Override
    public DataException problem(String problem) {
        return header.problem(line, problem);
    }

    /** Makes an exception that names another line of the same source. */
    DataException problemAt(long otherLine, String problem) {
        return header.problem(otherLine, problem);
    }

    private @Nullable Object cell(String column) {
        int index = index(column);
        return fields == null ? cells[index] : fields.get(index);
    }

    private int index(String column) {
        int index = header.index(column);
        int columns = header.size();
        int fieldCount = fields == null ? cells.length : fields.size();
        if (fieldCount != columns) {
            throw problem("has " + fieldCount + " fields, but the first line names " + columns
                    + (fieldCount < columns
                            ? " columns. Maybe the line is cut short"
                            : " columns. Maybe a text with a comma needs quotation marks"));
        }
        return index;
    }

    private Object requirePresent(String column) {
        Object cell = cell(column);
        if (cell == null || cell.equals("")) {
            throw problem("column '" + column + "' is empty. " + adviceOnMissing());
        }
        return cell;
    }

    private double requireFinite(String column, Object cell, double value) {
        if (!Double.isFinite(value)) {
            throw problem("column '" + column + "' holds '" + cell
                    + "', not a finite number. Maybe a division by zero came before, or it is too large");
        }
        return value;
    }

    /**
     * Returns whether a text has only characters of decimal numbers; Double.parseDouble would also take blanks,
     * hexadecimal numbers, NaN and Java's suffixes.
     */
    private static boolean isDecimal(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return false;
            }
        }
        return true;
    }

    private static String textOf(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
        }
        double value = number.doubleValue();
        boolean isFloating = number instanceof Double || number instanceof Float;
        // below 1e15 (MAX_DIGITS), all digits of a whole number are exact
        return isFloating && value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : number.toString();
    }
}
