package io.dither.data;

import io.dither.data.formula.Formula;
import io.dither.error.Arguments;
import io.dither.error.DataException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which column of a history is what. Columns without a role are features, unless features are named. Immutable.
 *
 * @param named the columns of roles; a role that is not named may have the column of its name
 * @param features the terms of a {@link Formula}, such as columns, in the order of the features; none for all columns without a role
 * @param categories the features that are texts, and become one feature a level but for the first in the order of text
 * @param habits features made of earlier decisions
 * @param learnt features and levels as a model has learnt them; none before
 */
public record ColumnRoles(
        Map<Role, String> named, List<String> features, Set<String> categories, Habits habits, FeatureColumns learnt) {
    /** What a column may be besides a feature or a parameter of the oracle. */
    public enum Role {
        /** The name of the example; the column {@code example} unless named. */
        EXAMPLE("example"),
        /** The number or the name of the coordinate; the column {@code coordinate} unless named. */
        COORDINATE("coordinate"),
        /** What was done; the column {@code decision} unless named, none where there is none. */
        DECISION("decision"),
        /** The true cost; the column {@code cost} unless named, none where there is none or it is named as a feature. */
        COST("cost"),
        /** The group of an example; none unless named. */
        CLUSTER(""),
        /** When an example happened, a number or a text such as 2026-11-28; none unless named. */
        TIME(""),
        /** How much an example counts, above 0: see {@link io.dither.learn.model.FitSettings.Weighting}; none unless named. */
        WEIGHT(""),
        /** What the noise of a coordinate follows, at least 0; none unless named. It may be a feature too. */
        NOISE_BY(""),
        /** The known part of the cost of a coordinate; none unless named. */
        OFFSET(""),
        /** The group of a coordinate that has an effect, such as its road; {@code coordinate} for one each; none unless named. */
        EFFECTS(""),
        /** By what costs of the layout shared differ, such as the hour: a column of examples and coordinates; none unless named. */
        VARY_BY(""),
        /** The path that a coordinate of the layout long stands for, whose path size is a feature; none unless named. */
        PATH(""),
        /** What membership of classes of persons follows: terms of a {@link Formula} of numbers, such as {@code age, log(income)}. */
        MEMBERSHIP("");

        private final String column;

        Role(String column) {
            this.column = column;
        }

        /** {@return the name of the option that names the column, such as {@code --noise-by}} */
        public String option() {
            return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static final ColumnRoles DEFAULTS =
            new ColumnRoles(Map.of(), List.of(), Set.of(), Habits.NONE, FeatureColumns.NONE);

    /** Requires that features are terms of a formula, none twice. */
    public ColumnRoles {
        named = Map.copyOf(named);
        features = Formula.of(features).texts();
        categories = Set.copyOf(categories);
    }

    /** {@return the roles of columns that are named like them} */
    public static ColumnRoles defaults() {
        return DEFAULTS;
    }

    /**
     * Names the column of a role.
     *
     * @param role the role
     * @param column the column
     * @return the roles with it
     */
    public ColumnRoles with(Role role, String column) {
        Map<Role, String> more = new HashMap<>(named);
        more.put(role, column);
        return new ColumnRoles(more, features, categories, habits, learnt);
    }

    /**
     * Names the features.
     *
     * @param terms columns, or other terms of a {@link Formula} such as {@code log(km)}, in the order of the features
     * @return the roles with them
     */
    public ColumnRoles withFeatures(String... terms) {
        return new ColumnRoles(named, List.of(terms), categories, habits, learnt);
    }

    /**
     * Names the features that are texts, and become one feature a level but for the first in the order of text.
     *
     * @param columns the columns
     * @return the roles with them
     */
    public ColumnRoles withCategories(String... columns) {
        return new ColumnRoles(named, features, Set.copyOf(List.of(columns)), habits, learnt);
    }

    /**
     * Adds features made of earlier decisions, for which examples need a {@link Role#TIME}.
     *
     * @param made the features
     * @return the roles with them
     */
    public ColumnRoles withHabits(Habits made) {
        return new ColumnRoles(named, features, categories, made, learnt);
    }

    /**
     * Takes features and levels as a model has learnt them, in place of features and categories.
     *
     * @param columns what {@link Examples#columns()} was when it was learnt
     * @return the roles with them
     */
    public ColumnRoles withLearnt(FeatureColumns columns) {
        return new ColumnRoles(named, columns.columns(), Set.of(), columns.habits(), columns);
    }

    /** Whether a role that only learning needs is kept: a saved model may decide rows without its column. */
    boolean isKept(Role role, History history) {
        return learnt.equals(FeatureColumns.NONE) || history.columns().contains(named.getOrDefault(role, role.column));
    }

    /** Finds the column of a role, or the empty text where there is none. */
    String find(Role role, History history) {
        String column = named.getOrDefault(role, "");
        if (!column.isEmpty()) {
            requireColumns(history, List.of(column));
            return column;
        }
        boolean there = history.columns().contains(role.column)
                && !Formula.of(features).columns().contains(role.column);
        return there ? role.column : "";
    }

    String require(Role role, History history) {
        String column = find(role, history);
        if (column.isEmpty()) {
            throw new DataException(
                    history.source(),
                    0,
                    "has no column '" + role.column + "', but " + String.join(", ", history.columns())
                            + ". Maybe name the right one by " + role.option());
        }
        return column;
    }

    static void requireColumns(History history, Iterable<String> columns) {
        for (String column : columns) {
            if (!history.columns().contains(column)) {
                throw new DataException(
                        history.source(),
                        0,
                        "has no column '" + column + "', but " + String.join(", ", history.columns())
                                + ". Maybe the name is misspelt");
            }
        }
    }

    /** Refuses a role that a layout has no use for. */
    void refuse(Role role, String layout) {
        Arguments.require(
                !named.containsKey(role),
                role.option() + " = " + named.get(role) + " has no meaning in the layout " + layout,
                "Maybe leave it out");
    }
}
