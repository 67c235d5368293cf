package io.dither.experiments.labelranking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dither.random.KeyedRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;

class StandardizerProperties {
    @Property(tries = 50, seed = "21")
    void trainingColumnsGetMeanZeroAndDeviationOne(
            @ForAll @IntRange(min = 2, max = 30) int n,
            @ForAll @IntRange(min = 1, max = 5) int d,
            @ForAll @IntRange(min = -3, max = 3) int scale,
            @ForAll long seed) {
        DMatrixRMaj features = NoisyRankings.gaussian(n, d, new KeyedRandom(seed));
        for (int i = 0; i < features.data.length; i++) {
            features.data[i] = 7 + Math.pow(10, scale) * features.data[i];
        }
        DMatrixRMaj result = Standardizer.fit(features).apply(features);
        for (int j = 0; j < d; j++) {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < n; i++) {
                sum += result.get(i, j);
                squares += result.get(i, j) * result.get(i, j);
            }
            assertEquals(0, sum / n, 1e-9);
            assertEquals(1, squares / n, 1e-9);
        }
    }

    @Example
    void otherExamplesAreMovedByTheTrainingMeansAndScales() {
        Standardizer fitted = Standardizer.fit(new DMatrixRMaj(new double[][] {{1, 0}, {3, 4}}));
        DMatrixRMaj test = fitted.apply(new DMatrixRMaj(new double[][] {{5, 2}}));
        assertEquals(3, test.get(0, 0), 1e-12);
        assertEquals(0, test.get(0, 1), 1e-12);
    }

    @Example
    void aConstantTrainingColumnBecomesZeroEvenWhereATestExampleDiffers() {
        Standardizer fitted = Standardizer.fit(new DMatrixRMaj(new double[][] {{0.1}, {0.1}, {0.1}}));
        DMatrixRMaj result = fitted.apply(new DMatrixRMaj(new double[][] {{0.1}, {2.5}}));
        assertEquals(0, result.get(0, 0), 0.0);
        assertEquals(0, result.get(1, 0), 0.0);
    }

    @Example
    void whatLiesBeyondABoundIsPutOnIt() {
        Standardizer fitted =
                Standardizer.fit(new DMatrixRMaj(new double[][] {{1}, {3}})).clampedTo(1.5);
        DMatrixRMaj result = fitted.apply(new DMatrixRMaj(new double[][] {{2.5}, {9}, {-9}}));
        assertEquals(0.5, result.get(0, 0), 1e-12);
        assertEquals(1.5, result.get(1, 0), 0.0);
        assertEquals(-1.5, result.get(2, 0), 0.0);
    }
}
