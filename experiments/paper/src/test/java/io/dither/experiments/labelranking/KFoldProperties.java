package io.dither.experiments.labelranking;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class KFoldProperties {
    @Property(tries = 100, seed = "31")
    void everyExampleIsTestedOnceAndTrainedOnOtherwise(
            @ForAll @IntRange(min = 2, max = 60) int examples,
            @ForAll @IntRange(min = 2, max = 12) int wanted,
            @ForAll long seed) {
        int folds = Math.min(wanted, examples);
        int[] tested = new int[examples];
        for (KFold.Fold fold : KFold.split(examples, folds, seed)) {
            int[] seen = new int[examples];
            for (int i : fold.train()) {
                seen[i]++;
            }
            for (int i : fold.test()) {
                seen[i]++;
                tested[i]++;
            }
            assertEquals(examples, Arrays.stream(seen).filter(s -> s == 1).count());
            assertTrue(fold.test().length == examples / folds || fold.test().length == (examples + folds - 1) / folds);
        }
        assertEquals(examples, Arrays.stream(tested).filter(t -> t == 1).count());
    }

    @Property(tries = 30, seed = "32")
    void theSplitIsAFunctionOfTheSeed(@ForAll long seed) {
        List<KFold.Fold> first = KFold.split(40, 4, seed);
        List<KFold.Fold> again = KFold.split(40, 4, seed);
        for (int k = 0; k < 4; k++) {
            assertArrayEquals(first.get(k).test(), again.get(k).test());
        }
        // 40! orders: two seeds that agree on 10 of 40 would be no accident
        assertFalse(Arrays.equals(
                first.get(0).test(), KFold.split(40, 4, seed + 1).get(0).test()));
    }

    @Example
    void moreFoldsThanExamplesAreRefused() {
        String message = String.valueOf(assertThrows(InvalidArgumentException.class, () -> KFold.split(3, 4, 0))
                .getMessage());
        assertTrue(message.startsWith("folds = 4"), message);
        assertThrows(InvalidArgumentException.class, () -> KFold.split(3, 1, 0));
    }
}
