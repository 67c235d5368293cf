package io.dither.learn.internal.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * The Jacobian of a sum of equations along some directions, by central differences.
 *
 * <p>Sampled equations are step functions: a step that is too long averages the slope, one that is too short sees no decision move.
 * So each direction is measured at a step and at half of it, by replicates with noise of their own that both steps share, and the step
 * is halved until the two agree; then replicates are added until the noise between them is small.
 *
 * @param equations the sum of the equations at a point
 * @param replicates how often steps are measured at first; 1 where there is no noise
 */
public record Jacobian(Equations equations, int replicates) {
    /** The sum of equations at a point, then those of parts one after the other, if these are wanted; not finite outside the domain. */
    public interface Equations {
        double[] at(double[] x, int replicate);
    }

    /** B J B^T of the sum, and of each part. */
    public record Measured(DMatrixRMaj whole, List<DMatrixRMaj> parts) {}

    /** Two steps agree where they differ by no more than this share, beyond what noise does. */
    private static final double AGREE = 0.1;
    /** Noise that is small enough, as a share of the slope. */
    private static final double SMALL = 0.07;
    /** Noise, or disagreement, above which a slope is not known. */
    private static final double UNKNOWN = 0.25;

    private static final int MOST_HALVINGS = 14;
    private static final int MOST_REPLICATES = 16;

    /** Replicates of the slope along one direction, in the coordinates of the basis: first that of the sum, which is judged. */
    private record Slopes(List<double[]> all, int judged) {
        private double[] mean() {
            double[] mean = new double[all.get(0).length];
            for (double[] one : all) {
                for (int i = 0; i < mean.length; i++) {
                    mean[i] += one[i] / all.size();
                }
            }
            return mean;
        }

        /** The root of the sum of squares of what is judged of a vector, such as a slope. */
        private double size(double[] vector) {
            return Math.sqrt(
                    Arrays.stream(vector, 0, judged).map(one -> one * one).sum());
        }

        /** Returns the standard error of the mean, as a root mean square over the coordinates. */
        private double noise() {
            int count = all.size();
            double[] mean = mean();
            double squares = 0;
            for (double[] one : all) {
                for (int i = 0; i < judged; i++) {
                    squares += (one[i] - mean[i]) * (one[i] - mean[i]);
                }
            }
            return count == 1 ? 0 : Math.sqrt(squares / count / (count - 1));
        }

        private Slopes minus(Slopes other) {
            List<double[]> differences = new ArrayList<>();
            for (int r = 0; r < all.size(); r++) {
                double[] difference = all.get(r).clone();
                for (int i = 0; i < difference.length; i++) {
                    difference[i] -= other.all.get(r)[i];
                }
                differences.add(difference);
            }
            return new Slopes(differences, judged);
        }

        private boolean isFinite() {
            return all.stream().flatMapToDouble(Arrays::stream).allMatch(Double::isFinite);
        }
    }

    /**
     * Measures the Jacobian.
     *
     * @param x the point
     * @param basis the directions, one a row
     * @param length the first step of a direction
     * @return what was measured, or nothing where a slope cannot be told from noise
     */
    public @Nullable Measured within(double[] x, DMatrixRMaj basis, ToDoubleFunction<double[]> length) {
        int size = basis.numRows;
        List<DMatrixRMaj> all = new ArrayList<>();
        for (int e = 0; e < basis.numRows; e++) {
            double[] direction = Arrays.copyOfRange(basis.data, e * basis.numCols, (e + 1) * basis.numCols);
            double[] slope = slope(x, basis, direction, length.applyAsDouble(direction));
            if (slope == null) {
                return null;
            }
            for (int i = 0; i < slope.length; i++) {
                if (i / size == all.size()) {
                    all.add(new DMatrixRMaj(size, size));
                }
                all.get(i / size).set(i % size, e, slope[i]);
            }
        }
        return new Measured(all.get(0), all.subList(1, all.size()));
    }

    private double @Nullable [] slope(double[] x, DMatrixRMaj basis, double[] direction, double first) {
        double step = first;
        Slopes half = measured(x, basis, direction, step, 0, replicates);
        boolean agree = replicates == 1 && half.isFinite();
        for (int halving = 0; halving < MOST_HALVINGS && !agree; halving++) {
            Slopes whole = half;
            step /= 2;
            half = measured(x, basis, direction, step, 0, replicates);
            if (whole.isFinite() && half.isFinite()) {
                Slopes difference = half.minus(whole);
                agree = half.size(difference.mean()) <= AGREE * half.size(half.mean()) + 2 * difference.noise();
            }
        }
        if (!agree) {
            return null;
        }
        List<double[]> all = new ArrayList<>(half.all());
        Slopes slopes = half;
        double scale = Math.sqrt(basis.numRows);
        while (slopes.noise() > SMALL * scale * slopes.size(slopes.mean()) && all.size() < MOST_REPLICATES) {
            all.addAll(
                    measured(x, basis, direction, step, all.size(), all.size()).all());
            slopes = new Slopes(all, basis.numRows);
        }
        return slopes.noise() <= UNKNOWN * scale * slopes.size(slopes.mean()) ? slopes.mean() : null;
    }

    private Slopes measured(double[] x, DMatrixRMaj basis, double[] direction, double step, int from, int count) {
        List<double[]> all = new ArrayList<>();
        for (int r = from; r < from + count; r++) {
            double[] up = equations.at(moved(x, direction, step), r);
            double[] down = equations.at(moved(x, direction, -step), r);
            double[] slope = new double[up.length / basis.numCols * basis.numRows];
            for (int i = 0; i < slope.length; i++) {
                int first = i / basis.numRows * basis.numCols;
                for (int k = 0; k < basis.numCols; k++) {
                    slope[i] += basis.get(i % basis.numRows, k) * (up[first + k] - down[first + k]) / (2 * step);
                }
            }
            all.add(slope);
        }
        return new Slopes(all, basis.numRows);
    }

    private static double[] moved(double[] x, double[] direction, double step) {
        double[] moved = x.clone();
        for (int k = 0; k < moved.length; k++) {
            moved[k] += step * direction[k];
        }
        return moved;
    }
}
