package io.dither.experiments.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.dither.random.KeyedRandom;
import org.junit.jupiter.api.Test;

class FullBatchTest {
    private static final Examples EXAMPLES =
            new Examples(Matrices.gaussian(50, 3, new KeyedRandom(1)), Matrices.gaussian(50, 2, new KeyedRandom(2)));

    @Test
    void onSquaredErrorItReachesRidgeRegressionFromAnyStart() {
        for (double lambda : new double[] {0, 0.5, 40}) {
            LinearModel model = new LinearModel(3, 2);
            model.parameters()[1] = 5;
            new FullBatch<>(new OwnLoss(), 200, 1e-10).fit(model, EXAMPLES.features(), EXAMPLES.costs(), lambda);
            assertArrayEquals(LeastSquares.fit(EXAMPLES, lambda).parameters(), model.parameters(), 1e-6);
        }
    }
}
