package io.dither.experiments.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.exact.ExactOptimizer;
import io.dither.experiments.fit.Conjugate.Status;
import io.dither.internal.algebra.Vectors;
import io.dither.losses.CheaperOfTwo;
import io.dither.losses.Softmax;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import io.dither.oracles.Oracles;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.perturbed.Within;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Omega against closed forms, and certificates checked against the oracle. */
class ConjugateSolverTest {
    private static PerturbedOptimizer layer(LinearOracle oracle, int samples) {
        return PerturbedOptimizer.builder(oracle)
                .noise(Noise.gumbel())
                .epsilon(0.5)
                .samples(samples)
                .seed(3)
                .build();
    }

    private static double negativeEntropy(double[] y) {
        double sum = 0;
        for (double p : y) {
            sum += p == 0 ? 0 : p * Math.log(p);
        }
        return sum;
    }

    @Test
    void omegaOfTheSimplexIsEntropyMinusGamma() {
        double[] y = {0.5, 0.3, 0.15, 0.05};
        double omega = 0.5 * (negativeEntropy(y) - Softmax.EULER_GAMMA);
        Conjugate exact = ConjugateSolver.of(new Softmax(4, 0.5)).solve(y);
        assertEquals(Status.CONVERGED, exact.status());
        assertEquals(omega, exact.value(), 1e-12);
        assertEquals(0.5 * Math.log(0.5 / 0.05), exact.theta()[0] - exact.theta()[3], 1e-7);
        try (PerturbedOptimizer layer = layer(Oracles.argmax(4), 4000)) {
            Conjugate estimated = ConjugateSolver.of(layer).solve(y);
            assertEquals(Status.CONVERGED, estimated.status(), estimated.toString());
            Within.standardErrors("Omega", estimated.value(), estimated.standardError(), omega);
            assertTrue(estimated.residual() <= 0.5 * estimated.residualError(), estimated.toString());
        }
    }

    @Test
    void aMinimiserHasTheSameOmega() {
        double[] y = {0.5, 0.3, 0.2};
        try (PerturbedOptimizer scores = layer(Oracles.argmax(3), 500);
                PerturbedOptimizer costs = layer(Oracles.negate(Oracles.argmax(3)), 500)) {
            Conjugate a = ConjugateSolver.of(scores).solve(y);
            Conjugate b = ConjugateSolver.of(costs).solve(y);
            assertEquals(a.value(), b.value(), 1e-12);
            assertArrayEquals(a.theta(), Vectors.scaled(-1, b.theta()), 1e-12);
        }
    }

    @Test
    void outsideTheHullACertificateSeparates() {
        LinearOracle ranking = Oracles.ranking(4);
        List<double[]> outside =
                List.of(new double[] {0, 0.2, 2.8, 3}, new double[] {1, 1, 2, 3}, new double[] {-0.1, 1.1, 2, 3});
        try (PerturbedOptimizer layer = layer(ranking, 200)) {
            for (double[] y : outside) {
                Conjugate result = ConjugateSolver.of(layer).solve(y);
                assertEquals(Status.OUTSIDE_HULL, result.status(), result.toString());
                assertEquals(Double.POSITIVE_INFINITY, result.value());
                double[] t = result.certificate();
                assertTrue(Vectors.dot(t, y) > Vectors.dot(t, ranking.solve(t)), result.toString());
            }
        }
    }

    @Test
    void aVertexIsOnTheBoundaryAndItsLimitIsMinusEpsilonGamma() {
        Conjugate exact = ConjugateSolver.of(new Softmax(3, 0.5)).solve(new double[] {0, 1, 0});
        assertEquals(Status.ON_BOUNDARY, exact.status(), exact.toString());
        assertEquals(-0.5 * Softmax.EULER_GAMMA, exact.value(), 1e-8);
        assertArrayEquals(new double[] {-1, 1, -1}, exact.certificate());
        try (PerturbedOptimizer layer = layer(Oracles.argmax(3), 2000)) {
            Conjugate estimated = ConjugateSolver.of(layer).solve(new double[] {0, 1, 0});
            assertEquals(Status.ON_BOUNDARY, estimated.status());
            Within.standardErrors("Omega", estimated.value(), estimated.standardError(), -0.5 * Softmax.EULER_GAMMA);
        }
    }

    @Test
    void aFaceThatNoCoordinateShowsIsFound() {
        LinearOracle ranking = Oracles.ranking(4);
        double[] y = {0.4, 0.6, 2.6, 2.4};
        try (PerturbedOptimizer layer = layer(ranking, 500)) {
            Conjugate result = ConjugateSolver.of(layer).solve(y);
            assertEquals(Status.ON_BOUNDARY, result.status(), result.toString());
            double[] t = result.certificate();
            assertEquals(Vectors.dot(t, ranking.solve(t)), Vectors.dot(t, y), 1e-8 * Vectors.norm(t));
        }
    }

    /** Four epsilons inside, at 0 where there is no bound. */
    @Test
    void aSearchStartsInsideTheDomain() {
        LinearOracle costs = new CheaperOfTwo();
        for (LinearOracle oracle : List.of(costs, Oracles.negate(costs), Oracles.argmax(2))) {
            double inside = 4 * 0.5 * oracle.domain().inward();
            try (PerturbedOptimizer layer = PerturbedOptimizer.builder(oracle)
                    .noise(Noise.gamma(5))
                    .epsilon(0.5)
                    .build()) {
                assertArrayEquals(
                        new double[] {inside, inside}, ConjugateSolver.of(layer).start());
            }
        }
        assertEquals(1, costs.domain().inward());
    }

    @Test
    void aSearchClosesItsSession() {
        AtomicInteger open = new AtomicInteger();
        LinearOracle counted = new LinearOracle() {
            @Override
            public int dimension() {
                return 3;
            }

            @Override
            public OracleSession openSession() {
                open.incrementAndGet();
                OracleSession session = Oracles.argmax(3).openSession();
                return new OracleSession() {
                    @Override
                    public void solve(double[] theta, Vertex vertex) {
                        session.solve(theta, vertex);
                    }

                    @Override
                    public void close() {
                        open.decrementAndGet();
                    }
                };
            }
        };
        try (PerturbedOptimizer layer = layer(counted, 100)) {
            ConjugateSolver.of(layer).solve(new double[] {0.5, 0.3, 0.2});
        }
        assertEquals(0, open.get());
    }

    @Test
    void tooFewIterationsAreReported() {
        Conjugate result = ConjugateSolver.of(new Softmax(3, 0.5)).iterations(1).solve(new double[] {0.7, 0.2, 0.1});
        assertEquals(Status.NOT_CONVERGED, result.status());
        assertEquals(1, result.iterations());
    }

    @Test
    void theSearchDoesNotDependOnTheUnitOfTheta() {
        double[] y = {0.7, 1.4, 0.9};
        double omega = ConjugateSolver.of(ExactOptimizer.of(Oracles.ranking(3), Noise.gaussian(), 1))
                .solve(y)
                .value();
        for (double epsilon : new double[] {0x1p-20, 0x1p20}) {
            Conjugate other = ConjugateSolver.of(ExactOptimizer.of(Oracles.ranking(3), Noise.gaussian(), epsilon))
                    .solve(y);
            assertEquals(Status.CONVERGED, other.status());
            assertTrue(other.evaluations() < 30, other.evaluations() + " evaluations");
            assertEquals(epsilon * omega, other.value(), 1e-9 * epsilon);
        }
    }

    @Test
    void singleSamplesAreRefused() {
        try (PerturbedOptimizer single =
                PerturbedOptimizer.builder(Oracles.argmax(2)).samples(1).build()) {
            ConjugateSolver solver = ConjugateSolver.of(single);
            assertThrows(InvalidArgumentException.class, () -> solver.solve(new double[] {0.5, 0.5}));
        }
    }
}
