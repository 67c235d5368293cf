package io.dither.layer;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Membership;
import io.dither.oracle.Trait;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An observed solution y, or the mean of several of the same problem. Immutable as long as nobody changes its array. */
public final class Decision implements Target {
    private final double[] y;
    private final boolean mean;
    /** The oracle for which it was found feasible: a decision is met again in each epoch. */
    private volatile @Nullable LinearOracle checked;

    private Decision(double[] y, boolean mean) {
        this.y = y;
        this.mean = mean;
    }

    /**
     * Makes a decision of one observed solution, which losses require to be feasible where the oracle can tell.
     *
     * @param y the solution, length d; kept, and not to be changed
     * @return the decision
     */
    public static Decision of(double... y) {
        return new Decision(y, false);
    }

    /**
     * Makes a decision of the mean of observed solutions, a point of the hull.
     *
     * @param y the mean, length d; kept, and not to be changed
     * @return the decision
     */
    public static Decision mean(double... y) {
        return new Decision(y, true);
    }

    @Override
    public double[] values() {
        return y;
    }

    /**
     * Requires that the decision is finite, of the right length, and feasible where the oracle can tell.
     *
     * @param oracle the oracle
     * @return y; read only
     * @throws InvalidArgumentException where it is not
     */
    public double[] feasibleFor(LinearOracle oracle) {
        if (checked != oracle) {
            Arguments.finite("target", y, oracle.dimension());
            if (!mean) {
                violation(oracle).ifPresent(Decision::refuse);
            }
            checked = oracle;
        }
        return y;
    }

    private Optional<String> violation(LinearOracle oracle) {
        if (oracle instanceof Membership set) {
            return set.violation(y);
        }
        boolean wrong =
                oracle.traits().contains(Trait.ZERO_ONE) && Arrays.stream(y).anyMatch(v -> v != 0 && v != 1);
        return wrong ? Optional.of("the oracle's points have coordinates 0 and 1") : Optional.empty();
    }

    private static void refuse(String violation) {
        throw new InvalidArgumentException(
                "the decision is not feasible: " + violation,
                "Maybe it belongs to another oracle, or holds costs; a mean of decisions is Decision.mean(y)");
    }
}
