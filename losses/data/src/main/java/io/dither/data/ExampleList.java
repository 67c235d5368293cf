package io.dither.data;

import io.dither.data.ColumnRoles.Role;
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
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The examples as they are found, each checked against its oracle. */
final class ExampleList {
    static final double[] UNKNOWN = new double[0];

    private final History history;
    private final String cluster;
    private final String weight;
    private final List<Instance> instances = new ArrayList<>();
    private final List<Observation> observations = new ArrayList<>();

    ExampleList(History history, ColumnRoles roles) {
        this.history = history;
        cluster = roles.find(Role.CLUSTER, history);
        weight = roles.find(Role.WEIGHT, history);
    }

    /** The columns that are the same for a whole example. */
    List<String> columns() {
        return List.of(cluster, weight).stream()
                .filter(column -> !column.isEmpty())
                .toList();
    }

    void add(Row row, Instance instance, @Nullable Vertex decision, double[] costs) {
        instances.add(instance);
        LinearOracle oracle = instance.oracle();
        if (decision == null && costs.length == 0) {
            return;
        }
        double times = weight.isEmpty() ? 1 : row.number(weight);
        String group = cluster.isEmpty() ? instance.id() : row.text(cluster);
        try {
            Target target = decision == null ? Costs.of(costs) : feasible(row, instance, decision);
            observations.add(new Observation(instance.id(), instance.features(), oracle, target, times, costs, group));
        } catch (InvalidArgumentException refused) {
            throw row.problem(String.valueOf(refused.getMessage()));
        }
    }

    private static Decision feasible(Row row, Instance instance, Vertex y) {
        Decision decision = Decision.of(y);
        try {
            decision.feasibleFor(instance.oracle());
            return decision;
        } catch (InvalidArgumentException refused) {
            String hint =
                    instance.coordinates().isEmpty() ? " Values other than 0 and 1 are written like [2 0 1]." : "";
            throw row.problem("example '" + instance.id() + "': " + refused.getMessage() + hint);
        }
    }

    static void requireDimension(Row row, String id, LinearOracle oracle, String text, int coordinates) {
        if (oracle.dimension() != coordinates) {
            throw row.problem("example '" + id + "' has " + coordinates + " coordinates, but its oracle '" + text
                    + "' has " + oracle.dimension() + ". Maybe a line is missing, or the oracle is another");
        }
    }

    /** Reads a number of a column that may be absent, which is then 0. */
    static double number(Row row, String column) {
        return column.isEmpty() ? 0 : row.number(column);
    }

    /** Adds what costs are known to have, what noise follows and what has effects, where there are such columns. */
    static Features with(Features features, double[] offsets, double[] lengths, String[] groups) {
        Features known = offsets.length == 0 ? features : features.withOffsets(offsets);
        Features followed = lengths.length == 0 ? known : known.withLengths(lengths);
        return groups.length == 0 ? followed : followed.withGroups(groups);
    }

    Examples finish(FeatureColumns columns) {
        if (instances.isEmpty()) {
            throw new DataException(history.source(), 0, "has no rows. Maybe the query or the export is too narrow");
        }
        observations.sort(Comparator.comparing(Observation::id));
        return new Examples(columns, instances, observations);
    }
}
