package io.dither.graphhopper;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Rules of a custom model for the costs of roads: minutes / priority + km x influence, where the priority depends on the kind of the road.
 * Roads with the same values in the chosen columns are of one kind. Columns are chosen one by one, each time the column that leaves the smallest residual.
 */
final class PriorityRules {
    /** The operation of statements of priorities. */
    static final String MULTIPLY = "multiply_by";

    /** A kind costs at most this many times more per minute than the cheapest kind. */
    private static final double GREATEST_RATIO = 1000;

    /** A residual up to this is a rounding error. */
    private static final double NEGLIGIBLE = 1e-9;
    /** A column that lowers the residual by less than this share is left out. */
    private static final double LEAST_GAIN = 0.05;

    private static final MathContext DIGITS = new MathContext(9);

    private final double[] minutes;
    /** The costs without the costs of kilometres. */
    private final double[] costOfTime;

    private final List<String> columns = new ArrayList<>();
    /** The sum of the absolute costs of all roads. */
    private final double totalCost;

    private final double perKm;
    /** The index of the kind of each road. */
    private int[] kinds;
    /** The condition that the roads of each kind meet. */
    private List<String> conditionOfKind = List.of("");
    /** The cost per minute of each kind. */
    private double[] costPerMinute;

    /**
     * Finds rules.
     *
     * @param cost the cost of each road
     * @param minutes the minutes on each road
     * @param km the length of each road
     * @param perKm the cost of a kilometre besides the cost of time, the same for all roads
     * @param conditions by columns, the condition of a custom model that each road meets
     */
    PriorityRules(double[] cost, double[] minutes, double[] km, double perKm, Map<String, List<String>> conditions) {
        this.minutes = minutes;
        this.perKm = perKm;
        costOfTime = new double[cost.length];
        Arrays.setAll(costOfTime, i -> cost[i] - perKm * km[i]);
        totalCost = Arrays.stream(cost).map(Math::abs).sum();
        kinds = new int[cost.length];
        costPerMinute = meansPerMinute(kinds, 1, costOfTime);
        Map<String, List<String>> remaining = new LinkedHashMap<>(conditions);
        for (double currentResidual = residual();
                currentResidual > NEGLIGIBLE && !remaining.isEmpty();
                currentResidual = residual()) {
            Map<String, Double> residuals = new LinkedHashMap<>();
            remaining.forEach((column, values) -> {
                int[] finer = refined(values, new ArrayList<>());
                int count = Arrays.stream(finer).max().orElse(0) + 1;
                residuals.put(column, residual(finer, meansPerMinute(finer, count, costOfTime), costOfTime));
            });
            String best = residuals.entrySet().stream()
                    .min(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .orElseThrow();
            if (residuals.getOrDefault(best, currentResidual) > (1 - LEAST_GAIN) * currentResidual) {
                break;
            }
            add(best, remaining.getOrDefault(best, List.of()));
            remaining.remove(best);
        }
    }

    private void add(String column, List<String> values) {
        List<String> names = new ArrayList<>();
        kinds = refined(values, names);
        conditionOfKind = names;
        costPerMinute = meansPerMinute(kinds, names.size(), costOfTime);
        columns.add(column);
    }

    /** Divides the kinds by a column, of which {@code values} has the condition of each road; adds the condition of each new kind to {@code names}. */
    private int[] refined(List<String> values, List<String> names) {
        Map<String, Integer> indexOfName = new HashMap<>();
        int[] finer = new int[kinds.length];
        for (int i = 0; i < finer.length; i++) {
            String condition = conditionOfKind.get(kinds[i]);
            String name = condition.isEmpty() ? values.get(i) : condition + " && " + values.get(i);
            finer[i] = indexOfName.computeIfAbsent(name, added -> {
                names.add(added);
                return names.size() - 1;
            });
        }
        return finer;
    }

    /** Returns the mean amount per minute of each kind. */
    private double[] meansPerMinute(int[] kindOfRoad, int count, double[] amounts) {
        double[] sums = new double[count];
        double[] minutesOfKinds = new double[count];
        for (int i = 0; i < kindOfRoad.length; i++) {
            sums[kindOfRoad[i]] += amounts[i];
            minutesOfKinds[kindOfRoad[i]] += minutes[i];
        }
        Arrays.setAll(sums, kind -> sums[kind] / minutesOfKinds[kind]);
        return sums;
    }

    /**
     * Returns the sum over the roads of |amount - minutes x amount per minute of the road's kind|, as a share of all costs.
     */
    private double residual(int[] kindOfRoad, double[] perMinute, double[] amounts) {
        double sum = 0;
        for (int i = 0; i < kindOfRoad.length; i++) {
            sum += Math.abs(amounts[i] - perMinute[kindOfRoad[i]] * minutes[i]);
        }
        return sum / totalCost;
    }

    /** {@return the share of all costs that the rules do not reproduce} */
    double residual() {
        return residual(kinds, costPerMinute, costOfTime);
    }

    /**
     * {@return what the rules do not reproduce of a part of the costs, as a share of all costs}
     *
     * @param amounts the part on each road
     */
    double residual(double[] amounts) {
        return residual(kinds, meansPerMinute(kinds, costPerMinute.length, amounts), amounts);
    }

    /** {@return the cost of a kilometre besides the cost of time, the same for all roads} */
    double perKm() {
        return perKm;
    }

    /** {@return the columns that the conditions of the rules name} */
    List<String> columns() {
        return List.copyOf(columns);
    }

    /** {@return the cost of a minute at priority 1: the cost per minute of the cheapest kind, unless this is negligible} */
    double unit() {
        double greatest = Arrays.stream(costPerMinute).max().orElse(1);
        return Math.max(Arrays.stream(costPerMinute).min().orElse(1), greatest / GREATEST_RATIO);
    }

    /** {@return the statements of the custom model; none if the priority is 1 everywhere} */
    List<Map<String, String>> statements() {
        Map<String, List<Integer>> byPriority = new LinkedHashMap<>();
        double[] minutesOfKinds = new double[costPerMinute.length];
        for (int i = 0; i < kinds.length; i++) {
            minutesOfKinds[kinds[i]] += minutes[i];
        }
        // the priority of the kind with the most minutes comes first and becomes the last statement, "else"
        IntStream.range(0, costPerMinute.length)
                .boxed()
                .sorted(Comparator.comparingDouble(kind -> -minutesOfKinds[kind]))
                .forEach(k -> byPriority
                        .computeIfAbsent(number(unit() / Math.max(costPerMinute[k], unit())), key -> new ArrayList<>())
                        .add(k));
        List<Map<String, String>> statements = new ArrayList<>();
        List<String> priorities = new ArrayList<>(byPriority.keySet());
        if (priorities.size() == 1) {
            return statements;
        }
        for (String priority : priorities.subList(1, priorities.size())) {
            String condition = String.join(
                    " || ",
                    byPriority.getOrDefault(priority, List.of()).stream()
                            .map(kind -> conditionOfKind.get(kind))
                            .toList());
            statements.add(statement(statements.isEmpty() ? "if" : "else_if", condition, MULTIPLY, priority));
        }
        statements.add(statement("else", "", MULTIPLY, priorities.get(0)));
        return statements;
    }

    static Map<String, String> statement(String keyword, String condition, String operation, String value) {
        Map<String, String> statement = new LinkedHashMap<>();
        statement.put(keyword, condition);
        statement.put(operation, value);
        return statement;
    }

    static String number(double value) {
        return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }

    /**
     * {@return the condition under which a road has a value}
     *
     * @param column the column
     * @param value its value
     * @param profile the profile, whose speed is meant
     */
    static String condition(String column, String value, String profile) {
        return switch (column) {
            case "average_speed" -> profile + "_average_speed == " + value;
            case "average_slope" -> "average_slope == " + value;
            case "max_speed" -> value.equals(RoadTable.NONE) ? "max_speed > 250" : "max_speed == " + value;
            default -> column + " == " + value.toUpperCase(Locale.ROOT);
        };
    }
}
