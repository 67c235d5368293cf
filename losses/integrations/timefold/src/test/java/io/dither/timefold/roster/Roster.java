package io.dither.timefold.roster;

import ai.timefold.solver.core.api.domain.solution.ConstraintWeightOverrides;
import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.solution.ProblemFactCollectionProperty;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.score.buildin.hardsoft.HardSoftScore;
import ai.timefold.solver.core.config.constructionheuristic.ConstructionHeuristicPhaseConfig;
import ai.timefold.solver.core.config.localsearch.LocalSearchPhaseConfig;
import ai.timefold.solver.core.config.solver.SolverConfig;
import ai.timefold.solver.core.config.solver.termination.TerminationConfig;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A week of an early and a night shift a day. */
@PlanningSolution
public class Roster {
    @ProblemFactCollectionProperty
    @ValueRangeProvider
    private List<Employee> employees;

    @PlanningEntityCollectionProperty
    private List<Shift> shifts;

    @PlanningScore
    private HardSoftScore score;

    private ConstraintWeightOverrides<HardSoftScore> weights = ConstraintWeightOverrides.none();

    public Roster() {}

    /** A week of five employees, of whom three are nurses, with days asked off by chance. */
    public static Roster week(KeyedRandom random) {
        Roster week = new Roster();
        week.employees = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Set<Integer> asked = new HashSet<>();
            for (int day = 0; day < 7; day++) {
                if (random.nextDouble() < 0.5) {
                    asked.add(day);
                }
            }
            week.employees.add(new Employee("e" + i, i < 3, asked));
        }
        week.shifts = new ArrayList<>();
        for (int day = 0; day < 7; day++) {
            week.shifts.add(new Shift(day, false));
            week.shifts.add(new Shift(day, true));
        }
        return week;
    }

    public static SolverConfig config(long moves) {
        return new SolverConfig()
                .withSolutionClass(Roster.class)
                .withEntityClasses(Shift.class)
                .withConstraintProviderClass(RosterConstraints.class)
                .withPhases(
                        new ConstructionHeuristicPhaseConfig(),
                        new LocalSearchPhaseConfig()
                                .withTerminationConfig(new TerminationConfig().withMoveCountLimit(moves)));
    }

    public List<Employee> getEmployees() {
        return employees;
    }

    public List<Shift> getShifts() {
        return shifts;
    }

    public HardSoftScore getScore() {
        return score;
    }

    public void setWeights(ConstraintWeightOverrides<HardSoftScore> weights) {
        this.weights = weights;
    }
}
