package io.dither.data;

import io.dither.data.formula.Design;
import io.dither.data.formula.Formula;
import io.dither.data.formula.Levels;
import io.dither.error.BadLines;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What features are made of. A category with the levels a, b, c becomes the features {@code column=b} and {@code
 * column=c}, 1 where it has that level and 0 elsewhere: a, the first in the order of text unless a reference is named, is what the
 * others are measured against.
 *
 * @param columns the terms of a {@link Formula}, such as columns, in the order of the features
 * @param levels the levels of each category by its column, sorted, the first included; those of bins, and of categories with a
 *     reference, by their text
 * @param habits the features made of earlier decisions, behind those of columns
 * @param ofExamples the columns that are read of examples while others are read of coordinates
 * @param added the names of features behind all of these, which say how paths overlap
 * @param coordinates the names that the data give to coordinates by their places; none if they are numbers, labels, or the names of
 *     the oracle
 */
public record FeatureColumns(
        List<String> columns,
        Map<String, List<String>> levels,
        Habits habits,
        Set<String> ofExamples,
        List<String> added,
        List<String> coordinates) {
    /** No columns, before they are chosen. */
    public static final FeatureColumns NONE =
            new FeatureColumns(List.of(), Map.of(), Habits.NONE, Set.of(), List.of(), List.of());

    /**
     * Creates the columns.
     *
     * @param columns the terms; copied
     * @param levels the levels; copied
     * @param habits the features made of earlier decisions
     * @param ofExamples the columns of examples; copied
     * @param added the names of features behind these; copied
     * @param coordinates the names of coordinates by their places; copied
     */
    public FeatureColumns {
        columns = List.copyOf(columns);
        levels = Collections.unmodifiableMap(new LinkedHashMap<>(levels));
        ofExamples = Set.copyOf(ofExamples);
        added = List.copyOf(added);
        coordinates = List.copyOf(coordinates);
    }

    /** Chooses the columns, and reads the levels of categories where no model has learnt them. */
    static FeatureColumns of(History history, ColumnRoles roles, Collection<String> others) {
        return of(history, Optional.empty(), roles, others);
    }

    /**
     * Chooses the columns where rows are of coordinates.
     *
     * @param history the rows
     * @param examples the rows of examples, if they are others: columns that coordinates do not have are theirs
     * @param others the columns of coordinates with another role
     */
    static FeatureColumns of(
            History history, Optional<History> examples, ColumnRoles roles, Collection<String> others) {
        FeatureColumns learnt = roles.learnt();
        boolean isLearnt = !learnt.equals(NONE);
        Formula formula = isLearnt ? Formula.of(learnt.columns()) : formula(history, roles, others);
        Set<String> ofCoordinates = new LinkedHashSet<>(formula.columns());
        Set<String> ofExamples = new LinkedHashSet<>(learnt.ofExamples());
        if (!isLearnt && examples.isPresent()) {
            ofExamples.addAll(ofCoordinates);
            ofExamples.removeIf(column -> !isOfExample(column, history, roles)
                    || !examples.get().columns().contains(column));
        }
        ofCoordinates.removeAll(ofExamples);
        ColumnRoles.requireColumns(history, ofCoordinates);
        examples.ifPresent(rows -> ColumnRoles.requireColumns(rows, ofExamples));
        requireCoordinates(formula, ofExamples);
        if (isLearnt) {
            return learnt;
        }
        Levels levels = new Levels(formula);
        BadLines bad = new BadLines(history.source()); // told when the rows are read, with all that is wrong
        examples.ifPresent(rows -> readLevels(rows, levels, ofExamples, new BadLines(rows.source())));
        readLevels(history, levels, ofCoordinates, bad);
        FeatureColumns chosen =
                new FeatureColumns(formula.texts(), levels.found(), roles.habits(), ofExamples, List.of(), List.of());
        if (chosen.names().isEmpty()) {
            bad.requireNone();
            throw new DataException(
                    history.source(),
                    0,
                    "has no column left to be a feature. Maybe all have another role, or hold one level");
        }
        return chosen;
    }

    /** Whether a column is none of the coordinates, or tells which of their lines is meant. */
    private static boolean isOfExample(String column, History coordinates, ColumnRoles roles) {
        return !coordinates.columns().contains(column)
                || column.equals(roles.named().get(ColumnRoles.Role.VARY_BY));
    }

    private static Formula formula(History history, ColumnRoles roles, Collection<String> others) {
        List<String> terms = roles.features();
        if (terms.isEmpty()) {
            Habits habits = roles.habits();
            terms = history.columns().stream()
                    .filter(column -> !others.contains(column)
                            && !habits.ofCoordinates().contains(column)
                            && !habits.ofExamples().contains(column))
                    .map(Formula::quoted)
                    .toList();
        }
        return Formula.of(terms).withCategories(roles.categories());
    }

    private static void requireCoordinates(Formula formula, Set<String> ofExamples) {
        for (String term : formula.texts()) {
            if (ofExamples.containsAll(Formula.parse(term).columns())) {
                throw new InvalidArgumentException(
                        "--features: '" + term
                                + "' is made of columns of the examples alone, and adds the same to all coordinates",
                        "Maybe multiply it by a column of the coordinates, such as "
                                + formula.texts().stream()
                                        .filter(other -> Collections.disjoint(
                                                ofExamples, Formula.parse(other).columns()))
                                        .findFirst()
                                        .orElse("length")
                                + ":" + term);
            }
        }
    }

    private static void readLevels(History history, Levels levels, Set<String> columns, BadLines bad) {
        if (levels.areIn(columns)) {
            history.forEach(row -> bad.attempt(() -> levels.add(row, columns)));
        }
    }

    /**
     * Returns the names of the features.
     *
     * @return the terms, with {@code column=level} for the levels of categories, the habits, and what was added
     */
    public List<String> names() {
        return Stream.of(design().names(), habits.names(), added)
                .flatMap(List::stream)
                .toList();
    }

    /** Returns what makes features of rows. */
    Design design() {
        return new Design(Formula.of(columns), levels, ofExamples);
    }

    /**
     * {@return the same columns}
     *
     * @param counted features made of earlier decisions
     */
    public FeatureColumns with(Habits counted) {
        return new FeatureColumns(columns, levels, counted, ofExamples, added, coordinates);
    }

    /**
     * {@return the same columns, with others behind them}
     *
     * @param names those that are added, once if they are there
     */
    public FeatureColumns adding(List<String> names) {
        List<String> all =
                Stream.concat(added.stream(), names.stream()).distinct().toList();
        return new FeatureColumns(columns, levels, habits, ofExamples, all, coordinates);
    }

    /**
     * {@return the same columns}
     *
     * @param names the names of coordinates by their places
     */
    public FeatureColumns naming(List<String> names) {
        return new FeatureColumns(columns, levels, habits, ofExamples, added, names);
    }

    /** Returns the features of a row; those of habits are 0 until they are known. */
    double[] of(Design design, Row row) {
        return Arrays.copyOf(
                design.of(row), design.names().size() + habits.features().size());
    }

    /** By what an example multiplies the features of its coordinates. */
    double[] ofExample(Design design, Row example) {
        double[] factors = Arrays.copyOf(
                design.ofExample(example),
                design.names().size() + habits.features().size());
        Arrays.fill(factors, design.names().size(), factors.length, 1);
        return factors;
    }
}
