package io.dither.timefold;

import ai.timefold.solver.core.api.score.Score;
import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import java.util.Set;

/**
 * The oracle of the plans of a problem. A solve runs the planner's solver, and returns y, the counts of violations in
 * its plan.
 */
record TimefoldOracle<S, C extends Score<C>>(TimefoldPlanner<S, C> planner, S problem) implements LinearOracle {
    @Override
    public int dimension() {
        return planner.dimension();
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
        return planner.session(problem);
    }
}
