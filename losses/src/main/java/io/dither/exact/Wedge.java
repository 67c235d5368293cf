package io.dither.exact;

import io.dither.noise.IndependentNoise;
import io.dither.noise.Noise;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * The probability that two standard normals A, B with correlation cos(angle) stay below h and k: Phi(h) Phi(k) + 1/(2 pi)
 * int from the angle to pi/2 of exp(-(h^2 + k^2 - 2 h k cos t) / (2 sin^2 t)) dt (Plackett 1954).
 */
final class Wedge {
    private static final GaussIntegrator PANEL = new GaussIntegratorFactory().legendre(20);
    private static final IndependentNoise NORMAL = Noise.gaussian();

    private Wedge() {}

    static double probability(double h, double k, double angle) {
        if (angle > Math.PI / 2) {
            return Math.max(0, NORMAL.cdf(h) - probability(h, -k, Math.PI - angle));
        }
        double sum = 0;
        double upper = Math.PI / 2;
        // panels halve towards 0, because there the integrand varies at the scale of t
        while (upper > angle) {
            double lower = upper < 1e-14 ? angle : Math.max(angle, upper / 2);
            sum += integral(h, k, lower, upper);
            upper = lower;
        }
        return NORMAL.cdf(h) * NORMAL.cdf(k) + sum / (2 * Math.PI);
    }

    private static double integral(double h, double k, double lower, double upper) {
        double half = (upper - lower) / 2;
        double sum = 0;
        for (int p = 0; p < PANEL.getNumberOfPoints(); p++) {
            double t = lower + half + half * PANEL.getPoint(p);
            double ratio = (h - k) / Math.sin(t);
            double secant = 1 / Math.cos(t / 2);
            // (h^2 + k^2 - 2 h k cos t) / sin^2 t without a difference of nearly equal numbers
            sum += PANEL.getWeight(p) * Math.exp(-(ratio * ratio + h * k * secant * secant) / 2);
        }
        return half * sum;
    }
}
