package io.dither.experiments.labelranking;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.exact.ExactOptimizer;
import io.dither.experiments.learn.Examples;
import io.dither.experiments.learn.FullBatch;
import io.dither.experiments.learn.LinearModel;
import io.dither.losses.FenchelYoungLoss;
import io.dither.noise.Noise;
import io.dither.oracles.Oracles;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewtonPathTest {
    private static final Examples DATA =
            new NoiseSweep(3, 4, 60, 1).draw(0.5, 1).train();

    /** Weights of size 1 to 10; the search ends where a step promises 1e-6 an example. */
    @Test
    void theEndIsThatOfGradientDescentForBothNoises() {
        for (Noise noise : List.of(Noise.gaussian(), Noise.gumbel())) {
            ExactOptimizer layer = ExactOptimizer.of(Oracles.ranking(4), noise, 1);
            List<LinearModel> path = new NewtonPath(layer).path(DATA, new double[] {10, 0.1});
            for (int g = 0; g < 2; g++) {
                LinearModel slow = new LinearModel(3, 4);
                FenchelYoungLoss loss = new FenchelYoungLoss(layer);
                new FullBatch<>(loss, 1000, 1e-9).fit(slow, DATA.features(), DATA.decisions(), g == 0 ? 10 : 0.1);
                assertArrayEquals(slow.parameters(), path.get(g).parameters(), 5e-3);
            }
        }
    }

    /** Without noise in the data the weights grow as the penalty falls, and curvature is lost in most examples. */
    @Test
    void rankingsThatAModelExplainsInFullAreLearntInFull() {
        Examples clean = new NoiseSweep(3, 4, 60, 1).draw(1e-9, 1).train();
        ExactOptimizer layer = ExactOptimizer.of(Oracles.ranking(4), Noise.gaussian(), 1);
        for (double[] penalties : List.of(new double[] {1e-6}, new double[] {1, 1e-3, 1e-6})) {
            List<LinearModel> path = new NewtonPath(layer).path(clean, penalties);
            LinearModel last = path.get(path.size() - 1);
            assertTrue(Arrays.stream(last.parameters()).allMatch(Double::isFinite));
            assertEquals(1, Accuracy.of(last, clean).exact());
        }
    }
}
