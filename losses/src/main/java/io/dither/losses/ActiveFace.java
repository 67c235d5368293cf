package io.dither.losses;

import io.dither.algebra.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The corners that hold the nearest point so far, with their weights (Wolfe, 1976). */
final class ActiveFace {
    private static final double DROPPED = 1e-12;

    private final double[] target;
    private final List<double[]> corners = new ArrayList<>();
    private double[] weights = {1};

    ActiveFace(double[] target, double[] corner) {
        this.target = target;
        corners.add(corner);
    }

    /** Returns the weighted mean of the corners. */
    double[] point() {
        double[] point = new double[target.length];
        for (int k = 0; k < corners.size(); k++) {
            for (int i = 0; i < point.length; i++) {
                point[i] += weights[k] * corners.get(k)[i];
            }
        }
        return point;
    }

    /** Returns &lt;target - point, corner - point&gt;: how far the corner promises to move the point. */
    double gain(double[] corner) {
        double[] point = point();
        return Vectors.dot(Vectors.minus(target, point), Vectors.minus(corner, point));
    }

    double scale() {
        return 1 + Vectors.dot(target, target) + Vectors.dot(corners.get(0), corners.get(0));
    }

    /** Adds a corner and moves to the nearest point of the new hull; false where the corner brings nothing new. */
    boolean add(double[] corner) {
        if (corners.stream().anyMatch(known -> Arrays.equals(known, corner))) {
            return false;
        }
        corners.add(corner);
        weights = Arrays.copyOf(weights, corners.size());
        while (true) {
            double[] wanted = affineNearest();
            double step = 1;
            for (int k = 0; k < weights.length; k++) {
                if (wanted[k] < DROPPED && weights[k] > wanted[k]) {
                    step = Math.min(step, weights[k] / (weights[k] - wanted[k]));
                }
            }
            for (int k = 0; k < weights.length; k++) {
                weights[k] += step * (wanted[k] - weights[k]);
            }
            if (!drop()) {
                return true;
            }
        }
    }

    /** Drops the corners without weight, and says whether there were any. */
    private boolean drop() {
        int before = corners.size();
        int kept = 0;
        for (int k = 0; k < before; k++) {
            if (weights[k] > DROPPED) {
                corners.set(kept, corners.get(k));
                weights[kept++] = weights[k];
            }
        }
        corners.subList(kept, before).clear();
        weights = Arrays.copyOf(weights, kept);
        return kept < before;
    }

    /** Solves for the weights, of sum 1 and any sign, whose point is nearest to the target. */
    private double[] affineNearest() {
        int size = corners.size() - 1;
        double[] wanted = new double[size + 1];
        DMatrixRMaj solution = coordinates(Vectors.minus(target, corners.get(0)));
        wanted[0] = 1;
        for (int k = 0; k < size; k++) {
            wanted[k + 1] = solution.get(k, 0);
            wanted[0] -= wanted[k + 1];
        }
        return wanted;
    }

    /** Projects a vector on the directions within the face. */
    double[] alongFace(double[] vector) {
        return corners.size() == 1
                ? new double[vector.length]
                : CommonOps_DDRM.mult(directions(), coordinates(vector), null).data;
    }

    /** Returns the least-squares coordinates of a vector in the directions from the first corner to the others. */
    private DMatrixRMaj coordinates(double[] vector) {
        int size = corners.size() - 1;
        DMatrixRMaj solution = new DMatrixRMaj(size, 1);
        if (size > 0) {
            DMatrixRMaj inverse = new DMatrixRMaj(size, vector.length);
            CommonOps_DDRM.pinv(directions(), inverse);
            CommonOps_DDRM.mult(inverse, DMatrixRMaj.wrap(vector.length, 1, vector), solution);
        }
        return solution;
    }

    private DMatrixRMaj directions() {
        DMatrixRMaj directions = new DMatrixRMaj(target.length, corners.size() - 1);
        for (int i = 0; i < target.length; i++) {
            for (int k = 1; k < corners.size(); k++) {
                directions.set(i, k - 1, corners.get(k)[i] - corners.get(0)[i]);
            }
        }
        return directions;
    }
}
