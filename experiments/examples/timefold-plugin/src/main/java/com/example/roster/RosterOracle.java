package com.example.roster;

import ai.timefold.solver.core.api.solver.Solver;
import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.constructionheuristic.ConstructionHeuristicPhaseConfig;
import ai.timefold.solver.core.config.localsearch.LocalSearchPhaseConfig;
import ai.timefold.solver.core.config.localsearch.decider.acceptor.LocalSearchAcceptorConfig;
import ai.timefold.solver.core.config.localsearch.decider.forager.LocalSearchForagerConfig;
import ai.timefold.solver.core.config.solver.EnvironmentMode;
import ai.timefold.solver.core.config.solver.SolverConfig;
import ai.timefold.solver.core.config.solver.termination.TerminationConfig;
import io.dither.error.Arguments;
import io.dither.error.OracleException;
import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Thetas;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import java.util.Arrays;
import java.util.Set;

/**
 * Rosters planned by Timefold: theta are the weights of soft constraints, each at least 0, and y is how often each of them is broken,
 * so that the cost of a plan is &lt;theta, y&gt;. A heuristic: it stops after a number of moves, which gives the same plan each
 * time, and knows no bound.
 */
public final class RosterOracle implements LinearOracle {
    /** Timefold weighs in whole numbers: the largest weight becomes this. */
    private static final double LARGEST = 1 << 20;

    private final boolean[][] asked;
    private final SolverFactory<Roster> factory;

    /**
     * Creates the oracle.
     *
     * @param asked a row an employee, a column a day: 1 where the employee asked for the day off, else 0
     * @param moves how many moves of local search a plan takes, at least 1
     */
    public RosterOracle(double[][] asked, int moves) {
        Arguments.atLeast("number of employees", asked.length, 3);
        this.asked = new boolean[asked.length][asked[0].length];
        for (int who = 0; who < asked.length; who++) {
            Arguments.finite("asked[" + who + "]", asked[who], asked[0].length);
            for (int day = 0; day < asked[who].length; day++) {
                this.asked[who][day] = asked[who][day] != 0;
            }
        }
        TerminationConfig end = new TerminationConfig().withMoveCountLimit((long) Arguments.atLeast("moves", moves, 1));
        factory = SolverFactory.create(new SolverConfig()
                .withSolutionClass(Roster.class)
                .withEntityClasses(Shift.class)
                .withEasyScoreCalculatorClass(RosterScore.class)
                .withEnvironmentMode(EnvironmentMode.NO_ASSERT)
                .withRandomSeed(0L)
                .withPhases(
                        new ConstructionHeuristicPhaseConfig(),
                        new LocalSearchPhaseConfig()
                                .withAcceptorConfig(new LocalSearchAcceptorConfig().withLateAcceptanceSize(8))
                                .withForagerConfig(new LocalSearchForagerConfig().withAcceptedCountLimit(1))
                                .withTerminationConfig(end)));
    }

    @Override
    public int dimension() {
        return Roster.COUNTS.size();
    }

    @Override
    public Sense sense() {
        return Sense.MINIMIZE;
    }

    @Override
    public Domain domain() {
        return Domain.nonnegative();
    }

    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.HEURISTIC);
    }

    @Override
    public OracleSession openSession() {
        Solver<Roster> solver = factory.buildSolver();
        return (theta, vertex) -> solve(solver, theta, vertex);
    }

    private void solve(Solver<Roster> solver, double[] theta, Vertex vertex) {
        Thetas.check(theta, vertex, dimension(), domain());
        Roster plan = plan(solver, theta);
        if (plan.clashes() > 0) {
            throw new OracleException(
                    OracleException.Code.TIMEOUT, "no plan without clashes was found. Maybe allow more moves");
        }
        int[] counts = plan.counts();
        Arrays.setAll(vertex.dense(), k -> counts[k]);
        vertex.gap(Double.POSITIVE_INFINITY);
    }

    /** Plans under the weights; a solver begins anew each time, with the same random numbers. */
    private Roster plan(Solver<Roster> solver, double[] theta) {
        double largest = Arrays.stream(theta).max().orElse(0);
        // weights that are all 0 stay so: NaN rounds to 0
        return solver.solve(new Roster(
                asked, Arrays.stream(theta).mapToLong(weight -> Math.round(weight / largest * LARGEST)).toArray()));
    }
}
