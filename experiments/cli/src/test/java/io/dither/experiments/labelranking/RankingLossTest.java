package io.dither.experiments.labelranking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.experiments.learn.BatchGradient;
import io.dither.oracles.Oracles;
import io.dither.perturbed.PerturbedOptimizer;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class RankingLossTest {
    private static final double[] TARGET = {1, 0};

    /** With two labels and Gaussian noise, p = P(label 0 is above) = Phi(delta / (epsilon sqrt 2)), ranks (p, 1 - p). */
    @Test
    void meanGradientsOverManyRowsEqualTheClosedForms() {
        int rows = 4000;
        double delta = 0.6;
        DMatrixRMaj thetas = new DMatrixRMaj(rows, 2);
        DMatrixRMaj targets = new DMatrixRMaj(rows, 2);
        for (int i = 0; i < rows; i++) {
            thetas.set(i, 0, delta);
            targets.set(i, 0, TARGET[0]);
        }
        double p = 0.6643131; // Phi(0.6 / sqrt 2)
        double slope = Math.exp(-delta * delta / 4) / Math.sqrt(4 * Math.PI);
        assertMean(p - 1, RankingLoss.FENCHEL_YOUNG, thetas, targets);
        // half the squared distance is (p - 1)^2
        assertMean(2 * (p - 1) * slope, RankingLoss.SQUARED, thetas, targets);
    }

    private static void assertMean(double expected, RankingLoss loss, DMatrixRMaj thetas, DMatrixRMaj targets) {
        try (PerturbedOptimizer layer = PerturbedOptimizer.builder(Oracles.ranking(2))
                .samples(5)
                .seed(3)
                .build()) {
            BatchGradient batch = loss.on(layer).evaluate(thetas, targets, new int[thetas.numRows], 0);
            double[] first = new double[thetas.numRows];
            for (int i = 0; i < first.length; i++) {
                first[i] = batch.gradients().get(i, 0);
            }
            var mean = io.dither.experiments.learn.SampleMean.of(first);
            assertTrue(mean.standardError() < 0.01, mean.toString());
            assertEquals(expected, mean.mean(), 5 * mean.standardError(), loss.toString());
        }
    }
}
