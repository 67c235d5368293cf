package io.dither.experiments.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dither.random.KeyedRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;

class LinearModelProperties {
    /** The loss sum of cos(theta_ij) has the known gradient -sin(theta_ij), so only the model is on trial. */
    @Property(tries = 50, seed = "11")
    void gradientEqualsCentralDifferences(
            @ForAll @IntRange(min = 1, max = 6) int n,
            @ForAll @IntRange(min = 1, max = 5) int d,
            @ForAll @IntRange(min = 1, max = 4) int k,
            @ForAll long seed) {
        KeyedRandom random = new KeyedRandom(seed);
        DMatrixRMaj features = Matrices.gaussian(n, d, random);
        LinearModel model = new LinearModel(d, k);
        for (int p = 0; p < model.parameters().length; p++) {
            model.parameters()[p] = random.nextGaussian();
        }
        DMatrixRMaj slopes = model.forward(features);
        for (int i = 0; i < slopes.data.length; i++) {
            slopes.data[i] = -Math.sin(slopes.data[i]);
        }
        double[] gradient = model.gradient(features, slopes);
        double h = 1e-5;
        for (int p = 0; p < gradient.length; p++) {
            double kept = model.parameters()[p];
            model.parameters()[p] = kept + h;
            double above = loss(model, features);
            model.parameters()[p] = kept - h;
            double below = loss(model, features);
            model.parameters()[p] = kept;
            assertEquals((above - below) / (2 * h), gradient[p], 1e-6);
        }
    }

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

    private static double loss(LinearModel model, DMatrixRMaj features) {
        double sum = 0;
        for (double theta : model.forward(features).data) {
            sum += Math.cos(theta);
        }
        return sum;
    }
}
