package io.dither.oracles;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Thetas;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import java.util.Set;

/**
 * The 0/1 vectors with k ones: the k best coordinates in a given sense, the first of equals.
 *
 * <p>A heap of the k best so far, its worst on top, costs O(n log k).
 */
record TopK(int dimension, int k, Sense sense) implements LinearOracle {
    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.ZERO_ONE, Trait.CONSTANT_SUM);
    }

    @Override
    public OracleSession openSession() {
        int[] heap = new int[k];
        return new OwningSession((theta, vertex) -> solve(theta, vertex, heap));
    }

    private void solve(double[] theta, Vertex vertex, int[] heap) {
        Thetas.check(theta, dimension);
        for (int i = 0; i < k; i++) {
            heap[i] = i;
        }
        for (int root = k / 2 - 1; root >= 0; root--) {
            siftDown(theta, heap, root);
        }
        for (int i = k; i < dimension; i++) {
            if (better(theta, i, heap[0])) {
                heap[0] = i;
                siftDown(theta, heap, 0);
            }
        }
        vertex.clear();
        for (int i = 0; i < k; i++) {
            vertex.add(heap[i], 1);
        }
    }

    private void siftDown(double[] theta, int[] heap, int root) {
        int moved = heap[root];
        int hole = root;
        for (int child = 2 * hole + 1; child < k; child = 2 * hole + 1) {
            if (child + 1 < k && better(theta, heap[child], heap[child + 1])) {
                child++;
            }
            if (!better(theta, moved, heap[child])) {
                break;
            }
            heap[hole] = heap[child];
            hole = child;
        }
        heap[hole] = moved;
    }

    private boolean better(double[] theta, int i, int j) {
        return theta[i] == theta[j] ? i < j : sense.better(theta[i], theta[j]);
    }
}
