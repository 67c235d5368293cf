package io.dither.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.oracles.Oracles;
import io.dither.random.KeyedRandom;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class KendallTauProperties {
    /** The number of swaps of neighbours that sort one ranking into the other, the definition that needs no pairs. */
    @Property(tries = 100, seed = "51")
    void withoutTiesItCountsTheSwapsOfASort(@ForAll @IntRange(min = 2, max = 12) int n, @ForAll long seed) {
        double[] b = shuffled(n, seed);
        double[] sorting = b.clone();
        int swaps = 0;
        for (int pass = 0; pass < n; pass++) {
            for (int i = 1; i < n; i++) {
                if (sorting[i - 1] > sorting[i]) {
                    double kept = sorting[i];
                    sorting[i] = sorting[i - 1];
                    sorting[i - 1] = kept;
                    swaps++;
                }
            }
        }
        double[] a = new double[n];
        for (int i = 0; i < n; i++) {
            a[i] = i;
        }
        assertEquals(1 - 4.0 * swaps / (n * (n - 1)), KendallTau.between(a, b), 1e-12);
    }

    @Property(tries = 200, seed = "52")
    void withTiesItIsTheCosineOfTheSignsOfAllPairs(
            @ForAll @Size(7) int[] left, @ForAll @Size(7) int[] right, @ForAll @IntRange(min = 1, max = 4) int levels) {
        double[] a = levels(left, levels);
        double[] b = levels(right, levels);
        double dot = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < 7; i++) {
            for (int j = 0; j < 7; j++) {
                dot += Math.signum(a[i] - a[j]) * Math.signum(b[i] - b[j]);
                aa += Math.abs(Math.signum(a[i] - a[j]));
                bb += Math.abs(Math.signum(b[i] - b[j]));
            }
        }
        double expected = aa * bb == 0 ? 0 : dot / Math.sqrt(aa * bb);
        assertEquals(expected, KendallTau.between(a, b), 1e-12);
    }

    @Property(tries = 100, seed = "53")
    void isSymmetricBoundedOddAndBlindToIncreasingMaps(@ForAll long seed, @ForAll @Size(6) int[] numbers) {
        double[] a = shuffled(6, seed);
        double[] b = levels(numbers, 5);
        double tau = KendallTau.between(a, b);
        assertEquals(tau, KendallTau.between(b, a));
        assertTrue(Math.abs(tau) <= 1 + 1e-12);
        double[] mapped = new double[6];
        double[] reversed = new double[6];
        for (int i = 0; i < 6; i++) {
            mapped[i] = b[i] * b[i] * b[i] - 7;
            reversed[i] = -b[i];
        }
        assertEquals(tau, KendallTau.between(a, mapped));
        assertEquals(-tau, KendallTau.between(a, reversed), 0.0);
    }

    @Example
    void knownValuesAndErrors() {
        double[] up = {0, 1, 2};
        assertEquals(1, KendallTau.between(up, new double[] {5, 6, 9}), 1e-12);
        assertEquals(-1, KendallTau.between(up, new double[] {9, 6, 5}), 1e-12);
        assertEquals(0, KendallTau.between(up, new double[] {4, 4, 4}));
        assertEquals(0, KendallTau.between(new double[] {0.0, -0.0}, new double[] {1, 2}));
        assertThrows(InvalidArgumentException.class, () -> KendallTau.between(up, new double[] {1, 2}));
        assertThrows(InvalidArgumentException.class, () -> KendallTau.between(up, new double[] {1, 2, Double.NaN}));
    }

    private static double[] shuffled(int n, long seed) {
        KeyedRandom random = new KeyedRandom(seed);
        double[] keys = new double[n];
        Arrays.setAll(keys, i -> random.nextDouble());
        return Oracles.ranking(n).solve(keys);
    }

    private static double[] levels(int[] numbers, int levels) {
        double[] result = new double[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            result[i] = Math.floorMod(numbers[i], levels);
        }
        return result;
    }
}
