package io.dither.testing;

import io.dither.error.Arguments;
import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.random.KeyedRandom;
import java.util.Arrays;
import java.util.Locale;

/**
 * Draws thetas inside a domain: Gaussian thetas of several scales, sparse thetas, whole numbers with many ties, and
 * near ties. Such thetas are likely to find faults.
 *
 * <p>Theta i depends only on the dimension, the domain, the seed and i, so it can be drawn again. Immutable and
 * thread-safe.
 */
public final class ThetaSampler {
    /**
     * The kinds of thetas before {@link ThetaSampler#moveInside}, each with the standard deviation of its Gaussian
     * numbers. GAUSSIAN, LARGE and TINY thetas have such numbers in all coordinates, SPARSE thetas in about a third of
     * them, and 0 elsewhere. CLOSE numbers are 0, 1 or 2 plus a small Gaussian number, so that there are near ties.
     * CONSTANT thetas have one number in all coordinates. Two kinds do not use the standard deviation: WHOLE numbers
     * are from -2 to 2, and not Gaussian; MIXED numbers are standard Gaussian, each times a power of 2 from 2^-10 to
     * 2^10.
     */
    private enum Kind {
        GAUSSIAN(1),
        WHOLE(1),
        SPARSE(3),
        LARGE(1e6),
        TINY(1e-6),
        CLOSE(1e-3),
        CONSTANT(1),
        MIXED(1);

        final double scale;

        Kind(double scale) {
            this.scale = scale;
        }
    }

    private static final Kind[] KINDS = Kind.values();

    /** A theta of this length takes 80 MB. */
    private static final int MAX_DIMENSION = 10_000_000;

    private final int dimension;
    private final Domain domain;
    private final long seed;

    /**
     * Creates the sampler for one domain.
     *
     * @param dimension d, from 1 to 10,000,000
     * @param domain the set of the thetas
     * @param seed the seed
     */
    public ThetaSampler(int dimension, Domain domain, long seed) {
        this.dimension = Arguments.between("dimension", dimension, 1, MAX_DIMENSION);
        this.domain = domain;
        domain.nearest(new double[dimension]); // throws if the domain has another dimension
        this.seed = seed;
    }

    /**
     * Creates the sampler for an oracle.
     *
     * @param oracle gives the dimension and the domain
     * @param seed the seed
     * @return the sampler
     */
    public static ThetaSampler of(LinearOracle oracle, long seed) {
        return new ThetaSampler(oracle.dimension(), oracle.domain(), seed);
    }

    /**
     * Draws a theta.
     *
     * @param index the index of the theta, from 0
     * @return the theta, length d, inside the domain; the caller owns it
     */
    public double[] theta(int index) {
        KeyedRandom random = new KeyedRandom(seed);
        random.startSample(index);
        Kind kind = kind(index);
        double[] theta = new double[dimension];
        double common = random.nextGaussian(); // for all coordinates of a CONSTANT theta
        Arrays.setAll(theta, i -> coordinate(kind, common, random));
        moveInside(theta, domain);
        return theta;
    }

    /**
     * Describes how to draw a theta again.
     *
     * @param index the index of the theta
     * @return a text such as {@code theta 3 of seed 1 (large)}
     */
    public String describe(int index) {
        return "theta " + index + " of seed " + seed + " (" + kind(index).name().toLowerCase(Locale.ROOT) + ")";
    }

    private static double coordinate(Kind kind, double common, KeyedRandom random) {
        return switch (kind) {
            case WHOLE -> random.nextInt(5) - 2;
            case CLOSE -> random.nextInt(3) + kind.scale * random.nextGaussian();
            case SPARSE -> random.nextInt(3) == 0 ? kind.scale * random.nextGaussian() : 0;
            case CONSTANT -> kind.scale * common;
            case MIXED -> Math.scalb(random.nextGaussian(), random.nextInt(21) - 10);
            default -> kind.scale * random.nextGaussian();
        };
    }

    private static Kind kind(int index) {
        return KINDS[Math.floorMod(index, KINDS.length)];
    }

    /**
     * Moves each coordinate into its interval, also a coordinate that lies in it already. If the interval has one end,
     * the coordinate x goes to the distance |x| from this end; if it has two ends, the whole line is mapped to the
     * interval; if it has no end, x stays.
     *
     * @param theta the coordinates, finite; changed
     * @param domain the intervals
     */
    public static void moveInside(double[] theta, Domain domain) {
        Arrays.setAll(theta, i -> inside(theta[i], domain.lower(i), domain.upper(i)));
    }

    private static double inside(double x, double lower, double upper) {
        boolean hasLower = lower > Double.NEGATIVE_INFINITY;
        boolean hasUpper = upper < Double.POSITIVE_INFINITY;
        if (hasLower && hasUpper) {
            double share = 0.5 + 0.5 * x / (1 + Math.abs(x)); // increases with x from 0 to 1
            // min and max, because the rounded sum may lie outside
            return Math.min(upper, Math.max(lower, (1 - share) * lower + share * upper));
        }
        // + 0.0 turns a negative zero into zero
        if (hasLower) {
            return lower + Math.abs(x) + 0.0;
        }
        return hasUpper ? upper - Math.abs(x) + 0.0 : x;
    }
}
