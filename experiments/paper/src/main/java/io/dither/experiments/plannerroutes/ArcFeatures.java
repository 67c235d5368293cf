package io.dither.experiments.plannerroutes;

import io.dither.data.habits.Habit;
import io.dither.data.habits.Occasion;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.oracles.routes.DegreeAssignment;
import io.dither.oracles.routes.Visits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The features of the arcs of each day: four habits, and the distance. A habit is minus the logarithm of an arc's share of earlier
 * arcs: of those that left the same place, or of those that reached the same place, on all days or on days of the same weekday.
 */
final class ArcFeatures {
    static final List<String> NAMES = List.of(
            "left for, all days",
            "reached from, all days",
            "left for, weekday",
            "reached from, weekday",
            "distance / 20 km");

    /** The number of habits, which come before the distance. */
    static final int HABITS = 4;

    /** The number that is added to each count of a habit, so that no share is 0. */
    static final double SMOOTH = 0.1;
    /** The unit of the distance, in kilometres. */
    private static final double UNIT = 20;

    private final PlannerData data;
    private final List<Features> features = new ArrayList<>();

    private ArcFeatures(PlannerData data) {
        this.data = data;
    }

    /** Computes the features of all days; {@code decay} is the weight of a day in a habit, relative to the next day. */
    static ArcFeatures of(PlannerData data, double decay) {
        ArcFeatures arcFeatures = new ArcFeatures(data);
        List<Habit> habits =
                Stream.generate(() -> Habit.of(decay, SMOOTH)).limit(HABITS).toList();
        for (Day day : data.days()) {
            List<Occasion> occasions = occasions(day);
            arcFeatures.features.add(arcFeatures.featuresOfArcs(day, habits, occasions));
            Set<Day.Arc> arcs = Set.copyOf(day.arcs());
            Visits visits = day.singleVisits();
            double[] y = IntStream.range(0, visits.dimension())
                    .mapToDouble(j -> arcs.contains(arc(visits, j)) ? 1 : 0)
                    .toArray();
            for (int k = 0; k < HABITS; k++) {
                habits.get(k).count(occasions.get(k), y);
            }
        }
        return arcFeatures;
    }

    /**
     * Returns the occasions by which the habits of a day are counted, in the order of {@link #NAMES}. The rivals of an arc are the arcs that
     * begin, or end, at the same place.
     */
    private static List<Occasion> occasions(Day day) {
        Visits visits = day.singleVisits();
        List<Occasion> occasions = new ArrayList<>();
        for (String category : List.of("", day.weekday())) {
            for (IntUnaryOperator end : List.<IntUnaryOperator>of(visits::from, visits::to)) {
                List<String> groups = IntStream.range(0, visits.dimension())
                        .mapToObj(j -> visits.name(end.applyAsInt(j)))
                        .toList();
                occasions.add(new Occasion(category, groups, visits.names()));
            }
        }
        return occasions;
    }

    private Features featuresOfArcs(Day day, List<Habit> habits, List<Occasion> occasions) {
        Visits visits = day.singleVisits();
        double[][] rows = new double[visits.dimension()][NAMES.size()];
        for (int k = 0; k < HABITS; k++) {
            double[] feature = habits.get(k).feature(occasions.get(k));
            for (int j = 0; j < rows.length; j++) {
                rows[j][k] = feature[j];
            }
        }
        for (int j = 0; j < rows.length; j++) {
            rows[j][HABITS] = data.kilometres(List.of(arc(visits, j))) / UNIT;
        }
        return Features.of(rows);
    }

    static Day.Arc arc(Visits visits, int coordinate) {
        return new Day.Arc(
                Integer.parseInt(visits.name(visits.from(coordinate))),
                Integer.parseInt(visits.name(visits.to(coordinate))));
    }

    /**
     * Returns the first features of the arcs of a day.
     *
     * @param dayNumber the number of the day
     * @param count the number of features
     */
    Features ofDay(int dayNumber, int count) {
        Features dayFeatures = features.get(dayNumber);
        double[][] rows = new double[dayFeatures.rows()][count];
        for (int j = 0; j < rows.length; j++) {
            for (int k = 0; k < count; k++) {
                rows[j][k] = dayFeatures.get(j, k);
            }
        }
        return Features.of(rows);
    }

    /** Returns the routes of a day as an observation with the first {@code count} features. */
    Observation example(int dayNumber, int count) {
        Day day = data.days().get(dayNumber);
        // its coordinates are the same arcs as those of singleVisits, for which the features were computed
        Visits visits = day.drivenVisits();
        Map<Day.Arc, Integer> driven = day.driven();
        double[] y = new double[visits.dimension()];
        for (int j = 0; j < y.length; j++) {
            y[j] = driven.getOrDefault(arc(visits, j), 0);
        }
        return Observation.of("day " + dayNumber, ofDay(dayNumber, count), new DegreeAssignment(visits), y);
    }
}
