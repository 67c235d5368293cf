package io.dither.timefold;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.timefold.solver.core.api.score.buildin.hardsoft.HardSoftScore;
import ai.timefold.solver.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.constructionheuristic.ConstructionHeuristicPhaseConfig;
import ai.timefold.solver.core.config.localsearch.LocalSearchPhaseConfig;
import ai.timefold.solver.core.config.partitionedsearch.PartitionedSearchPhaseConfig;
import ai.timefold.solver.core.config.solver.SolverConfig;
import ai.timefold.solver.core.config.solver.termination.TerminationConfig;
import io.dither.error.InvalidArgumentException;
import io.dither.internal.algebra.Vectors;
import io.dither.learn.Learner;
import io.dither.learn.model.Features;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import io.dither.random.KeyedRandom;
import io.dither.testing.OracleContract;
import io.dither.testing.OracleContractTests;
import io.dither.timefold.roster.Employee;
import io.dither.timefold.roster.Roster;
import io.dither.timefold.routing.Routes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimefoldPlannerTest implements OracleContractTests {
    private static final Roster WEEK = Roster.week(new KeyedRandom(1));
    private static final TimefoldPlanner<Roster, HardSoftScore> ROSTERS = TimefoldPlanner.of(Roster.config(60), WEEK);

    @Override
    public LinearOracle oracle() {
        return ROSTERS.oracle(WEEK);
    }

    @Override
    public OracleContract contract() {
        // the search is not exact: R12 needs enough pairs of thetas
        return OracleContract.of(oracle()).thetas(16);
    }

    private static <S> S solved(SolverConfig config, S problem) {
        return SolverFactory.<S>create(config).buildSolver().solve(problem);
    }

    @Test
    void constraintsOfTheLevelAreNamed() {
        assertEquals(List.of("asked off", "nurse at night", "short rest", "uneven load"), ROSTERS.constraints());
        assertEquals(
                List.of("one shift a day"),
                TimefoldPlanner.of(Roster.config(60), WEEK, 0).constraints());
    }

    @Test
    void countsWithTheWeightsAreTheScore() {
        Roster plan = solved(Roster.config(60), WEEK);
        double[] counts = ROSTERS.counts(plan);
        assertEquals(plan.getScore().softScore(), -Vectors.dot(new double[] {10, 1, 1, 1}, counts));
        assertEquals(plan.getScore(), solved(Roster.config(60), WEEK).getScore());
        assertTrue(counts[1] < 0, "a reward");
        assertNull(WEEK.getShifts().get(0).getEmployee());
    }

    @Test
    void overridesMakeTimefoldPlanAsTheOracle() {
        double[] theta = {0.3, 7, 2.5, 1.25};
        Roster week = Roster.week(new KeyedRandom(3));
        double[] planned = ROSTERS.oracle(week).solve(theta);
        week.setWeights(ROSTERS.overrides(week, theta));
        assertArrayEquals(planned, ROSTERS.counts(solved(Roster.config(60), week)));
        assertArrayEquals(planned, ROSTERS.oracle(week).solve(theta), "the weights of the problem do not matter");
    }

    @Test
    void otherWeightsStay() {
        TimefoldPlanner<Roster, HardSoftScore> hard = TimefoldPlanner.of(Roster.config(60), WEEK, 0);
        Roster week = Roster.week(new KeyedRandom(3));
        week.setWeights(ROSTERS.overrides(week, new double[] {1, 2, 4, 0}));
        var all = hard.overrides(week, new double[] {5});
        assertEquals(HardSoftScore.of(1024, 0), all.getConstraintWeight("one shift a day"));
        assertEquals(HardSoftScore.of(0, 256), all.getConstraintWeight("asked off"));
        assertEquals(HardSoftScore.of(0, 1024), all.getConstraintWeight("short rest"));
        assertEquals(HardSoftScore.ZERO, all.getConstraintWeight("uneven load"));
    }

    @Test
    void listsOfVisitsArePlannedToo() {
        Routes day = Routes.day(new KeyedRandom(2));
        TimefoldPlanner<Routes, HardSoftLongScore> routes = TimefoldPlanner.of(Routes.config(200), day);
        double[] fast = routes.oracle(day).solve(new double[] {1, 0, 0});
        double[] punctual = routes.oracle(day).solve(new double[] {1, 10, 0});
        assertEquals(List.of("minutes", "minutes late", "uneven routes"), routes.constraints());
        assertTrue(fast[0] < punctual[0] && fast[1] > punctual[1], Arrays.toString(fast) + Arrays.toString(punctual));
    }

    @Test
    void whatCannotBeLearntIsRefused() {
        refused("has no field for weights", () -> TimefoldPlanner.of(Roster.config(60), new Employee("e", true, null)));
        refused("level = 2 is too large", () -> TimefoldPlanner.of(Roster.config(60), WEEK, 2));
        refused("would never end", () -> TimefoldPlanner.of(new SolverConfig(), WEEK));
        refused("theta has length 2", () -> ROSTERS.overrides(WEEK, new double[2]));
        refused("' is -1.0, below 0", () -> ROSTERS.overrides(WEEK, new double[] {1, -1, 2, 0}));
    }

    @Test
    void aPhaseThatWouldNeverEndIsNamed() {
        SolverConfig none = Roster.config(60).withTerminationConfig(new TerminationConfig());
        LocalSearchPhaseConfig search = new LocalSearchPhaseConfig();
        ConstructionHeuristicPhaseConfig construction = new ConstructionHeuristicPhaseConfig();
        refused(
                "phase 2 of the solver, LocalSearch, has no termination, so that it would never end. Maybe",
                () -> TimefoldPlanner.of(none.copyConfig().withPhases(construction, search), WEEK));
        refused(
                "phase 1 of the solver, PartitionedSearch, has no termination",
                () -> TimefoldPlanner.of(
                        none.copyConfig()
                                .withPhases(new PartitionedSearchPhaseConfig().withPhaseConfigs(construction, search)),
                        WEEK));
        refused(
                "the solver has no termination",
                () -> TimefoldPlanner.of(none.copyConfig().withPhases(), WEEK));
        SolverConfig ends = none.copyConfig().withPhases(construction);
        assertEquals(4, TimefoldPlanner.of(ends, WEEK).oracle(WEEK).solve(new double[] {1, 1, 1, 1}).length);
    }

    /** Choices of which nothing differs in the second weight. */
    @Test
    void whatPlansDoNotTellIsNoWeight() {
        KeyedRandom random = new KeyedRandom(4);
        List<Observation> choices = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            double[][] rows = new double[3][4];
            for (double[] row : rows) {
                Arrays.setAll(row, k -> k == 1 ? 1 : random.nextGaussian());
            }
            choices.add(Observation.of(
                    "c" + i,
                    Features.of(rows),
                    Oracles.argmax(3),
                    i % 3 == 0 ? 1 : 0,
                    i % 3 == 1 ? 1 : 0,
                    i % 3 == 2 ? 1 : 0));
        }
        Fitted fitted = Learner.of(ROSTERS.model()).noise("gumbel").fit(choices);
        refused("the decisions say nothing about nurse at night. Maybe fix", () -> ROSTERS.overrides(WEEK, fitted));
        Fitted others = Learner.of(SharedLinearModel.of("a", "b", "c", "d"))
                .noise("gumbel")
                .fit(choices);
        refused("weights of [a, b, c, d] were learnt, but the planner has", () -> ROSTERS.overrides(WEEK, others));
    }

    private static void refused(String problem, org.junit.jupiter.api.function.Executable call) {
        String message = assertThrows(InvalidArgumentException.class, call).getMessage();
        assertTrue(message.contains(problem), message);
    }
}
