package io.dither.ortools.cpsat;

import com.google.ortools.sat.SatParameters;
import io.dither.oracle.Described;
import java.util.List;

/**
 * The settings of a solve by CP-SAT.
 *
 * @param parameters the parameters of the solver, without limits
 * @param gap the relative gap at which a solve ends; 0 for a proof of optimality
 * @param seconds the time limit; infinite for none
 * @param work the limit of deterministic time; infinite for none
 */
public record CpSatSettings(SatParameters parameters, double gap, double seconds, double work) implements Described {
    /**
     * Settings for a proof of optimality: linear relaxations, but no presolve. They are the fastest for rosters of 42
     * to 294 variables.
     */
    public static final CpSatSettings PROOF = new CpSatSettings(
            SatParameters.newBuilder()
                    .setCpModelPresolve(false)
                    .setLinearizationLevel(2)
                    .setSymmetryLevel(0)
                    .setCpModelProbingLevel(0)
                    .build(),
            0,
            Double.POSITIVE_INFINITY,
            Double.POSITIVE_INFINITY);

    @Override
    public List<?> content() {
        return List.of(parameters.toByteArray(), gap, seconds, work);
    }

    /** Returns the same gap and limits with other parameters of the solver. */
    public CpSatSettings with(SatParameters changed) {
        return new CpSatSettings(changed, gap, seconds, work);
    }

    boolean isLimited() {
        return seconds < Double.POSITIVE_INFINITY || work < Double.POSITIVE_INFINITY;
    }

    /**
     * Returns the parameters for a solve, with all limits times a factor. They have one worker and a fixed seed, so
     * that answers repeat, and leave Ctrl-C to Java.
     */
    public SatParameters solverParameters(double limitFactor) {
        SatParameters.Builder limited = parameters.toBuilder()
                .setNumWorkers(1)
                .setRandomSeed(1)
                .setCatchSigintSignal(false)
                .setAbsoluteGapLimit(0)
                .setRelativeGapLimit(gap);
        if (seconds < Double.POSITIVE_INFINITY) {
            limited.setMaxTimeInSeconds(seconds * limitFactor);
        }
        if (work < Double.POSITIVE_INFINITY) {
            limited.setMaxDeterministicTime(work * limitFactor);
        }
        return limited.build();
    }
}
