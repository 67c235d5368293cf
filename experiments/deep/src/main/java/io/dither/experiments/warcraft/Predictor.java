package io.dither.experiments.warcraft;

import ai.djl.ndarray.NDManager;
import io.dither.experiments.deep.Network;
import java.util.stream.IntStream;

/** Predicts costs of many maps, a batch at a time. */
final class Predictor {
    private static final int BATCH = 50;

    private Predictor() {}

    static double[][] costs(Network network, WarcraftData data) {
        double[][] costs = new double[data.count()][data.cells()];
        for (int from = 0; from < data.count(); from += BATCH) {
            int[] batch =
                    IntStream.range(from, Math.min(data.count(), from + BATCH)).toArray();
            try (NDManager scope = network.newScope()) {
                float[] values =
                        network.forward(data.images(scope, batch), false).toFloatArray();
                for (int i = 0; i < values.length; i++) {
                    costs[from + i / data.cells()][i % data.cells()] = values[i];
                }
            }
        }
        return costs;
    }
}
