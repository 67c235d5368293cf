package io.dither.experiments.coverage;

import io.dither.noise.Noise;
import java.util.function.DoubleSupplier;

/** The laws by which deciders see costs. */
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

    String text() {
        return text;
    }

    /** The amplitude of the noise against weights of the middle signal. */
    double epsilon() {
        return epsilon;
    }

    /** Returns a cost or score as a decider perceives it, with noise. */
    double perceived(double cost, double amplitude, DoubleSupplier normal) {
        return switch (this) {
            case GUMBEL -> cost - amplitude * Math.log(exponential(normal));
            case GAUSSIAN -> cost + amplitude * normal.getAsDouble();
            case GAMMA -> cost + amplitude * (exponential(normal) + exponential(normal) + exponential(normal));
            case LOGNORMAL -> cost * Math.exp(amplitude * normal.getAsDouble() - amplitude * amplitude / 2);
        };
    }

    private static double exponential(DoubleSupplier normal) {
        return -Math.log(Noise.gaussian().cdf(normal.getAsDouble()));
    }
}
