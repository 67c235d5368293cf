package io.dither.data;

import io.dither.data.ColumnRoles.Role;
import io.dither.data.formula.Design;
import io.dither.data.formula.Formula;
import io.dither.error.Arguments;
import io.dither.error.BadLines;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.layer.Costs;
import io.dither.layer.Decision;
import io.dither.layer.Target;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Vertex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects examples as they are read, and checks each against its oracle. */
final class ExampleList {
    /** An empty array in place of numbers that examples do not have, such as costs. */
    static final double[] NONE = new double[0];

    /** Stands for the cluster, such as a person, if a model decides an example and the data do not give its cluster. */
    private static final String NOBODY = "";

    private final History history;
    private final BadLines badLines;
    /** The column of the cluster; empty if there is none, like the next two columns. */
    private final String cluster;

    /** The column of the weight. */
    private final String weight;
    /** The column of the time. */
    private final String time;
    /** Whether the user named the column of the cluster. */
    private final boolean isClusterNamed;

    private final boolean isDeciding;
    private final Formula membership;
    /** Makes the covariates of membership from a row. */
    private final Design covariates;

    private final Habits habits;
    private final Past past = new Past();
    private final OracleTexts oracles;
    /** The oracle to train on, by the id of the example, if it is not the oracle of the example. */
    private final Map<String, OracleTexts.OracleWithText> trainingOracles = new HashMap<>();

    private final List<Instance> instances = new ArrayList<>();
    private final List<Observation> observations = new ArrayList<>();

    ExampleList(History history, ColumnRoles roles, OracleTexts oracles) {
        this.oracles = oracles;
        this.history = history;
        badLines = new BadLines(history.source());
        cluster = roles.find(Role.CLUSTER, history);
        isClusterNamed = roles.named().containsKey(Role.CLUSTER);
        weight = roles.find(Role.WEIGHT, history);
        time = roles.find(Role.TIME, history);
        isDeciding = roles.isDeciding();
        habits = roles.habits().copied();
        membership = Formula.parse("--membership", roles.named().getOrDefault(Role.MEMBERSHIP, ""));
        ColumnRoles.requireColumns(history, membership.columns());
        Arguments.require(
                !membership.hasCategories(),
                "--membership = " + membership + " has categories, but membership depends on numbers only",
                "Maybe use columns of 0 and 1 instead");
        covariates = new Design(membership, Map.of(), Set.of());
        Arguments.require(
                habits.isEmpty() || !time.isEmpty(),
                "habits count earlier examples, and no column has the time of the examples",
                "Maybe name this column, such as --time day");
        ColumnRoles.requireColumns(history, habits.columnsOfExamples());
    }

    /** Returns the cluster of an example; its id if no column of clusters is named. See {@link #cellOfExample}. */
    String cluster(Row row, String id) {
        return isClusterNamed ? cellOfExample(row, cluster) : id;
    }

    /**
     * Returns the cell of a column that is the same in all rows of an example. If this is the column of the cluster and
     * a model decides, the column or the cell may be missing: the result is then {@link #NOBODY}.
     */
    String cellOfExample(Row row, String column) {
        boolean isUnknown = isDeciding && column.equals(cluster) && (column.isEmpty() || row.isMissing(column));
        return isUnknown ? NOBODY : row.text(column);
    }

    /** Returns the numbers on which membership of classes depends. */
    double[] covariates(Row row) {
        return covariates.features(row);
    }

    /** Returns the columns that must be the same in all rows of an example. */
    List<String> columnsOfExamples() {
        return Stream.of(List.of(cluster, weight, time), habits.columnsOfExamples(), membership.columns())
                .flatMap(Collection::stream)
                .filter(column -> !column.isEmpty())
                .toList();
    }

    /**
     * Returns whether an example has no decision: there is no column of decisions, or the cell is empty. The cell may
     * be empty only if a model decides, or if habits are the habits of a model.
     */
    boolean isUndecided(Row row, String decisionColumn) {
        return decisionColumn.isEmpty() || ((isDeciding || habits.areOfModel()) && row.isMissing(decisionColumn));
    }

    /**
     * Adds an example; {@code habitNames} has the names of its coordinates and their groups of rivals, see {@link
     * Habits#transposed}; it is empty without habits.
     */
    void add(Row row, Instance instance, List<List<String>> habitNames, @Nullable Vertex decision, double[] costs) {
        instances.add(instance);
        observation(row, instance, habitNames, decision == null ? null : Decision.of(decision), costs)
                .ifPresent(observations::add);
    }

    /**
     * Checks an example, adds it to the past if there is a column of the time, and returns its observation if it has a
     * decision or costs.
     */
    Optional<Observation> observation(
            Row row, Instance instance, List<List<String>> habitNames, @Nullable Decision decision, double[] costs) {
        if (!time.isEmpty()) {
            double[] y = decision == null || habits.isEmpty() ? NONE : decision.values();
            past.add(Moment.of(row, time), instance.id(), row, habits, habitNames, y);
        }
        LinearOracle oracle = instance.oracle();
        if (decision == null && costs.length == 0) {
            return Optional.empty();
        }
        double exampleWeight = weight.isEmpty() ? 1 : row.number(weight, "it is misspelt");
        try {
            Target target = decision == null ? Costs.of(costs) : feasible(row, instance, decision);
            Observation observation = new Observation(
                    instance.id(),
                    instance.features(),
                    oracle,
                    target,
                    new Observation.Attributes(exampleWeight, costs, instance.cluster(), instance.covariates()));
            oracles.training(row, oracle).ifPresent(training -> {
                observation.withOracle(training.oracle()); // throws if the decision is not feasible for this oracle
                trainingOracles.put(observation.id(), training);
            });
            return Optional.of(observation);
        } catch (InvalidArgumentException refused) {
            throw row.problem(String.valueOf(refused.getMessage()));
        }
    }

    private static Decision feasible(Row row, Instance instance, Decision decision) {
        try {
            decision.feasibleFor(instance.oracle());
            return decision;
        } catch (InvalidArgumentException refused) {
            String hint =
                    instance.coordinates().isEmpty() ? " Values other than 0 and 1 are written like [2 0 1]." : "";
            throw row.problem("example '" + instance.id() + "': " + refused.getMessage() + hint);
        }
    }

    /** Requires that an example and its oracle have the same number of coordinates; {@code text} names the oracle. */
    static void requireDimension(Row row, String id, LinearOracle oracle, String text, int coordinates) {
        if (oracle.dimension() != coordinates) {
            throw row.problem(
                    "example '" + id + "' has " + coordinates + " coordinates, but its oracle '" + text
                            + "' has " + oracle.dimension()
                            + ". Maybe a line is missing, or the oracle has a fixed size: {d} in its text stands for the number of coordinates");
        }
    }

    /** Reads a number; 0 if there is no such column. */
    static double numberOrZero(Row row, String column) {
        return column.isEmpty() ? 0 : row.number(column, "it is misspelt");
    }

    /**
     * Adds the known parts of costs, the lengths of gamma noise and the groups with effects to features; arrays may
     * be empty.
     */
    static Features withArrays(Features features, double[] offsets, double[] lengths, String[] groups) {
        Features withOffsets = offsets.length == 0 ? features : features.withOffsets(offsets);
        Features withLengths = lengths.length == 0 ? withOffsets : withOffsets.withLengths(lengths);
        return groups.length == 0 ? withLengths : withLengths.withGroups(groups);
    }

    /** Reads a row or an example; {@link #requireGood} reports its errors. */
    void attempt(Runnable reading) {
        badLines.attempt(reading);
    }

    /** Records an error of a row, which {@link #requireGood} reports. */
    void refuse(DataException refused) {
        badLines.add(refused);
    }

    Examples finish(FeatureColumns columns) {
        return finish(columns, List.of());
    }

    /** Ends the reading, with notes for the user; calls {@link #requireGood} first. */
    Examples finish(FeatureColumns columns, List<String> notes) {
        requireGood(instances.size());
        observations.sort(Comparator.comparing(Observation::id));
        return finish(columns, instances, observations, notes);
    }

    /**
     * Ends the reading of examples that were collected elsewhere; observations are in the order of their ids. The caller
     * calls {@link #requireGood} before.
     */
    Examples finish(FeatureColumns columns, List<Instance> examples, List<Observation> observed, List<String> notes) {
        Map<String, Integer> ranks = past.ranks();
        if (habits.isEmpty()) {
            return new Examples(columns, examples, observed, ranks, trainingOracles, notes);
        }
        Map<String, List<double[]>> columnsOfHabits = new HashMap<>(); // filled by the next call
        Habits counted = past.makeFeaturesAndCount(habits, columnsOfHabits, history.source());
        Map<String, Features> filled = new HashMap<>();
        for (Instance instance : examples) {
            filled.put(
                    instance.id(), filled(instance.features(), columnsOfHabits.getOrDefault(instance.id(), List.of())));
        }
        List<Instance> examplesWithHabits = examples.stream()
                .map(instance -> instance.with(filled.getOrDefault(instance.id(), instance.features())))
                .toList();
        List<Observation> remaining = new ArrayList<>();
        observed.forEach(observation ->
                remaining.add(observation.withFeatures(filled.getOrDefault(observation.id(), observation.features()))));
        if (!habits.areOfModel()) { // a new model does not learn from the first examples
            List<Observation> byTime = new ArrayList<>(remaining);
            byTime.sort(Comparator.comparing(observation -> ranks.getOrDefault(observation.id(), 0)));
            remaining.removeAll(byTime.subList(0, Math.min(habits.after(), byTime.size())));
        }
        return new Examples(columns.with(counted), examplesWithHabits, remaining, ranks, trainingOracles, notes);
    }

    /** Requires that all lines could be read, and that {@code count}, the number of examples, is not 0. */
    void requireGood(int count) {
        badLines.requireNone();
        if (count == 0) {
            throw new DataException(history.source(), 0, "has no rows. Maybe the query or the export is too narrow");
        }
    }

    /** Replaces the last columns of features, which are the columns of habits. */
    private static Features filled(Features features, List<double[]> habitColumns) {
        double[][] rows = new double[features.rows()][features.columns()];
        double[] offsets = new double[rows.length];
        int first = features.columns() - habitColumns.size();
        for (int j = 0; j < rows.length; j++) {
            for (int k = 0; k < features.columns(); k++) {
                rows[j][k] = k < first ? features.get(j, k) : habitColumns.get(k - first)[j];
            }
            offsets[j] = features.offset(j);
        }
        String[] groups = new String[features.hasGroups() ? rows.length : 0];
        Arrays.setAll(groups, features::group);
        return withArrays(Features.of(rows), features.hasOffsets() ? offsets : NONE, features.lengths(), groups);
    }
}
