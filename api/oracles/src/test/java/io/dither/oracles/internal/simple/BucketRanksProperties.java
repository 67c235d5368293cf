package io.dither.oracles.internal.simple;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.dither.oracles.kernel.RankKernel;
import io.dither.random.KeyedRandom;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Ranks of numbers of all kinds against a stable sort by comparison; and those by counting. */
class BucketRanksProperties {
    private static final double[] EXTREMES = {
        0.0,
        -0.0,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MIN_NORMAL,
        1e308,
        -1e308,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        1
    };

    /** The kinds of numbers, from spread evenly to nearly equal. */
    private enum Kind {
        SPREAD,
        TIED,
        EXTREME,
        HUGE,
        DENORMAL,
        NEARLY_EQUAL,
        HEAVY_TAILED,
        NEARLY_EQUAL_BY_FAR_ONES,
        NEARLY_EQUAL_BY_ZERO;

        double number(KeyedRandom random) {
            return switch (this) {
                case SPREAD -> random.nextGaussian();
                case TIED -> random.nextInt(9) / 2.0 - 2;
                case EXTREME -> EXTREMES[random.nextInt(EXTREMES.length)];
                case HUGE -> random.nextGaussian() * 2e307;
                case DENORMAL -> (random.nextInt(2001) - 1000) * Double.MIN_VALUE;
                case NEARLY_EQUAL -> 1 + random.nextInt(64) * 0x1p-52;
                case HEAVY_TAILED -> Math.pow(random.nextGaussian(), 21);
                case NEARLY_EQUAL_BY_FAR_ONES ->
                    random.nextInt(4) == 0 ? random.nextGaussian() : 0.5 + random.nextInt(99) * 0x1p-53;
                case NEARLY_EQUAL_BY_ZERO -> random.nextDouble() * (random.nextInt(4) == 0 ? 1 : 1e-30);
            };
        }

        double[] numbers(int n, long seed) {
            KeyedRandom random = new KeyedRandom(seed);
            return IntStream.range(0, n).mapToDouble(i -> number(random)).toArray();
        }
    }

    private static double[] ranksByComparison(double[] x, int sign) {
        double[] ranks = new double[x.length];
        int[] order = IntStream.range(0, x.length)
                .boxed()
                // adding 0 takes the sign of zero away
                .sorted(Comparator.comparingDouble(i -> sign * x[i] + 0.0))
                .mapToInt(i -> i)
                .toArray();
        for (int rank = 0; rank < order.length; rank++) {
            ranks[order[rank]] = rank;
        }
        return ranks;
    }

    private static void assertRanks(BucketRanks buckets, double[] x) {
        for (int sign : new int[] {1, -1}) {
            double[] ranks = new double[x.length];
            buckets.rank(x, 0, 1, sign, ranks);
            assertArrayEquals(ranksByComparison(x, sign), ranks);
        }
    }

    @Property(tries = 300, seed = "1")
    void ranks(@ForAll Kind kind, @ForAll @IntRange(min = 1, max = 300) int n, @ForAll long seed) {
        assertRanks(new BucketRanks(n), kind.numbers(n, seed));
    }

    @Property(tries = 100, seed = "2")
    void countedRanks(@ForAll Kind kind, @ForAll @IntRange(min = 1, max = 30) int n, @ForAll long seed) {
        // differences of huge numbers overflow, in the direction of their sign
        double[] x = kind.numbers(n, seed);
        for (int sign : new int[] {1, -1}) {
            double[] ranks = new double[n];
            new RankKernel() {}.countRanks(x, 1, sign, ranks);
            assertArrayEquals(ranksByComparison(x, sign), ranks);
        }
    }

    @Property(tries = 50, seed = "3")
    void aWorkspaceKeepsNothing(@ForAll Kind kind, @ForAll Kind other, @ForAll long seed) {
        BucketRanks buckets = new BucketRanks(70);
        buckets.rank(kind.numbers(70, seed), 0, 1, 1, new double[70]);
        assertRanks(buckets, other.numbers(70, seed));
    }

    @Property(tries = 50, seed = "4")
    void placesBetweenAreLeft(@ForAll Kind kind, @ForAll @IntRange(min = 1, max = 40) int n, @ForAll long seed) {
        double[] x = kind.numbers(3 * n, seed);
        double[] ranks = new double[x.length];
        Arrays.fill(ranks, -1);
        new BucketRanks(n).rank(x, 1, 3, -1, ranks);
        double[] lane = IntStream.range(0, n).mapToDouble(i -> x[1 + 3 * i]).toArray();
        double[] expected = new double[x.length];
        Arrays.fill(expected, -1);
        double[] ofLane = ranksByComparison(lane, -1);
        for (int i = 0; i < n; i++) {
            expected[1 + 3 * i] = ofLane[i];
        }
        assertArrayEquals(expected, ranks);
    }

    @Test
    void manyNumbers() {
        for (Kind kind : Kind.values()) {
            assertRanks(new BucketRanks(20_000), kind.numbers(20_000, 5));
        }
    }

    /** Numbers that fall, all but one of them in one bucket: the most moves that an insertion sort could need. */
    @Test
    void manyNumbersThatFallInOneBucket() {
        double[] x = IntStream.range(0, 200_000).mapToDouble(i -> -i).toArray();
        x[0] = 1e12;
        assertRanks(new BucketRanks(x.length), x);
    }

    /** Two numbers whose places in the range agree to all bits of a key, the larger first. */
    @Test
    void nearlyEqualNumbersInTheWrongOrder() {
        double[] x = {1, Double.MIN_VALUE, 0, 0.5, 0x1p-60, 0x1p-61, -1, 0.75};
        assertRanks(new BucketRanks(x.length), x);
    }
}
