package io.dither.data;

import io.dither.error.BadLines;
import io.dither.error.InvalidArgumentException;
import io.dither.learn.habits.Occasion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Examples in the order of their times, and what each knows of those before it. */
final class Past {
    @SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
    private record Example(String id, Row row, List<Occasion> occasions, double[] y) {}

    private final Map<String, List<Example>> byTime = new LinkedHashMap<>();

    /**
     * Adds an example.
     *
     * @param time when it happened
     * @param columns the names of its coordinates and their rivals, see {@link Habits#columns}; none without habits
     * @param y what was decided, or nothing
     */
    void add(String time, String id, Row row, Habits habits, List<List<String>> columns, double[] y) {
        List<Occasion> occasions = habits.isEmpty() ? List.of() : habits.occasions(row, columns);
        byTime.computeIfAbsent(time, any -> new ArrayList<>()).add(new Example(id, row, occasions, y));
    }

    /** Times are compared as numbers if all are numbers, otherwise as texts. */
    private static Comparator<String> order(Collection<String> times) {
        Map<String, Double> numbers = new HashMap<>();
        try {
            times.forEach(time -> numbers.put(time, Double.parseDouble(time)));
            return Comparator.comparing(time -> numbers.getOrDefault(time, Double.NaN));
        } catch (NumberFormatException texts) {
            return Comparator.naturalOrder();
        }
    }

    private Map<String, List<Example>> ordered() {
        Map<String, List<Example>> ordered = new TreeMap<>(order(byTime.keySet()));
        byTime.forEach((time, some) ->
                ordered.computeIfAbsent(time, any -> new ArrayList<>()).addAll(some));
        return ordered;
    }

    /** The place of each example in time, by its id; the same for equal times. */
    Map<String, Integer> ranks() {
        Map<String, Integer> ranks = new HashMap<>();
        int rank = 0;
        for (List<Example> some : ordered().values()) {
            for (Example one : some) {
                ranks.put(one.id(), rank);
            }
            rank++;
        }
        return ranks;
    }

    /**
     * Makes the features of habits.
     *
     * @param habits what was counted before; goes on counting if that is wanted
     * @param features takes the features by id, one column a habit
     * @param source names the history
     * @return the counts after the last example
     */
    Habits count(Habits habits, Map<String, List<double[]>> features, String source) {
        Map<String, List<Example>> ordered = ordered();
        requireLater(habits, ordered, source);
        String until = habits.until();
        for (Map.Entry<String, List<Example>> now : ordered.entrySet()) {
            for (Example one : now.getValue()) {
                List<double[]> columns = new ArrayList<>();
                for (Habits.Feature feature : habits.features()) {
                    columns.add(feature.habit().feature(one.occasions().get(columns.size())));
                }
                features.put(one.id(), columns);
            }
            for (Example one : now.getValue()) {
                if (habits.counting() && one.y().length > 0) {
                    count(habits, one);
                    until = now.getKey();
                }
            }
        }
        return habits.until(until);
    }

    private static void count(Habits habits, Example one) {
        try {
            for (int k = 0; k < one.occasions().size(); k++) {
                habits.features().get(k).habit().count(one.occasions().get(k), one.y());
            }
        } catch (InvalidArgumentException refused) {
            throw one.row().problem(String.valueOf(refused.getMessage()));
        }
    }

    private static void requireLater(Habits habits, Map<String, List<Example>> ordered, String source) {
        BadLines bad = new BadLines(source);
        ordered.forEach((time, some) -> some.forEach(one -> bad.attempt(() -> requireLater(habits, time, one))));
        bad.requireNone();
    }

    private static void requireLater(Habits habits, String time, Example one) {
        if (habits.areLearnt() && order(List.of(habits.until(), time)).compare(time, habits.until()) <= 0) {
            throw one.row()
                    .problem("example '" + one.id() + "' is of the time " + time
                            + ", but the habits of the model know all until " + habits.until()
                            + ". Maybe leave out what it was learnt on");
        }
    }
}
