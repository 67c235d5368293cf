package io.dither.oracles.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dither.random.KeyedRandom;
import java.util.Comparator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AssignmentKernelTest {
    private static final AssignmentKernel PLAIN = new AssignmentKernel() {};
    private static final double FAR = Double.POSITIVE_INFINITY;

    private static double[] halves(KeyedRandom random, int n) {
        return IntStream.range(0, n).mapToDouble(j -> random.nextInt(9) / 2.0).toArray();
    }

    private static int[] sorted(double[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(j -> values[j]))
                .mapToInt(j -> j)
                .toArray();
    }

    @Property(tries = 300, seed = "1")
    void theTwoSmallestAreTheFirstOfAStableSort(
            @ForAll @IntRange(min = 2, max = 70) int n, @ForAll @IntRange(max = 1_000_000) int seed) {
        KeyedRandom random = new KeyedRandom(seed);
        double[] row = halves(random, n);
        double[] v = halves(random, n);
        int[] order =
                sorted(IntStream.range(0, n).mapToDouble(j -> row[j] - v[j]).toArray());
        int[] two = new int[2];
        PLAIN.twoSmallest(row, v, two);
        assertArrayEquals(new int[] {order[0], order[1]}, two);
    }

    @Property(tries = 300, seed = "2")
    void relaxingLowersDistancesAndFindsTheFirstOfTheNearest(
            @ForAll @IntRange(min = 1, max = 70) int n, @ForAll @IntRange(max = 1_000_000) int seed) {
        KeyedRandom random = new KeyedRandom(seed);
        double[] row = halves(random, n);
        double[] v = halves(random, n);
        double[] distance = halves(random, n);
        double[] expected = IntStream.range(0, n)
                .mapToDouble(j -> Math.min(distance[j], row[j] - v[j] - 1.5))
                .toArray();
        assertEquals(sorted(expected)[0], PLAIN.relax(row, v, 1.5, distance));
        assertArrayEquals(expected, distance, 0);
    }

    @Test
    void hiddenColumnsStayOutOfSight() {
        double[] distance = {FAR, 7, FAR};
        double[] v = {Double.NEGATIVE_INFINITY, 0, Double.NEGATIVE_INFINITY};
        assertEquals(1, PLAIN.relax(new double[] {-9, 8, -9}, v, 100, distance.clone()));
        assertEquals(1, PLAIN.relax(new double[] {-9, 8, -9}, v, 0, distance));
        assertArrayEquals(new double[] {FAR, 7, FAR}, distance, 0);
    }
}
