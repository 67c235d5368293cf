package io.dither.experiments.plannerroutes;

import io.dither.learn.habits.Habit;
import io.dither.learn.habits.Occasion;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.oracles.routes.DegreeAssignment;
import io.dither.oracles.routes.Visits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The features of the arcs of each day, made of the days before it: where planners went from a stop and where they came from, on all
 * days and on the same weekday; and the distance.
 */
final class ArcFeatures {
    static final List<String> NAMES = List.of(
            "left for, all days", "reached from, all days", "left for, weekday", "reached from, weekday", "20 km");

    static final int HABITS = 4;
    static final double SMOOTH = 0.1;
    private static final double UNIT = 20;

    private final PlannerData data;
    private final List<Features> features = new ArrayList<>();

    private ArcFeatures(PlannerData data) {
        this.data = data;
    }

    static ArcFeatures of(PlannerData data, double decay) {
        ArcFeatures made = new ArcFeatures(data);
        List<Habit> habits =
                Stream.generate(() -> Habit.of(decay, SMOOTH)).limit(HABITS).toList();
        int most = data.days().stream()
                .flatMap(day -> day.stops().stream())
                .mapToInt(Integer::intValue)
                .max()
                .orElse(1);
        Visits everywhere = Visits.of(most + 1);
        List<String> names = everywhere.names();
        List<List<String>> rivals = List.of(rivals(0, everywhere), rivals(1, everywhere));
        for (Day day : data.days()) {
            made.features.add(made.features(day, habits));
            double[] y = new double[names.size()]; // any place might have been next
            day.arcs().forEach(arc -> y[everywhere.coordinate(arc.from(), arc.to())] = 1);
            for (int k = 0; k < HABITS; k++) {
                habits.get(k).count(new Occasion(category(k, day), rivals.get(k % 2), names), y);
            }
        }
        return made;
    }

    private Features features(Day day, List<Habit> habits) {
        Visits visits = day.visits();
        double[][] rows = new double[visits.dimension()][NAMES.size()];
        for (int k = 0; k < HABITS; k++) {
            double[] feature = habits.get(k).feature(new Occasion(category(k, day), rivals(k, visits), visits.names()));
            for (int j = 0; j < rows.length; j++) {
                rows[j][k] = feature[j];
            }
        }
        for (int j = 0; j < rows.length; j++) {
            rows[j][HABITS] = data.kilometres(List.of(arc(visits, j))) / UNIT;
        }
        return Features.of(rows);
    }

    private static String category(int habit, Day day) {
        return habit < 2 ? "" : day.weekday();
    }

    /** The stops that arcs leave, or reach. */
    private static List<String> rivals(int habit, Visits visits) {
        return IntStream.range(0, visits.dimension())
                .mapToObj(j -> visits.name(habit % 2 == 0 ? visits.from(j) : visits.to(j)))
                .toList();
    }

    static Day.Arc arc(Visits visits, int coordinate) {
        return new Day.Arc(
                Integer.parseInt(visits.name(visits.from(coordinate))),
                Integer.parseInt(visits.name(visits.to(coordinate))));
    }

    /**
     * The first features of a day.
     *
     * @param day the number of the day
     * @param count how many features
     */
    Features of(int day, int count) {
        Features all = features.get(day);
        double[][] rows = new double[all.rows()][count];
        for (int j = 0; j < rows.length; j++) {
            for (int k = 0; k < count; k++) {
                rows[j][k] = all.get(j, k);
            }
        }
        return Features.of(rows);
    }

    /** What was decided on a day, as an example to learn from. */
    Observation example(int number, int count) {
        Day day = data.days().get(number);
        Visits visits = day.visited();
        Map<Day.Arc, Integer> driven = day.driven();
        double[] y = new double[visits.dimension()];
        for (int j = 0; j < y.length; j++) {
            y[j] = driven.getOrDefault(arc(visits, j), 0);
        }
        return Observation.of("day " + number, of(number, count), new DegreeAssignment(visits), y);
    }
}
