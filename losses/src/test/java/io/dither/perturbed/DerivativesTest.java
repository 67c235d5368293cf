package io.dither.perturbed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.layer.Estimated;
import io.dither.noise.Noise;
import io.dither.oracles.Oracles;
import io.dither.random.KeyedRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Every derivative against its closed form on softmax, or against another estimator of the same thing. */
class DerivativesTest {
    private static final double[] THETA = {-0.6, 1.9, -0.2, 1.1, -1.0};
    private static final double EPSILON = 0.5;

    private static PerturbedOptimizerBuilder softmax() {
        return PerturbedOptimizer.builder(Oracles.argmax(5))
                .noise(Noise.gumbel())
                .epsilon(EPSILON)
                .samples(100_000)
                .seed(4);
    }

    private static double[] probabilities() {
        double[] p = new double[5];
        double sum = 0;
        for (double t : THETA) {
            sum += Math.exp(t / EPSILON);
        }
        for (int i = 0; i < 5; i++) {
            p[i] = Math.exp(THETA[i] / EPSILON) / sum;
        }
        return p;
    }

    private static DMatrixRMaj jacobian() {
        double[] p = probabilities();
        DMatrixRMaj jacobian = new DMatrixRMaj(5, 5);
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 5; j++) {
                jacobian.set(i, j, ((i == j ? p[i] : 0) - p[i] * p[j]) / EPSILON);
            }
        }
        return jacobian;
    }

    @Test
    void jacobianVectorProduct() {
        double[] u = {1, -1, 0.5, 2, 0};
        double[] exact = new double[5];
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 5; j++) {
                exact[i] += jacobian().get(i, j) * u[j];
            }
        }
        try (PerturbedOptimizer layer = softmax().build()) {
            Estimate estimate = layer.at(THETA).jvp(u).jacobian().estimate();
            Within.standardErrors(estimate.jvp(), exact);
            for (int i = 0; i < 5; i++) {
                double product = 0;
                for (int j = 0; j < 5; j++) {
                    product += estimate.jacobian().get(i, j) * u[j];
                }
                assertEquals(product, estimate.jvp().values()[i], 1e-12);
            }
        }
    }

    @Test
    void gradientOfTheValueFromValuesAlone() {
        try (PerturbedOptimizer layer = softmax().build()) {
            Within.standardErrors(layer.at(THETA).valueOnlyGradient().estimate().valueOnlyGradient(), probabilities());
        }
    }

    private static PerturbedOptimizer multiplicative(double epsilon) {
        return PerturbedOptimizer.builder(Oracles.argmax(3))
                .epsilon(epsilon)
                .multiplicative()
                .samples(20_000)
                .build();
    }

    @Test
    void multiplicativeLawIsThatOfLogarithms() {
        double[] theta = {1, 2, 1.5};
        double[] logs = java.util.Arrays.stream(theta).map(Math::log).toArray();
        try (PerturbedOptimizer times = multiplicative(0.5);
                PerturbedOptimizer plus = PerturbedOptimizer.builder(Oracles.argmax(3))
                        .epsilon(0.5)
                        .samples(20_000)
                        .build()) {
            // the shift -eps^2 / 2 is the same for all coordinates, so the answers are the same sample by sample
            assertArrayEquals(plus.estimate(logs).mean(), times.estimate(theta).mean(), 1e-3);
            double[] moved = logs.clone();
            moved[1] += 0.25;
            double exact = plus.estimate(moved).mean()[1];
            Estimated gradient = times.estimate(theta).valueGradient();
            Within.standardErrors("E", gradient.values()[1], 2 * gradient.standardErrors()[1], exact);
        }
    }

    @Test
    void pushforwardOfALinearFunctionIsTheVectorJacobianProduct() {
        double[] v = {3, 1, 4, 1, 5};
        try (PerturbedOptimizer layer = softmax().samples(500).build()) {
            Estimate estimate =
                    layer.at(THETA).vjp(v).pushforward(y -> y.dot(v)).estimate();
            double mean = 0;
            for (int i = 0; i < 5; i++) {
                mean += v[i] * estimate.mean()[i];
            }
            assertEquals(mean, estimate.pushforward().values()[0], 1e-12);
            assertArrayEquals(
                    estimate.vjp().values(), estimate.pushforwardGradient().values(), 1e-12);
        }
    }

    @Test
    void atomsAreSolutionsWithTheirShares() {
        try (PerturbedOptimizer layer = softmax().threads(2).build()) {
            Estimate estimate = layer.at(THETA).atoms().estimate();
            Atoms atoms = estimate.atoms();
            assertArrayEquals(new double[] {0, 1, 0, 0, 0}, atoms.atoms().get(0).solution());
            assertEquals(5, atoms.atoms().size());
            double[] mean = new double[5];
            for (Atoms.Atom atom : atoms.atoms()) {
                for (int i = 0; i < 5; i++) {
                    mean[i] += atom.probability() * atom.solution()[i];
                }
            }
            assertArrayEquals(estimate.mean(), mean, 1e-12);
        }
    }

    @Test
    void noiseWithoutAScoreGivesLossesButNoGradientOfTheSolution() {
        Noise uniform = new Noise() {
            @Override
            public String name() {
                return "uniform";
            }

            @Override
            public double mean(int coordinate) {
                return 0;
            }

            @Override
            public void sample(KeyedRandom random, double[] z) {
                java.util.Arrays.setAll(z, i -> random.nextDouble() - 0.5);
            }
        };
        try (PerturbedOptimizer layer = softmax().noise(uniform).build()) {
            assertTrue(layer.estimate(THETA).value() > 1.9);
            InvalidArgumentException refusal = assertThrows(
                    InvalidArgumentException.class, () -> layer.forward(THETA).vjp(THETA));
            assertTrue(String.valueOf(refusal.getMessage()).contains("uniform has no score"));
        }
    }
}
