package io.dither.experiments.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dither.random.KeyedRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.ejml.data.DMatrixRMaj;

class LinearModelProperties {
    @Property(tries = 50, seed = "12")
    void forwardIsTheAffineMapOfEachRow(@ForAll long seed) {
        KeyedRandom random = new KeyedRandom(seed);
        DMatrixRMaj features = Matrices.gaussian(4, 3, random);
        LinearModel model = new LinearModel(3, 2);
        for (int p = 0; p < 8; p++) {
            model.parameters()[p] = random.nextGaussian();
        }
        DMatrixRMaj thetas = model.forward(features);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 2; j++) {
                double expected = model.intercept(j);
                for (int f = 0; f < 3; f++) {
                    expected += model.weights().get(j, f) * features.get(i, f);
                }
                assertEquals(expected, thetas.get(i, j), 1e-12);
            }
        }
    }
}
