package io.dither.graphhopper;

import io.dither.data.History;
import io.dither.data.Instance;
import io.dither.error.DataException;
import io.dither.learn.Predictor;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.Features;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Splittable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;

/**
 * The costs of the roads under a fitted model, in the terms of a custom model of GraphHopper: priorities, distance influence and turn
 * penalties.
 *
 * @param keys the {@linkplain RoadTable.Road keys} of the directed edges, one per coordinate of the cost vector
 * @param rules the costs as rules
 * @param distanceInfluence the cost of a kilometre, in seconds
 * @param hasTurns whether each coordinate is a turn into a road; otherwise it is a road
 * @param left the cost of a turn to the left, in seconds
 * @param right the cost of a turn to the right, in seconds
 * @param residualByPart for each part of the costs, by its name, the amount that the rules do not reproduce, as a share
 *     of all costs
 */
record LearntRoads(
        List<Integer> keys,
        PriorityRules rules,
        double distanceInfluence,
        boolean hasTurns,
        double left,
        double right,
        Map<String, Double> residualByPart) {
    /** The columns of roads on which rules may depend. */
    private static final List<String> COLUMNS = List.of(
            "road_class",
            "surface",
            "road_environment",
            "road_access",
            "toll",
            "max_speed",
            "average_slope",
            "average_speed");

    private static final String KM = "km";
    private static final String LEFT = "left";
    private static final String RIGHT = "right";
    private static final double SECONDS_PER_MINUTE = 60;
    /** A smaller residual of a part is not shown. */
    private static final double LEAST_SHOWN = 1e-4;

    static LearntRoads read(History roads, String profile, Fitted fitted, Predictor predictor, List<Instance> trips) {
        boolean hasTurns = hasTurns(roads);
        // weights below 0 become 0, because a router needs costs that are not negative
        double left = hasTurns ? Math.max(0, weight(fitted, LEFT)) : 0;
        double right = hasTurns ? Math.max(0, weight(fitted, RIGHT)) : 0;
        Columns columns = Columns.of(roads, profile, left, right);
        Features features = trips.get(0).features();
        if (features.rows() != columns.keys().size()) {
            throw new DataException(
                    roads.source(),
                    0,
                    "it has " + columns.keys().size() + " roads, but the model has " + features.rows()
                            + " costs. Maybe the model is of another map");
        }
        double[] cost = predictor.costs(features, trips.get(0).oracle());
        Map<String, double[]> parts = parts(fitted, features);
        double costWithoutNoise =
                parts.values().stream().flatMapToDouble(DoubleStream::of).sum();
        double weightOfKm = Math.max(0, weight(fitted, KM));
        // if noise multiplies costs, the mean costs of kilometres and turns are their weights times the mean of the
        // noise: rules with and without this factor are tried, each with and without a cost of kilometres
        double meanOfNoise = costWithoutNoise > 0 ? DoubleStream.of(cost).sum() / costWithoutNoise : 1;
        Candidate best = DoubleStream.of(1, meanOfNoise)
                .distinct()
                .boxed()
                .flatMap(factor -> DoubleStream.of(factor * weightOfKm, 0)
                        .distinct()
                        .mapToObj(perKm -> Candidate.of(cost, columns, factor, perKm)))
                .reduce((a, b) -> isBetter(b.rules(), a.rules()) ? b : a)
                .orElseThrow();
        PriorityRules rules = best.rules();
        Map<String, Double> residualByPart = new LinkedHashMap<>();
        // a distance influence or turn penalty above 0 reproduces its part of the costs, which then has no residual
        Map<String, Double> ownTerms = Map.of(KM, rules.perKm(), LEFT, left, RIGHT, right);
        parts.keySet().removeIf(name -> ownTerms.getOrDefault(name, 0.0) > 0);
        parts.forEach((name, amounts) -> {
            double share = rules.residual(amounts);
            if (share > LEAST_SHOWN) {
                residualByPart.put(name, share);
            }
        });
        // trips share one object of features unless their features differ
        if (trips.stream().anyMatch(trip -> trip.features() != features)) {
            residualByPart.put("what differs by trip", Double.NaN);
        }
        // GraphHopper's cost of a minute at priority 1 is 60 seconds
        double secondsPerCost = SECONDS_PER_MINUTE / rules.costPerMinuteAtPriority1();
        return new LearntRoads(
                columns.keys(),
                rules,
                rules.perKm() * secondsPerCost,
                hasTurns,
                left * best.factor() * secondsPerCost,
                right * best.factor() * secondsPerCost,
                residualByPart);
    }

    /** Returns whether the rows of the coordinates are turns: only then do they have columns for turns. */
    static boolean hasTurns(History roads) {
        return roads.columns().contains(LEFT);
    }

    /**
     * Columns of the file of roads, whose rows are roads or, if the file has turns, turns into roads.
     *
     * @param keys the edge keys of the roads
     * @param minutes the durations of the roads in minutes
     * @param km the lengths of the roads in kilometres
     * @param turns the costs of the turns into the roads; 0 if the file has no turns
     * @param conditions for each column, by its name, the conditions of rules that the roads meet, one per road
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    private record Columns(
            List<Integer> keys, double[] minutes, double[] km, double[] turns, Map<String, List<String>> conditions) {
        static Columns of(History roads, String profile, double left, double right) {
            boolean hasTurns = hasTurns(roads);
            List<Integer> keys = new ArrayList<>();
            List<Double> minutes = new ArrayList<>();
            List<Double> km = new ArrayList<>();
            List<Double> turns = new ArrayList<>();
            Map<String, List<String>> conditions = new LinkedHashMap<>();
            COLUMNS.stream().filter(roads.columns()::contains).forEach(name -> conditions.put(name, new ArrayList<>()));
            roads.forEach(row -> {
                keys.add((int) row.number("edge"));
                minutes.add(row.number("minutes"));
                km.add(row.number(KM));
                turns.add(hasTurns ? left * row.number(LEFT) + right * row.number(RIGHT) : 0);
                conditions.forEach(
                        (name, values) -> values.add(PriorityRules.condition(name, row.text(name), profile)));
            });
            return new Columns(keys, array(minutes), array(km), array(turns), conditions);
        }
    }

    /** Rules for the costs without the costs of turns, and the factor by which the weights of turns are multiplied. */
    private record Candidate(PriorityRules rules, double factor) {
        static Candidate of(double[] cost, Columns columns, double factor, double perKm) {
            double[] withoutTurns = new double[cost.length];
            Arrays.setAll(withoutTurns, i -> cost[i] - factor * columns.turns()[i]);
            return new Candidate(
                    new PriorityRules(withoutTurns, columns.minutes(), columns.km(), perKm, columns.conditions()),
                    factor);
        }
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** {@return the encoded values of roads that the custom model reads} */
    List<String> encodedValues(String profile) {
        Set<String> values = new LinkedHashSet<>(List.of(profile + "_access", profile + "_average_speed"));
        rules.columns().forEach(column -> values.add(column.equals("average_speed") ? profile + "_" + column : column));
        if (hasTurns) {
            values.add("orientation");
        }
        return List.copyOf(values);
    }

    /** {@return the statements of the custom model about turns} */
    List<Map<String, String>> turnPenalty() {
        return List.of(
                PriorityRules.statement("if", TurnTable.LEFT, "add", PriorityRules.number(left)),
                PriorityRules.statement("else_if", TurnTable.RIGHT, "add", PriorityRules.number(right)));
    }

    /** Returns whether the first rules have a smaller residual, or the same with fewer columns. */
    private static boolean isBetter(PriorityRules first, PriorityRules second) {
        double difference = first.residual() - second.residual();
        // smaller differences are rounding errors
        return Math.abs(difference) < 1e-6
                ? first.columns().size() < second.columns().size()
                : difference < 0;
    }

    private static double weight(Fitted fitted, String name) {
        return fitted.weights().stream()
                .filter(weight -> weight.name().equals(name))
                .mapToDouble(weight -> weight.estimate())
                .findFirst()
                .orElse(0);
    }

    /** Returns the parts of the costs by name, each with its cost on every road. */
    private static Map<String, double[]> parts(Fitted fitted, Features features) {
        CostModel model = fitted.model();
        List<String> names = Splittable.of(model).parts();
        Map<String, double[]> parts = new LinkedHashMap<>();
        names.forEach(name -> parts.put(name, new double[features.rows()]));
        for (int row = 0; row < features.rows() && !names.isEmpty(); row++) {
            double[] split = Splittable.of(model).split(fitted.parameters(), features, row);
            for (int k = 0; k < split.length; k++) {
                // every name has an array: the default only satisfies the compiler
                parts.getOrDefault(names.get(k), new double[0])[row] = split[k];
            }
        }
        return parts;
    }
}
