package io.dither.noise;

import io.dither.error.InvalidArgumentException;

/**
 * The standard normal law: density, distribution function and quantile. The relative errors of the quantile are below
 * 1e-15, also in the tails. Those of the density, and of the distribution function for z below 0, are about 1e-15 for
 * |z| up to 2, then grow like 1e-16 z^2, and faster for |z| above 31: 1e-14 at 10, 1e-12 at 37.
 */
@SuppressWarnings("FloatingPointLiteralPrecision") // constants with the digits of their source
final class NormalLaw {
    private static final double SQRT_TWO_PI = 2.5066282746310002;
    private static final double SQRT_HALF = 0.7071067811865476;
    /** The density at 0. */
    private static final double DENSITY_AT_0 = 0.3989422804014327;

    private static final double SQRT_PI = 1.772453850905516;
    /** Adding and subtracting this number rounds to an integer. */
    private static final double ROUND = 0x1.8p52;
    /** Up to this number erf has a separate approximation. */
    private static final double NEAR = 0.46875;

    /**
     * Cody's coefficients of erf(x) / x in x^2 near 0. Here and below, TOP is the numerator and BOTTOM the denominator.
     */
    private static final double[] NEAR_TOP = {
        3209.377589138469472562,
        377.4852376853020208137,
        113.8641541510501556495,
        3.161123743870565596947,
        0.185777706184603152673
    };

    private static final double[] NEAR_BOTTOM = {
        2844.236833439170622273, 1282.616526077372275645, 244.0246379344441733056, 23.60129095234412093499, 1
    };
    /** Cody's coefficients of erfc(x) exp(x^2) in x, for x up to 4. */
    private static final double[] UP_TO_4_TOP = {
        1230.33935479799725272, 2051.07837782607146532, 1712.04761263407058314, 881.952221241769090411,
        298.635138197400131132, 66.1191906371416294775, 8.88314979438837594118, 0.564188496988670089180,
        2.15311535474403846343e-8
    };

    private static final double[] UP_TO_4_BOTTOM = {
        1230.33935480374942043,
        3439.36767414372163696,
        4362.61909014324715820,
        3290.79923573345962678,
        1621.38957456669018874,
        537.181101862009857509,
        117.693950891312499305,
        15.7449261107098347253,
        1
    };
    /** Cody's coefficients of x^2 (1 / sqrt(pi) - x erfc(x) exp(x^2)) in 1 / x^2, for x above 4. */
    private static final double[] ABOVE_4_TOP = {
        6.58749161529837803157e-4,
        0.0160837851487422766278,
        0.125781726111229246204,
        0.360344899949804439429,
        0.305326634961232344035,
        0.0163153871373020978498
    };

    private static final double[] ABOVE_4_BOTTOM = {
        0.00233520497626869185443,
        0.0605183413124413191178,
        0.527905102951428412248,
        1.87295284992346047209,
        2.56852019228982242072,
        1
    };

    /** Wichura's coefficients of the quantile divided by q = u - 1/2, in 0.425^2 - q^2, for |q| up to 0.425. */
    private static final double[] CENTRE_TOP = {
        3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946,
        45921.95393154987, 67265.7709270087, 33430.57558358813, 2509.0809287301227
    };

    private static final double[] CENTRE_BOTTOM = {
        1,
        42.31333070160091,
        687.1870074920579,
        5394.196021424751,
        21213.794301586597,
        39307.89580009271,
        28729.085735721943,
        5226.495278852854
    };
    /** Wichura's coefficients of the quantile in r - 1.6, for r = sqrt(-ln min(u, 1 - u)) up to 5. */
    private static final double[] MIDDLE_TOP = {
        1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045,
        1.2704582524523684, 0.2417807251774506, 0.022723844989269184, 0.0007745450142783414
    };

    private static final double[] MIDDLE_BOTTOM = {
        1,
        2.053191626637759,
        1.6763848301838038,
        0.6897673349851,
        0.14810397642748008,
        0.015198666563616457,
        0.0005475938084995345,
        1.0507500716444169e-09
    };
    /** Wichura's coefficients of the quantile in r - 5, for r above 5. */
    private static final double[] FAR_TOP = {
        6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487,
        0.026532189526576124, 0.0012426609473880784, 2.7115555687434876e-05, 2.0103343992922881e-07
    };

    private static final double[] FAR_BOTTOM = {
        1,
        0.599832206555888,
        0.1369298809227358,
        0.014875361290850615,
        0.0007868691311456133,
        1.8463183175100548e-05,
        1.421511758316446e-07,
        2.0442631033899397e-15
    };

    /** The number of tabulated values of exp(-x^2) per unit of x. */
    private static final int STEPS = 32;

    /** exp(-x^2) at multiples of 1/32, up to where it is 0. */
    private static final double[] BELL = new double[STEPS * 28];

    static {
        for (int i = 0; i < BELL.length; i++) {
            double x = i / (double) STEPS;
            BELL[i] = StrictMath.exp(-x * x);
        }
    }

    private NormalLaw() {}

    static double density(double z) {
        return bell(Math.abs(z) * SQRT_HALF) * DENSITY_AT_0;
    }

    /**
     * Returns exp(-x^2) for x of at least 0, as exp(-high^2) exp(-(x - high) (x + high)). Here high is x rounded to a
     * multiple of 1/32, so that the first factor is tabulated. exp(-x * x) would amplify the rounding error of x * x.
     */
    private static double bell(double x) {
        // rounding by ROUND avoids the slow conversion from integer to double
        double high = ((x * STEPS + ROUND) - ROUND) / STEPS;
        int steps = (int) (high * STEPS);
        return steps < BELL.length ? BELL[steps] * exp(-(x - high) * (x + high)) : 0;
    }

    /**
     * Returns e^r for r between -1 and 1, by its series up to r^13: the relative error is about 1e-15 for |r| up to
     * 1/2, and 3e-11 at -1. Even and odd powers are summed in parallel, because each step waits for the one before it.
     */
    private static double exp(double r) {
        double square = r * r;
        double even = 1.0 / 479001600;
        double odd = 1.0 / 6227020800.0;
        even = even * square + 1.0 / 3628800;
        odd = odd * square + 1.0 / 39916800;
        even = even * square + 1.0 / 40320;
        odd = odd * square + 1.0 / 362880;
        even = even * square + 1.0 / 720;
        odd = odd * square + 1.0 / 5040;
        even = even * square + 1.0 / 24;
        odd = odd * square + 1.0 / 120;
        even = even * square + 0.5;
        odd = odd * square + 1.0 / 6;
        return 1 + (r + square * (even + r * odd));
    }

    /** Returns the distribution function by the rational approximations of Cody (1969) to erf and erfc. */
    static double cdf(double z) {
        return cdf(z, density(z));
    }

    /** Returns the distribution function if the density at z is known. */
    static double cdf(double z, double density) {
        double x = Math.abs(z) * SQRT_HALF;
        if (x <= NEAR) {
            return 0.5 + z * SQRT_HALF * ratio(NEAR_TOP, NEAR_BOTTOM, x * x) / 2;
        }
        // the tail is erfc(x) / 2, and exp(-x^2) is the density times sqrt(2 pi)
        double tail = density * SQRT_TWO_PI * scaledTail(x) / 2;
        return z > 0 ? 1 - tail : tail;
    }

    /** Returns erfc(x) exp(x^2) for x above {@link #NEAR}. */
    private static double scaledTail(double x) {
        return x <= 4
                ? ratio(UP_TO_4_TOP, UP_TO_4_BOTTOM, x)
                : (1 / SQRT_PI - ratio(ABOVE_4_TOP, ABOVE_4_BOTTOM, 1 / (x * x)) / (x * x)) / x;
    }

    /** Returns the quantile by the rational approximations of Wichura (1988), algorithm AS 241. */
    static double quantile(double u) {
        if (!(u > 0 && u < 1)) {
            throw new InvalidArgumentException("u = " + u + " is not between 0 and 1", "Maybe it is in percent");
        }
        double q = u - 0.5;
        if (Math.abs(q) <= 0.425) {
            double r = 0.180625 - q * q; // 0.180625 is the square of 0.425
            return q * ratio(CENTRE_TOP, CENTRE_BOTTOM, r);
        }
        double r = Math.sqrt(-StrictMath.log(Math.min(u, 1 - u)));
        double z = r <= 5 ? ratio(MIDDLE_TOP, MIDDLE_BOTTOM, r - 1.6) : ratio(FAR_TOP, FAR_BOTTOM, r - 5);
        return q < 0 ? -z : z;
    }

    private static double ratio(double[] top, double[] bottom, double x) {
        double numerator = 0;
        double denominator = 0;
        for (int i = top.length - 1; i >= 0; i--) {
            numerator = numerator * x + top[i];
            denominator = denominator * x + bottom[i];
        }
        return numerator / denominator;
    }
}
