package io.dither.learn.internal.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * The Jacobian of a sum of equations along given directions, by central differences.
 *
 * <p>Sampled equations are piecewise constant: the slope over a long step is an average, and a short step changes no decision. So the slope
 * along each direction is measured with a step and with half of it, over replicates; each replicate has its own noise, the same for both
 * steps. The step is halved until both slopes agree; then replicates are added until the noise of their mean is small. Without noise, the
 * first step is not halved if its slope is finite.
 *
 * @param equations the sum of the equations at a point
 * @param replicates the number of replicates at the beginning; 1 if there is no noise
 */
public record Jacobian(Equations equations, int replicates) {
    /** Returns the sum of the equations at a point, followed by the sum of each part if there are parts; not finite outside the domain. */
    public interface Equations {
        double[] at(double[] x, int replicate);
    }

    /** B J B^T, where J is the Jacobian of the whole sum or of a part, and B has the directions as rows. */
    public record Measured(DMatrixRMaj whole, List<DMatrixRMaj> parts) {}

    /** Two slopes agree if they differ by at most this share of the slope, plus twice the noise of the difference. */
    private static final double AGREEMENT = 0.1;
    /** Noise below this share of the slope is small enough. */
    private static final double SMALL_NOISE = 0.07;
    /** With noise above this share of the slope, the slope is unknown. */
    private static final double LARGE_NOISE = 0.25;

    /** If the slope still changes after so many halvings of the step, the slope is unknown. */
    private static final int MOST_HALVINGS = 14;

    /** The largest number of replicates that are averaged to lower the noise of a slope. */
    private static final int MOST_REPLICATES = 16;

    /**
     * Replicates of the slope along one direction, in the coordinates of the basis. The first {@code wholeSize} entries are the slope of
     * the whole sum; only these count in the noise and the norm.
     */
    private record Slopes(List<double[]> all, int wholeSize) {
        private double[] mean() {
            double[] mean = new double[all.get(0).length];
            for (double[] slope : all) {
                for (int i = 0; i < mean.length; i++) {
                    mean[i] += slope[i] / all.size();
                }
            }
            return mean;
        }

        /** Returns the Euclidean norm of the first {@code wholeSize} entries of a vector. */
        private double norm(double[] vector) {
            return Math.sqrt(Arrays.stream(vector, 0, wholeSize)
                    .map(entry -> entry * entry)
                    .sum());
        }

        /** Returns the Euclidean norm of the standard errors of the mean. */
        private double noise() {
            int count = all.size();
            double[] mean = mean();
            double squares = 0;
            for (double[] slope : all) {
                for (int i = 0; i < wholeSize; i++) {
                    squares += (slope[i] - mean[i]) * (slope[i] - mean[i]);
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
            return new Slopes(differences, wholeSize);
        }

        private boolean isFinite() {
            return all.stream().flatMapToDouble(Arrays::stream).allMatch(Double::isFinite);
        }
    }

    /**
     * Measures the Jacobian, projected on the span of a basis.
     *
     * @param x the point
     * @param basis the directions, one per row
     * @param length returns the first step along a direction
     * @return the Jacobian; null if a slope is not finite, changes with each halving of the step, or has too much noise
     */
    public @Nullable Measured along(double[] x, DMatrixRMaj basis, ToDoubleFunction<double[]> length) {
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

    /** Returns the slope of the equations along a direction, within the basis; null as in {@link #along}. */
    private double @Nullable [] slope(double[] x, DMatrixRMaj basis, double[] direction, double firstStep) {
        double step = firstStep;
        Slopes slopes = measured(x, basis, direction, step, 0, replicates);
        boolean doAgree = replicates == 1 && slopes.isFinite(); // without noise, the first step is short enough
        for (int halving = 0; halving < MOST_HALVINGS && !doAgree; halving++) {
            Slopes before = slopes;
            step /= 2;
            slopes = measured(x, basis, direction, step, 0, replicates);
            if (before.isFinite() && slopes.isFinite()) {
                Slopes change = slopes.minus(before);
                doAgree = slopes.norm(change.mean()) <= AGREEMENT * slopes.norm(slopes.mean()) + 2 * change.noise();
            }
        }
        if (!doAgree) {
            return null;
        }
        List<double[]> all = new ArrayList<>(slopes.all());
        // the noise is a norm over the directions; divided by this scale, it is the root mean square over
        // the directions
        double scale = Math.sqrt(basis.numRows);
        while (slopes.noise() > SMALL_NOISE * scale * slopes.norm(slopes.mean()) && all.size() < MOST_REPLICATES) {
            all.addAll(
                    measured(x, basis, direction, step, all.size(), all.size()).all());
            slopes = new Slopes(all, basis.numRows);
        }
        return slopes.noise() <= LARGE_NOISE * scale * slopes.norm(slopes.mean()) ? slopes.mean() : null;
    }

    /** Measures the slope with replicates whose numbers begin with {@code first}. */
    private Slopes measured(double[] x, DMatrixRMaj basis, double[] direction, double step, int first, int count) {
        List<double[]> all = new ArrayList<>();
        for (int r = first; r < first + count; r++) {
            double[] above = equations.at(moved(x, direction, step), r);
            double[] below = equations.at(moved(x, direction, -step), r);
            double[] slope = new double[above.length / basis.numCols * basis.numRows];
            // both arrays consist of blocks, first for the whole sum and then for each part: a block of the equations
            // has a number per unknown, and a block of the slope has a number per direction
            for (int i = 0; i < slope.length; i++) {
                int start = i / basis.numRows * basis.numCols;
                for (int k = 0; k < basis.numCols; k++) {
                    slope[i] += basis.get(i % basis.numRows, k) * (above[start + k] - below[start + k]) / (2 * step);
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
