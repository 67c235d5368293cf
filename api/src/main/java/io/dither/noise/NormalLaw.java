package io.dither.noise;

/** The standard normal law: density, distribution function and quantile, to about 1e-15. */
final class NormalLaw {
    private static final double SQRT_TWO_PI = 2.5066282746310002;
    /** From here on the continued fraction of the tail converges faster than the series at 0. */
    private static final double TAIL = 3;

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

    private NormalLaw() {}

    static double density(double z) {
        return StrictMath.exp(-0.5 * z * z) / SQRT_TWO_PI;
    }

    static double cdf(double z) {
        double x = Math.abs(z);
        double upper = x < TAIL ? 0.5 - density(x) * series(x) : density(x) / fraction(x);
        return z > 0 ? 1 - upper : upper;
    }

    /** Returns (Phi(x) - 1/2) / phi(x) = x + x^3/3 + x^5/15 + ... */
    private static double series(double x) {
        double term = x;
        double sum = x;
        for (int k = 3; term > 1e-17 * sum; k += 2) {
            term *= x * x / k;
            sum += term;
        }
        return sum;
    }

    /**
     * Returns phi(x) / (1 - Phi(x)) = x + 1/(x + 2/(x + 3/(x + ...))), the continued fraction of Laplace, for x from 3 on.
     * It needs fewer terms the larger x is: more than these change no more than the last bit.
     */
    private static double fraction(double x) {
        double value = x;
        for (int k = 10 + (int) (810 / (x * x)); k >= 1; k--) {
            value = x + k / value;
        }
        return value;
    }

    /** Returns the quantile by the rational approximations of Wichura (1988), algorithm AS 241, to about 1e-16. */
    static double quantile(double u) {
        if (!(u > 0 && u < 1)) {
            throw new IllegalArgumentException("u = " + u + " is not between 0 and 1");
        }
        double q = u - 0.5;
        if (Math.abs(q) <= 0.425) {
            double r = 0.180625 - q * q;
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
