package io.dither.perturbed;

import io.dither.error.Arguments;
import io.dither.layer.Input;
import io.dither.noise.NonnegativeNoise;
import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Thetas;
import io.dither.perturbed.internal.engine.SampleLanes;
import org.ejml.data.DMatrixRMaj;

/** Checks that perturbed parameters stay in the domain of an oracle. */
final class Domains {
    private Domains() {}

    /** Requires that noise cannot move theta out of the domain, or that the policy clamps theta. */
    static void requireThetaStaysInside(LinearOracle oracle, Settings settings) {
        Domain domain = oracle.domain();
        if (domain.isEverywhere()) {
            return;
        }
        // nonnegative noise moves theta in the unbounded direction; 0: each direction has bounds
        boolean isSafe = settings.domainPolicy() == DomainPolicy.CLAMP
                || (settings.noise() instanceof NonnegativeNoise && domain.unboundedDirection() != 0)
                || (settings.multiplicative() && isCone(domain, oracle.dimension()));
        Arguments.require(
                isSafe,
                (settings.multiplicative() ? "multiplicative " : "additive ")
                        + settings.noise().name() + " noise can leave the domain of the oracle, " + domain,
                "Maybe use one-sided noise such as gamma, which is added inwards; multiplicative noise, which keeps signs, to learn"
                        + " by simulated moments; or the domain policy CLAMP, for forward passes");
    }

    /** Returns whether each coordinate may be scaled by any factor above 0. */
    private static boolean isCone(Domain domain, int dimension) {
        for (int i = 0; i < dimension; i++) {
            boolean isLowerFree = domain.lower(i) == 0 || domain.lower(i) == Double.NEGATIVE_INFINITY;
            boolean isUpperFree = domain.upper(i) == 0 || domain.upper(i) == Double.POSITIVE_INFINITY;
            if (!isLowerFree || !isUpperFree) {
                return false;
            }
        }
        return true;
    }

    /**
     * Requires a finite theta of the right length. If the policy does not clamp theta, requires also that theta is in
     * the domain and that noise cannot move it out.
     */
    static void check(Input input, Settings settings) {
        LinearOracle oracle = input.oracle();
        Arguments.atLeast("dimension", oracle.dimension(), 1);
        requireThetaStaysInside(oracle, settings);
        if (settings.domainPolicy() == DomainPolicy.CLAMP) {
            Thetas.check(input.theta(), oracle.dimension());
        } else {
            Thetas.check(input.theta(), oracle.dimension(), oracle.domain());
        }
    }

    /** Returns whether all rows are known to pass {@link #check}. */
    static boolean areAllValid(DMatrixRMaj thetas, LinearOracle oracle, Settings settings) {
        boolean acceptsAnyTheta =
                settings.domainPolicy() == DomainPolicy.CLAMP || oracle.domain().isEverywhere();
        // areFinite checks the numbers times a factor, here 1
        return acceptsAnyTheta && thetas.numCols == oracle.dimension() && SampleLanes.KERNEL.areFinite(thetas.data, 1);
    }
}
