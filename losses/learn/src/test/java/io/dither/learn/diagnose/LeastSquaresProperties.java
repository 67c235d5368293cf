package io.dither.learn.diagnose;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.learn.model.Features;
import io.dither.learn.model.LinearModel;
import io.dither.learn.model.Link;
import io.dither.perturbed.Batch;
import io.dither.random.KeyedRandom;
import java.util.List;
import java.util.stream.IntStream;
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
        DMatrixRMaj features = gaussian(n, 5, random);
        for (int i = 0; i < n; i++) {
            features.set(i, 1, 0);
            features.set(i, 3, features.get(i, 0));
        }
        DMatrixRMaj targets = gaussian(n, 2, random);
        double[] parameters = LeastSquares.fit(features, targets, 0);
        DMatrixRMaj residuals = new DMatrixRMaj(n, 2);
        CommonOps_DDRM.subtract(fitted(parameters, features, 2), targets, residuals);
        DMatrixRMaj slopes = new DMatrixRMaj(2, 5);
        CommonOps_DDRM.multTransA(residuals, features, slopes);
        for (double slope : slopes.data) {
            assertEquals(0, slope, 1e-8);
        }
        for (double sum : CommonOps_DDRM.sumCols(residuals, null).data) {
            assertEquals(0, sum, 1e-8);
        }
        for (double parameter : parameters) {
            assertTrue(Math.abs(parameter) < 1e6, "not of least norm: " + parameter);
        }
    }

    @Property(tries = 50, seed = "62")
    void recoversALinearModelFromItsOwnOutputs(@ForAll long seed) {
        KeyedRandom random = new KeyedRandom(seed);
        double[] truth = gaussian(4, 4, random).data;
        DMatrixRMaj features = gaussian(30, 3, random);
        assertArrayEquals(truth, LeastSquares.fit(features, fitted(truth, features, 4), 0), 1e-9);
    }

    private static DMatrixRMaj fitted(double[] parameters, DMatrixRMaj features, int outputs) {
        List<String> names =
                IntStream.range(0, features.numCols).mapToObj(k -> "x" + k).toList();
        LinearModel model = LinearModel.of(names, outputs, Link.IDENTITY);
        return new DMatrixRMaj(IntStream.range(0, features.numRows)
                .mapToObj(i -> model.theta(parameters, Features.of(Batch.row(features, i), features.numCols)))
                .toArray(double[][]::new));
    }

    private static DMatrixRMaj gaussian(int rows, int columns, KeyedRandom random) {
        DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
        for (int i = 0; i < matrix.data.length; i++) {
            matrix.data[i] = random.nextGaussian();
        }
        return matrix;
    }
}
