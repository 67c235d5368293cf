package io.dither.oracles;

import io.dither.kernel.Kernels;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Polytope;
import io.dither.oracle.Sense;
import io.dither.oracle.StructuredOracle;
import io.dither.oracle.Thetas;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.oracle.VertexLanes;
import java.util.Arrays;
import java.util.Set;

/**
 * The 0/1 vectors with k ones: the k best coordinates in a given sense, the first of equals.
 *
 * <p>A heap of the k best so far, its worst on top, costs O(n log k); lanes are
 * merged by a sorting network where the kernels have one.
 */
record TopK(int dimension, int k, Sense sense) implements StructuredOracle {
    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.ZERO_ONE, Trait.CONSTANT_SUM);
    }

    @Override
    public Polytope polytope() {
        return new Polytope.Hypersimplex(dimension, k);
    }

    @Override
    public OracleSession openSession() {
        return new Session(dimension, k, sense.sign());
    }

    private static final class Session extends ClosableLanes {
        private final int dimension;
        private final int k;
        private final int sign;
        /** For each lane the k best coordinates so far, a heap with its worst on top. */
        private final int[][] heaps;

        private final double[] bounds;
        private final long[] workspace;
        private final int[] best;

        Session(int dimension, int k, int sign) {
            super(Kernels.get().lanes());
            this.dimension = dimension;
            this.k = k;
            this.sign = sign;
            heaps = new int[lanes()][k];
            bounds = new double[lanes()];
            workspace = new long[Kernels.get().topKWorkspace(k)];
            best = new int[k * lanes()];
        }

        @Override
        void solveOpen(double[] theta, Vertex vertex) {
            Thetas.check(theta, dimension);
            int[] heap = heaps[0];
            double bound = heapify(theta, 0, 1, heap);
            for (int i = k; i < dimension; i++) {
                if (sign * theta[i] > bound) {
                    bound = replace(theta, 0, 1, heap, i);
                }
            }
            vertex.clear();
            fill(vertex, heap);
        }

        @Override
        void solveOpenLanes(double[] thetas, VertexLanes vertices) {
            int lanes = lanes();
            Thetas.checkLanes(thetas, dimension, lanes);
            if (Kernels.get().topK(thetas, sign, workspace, best)) {
                vertices.clear();
                for (int lane = 0; lane < lanes; lane++) {
                    Vertex vertex = vertices.vertex(lane);
                    for (int at = lane; at < best.length; at += lanes) {
                        vertex.add(best[at], 1);
                    }
                }
            } else {
                searchLanes(thetas, vertices);
            }
        }

        private void searchLanes(double[] thetas, VertexLanes vertices) {
            int lanes = lanes();
            for (int lane = 0; lane < lanes; lane++) {
                bounds[lane] = heapify(thetas, lane, lanes, heaps[lane]);
            }
            Kernels kernels = Kernels.get();
            int i = kernels.nextAbove(thetas, sign, bounds, k);
            while (i < dimension) {
                for (int lane = 0; lane < lanes; lane++) {
                    if (sign * thetas[i * lanes + lane] > bounds[lane]) {
                        bounds[lane] = replace(thetas, lane, lanes, heaps[lane], i);
                    }
                }
                i = kernels.nextAbove(thetas, sign, bounds, i + 1);
            }
            vertices.clear();
            for (int lane = 0; lane < lanes; lane++) {
                fill(vertices.vertex(lane), heaps[lane]);
            }
        }

        /** Adds the coordinates in ascending order. */
        private void fill(Vertex vertex, int[] heap) {
            Arrays.sort(heap);
            for (int i = 0; i < k; i++) {
                vertex.add(heap[i], 1);
            }
        }

        /** Makes a heap of the first k coordinates and returns the value of the worst. */
        private double heapify(double[] x, int first, int step, int[] heap) {
            for (int i = 0; i < k; i++) {
                heap[i] = i;
            }
            for (int root = k / 2 - 1; root >= 0; root--) {
                siftDown(x, first, step, heap, root);
            }
            return sign * x[first + heap[0] * step];
        }

        private double replace(double[] x, int first, int step, int[] heap, int coordinate) {
            heap[0] = coordinate;
            siftDown(x, first, step, heap, 0);
            return sign * x[first + heap[0] * step];
        }

        private void siftDown(double[] x, int first, int step, int[] heap, int root) {
            int moved = heap[root];
            double value = sign * x[first + moved * step];
            int hole = root;
            for (int child = 2 * hole + 1; child < k; child = 2 * hole + 1) {
                double least = sign * x[first + heap[child] * step];
                if (child + 1 < k) {
                    double other = sign * x[first + heap[child + 1] * step];
                    if (isWorse(other, heap[child + 1], least, heap[child])) {
                        least = other;
                        child++;
                    }
                }
                if (!isWorse(least, heap[child], value, moved)) {
                    break;
                }
                heap[hole] = heap[child];
                hole = child;
            }
            heap[hole] = moved;
        }

        /** Of equal coordinates the later is worse. */
        private static boolean isWorse(double a, int i, double b, int j) {
            return a < b || (a == b && i > j);
        }
    }
}
