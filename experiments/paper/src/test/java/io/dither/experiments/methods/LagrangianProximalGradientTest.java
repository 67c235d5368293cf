package io.dither.experiments.methods;

import static io.dither.losses.Differences.gaussian;
import static io.dither.losses.Differences.output;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.experiments.methods.LagrangianProximalGradient.Envelope;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.LayerProvider;
import io.dither.losses.Differences;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import io.dither.plugin.PluginCatalogue;
import io.dither.random.KeyedRandom;
import io.dither.regularized.RegularizedOptimizer;
import io.dither.surrogate.BlackBoxInterpolation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Gradients are slopes of envelopes that are computed from their definition. */
class LagrangianProximalGradientTest {
    private static final double TAU = 0.8;
    private static final List<LinearOracle> SETS = List.of(
            Oracles.ranking(4), Oracles.nearestNeighbours(4, 2), Oracles.argmax(4), Oracles.negate(Oracles.sign(4)));

    private static double[] vjp(LinearOracle set, Envelope envelope, double rho, double[] theta, double[] g) {
        return new LagrangianProximalGradient(set, envelope, TAU, rho)
                .forward(theta)
                .vjp(g)
                .values();
    }

    /** The lower envelope at theta by its definition; the upper one is minus the lower one of -g. */
    private static double lower(LinearOracle set, double rho, double[] theta, double[] g) {
        int sign = set.sense().sign();
        double[] best = set.solve(theta);
        double[] moved = Vectors.combined(1, theta, -sign * TAU, g);
        double[] y = rho == Double.POSITIVE_INFINITY
                ? set.solve(moved)
                : output(
                        RegularizedOptimizer.sparseMap(Differences.unnamed(set), 1 / rho),
                        Vectors.combined(1, moved, sign / rho, best));
        double[] away = Vectors.minus(y, best);
        double lost = -sign * Vectors.dot(theta, away);
        return Vectors.dot(g, y) + (lost + Vectors.dot(away, away) / (2 * rho)) / TAU;
    }

    private static double envelope(LinearOracle set, Envelope envelope, double rho, double[] theta, double[] g) {
        double lower = lower(set, rho, theta, g);
        double upper = -lower(set, rho, theta, Vectors.scaled(-1, g));
        return envelope == Envelope.LOWER ? lower : envelope == Envelope.UPPER ? upper : (lower + upper) / 2;
    }

    @Test
    void gradientsAreSlopesOfTheEnvelopes() {
        KeyedRandom random = new KeyedRandom(1);
        for (LinearOracle set : SETS) {
            for (Envelope envelope : Envelope.values()) {
                for (double rho : new double[] {Double.POSITIVE_INFINITY, 0.7}) {
                    for (int trial = 0; trial < 20; trial++) {
                        double[] theta = gaussian(random, 4);
                        double[] g = gaussian(random, 4);
                        double[] u = gaussian(random, 4);
                        double above = envelope(set, envelope, rho, Vectors.combined(1, theta, 1e-7, u), g);
                        double below = envelope(set, envelope, rho, Vectors.combined(1, theta, -1e-7, u), g);
                        double slope = Vectors.dot(vjp(set, envelope, rho, theta, g), u);
                        assertEquals((above - below) / 2e-7, slope, 1e-5, set + " " + envelope + " " + rho);
                    }
                }
            }
        }
    }

    @Test
    void envelopesEncloseTheLoss() {
        KeyedRandom random = new KeyedRandom(2);
        for (LinearOracle set : SETS) {
            for (int trial = 0; trial < 20; trial++) {
                double[] theta = gaussian(random, 4);
                double[] g = gaussian(random, 4);
                double loss = Vectors.dot(g, set.solve(theta));
                assertTrue(lower(set, 0.7, theta, g) <= loss + 1e-12);
                assertTrue(lower(set, Double.POSITIVE_INFINITY, theta, g) <= lower(set, 0.7, theta, g) + 1e-12);
                assertTrue(envelope(set, Envelope.UPPER, 0.7, theta, g) >= loss - 1e-12);
            }
        }
    }

    @Test
    void theLowerOneIsBlackBoxInterpolationAndTheCentralOneTheMean() {
        KeyedRandom random = new KeyedRandom(3);
        double none = Double.POSITIVE_INFINITY;
        for (LinearOracle set : SETS) {
            for (int trial = 0; trial < 20; trial++) {
                double[] theta = gaussian(random, 4);
                double[] g = gaussian(random, 4);
                double[] down = vjp(set, Envelope.LOWER, none, theta, g);
                double[] up = vjp(set, Envelope.UPPER, none, theta, g);
                // s (y*(theta) - y*(theta - s lambda g)) / lambda, Vlastelica et al. (2020)
                int sign = set.sense().sign();
                double[] moved = set.solve(Vectors.combined(1, theta, -sign * TAU, g));
                assertArrayEquals(Vectors.scaled(sign / TAU, Vectors.minus(set.solve(theta), moved)), down, 1e-15);
                assertArrayEquals(
                        new BlackBoxInterpolation(set, TAU)
                                .forward(theta)
                                .vjp(g)
                                .values(),
                        down);
                assertArrayEquals(
                        Vectors.combined(0.5, down, 0.5, up), vjp(set, Envelope.CENTRAL, none, theta, g), 1e-15);
                assertArrayEquals(
                        Vectors.scaled(-1, vjp(set, Envelope.LOWER, none, theta, Vectors.scaled(-1, g))), up, 1e-15);
            }
        }
    }

    @Test
    void minimisersMirrorMaximisers() {
        double[] theta = {0.3, -1.2, 0.8, 0.1};
        double[] g = {1, -2, 0.5, 0.3};
        LinearOracle scores = Oracles.topK(4, 2);
        for (Envelope envelope : Envelope.values()) {
            for (double rho : new double[] {Double.POSITIVE_INFINITY, 0.7}) {
                assertArrayEquals(
                        vjp(scores, envelope, rho, theta, g),
                        Vectors.scaled(-1, vjp(Oracles.negate(scores), envelope, rho, Vectors.scaled(-1, theta), g)),
                        1e-12);
            }
        }
    }

    @Test
    void textFormAndRefusals() {
        double[] theta = {0.3, -1.2, 0.8};
        double[] g = {1, -2, 0.5};
        assertArrayEquals(
                new LagrangianProximalGradient(Oracles.argmax(3), Envelope.CENTRAL, 2, 0.5)
                        .forward(theta)
                        .vjp(g)
                        .values(),
                PluginCatalogue.discover()
                        .create(LayerProvider.class, "lpgd:tau=2,rho=0.5")
                        .on(Oracles.argmax(3), 1, 1)
                        .forward(theta)
                        .vjp(g)
                        .values());
        assertThrows(
                InvalidArgumentException.class,
                () -> new LagrangianProximalGradient(Oracles.argmax(3), Envelope.LOWER, 0));
        assertThrows(
                InvalidArgumentException.class,
                () -> new LagrangianProximalGradient(Oracles.argmax(3), Envelope.LOWER, 1, -1));
    }
}
