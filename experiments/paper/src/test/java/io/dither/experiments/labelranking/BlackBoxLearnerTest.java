package io.dither.experiments.labelranking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.oracles.Oracles;
import org.junit.jupiter.api.Test;

class BlackBoxLearnerTest {
    @Test
    void withTheBestRateItLearnsRankingsOfLittleNoise() {
        NoiseSweep.Sample sample = new NoiseSweep(4, 3, 150, 300).draw(0.01, 2);
        double tau = new BlackBoxLearner(Oracles.ranking(3), 1)
                .path(sample.train(), Method.BLACK_BOX.grid()).stream()
                        .mapToDouble(model -> Accuracy.of(model, sample.test()).tau())
                        .max()
                        .orElseThrow();
        assertTrue(tau > 0.9, "tau " + tau);
    }

    @Test
    void smallSetsAreSeenAHundredTimesAndLargeOnesForThreeThousandSteps() {
        assertEquals(100, BlackBoxLearner.epochs(200));
        assertEquals(3, BlackBoxLearner.epochs(36_000));
    }
}
