package io.dither.experiments.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.random.KeyedRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

class LeastSquaresProperties {
    /** The normal equations: the residuals are orthogonal to every feature and to the constant. */
    @Property(tries = 100, seed = "61")
    void residualsAreOrthogonalToTheFeaturesEvenWhereOneIsConstantOrCopied(
            @ForAll @IntRange(min = 1, max = 20) int n, @ForAll long seed) {
        KeyedRandom random = new KeyedRandom(seed);
        DMatrixRMaj features = Matrices.gaussian(n, 5, random);
        for (int i = 0; i < n; i++) {
            features.set(i, 1, 0);
            features.set(i, 3, features.get(i, 0));
        }
        DMatrixRMaj targets = Matrices.gaussian(n, 2, random);
        LinearModel model = LeastSquares.fit(new Examples(features, targets));
        DMatrixRMaj residuals = new DMatrixRMaj(n, 2);
        CommonOps_DDRM.subtract(model.forward(features), targets, residuals);
        DMatrixRMaj slopes = new DMatrixRMaj(2, 5);
        CommonOps_DDRM.multTransA(residuals, features, slopes);
        for (double slope : slopes.data) {
            assertEquals(0, slope, 1e-8);
        }
        for (double sum : CommonOps_DDRM.sumCols(residuals, null).data) {
            assertEquals(0, sum, 1e-8);
        }
        for (double parameter : model.parameters()) {
            assertTrue(Math.abs(parameter) < 1e6, "not of least norm: " + parameter);
        }
    }

    @Property(tries = 50, seed = "62")
    void recoversALinearModelFromItsOwnOutputs(@ForAll long seed) {
        KeyedRandom random = new KeyedRandom(seed);
        LinearModel truth = new LinearModel(3, 4);
        for (int p = 0; p < truth.parameters().length; p++) {
            truth.parameters()[p] = random.nextGaussian();
        }
        DMatrixRMaj features = Matrices.gaussian(30, 3, random);
        LinearModel fitted = LeastSquares.fit(new Examples(features, truth.forward(features)));
        assertArrayEquals(truth.parameters(), fitted.parameters(), 1e-9);
    }
}
