package io.dither.data;

import io.dither.data.formula.Formula;
import io.dither.error.Arguments;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The roles of the columns of a history, such as the decision or the time. Columns without a role are features, unless
 * {@code features} lists the features. Immutable.
 *
 * @param named the column of each role, or the text of a role that is not a column, such as {@link Role#MEMBERSHIP}; a
 * role without an entry has its usual column, if the history has it
 * @param features the terms of a {@link Formula}, such as columns, in the order of the features; empty for all columns
 * without a role
 * @param categories the features that are texts; each level but the first in alphabetical order becomes a feature
 * @param habits features made of earlier decisions
 * @param learnt the features, and the levels of categories, with which a model was learnt; none before learning
 * @param purpose what rows are read for, which decides which roles they need
 */
public record ColumnRoles(
        Map<Role, String> named,
        List<String> features,
        Set<String> categories,
        Habits habits,
        FeatureColumns learnt,
        Purpose purpose) {
    /** What rows are read for. */
    public enum Purpose {
        /** To learn from them: the column of each named role must exist and be complete. */
        LEARN,
        /**
         * To compare a model with observed decisions: as for learning, but true costs may be absent, and times if there are
         * no habits.
         */
        EVALUATE,
        /** To explain the decisions of a model: as for deciding, but observed decisions are read if they are known. */
        EXPLAIN,
        /**
         * To decide: true costs and weights are not read, times only if there are habits, and observed decisions only if
         * these habits count them and they are known. The cluster, such as the person who decides, may be absent or
         * empty: then the person is unknown to the model.
         */
        DECIDE
    }

    /**
     * What a column can be other than a feature or a parameter of the oracle. Some roles have a usual column: the column
     * of this name has the role, unless another column is named for the role, or the column is named as a feature.
     */
    public enum Role {
        /** The name of the example. Usual column: {@code example}. */
        EXAMPLE("example"),
        /** The number or the name of the coordinate. Usual column: {@code coordinate}. */
        COORDINATE("coordinate"),
        /**
         * The row of a pair, such as an order, in the layout long: together with {@link #COLUMN} in place of a
         * coordinate. No usual column.
         */
        ROW(""),
        /** The column of a pair, such as a driver. No usual column. */
        COLUMN(""),
        /**
         * Not a column, but the names of the coordinates in the oracle's order, such as {@code car, train}. Decisions
         * and answers use them. They are refused if the oracle has its own names.
         */
        ALTERNATIVES(""),
        /** The observed decision. Usual column: {@code decision}, if there is one. */
        DECISION("decision"),
        /** The true cost. Usual column: {@code cost}, if there is one. */
        COST("cost"),
        /** The group of an example, such as a person, for clustered standard errors. No usual column. */
        CLUSTER(""),
        /** When an example happened: numbers, or dates and times by ISO 8601 such as 2026-11-28. No usual column. */
        TIME(""),
        /**
         * The weight of an example, above 0: see {@link io.dither.learn.model.FitSettings.Weighting}. No usual column.
         */
        WEIGHT(""),
        /**
         * The number, such as the length of a road, with which the noise of a coordinate grows; at least 0. The column
         * is a feature too, unless {@code features} lists only others. No usual column.
         */
        NOISE_BY(""),
        /** The known part of the cost of a coordinate. No usual column. */
        OFFSET(""),
        /**
         * The group of a coordinate, such as its road, if each group has an effect: a free cost beside the features.
         * {@code coordinate} gives each coordinate that is not a pair its own group, even if there is no column of this
         * name. No usual column.
         */
        EFFECTS(""),
        /**
         * In the layout shared, the column by whose value the features of a coordinate differ, such as the hour: examples and
         * coordinates both have it. No usual column.
         */
        VARY_BY(""),
        /**
         * The path of a coordinate in the layout long. The logarithm of its path size becomes a feature: 0 for a path that
         * shares no arc with other paths, and lower the more arcs it shares. No usual column.
         */
        PATH(""),
        /**
         * Not a column, but the terms on which membership of classes of persons depends: a {@link Formula} of numbers,
         * such as {@code age, log(income)}.
         */
        MEMBERSHIP(""),
        /**
         * Not a column, but the text of a {@link Reshaper} that makes the lines of the layout long from other rows.
         */
        RESHAPE("");

        private final String usualColumn;

        Role(String usualColumn) {
            this.usualColumn = usualColumn;
        }

        /** {@return the column of the role if no other is named; empty if there is none} */
        public String usualColumn() {
            return usualColumn;
        }

        /** {@return the name of the option that names the column, such as {@code --noise-by}} */
        public String option() {
            return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static final ColumnRoles DEFAULTS =
            new ColumnRoles(Map.of(), List.of(), Set.of(), Habits.NONE, FeatureColumns.NONE, Purpose.LEARN);

    /** Makes roles; features must be terms of a formula, none twice. */
    public ColumnRoles {
        named = Map.copyOf(named);
        features = Formula.of(features).texts();
        categories = Set.copyOf(categories);
    }

    /** {@return the roles with their usual columns, to learn} */
    public static ColumnRoles defaults() {
        return DEFAULTS;
    }

    /**
     * Names the column of a role.
     *
     * @param role the role
     * @param column the column, or the text of a role that is not a column
     * @return the roles with this column
     */
    public ColumnRoles with(Role role, String column) {
        Map<Role, String> columns = new HashMap<>(named);
        columns.put(role, column);
        return new ColumnRoles(columns, features, categories, habits, learnt, purpose);
    }

    /**
     * Names the features.
     *
     * @param terms columns, or other terms of a {@link Formula} such as {@code log(km)}, in the order of the features
     * @return the roles with these features
     */
    public ColumnRoles withFeatures(String... terms) {
        return new ColumnRoles(named, List.of(terms), categories, habits, learnt, purpose);
    }

    /**
     * Names the features that are texts; each level but the first in alphabetical order becomes a feature.
     *
     * @param columns the columns
     * @return the roles with these categories
     */
    public ColumnRoles withCategories(String... columns) {
        return new ColumnRoles(named, features, Set.copyOf(List.of(columns)), habits, learnt, purpose);
    }

    /**
     * Sets the features made of earlier decisions, for which examples need a {@link Role#TIME}.
     *
     * @param habits the features
     * @return the roles with these habits
     */
    public ColumnRoles withHabits(Habits habits) {
        return new ColumnRoles(named, features, categories, habits, learnt, purpose);
    }

    /**
     * Sets the features and the levels of categories with which a model was learnt, in place of features and categories.
     *
     * @param columns {@link Examples#columns()} of the examples from which the model was learnt
     * @return the roles with these features and levels
     */
    public ColumnRoles withLearnt(FeatureColumns columns) {
        return new ColumnRoles(named, columns.columns(), Set.of(), columns.habits(), columns, purpose);
    }

    /**
     * Sets what rows are read for.
     *
     * @param newPurpose the purpose; {@link Purpose#LEARN} by default
     * @return the roles for this purpose
     */
    public ColumnRoles withPurpose(Purpose newPurpose) {
        return new ColumnRoles(named, features, categories, habits, learnt, newPurpose);
    }

    /** Returns the names of coordinates in the oracle's order, from --alternatives or from the model; empty if there are none. */
    CoordinateNames coordinateNames() {
        String alternatives = named.getOrDefault(Role.ALTERNATIVES, "");
        if (alternatives.isEmpty()) {
            return CoordinateNames.of(learnt.coordinates());
        }
        CoordinateNames names = CoordinateNames.of(
                Stream.of(alternatives.split(",", -1)).map(String::strip).toList());
        Arguments.require(
                names.areAllDifferent() && names.find("") < 0,
                "--alternatives = " + alternatives + " gives a name twice, or an empty name",
                "Maybe write car, train, bus");
        names.all().stream().filter(DecisionText::isUnreadable).findFirst().ifPresent(name -> {
            throw new InvalidArgumentException(
                    "--alternatives names '" + name + "', but ; separates names, and [ begins a list",
                    "Maybe write - instead");
        });
        return names;
    }

    /** Returns whether the rows are read for a model that decides, so that only the columns for deciding are needed. */
    boolean isDeciding() {
        return purpose == Purpose.DECIDE || purpose == Purpose.EXPLAIN;
    }

    /** Returns whether the purpose needs the column of a role. */
    private boolean isRead(Role role) {
        return !isDeciding()
                || switch (role) {
                    case DECISION -> purpose == Purpose.EXPLAIN || (!habits.isEmpty() && habits.counting());
                    case COST, WEIGHT -> false;
                    case TIME -> !habits.isEmpty();
                    default -> true;
                };
    }

    /** Returns whether the history may lack the column that is named for a role. */
    private boolean mayBeAbsent(Role role) {
        return switch (role) {
            case DECISION, CLUSTER -> isDeciding();
            case COST -> purpose == Purpose.EVALUATE;
            case TIME -> purpose == Purpose.EVALUATE && habits.isEmpty();
            default -> false;
        };
    }

    /** Finds the column of a role; the text is empty if the role has no column, or the column is not read. */
    String find(Role role, History history) {
        if (!isRead(role)) {
            return "";
        }
        String column = named.getOrDefault(role, "");
        if (!column.isEmpty()) {
            if (mayBeAbsent(role) && !history.columns().contains(column)) {
                return "";
            }
            requireColumns(history, List.of(column));
            return column;
        }
        // a usual column that is named as a feature is only a feature
        boolean exists = history.columns().contains(role.usualColumn)
                && !Formula.of(features).columns().contains(role.usualColumn);
        return exists ? role.usualColumn : "";
    }

    /** Finds the column of a role; throws if there is none. */
    String require(Role role, History history) {
        String column = find(role, history);
        if (column.isEmpty()) {
            throw new DataException(
                    history.source(),
                    0,
                    Header.lacks(role.usualColumn, history.columns()) + ". Maybe name the right one by "
                            + role.option());
        }
        return column;
    }

    /** Throws if the history lacks a column. */
    static void requireColumns(History history, Iterable<String> columns) {
        Set<String> present = new HashSet<>(history.columns());
        for (String column : columns) {
            if (!present.contains(column)) {
                throw new DataException(
                        history.source(), 0, Header.lacks(column, history.columns()) + ". Maybe the name is misspelt");
            }
        }
    }

    /** Throws if a role is named that a layout does not use. */
    void refuse(Role role, String layout) {
        refuse(role, layout, "Maybe leave it out");
    }

    /** Throws if a role is named that the layout long uses, but another layout does not. */
    void refuseRoleOfLong(Role role, String layout) {
        refuse(role, layout, "Maybe add --layout long, or leave it out");
    }

    private void refuse(Role role, String layout, String hint) {
        Arguments.require(
                !named.containsKey(role),
                role.option() + " = " + named.get(role) + " has no meaning in the layout " + layout,
                hint);
    }
}
