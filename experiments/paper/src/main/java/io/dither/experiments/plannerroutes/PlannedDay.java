package io.dither.experiments.plannerroutes;

import io.dither.learn.model.Observation;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.oracles.routes.Visits;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A day on which planners visited each stop once, so that a local search can move between plans of the day. For experiments of other
 * packages.
 *
 * @param observation the features of its arcs, the plan, and an assignment problem whose solutions include all plans
 * @param routes an oracle of as many routes as were driven, each of any load; OR-Tools' search solves it
 */
public record PlannedDay(Observation observation, LinearOracle routes) {
    /**
     * The weight of a day in the counts of habits, relative to the next day. Habits are features of an arc: minus the logarithm of its share
     * of earlier arcs.
     */
    private static final double DECAY = 0.3;

    /**
     * Reads the days from {@value Study#FIRST_DAY} on whose plans visit each stop once.
     *
     * @param folder the folder with plans.csv and distances.csv
     * @return the days in their order; the habits of a day are counted on the days before it
     */
    public static List<PlannedDay> read(Path folder) {
        PlannerData data = PlannerData.read(folder);
        ArcFeatures features = ArcFeatures.of(data, DECAY);
        OracleRegistry oracles = OracleRegistry.discover();
        return IntStream.range(Study.FIRST_DAY, data.days().size())
                .filter(number -> data.days().get(number).isClean())
                .mapToObj(number -> new PlannedDay(
                        features.example(number, ArcFeatures.NAMES.size()),
                        oracles.create(routesText(data.days().get(number)))))
                .toList();
    }

    /** {@return the names of the features} */
    public static List<String> features() {
        return ArcFeatures.NAMES;
    }

    private static String routesText(Day day) {
        Visits visits = day.drivenVisits();
        return "ortools-routes:places=(" + String.join(",", day.places()) + "),vehicles=" + visits.maxRoutes()
                + ",least=" + visits.minRoutes() + ",method=search,solutions=1";
    }
}
