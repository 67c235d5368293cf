package io.dither.perturbed;

/** The standard normal law in closed form, for tests: cdf by the series and continued fraction of erfc. */
public final class NormalLaw {
    private NormalLaw() {}

    public static double density(double x) {
        return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
    }

    public static double cdf(double x) {
        double a = Math.abs(x);
        double upper = a < 3 ? 0.5 - density(a) * series(a) : density(a) / fraction(a);
        return x > 0 ? 1 - upper : upper;
    }

    private static double series(double x) {
        double term = x;
        double sum = x;
        for (int k = 3; Math.abs(term) > 1e-17 * sum; k += 2) {
            term *= x * x / k;
            sum += term;
        }
        return sum;
    }

    private static double fraction(double x) {
        double value = x;
        for (int k = 200; k >= 1; k--) {
            value = x + k / value;
        }
        return value;
    }
}
