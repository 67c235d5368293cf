package io.dither.exact;

import org.ejml.data.DMatrixRMaj;

/**
 * The larger of two Gaussian scores with the means a and b. Its mean is F = max(a, b) + s (phi(r) - |r| Phi(-|r|)),
 * where s = eps sqrt(2) and r = (a - b) / s (Clark 1961).
 */
record GaussianPair(Law law) implements Smoothing {
    /** Returns s. */
    private double scale() {
        return law.epsilon() * Math.sqrt(2);
    }

    /** Returns r for the means u[0] and u[1]. */
    private double ratio(double[] u) {
        return law.inUnits(u[0] - u[1]) / Math.sqrt(2);
    }

    @Override
    public double valueAndMean(double[] u, double[] mean) {
        double ratio = ratio(u);
        double lead = Math.abs(ratio);
        double lowerWins = law.noise().cdf(-lead);
        mean[0] = ratio > 0 ? 1 - lowerWins : lowerWins;
        mean[1] = ratio > 0 ? lowerWins : 1 - lowerWins;
        return Math.max(u[0], u[1]) + scale() * Law.normalSurplus(lead, lowerWins);
    }

    @Override
    public DMatrixRMaj jacobian(double[] u) {
        double slope = law.noise().density(ratio(u)) / scale();
        return new DMatrixRMaj(2, 2, true, slope, -slope, -slope, slope);
    }
}
