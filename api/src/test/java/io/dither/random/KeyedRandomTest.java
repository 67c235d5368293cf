package io.dither.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class KeyedRandomTest {
    private static final int DRAWS = 200_000;

    @Property(seed = "1")
    void theSameKeyGivesTheSameBitsWhateverWasDrawnBefore(
            @ForAll long seed,
            @ForAll long step,
            @ForAll long example,
            @ForAll long sample,
            @ForAll @IntRange(max = 9) int before) {
        KeyedRandom used = new KeyedRandom(seed ^ 1);
        for (int i = 0; i < before; i++) {
            used.nextGaussian();
        }
        KeyedRandom fresh = new KeyedRandom(0);
        used.setKey(seed, step, example);
        fresh.setKey(seed, step, example);
        used.startSample(sample);
        fresh.startSample(sample);
        for (int i = 0; i < 10; i++) {
            assertEquals(fresh.nextLong(), used.nextLong());
            assertEquals(fresh.nextGaussian(), used.nextGaussian());
        }
    }

    @Property(seed = "2")
    void theConstructorStartsTheStreamOfSampleZero(@ForAll long seed) {
        KeyedRandom keyed = new KeyedRandom(seed + 1);
        keyed.setKey(seed, 0, 0);
        keyed.startSample(0);
        assertEquals(keyed.nextLong(), new KeyedRandom(seed).nextLong());
    }

    @Test
    void differentKeysGiveDifferentStreams() {
        Set<Long> seen = new HashSet<>();
        KeyedRandom random = new KeyedRandom(0);
        for (int seed = 0; seed < 10; seed++) {
            for (int step = 0; step < 10; step++) {
                for (int example = 0; example < 10; example++) {
                    random.setKey(seed, step, example);
                    for (int sample = 0; sample < 10; sample++) {
                        random.startSample(sample);
                        seen.add(random.nextLong());
                    }
                }
            }
        }
        assertEquals(10_000, seen.size());
    }

    @Test
    void neighbouringSamplesAreUncorrelated() {
        KeyedRandom random = new KeyedRandom(3);
        double sum = 0;
        double previous = random.nextGaussian();
        for (int i = 1; i <= DRAWS; i++) {
            random.startSample(i);
            double next = random.nextGaussian();
            sum += previous * next;
            previous = next;
        }
        assertEquals(0, sum / Math.sqrt(DRAWS), 5);
    }

    @Test
    void theBlocksOfSamplesAndExamplesHaveStreamsOfTheirOwn() {
        Set<Long> seen = new HashSet<>();
        KeyedRandom random = new KeyedRandom(0);
        for (int example = 0; example < 20; example++) {
            random.setKey(1, 2, example);
            for (int sample = 0; sample < 100; sample++) {
                for (int block = 0; block < 100; block++) {
                    random.startSample(sample, block);
                    seen.add(random.nextLong());
                }
            }
        }
        assertEquals(200_000, seen.size());
    }

    /** The stream of (sample, block) against those of the next sample, the next block and the next of both. */
    @Test
    void neighbouringBlocksAreUncorrelated() {
        int side = 450;
        double[] z = new double[side * side];
        KeyedRandom random = new KeyedRandom(3);
        for (int i = 0; i < z.length; i++) {
            random.startSample(i / side, i % side);
            z[i] = random.nextGaussian();
        }
        for (int lag : new int[] {1, side, side + 1}) {
            double sum = 0;
            for (int i = lag; i < z.length; i++) {
                sum += z[i - lag] * z[i];
            }
            assertEquals(0, sum / Math.sqrt(z.length - lag), 5, "lag " + lag);
        }
    }

    @Property(seed = "4")
    void aBlockIsReachedFromAnyOtherAndTheFirstIsTheSample(
            @ForAll long sample, @ForAll @IntRange(max = 2000) int block, @ForAll @IntRange(max = 2000) int other) {
        KeyedRandom direct = new KeyedRandom(7);
        KeyedRandom moved = new KeyedRandom(7);
        direct.startSample(sample, block);
        moved.startSample(sample, other);
        moved.nextGaussian();
        moved.startBlock(block);
        assertEquals(direct.nextLong(), moved.nextLong());
        direct.startSample(sample);
        moved.startBlock(0);
        assertEquals(direct.nextLong(), moved.nextLong());
    }

    @Test
    void theStreamsAreFixedForEver() {
        KeyedRandom random = new KeyedRandom(42);
        random.setKey(42, 1, 2);
        random.startSample(3);
        assertEquals(-1862504797755344612L, random.nextLong());
        assertEquals(0.8021932813774212, random.nextDouble());
        assertEquals(-0.9013204251556026, random.nextGaussian());
        assertEquals(0.4356253552450471, random.nextExponential());
        random.startSample(3, 1);
        assertEquals(6937626472508778456L, random.nextLong());
        random.startSample(3, 1171);
        assertEquals(8301917173195517606L, random.nextLong());
    }

    @Test
    void uniformNumbersHaveTheirMoments() {
        assertMoments(KeyedRandom::nextDouble, k -> 1.0 / (k + 1));
    }

    @Test
    void normalNumbersHaveTheirMoments() {
        assertMoments(KeyedRandom::nextGaussian, k -> k % 2 == 1 ? 0 : factorial2(k - 1));
    }

    @Test
    void exponentialNumbersHaveTheirMoments() {
        assertMoments(KeyedRandom::nextExponential, k -> factorial2(k) * factorial2(k - 1));
    }

    @Test
    void uniformAndExponentialNumbersStayInsideTheirRange() {
        KeyedRandom random = new KeyedRandom(9);
        for (int i = 0; i < DRAWS; i++) {
            double uniform = random.nextDouble();
            assertTrue(uniform > 0 && uniform < 1);
            assertTrue(random.nextExponential() > 0);
        }
    }

    @Property(seed = "3", tries = 20)
    void wholeNumbersAreUnbiased(@ForAll @IntRange(min = 2, max = 50) int bound, @ForAll long seed) {
        int[] counts = new int[bound];
        KeyedRandom random = new KeyedRandom(seed);
        int draws = 400 * bound;
        for (int i = 0; i < draws; i++) {
            counts[random.nextInt(bound)]++;
        }
        double chiSquared = 0;
        for (int count : counts) {
            chiSquared += (count - 400.0) * (count - 400.0) / 400;
        }
        assertEquals(0, (chiSquared - (bound - 1)) / Math.sqrt(2.0 * (bound - 1)), 6);
    }

    /** Without rejection the residues modulo 3 would get 3, 3 and 2 of every 8 words. */
    @Test
    void aHugeBoundIsUnbiased() {
        int bound = 3 << 29;
        int[] thirds = new int[3];
        KeyedRandom random = new KeyedRandom(4);
        for (int i = 0; i < 30_000; i++) {
            thirds[random.nextInt(bound) % 3]++;
        }
        for (int count : thirds) {
            assertEquals(0, (count - 10_000) / Math.sqrt(30_000 * 2.0 / 9), 5);
        }
    }

    @Test
    void aBoundBelowOneIsRefused() {
        KeyedRandom random = new KeyedRandom(0);
        assertThrows(InvalidArgumentException.class, () -> random.nextInt(0));
        assertThrows(InvalidArgumentException.class, () -> random.nextInt(-3));
    }

    /** Compares the first four moments with z-scores from the exact variances. */
    private static void assertMoments(ToDoubleFunction<KeyedRandom> draw, IntToDoubleFunction moment) {
        double[] sums = new double[5];
        KeyedRandom random = new KeyedRandom(11);
        for (int i = 0; i < DRAWS; i++) {
            double x = draw.applyAsDouble(random);
            double power = 1;
            for (int k = 1; k <= 4; k++) {
                power *= x;
                sums[k] += power;
            }
        }
        for (int k = 1; k <= 4; k++) {
            double mean = moment.applyAsDouble(k);
            double deviation = Math.sqrt((moment.applyAsDouble(2 * k) - mean * mean) / DRAWS);
            assertEquals(0, (sums[k] / DRAWS - mean) / deviation, 5, "moment " + k);
        }
    }

    /** The double factorial n!! = n (n - 2) (n - 4) ... */
    private static double factorial2(int n) {
        return n <= 1 ? 1 : n * factorial2(n - 2);
    }
}
