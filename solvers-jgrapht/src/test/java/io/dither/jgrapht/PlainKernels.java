package io.dither.jgrapht;

import io.dither.kernel.PathKernel;
import io.dither.kernel.TreeKernel;
import java.util.Arrays;

/** What the kernels say that they do, one number after the other and in any number of lanes. */
record PlainKernels(int lanes) implements PathKernel, TreeKernel {
    @Override
    public void cheapestPaths(
            int[] start,
            int[] tails,
            int[] coordinates,
            double[] costs,
            double[] distances,
            long[] via,
            double[] paths) {
        int vertices = start.length - 1;
        Arrays.fill(distances, 0, lanes, 0);
        Arrays.fill(paths, 0);
        for (int lane = 0; lane < lanes; lane++) {
            for (int v = 1; v < vertices; v++) {
                int best = start[v];
                double least = distances[tails[best] * lanes + lane] + costs[coordinates[best] * lanes + lane];
                for (int a = best + 1; a < start[v + 1]; a++) {
                    double candidate = distances[tails[a] * lanes + lane] + costs[coordinates[a] * lanes + lane];
                    if (candidate < least) {
                        least = candidate;
                        best = a;
                    }
                }
                distances[v * lanes + lane] = least;
                via[v * lanes + lane] = best;
            }
            for (int v = vertices - 1; v > 0; ) {
                int arc = (int) via[v * lanes + lane];
                paths[coordinates[arc] * lanes + lane] = 1;
                v = tails[arc];
            }
        }
    }

    @Override
    public boolean lowerByArcs(
            int[] start, int[] tails, int[] coordinates, double[] costs, double[] distances, boolean forward) {
        boolean lower = false;
        int vertices = start.length - 1;
        for (int k = 0; k < vertices; k++) {
            int v = forward ? k : vertices - 1 - k;
            for (int a = start[v]; a < start[v + 1]; a++) {
                int from = tails[a] * lanes;
                int pays = coordinates[a] * lanes;
                for (int at = v * lanes, lane = 0; lane < lanes; at++, lane++) {
                    double candidate = distances[from + lane] + costs[pays + lane];
                    if (candidate < distances[at]) {
                        distances[at] = candidate;
                        lower = true;
                    }
                }
            }
        }
        return lower;
    }

    @Override
    public boolean lowerByVertices(
            int[] start,
            int[] tails,
            int[] nextStart,
            int[] heads,
            double[] costs,
            double[] distances,
            boolean[] stale,
            int target,
            boolean forward) {
        int left = 0;
        for (int k = 0; k < stale.length; k++) {
            int v = forward ? k : stale.length - 1 - k;
            if (!stale[v]) {
                continue;
            }
            stale[v] = false;
            boolean lower = false;
            for (int at = v * lanes, lane = 0; lane < lanes; at++, lane++) {
                double least = Double.POSITIVE_INFINITY;
                for (int a = start[v]; a < start[v + 1]; a++) {
                    double distance = distances[tails[a] * lanes + lane];
                    least = distance < least ? distance : least;
                }
                double candidate = least + costs[at];
                if (candidate < distances[at] && candidate <= distances[target * lanes + lane]) {
                    distances[at] = candidate;
                    lower = true;
                }
            }
            if (lower) {
                for (int a = nextStart[v]; a < nextStart[v + 1]; a++) {
                    stale[heads[a]] = true;
                    left |= forward ? heads[a] - v : v - heads[a];
                }
            }
        }
        return left < 0;
    }

    @Override
    public int nearestEdge(double[] costs, double[] edges, int from, double[] key, double[] via) {
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
}
