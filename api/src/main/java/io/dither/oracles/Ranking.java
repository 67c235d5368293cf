package io.dither.oracles;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Thetas;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import java.util.Set;

/**
 * The permutations of 0, ..., n - 1, corners of the permutahedron: ascending ranks maximise, descending ones minimise.
 *
 * <p>A stable bottom-up merge sort of the indices: of equal coordinates the first has the lower rank.
 */
record Ranking(int dimension, Sense sense) implements LinearOracle {
    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.CONSTANT_SUM);
    }

    @Override
    public OracleSession openSession() {
        int[] order = new int[dimension];
        int[] spare = new int[dimension];
        return new OwningSession((theta, vertex) -> solve(theta, vertex, order, spare));
    }

    private void solve(double[] theta, Vertex vertex, int[] order, int[] spare) {
        Thetas.check(theta, dimension);
        int[] sorted = sort(theta, order, spare);
        double[] y = vertex.dense();
        for (int rank = 0; rank < dimension; rank++) {
            y[sorted[rank]] = rank;
        }
    }

    /** Returns whichever of the two workspaces ends up sorted. */
    private int[] sort(double[] theta, int[] order, int[] spare) {
        for (int i = 0; i < dimension; i++) {
            order[i] = i;
        }
        int[] from = order;
        int[] to = spare;
        // long, for twice the width of a run can exceed the largest int
        for (long width = 1; width < dimension; width *= 2) {
            for (long start = 0; start < dimension; start += 2 * width) {
                int middle = (int) Math.min(start + width, dimension);
                int end = (int) Math.min(start + 2 * width, dimension);
                merge(theta, from, to, (int) start, middle, end);
            }
            int[] merged = to;
            to = from;
            from = merged;
        }
        return from;
    }

    private void merge(double[] theta, int[] from, int[] to, int start, int middle, int end) {
        int left = start;
        int right = middle;
        for (int i = start; i < end; i++) {
            boolean takeRight = left == middle || (right < end && before(theta[from[right]], theta[from[left]]));
            to[i] = takeRight ? from[right++] : from[left++];
        }
    }

    /** Maximising &lt;theta, rank&gt; gives the low ranks to the small coordinates; minimising, to the large ones. */
    private boolean before(double a, double b) {
        return sense.better(b, a);
    }
}
