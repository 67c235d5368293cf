package io.dither.exact;

import io.dither.noise.CurvedNoise;
import io.dither.noise.IndependentNoise;
import io.dither.noise.Noise;

/** The law of one coordinate, u + eps Z. */
record Law(IndependentNoise noise, double epsilon) {
    /** The probability that a range leaves out on each side: what it adds is below the rounding of a sum. */
    private static final double TAIL = 1e-16;

    double density(double x, double u) {
        return noise.density((x - u) / epsilon) / epsilon;
    }

    /** Returns the probability that u + eps Z is at most x. */
    double cdf(double x, double u) {
        return noise.cdf((x - u) / epsilon);
    }

    /** Returns the mean of eps Z. */
    double shift() {
        return epsilon * noise.mean();
    }

    double lowest() {
        return epsilon * noise.quantile(TAIL);
    }

    double highest() {
        return epsilon * noise.quantile(1 - TAIL);
    }

    /** Says whether the density may bend at its centre and ends, as that of Laplace does. */
    boolean mayBend() {
        return !(noise instanceof CurvedNoise);
    }

    boolean isGaussian() {
        return noise == Noise.gaussian();
    }

    boolean isGumbel() {
        return noise == Noise.gumbel() || noise == Noise.centredGumbel();
    }
}
