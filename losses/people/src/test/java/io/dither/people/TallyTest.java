package io.dither.people;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class TallyTest {
    @Test
    void aTasteWithoutShareChangesNothing() {
        Tally tally = new Tally(2);
        tally.add(0, new double[] {1, 0});
        tally.add(0.25, new double[] {1, 0});
        tally.add(0.75, new double[] {0.2, 0.8});
        assertArrayEquals(new double[] {0.4, 0.6}, tally.probabilities().toArray(), 1e-15);
    }
}
