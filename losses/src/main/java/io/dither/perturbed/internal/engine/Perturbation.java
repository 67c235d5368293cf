package io.dither.perturbed.internal.engine;

import io.dither.noise.BlockNoise;
import io.dither.noise.Noise;
import io.dither.noise.NonnegativeNoise;
import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.random.ExactExp;

/**
 * Maps noise and theta to X, and differentiates expectations over X in theta.
 *
 * <p>Additive: X = theta + sign eps Z, with the {@linkplain Noise#sign sign} of the noise. Multiplicative: X = theta
 * exp(eps Z - eps^2 / 2). For any function r, d E[r(X)] / d theta_i = scoreFactor(i) E[r(X) grad nu(Z)_i], where the
 * density of Z is proportional to exp(-nu(z)); grad nu(Z) is the {@linkplain Sample#score score}.
 */
public final class Perturbation {
    private final double[] theta;
    private final double epsilon;
    /** The sign of additive noise. */
    private final int sign;

    private final Noise noise;
    private final boolean isMultiplicative;
    private final Domain domain;
    private final boolean clamps;

    /** Uses theta without a copy. If {@code clamps} is true, coordinates of X outside the domain move to its bounds. */
    public Perturbation(
            LinearOracle oracle, double[] theta, Noise noise, double epsilon, boolean multiplicative, boolean clamps) {
        this.theta = theta;
        this.epsilon = epsilon;
        this.sign = noise.sign(oracle);
        this.noise = noise;
        isMultiplicative = multiplicative;
        this.domain = oracle.domain();
        this.clamps = clamps && !domain.isEverywhere(); // in an unbounded domain there is nothing to clamp
    }

    /** Returns whether dX/dtheta may differ from 1, so that {@link Sample#slope} is filled. */
    public boolean hasSlope() {
        return isMultiplicative || clamps;
    }

    /** Fills X (and the slope, if it may differ from 1) from the noise. */
    void apply(Sample sample) {
        if (!isMultiplicative) {
            addNoise(sample);
        }
        multiplyAndClamp(sample);
    }

    /**
     * Fills X_i (and its slope) from the noise, and returns X_i. Only for a perturbation that {@link
     * #canApplyByCoordinate}.
     */
    double apply(Sample sample, int i) {
        if (isMultiplicative) {
            multiply(theta[i], sample.noise, sample.slope, sample.perturbed, i);
        } else {
            sample.perturbed[i] = theta[i] + sign * epsilon * sample.noise[i];
        }
        return sample.perturbed[i];
    }

    /**
     * Returns whether X can be computed one coordinate at a time: the noise can be drawn in parts, and nothing is
     * clamped, because a sample counts the clamped coordinates of all of X.
     */
    boolean canApplyByCoordinate() {
        return noise instanceof BlockNoise && !clamps;
    }

    Noise noise() {
        return noise;
    }

    /** Fills X (and the slope) of a range of lanes from the noise. */
    void apply(SampleLanes sampleLanes, int from, int to) {
        if (!isMultiplicative) {
            SampleLanes.KERNEL.shift(theta, sign * epsilon, sampleLanes.noise, sampleLanes.perturbed, from, to);
        }
        for (int lane = from; lane < to; lane++) {
            multiplyAndClamp(sampleLanes.samples[lane]);
        }
    }

    private void addNoise(Sample sample) {
        double scale = sign * epsilon;
        for (int i = 0; i < theta.length; i++) {
            sample.perturbed[i] = theta[i] + scale * sample.noise[i];
        }
    }

    /** Multiplies theta by multiplicative noise, clamps X, and fills the slope; the sample may be in a lane. */
    private void multiplyAndClamp(Sample sample) {
        if (isMultiplicative) {
            for (int i = 0, at = sample.first; i < theta.length; i++, at += sample.step) {
                multiply(theta[i], sample.noise, sample.slope, sample.perturbed, at);
            }
        }
        int clamped = 0;
        if (clamps) {
            for (int i = 0, at = sample.first; i < theta.length; i++, at += sample.step) {
                clamped += clamp(sample.perturbed, sample.slope, at, domain.lower(i), domain.upper(i));
            }
        }
        sample.clamped = clamped; // also 0, because an earlier problem may have clamped this sample
    }

    /**
     * Computes X_i = theta_i exp(eps Z_i - eps^2 / 2) and its slope at an index of the arrays, where theta_i is {@code
     * centre}. The exponent is limited, so that exp is neither infinite nor 0.
     */
    private void multiply(double centre, double[] noise, double[] slope, double[] perturbed, int at) {
        slope[at] = ExactExp.exp(Math.max(-700, Math.min(700, epsilon * noise[at] - 0.5 * epsilon * epsilon)));
        perturbed[at] = centre * slope[at];
    }

    /** Moves X_i to its nearest bound if it is outside, and sets its slope; returns 1 if X_i moved, otherwise 0. */
    private int clamp(double[] perturbed, double[] slope, int at, double lower, double upper) {
        double x = perturbed[at];
        boolean isBelow = x < lower;
        if (!isBelow && !(x > upper)) {
            if (!isMultiplicative) { // otherwise multiply has set the slope
                slope[at] = 1;
            }
            return 0;
        }
        perturbed[at] = isBelow ? lower : upper;
        slope[at] = 0;
        return 1;
    }

    /**
     * Returns the c with d E[r(X)] / d theta_i = c E[r(X) grad nu(Z)_i] for any r; 0 for a coordinate without noise.
     */
    public double scoreFactor(int coordinate) {
        if (!hasNoise(coordinate)) {
            return 0;
        }
        return isMultiplicative ? 1 / (epsilon * theta[coordinate]) : sign / epsilon;
    }

    /**
     * Returns the factor of standard errors: |scoreFactor|, or NaN if that is 0, because then nothing is estimated.
     */
    public double errorFactor(int coordinate) {
        double factor = Math.abs(scoreFactor(coordinate));
        return factor == 0 ? Double.NaN : factor;
    }

    /**
     * Multiplies numbers by the score factors of their coordinates, and their standard errors by the error factors. If
     * the factors are the same for all coordinates, no method is called per coordinate.
     */
    public void scale(double[] values, double[] errors) {
        if (!isMultiplicative && !(noise instanceof NonnegativeNoise)) {
            double factor = sign / epsilon;
            double magnitude = Math.abs(factor);
            for (int i = 0; i < values.length; i++) {
                values[i] *= factor;
                errors[i] *= magnitude;
            }
            return;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] *= scoreFactor(i);
            errors[i] *= errorFactor(i);
        }
    }

    private boolean hasNoise(int coordinate) {
        // nonnegative noise with the mean 0 is always 0
        return isMultiplicative
                ? theta[coordinate] != 0
                : !(noise instanceof NonnegativeNoise nonnegative) || nonnegative.mean(coordinate) > 0;
    }
}
