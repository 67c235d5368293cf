package io.dither.layer;

import static java.util.Objects.requireNonNull;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Membership;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An observed solution y, or the mean of several solutions of the same problem, in sparse form. Immutable. */
public final class Decision implements Target {
    /** The solution, or the mean of several solutions. */
    private final Vertex point;

    private final boolean isMean;
    /** The last oracle for which feasibility was checked, so that the check is not repeated in each epoch. */
    private transient volatile @Nullable LinearOracle checkedOracle;

    private Decision(Vertex point, boolean isMean) {
        this.point = point;
        this.isMean = isMean;
    }

    /**
     * Makes a decision from an observed solution. Losses require that it is feasible, as far as {@link
     * #feasibleFor} can test it.
     *
     * @param y the solution, length d; read only
     * @return the decision
     */
    public static Decision of(double... y) {
        return new Decision(sparse(y), false);
    }

    /**
     * Makes a decision from an observed solution with few nonzero coordinates.
     *
     * @param y the solution; copied
     * @return the decision
     */
    public static Decision of(Vertex y) {
        Vertex copy = new Vertex(y.dimension());
        copy.copyFrom(y);
        return new Decision(copy, false);
    }

    /**
     * Makes a decision from the mean of observed solutions, a point of the convex hull of the solutions.
     *
     * @param y the mean, length d; read only
     * @return the decision
     */
    public static Decision mean(double... y) {
        return new Decision(sparse(y), true);
    }

    private static Vertex sparse(double[] y) {
        Vertex point = new Vertex(y.length);
        for (int i = 0; i < y.length; i++) {
            if (y[i] != 0) {
                point.add(i, y[i]);
            }
        }
        return point;
    }

    @Override
    public double[] values() {
        return point.toArray();
    }

    /** {@return the solution, or the mean of several solutions, perhaps infeasible; read only} */
    public Vertex point() {
        return point;
    }

    /**
     * Requires that the decision is finite and of the right length. A single solution must also be feasible; a mean need
     * not be. An oracle without {@link Membership} cannot test feasibility: then only coordinates other than 0 and 1 are
     * refused, if the oracle has {@link Trait#ZERO_ONE}.
     *
     * @param oracle the oracle
     * @return the solution or the mean; read only
     * @throws InvalidArgumentException if the decision breaks one of these rules
     */
    public Vertex feasibleFor(LinearOracle oracle) {
        requireNonNull(oracle, "oracle");
        if (checkedOracle != oracle) {
            Arguments.require(
                    point.dimension() == oracle.dimension(),
                    "target has length " + point.dimension() + ", not " + oracle.dimension(),
                    "Maybe it belongs to another oracle");
            for (int k = 0; k < point.size(); k++) {
                Arguments.require(
                        Double.isFinite(point.value(k)),
                        "target[" + point.index(k) + "] = " + point.value(k) + " is not finite",
                        "Maybe a number is missing");
            }
            if (!isMean) { // a mean of feasible points need not be feasible
                violation(oracle).ifPresent(Decision::refuse);
            }
            checkedOracle = oracle;
        }
        return point;
    }

    private Optional<String> violation(LinearOracle oracle) {
        Membership membership = oracle.as(Membership.class).orElse(null);
        if (membership != null) {
            return membership.violation(point);
        }
        boolean hasOtherValue = false;
        for (int k = 0; k < point.size(); k++) {
            hasOtherValue |= point.value(k) != 0 && point.value(k) != 1;
        }
        return hasOtherValue && oracle.traits().contains(Trait.ZERO_ONE)
                ? Optional.of("the oracle's points have coordinates 0 and 1")
                : Optional.empty();
    }

    private static void refuse(String violation) {
        throw new InvalidArgumentException(
                "the decision is not feasible: " + violation,
                "Maybe it belongs to another oracle, or holds costs, or is a mean of decisions");
    }
}
