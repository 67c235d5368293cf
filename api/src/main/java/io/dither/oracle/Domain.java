package io.dither.oracle;

import io.dither.error.Arguments;
import java.util.Arrays;
import java.util.List;

/**
 * The thetas for which the answers of an oracle are right: a box with a closed interval per coordinate.
 *
 * <p>Immutable and thread-safe.
 */
public final class Domain implements Described {
    private static final Domain EVERYWHERE =
            new Domain(new double[] {Double.NEGATIVE_INFINITY}, new double[] {Double.POSITIVE_INFINITY});
    private static final Domain NONNEGATIVE = new Domain(new double[] {0}, new double[] {Double.POSITIVE_INFINITY});
    private static final Domain NONPOSITIVE = new Domain(new double[] {Double.NEGATIVE_INFINITY}, new double[] {0});

    /** The lower bounds: one bound for all coordinates, or one bound per coordinate. */
    private final double[] lower;

    /** The upper bounds, as many as lower bounds. */
    private final double[] upper;

    private final boolean everywhere;
    private final int unboundedDirection;

    private Domain(double[] lower, double[] upper) {
        this.lower = lower;
        this.upper = upper;
        boolean isUnboundedAbove = Arrays.stream(upper).allMatch(bound -> bound == Double.POSITIVE_INFINITY);
        boolean isUnboundedBelow = Arrays.stream(lower).allMatch(bound -> bound == Double.NEGATIVE_INFINITY);
        everywhere = isUnboundedAbove && isUnboundedBelow;
        unboundedDirection = Boolean.compare(isUnboundedAbove, isUnboundedBelow);
    }

    /** {@return the domain of an oracle whose answers are right on all of R^d} */
    public static Domain everywhere() {
        return EVERYWHERE;
    }

    /** {@return the domain on which every coordinate is at least 0} */
    public static Domain nonnegative() {
        return NONNEGATIVE;
    }

    /** {@return the domain on which every coordinate is at most 0} */
    public static Domain nonpositive() {
        return NONPOSITIVE;
    }

    /**
     * {@return a box with bounds for each coordinate; bounds of length 1 hold for all coordinates}
     *
     * @param lower the lower bounds, possibly negative infinity; copied
     * @param upper the upper bounds, possibly infinity; copied
     */
    public static Domain box(double[] lower, double[] upper) {
        Arguments.require(
                lower.length == upper.length,
                "upper has length " + upper.length + ", not " + lower.length,
                "Maybe one bound is missing");
        for (int i = 0; i < lower.length; i++) {
            Arguments.require(
                    lower[i] <= upper[i],
                    "lower[" + i + "] = " + lower[i] + " is not at most upper[" + i + "] = " + upper[i],
                    "Maybe the bounds are swapped");
        }
        Arguments.atLeast("length of lower", lower.length, 1);
        return new Domain(lower.clone(), upper.clone());
    }

    /**
     * Returns the lower bound of a coordinate.
     *
     * @param coordinate the coordinate
     * @return the bound, possibly negative infinity
     */
    public double lower(int coordinate) {
        return lower[lower.length == 1 ? 0 : coordinate];
    }

    /**
     * Returns the upper bound of a coordinate.
     *
     * @param coordinate the coordinate
     * @return the bound, possibly infinity
     */
    public double upper(int coordinate) {
        return upper[upper.length == 1 ? 0 : coordinate];
    }

    /**
     * Returns whether the domain is all of R^d, so that no noise can leave it.
     *
     * @return whether every bound is infinite
     */
    public boolean isEverywhere() {
        return everywhere;
    }

    /**
     * Returns the direction in which no coordinate has a bound, if some coordinates have a bound in the other
     * direction.
     *
     * @return 1 if there are only lower bounds, -1 if there are only upper bounds, 0 if there are both or none
     */
    public int unboundedDirection() {
        return unboundedDirection;
    }

    /**
     * Finds the first coordinate of theta outside the domain.
     *
     * @param theta a vector; read only
     * @return the coordinate, or -1 if theta is inside
     */
    public int firstOutside(double[] theta) {
        requireLength(theta);
        for (int i = 0; i < theta.length; i++) {
            if (!(theta[i] >= lower(i) && theta[i] <= upper(i))) {
                return i;
            }
        }
        return -1;
    }

    /**
     * {@return the nearest theta of the domain: coordinates outside go to their bound}
     *
     * @param theta a vector; read only
     */
    public double[] nearest(double[] theta) {
        double[] nearest = requireLength(theta).clone();
        for (int i = 0; i < nearest.length; i++) {
            nearest[i] = Math.min(Math.max(nearest[i], lower(i)), upper(i));
        }
        return nearest;
    }

    private double[] requireLength(double[] theta) {
        return lower.length == 1 ? theta : Arguments.length("theta", theta, lower.length);
    }

    /**
     * Returns the domain with the sign of every coordinate flipped.
     *
     * @return { -theta : theta in this }
     */
    public Domain negated() {
        // 0 - bound, because -bound would turn a bound of 0 into -0.0
        double[] low = Arrays.stream(upper).map(bound -> 0 - bound).toArray();
        double[] high = Arrays.stream(lower).map(bound -> 0 - bound).toArray();
        return new Domain(low, high);
    }

    /** Returns everything on which the domain depends, see {@link Described}. */
    @Override
    public List<?> content() {
        // everywhere follows from the bounds, but digests of saved models contain it
        return List.of(lower, upper, everywhere);
    }

    @Override
    public String toString() {
        if (isEverywhere()) {
            return "everywhere";
        }
        if (lower.length > 1) {
            return "box";
        }
        if (lower[0] == 0 && upper[0] == Double.POSITIVE_INFINITY) {
            return "theta >= 0";
        }
        if (lower[0] == Double.NEGATIVE_INFINITY && upper[0] == 0) {
            return "theta <= 0";
        }
        return lower[0] + " <= theta <= " + upper[0];
    }
}
