package io.dither.losses;

import io.dither.algebra.Vectors;
import io.dither.oracle.Vertex;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * The nearest point of the cone that vectors span by weights of at least 0: non-negative least squares by active sets (Lawson and Hanson,
 * 1974), on the normal equations of the few that have a weight.
 */
final class ConeProjection {
    private static final double TOLERANCE = 1e-10;

    private final List<Vertex> generators;
    private final double[] norms;
    private final double[] target;
    private final double[] weights;
    private final int[] active;
    private int size;

    private ConeProjection(List<Vertex> generators, double[] target) {
        this.generators = generators;
        this.target = target;
        weights = new double[generators.size()];
        active = new int[generators.size()];
        norms = generators.stream().mapToDouble(ConeProjection::norm).toArray();
    }

    private static double norm(Vertex generator) {
        double sum = 0;
        for (int k = 0; k < generator.size(); k++) {
            sum += generator.value(k) * generator.value(k);
        }
        return Math.sqrt(sum);
    }

    /** Returns the point of the cone that is nearest to the target. */
    static double[] of(List<Vertex> generators, double[] target) {
        return new ConeProjection(generators, target).project();
    }

    private double[] project() {
        boolean[] refused = new boolean[weights.length];
        double least = TOLERANCE * Vectors.norm(target);
        for (int step = 0; step < 3 * weights.length + 10; step++) {
            int entering = steepest(Vectors.minus(target, point()), least, refused);
            if (entering < 0) {
                break;
            }
            active[size++] = entering;
            boolean moved = descend(entering);
            refused[entering] = !moved;
            if (moved) {
                Arrays.fill(refused, false);
            }
        }
        return point();
    }

    private double[] point() {
        double[] point = new double[target.length];
        for (int k = 0; k < size; k++) {
            generators.get(active[k]).addTo(point, weights[active[k]]);
        }
        return point;
    }

    /** Returns the generator that makes the smallest angle with what is left, or -1 where none points to its side. */
    private int steepest(double[] rest, double least, boolean[] refused) {
        int best = -1;
        double most = least;
        for (int j = 0; j < weights.length; j++) {
            if (weights[j] == 0 && norms[j] > 0 && !refused[j]) {
                double slope = generators.get(j).dot(rest) / norms[j];
                if (slope > most) {
                    most = slope;
                    best = j;
                }
            }
        }
        return best;
    }

    /** Goes to the least squares of the active ones, dropping those whose weight would fall below 0; false where the new one does. */
    private boolean descend(int entering) {
        while (true) {
            double[] wanted = leastSquares();
            if (wanted.length == 0 || (weights[entering] == 0 && !(wanted[size - 1] > 0))) {
                size--; // it depends on the others up to rounding
                return false;
            }
            double step = 1;
            for (int k = 0; k < size; k++) {
                double weight = weights[active[k]];
                if (wanted[k] <= 0) {
                    step = Math.min(step, weight / (weight - wanted[k]));
                }
            }
            int kept = 0;
            for (int k = 0; k < size; k++) {
                double weight = weights[active[k]];
                boolean falls = wanted[k] <= 0 && weight / (weight - wanted[k]) <= step;
                weights[active[k]] = falls ? 0 : weight + step * (wanted[k] - weight);
                if (weights[active[k]] > 0) {
                    active[kept++] = active[k];
                } else {
                    weights[active[k]] = 0;
                }
            }
            size = kept;
            if (step >= 1) {
                return true;
            }
        }
    }

    /** Solves the normal equations of the active generators; empty where they are singular. */
    private double[] leastSquares() {
        DMatrixRMaj gram = new DMatrixRMaj(size, size);
        DMatrixRMaj right = new DMatrixRMaj(size, 1);
        double[] dense = new double[target.length];
        for (int k = 0; k < size; k++) {
            Arrays.fill(dense, 0);
            generators.get(active[k]).addTo(dense, 1);
            right.set(k, 0, generators.get(active[k]).dot(target));
            for (int l = 0; l < size; l++) {
                gram.set(k, l, generators.get(active[l]).dot(dense));
            }
        }
        LinearSolverDense<DMatrixRMaj> cholesky = LinearSolverFactory_DDRM.chol(size);
        if (!cholesky.setA(gram) || !(cholesky.quality() > 1e-14)) {
            return new double[0];
        }
        DMatrixRMaj solution = new DMatrixRMaj(size, 1);
        cholesky.solve(right, solution);
        return solution.data;
    }
}
