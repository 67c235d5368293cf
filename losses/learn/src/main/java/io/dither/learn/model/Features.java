package io.dither.learn.model;

import static java.util.Objects.requireNonNull;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;

/**
 * Features as rows: one row per coordinate of theta for a shared model, or one row per example for a model with weights for each
 * coordinate. Each row may also have an offset (a known part of its cost), a length and a group. Examples may share an object, such as the
 * roads of a map; then they also share the costs computed from it.
 *
 * <p>Immutable if the caller does not change the arrays.
 */
public final class Features implements Serializable {
    private static final double[] NONE = new double[0];
    private static final String[] UNGROUPED = {};
    private static final double[][] NO_COLUMNS = {};

    private final double[] values;
    /** The number of columns of {@link #values}; {@link #columns()} also counts the additional columns. */
    private final int columns;
    /** The index in the arrays of the first row, which is above 0 for a slice. */
    private final int first;

    private final int rows;
    private final double[] offsets;
    private final double[] lengths;
    private final String[] groups;
    /** The factor of each column; empty if all are 1. */
    private final double[] factors;
    /** Additional columns after the columns of {@link #values}, each with one number per row. */
    private final double[][] extraColumns;

    /** Takes all rows of arrays. */
    private Features(
            double[] values, int columns, double[] offsets, double[] lengths, String[] groups, double[] factors) {
        this.values = values;
        this.columns = columns;
        this.offsets = offsets;
        this.lengths = lengths;
        this.groups = groups;
        this.factors = factors;
        first = 0;
        rows = values.length / columns;
        extraColumns = NO_COLUMNS;
    }

    /** Takes some rows of other features. */
    private Features(Features all, int first, int rows) {
        values = all.values;
        columns = all.columns;
        offsets = all.offsets;
        lengths = all.lengths;
        groups = all.groups;
        factors = all.factors;
        extraColumns = all.extraColumns;
        this.first = first;
        this.rows = rows;
    }

    /** Takes the same rows with additional columns. */
    private Features(Features original, double[][] extraColumns) {
        values = original.values;
        columns = original.columns;
        offsets = original.offsets;
        lengths = original.lengths;
        groups = original.groups;
        factors = original.factors;
        first = original.first;
        rows = original.rows;
        this.extraColumns = extraColumns;
    }

    /** Returns some of the rows, which are not copied. */
    Features slice(int from, int to) {
        Objects.checkFromToIndex(from, to, rows);
        return new Features(this, first + from, to - from);
    }

    /** Returns features whose arrays hold only these rows: a copy if this is a slice, otherwise this object. */
    private Features compact() {
        if (rows * columns == values.length) {
            return this;
        }
        Features compact = new Features(
                Arrays.copyOfRange(values, first * columns, (first + rows) * columns),
                columns,
                offsets.length == 0 ? NONE : Arrays.copyOfRange(offsets, first, first + rows),
                lengths(),
                groups.length == 0 ? UNGROUPED : Arrays.copyOfRange(groups, first, first + rows),
                factors);
        return new Features(
                compact,
                Arrays.stream(extraColumns)
                        .map(column -> Arrays.copyOfRange(column, first, first + rows))
                        .toArray(double[][]::new));
    }

    /** Serialises a slice without the rows outside it. */
    private Object writeReplace() {
        return compact();
    }

    /**
     * Takes numbers row by row.
     *
     * @param values the numbers; not copied, so do not change them
     * @param columns the number of features in a row, at least 1
     * @return the features
     * @throws InvalidArgumentException if a number is not finite or the last row is incomplete
     */
    public static Features of(double[] values, int columns) {
        Arguments.atLeast("columns", columns, 1);
        Arguments.finite("features", values, values.length);
        if (values.length == 0 || values.length % columns != 0) { // builds the message only if it is needed
            throw new InvalidArgumentException(
                    values.length + " numbers are not rows of " + columns + " features", "Maybe a row is not whole");
        }
        return new Features(values, columns, NONE, NONE, UNGROUPED, NONE);
    }

    /**
     * Takes rows.
     *
     * @param rows at least one, all of the same length; read only
     * @return the features
     */
    public static Features of(double[]... rows) {
        Arguments.atLeast("number of rows", rows.length, 1);
        double[] values = new double[rows.length * rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            Arguments.finite("features of row " + i, rows[i], rows[0].length);
            System.arraycopy(rows[i], 0, values, i * rows[0].length, rows[0].length);
        }
        return of(values, rows[0].length);
    }

    /**
     * Adds known parts of the costs.
     *
     * @param offsets one number per row, in the units of theta before the link; not copied
     * @return the features with offsets
     */
    public Features withOffsets(double[] offsets) {
        Features compact = compact();
        double[] finite = Arguments.finite("offsets", offsets, rows);
        return new Features(
                new Features(compact.values, columns, finite, compact.lengths, compact.groups, factors),
                compact.extraColumns);
    }

    /**
     * Adds the lengths to which the shapes of gamma noise are proportional, see {@link io.dither.noise.Noise#gamma(double[])}.
     *
     * @param lengths one number per row, at least 0; not copied
     * @return the features with lengths
     */
    public Features withLengths(double[] lengths) {
        Arguments.finite("lengths", lengths, rows());
        for (int i = 0; i < lengths.length; i++) {
            Arguments.require(
                    lengths[i] >= 0,
                    "lengths[" + i + "] = " + lengths[i] + " is below 0",
                    "Maybe choose another column for noise to follow");
        }
        Features compact = compact();
        return new Features(
                new Features(compact.values, columns, compact.offsets, lengths, compact.groups, factors),
                compact.extraColumns);
    }

    /**
     * Names the group of each coordinate, such as its road, for {@linkplain SharedLinearModel#withEffects effects} of groups.
     *
     * @param groups one name per row; not copied
     * @return the features with groups
     */
    public Features withGroups(String... groups) {
        Arguments.require(
                groups.length == rows(),
                groups.length + " groups for " + rows() + " rows of features",
                "Maybe name one per row");
        for (String group : groups) {
            requireNonNull(group, "group");
        }
        Features compact = compact();
        return new Features(
                new Features(compact.values, columns, compact.offsets, compact.lengths, groups, factors),
                compact.extraColumns);
    }

    /**
     * Multiplies the original columns (without those of {@link #withColumn}) by factors, which replace earlier factors. This makes products
     * of a feature of coordinates and a feature of the example, such as length times rain. The rows are shared with these features, so
     * that many examples store them once.
     *
     * @param factors one factor per original column; not copied
     * @return features whose original columns are multiplied by the factors
     */
    public Features withFactors(double[] factors) {
        Features compact = compact();
        double[] finite = Arguments.finite("factors", factors, columns);
        return new Features(
                new Features(compact.values, columns, compact.offsets, compact.lengths, compact.groups, finite),
                compact.extraColumns);
    }

    /**
     * Adds a column after the others, for a feature of coordinates that differs by example, such as the number of good paths through an
     * edge. The rows are shared with these features.
     *
     * @param column one number per row; not copied
     * @return features with an additional column, to which the factors of {@link #withFactors} do not apply
     */
    public Features withColumn(double[] column) {
        Features compact = compact();
        double[][] extended = Arrays.copyOf(compact.extraColumns, extraColumns.length + 1);
        extended[extraColumns.length] = Arguments.finite("column", column, rows);
        return new Features(compact, extended);
    }

    /**
     * Returns the number of rows.
     *
     * @return the number, at least 1
     */
    public int rows() {
        return rows;
    }

    /**
     * Returns the number of features in a row.
     *
     * @return the number, at least 1
     */
    public int columns() {
        return columns + extraColumns.length;
    }

    /**
     * {@return a feature}
     *
     * @param row from 0
     * @param column from 0
     * @throws IndexOutOfBoundsException if there is no such feature
     */
    public double get(int row, int column) {
        int position = first + Objects.checkIndex(row, rows);
        if (column >= columns) {
            return extraColumns[Objects.checkIndex(column, columns()) - columns][position];
        }
        double value = values[position * columns + Objects.checkIndex(column, columns)];
        return factors.length == 0 ? value : value * factors[column];
    }

    /**
     * Copies all numbers, row by row.
     *
     * @param numbers receives the copy
     * @param start the index of the first number of the copy
     * @throws InvalidArgumentException if there is no room for rows times columns numbers
     */
    public void copyTo(double[] numbers, int start) {
        int count = rows * columns();
        Arguments.between("start", start, 0, numbers.length - count);
        if (factors.length == 0 && extraColumns.length == 0) {
            System.arraycopy(values, first * columns, numbers, start, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            numbers[start + i] = get(i / columns(), i % columns());
        }
    }

    /**
     * Returns the known part of the cost of a row.
     *
     * @param row from 0
     * @return the known part, 0 if there are no offsets
     */
    public double offset(int row) {
        return offsets.length == 0 ? 0 : offsets[first + row];
    }

    /**
     * Returns whether there are offsets.
     *
     * @return whether costs have known parts
     */
    public boolean hasOffsets() {
        return offsets.length > 0;
    }

    /** {@return the lengths to which the shapes of gamma noise are proportional (one number per row, or none; read only)} */
    public double[] lengths() {
        return lengths.length == 0 || lengths.length == rows
                ? lengths
                : Arrays.copyOfRange(lengths, first, first + rows);
    }

    /** {@return whether rows have groups} */
    public boolean hasGroups() {
        return groups.length > 0;
    }

    /**
     * {@return the group of a row, or the empty text if there are no groups}
     *
     * @param row from 0
     */
    public String group(int row) {
        return groups.length == 0 ? "" : groups[first + row];
    }

    /**
     * {@return the inner product of a row with weights}
     *
     * @param row from 0
     * @param weights an array that contains the weights of all columns, one after the other; read only
     * @param from the index of the first weight
     */
    public double dot(int row, double[] weights, int from) {
        double sum = 0;
        int position = first + Objects.checkIndex(row, rows);
        for (int k = 0, start = position * columns; k < columns; k++, start++) {
            sum += (factors.length == 0 ? values[start] : values[start] * factors[k]) * weights[from + k];
        }
        for (int k = 0; k < extraColumns.length; k++) {
            sum += extraColumns[k][position] * weights[from + columns + k];
        }
        return sum;
    }
}
