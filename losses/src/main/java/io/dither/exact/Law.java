package io.dither.exact;

import io.dither.error.Arguments;
import io.dither.noise.CurvedNoise;
import io.dither.noise.IndependentNoise;
import io.dither.noise.Noise;

/** The law of the noise eps Z in each coordinate. Differences of scores are measured in units of eps. */
record Law(IndependentNoise noise, double epsilon) {
    /** The probability that is cut off on each side of the range of z; it is below the rounding error of a sum. */
    private static final double TAIL = 1e-16;
    /** A bound on differences: larger than any quantile, with a finite square. */
    private static final double FAR = 1e100;

    /** Returns a difference of two scores in units of eps, clamped to +-1e100. */
    double inUnits(double difference) {
        return Math.max(-FAR, Math.min(FAR, difference / epsilon));
    }

    /** Returns the mean of eps Z. */
    double meanNoise() {
        return epsilon * noise.mean();
    }

    /** Returns the lower end of the range of z. */
    double lowest() {
        return requireFinite(noise.quantile(TAIL));
    }

    /** Returns the upper end of the range of z. */
    double highest() {
        return requireFinite(noise.quantile(1 - TAIL));
    }

    private double requireFinite(double quantile) {
        Arguments.require(
                Double.isFinite(quantile),
                "noise = " + noise.name() + " has the quantile " + quantile,
                "Maybe make its quantile function finite between 0 and 1");
        return quantile;
    }

    /** Returns whether the density may have a kink at its centre or ends, as the density of Laplace noise has. */
    boolean mayHaveKinks() {
        return !(noise instanceof CurvedNoise);
    }

    boolean isGaussian() {
        return noise == Noise.gaussian();
    }

    boolean isGumbel() {
        return noise == Noise.gumbel() || noise == Noise.centredGumbel();
    }

    /**
     * Returns E max(r + Z, 0) - max(r, 0) for standard normal Z. This is the amount by which the noise Z raises
     * the mean of the larger of r and 0.
     */
    static double normalSurplus(double r) {
        double lead = Math.abs(r);
        return normalSurplus(lead, Noise.gaussian().cdf(-lead));
    }

    /** Returns normalSurplus(lead) for a lead of at least 0; {@code below} is Phi(-lead). */
    static double normalSurplus(double lead, double below) {
        return Noise.gaussian().density(lead) - lead * below;
    }
}
