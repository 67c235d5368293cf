package io.dither.experiments.coverage;

import io.dither.noise.Noise;
import java.util.function.DoubleSupplier;

/** The laws of the noise with which deciders perceive costs. */
enum Law {
    GUMBEL("gumbel", 1),
    GAUSSIAN("gaussian", 1),
    GAMMA("gamma:shape=3", 0.5),
    LOGNORMAL("lognormal", 0.3);

    private final String text;
    private final double epsilon;

    Law(String text, double epsilon) {
        this.text = text;
        this.epsilon = epsilon;
    }

    /** Returns the noise of this law as text, for the settings of a fit. */
    String text() {
        return text;
    }

    /** Returns the amplitude of the noise; if epsilon is learnt, the amplitude for a signal of 1. */
    double epsilon() {
        return epsilon;
    }

    /** Returns a cost or score as a decider perceives it, with noise. */
    double perceived(double cost, double amplitude, DoubleSupplier normal) {
        return switch (this) {
            // minus the logarithm of an exponential number is a Gumbel number
            case GUMBEL -> cost - amplitude * Math.log(exponential(normal));
            case GAUSSIAN -> cost + amplitude * normal.getAsDouble();
            // shape 3: the sum of three exponential numbers
            case GAMMA -> cost + amplitude * (exponential(normal) + exponential(normal) + exponential(normal));
            // the mean of the factors is 1
            case LOGNORMAL -> cost * Math.exp(amplitude * normal.getAsDouble() - amplitude * amplitude / 2);
        };
    }

    /** Returns an exponential number: -log(u), where the normal distribution function gives the uniform number u. */
    private static double exponential(DoubleSupplier normal) {
        return -Math.log(Noise.gaussian().cdf(normal.getAsDouble()));
    }
}
