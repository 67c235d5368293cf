package io.dither.experiments.plannerroutes;

import io.dither.plugin.Lines;
import io.dither.plugin.Table;
import io.dither.storage.Checksums;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The plans of a Belgian company for 201 days, from the folder {@code planner-routes}.
 *
 * @param days the days, in their order
 * @param kilometres the distance of each arc
 * @param checksums the SHA-256 of the files
 */
record PlannerData(List<Day> days, Map<Day.Arc, Double> kilometres, Map<String, String> checksums) {
    private static final String PLANS = "plans.csv";
    private static final String DISTANCES = "distances.csv";
    /** The largest number of a stop, of a day or of vehicles that the files may hold. */
    private static final int LARGEST_NUMBER = 1000;

    static PlannerData read(Path folder) {
        Path plans = folder.resolve(PLANS);
        Path distances = folder.resolve(DISTANCES);
        Map<Day.Arc, Double> kilometres = new LinkedHashMap<>();
        // both tables must have a header and all of these columns
        Lines.read(distances, lines -> {
            new Table(lines, true, 3, "from", "to", "distance")
                    .forEach(cells -> kilometres.put(
                            new Day.Arc(whole(lines, cells.get(0)), whole(lines, cells.get(1))),
                            lines.real("distance", cells.get(2))));
            return kilometres;
        });
        List<Day> days = Lines.read(plans, lines -> {
            List<Day> plannedDays = new ArrayList<>();
            new Table(lines, true, 6, "day", "weekday", "vehicles", "test", "demands", "arcs")
                    .forEach(cells -> plannedDays.add(day(lines, cells)));
            return plannedDays;
        });
        return new PlannerData(
                days, kilometres, Map.of(PLANS, Checksums.sha256(plans), DISTANCES, Checksums.sha256(distances)));
    }

    /** Reads a whole number, such as a stop, a day or a number of vehicles. */
    private static int whole(Lines lines, String text) {
        return (int) lines.whole(text, 0, LARGEST_NUMBER);
    }

    private static Day day(Lines lines, List<String> cells) {
        List<Integer> stops = new ArrayList<>();
        // a demand is such as 35:2, the stop and its load; loads are not used
        for (String demand : cells.get(4).split(" ", -1)) {
            stops.add(whole(lines, demand.replaceFirst(":.*", "")));
        }
        Map<Integer, Set<Integer>> successors = new TreeMap<>();
        for (String arc : cells.get(5).split(" ", -1)) {
            String[] ends = arc.split("-", -1);
            if (ends.length != 2) {
                throw lines.malformed("'" + arc + "' is not an arc such as 0-35");
            }
            successors
                    .computeIfAbsent(whole(lines, ends[0]), from -> new TreeSet<>())
                    .add(whole(lines, ends[1]));
        }
        return new Day(
                whole(lines, cells.get(0)),
                cells.get(1),
                whole(lines, cells.get(2)),
                cells.get(3).equals("1"),
                List.copyOf(stops),
                successors);
    }

    /** Returns the sum of the distances of arcs; an arc without a distance counts as 0. */
    double kilometres(Iterable<Day.Arc> arcs) {
        double sum = 0;
        for (Day.Arc arc : arcs) {
            sum += kilometres.getOrDefault(arc, 0.0);
        }
        return sum;
    }
}
