package io.dither.people;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dither.learn.Predictor;
import io.dither.perturbed.Atoms;
import java.util.List;
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

    @Test
    void decisionsWithoutProbabilityAreNotListed() {
        Tally tally = new Tally(2);
        tally.add(0, Atoms.ofDraws(List.of(new double[] {1, 0})));
        tally.add(1, Atoms.ofDraws(List.of(new double[] {0, 1})));
        List<Predictor.Alternative> likeliest = tally.likeliest(2, new double[] {3, 4});
        assertEquals(1, likeliest.size());
        assertEquals(4, likeliest.get(0).cost());
    }
}
