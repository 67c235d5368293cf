package io.dither.experiments.methods;

import static io.dither.losses.Differences.gaussian;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dither.error.InvalidArgumentException;
import io.dither.internal.algebra.Vectors;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import io.dither.random.KeyedRandom;
import io.dither.surrogate.BlackBoxInterpolation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Gradients are slopes of envelopes that are computed from their definition. */
class LagrangianProximalGradientTest {
    private static final double TAU = 0.8;
    private static final List<LinearOracle> SETS = List.of(
            Oracles.ranking(4), Oracles.nearestNeighbours(4, 2), Oracles.argmax(4), Oracles.negate(Oracles.sign(4)));

    private static double[] vjp(LinearOracle set, double[] theta, double[] g) {
        return new LagrangianProximalGradient(set, TAU).forward(theta).vjp(g).values();
    }

    /** The lower envelope at theta by its definition; the upper one is minus the lower one of -g. */
    private static double lower(LinearOracle set, double[] theta, double[] g) {
        int sign = set.sense().sign();
        double[] y = set.solve(Vectors.combined(1, theta, -sign * TAU, g));
        double lost = -sign * Vectors.dot(theta, Vectors.minus(y, set.solve(theta)));
        return Vectors.dot(g, y) + lost / TAU;
    }

    private static double mean(LinearOracle set, double[] theta, double[] g) {
        return (lower(set, theta, g) - lower(set, theta, Vectors.scaled(-1, g))) / 2;
    }

    @Test
    void gradientsAreSlopesOfTheMeanEnvelope() {
        KeyedRandom random = new KeyedRandom(1);
        for (LinearOracle set : SETS) {
            for (int trial = 0; trial < 20; trial++) {
                double[] theta = gaussian(random, 4);
                double[] g = gaussian(random, 4);
                double[] u = gaussian(random, 4);
                double above = mean(set, Vectors.combined(1, theta, 1e-7, u), g);
                double below = mean(set, Vectors.combined(1, theta, -1e-7, u), g);
                assertEquals((above - below) / 2e-7, Vectors.dot(vjp(set, theta, g), u), 1e-5, set.toString());
            }
        }
    }

    @Test
    void theLowerEnvelopeHasTheGradientOfBlackBoxInterpolation() {
        KeyedRandom random = new KeyedRandom(3);
        for (LinearOracle set : SETS) {
            double[] theta = gaussian(random, 4);
            double[] g = gaussian(random, 4);
            BlackBoxInterpolation lower = new BlackBoxInterpolation(set, TAU);
            double[] down = lower.forward(theta).vjp(g).values();
            double[] up = lower.forward(theta).vjp(Vectors.scaled(-1, g)).values();
            assertArrayEquals(Vectors.combined(0.5, down, -0.5, up), vjp(set, theta, g), 1e-15);
        }
    }

    @Test
    void aStepThatIsNotPositiveIsRefused() {
        assertThrows(InvalidArgumentException.class, () -> new LagrangianProximalGradient(Oracles.argmax(3), 0));
    }
}
