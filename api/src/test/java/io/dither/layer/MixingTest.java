package io.dither.layer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MixingTest {
    @Test
    void theTextStatesALowerBoundOfTheEffectiveSampleSize() {
        String text = new Mixing(29.6, 1.02, "").toString();
        assertTrue(text.contains("at least 29 independent draws"), text);
    }
}
