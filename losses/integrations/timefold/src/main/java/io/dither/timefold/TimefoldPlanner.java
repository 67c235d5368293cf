package io.dither.timefold;

import static java.util.Objects.requireNonNull;

import ai.timefold.solver.core.api.domain.solution.ConstraintWeightOverrides;
import ai.timefold.solver.core.api.score.Score;
import ai.timefold.solver.core.api.score.analysis.ConstraintAnalysis;
import ai.timefold.solver.core.api.solver.ScoreAnalysisFetchPolicy;
import ai.timefold.solver.core.api.solver.SolutionManager;
import ai.timefold.solver.core.api.solver.Solver;
import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.api.solver.phase.PhaseCommand;
import ai.timefold.solver.core.config.phase.custom.CustomPhaseConfig;
import ai.timefold.solver.core.config.solver.EnvironmentMode;
import ai.timefold.solver.core.config.solver.SolverConfig;
import io.dither.error.Arguments;
import io.dither.layer.Decision;
import io.dither.learn.model.Features;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.model.Weight;
import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Thetas;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A planner of Timefold whose soft constraints have weights to be learnt. A plan is a planning solution with its
 * assignments. Theta has a weight of at least 0 per constraint, and y has the count of violations of each constraint in
 * a plan. The cost of a plan is &lt;theta, y&gt;, which is its soft score with the opposite sign. A count is the score
 * of a constraint in Timefold's score analysis, with the opposite sign, if the weight of the constraint is 1. Counts are
 * above 0 for penalties and below 0 for rewards.
 *
 * <p>Weights of one level of the score are learnt; all other weights stay fixed. A solve is a run of the solver, which
 * proves no optimality. It is repeatable if its termination counts moves or steps, not time. Thread-safe.
 *
 * @param <S> the planning solution, which has a field of the type {@code ConstraintWeightOverrides}
 * @param <C> its score
 */
public final class TimefoldPlanner<S, C extends Score<C>> {
    /** The largest weight is scaled to this number, because Timefold has integer weights. */
    private static final int LARGEST_WEIGHT = 1 << 20;
    /** In place of {@link #LARGEST_WEIGHT} for scores of type int, in which sums of larger weights could overflow. */
    private static final int LARGEST_INT_WEIGHT = 1 << 10;

    private final SolverFactory<S> factory;
    /** Makes solvers that change nothing, and return a copy of the plan. */
    private final SolverFactory<S> copiers;

    private final SolutionManager<S, C> manager;
    private final OverridesField<C> field;
    /** The learnt constraints by name, each with the score that means a weight of 1. */
    private final SortedMap<String, C> units;

    /** The number to which the largest weight is scaled: one of the two constants, by the type of the score. */
    private final int scaledMaximum;

    private TimefoldPlanner(
            SolverFactory<S> factory,
            SolverFactory<S> copiers,
            SolutionManager<S, C> manager,
            OverridesField<C> field,
            SortedMap<String, C> units,
            int scaledMaximum) {
        this.factory = factory;
        this.copiers = copiers;
        this.manager = manager;
        this.field = field;
        this.units = units;
        this.scaledMaximum = scaledMaximum;
    }

    /**
     * Makes a planner whose weights of the last level, such as soft, are learnt.
     *
     * @param config the configuration of the solver, with a constraint provider and a termination; the seed of the
     *     configuration is used, or 0 if it has none
     * @param example any planning solution, assigned or not; a constraint that has the weight 0 in it is not learnt
     * @param <S> the planning solution
     * @param <C> its score
     * @return the planner
     * @throws io.dither.error.InvalidArgumentException if the solver would never end, the solution has no field for
     *     weights, no constraint has a weight at that level, or a constraint has weights at several levels
     */
    public static <S, C extends Score<C>> TimefoldPlanner<S, C> of(SolverConfig config, S example) {
        return of(config, example, -1);
    }

    /**
     * Makes a planner whose weights of one level are learnt.
     *
     * @param config the configuration of the solver, with a constraint provider and a termination; the seed of the
     *     configuration is used, or 0 if it has none
     * @param example any planning solution, assigned or not; a constraint that has the weight 0 in it is not learnt
     * @param level the index of the level, such as 1 for medium in hard, medium and soft; -1 for the last
     * @param <S> the planning solution
     * @param <C> its score
     * @return the planner
     * @throws io.dither.error.InvalidArgumentException if the solver would never end, the solution has no field for
     *     weights, the score does not have that level, no constraint has a weight at it, or a constraint has weights at
     *     it and at other levels
     */
    public static <S, C extends Score<C>> TimefoldPlanner<S, C> of(SolverConfig config, S example, int level) {
        requireNonNull(example, "example");
        // NO_ASSERT: solves are repeatable, and Timefold leaves out its slow checks of itself
        SolverConfig repeatable = config.copyConfig().withEnvironmentMode(EnvironmentMode.NO_ASSERT);
        if (repeatable.getRandomSeed() == null) {
            repeatable.setRandomSeed(0L);
        }
        Ending.require(repeatable);
        SolverFactory<S> factory = SolverFactory.create(repeatable);
        SolverFactory<S> copiers = SolverFactory.create(repeatable.copyConfig().withPhases(idlePhase()));
        SolutionManager<S, C> manager = SolutionManager.create(factory);
        OverridesField<C> field = OverridesField.of(example.getClass());
        SortedMap<String, C> units = new TreeMap<>();
        boolean isInt = false;
        for (ConstraintAnalysis<C> constraint : analyses(manager, example)) {
            double[] weight = constraint.weight().toLevelDoubles();
            int index = level == -1 ? weight.length - 1 : Arguments.between("level", level, 0, weight.length - 1);
            if (weight[index] != 0) {
                Arguments.require(
                        Arrays.stream(weight).filter(part -> part != 0).count() == 1,
                        "constraint '" + constraint.constraintName() + "' has weights at several levels, "
                                + constraint.weight(),
                        "Maybe divide it into one constraint for each level");
                units.put(constraint.constraintName(), constraint.weight().divide(weight[index]));
                isInt |= constraint.weight().toLevelNumbers()[index] instanceof Integer;
            }
        }
        Arguments.require(
                !units.isEmpty(),
                "no constraint has a weight at that level",
                "Maybe the weights are 0, or choose another level");
        return new TimefoldPlanner<>(
                factory, copiers, manager, field, units, isInt ? LARGEST_INT_WEIGHT : LARGEST_WEIGHT);
    }

    /** Returns a phase that does nothing. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // the command fits any solution
    private static CustomPhaseConfig idlePhase() {
        return new CustomPhaseConfig().withCustomPhaseCommandList(List.of((PhaseCommand) (director, ended) -> {}));
    }

    private static <S, C extends Score<C>> Iterable<ConstraintAnalysis<C>> analyses(
            SolutionManager<S, C> manager, S plan) {
        return manager.analyze(plan, ScoreAnalysisFetchPolicy.FETCH_SHALLOW).constraintAnalyses();
    }

    /** {@return the names of the constraints whose weights are learnt, in the order of theta and y} */
    public List<String> constraints() {
        return List.copyOf(units.keySet());
    }

    int dimension() {
        return units.size();
    }

    /** {@return a cost model to learn: a weight for each constraint} */
    public SharedLinearModel model() {
        return SharedLinearModel.of(units.keySet().toArray(String[]::new));
    }

    /**
     * {@return the oracle of the plans of a problem}
     *
     * @param problem the starting point of each run of the solver: unassigned, or a plan from which it continues; each
     *     session copies it when it is opened
     */
    public LinearOracle oracle(S problem) {
        return new TimefoldOracle<>(this, requireNonNull(problem, "problem"));
    }

    /**
     * {@return an accepted plan as an example to learn from}
     *
     * @param id its name
     * @param problem the starting point of each run of the solver: unassigned, or a plan from which it continues
     * @param accepted the plan; it should break no constraint of a higher level
     */
    public Observation observation(String id, S problem, S accepted) {
        int size = units.size();
        double[][] identity = new double[size][size]; // constraint k has feature k with value 1, so each has a weight
        for (int k = 0; k < size; k++) {
            identity[k][k] = 1;
        }
        return Observation.of(id, Features.of(identity), oracle(problem), Decision.of(counts(accepted)));
    }

    /**
     * {@return the count of violations of each constraint in a plan, in the order of {@link #constraints}}
     *
     * @param plan the plan; not changed
     */
    public double[] counts(S plan) {
        return countWithUnitWeights(copy(plan));
    }

    /** Sets the learnt weights in a plan to 1, and returns the counts of violations. */
    private double[] countWithUnitWeights(S plan) {
        Map<String, C> weights = weightsIn(plan);
        weights.putAll(units);
        field.set(plan, ConstraintWeightOverrides.of(weights));
        Map<String, Double> counts = new HashMap<>();
        for (ConstraintAnalysis<C> constraint : analyses(manager, plan)) {
            counts.put(
                    constraint.constraintName(),
                    0 - Arrays.stream(constraint.score().toLevelDoubles()).sum()); // a minus sign would turn 0 into -0
        }
        return units.keySet().stream().mapToDouble(counts::get).toArray();
    }

    /**
     * Returns weights for the solver: put them into the planning solution before it is solved.
     *
     * @param plan the plan, whose weights of other levels are kept
     * @param theta the weights, at least 0, such as the estimates of a fit
     * @return the weights, scaled so that the largest is 2^20, or 2^10 for scores of type int, and rounded to whole
     *     numbers; all 0 if theta is 0
     * @throws io.dither.error.InvalidArgumentException if a number of theta is below 0 or not finite
     */
    public ConstraintWeightOverrides<C> overrides(S plan, double[] theta) {
        Arguments.finite("theta", theta, units.size());
        for (int k = 0; k < theta.length; k++) {
            Arguments.require(
                    theta[k] >= 0,
                    "the weight of '" + constraints().get(k) + "' is " + theta[k] + ", below 0",
                    "Maybe learn it with a bound of 0");
        }
        double largestWeight = Arrays.stream(theta).max().orElse(0);
        Map<String, C> all = weightsIn(plan);
        int k = 0;
        for (Map.Entry<String, C> unit : units.entrySet()) {
            double ratio = theta[k++] / largestWeight; // NaN if all weights are 0; Math.round makes 0 of NaN
            all.put(unit.getKey(), unit.getValue().multiply((double) Math.round(ratio * scaledMaximum)));
        }
        return ConstraintWeightOverrides.of(all);
    }

    /**
     * Returns learnt weights for the solver: put them into the planning solution before it is solved.
     *
     * @param plan the plan, whose weights of other levels are kept
     * @param fitted the fit of {@link #model}
     * @return the weights
     * @throws io.dither.error.InvalidArgumentException if the fit learnt by moments and found no solution of their
     *     equations, the plans do not identify a weight, the fit has weights of other constraints, or it has a weight
     *     below 0
     */
    public ConstraintWeightOverrides<C> overrides(S plan, Fitted fitted) {
        List<String> names = fitted.model().names();
        Arguments.require(
                names.equals(constraints()),
                "weights of " + names + " were learnt, but the planner has the constraints " + constraints(),
                "Maybe learn again by this planner's model");
        double[] theta = fitted.requireIdentified().weights().stream()
                .mapToDouble(Weight::estimate)
                .toArray();
        return overrides(plan, theta);
    }

    /** Returns the weights in the field of a plan, by the names of constraints; the caller may change the map. */
    private Map<String, C> weightsIn(S plan) {
        ConstraintWeightOverrides<C> overrides = field.get(plan);
        Map<String, C> all = new HashMap<>();
        overrides.getKnownConstraintNames().forEach(name -> all.put(name, overrides.getConstraintWeight(name)));
        return all;
    }

    /** Returns a copy, made by a solver that does nothing. */
    private S copy(S plan) {
        return copiers.buildSolver().solve(plan);
    }

    /**
     * {@return the plan that the solver finds with given weights; the field of the plan has these weights}
     *
     * @param problem the starting point of the solver; not changed
     * @param theta the weights, at least 0
     */
    public S plan(S problem, double[] theta) {
        S start = copy(problem);
        field.set(start, overrides(start, theta));
        return factory.buildSolver().solve(start);
    }

    /** Opens a session whose runs start at a copy of a problem. */
    OracleSession session(S problem) {
        S start = copy(problem);
        Solver<S> solver = factory.buildSolver();
        return (theta, vertex) -> {
            Thetas.check(theta, vertex, units.size(), Domain.nonnegative());
            field.set(start, overrides(start, theta));
            double[] counts = countWithUnitWeights(solver.solve(start));
            System.arraycopy(counts, 0, vertex.dense(), 0, counts.length);
            vertex.gap(Double.POSITIVE_INFINITY); // the solver has no bound on the cost of the best plan
        };
    }
}
