package io.dither.methods;

import static io.dither.losses.Differences.gaussian;
import static io.dither.losses.Differences.output;
import static io.dither.losses.Differences.unnamed;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.Decision;
import io.dither.layer.ValueAndGradient;
import io.dither.losses.Differences;
import io.dither.losses.FenchelYoungLoss;
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
import org.junit.jupiter.api.Test;

/** Nearest points against published values, closed forms, optimality and differences. */
class SparseMapTest {
    private static final double[] A = {-0.6, 1.9, -0.2, 1.1, -1.0};

    /** 0/1 knapsack with weights 3, 4, 2, 5 and capacity 7. */
    private static final LinearOracle KNAPSACK =
            BruteForceOracle.zeroOne(Sense.MAXIMIZE, 4, y -> 3 * y[0] + 4 * y[1] + 2 * y[2] + 5 * y[3] <= 7);

    @Test
    void sparsemaxOfPublishedVectors() {
        for (LinearOracle simplex : List.of(Oracles.argmax(5), unnamed(Oracles.argmax(5)))) {
            assertArrayEquals(new double[] {0, .9, 0, .1, 0}, output(new SparseMap(simplex, 1), A), 1e-12);
        }
        assertArrayEquals(
                new double[] {.23333333, .33333333, .43333333},
                output(new SparseMap(Oracles.argmax(3), 1), new double[] {.1, .2, .3}),
                1e-8);
    }

    @Test
    void regularisedKnapsack() {
        double[] values = {4, 3, 2, 1};
        assertArrayEquals(
                new double[] {1, .79411765, .20588235, 0}, output(new SparseMap(KNAPSACK, 1.7), values), 1e-8);
        assertArrayEquals(new double[] {.4, .3, .2, .1}, output(new SparseMap(KNAPSACK, 10), values), 1e-12);
    }

    @Test
    void setsOfOneCoordinateOrOnePoint() {
        assertArrayEquals(new double[] {1}, output(new SparseMap(Oracles.argmax(1), 2), new double[] {3}));
        SparseMap first = new SparseMap(Oracles.ranking(1), 2);
        assertArrayEquals(
                new double[] {0},
                first.forward(new double[] {3}).vjp(new double[] {1}).values());
        SparseMap all = new SparseMap(Oracles.topK(2, 2), 2);
        assertArrayEquals(new double[] {1, 1}, output(all, new double[] {-0.7, 0.4}), 1e-15);
    }

    @Test
    void noVertexBeatsTheAnswer() {
        KeyedRandom random = new KeyedRandom(3);
        for (LinearOracle oracle : List.of(
                KNAPSACK,
                Oracles.ranking(4),
                Oracles.descendingRanking(4),
                Oracles.sign(4),
                Oracles.negate(Oracles.topK(4, 2)),
                Oracles.negate(KNAPSACK))) {
            for (int trial = 0; trial < 20; trial++) {
                double lambda = 0.2 + random.nextExponential();
                double[] theta = gaussian(random, 4);
                double[] y = output(new SparseMap(oracle, lambda), theta);
                int sign = oracle.sense().sign();
                double[] slope = Vectors.combined(1, theta, -sign * lambda, y);
                double best = sign * Vectors.dot(slope, oracle.solve(slope));
                assertTrue(best <= sign * Vectors.dot(slope, y) + 1e-9, oracle.toString());
            }
        }
    }

    @Test
    void gradientsAreDifferences() {
        for (LinearOracle oracle : List.of(
                KNAPSACK,
                Oracles.negate(KNAPSACK),
                Oracles.argmax(4),
                Oracles.topK(4, 2),
                Oracles.descendingRanking(4),
                Oracles.sign(4))) {
            Differences.check(new SparseMap(oracle, 1.3), 4, 1);
        }
    }

    @Test
    void minimisersMirrorMaximisers() {
        double[] theta = {0.3, -1.2, 0.8, 0.1};
        double[] v = {1, 2, -1, 0.5};
        SparseMap scores = new SparseMap(KNAPSACK, 0.7);
        SparseMap costs = new SparseMap(Oracles.negate(KNAPSACK), 0.7);
        double[] mirrored = Vectors.scaled(-1, theta);
        assertArrayEquals(output(scores, theta), output(costs, mirrored), 1e-12);
        assertArrayEquals(
                scores.forward(theta).vjp(v).values(),
                Vectors.scaled(-1, costs.forward(mirrored).vjp(v).values()),
                1e-12);
        ValueAndGradient gain = new FenchelYoungLoss(scores).evaluate(theta, Decision.of(0, 1, 1, 0));
        ValueAndGradient loss = new FenchelYoungLoss(costs).evaluate(mirrored, Decision.of(0, 1, 1, 0));
        assertEquals(gain.value(), loss.value(), 1e-12);
        assertArrayEquals(
                gain.gradient().values(), Vectors.scaled(-1, loss.gradient().values()), 1e-12);
    }

    /** Martins and Astudillo (2016), eq. 16: -z_k + sum over the support of (z^2 - tau^2) / 2 + 1/2, less Omega = 1/2. */
    @Test
    void theSparsemaxLossIsThePublishedOne() {
        double tau = (1.9 + 1.1 - 1) / 2;
        double support = (1.9 * 1.9 - tau * tau + 1.1 * 1.1 - tau * tau) / 2;
        assertEquals(
                -1.1 + support,
                new FenchelYoungLoss(new SparseMap(Oracles.argmax(5), 1))
                        .evaluate(A, Decision.of(0, 0, 0, 1, 0))
                        .value(),
                1e-12);
    }

    @Test
    void refusals() {
        LinearOracle shifted = Oracles.affine(Oracles.argmax(2), new double[] {1, 1}, new double[] {0, 10});
        assertThrows(InvalidArgumentException.class, () -> new SparseMap(shifted, 1));
        assertThrows(InvalidArgumentException.class, () -> new SparseMap(KNAPSACK, 0));
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
        SparseMap layer = new SparseMap(costsAboveZero(), 2);
        SparseMap everywhere = new SparseMap(Oracles.nearestNeighbours(4, 2), 2);
        double[] costs = {0, 0.4, 3, 0.1};
        assertArrayEquals(output(everywhere, costs), output(layer, costs), 1e-12);
    }
}
