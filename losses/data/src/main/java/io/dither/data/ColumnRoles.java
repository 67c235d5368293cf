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
 * Which column of a history is what. Columns without a role are features, unless features are named. Immutable.
 *
 * @param named the columns of roles; a role that is not named may have the column of its name
 * @param features the terms of a {@link Formula}, such as columns, in the order of the features; none for all columns without a role
 * @param categories the features that are texts, and become one feature a level but for the first in the order of text
 * @param habits features made of earlier decisions
 * @param learnt features and levels as a model has learnt them; none before
 * @param purpose what rows are read for, and so which roles they need
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
        /** To learn from them: the column of each named role is there, and full. */
        LEARN,
        /** To compare a model with what was done: as for learning, but true costs and times may be absent. */
        EVALUATE,
        /** To say why a model decides as it does: as for deciding, beside what was done where that is known. */
        EXPLAIN,
        /**
         * To decide: what was done, true costs, weights and, without habits, times are not read. Decisions are read if habits go on
         * counting. The cluster may be absent or empty: such an example is of nobody whom the model knows.
         */
        DECIDE
    }

    /** What a column may be besides a feature or a parameter of the oracle. */
    public enum Role {
        /** The name of the example; the column {@code example} unless named. */
        EXAMPLE("example"),
        /** The number or the name of the coordinate; the column {@code coordinate} unless named. */
        COORDINATE("coordinate"),
        /** The row of the pair that a line of the layout long stands for, such as an order; none unless named, in place of a coordinate. */
        ROW(""),
        /** The column of the pair, such as a driver. */
        COLUMN(""),
        /**
         * No column, but the names of the coordinates by their places, between commas, such as {@code car, train}: decisions and answers
         * speak by them if the oracle has no names; none unless given.
         */
        ALTERNATIVES(""),
        /** What was done; the column {@code decision} unless named, none where there is none. */
        DECISION("decision"),
        /** The true cost; the column {@code cost} unless named, none where there is none or it is named as a feature. */
        COST("cost"),
        /** The group of an example; none unless named. */
        CLUSTER(""),
        /** When an example happened: numbers, or dates and times by ISO 8601 such as 2026-11-28; none unless named. */
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
        MEMBERSHIP(""),
        /** No column, but the text of a {@link Reshaper} that makes the lines of the layout long from other rows; none unless given. */
        RESHAPE("");

        private final String column;

        Role(String column) {
            this.column = column;
        }

        /** {@return the column of the role unless another is named; empty if there is none} */
        public String usualColumn() {
            return column;
        }

        /** {@return the name of the option that names the column, such as {@code --noise-by}} */
        public String option() {
            return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static final ColumnRoles DEFAULTS =
            new ColumnRoles(Map.of(), List.of(), Set.of(), Habits.NONE, FeatureColumns.NONE, Purpose.LEARN);

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
        return new ColumnRoles(more, features, categories, habits, learnt, purpose);
    }

    /**
     * Names the features.
     *
     * @param terms columns, or other terms of a {@link Formula} such as {@code log(km)}, in the order of the features
     * @return the roles with them
     */
    public ColumnRoles withFeatures(String... terms) {
        return new ColumnRoles(named, List.of(terms), categories, habits, learnt, purpose);
    }

    /**
     * Names the features that are texts, and become one feature a level but for the first in the order of text.
     *
     * @param columns the columns
     * @return the roles with them
     */
    public ColumnRoles withCategories(String... columns) {
        return new ColumnRoles(named, features, Set.copyOf(List.of(columns)), habits, learnt, purpose);
    }

    /**
     * Adds features made of earlier decisions, for which examples need a {@link Role#TIME}.
     *
     * @param made the features
     * @return the roles with them
     */
    public ColumnRoles withHabits(Habits made) {
        return new ColumnRoles(named, features, categories, made, learnt, purpose);
    }

    /**
     * Takes features and levels as a model has learnt them, in place of features and categories.
     *
     * @param columns what {@link Examples#columns()} was when it was learnt
     * @return the roles with them
     */
    public ColumnRoles withLearnt(FeatureColumns columns) {
        return new ColumnRoles(named, columns.columns(), Set.of(), columns.habits(), columns, purpose);
    }

    /**
     * Says what rows are read for.
     *
     * @param other what for; {@link Purpose#LEARN} unless said
     * @return the roles for it
     */
    public ColumnRoles reading(Purpose other) {
        return new ColumnRoles(named, features, categories, habits, learnt, other);
    }

    /** The names of coordinates by their places that were given or learnt, if any were. */
    CoordinateNames coordinates() {
        String given = named.getOrDefault(Role.ALTERNATIVES, "");
        if (given.isEmpty()) {
            return CoordinateNames.of(learnt.coordinates());
        }
        CoordinateNames names = CoordinateNames.of(
                Stream.of(given.split(",", -1)).map(String::strip).toList());
        Arguments.require(
                names.areAllDifferent() && names.find("") < 0,
                "--alternatives = " + given + " names one twice, or leaves one empty",
                "Maybe car, train, bus");
        names.all().stream().filter(DecisionText::isUnclear).findFirst().ifPresent(name -> {
            throw new InvalidArgumentException(
                    "--alternatives names '" + name + "', but ; separates names, and [ begins a list", "Maybe write -");
        });
        return names;
    }

    /** Whether rows are decided by a model, and need nothing that only learning knows. */
    boolean isDeciding() {
        return purpose == Purpose.DECIDE || purpose == Purpose.EXPLAIN;
    }

    private boolean isRead(Role role) {
        return !isDeciding()
                || switch (role) {
                    case DECISION -> purpose == Purpose.EXPLAIN || (!habits.isEmpty() && habits.counting());
                    case COST, WEIGHT -> false;
                    case TIME -> !habits.isEmpty();
                    default -> true;
                };
    }

    private boolean mayBeAbsent(Role role) {
        return switch (role) {
            case DECISION, CLUSTER -> isDeciding();
            case COST -> purpose == Purpose.EVALUATE;
            case TIME -> purpose == Purpose.EVALUATE && habits.isEmpty();
            default -> false;
        };
    }

    /** Finds the column of a role, or the empty text where there is none or it is not read. */
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
                    Header.lacks(role.column, history.columns()) + ". Maybe name the right one by " + role.option());
        }
        return column;
    }

    static void requireColumns(History history, Iterable<String> columns) {
        Set<String> known = new HashSet<>(history.columns());
        for (String column : columns) {
            if (!known.contains(column)) {
                throw new DataException(
                        history.source(), 0, Header.lacks(column, history.columns()) + ". Maybe the name is misspelt");
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
