package io.dither.layer;

import io.dither.noise.Noise;

/**
 * The quantiles of Student's t by the expansions of Hill (1970, Algorithm 396), with a relative error of at most 1e-5
 * for levels (1 - tail) from 0.5 to 0.9999.
 */
final class StudentLaw {
    private StudentLaw() {}

    /**
     * Returns t with P(|T| &gt; t) = tail, where T has n degrees of freedom and n is at least 1. If n is infinite, T is
     * standard normal.
     */
    static double twoSidedQuantile(double tail, double n) {
        if (n == 1) {
            return 1 / StrictMath.tan(tail * Math.PI / 2);
        }
        if (n == 2) {
            return Math.sqrt(2 / (tail * (2 - tail)) - 2);
        }
        double normal = Noise.gaussian().quantile(1 - tail / 2);
        return Double.isInfinite(n) ? normal : hill(tail, n, normal);
    }

    /** Returns the quantile by Hill's algorithm, with its letters a, b, c, d, x and y. */
    private static double hill(double tail, double n, double normal) {
        double a = 1 / (n - 0.5);
        double b = 48 / (a * a);
        double c = ((20700 * a / b - 98) * a - 16) * a + 96.36;
        double d = ((94.5 / (b + c) - 3) / b + 1) * Math.sqrt(a * Math.PI / 2) * n;
        double y = StrictMath.pow(d * tail, 2 / n);
        return Math.sqrt(n * (y > 0.05 + a ? nearNormal(n, normal, a, b, c, d) : inTheTail(n, y, d)));
    }

    /**
     * Returns t^2 / n by an inverse expansion about the normal quantile. Hill has no letters e and z: he assigns these
     * values to c and y again.
     */
    private static double nearNormal(double n, double normal, double a, double b, double c, double d) {
        double x = -normal; // Hill takes the quantile of the lower tail
        double y = x * x;
        double e = n < 5 ? c + 0.3 * (n - 4.5) * (x + 0.6) : c;
        e += (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b;
        double z = (((((0.4 * y + 6.3) * y + 36) * y + 94.5) / e - y - 3) / b + 1) * x;
        return StrictMath.expm1(a * z * z);
    }

    /** Returns t^2 / n by an expansion for the tail of the law. */
    private static double inTheTail(double n, double y, double d) {
        double inner = 1 / (((n + 6) / (n * y) - 0.089 * d - 0.822) * (n + 2) * 3) + 0.5 / (n + 4);
        return (inner * y - 1) * (n + 1) / (n + 2) + 1 / y;
    }
}
