package io.dither.experiments.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PermutationProperties {
    @Property(tries = 100, seed = "41")
    void holdsEveryNumberOnce(@ForAll @IntRange(max = 200) int n, @ForAll long seed, @ForAll long step) {
        int[] order = Permutation.of(n, seed, step);
        Arrays.sort(order);
        assertArrayEquals(IntStream.range(0, n).toArray(), order);
    }

    @Example
    void eachOfSixOrdersOfThreeIsAsLikely() {
        int draws = 6000;
        int[] counts = new int[27];
        for (int step = 0; step < draws; step++) {
            int[] order = Permutation.of(3, 5, step);
            counts[order[0] * 9 + order[1] * 3 + order[2]]++;
        }
        double sigma = Math.sqrt(draws * (1.0 / 6) * (5.0 / 6));
        int[] seen = Arrays.stream(counts).filter(c -> c > 0).toArray();
        assertEquals(6, seen.length);
        for (int count : seen) {
            assertEquals(1000, count, 5 * sigma);
        }
    }
}
