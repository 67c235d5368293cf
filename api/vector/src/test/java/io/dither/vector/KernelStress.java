package io.dither.vector;

import io.dither.oracle.BlockKernel;
import io.dither.oracles.kernel.AssignmentKernel;
import io.dither.oracles.kernel.RankKernel;
import io.dither.oracles.kernel.SelectionKernel;
import io.dither.random.KeyedRandom;
import io.dither.random.NormalKernel;
import io.dither.random.NormalWorkspace;
import java.util.Arrays;
import java.util.List;

/**
 * Calls all kernels in random order until all are compiled together, and compares each answer with that of its plain form. Workspaces are used
 * again, so that a number that is read before it is written shows. Arguments: a seed, the seconds.
 */
final class KernelStress {
    private static final int LANES = Lanes.LANES;
    private static final int REPEATS = 20;
    private static final int MOST = 120;

    private static final NormalKernel NORMALS = new NormalKernel() {};
    private static final BlockKernel BLOCKS = new BlockKernel() {};
    private static final SelectionKernel SELECTIONS = new SelectionKernel() {};
    private static final RankKernel RANKS = new RankKernel() {};
    private static final AssignmentKernel ROWS = new AssignmentKernel() {};

    private final NormalLanes normalLanes = new NormalLanes();
    private final BlockLanes blockLanes = new BlockLanes();
    private final SelectionLanes selectionLanes = new SelectionLanes();
    private final RankLanes rankLanes = new RankLanes();
    private final RowLanes rowLanes = new RowLanes();
    private final PathLanes pathLanes = new PathLanes();
    private final NormalWorkspace plain = new NormalWorkspace(LANES);
    private final NormalWorkspace workspace = new NormalWorkspace(LANES);
    private final KeyedRandom draws = new KeyedRandom(1);
    private final KeyedRandom random;
    private long checks;

    private KernelStress(long seed) {
        random = new KeyedRandom(seed);
    }

    private record Kernel(String name, Runnable check) {}

    public static void main(String[] arguments) {
        KernelStress stress = new KernelStress(Long.parseLong(arguments[0]));
        List<Kernel> kernels = stress.kernels();
        long end = System.nanoTime() + Long.parseLong(arguments[1]) * 1_000_000_000L;
        while (System.nanoTime() < end) {
            Kernel kernel = kernels.get(stress.random.nextInt(kernels.size()));
            try {
                kernel.check().run();
            } catch (IllegalStateException wrong) {
                System.out.println(
                        kernel.name() + " is wrong after " + stress.checks + " checks: " + wrong.getMessage());
                System.exit(1);
            }
        }
        System.out.println(stress.checks + " checks of " + kernels.size() + " kernels of " + LANES + " lanes");
    }

    private List<Kernel> kernels() {
        return List.of(
                new Kernel("normals", this::normals),
                new Kernel("one block of normals", this::normalBlock),
                new Kernel("shift", this::shift),
                new Kernel("dots", this::dots),
                new Kernel("deviations and products", this::sums),
                new Kernel("ones", this::ones),
                new Kernel("argmax", this::argmax),
                new Kernel("top k", this::topK),
                new Kernel("counted ranks", this::countedRanks),
                new Kernel("sorted ranks", this::sortedRanks),
                new Kernel("two smallest", this::twoSmallest),
                new Kernel("relax", this::relax),
                new Kernel("nearest edge", this::nearestEdge),
                new Kernel("paths", this::paths),
                new Kernel("sweeps", this::sweeps));
    }

    private int size(int least) {
        return least + random.nextInt(MOST);
    }

    private double[] numbers(int length) {
        return Blocks.of(length, random.nextInt(4) == 0 ? 1 : 0, random.nextLong());
    }

    private static double[] absolute(double[] x) {
        return Arrays.stream(x).map(value -> Math.abs(value) + 0.0).toArray();
    }

    private void same(double[] expected, double[] actual) {
        checks++;
        for (int i = 0; i < expected.length; i++) {
            if (Double.doubleToRawLongBits(expected[i]) != Double.doubleToRawLongBits(actual[i])) {
                throw new IllegalStateException(
                        "place " + i + " of " + expected.length + " is " + actual[i] + ", not " + expected[i]);
            }
        }
    }

    private void same(int[] expected, int[] actual) {
        checks++;
        if (!Arrays.equals(expected, actual)) {
            throw new IllegalStateException(Arrays.toString(actual) + ", not " + Arrays.toString(expected));
        }
    }

    private void normals() {
        double[] expected = new double[LANES * size(1)];
        double[] actual = new double[expected.length];
        for (int k = 0; k < REPEATS; k++) {
            long first = random.nextLong();
            Arrays.setAll(plain.streams, lane -> first + lane);
            Arrays.setAll(workspace.streams, lane -> first + lane);
            NORMALS.fill(draws, plain, expected);
            normalLanes.fill(draws, workspace, actual);
            same(expected, actual);
        }
    }

    private void normalBlock() {
        double[] expected = new double[LANES];
        double[] actual = new double[LANES];
        for (int k = 0; k < 10 * REPEATS; k++) {
            long first = random.nextLong();
            Arrays.setAll(plain.blockStreams, lane -> first + lane);
            Arrays.setAll(workspace.blockStreams, lane -> first + lane);
            NORMALS.fillBlock(draws, plain, expected, 0, LANES);
            normalLanes.fillBlock(draws, workspace, actual, 0, LANES);
            same(expected, actual);
        }
    }

    private void shift() {
        double[] theta = numbers(size(1));
        double[] z = numbers(LANES * theta.length);
        double[] expected = new double[z.length];
        double[] actual = new double[z.length];
        for (int k = 0; k < REPEATS; k++) {
            int from = k % 2 == 0 ? 0 : random.nextInt(LANES);
            int to = k % 2 == 0 ? LANES : from + 1 + random.nextInt(LANES - from);
            BLOCKS.shift(theta, k, z, expected, from, to);
            blockLanes.shift(theta, k, z, actual, from, to);
            same(expected, actual);
            if (blockLanes.areFinite(actual, 1) != BLOCKS.areFinite(actual, 1)) {
                throw new IllegalStateException("areFinite");
            }
        }
    }

    private void dots() {
        int n = size(1);
        double[] y = numbers(LANES * n);
        double[] expected = new double[LANES];
        double[] actual = new double[LANES];
        for (int k = 0; k < REPEATS; k++) {
            double[] x = numbers(k % 2 == 0 ? n : LANES * n);
            BLOCKS.dots(x, y, expected);
            blockLanes.dots(x, y, actual);
            same(expected, actual);
        }
    }

    private void sums() {
        int n = size(1);
        double[] y = numbers(LANES * n);
        double[] shift = numbers(n);
        double[] r = numbers(LANES);
        double[][] expected = new double[7][n];
        double[][] actual = new double[7][n];
        for (int k = 0; k < REPEATS; k++) {
            int from = random.nextInt(LANES);
            int to = from + 1 + random.nextInt(LANES - from);
            int first = Math.min(n, random.nextInt(3));
            BLOCKS.addDeviations(y, shift, from, to, first, expected[5], expected[6]);
            blockLanes.addDeviations(y, shift, from, to, first, actual[5], actual[6]);
            BLOCKS.addProducts(r, y, from, to, first, expected);
            blockLanes.addProducts(r, y, from, to, first, actual);
            for (int sum = 0; sum < expected.length; sum++) {
                same(expected[sum], actual[sum]);
            }
        }
    }

    private void ones() {
        double[] y = new double[LANES * size(1)];
        Arrays.setAll(y, at -> random.nextInt(2));
        int[] expected = new int[y.length / LANES];
        int[] actual = new int[expected.length];
        for (int k = 0; k < REPEATS; k++) {
            int from = random.nextInt(LANES);
            int to = from + 1 + random.nextInt(LANES - from);
            BLOCKS.countOnes(y, from, to, expected);
            blockLanes.countOnes(y, from, to, actual);
            same(expected, actual);
        }
    }

    private void argmax() {
        double[] largest = new double[LANES];
        int[] expected = new int[LANES];
        int[] actual = new int[LANES];
        for (int k = 0; k < REPEATS; k++) {
            double[] x = numbers(LANES * size(1));
            SELECTIONS.argmax(x, new double[LANES], expected);
            selectionLanes.argmax(x, largest, actual);
            same(expected, actual);
        }
    }

    private void topK() {
        double[] x = numbers(LANES * size(2));
        int n = x.length / LANES;
        for (int k = 1; k <= Math.min(n, REPEATS); k++) {
            int sign = k % 2 == 0 ? 1 : -1;
            int[] actual = new int[k * LANES];
            if (selectionLanes.topK(x, sign, new long[selectionLanes.topKWorkspace(k)], actual)) {
                double[] ranks = new double[x.length];
                RANKS.countRanks(x, LANES, sign, ranks);
                for (int at : actual) {
                    checks += at >= 0 ? 1 : 0;
                }
                for (int at = 0; at < actual.length; at++) {
                    if (ranks[actual[at] * LANES + at % LANES] < n - k
                            || (at >= LANES && actual[at] <= actual[at - LANES])) {
                        throw new IllegalStateException("index " + actual[at] + " at " + at);
                    }
                }
            }
        }
    }

    private void countedRanks() {
        double[] x = numbers(LANES * size(1));
        double[] expected = new double[x.length];
        double[] actual = new double[x.length];
        for (int k = 0; k < REPEATS; k++) {
            RANKS.countRanks(x, LANES, k % 2 == 0 ? 1 : -1, expected);
            rankLanes.countRanks(x, LANES, k % 2 == 0 ? 1 : -1, actual);
            same(expected, actual);
        }
    }

    private void sortedRanks() {
        double[] x = numbers(LANES * size(1));
        double[] expected = new double[x.length];
        double[] actual = new double[x.length];
        long[] keys = new long[rankLanes.sortWorkspace(x.length / LANES)];
        for (int k = 0; k < REPEATS; k++) {
            int sign = k % 2 == 0 ? 1 : -1;
            RANKS.countRanks(x, LANES, sign, expected);
            if (rankLanes.sortRanks(x, sign, keys, actual)) {
                same(expected, actual);
            }
        }
    }

    private void twoSmallest() {
        int[] expected = new int[2];
        int[] actual = new int[2];
        double[] v = numbers(size(2));
        for (int k = 0; k < REPEATS; k++) {
            double[] row = numbers(v.length);
            ROWS.twoSmallest(row, v, expected);
            rowLanes.twoSmallest(row, v, actual);
            same(expected, actual);
        }
    }

    private void relax() {
        double[] v = numbers(size(1));
        double[] expected = numbers(v.length);
        double[] actual = expected.clone();
        for (int k = 0; k < REPEATS; k++) {
            double[] row = numbers(v.length);
            int nearest = ROWS.relax(row, v, k / 8.0, expected);
            int found = rowLanes.relax(row, v, k / 8.0, actual);
            same(expected, actual);
            same(new int[] {nearest}, new int[] {found});
        }
    }

    private void nearestEdge() {
        int n = size(2);
        int stride = (n + LANES - 1) / LANES * LANES;
        double[] costs = numbers(n * stride);
        double[] edges = new double[costs.length];
        Arrays.setAll(edges, at -> (random.nextInt(2) == 0 ? 0 : costs.length) + costs.length - at);
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
            int nearest = VectorKernelsTest.nearestEdge(costs, edges, u * stride, expected, expectedVia);
            int found = rowLanes.nearestEdge(costs, edges, u * stride, actual, actualVia);
            same(new int[] {nearest}, new int[] {found});
            same(expected, actual);
            same(expectedVia, actualVia);
        }
    }

    /** Arcs into each vertex from earlier ones, some more for graphs with cycles; coordinates are the arcs. */
    private final class Arcs {
        final int[] start;
        final int[] tails;
        final int[] coordinates;

        Arcs(int vertices, boolean acyclic) {
            start = new int[vertices + 1];
            int[] drawn = new int[6 * vertices];
            int arcs = 0;
            for (int v = 0; v < vertices; v++) {
                start[v] = arcs;
                int count = v == 0 && acyclic ? 0 : 1 + random.nextInt(5);
                for (int a = 0; a < count; a++) {
                    drawn[arcs++] = random.nextInt(acyclic ? v : vertices);
                }
            }
            start[vertices] = arcs;
            tails = Arrays.copyOf(drawn, arcs);
            coordinates = new int[arcs];
            Arrays.setAll(coordinates, a -> a);
        }
    }

    private void paths() {
        Arcs arcs = new Arcs(size(2), true);
        int vertices = arcs.start.length - 1;
        double[] distances = new double[vertices * LANES];
        long[] via = new long[vertices * LANES];
        double[] actual = new double[arcs.tails.length * LANES];
        for (int k = 0; k < REPEATS; k++) {
            double[] costs = numbers(actual.length);
            double[] expected = new double[actual.length];
            double[] least = new double[vertices * LANES];
            int[] last = new int[vertices];
            for (int lane = 0; lane < LANES; lane++) {
                for (int v = 1; v < vertices; v++) {
                    int to = v * LANES + lane;
                    for (int a = arcs.start[v]; a < arcs.start[v + 1]; a++) {
                        double candidate = least[arcs.tails[a] * LANES + lane] + costs[a * LANES + lane];
                        if (a == arcs.start[v] || candidate < least[to]) {
                            least[to] = candidate;
                            last[v] = a;
                        }
                    }
                }
                for (int v = vertices - 1; v > 0; v = arcs.tails[last[v]]) {
                    expected[last[v] * LANES + lane] = 1;
                }
            }
            pathLanes.cheapestPaths(arcs.start, arcs.tails, arcs.coordinates, costs, distances, via, actual);
            same(least, distances);
            same(expected, actual);
        }
    }

    private void sweeps() {
        int vertices = size(2);
        Arcs arcs = new Arcs(vertices, false);
        double[] costs = absolute(numbers(arcs.tails.length * LANES));
        double[] expected = new double[vertices * LANES];
        Arrays.fill(expected, LANES, expected.length, Double.POSITIVE_INFINITY);
        double[] actual = expected.clone();
        double[] byVertices = expected.clone();
        double[] plainByVertices = expected.clone();
        boolean[] stale = new boolean[vertices];
        Arrays.fill(stale, true);
        boolean[] plainStale = stale.clone();
        Arcs next = new Arcs(vertices, false);
        for (int k = 0; k < REPEATS; k++) {
            boolean forward = k % 2 == 0;
            boolean lower = lowerByArcs(arcs, costs, expected, forward);
            boolean found = pathLanes.lowerByArcs(arcs.start, arcs.tails, arcs.coordinates, costs, actual, forward);
            same(expected, actual);
            same(new int[] {lower ? 1 : 0}, new int[] {found ? 1 : 0});
            int target = random.nextInt(vertices);
            lowerByVertices(arcs, next, costs, plainByVertices, plainStale, target, forward);
            pathLanes.lowerByVertices(
                    arcs.start, arcs.tails, next.start, next.tails, costs, byVertices, stale, target, forward);
            same(plainByVertices, byVertices);
            if (!Arrays.equals(plainStale, stale)) {
                throw new IllegalStateException("other vertices are stale");
            }
        }
    }

    private static boolean lowerByArcs(Arcs arcs, double[] costs, double[] distances, boolean forward) {
        boolean lower = false;
        int vertices = arcs.start.length - 1;
        for (int k = 0; k < vertices; k++) {
            int v = forward ? k : vertices - 1 - k;
            for (int lane = 0; lane < LANES; lane++) {
                double least = distances[v * LANES + lane];
                for (int a = arcs.start[v]; a < arcs.start[v + 1]; a++) {
                    double candidate = distances[arcs.tails[a] * LANES + lane] + costs[a * LANES + lane];
                    least = candidate >= least ? least : candidate;
                }
                lower |= least < distances[v * LANES + lane];
                if (least < distances[v * LANES + lane]) {
                    distances[v * LANES + lane] = least;
                }
            }
        }
        return lower;
    }

    private static void lowerByVertices(
            Arcs arcs, Arcs next, double[] costs, double[] distances, boolean[] stale, int target, boolean forward) {
        int vertices = stale.length;
        for (int k = 0; k < vertices; k++) {
            int v = forward ? k : vertices - 1 - k;
            if (!stale[v]) {
                continue;
            }
            stale[v] = false;
            boolean lower = false;
            double[] bounds = new double[LANES];
            System.arraycopy(distances, target * LANES, bounds, 0, LANES);
            for (int lane = 0; lane < LANES; lane++) {
                double least = Double.POSITIVE_INFINITY;
                for (int a = arcs.start[v]; a < arcs.start[v + 1]; a++) {
                    least = Math.min(least, distances[arcs.tails[a] * LANES + lane]);
                }
                double candidate = least + costs[v * LANES + lane];
                if (candidate < distances[v * LANES + lane] && candidate <= bounds[lane]) {
                    distances[v * LANES + lane] = candidate;
                    lower = true;
                }
            }
            for (int a = next.start[v]; lower && a < next.start[v + 1]; a++) {
                stale[next.tails[a]] = true;
            }
        }
    }
}
