package io.dither.experiments.methods;

import io.dither.internal.algebra.Vectors;
import io.dither.oracle.Vertex;
import java.util.Arrays;
import java.util.List;

/**
 * Non-negative least squares over the rays of a cone, outside of its span, by active sets (Lawson and Hanson, 1974), with a Cholesky
 * factor of the products of the active ones that grows by a row at a time. Active rays are unit vectors; the others stay sparse, for
 * their products with what lies outside of the span need no more.
 */
final class ActiveRays {
    private static final double TOLERANCE = 1e-10;
    /** The squared distance to the span of the others below which a ray depends on them. */
    private static final double DEPENDENT = 1e-12;

    private final ConeProjection cone;
    private final List<Vertex> rays;
    private final double[] lengths;
    private final double[] target;
    private final double[] weights;
    private final int[] active;
    /** The unit vectors of the active rays. */
    private final double[][] units;

    private final double[][] factor;
    private int size;

    /** Takes a target outside of the span. */
    ActiveRays(ConeProjection cone, double[] target) {
        this.cone = cone;
        this.target = target;
        rays = cone.rays();
        lengths = rays.stream().mapToDouble(cone::length).toArray();
        weights = new double[rays.size()];
        active = new int[Math.min(rays.size(), target.length) + 1];
        units = new double[active.length][];
        factor = new double[active.length][];
    }

    /** Returns the nearest point, up to rounding of vectors of a size. */
    double[] nearest(double scale) {
        boolean[] refused = new boolean[weights.length];
        for (int step = 0; step < 3 * weights.length + 10; step++) {
            int entering = steepest(TOLERANCE * scale, refused);
            if (entering < 0) {
                break;
            }
            if (append(entering) && descend(entering)) {
                Arrays.fill(refused, false);
            } else {
                refused[entering] = true;
            }
        }
        return point();
    }

    private double[] point() {
        double[] point = new double[target.length];
        for (int k = 0; k < size; k++) {
            double weight = weights[active[k]];
            for (int i = 0; i < point.length; i++) {
                point[i] += weight * units[k][i];
            }
        }
        return point;
    }

    /** Returns the ray that makes the smallest angle with what is left, or -1 where none points to its side. */
    private int steepest(double least, boolean[] refused) {
        double[] rest = Vectors.minus(target, point());
        int best = -1;
        double most = least;
        for (int j = 0; j < weights.length; j++) {
            boolean free = weights[j] == 0 && lengths[j] > 0 && !refused[j];
            double slope = free ? rays.get(j).dot(rest) / lengths[j] : 0;
            if (slope > most) {
                most = slope;
                best = j;
            }
        }
        return best;
    }

    /** Makes a ray active; false where it depends on those that are. */
    private boolean append(int entering) {
        if (size == target.length) {
            return false;
        }
        double[] row = new double[size + 1];
        double left = 1;
        for (int k = 0; k < size; k++) {
            double sum = rays.get(entering).dot(units[k]) / lengths[entering];
            for (int l = 0; l < k; l++) {
                sum -= factor[k][l] * row[l];
            }
            row[k] = sum / factor[k][k];
            left -= row[k] * row[k];
        }
        if (!(left > DEPENDENT)) {
            return false;
        }
        row[size] = Math.sqrt(left);
        factor[size] = row;
        units[size] = Vectors.scaled(
                1 / lengths[entering], cone.outside(rays.get(entering).toArray()));
        active[size++] = entering;
        return true;
    }

    /** Goes to the least squares of the active rays, dropping those that would fall below 0; false where the new one does at once. */
    private boolean descend(int entering) {
        double[] optimum = leastSquares();
        if (!(optimum[size - 1] > 0)) {
            size--;
            return false;
        }
        while (true) {
            double step = 1;
            int blocking = -1;
            for (int k = 0; k < size; k++) {
                double weight = weights[active[k]];
                if (optimum[k] <= 0 && weight / (weight - optimum[k]) < step) {
                    step = weight / (weight - optimum[k]);
                    blocking = k;
                }
            }
            for (int k = 0; k < size; k++) {
                double weight = weights[active[k]];
                weights[active[k]] = k == blocking ? 0 : Math.max(0, weight + step * (optimum[k] - weight));
            }
            if (blocking < 0) {
                return true;
            }
            drop(entering);
            if (size == 0) {
                return false;
            }
            optimum = leastSquares();
        }
    }

    /** Drops the rays without weight; the one that enters stays, whose weight may still be 0 after a step of 0. */
    private void drop(int entering) {
        int[] before = Arrays.copyOf(active, size);
        size = 0;
        boolean same = true;
        for (int k = 0; k < before.length; k++) {
            boolean stays = weights[before[k]] > 0 || before[k] == entering;
            if (same && stays) {
                size++; // the rows of the factor before the first that is dropped are as they were
            } else if (stays) {
                append(before[k]);
            } else {
                same = false;
            }
        }
    }

    /** Solves for the weights of the active rays, of any sign, whose point is nearest to the target. */
    private double[] leastSquares() {
        double[] solution = new double[size];
        for (int k = 0; k < size; k++) {
            double sum = Vectors.dot(units[k], target);
            for (int l = 0; l < k; l++) {
                sum -= factor[k][l] * solution[l];
            }
            solution[k] = sum / factor[k][k];
        }
        for (int k = size - 1; k >= 0; k--) {
            for (int l = k + 1; l < size; l++) {
                solution[k] -= factor[l][k] * solution[l];
            }
            solution[k] /= factor[k][k];
        }
        return solution;
    }
}
