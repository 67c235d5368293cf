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
 * Rules by which a custom model of GraphHopper reproduces the costs of roads. A road costs minutes / priority + km x
 * distance influence, in units of the cost of a minute at priority 1. The priority depends on the kind of the road:
 * roads with the same values in the chosen columns are of one kind. Columns are chosen one by one, each time the column
 * that leaves the smallest {@linkplain #residual() residual}.
 */
final class PriorityRules {
    /** The operation of statements of priorities. */
    static final String MULTIPLY = "multiply_by";

    /**
     * The largest ratio of costs per minute, and so of priorities. A kind that is cheaper than the dearest kind divided
     * by this ratio has priority 1, as if it cost this quotient.
     */
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
     * @param conditions for each column, by its name, the conditions of a custom model that the roads meet, one per
     *     road
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
            remaining.forEach((column, conditionOfRoad) -> {
                int[] finer = refined(conditionOfRoad, new ArrayList<>());
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

    private void add(String column, List<String> conditionOfRoad) {
        List<String> newConditions = new ArrayList<>();
        kinds = refined(conditionOfRoad, newConditions);
        conditionOfKind = newConditions;
        costPerMinute = meansPerMinute(kinds, newConditions.size(), costOfTime);
        columns.add(column);
    }

    /**
     * Divides the kinds by a column.
     *
     * @param conditionOfRoad for each road, the condition on the column that it meets
     * @param newConditions an empty list, to which the condition of each new kind is added
     * @return the index of the new kind of each road
     */
    private int[] refined(List<String> conditionOfRoad, List<String> newConditions) {
        Map<String, Integer> indexOfCondition = new HashMap<>();
        int[] finer = new int[kinds.length];
        for (int i = 0; i < finer.length; i++) {
            String old = conditionOfKind.get(kinds[i]);
            String both = old.isEmpty() ? conditionOfRoad.get(i) : old + " && " + conditionOfRoad.get(i);
            finer[i] = indexOfCondition.computeIfAbsent(both, added -> {
                newConditions.add(added);
                return newConditions.size() - 1;
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
        return IntStream.range(0, count)
                .mapToDouble(kind -> sums[kind] / minutesOfKinds[kind])
                .toArray();
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

    /**
     * {@return the sum of the absolute differences between the costs of roads and their costs by the rules, as a share
     * of all costs}
     */
    double residual() {
        return residual(kinds, costPerMinute, costOfTime);
    }

    /**
     * {@return the residual of a part of the costs if the rules give all roads of a kind the same amount per minute, as
     * a share of all costs}
     *
     * @param amounts the part of the cost of each road
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

    /**
     * {@return the cost per minute of the cheapest kind, but at least the cost of the dearest kind divided by {@link
     * #GREATEST_RATIO}}
     */
    double costPerMinuteAtPriority1() {
        double greatest = Arrays.stream(costPerMinute).max().orElse(1);
        return Math.max(Arrays.stream(costPerMinute).min().orElse(1), greatest / GREATEST_RATIO);
    }

    /** {@return the statements of the custom model; none if the priority is 1 everywhere} */
    List<Map<String, String>> statements() {
        Map<String, List<Integer>> byPriority = new LinkedHashMap<>();
        double least = costPerMinuteAtPriority1();
        double[] minutesOfKinds = new double[costPerMinute.length];
        for (int i = 0; i < kinds.length; i++) {
            minutesOfKinds[kinds[i]] += minutes[i];
        }
        // kinds are in descending order of their minutes; the first priority becomes the last statement, "else"
        IntStream.range(0, costPerMinute.length)
                .boxed()
                .sorted(Comparator.comparingDouble(kind -> -minutesOfKinds[kind]))
                .forEach(kind -> byPriority
                        .computeIfAbsent(number(least / Math.max(costPerMinute[kind], least)), key -> new ArrayList<>())
                        .add(kind));
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
     * @param profile the profile; the column {@code average_speed} has its speed
     */
    static String condition(String column, String value, String profile) {
        return switch (column) {
            case "average_speed" -> profile + "_average_speed == " + value;
            case "average_slope" -> "average_slope == " + value;
            // GraphHopper stores a missing maximum speed as infinity
            case "max_speed" -> value.equals(RoadTable.NONE) ? "max_speed > 250" : "max_speed == " + value;
            default -> column + " == " + value.toUpperCase(Locale.ROOT);
        };
    }
}
