package io.dither.exact;

import io.dither.error.Arguments;
import io.dither.noise.CurvedNoise;
import io.dither.noise.IndependentNoise;
import io.dither.noise.Noise;

/** The law of one coordinate, u + eps Z; differences of scores are measured in units of eps. */
record Law(IndependentNoise noise, double epsilon) {
    /** The probability that a range leaves out on each side: what it adds is below the rounding of a sum. */
    private static final double TAIL = 1e-16;
    /** Larger than any quantile, small enough for its square to be finite. */
    private static final double FAR = 1e100;

    /** Returns a difference of two scores in units of eps, cut where no noise reaches. */
    double ratio(double difference) {
        return Math.max(-FAR, Math.min(FAR, difference / epsilon));
    }

    /** Returns the mean of eps Z. */
    double shift() {
        return epsilon * noise.mean();
    }

    /** Returns the least z that matters. */
    double lowest() {
        return finite(noise.quantile(TAIL));
    }

    /** Returns the largest z that matters. */
    double highest() {
        return finite(noise.quantile(1 - TAIL));
    }

    private double finite(double quantile) {
        Arguments.require(
                Double.isFinite(quantile),
                "noise = " + noise.name() + " has the quantile " + quantile,
                "Maybe its quantile is not finite between 0 and 1");
        return quantile;
    }

    /** Returns whether the density may bend at its centre and ends, as that of Laplace does. */
    boolean mayBend() {
        return !(noise instanceof CurvedNoise);
    }

    boolean isGaussian() {
        return noise == Noise.gaussian();
    }

    boolean isGumbel() {
        return noise == Noise.gumbel() || noise == Noise.centredGumbel();
    }

    /** Returns sup over r of r p - E max(r + Z, 0) for standard normal Z and a probability p. */
    static double normalConjugate(double p) {
        return p <= 0 || p >= 1 ? 0 : -Noise.gaussian().density(Noise.gaussian().quantile(p));
    }

    /** Returns E max(r + Z, 0) - max(r, 0) for standard normal Z: what noise adds to the better of two. */
    static double normalSurplus(double r) {
        double lead = Math.abs(r);
        return normalSurplus(lead, Noise.gaussian().cdf(-lead));
    }

    /** Returns the same for a lead of at least 0 and Phi(-lead). */
    static double normalSurplus(double lead, double below) {
        return Noise.gaussian().density(lead) - lead * below;
    }
}
