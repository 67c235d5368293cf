package io.dither.timefold.routing;

import ai.timefold.solver.core.api.domain.solution.ConstraintWeightOverrides;
import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.solution.ProblemFactCollectionProperty;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import ai.timefold.solver.core.config.constructionheuristic.ConstructionHeuristicPhaseConfig;
import ai.timefold.solver.core.config.localsearch.LocalSearchPhaseConfig;
import ai.timefold.solver.core.config.solver.SolverConfig;
import ai.timefold.solver.core.config.solver.termination.TerminationConfig;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.List;

/** A day of visits. */
@PlanningSolution
public class Routes {
    @PlanningEntityCollectionProperty
    private List<Vehicle> vehicles;

    @ProblemFactCollectionProperty
    @ValueRangeProvider
    private List<Visit> visits;

    @PlanningScore
    private HardSoftLongScore score;

    private ConstraintWeightOverrides<HardSoftLongScore> weights = ConstraintWeightOverrides.none();

    public Routes() {}

    /** Eight visits by two vehicles. */
    public static Routes day(KeyedRandom random) {
        Routes day = new Routes();
        day.vehicles = List.of(new Vehicle(0), new Vehicle(1));
        day.visits = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int x = (int) (60 * random.nextDouble()) - 30;
            int y = (int) (60 * random.nextDouble()) - 30;
            day.visits.add(new Visit(i, x, y, 1 + (int) (3 * random.nextDouble()), (int) (120 * random.nextDouble())));
        }
        return day;
    }

    public static SolverConfig config(long moves) {
        return new SolverConfig()
                .withSolutionClass(Routes.class)
                .withEntityClasses(Vehicle.class)
                .withConstraintProviderClass(RouteConstraints.class)
                .withPhases(
                        new ConstructionHeuristicPhaseConfig(),
                        new LocalSearchPhaseConfig()
                                .withTerminationConfig(new TerminationConfig().withMoveCountLimit(moves)));
    }

    public List<Vehicle> getVehicles() {
        return vehicles;
    }

    public HardSoftLongScore getScore() {
        return score;
    }

    public void setWeights(ConstraintWeightOverrides<HardSoftLongScore> weights) {
        this.weights = weights;
    }
}
