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
 * The columns and terms from which features are made. A category with the levels a, b, c becomes the features {@code
 * column=b} and {@code column=c}, which are 1 if the row has that level, and otherwise 0. The reference level is a, the
 * first in alphabetical order unless the formula names another.
 *
 * @param columns the terms of a {@link Formula}, which are columns or made of columns, in the order of the features
 * @param levels the sorted levels of each category, with the reference level, keyed by its column; bins, and categories
 * with a named reference, are keyed by their text
 * @param habits the features made of earlier decisions, which follow the features of columns
 * @param ofExamples the columns that are read from the rows of examples; all other columns are read from the rows of
 * coordinates
 * @param added the names of further features, which come last, such as the path size
 * @param coordinates the names of coordinates in the oracle's order, from {@code --alternatives} or, without this
 * option, from the data; empty without the option if the data have numbers, labels or the names of the oracle
 */
public record FeatureColumns(
        List<String> columns,
        Map<String, List<String>> levels,
        Habits habits,
        Set<String> ofExamples,
        List<String> added,
        List<String> coordinates) {
    /** No columns, in place of columns that are not chosen yet. */
    public static final FeatureColumns NONE =
            new FeatureColumns(List.of(), Map.of(), Habits.NONE, Set.of(), List.of(), List.of());

    /**
     * Creates the columns.
     *
     * @param columns the terms; copied
     * @param levels the levels; copied
     * @param habits the features made of earlier decisions
     * @param ofExamples the columns of examples; copied
     * @param added the names of further features; copied
     * @param coordinates the names of coordinates in the oracle's order; copied
     */
    public FeatureColumns {
        columns = List.copyOf(columns);
        levels = Collections.unmodifiableMap(new LinkedHashMap<>(levels));
        ofExamples = Set.copyOf(ofExamples);
        added = List.copyOf(added);
        coordinates = List.copyOf(coordinates);
    }

    /**
     * Chooses the columns as {@link #of(History, Optional, ColumnRoles, Collection)}, if no other file has the rows of
     * examples.
     */
    static FeatureColumns of(History history, ColumnRoles roles, Collection<String> columnsWithRoles) {
        return of(history, Optional.empty(), roles, columnsWithRoles);
    }

    /**
     * Chooses the columns, and reads the levels of categories. If a model learnt columns and levels, returns these.
     *
     * @param history the rows of coordinates, or of both examples and coordinates
     * @param examples the rows of examples, if they are in another file: columns that {@code history} lacks are read
     * from these rows
     * @param columnsWithRoles the columns of {@code history} that have a role, so that they are not features by default
     */
    static FeatureColumns of(
            History history, Optional<History> examples, ColumnRoles roles, Collection<String> columnsWithRoles) {
        FeatureColumns learnt = roles.learnt();
        boolean isLearnt = !learnt.equals(NONE);
        Formula formula = isLearnt ? Formula.of(learnt.columns()) : formula(history, roles, columnsWithRoles);
        Set<String> ofCoordinates = new LinkedHashSet<>(formula.columns()); // the columns of examples are removed below
        Set<String> ofExamples = new LinkedHashSet<>(learnt.ofExamples());
        if (!isLearnt && examples.isPresent()) {
            ofExamples.addAll(ofCoordinates);
            ofExamples.removeIf(column -> !isOfExample(column, history, roles)
                    || !examples.get().columns().contains(column));
        }
        ofCoordinates.removeAll(ofExamples);
        ColumnRoles.requireColumns(history, ofCoordinates);
        examples.ifPresent(rows -> ColumnRoles.requireColumns(rows, ofExamples));
        requireColumnOfCoordinates(formula, ofExamples);
        if (isLearnt) {
            return learnt;
        }
        Levels levels = new Levels(formula);
        // these errors are thrown only if no feature is left: otherwise reading the examples finds them again
        BadLines bad = new BadLines(history.source());
        BadLines badExamples = new BadLines(examples.orElse(history).source());
        examples.ifPresent(rows -> readLevels(rows, levels, ofExamples, badExamples));
        readLevels(history, levels, ofCoordinates, bad);
        FeatureColumns chosen = new FeatureColumns(
                formula.texts(), levels.byCategory(), roles.habits(), ofExamples, List.of(), List.of());
        if (chosen.names().isEmpty()) {
            bad.requireNone();
            badExamples.requireNone();
            throw new DataException(
                    history.source(),
                    0,
                    "has no column left to be a feature. Maybe all have another role, or hold one level");
        }
        return chosen;
    }

    /**
     * Returns whether a column belongs to examples: coordinates do not have it, or it is the column of {@link
     * ColumnRoles.Role#VARY_BY}, by which an example selects its lines of coordinates.
     */
    private static boolean isOfExample(String column, History coordinates, ColumnRoles roles) {
        return !coordinates.columns().contains(column)
                || column.equals(roles.named().get(ColumnRoles.Role.VARY_BY));
    }

    /**
     * Returns the terms of the features: the named terms or, if none is named, all columns of {@code history} that have
     * no role and that no habit reads.
     */
    private static Formula formula(History history, ColumnRoles roles, Collection<String> columnsWithRoles) {
        List<String> terms = roles.features();
        if (terms.isEmpty()) {
            Habits habits = roles.habits();
            terms = history.columns().stream()
                    .filter(column -> !columnsWithRoles.contains(column)
                            && !habits.columnsOfCoordinates().contains(column)
                            && !habits.columnsOfExamples().contains(column))
                    .map(Formula::quoted)
                    .toList();
        }
        return Formula.of(terms).withCategories(roles.categories());
    }

    /** Refuses a term that reads only columns of examples. */
    private static void requireColumnOfCoordinates(Formula formula, Set<String> ofExamples) {
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
        if (levels.haveCategoryIn(columns)) {
            history.forEach(row -> bad.attempt(() -> levels.add(row, columns)));
        }
    }

    /**
     * Returns the names of the features.
     *
     * @return the terms, with {@code column=level} for the levels of categories, the habits, and the added features
     */
    public List<String> names() {
        return Stream.of(design().names(), habits.names(), added)
                .flatMap(List::stream)
                .toList();
    }

    /** Returns the design, which makes features from rows. */
    Design design() {
        return new Design(Formula.of(columns), levels, ofExamples);
    }

    /**
     * {@return the same columns with other habits}
     *
     * @param newHabits the features made of earlier decisions
     */
    public FeatureColumns with(Habits newHabits) {
        return new FeatureColumns(columns, levels, newHabits, ofExamples, added, coordinates);
    }

    /**
     * {@return the same columns, followed by further features}
     *
     * @param names the names of the further features; names that were added earlier are not added again
     */
    public FeatureColumns adding(List<String> names) {
        List<String> allAdded =
                Stream.concat(added.stream(), names.stream()).distinct().toList();
        return new FeatureColumns(columns, levels, habits, ofExamples, allAdded, coordinates);
    }

    /**
     * {@return the same columns with names of coordinates}
     *
     * @param names the names of coordinates, in the oracle's order
     */
    public FeatureColumns naming(List<String> names) {
        return new FeatureColumns(columns, levels, habits, ofExamples, added, names);
    }

    /** Returns the features of a row, without added features; the features of habits are 0 until they are known. */
    double[] featuresOf(Design design, Row row) {
        return Arrays.copyOf(
                design.features(row), design.names().size() + habits.features().size());
    }

    /** Returns the factors by which an example multiplies the features of its coordinates; 1 for the features of habits. */
    double[] factorsOf(Design design, Row example) {
        double[] factors = Arrays.copyOf(
                design.multipliersOfExample(example),
                design.names().size() + habits.features().size());
        Arrays.fill(factors, design.names().size(), factors.length, 1);
        return factors;
    }
}
