package io.dither.perturbed.internal.statistic;

import io.dither.oracle.Vertex;
import io.dither.perturbed.internal.engine.Sample;
import java.util.Arrays;

/** The mean of two consecutive solutions, or of both times dX/dtheta; it is sparse if both solutions are sparse. */
final class PairMean {
    /** Half the sum over the solutions of the pair so far. */
    private final double[] sum;

    private final Vertex first;
    private final Vertex mean;
    /** Whether the pair has its first solution but not its second. */
    private boolean hasFirstOnly;

    PairMean(int dimension) {
        sum = new double[dimension];
        first = new Vertex(dimension);
        mean = new Vertex(dimension);
    }

    /** Adds y, or y times dX/dtheta if {@code timesSlope}, and returns whether the pair is complete. */
    boolean add(Sample sample, boolean timesSlope) {
        Vertex vertex = sample.vertex;
        for (int k = 0; k < vertex.size(); k++) {
            int i = vertex.index(k);
            sum[i] += 0.5 * vertex.value(k) * (timesSlope ? sample.slope(i) : 1);
        }
        hasFirstOnly = !hasFirstOnly;
        if (hasFirstOnly) {
            first.copyFrom(vertex);
            return false;
        }
        if (first.isDense() || vertex.isDense()) {
            System.arraycopy(sum, 0, mean.dense(), 0, sum.length);
            Arrays.fill(sum, 0);
        } else {
            mean.clear();
            moveToMean(first);
            moveToMean(vertex);
        }
        return true;
    }

    /** Moves the coordinates that a solution has from the sum to the mean. */
    private void moveToMean(Vertex vertex) {
        for (int k = 0; k < vertex.size(); k++) {
            int i = vertex.index(k);
            if (sum[i] != 0) {
                mean.add(i, sum[i]);
                sum[i] = 0;
            }
        }
    }

    void reset() {
        hasFirstOnly = false;
        Arrays.fill(sum, 0);
    }

    /** Returns the mean of the last complete pair; the next pair overwrites it. */
    Vertex mean() {
        return mean;
    }
}
