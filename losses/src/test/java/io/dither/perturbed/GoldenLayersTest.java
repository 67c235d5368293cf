package io.dither.perturbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.layer.Estimated;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import io.dither.random.KeyedRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Ranks, signs and smooth functions with closed forms, and the baseline of the gradient. */
class GoldenLayersTest {
    private static final double[] THETA = {1.6226422, 2.0252647, -.43359444, -.07861735, .1760909, -.97208923};

    private static PerturbedOptimizerBuilder builder(LinearOracle oracle) {
        return PerturbedOptimizer.builder(oracle).seed(3).samples(50_000);
    }

    @Test
    void gumbelRanksAreSumsOfSigmoids() {
        try (PerturbedOptimizer layer =
                builder(Oracles.ranking(6)).noise(Noise.gumbel()).epsilon(0.2).build()) {
            Estimated ranks = layer.forward(THETA).output();
            // the published figures are rounded to five digits
            for (int i = 0; i < 6; i++) {
                double[] published = {4.11687, 4.88204, 1.12684, 2.06260, 2.73368, .07797};
                Within.standardErrors("rank", ranks.values()[i], ranks.standardErrors()[i] + 1e-6, published[i]);
            }
        }
    }

    @Test
    void gaussianRanksAreSumsOfNormalProbabilities() {
        double[] theta = {0.3, -0.2, 0.5};
        double epsilon = 0.4;
        try (PerturbedOptimizer layer =
                builder(Oracles.ranking(3)).epsilon(epsilon).build()) {
            double[] exact = new double[3];
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    exact[i] += i == j ? 0 : Noise.gaussian().cdf((theta[i] - theta[j]) / (epsilon * Math.sqrt(2)));
                }
            }
            Within.standardErrors(layer.forward(theta).output(), exact);
        }
    }

    @Test
    void tinyNoiseGivesExactRanks() {
        double[][] thetas = {{-.6, 1.9, -.2, 1.7, -1}, {-.6, 1, -.2, 1.8, -1}};
        double[] published = {5.2, 4.4};
        try (PerturbedOptimizer layer =
                builder(Oracles.ranking(5)).epsilon(1e-7).samples(100).build()) {
            for (int k = 0; k < 2; k++) {
                double[] ranks = layer.forward(thetas[k]).output().values();
                double mean = 0;
                for (int i = 0; i < 5; i++) {
                    mean += (ranks[i] - i) * (ranks[i] - i) / 5;
                }
                assertEquals(published[k], mean, 1e-12);
            }
        }
    }

    @Test
    void signIsAnErrorFunction() {
        double[] theta = {0.3, -0.1, 0};
        double epsilon = 0.5;
        try (PerturbedOptimizer layer =
                builder(Oracles.sign(3)).epsilon(epsilon).build()) {
            double[] exact = new double[3];
            double[] slopes = new double[3];
            for (int i = 0; i < 3; i++) {
                exact[i] = 2 * Noise.gaussian().cdf(theta[i] / epsilon) - 1;
                slopes[i] = 2 / epsilon * Noise.gaussian().density(theta[i] / epsilon);
            }
            Within.standardErrors(layer.forward(theta).output(), exact);
            Within.standardErrors(layer.forward(theta).vjp(new double[] {1, 1, 1}), slopes);
        }
    }

    @Test
    void identityHasTheIdentityAsJacobianForEveryEpsilon() {
        double[] theta = {0.5, -2, 3};
        for (double epsilon : new double[] {0.1, 1, 10}) {
            try (PerturbedOptimizer layer =
                    builder(LinearOracle.of(3, t -> t)).epsilon(epsilon).build()) {
                Estimate estimate = layer.at(theta).jacobian().estimate();
                Within.standardErrors(estimate.solution(), theta);
                requireIdentity(estimate, 3);
            }
        }
    }

    @Test
    void multiplicativeIdentityKeepsZeroAndHasTheIdentityAsJacobian() {
        double[] theta = {0.5, -2, 0};
        try (PerturbedOptimizer layer = builder(LinearOracle.of(3, t -> t))
                .epsilon(0.3)
                .multiplicative()
                .build()) {
            Estimate estimate = layer.at(theta).jacobian().estimate();
            Within.standardErrors(estimate.solution(), 0.5, -2);
            assertEquals(0, estimate.mean()[2]);
            requireIdentity(estimate, 2);
            for (double entry : estimate.jacobian().data) {
                assertTrue(Double.isFinite(entry));
            }
        }
    }

    private static void requireIdentity(Estimate estimate, int size) {
        DMatrixRMaj jacobian = estimate.jacobian();
        DMatrixRMaj errors = estimate.jacobianStandardError();
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                Within.standardErrors("J" + i + j, jacobian.get(i, j), errors.get(i, j), i == j ? 1 : 0);
            }
        }
    }

    @Test
    void leaveOneOutBeatsThePlainEstimator() {
        int d = 10;
        int samples = 100;
        double[] theta = new double[d];
        java.util.Arrays.setAll(theta, i -> i - 3.5);
        double plain = 0;
        double baseline = 0;
        for (long seed = 0; seed < 20; seed++) {
            plain += squaredDistanceToIdentity(plainJacobian(theta, samples, seed));
            try (PerturbedOptimizer layer = PerturbedOptimizer.builder(LinearOracle.of(d, t -> t))
                    .samples(samples)
                    .seed(seed)
                    .build()) {
                baseline += squaredDistanceToIdentity(
                        layer.at(theta).jacobian().estimate().jacobian());
            }
        }
        assertTrue(baseline < 0.5 * plain, "with baseline " + baseline + ", plain " + plain);
    }

    private static DMatrixRMaj plainJacobian(double[] theta, int samples, long seed) {
        int d = theta.length;
        DMatrixRMaj jacobian = new DMatrixRMaj(d, d);
        KeyedRandom random = new KeyedRandom(seed);
        double[] z = new double[d];
        for (int m = 0; m < samples; m++) {
            random.setKey(seed, 0, 0);
            random.startSample(m);
            Noise.gaussian().sample(random, z);
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    jacobian.data[i * d + j] += (theta[i] + z[i]) * z[j] / samples;
                }
            }
        }
        return jacobian;
    }

    private static double squaredDistanceToIdentity(DMatrixRMaj matrix) {
        double sum = 0;
        for (int at = 0; at < matrix.data.length; at++) {
            double difference = matrix.data[at] - (at % (matrix.numCols + 1) == 0 ? 1 : 0);
            sum += difference * difference;
        }
        return sum;
    }
}
