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
    /** Beside 1, the exponential of a number below this is a rounding error. */
    private static final double NEGLIGIBLE = -40;

    /** log sqrt(2 pi). */
    static final double LOG_ROOT_2PI = Math.log(2 * Math.PI) / 2;

    /** Returns a difference of two scores in units of eps, clamped to +-1e100. */
    double inUnits(double difference) {
        return Math.max(-FAR, Math.min(FAR, difference / epsilon));
    }

    /**
     * The probability that Z is on a side of z.
     *
     * @param logarithm the logarithm of the probability
     * @param ratio the density at z divided by the probability
     */
    record Tail(double logarithm, double ratio) {}

    /** Returns the probability that Z is at most z; Gaussian and Gumbel tails keep their digits far out. */
    Tail below(double z) {
        if (isGumbel()) {
            double rate = Math.exp(gumbelExponent(z));
            return new Tail(-rate, rate);
        }
        double density = noise.density(z);
        double below = noise.cdf(z, density);
        if (isGaussian() && below <= Double.MIN_NORMAL) { // Phi has too few digits, or is 0
            // Laplace's continued fraction of phi / Phi; then log Phi = log phi - log(phi / Phi)
            double mills = -(z + 1 / (z + 2 / (z + 3 / z)));
            return new Tail(-z * z / 2 - LOG_ROOT_2PI - Math.log(mills), mills);
        }
        return new Tail(Math.log(below), density / below);
    }

    /** Returns the probability that Z is above z; tails of symmetric laws and Gumbel tails keep their digits. */
    Tail above(double z) {
        if (noise.isSymmetric()) {
            return below(-z);
        }
        if (isGumbel()) { // the probability is 1 - exp(-rate)
            double exponent = gumbelExponent(z);
            double rate = Math.exp(exponent);
            return exponent < NEGLIGIBLE
                    ? new Tail(exponent, 1)
                    : new Tail(Math.log(-Math.expm1(-rate)), rate / Math.expm1(rate));
        }
        double above = 1 - noise.cdf(z);
        return new Tail(Math.log(above), noise.density(z) / above);
    }

    /** Returns the number whose exponential is -log P(Z at most z) for Gumbel noise; at most 700, so that it is finite. */
    private double gumbelExponent(double z) {
        return Math.min(700, noise.mean() - Noise.gumbel().mean() - z);
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
