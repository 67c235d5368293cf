package io.dither.perturbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.layer.Decision;
import io.dither.layer.ValueAndGradient;
import io.dither.losses.FenchelYoungLoss;
import io.dither.noise.Noise;
import io.dither.oracles.Oracles;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Gumbel noise with argmax is softmax: value, solution, Jacobian and loss have closed forms. */
class GoldenArgmaxTest {
    private static final double GAMMA = 0.5772156649;
    private static final double[] A = {-0.6, 1.9, -0.2, 1.1, -1.0};
    private static final double[] B = {-0.6, 1.0, -0.2, 1.8, -1.0};
    private static final double[] SOFTMAX_A = {0.00549293, 0.81522342, 0.01222475, 0.16459077, 0.00246813};
    private static final double[] SOFTMAX_B = {0.00667923, 0.16385845, 0.0148649, 0.81159624, 0.00300117};

    private static PerturbedOptimizer layer(double epsilon, int samples) {
        return PerturbedOptimizer.builder(Oracles.argmax(5))
                .noise(Noise.gumbel())
                .epsilon(epsilon)
                .samples(samples)
                .seed(1)
                .build();
    }

    @Test
    void solutionIsSoftmax() {
        try (PerturbedOptimizer layer = layer(0.5, 100_000)) {
            Within.standardErrors(layer.forward(A).output(), SOFTMAX_A);
            Within.standardErrors(layer.forward(B).output(), SOFTMAX_B);
        }
    }

    @Test
    void valueIsLogSumExpPlusGamma() {
        try (PerturbedOptimizer layer = layer(0.5, 100_000)) {
            Estimate a = layer.estimate(A);
            Estimate b = layer.estimate(B);
            Within.standardErrors("F(A)", a.value(), a.valueStandardError(), 2.29075437);
            Within.standardErrors("F(B)", b.value(), b.valueStandardError(), 2.19298399);
        }
    }

    @Test
    void centredNoiseTakesGammaAway() {
        try (PerturbedOptimizer layer = PerturbedOptimizer.builder(Oracles.argmax(5))
                .noise(Noise.centredGumbel())
                .epsilon(0.5)
                .samples(100_000)
                .build()) {
            Estimate a = layer.estimate(A);
            Within.standardErrors("F(A)", a.value(), a.valueStandardError(), 2.29075437 - 0.5 * GAMMA);
            Within.standardErrors(a.solution(), SOFTMAX_A);
        }
    }

    @Test
    void valueTendsToTheMaximumAndExceedsIt() {
        double earlier = Double.POSITIVE_INFINITY;
        for (double epsilon : new double[] {0.5, 0.1, 0.01}) {
            try (PerturbedOptimizer layer = layer(epsilon, 20_000)) {
                double value = layer.estimate(A).value();
                assertTrue(value > 1.9 && value < earlier, "F at epsilon " + epsilon + " is " + value);
                earlier = value;
            }
        }
        assertEquals(1.9, earlier, 0.01);
    }

    @Test
    void jacobianIsThatOfSoftmax() {
        try (PerturbedOptimizer layer = layer(0.5, 200_000)) {
            Estimate estimate = layer.at(A).jacobian().estimate();
            DMatrixRMaj jacobian = estimate.jacobian();
            DMatrixRMaj errors = estimate.jacobianStandardError();
            for (int i = 0; i < 5; i++) {
                for (int j = 0; j < 5; j++) {
                    double exact = ((i == j ? SOFTMAX_A[i] : 0) - SOFTMAX_A[i] * SOFTMAX_A[j]) / 0.5;
                    Within.standardErrors("J" + i + j, jacobian.get(i, j), errors.get(i, j) + 1e-9, exact);
                }
            }
        }
    }

    @Test
    void jacobianHasTheSignsOfASoftmaxAndDoesNotGrowWithTheSamples() {
        double[] norms = new double[2];
        int[] samples = {20_000, 200_000};
        for (int k = 0; k < 2; k++) {
            try (PerturbedOptimizer layer = layer(0.5, samples[k])) {
                Estimate estimate = layer.at(A).jacobian().estimate();
                for (int at = 0; at < 25; at++) {
                    double entry = estimate.jacobian().data[at];
                    double slack = 5 * estimate.jacobianStandardError().data[at];
                    assertTrue(at % 6 == 0 ? entry >= -slack : entry <= slack, "entry " + at + " is " + entry);
                    norms[k] += entry * entry;
                }
            }
        }
        assertEquals(norms[0], norms[1], 0.1 * norms[0]);
    }

    @Test
    void gradientOfTheSquaredNorm() {
        try (PerturbedOptimizer layer = layer(0.5, 200_000)) {
            double[] cotangent = new double[5];
            for (int i = 0; i < 5; i++) {
                cotangent[i] = 2 * SOFTMAX_A[i];
            }
            Within.standardErrors(
                    layer.forward(A).vjp(cotangent), -0.01508078, 0.40225852, -0.03323372, -0.34713792, -0.00680609);
        }
    }

    @Test
    void fenchelYoungIsCrossEntropyPlusGamma() {
        double[] theta = {0.1, 0.7, 0.3, 0.9, 0.5};
        double[] label = {0, 0, 0, 1, 0};
        try (PerturbedOptimizer layer = layer(1, 100_000)) {
            ValueAndGradient loss = new FenchelYoungLoss(layer).evaluate(theta, Decision.of(label));
            Within.standardErrors("loss", loss.value(), loss.standardError(), 1.82631232);
            double[] gradient = new double[5];
            double sum = 0;
            for (double t : theta) {
                sum += Math.exp(t);
            }
            for (int i = 0; i < 5; i++) {
                gradient[i] = Math.exp(theta[i]) / sum - label[i];
            }
            Within.standardErrors(loss.gradient(), gradient);
        }
    }
}
