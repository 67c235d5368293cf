package io.dither.experiments.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.dither.random.KeyedRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class FullBatchTest {
    private static final Examples EXAMPLES =
            new Examples(Matrices.gaussian(50, 3, new KeyedRandom(1)), Matrices.gaussian(50, 2, new KeyedRandom(2)));

    @Test
    void onSquaredErrorItReachesRidgeRegressionFromAnyStart() {
        for (double lambda : new double[] {0, 0.5, 40}) {
            LinearModel model = new LinearModel(3, 2);
            model.parameters()[1] = 5;
            new FullBatch(FullBatchTest::squared, 200, 1e-10).fit(model, EXAMPLES, lambda);
            assertArrayEquals(LeastSquares.fit(EXAMPLES, lambda).parameters(), model.parameters(), 1e-6);
        }
    }

    private static BatchGradient squared(DMatrixRMaj thetas, DMatrixRMaj targets, int[] indices, long step) {
        DMatrixRMaj gradients = new DMatrixRMaj(thetas.numRows, thetas.numCols);
        double[] values = new double[thetas.numRows];
        for (int at = 0; at < gradients.data.length; at++) {
            gradients.data[at] = thetas.data[at] - targets.data[at];
            values[at / thetas.numCols] += gradients.data[at] * gradients.data[at] / 2;
        }
        return new BatchGradient(values, gradients);
    }
}
