package io.dither.regularized;

import static io.dither.losses.Differences.gaussian;
import static io.dither.losses.Differences.output;
import static io.dither.losses.Differences.unnamed;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.exact.ExactOptimizer;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.Decision;
import io.dither.layer.NoiseKey;
import io.dither.layer.ValueAndGradient;
import io.dither.losses.Differences;
import io.dither.losses.TrueFenchelYoungLoss;
import io.dither.noise.Noise;
import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Thetas;
import io.dither.oracle.Trait;
import io.dither.oracles.Oracles;
import io.dither.random.KeyedRandom;
import io.dither.testing.BruteForceOracle;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Regularised solutions against published values, closed forms, optimality and differences. */
class RegularizedOptimizerTest {
    private static final double[] A = {-0.6, 1.9, -0.2, 1.1, -1.0};
    private static final Regularizer ENTROPY = Regularizer.negativeEntropy();
    private static final Regularizer SQUARED = Regularizer.halfSquaredNorm();

    /** 0/1 knapsack with weights 3, 4, 2, 5 and capacity 7. */
    private static final LinearOracle KNAPSACK =
            BruteForceOracle.zeroOne(Sense.MAXIMIZE, 4, y -> 3 * y[0] + 4 * y[1] + 2 * y[2] + 5 * y[3] <= 7);

    /** A user's own: the sum of a_i y_i^2 / 2 + exp(y_i), plus y_0 y_1. */
    private static final Regularizer OWN = new Regularizer() {
        private final double[] a = {1, 2, 3, 1.5};

        @Override
        public double value(double[] y) {
            double sum = y[0] * y[1];
            for (int i = 0; i < y.length; i++) {
                sum += a[i] * y[i] * y[i] / 2 + Math.exp(y[i]);
            }
            return sum;
        }

        @Override
        public double[] gradient(double[] y) {
            double[] gradient = new double[y.length];
            for (int i = 0; i < y.length; i++) {
                gradient[i] = a[i] * y[i] + Math.exp(y[i]);
            }
            gradient[0] += y[1];
            gradient[1] += y[0];
            return gradient;
        }

        @Override
        public double[] hessianProduct(double[] y, double[] direction) {
            double[] product = new double[y.length];
            for (int i = 0; i < y.length; i++) {
                product[i] = (a[i] + Math.exp(y[i])) * direction[i];
            }
            product[0] += direction[1];
            product[1] += direction[0];
            return product;
        }
    };

    @Test
    void sparsemaxOfPublishedVectors() {
        for (LinearOracle simplex : List.of(Oracles.argmax(5), unnamed(Oracles.argmax(5)))) {
            assertArrayEquals(
                    new double[] {0, .9, 0, .1, 0}, output(RegularizedOptimizer.sparseMap(simplex, 1), A), 1e-12);
        }
        assertArrayEquals(
                new double[] {.23333333, .33333333, .43333333},
                output(RegularizedOptimizer.sparseMap(Oracles.argmax(3), 1), new double[] {.1, .2, .3}),
                1e-8);
    }

    @Test
    void regularisedKnapsack() {
        double[] values = {4, 3, 2, 1};
        assertArrayEquals(
                new double[] {1, .79411765, .20588235, 0},
                output(RegularizedOptimizer.sparseMap(KNAPSACK, 1.7), values),
                1e-8);
        assertArrayEquals(
                new double[] {.4, .3, .2, .1}, output(RegularizedOptimizer.sparseMap(KNAPSACK, 10), values), 1e-12);
    }

    @Test
    void onTheSimplexTheEntropyGivesSoftmax() {
        ExactOptimizer softmax = ExactOptimizer.of(Oracles.argmax(5), Noise.gumbel(), 0.5);
        double[] v = {1, -2, 0.5, 3, 0.1};
        for (LinearOracle simplex : List.of(Oracles.argmax(5), unnamed(Oracles.argmax(5)))) {
            RegularizedOptimizer layer = new RegularizedOptimizer(simplex, ENTROPY, 0.5);
            assertArrayEquals(softmax.mean(A), output(layer, A), 1e-10);
            assertArrayEquals(
                    softmax.forward(A).vjp(v).values(), layer.forward(A).vjp(v).values(), 1e-9);
            double value = layer.smoothed(A, NoiseKey.ZERO).value();
            assertEquals(softmax.value(A) - 0.5 * Noise.gumbel().mean(), value, 1e-9);
        }
    }

    @Test
    void coordinatesFarBelowTheBestAreAlmostZero() {
        double[] theta = {0, -20, -60, -5};
        double[] p = output(new RegularizedOptimizer(Oracles.argmax(4), ENTROPY, 1), theta);
        double[] general = output(new RegularizedOptimizer(unnamed(Oracles.argmax(4)), ENTROPY, 1), theta);
        assertEquals(Math.exp(-60), p[2] / p[0], 1e-36);
        assertArrayEquals(p, general, 1e-11);
        assertTrue(general[1] > 1e-9);
    }

    @Test
    void closedFormsAreWhatTheGeneralMethodFinds() {
        List<LinearOracle> sets = List.of(
                Oracles.argmax(6),
                Oracles.topK(6, 2),
                Oracles.topK(6, 5),
                Oracles.nearestNeighbours(6, 3),
                Oracles.ranking(6),
                Oracles.descendingRanking(6),
                Oracles.sign(6),
                Oracles.negate(Oracles.hypercube(6)),
                Oracles.product(List.of(Oracles.ranking(4), Oracles.argmax(2))));
        KeyedRandom random = new KeyedRandom(1);
        for (LinearOracle set : sets) {
            for (int trial = 0; trial < 30; trial++) {
                assertSameAsGeneral(set, SQUARED, random);
            }
        }
        for (LinearOracle set : List.of(sets.get(0), sets.get(4), sets.get(5), sets.get(8))) {
            for (int trial = 0; trial < 10; trial++) {
                assertSameAsGeneral(set, ENTROPY, random);
            }
        }
    }

    private static void assertSameAsGeneral(LinearOracle set, Regularizer regularizer, KeyedRandom random) {
        double lambda = 0.1 + random.nextExponential();
        double[] theta = gaussian(random, 6);
        double[] v = gaussian(random, 6);
        RegularizedOptimizer closed = new RegularizedOptimizer(set, regularizer, lambda);
        RegularizedOptimizer general = new RegularizedOptimizer(unnamed(set), regularizer, lambda);
        assertArrayEquals(output(general, theta), output(closed, theta), 1e-9, set + " " + regularizer);
        assertArrayEquals(
                general.forward(theta).vjp(v).values(),
                closed.forward(theta).vjp(v).values(),
                1e-7,
                set + " " + regularizer);
    }

    @Test
    void setsOfOneCoordinateOrOnePoint() {
        double[] theta = {-0.7, 0.4};
        for (Regularizer regularizer : List.of(SQUARED, ENTROPY)) {
            assertArrayEquals(
                    new double[] {1},
                    output(new RegularizedOptimizer(Oracles.argmax(1), regularizer, 2), new double[] {3}));
            RegularizedOptimizer first = new RegularizedOptimizer(Oracles.ranking(1), regularizer, 2);
            assertArrayEquals(new double[] {0}, output(first, new double[] {3}));
            assertArrayEquals(
                    new double[] {0},
                    first.forward(new double[] {3}).vjp(new double[] {1}).values());
            RegularizedOptimizer all = new RegularizedOptimizer(Oracles.topK(2, 2), regularizer, 2);
            assertArrayEquals(new double[] {1, 1}, output(all, theta), 1e-15);
            assertArrayEquals(
                    new double[2], all.forward(theta).vjp(new double[] {1, 5}).values(), 1e-15);
        }
    }

    @Test
    void withoutOmegaItIsTheSolutionByOneSolve() {
        AtomicInteger solves = new AtomicInteger();
        LinearOracle counted = LinearOracle.of(4, Sense.MINIMIZE, theta -> {
            solves.incrementAndGet();
            return Oracles.nearestNeighbours(4, 2).solve(theta);
        });
        RegularizedOptimizer layer = new RegularizedOptimizer(counted, Regularizer.none(), 1);
        double[] costs = {1, 3, -2, 0};
        assertArrayEquals(new double[] {0, 0, 1, 1}, output(layer, costs));
        assertEquals(1, solves.get());
        assertEquals(-2, layer.smoothed(costs, NoiseKey.ZERO).value());
        assertArrayEquals(new double[4], layer.forward(costs).vjp(costs).values());
    }

    @Test
    void manyAlmostEmptyCoordinatesCostFewSolves() {
        LinearOracle assignment = Oracles.assignment(6, 6, Sense.MAXIMIZE);
        AtomicInteger solves = new AtomicInteger();
        LinearOracle counted = LinearOracle.of(36, theta -> {
            solves.incrementAndGet();
            return assignment.solve(theta);
        });
        double[] theta = gaussian(new KeyedRandom(8), 36);
        double[] y = output(new RegularizedOptimizer(counted, ENTROPY, 0.1), theta);
        // 25 dimensions, so 26 solutions at most in the end
        assertTrue(solves.get() < 60, "solves: " + solves);
        double[] slope = Vectors.combined(1, theta, -0.1, ENTROPY.gradient(y));
        assertEquals(Vectors.dot(slope, y), Vectors.dot(slope, assignment.solve(slope)), 1e-9);
    }

    @Test
    void ranksOfManyCoordinatesAreThoseOfTheClosedForm() {
        double[] theta = Vectors.scaled(3, gaussian(new KeyedRandom(9), 15));
        for (Regularizer regularizer : List.of(SQUARED, ENTROPY)) {
            assertArrayEquals(
                    output(new RegularizedOptimizer(Oracles.ranking(15), regularizer, 0.8), theta),
                    output(new RegularizedOptimizer(unnamed(Oracles.ranking(15)), regularizer, 0.8), theta),
                    1e-8);
        }
    }

    @Test
    void noVertexBeatsTheAnswer() {
        KeyedRandom random = new KeyedRandom(3);
        for (LinearOracle oracle : List.of(
                KNAPSACK,
                unnamed(Oracles.ranking(4)),
                Oracles.descendingRanking(4),
                Oracles.negate(Oracles.topK(4, 2)),
                Oracles.negate(KNAPSACK))) {
            for (Regularizer regularizer : List.of(SQUARED, ENTROPY, OWN)) {
                for (int trial = 0; trial < 20; trial++) {
                    double lambda = 0.2 + random.nextExponential();
                    double[] theta = gaussian(random, 4);
                    double[] y = output(new RegularizedOptimizer(oracle, regularizer, lambda), theta);
                    int sign = oracle.sense().sign();
                    double[] slope = Vectors.combined(1, theta, -sign * lambda, regularizer.gradient(y));
                    double best = sign * Vectors.dot(slope, oracle.solve(slope));
                    assertTrue(best <= sign * Vectors.dot(slope, y) + 1e-9, oracle + " " + regularizer);
                }
            }
        }
    }

    @Test
    void gradientsAreDifferences() {
        for (LinearOracle oracle : List.of(KNAPSACK, unnamed(Oracles.descendingRanking(4)), Oracles.negate(KNAPSACK))) {
            for (Regularizer regularizer : List.of(SQUARED, ENTROPY, OWN)) {
                Differences.check(new RegularizedOptimizer(oracle, regularizer, 1.3), 4, 1);
            }
        }
        for (LinearOracle oracle :
                List.of(Oracles.argmax(4), Oracles.topK(4, 2), Oracles.descendingRanking(4), Oracles.sign(4))) {
            Differences.check(RegularizedOptimizer.sparseMap(oracle, 1.3), 5, 2);
        }
        Differences.check(new RegularizedOptimizer(Oracles.ranking(5), ENTROPY, 0.4), 6, 1);
    }

    @Test
    void minimisersMirrorMaximisers() {
        double[] theta = {0.3, -1.2, 0.8, 0.1};
        double[] v = {1, 2, -1, 0.5};
        double[] y = {0, 1, 1, 0};
        for (Regularizer regularizer : List.of(SQUARED, ENTROPY)) {
            RegularizedOptimizer scores = new RegularizedOptimizer(KNAPSACK, regularizer, 0.7);
            RegularizedOptimizer costs = new RegularizedOptimizer(Oracles.negate(KNAPSACK), regularizer, 0.7);
            double[] mirrored = Vectors.scaled(-1, theta);
            assertArrayEquals(output(scores, theta), output(costs, mirrored), 1e-12);
            assertArrayEquals(
                    scores.forward(theta).vjp(v).values(),
                    Vectors.scaled(-1, costs.forward(mirrored).vjp(v).values()),
                    1e-12);
            ValueAndGradient gain = TrueFenchelYoungLoss.of(scores).evaluate(theta, Decision.of(y));
            ValueAndGradient loss = TrueFenchelYoungLoss.of(costs).evaluate(mirrored, Decision.of(y));
            assertEquals(gain.value(), loss.value(), 1e-12);
            assertArrayEquals(
                    gain.gradient().values(), Vectors.scaled(-1, loss.gradient().values()), 1e-12);
        }
    }

    @Test
    void theFenchelYoungLossIsZeroAtItsOwnSolutionAndElsewhereAboveTheDistance() {
        KeyedRandom random = new KeyedRandom(7);
        for (Regularizer regularizer : List.of(SQUARED, ENTROPY, OWN)) {
            RegularizedOptimizer layer = new RegularizedOptimizer(KNAPSACK, regularizer, 0.9);
            TrueFenchelYoungLoss loss = TrueFenchelYoungLoss.of(layer);
            for (int trial = 0; trial < 20; trial++) {
                double[] theta = Vectors.scaled(2, gaussian(random, 4));
                double[] other = KNAPSACK.solve(gaussian(random, 4));
                double[] own = output(layer, theta);
                assertEquals(0, loss.evaluate(theta, Decision.mean(own)).value(), 1e-9);
                ValueAndGradient there = loss.evaluate(theta, Decision.of(other));
                double[] difference = Vectors.minus(own, other);
                assertArrayEquals(difference, there.gradient().values(), 1e-12);
                // lambda Omega curves at least as lambda |.|^2 / 2 on [0, 1]^4
                assertTrue(there.value() >= 0.9 * Vectors.dot(difference, difference) / 2 - 1e-9);
                double ahead = loss.evaluate(Vectors.combined(1, theta, 1e-5, difference), Decision.of(other))
                        .value();
                assertEquals(Vectors.dot(difference, difference), (ahead - there.value()) / 1e-5, 1e-4);
            }
        }
    }

    @Test
    void theSparsemaxLossIsThePublishedOne() {
        // Martins and Astudillo (2016), eq. 16: -z_k + sum over the support of (z^2 - tau^2) / 2 + 1/2
        double tau = (1.9 + 1.1 - 1) / 2;
        double support = (1.9 * 1.9 - tau * tau + 1.1 * 1.1 - tau * tau) / 2;
        RegularizedOptimizer layer = RegularizedOptimizer.sparseMap(Oracles.argmax(5), 1);
        assertEquals(
                -1.1 + support + 0.5,
                TrueFenchelYoungLoss.of(layer)
                        .evaluate(A, Decision.of(0, 0, 0, 1, 0))
                        .value(),
                1e-12);
    }

    @Test
    void refusals() {
        LinearOracle shifted = Oracles.affine(Oracles.argmax(2), new double[] {1, 1}, new double[] {0, 10});
        assertThrows(InvalidArgumentException.class, () -> RegularizedOptimizer.sparseMap(shifted, 1));
        assertThrows(InvalidArgumentException.class, () -> RegularizedOptimizer.sparseMap(KNAPSACK, 0));
        RegularizedOptimizer signs = new RegularizedOptimizer(Oracles.sign(2), ENTROPY, 1);
        InvalidArgumentException negative =
                assertThrows(InvalidArgumentException.class, () -> signs.forward(new double[] {1, -1}));
        assertTrue(negative.getMessage().contains("y[1] = -1.0"), negative.getMessage());
        LinearOracle restricted = Oracles.fixed(costsAboveZero(), new int[] {3}, new double[] {0});
        assertThrows(InvalidArgumentException.class, () -> RegularizedOptimizer.sparseMap(restricted, 1));
        assertThrows(InvalidArgumentException.class, () -> new RegularizedOptimizer(costsAboveZero(), ENTROPY, 1));
    }

    /** The two smallest of four costs, refusing costs below 0 as Dijkstra's algorithm does. */
    private static LinearOracle costsAboveZero() {
        LinearOracle inner = unnamed(Oracles.nearestNeighbours(4, 2));
        return new LinearOracle() {
            @Override
            public int dimension() {
                return 4;
            }

            @Override
            public Sense sense() {
                return Sense.MINIMIZE;
            }

            @Override
            public Domain domain() {
                return Domain.nonnegative();
            }

            @Override
            public Set<Trait> traits() {
                return Set.of(Trait.ZERO_ONE);
            }

            @Override
            public OracleSession openSession() {
                OracleSession session = inner.openSession();
                return (theta, vertex) -> {
                    Thetas.check(theta, 4, domain());
                    session.solve(theta, vertex);
                };
            }
        };
    }

    @Test
    void halfTheSquaredNormNeverLeavesCostsAboveZero() {
        RegularizedOptimizer layer = RegularizedOptimizer.sparseMap(costsAboveZero(), 2);
        RegularizedOptimizer everywhere = RegularizedOptimizer.sparseMap(Oracles.nearestNeighbours(4, 2), 2);
        double[] costs = {0, 0.4, 3, 0.1};
        assertArrayEquals(output(everywhere, costs), output(layer, costs), 1e-12);
    }
}
