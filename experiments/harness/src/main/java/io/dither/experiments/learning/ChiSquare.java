package io.dither.experiments.learning;

import io.dither.noise.Noise;

/** The chi-square law with whole degrees of freedom. */
final class ChiSquare {
    private ChiSquare() {}

    /**
     * Returns P(X > x) by Q(d + 2) = Q(d) + (x/2)^(d/2) e^(-x/2) / Gamma(d/2 + 1), from Q(1) = 2 Phi(-sqrt x) or Q(2) = e^(-x/2)
     * (Abramowitz and Stegun 26.4.8).
     *
     * @param x at least 0
     * @param degrees at least 1
     */
    static double tail(double x, int degrees) {
        boolean odd = degrees % 2 == 1;
        double tail = odd ? 2 * Noise.gaussian().cdf(-Math.sqrt(x)) : Math.exp(-x / 2);
        double term = odd ? Math.sqrt(2 * x / Math.PI) * Math.exp(-x / 2) : x / 2 * Math.exp(-x / 2);
        for (int d = odd ? 1 : 2; d < degrees; d += 2) {
            tail += term;
            term *= x / (d + 2);
        }
        return Math.min(1, tail);
    }
}
