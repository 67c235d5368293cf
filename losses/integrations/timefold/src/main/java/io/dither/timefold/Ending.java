package io.dither.timefold;

import ai.timefold.solver.core.config.localsearch.LocalSearchPhaseConfig;
import ai.timefold.solver.core.config.partitionedsearch.PartitionedSearchPhaseConfig;
import ai.timefold.solver.core.config.phase.PhaseConfig;
import ai.timefold.solver.core.config.solver.SolverConfig;
import ai.timefold.solver.core.config.solver.termination.TerminationConfig;
import io.dither.error.Arguments;
import org.jspecify.annotations.Nullable;

/** Requires that a solver ends; Timefold itself only logs a warning if a solver would run forever. */
final class Ending {
    private static final String EXAMPLE = "(new TerminationConfig().withMoveCountLimit(10_000L))";

    private Ending() {}

    /** Throws if a solver would never end; the message names the phase that would not end. */
    static void require(SolverConfig config) {
        if (isSet(config.getTerminationConfig())) {
            return;
        }
        var phases = config.getPhaseConfigList();
        Arguments.require(
                phases != null && !phases.isEmpty(), // otherwise Timefold adds a local search, which does not end
                "the solver has no termination, so that it would never end",
                "Maybe withTerminationConfig" + EXAMPLE);
        // the list is not null here, but the null checker of the build does not see it
        for (int i = 0; phases != null && i < phases.size(); i++) {
            PhaseConfig<?> phase = phases.get(i);
            Arguments.require(
                    ends(phase),
                    "phase " + (i + 1) + " of the solver, "
                            + phase.getClass().getSimpleName().replace("PhaseConfig", "")
                            + ", has no termination, so that it would never end",
                    "Maybe withTerminationConfig" + EXAMPLE + " on that phase, or on the solver");
        }
    }

    private static boolean isSet(@Nullable TerminationConfig termination) {
        return termination != null && termination.isConfigured();
    }

    private static boolean ends(PhaseConfig<?> phase) {
        if (isSet(phase.getTerminationConfig())) {
            return true;
        }
        if (phase instanceof PartitionedSearchPhaseConfig partitioned) {
            var parts = partitioned.getPhaseConfigList();
            return parts != null && !parts.isEmpty() && parts.stream().allMatch(Ending::ends);
        }
        // a local search may go on forever, for example among equal scores; other phases end by themselves
        return !(phase instanceof LocalSearchPhaseConfig);
    }
}
