package io.dither.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.oracle.BlockKernel;
import io.dither.oracles.kernel.AssignmentKernel;
import io.dither.oracles.kernel.RankKernel;
import io.dither.oracles.kernel.SelectionKernel;
import io.dither.random.KeyedRandom;
import io.dither.random.NormalKernel;
import io.dither.random.NormalWorkspace;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Every kernel against its plain form, to the last bit. */
class VectorKernelsTest {
    private static final int LANES = Lanes.LANES;
    private static final NormalKernel NORMALS = new NormalKernel() {};
    private static final BlockKernel BLOCKS = new BlockKernel() {};
    private static final BlockKernel BLOCK_LANES = new BlockLanes();
    private static final SelectionKernel SELECTION_LANES = new SelectionLanes();
    private static final RankKernel RANKS = new RankKernel() {};
    private static final RankKernel RANK_LANES = new RankLanes();
    private static final AssignmentKernel ROWS = new AssignmentKernel() {};
    private static final RowLanes ROW_LANES = new RowLanes();

    private static void assertSameBits(double[] expected, double[] actual) {
        for (int i = 0; i < expected.length; i++) {
            assertEquals(Double.doubleToRawLongBits(expected[i]), Double.doubleToRawLongBits(actual[i]), "place " + i);
        }
    }

    private static void assertSameNormals(int n, long first, long seed) {
        double[] expected = new double[n * LANES];
        double[] actual = new double[n * LANES];
        KeyedRandom random = new KeyedRandom(seed);
        NORMALS.fill(random, workspace(random, first), expected);
        new NormalLanes().fill(random, workspace(random, first), actual);
        assertSameBits(expected, actual);
    }

    private static NormalWorkspace workspace(KeyedRandom random, long first) {
        NormalWorkspace workspace = new NormalWorkspace(LANES);
        Arrays.setAll(workspace.streams, lane -> random.family() + first + lane);
        return workspace;
    }

    @Property(tries = 100, seed = "1")
    void normals(@ForAll @IntRange(min = 1, max = 600) int n, @ForAll long first, @ForAll long seed) {
        assertSameNormals(n, first, seed);
    }

    @Test
    void manyNormalsReachTheTails() {
        assertSameNormals(3000, 5, 7);
    }

    @Property(tries = 70, seed = "2")
    void shift(
            @ForAll @IntRange(min = 1, max = 70) int n,
            @ForAll @IntRange(max = Blocks.KINDS - 1) int kind,
            @ForAll boolean all,
            @ForAll long seed) {
        double[] theta = Blocks.of(n, kind, seed);
        double[] z = Blocks.of(n * LANES, 0, seed + 1);
        double[] expected = new double[z.length];
        double[] actual = new double[z.length];
        KeyedRandom random = new KeyedRandom(seed);
        int from = all ? 0 : random.nextInt(LANES);
        int to = all ? LANES : from + 1 + random.nextInt(LANES - from);
        BLOCKS.shift(theta, 0.3, z, expected, from, to);
        BLOCK_LANES.shift(theta, 0.3, z, actual, from, to);
        assertSameBits(expected, actual);
    }

    @Property(tries = 70, seed = "3")
    void dots(
            @ForAll @IntRange(min = 1, max = 70) int n,
            @ForAll @IntRange(max = Blocks.KINDS - 1) int kind,
            @ForAll long seed) {
        double[] y = Blocks.of(n * LANES, 0, seed + 1);
        for (double[] x : new double[][] {Blocks.of(n * LANES, kind, seed), Blocks.of(n, kind, seed)}) {
            double[] expected = new double[LANES];
            double[] actual = new double[LANES];
            BLOCKS.dots(x, y, expected);
            BLOCK_LANES.dots(x, y, actual);
            assertSameBits(expected, actual);
        }
    }

    @Property(tries = 70, seed = "14")
    void addDeviations(
            @ForAll @IntRange(min = 1, max = 70) int n,
            @ForAll @IntRange(max = Blocks.KINDS - 1) int kind,
            @ForAll long seed) {
        double[] y = Blocks.of(n * LANES, kind, seed);
        double[] shift = Blocks.of(n, kind, seed + 1);
        assertSameSums(
                n,
                seed,
                2,
                (kernel, from, to, first, sums) -> kernel.addDeviations(y, shift, from, to, first, sums[0], sums[1]));
    }

    @Property(tries = 70, seed = "15")
    void addProducts(
            @ForAll @IntRange(min = 1, max = 70) int n,
            @ForAll @IntRange(max = Blocks.KINDS - 1) int kind,
            @ForAll long seed) {
        double[] r = Blocks.of(LANES, 0, seed);
        double[] w = Blocks.of(n * LANES, kind, seed + 1);
        assertSameSums(n, seed, 5, (kernel, from, to, first, sums) -> kernel.addProducts(r, w, from, to, first, sums));
    }

    /** Adds some lanes to sums of n coordinates, or of those from the third on. */
    private interface Adder {
        void add(BlockKernel kernel, int from, int to, int first, double[][] sums);
    }

    private static void assertSameSums(int n, long seed, int count, Adder adder) {
        KeyedRandom random = new KeyedRandom(seed);
        for (int from = 0; from < LANES; from++) {
            int to = from + 1 + random.nextInt(LANES - from);
            int first = Math.min(n, 2 * (from % 2));
            double[][] expected = new double[count][];
            Arrays.setAll(expected, k -> Blocks.of(n, 0, seed + k));
            double[][] actual = Arrays.stream(expected).map(double[]::clone).toArray(double[][]::new);
            adder.add(BLOCKS, from, to, first, expected);
            adder.add(BLOCK_LANES, from, to, first, actual);
            for (int k = 0; k < count; k++) {
                assertSameBits(expected[k], actual[k]);
            }
        }
    }

    @Property(tries = 70, seed = "4")
    void areFinite(
            @ForAll @IntRange(min = 1, max = 70) int n,
            @ForAll @IntRange(max = Blocks.KINDS - 1) int kind,
            @ForAll long seed) {
        double[] x = Blocks.of(n, kind, seed);
        assertTrue(BLOCK_LANES.areFinite(x, 1));
        for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            double[] y = x.clone();
            y[new KeyedRandom(seed).nextInt(n)] = wrong;
            assertFalse(BLOCK_LANES.areFinite(y, 1));
        }
        double[] large = new double[n];
        large[new KeyedRandom(seed).nextInt(n)] = 0x1p1000;
        assertTrue(BLOCK_LANES.areFinite(large, 0x1p23));
        assertFalse(BLOCK_LANES.areFinite(large, 0x1p24));
    }

    private static void assertSameArgmax(double[] x) {
        int[] expected = new int[LANES];
        int[] actual = new int[LANES];
        new SelectionKernel() {}.argmax(x, new double[LANES], expected);
        SELECTION_LANES.argmax(x, new double[LANES], actual);
        assertArrayEquals(expected, actual);
    }

    @Property(tries = 100, seed = "5")
    void argmax(
            @ForAll @IntRange(min = 1, max = 70) int n,
            @ForAll @IntRange(max = Blocks.KINDS - 1) int kind,
            @ForAll long seed) {
        assertSameArgmax(Blocks.of(n * LANES, kind, seed));
    }

    @Test
    void argmaxOfManyIsTheFirstOfEquals() {
        assertSameArgmax(Blocks.of(1003 * LANES, 1, 3));
    }

    @Property(tries = 70, seed = "7")
    void countRanks(
            @ForAll @IntRange(min = 1, max = 70) int n,
            @ForAll @IntRange(max = Blocks.KINDS - 1) int kind,
            @ForAll boolean negative,
            @ForAll long seed) {
        double[] x = Blocks.of(n * LANES, kind, seed);
        int sign = negative ? -1 : 1;
        double[] expected = new double[x.length];
        double[] actual = Blocks.of(x.length, 0, seed);
        RANKS.countRanks(x, LANES, sign, expected);
        RANK_LANES.countRanks(x, LANES, sign, actual);
        assertSameBits(expected, actual);
    }

    /** Returns whether the network ranked, and then rightly. */
    private static boolean sorts(double[] x, int sign) {
        double[] expected = new double[x.length];
        double[] actual = new double[x.length];
        RANKS.countRanks(x, LANES, sign, expected);
        boolean done = RANK_LANES.sortRanks(x, sign, new long[RANK_LANES.sortWorkspace(x.length / LANES)], actual);
        if (done) {
            assertSameBits(expected, actual);
        }
        return done;
    }

    @Property(tries = 100, seed = "8")
    void sortRanks(
            @ForAll @IntRange(min = 1, max = 70) int n,
            @ForAll @IntRange(max = Blocks.KINDS - 1) int kind,
            @ForAll boolean negative,
            @ForAll long seed) {
        boolean done = sorts(Blocks.of(n * LANES, kind, seed), negative ? -1 : 1);
        // spread numbers are told apart, crowded ones not
        assertTrue(kind == 0 ? done : !done || n <= 8, "kind " + kind + " of " + n + " sorted: " + done);
    }

    @Test
    void networksOfAllShapesSort() {
        for (int n : new int[] {8, 9, 16, 17, 31, 33, 64, 65, 100, 129, 200, 257, 600, 1000, 1030}) {
            assertTrue(sorts(Blocks.of(n * LANES, 0, n), 1));
        }
    }

    /** Returns whether the network found the best, and then rightly. */
    private static boolean finds(double[] x, int k, int sign) {
        int[] best = new int[k * LANES];
        if (!SELECTION_LANES.topK(x, sign, new long[SELECTION_LANES.topKWorkspace(k)], best)) {
            return false;
        }
        for (int lane = 0; lane < LANES; lane++) {
            int column = lane;
            int[] expected = IntStream.range(0, x.length / LANES)
                    .boxed()
                    // adding 0 takes the sign of zero away
                    .sorted(Comparator.comparingDouble(i -> -sign * x[i * LANES + column] + 0.0))
                    .limit(k)
                    .mapToInt(i -> i)
                    .sorted()
                    .toArray();
            int[] actual =
                    IntStream.range(0, k).map(i -> best[i * LANES + column]).toArray();
            assertArrayEquals(expected, actual);
        }
        return true;
    }

    @Property(tries = 100, seed = "9")
    void topK(
            @ForAll @IntRange(min = 1, max = 70) int n,
            @ForAll @IntRange(max = Blocks.KINDS - 1) int kind,
            @ForAll boolean negative,
            @ForAll long seed) {
        int k = 1 + new KeyedRandom(seed).nextInt(n);
        boolean done = finds(Blocks.of(n * LANES, kind, seed), k, negative ? -1 : 1);
        assertTrue(done || kind != 0);
    }

    @Test
    void theBestOfMany() {
        assertTrue(finds(Blocks.of(1000 * LANES, 0, 1), 10, 1));
        assertTrue(finds(Blocks.of(1000 * LANES, 0, 2), 15, -1));
        assertTrue(finds(Blocks.of(1003 * LANES, 0, 3), 40, 1));
        // every row is better than those before it, or none, in some lanes or in all
        double[] x = new double[1000 * LANES];
        for (int rising = 0; rising <= LANES; rising++) {
            for (int at = 0; at < x.length; at++) {
                x[at] = at % LANES < rising ? at : -at;
            }
            assertTrue(finds(x, 10, 1));
            assertTrue(finds(x, 10, -1));
        }
    }

    @Property(tries = 70, seed = "13")
    void countOnes(@ForAll @IntRange(min = 1, max = 70) int n, @ForAll long seed) {
        KeyedRandom random = new KeyedRandom(seed);
        double[] y = new double[n * LANES];
        Arrays.setAll(y, at -> random.nextInt(2));
        for (int from = 0; from < LANES; from++) {
            int to = from + 1 + random.nextInt(LANES - from);
            int[] expected = new int[n];
            int[] actual = new int[n];
            Arrays.setAll(expected, i -> actual[i] = i);
            BLOCKS.countOnes(y, from, to, expected);
            BLOCK_LANES.countOnes(y, from, to, actual);
            assertArrayEquals(expected, actual);
        }
    }

    @Property(tries = 100, seed = "10")
    void twoSmallest(
            @ForAll @IntRange(min = 2, max = 70) int n,
            @ForAll @IntRange(max = Blocks.KINDS - 1) int kind,
            @ForAll long seed) {
        double[] row = Blocks.of(n, kind, seed);
        double[] v = Blocks.of(n, kind, seed + 1);
        int[] expected = new int[2];
        int[] actual = new int[2];
        ROWS.twoSmallest(row, v, expected);
        ROW_LANES.twoSmallest(row, v, actual);
        assertArrayEquals(expected, actual);
    }

    /** Some columns are hidden and some distances infinite, as in the middle of a search. */
    @Property(tries = 100, seed = "11")
    void relax(
            @ForAll @IntRange(min = 1, max = 70) int n,
            @ForAll @IntRange(max = Blocks.KINDS - 1) int kind,
            @ForAll long seed) {
        KeyedRandom random = new KeyedRandom(seed);
        double[] v = Blocks.of(n, kind, seed + 1);
        double[] expected = Blocks.of(n, kind, seed + 2);
        int shown = random.nextInt(n);
        for (int j = 0; j < n; j++) {
            int state = random.nextInt(3);
            if (j != shown && state < 2) {
                expected[j] = Double.POSITIVE_INFINITY;
                v[j] = state == 0 ? Double.NEGATIVE_INFINITY : v[j];
            }
        }
        double[] actual = expected.clone();
        for (int step = 0; step < 5; step++) {
            double[] row = Blocks.of(n, kind, seed + 3 + step);
            double shift = Blocks.of(1, kind, seed - 1 - step)[0];
            assertEquals(ROWS.relax(row, v, shift, expected), ROW_LANES.relax(row, v, shift, actual));
            assertSameBits(expected, actual);
        }
    }

    /** What {@link io.dither.kernel.TreeKernel} asks for, one edge after the other. */
    static int nearestEdge(double[] costs, double[] edges, int from, double[] key, double[] via) {
        double least = Double.POSITIVE_INFINITY;
        double nearest = Double.POSITIVE_INFINITY;
        for (int k = 0; k < key.length; k++) {
            double cost = costs[from + k];
            double edge = edges[from + k];
            if (cost < key[k] || (cost == key[k] && edge < via[k])) {
                key[k] = cost;
                via[k] = edge;
            }
            if (key[k] < least || (key[k] == least && via[k] < nearest)) {
                least = key[k];
                nearest = via[k];
            }
        }
        return (int) nearest;
    }

    @Test
    void ofEquallyCheapEdgesTheFirstIsNearest() {
        double none = Double.NaN;
        // from a second row: no edge to place 2, an equal one to place 4 that comes before, a dear one to place 1
        double[] costs = padded(2 * 16, 16, none, 4, none, 5, 2);
        double[] edges = padded(2 * 16, 16, 0, 1, 0, 3, 4);
        double[] key = padded(16, 0, none, 3, 2, Double.POSITIVE_INFINITY, 2);
        double[] via = padded(16, 0, 9, 8, 7, 99, 6);
        assertEquals(4, ROW_LANES.nearestEdge(costs, edges, 16, key, via));
        assertArrayEquals(padded(16, 0, none, 3, 2, 5, 2), key, 0);
        assertArrayEquals(padded(16, 0, 9, 8, 7, 3, 4), via, 0);
    }

    private static double[] padded(int length, int from, double... numbers) {
        double[] x = new double[length];
        Arrays.fill(x, Double.NaN);
        System.arraycopy(numbers, 0, x, from, numbers.length);
        return x;
    }

    /** Edges are numbered downwards, so that the last place wins a tie; some are missing. */
    @Property(tries = 100, seed = "12")
    void nearestEdge(
            @ForAll @IntRange(min = 2, max = 70) int n,
            @ForAll @IntRange(max = Blocks.KINDS - 1) int kind,
            @ForAll long seed) {
        KeyedRandom random = new KeyedRandom(seed);
        int stride = (n + LANES - 1) / LANES * LANES;
        double[] costs = Blocks.of(n * stride, kind, seed + 1);
        double[] edges = new double[costs.length];
        for (int at = 0; at < costs.length; at++) {
            edges[at] = (random.nextInt(2) == 0 ? 0 : costs.length) + costs.length - at;
            // the first row has all edges
            costs[at] = at >= stride && random.nextInt(4) == 0 ? Double.NaN : costs[at];
        }
        double[] expected = new double[stride];
        Arrays.fill(expected, Double.POSITIVE_INFINITY);
        Arrays.fill(expected, n, stride, Double.NaN);
        double[] expectedVia = new double[stride];
        Arrays.fill(expectedVia, 3 * costs.length);
        double[] actual = expected.clone();
        double[] actualVia = expectedVia.clone();
        for (int u = 0; u < n - 1; u++) {
            expected[u] = Double.NaN;
            actual[u] = Double.NaN;
            assertEquals(
                    nearestEdge(costs, edges, u * stride, expected, expectedVia),
                    ROW_LANES.nearestEdge(costs, edges, u * stride, actual, actualVia));
            assertSameBits(expected, actual);
            assertSameBits(expectedVia, actualVia);
        }
    }
}
