package io.dither.experiments.learn;

import io.dither.random.KeyedRandom;
import org.ejml.data.DMatrixRMaj;

/** Random matrices for tests. */
final class Matrices {
    private Matrices() {}

    static DMatrixRMaj gaussian(int rows, int columns, KeyedRandom random) {
        DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
        for (int i = 0; i < matrix.data.length; i++) {
            matrix.data[i] = random.nextGaussian();
        }
        return matrix;
    }
}
