package io.dither.oracles.internal.simple;

import io.dither.error.OracleException;
import io.dither.kernel.Kernels;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Thetas;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Exchangeable;
import io.dither.oracle.capability.Fixable;
import io.dither.oracle.capability.Neighbourhood;
import io.dither.oracle.capability.Polytope;
import io.dither.oracle.capability.StructuredOracle;
import io.dither.oracle.capability.VertexLanes;
import io.dither.oracle.capability.Walk;
import io.dither.oracles.internal.ClosableLaneSession;
import io.dither.oracles.kernel.SelectionKernel;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The 0/1 vectors with k ones. A solve marks the k largest coordinates of theta, or the k smallest if it minimises; of
 * equal coordinates it marks the first.
 *
 * <p>A heap of the k best coordinates so far, with the worst of them on top, takes O(d log k) steps in dimension d. If
 * several thetas, called lanes, are solved at once, a sorting network is used if the kernels have one.
 */
public record TopK(int dimension, int k, Sense sense)
        implements StructuredOracle, Fixable, Neighbourhood, Exchangeable {
    /** The vector kernel of this virtual machine; if there is none, the plain loops of the default methods. */
    private static final SelectionKernel KERNEL =
            Kernels.find(SelectionKernel.class).orElse(new SelectionKernel() {});

    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.ZERO_ONE, Trait.CONSTANT_SUM);
    }

    @Override
    public Polytope polytope() {
        return new Polytope.Hypersimplex(dimension, k);
    }

    @Override
    public LinearOracle fixing(int[] ones, int... free) {
        // requires that ones and free are in ascending order and within 0 to d - 1, and that free is not empty
        Fixable.require(dimension(), ones, free);
        int freeOnes = k - ones.length;
        if (freeOnes < 0 || freeOnes > free.length) {
            throw new OracleException(
                    OracleException.Code.INFEASIBLE,
                    "no choice of " + k + " has ones at " + ones.length + " coordinates and zeros at "
                            + (dimension - ones.length - free.length));
        }
        // TopK needs k of at least 1
        return freeOnes == 0
                ? Points.of(sense, List.of(new double[free.length]))
                : new TopK(free.length, freeOnes, sense);
    }

    @Override
    public Walk walk() {
        return SubsetWalk.ofSize(dimension, k);
    }

    @Override
    public OracleSession openSession() {
        return new Session(dimension, k, sense.sign());
    }

    private static final class Session extends ClosableLaneSession {
        private final int dimension;
        private final int k;
        private final int sign;
        /** The k best coordinates so far: a heap with the worst of them on top. */
        private final int[] heap;

        /** The theta of one lane, used if the kernels cannot solve all lanes at once; allocated at its first use. */
        private double[] laneTheta = {};
        /** The workspace of kernels that sort; null before their first use. */
        private long @Nullable [] workspace;

        Session(int dimension, int k, int sign) {
            // as many lanes as the kernels solve at once; 1 for plain kernels
            super(Kernels.get().lanes());
            this.dimension = dimension;
            this.k = k;
            this.sign = sign;
            heap = new int[k];
        }

        @Override
        public void solveOpen(double[] theta, Vertex vertex) {
            Thetas.check(theta, vertex, dimension);
            vertex.clear();
            search(theta, vertex);
        }

        @Override
        public void solveOpenLanes(double[] thetas, VertexLanes vertices) {
            int lanes = lanes();
            Thetas.checkLanes(thetas, dimension, lanes);
            if (workspace == null) {
                workspace = new long[KERNEL.topKWorkspace(k)];
            }
            // fills in the indices of the k ones of each lane, unless it fails
            if (KERNEL.topK(thetas, sign, workspace, vertices.ones(k))) {
                return;
            }
            vertices.clear();
            if (laneTheta.length == 0) {
                laneTheta = new double[dimension];
            }
            for (int lane = 0; lane < lanes; lane++) {
                for (int i = 0, at = lane; i < dimension; i++, at += lanes) {
                    laneTheta[i] = thetas[at];
                }
                search(laneTheta, vertices.vertex(lane));
            }
        }

        /** Adds the k best coordinates to a vertex, in ascending order of their indices. */
        private void search(double[] x, Vertex vertex) {
            double worst = heapify(x);
            for (int i = k; i < dimension; i++) {
                if (sign * x[i] > worst) {
                    heap[0] = i;
                    worst = siftDown(x, 0);
                }
            }
            Arrays.sort(heap);
            for (int i : heap) {
                vertex.add(i, 1);
            }
        }

        /** Makes a heap of the first k coordinates; returns the value of the worst coordinate. */
        private double heapify(double[] x) {
            for (int i = 0; i < k; i++) {
                heap[i] = i;
            }
            for (int root = k / 2 - 1; root >= 0; root--) {
                siftDown(x, root);
            }
            return sign * x[heap[0]];
        }

        /** Restores the heap below a root; returns the value of the worst coordinate of the whole heap. */
        private double siftDown(double[] x, int root) {
            int moved = heap[root];
            double value = sign * x[moved];
            int hole = root;
            for (int child = 2 * hole + 1; child < k; child = 2 * hole + 1) {
                double childValue = sign * x[heap[child]];
                if (child + 1 < k) {
                    double sibling = sign * x[heap[child + 1]];
                    if (isWorse(sibling, heap[child + 1], childValue, heap[child])) {
                        childValue = sibling;
                        child++;
                    }
                }
                if (!isWorse(childValue, heap[child], value, moved)) {
                    break;
                }
                heap[hole] = heap[child];
                hole = child;
            }
            heap[hole] = moved;
            return sign * x[heap[0]];
        }

        /**
         * Returns whether coordinate i with value a is worse than coordinate j with value b; of equal values, the later
         * coordinate is worse.
         */
        private static boolean isWorse(double a, int i, double b, int j) {
            return a < b || (a == b && i > j);
        }
    }
}
