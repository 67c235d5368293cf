package io.dither.people.tastes;

import io.dither.people.internal.Columns;
import io.dither.people.internal.Likelihood;
import io.dither.people.internal.Roots;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The normal distribution around which draws of a person are centred: z = mode + root u with standard normal u. An example is the Laplace approximation of the
 * distribution of the person's tastes given the person's decisions.
 *
 * @param mode the mean of z; for the Laplace approximation, the mode of the approximated distribution
 * @param root the lower triangular root of the covariance of z, row after row; unlike a root of eigenvectors, it is a continuous function of the covariance, so
 *     that draws do not jump if parameters change a little
 * @param logDeterminant the logarithm of the determinant of the root
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record Centre(double[] mode, double[] root, double logDeterminant) {
    /** The largest number of Newton steps. */
    private static final int MAX_STEPS = 20;

    /** The search ends if the largest slope is below this. */
    private static final double TOLERANCE = 1e-4;
    /** The step of differences for the Hessian. */
    private static final double DIFFERENCE = 1e-3;

    /** The shortest part of a Newton step that is tried; shorter steps gain nothing but rounding errors. */
    private static final double SHORTEST_STEP = 1e-3;
    /** With this least curvature, standard deviations of draws are at most twice those of the population, whose curvature is 1 in each dimension of z. */
    private static final double LEAST_CURVATURE = 0.25;

    /** The log density of z given the decisions of a person, up to a constant; in the population, z is standard normal. */
    private record Density(Likelihood likelihood, Population population, int person) {
        /** Returns the log density at z, and fills in its gradient. */
        double at(double[] z, double[] gradient) {
            int size = z.length;
            int weights = population.names().size();
            // the bases, such as uniform numbers, from which the population makes tastes
            double[] base = z.clone();
            population.toBases(base);
            double[] beta = population.tastesOfDraws(base);
            double[] slopes = new double[weights];
            double value = likelihood.logLikelihood(person, beta, slopes);
            int[] varying = population.varying();
            // the derivative of the log likelihood with respect to base c, times the derivative of base c with respect
            // to z
            for (int c = 0; c < size; c++) {
                double sum = 0;
                for (int k = 0; k < weights; k++) {
                    sum += slopes[k]
                            * population.laws().get(k).slope(beta[k])
                            * population.factor()[k][c];
                }
                gradient[c] = sum * population.laws().get(varying[c]).baseSlope(z[c]) - z[c];
                value -= z[c] * z[c] / 2;
            }
            return value;
        }

        /** Returns minus the Hessian, by central differences of the gradient. */
        DMatrixRMaj curvature(double[] z) {
            int size = z.length;
            DMatrixRMaj curvature = new DMatrixRMaj(size, size);
            double[] up = new double[size];
            double[] down = new double[size];
            for (int c = 0; c < size; c++) {
                double[] moved = z.clone();
                moved[c] = z[c] + DIFFERENCE;
                at(moved, up);
                moved[c] = z[c] - DIFFERENCE;
                at(moved, down);
                for (int i = 0; i < size; i++) {
                    // half of the central difference, added twice: the result is symmetric
                    double slope = (down[i] - up[i]) / (4 * DIFFERENCE);
                    curvature.add(i, c, slope);
                    curvature.add(c, i, slope);
                }
            }
            return curvature;
        }
    }

    /** Returns the standard normal distribution. */
    static Centre standard(int dimensions) {
        double[] identity = new double[dimensions * dimensions];
        for (int i = 0; i < dimensions; i++) {
            identity[i * dimensions + i] = 1;
        }
        return new Centre(new double[dimensions], identity, 0);
    }

    /**
     * Finds the centre of a person by Newton's method; curvatures that are too small are raised to {@link #LEAST_CURVATURE}. Returns the standard normal
     * distribution if the log density at 0 is not finite.
     */
    static Centre of(Likelihood likelihood, Population population, int person) {
        int size = population.dimensions();
        Density density = new Density(likelihood, population, person);
        double[] z = new double[size];
        double[] gradient = new double[size];
        double value = density.at(z, gradient);
        if (!Double.isFinite(value)) { // then the search has no start
            return standard(size);
        }
        DMatrixRMaj rootOfInverse = rootOfInverse(density.curvature(z));
        for (int step = 0; step < MAX_STEPS && largest(gradient) > TOLERANCE; step++) {
            double[] next = null;
            double[] nextGradient = new double[size];
            double[] newtonStep = newtonStep(rootOfInverse, gradient);
            double nextValue = value;
            for (double length = 1; length > SHORTEST_STEP && next == null; length /= 2) {
                double[] trial = z.clone();
                for (int i = 0; i < size; i++) {
                    trial[i] += length * newtonStep[i];
                }
                double candidate = density.at(trial, nextGradient);
                if (candidate > value) {
                    next = trial;
                    nextValue = candidate;
                }
            }
            if (next == null) {
                break;
            }
            z = next;
            value = nextValue;
            gradient = nextGradient;
            rootOfInverse = rootOfInverse(density.curvature(z));
        }
        DMatrixRMaj covariance = CommonOps_DDRM.multTransB(rootOfInverse, rootOfInverse, null);
        return of(z, covariance);
    }

    /** Returns the normal distribution with a mean and a covariance. */
    static Centre of(double[] mean, DMatrixRMaj covariance) {
        int size = mean.length;
        double[][] rows = new double[size][];
        Arrays.setAll(rows, i -> Arrays.copyOfRange(covariance.data, i * size, (i + 1) * size));
        double[][] cholesky = Roots.cholesky(rows);
        double[] root = new double[size * size];
        double logarithm = 0;
        for (int i = 0; i < size; i++) {
            System.arraycopy(cholesky[i], 0, root, i * size, size);
            logarithm += Math.log(cholesky[i][i]);
        }
        return new Centre(mean, root, logarithm);
    }

    /**
     * Turns the draws {@code from} (inclusive) to {@code to} (exclusive) of {@code count} standard normal draws into draws of this distribution, in place.
     * Draws are stored one dimension after the other.
     */
    void transform(double[] draws, int count, int from, int to) {
        int size = mode.length;
        int moved = to - from;
        double[] z = new double[size * moved];
        for (int i = 0; i < size; i++) {
            Arrays.fill(z, i * moved, (i + 1) * moved, mode[i]);
            for (int e = 0; e <= i; e++) {
                Columns.addMultiple(root[i * size + e], draws, e * count + from, z, i * moved, moved);
            }
        }
        for (int i = 0; i < size; i++) {
            System.arraycopy(z, i * moved, draws, i * count + from, moved);
        }
    }

    /** Returns the log densities at draws, without the constant -d / 2 log(2 pi) in d dimensions, which cancels in ratios of densities. */
    double[] logDensities(double[] draws, int count) {
        int size = mode.length;
        double[] logs = new double[count];
        double[] u = draws.clone(); // becomes the solution of mode + root u = z, dimension after dimension
        Arrays.fill(logs, -logDeterminant);
        for (int i = 0; i < size; i++) {
            for (int e = 0; e < i; e++) {
                Columns.addMultiple(-root[i * size + e], u, e * count, u, i * count, count);
            }
            double factor = 1 / root[i * size + i];
            for (int r = 0; r < count; r++) {
                u[i * count + r] = (u[i * count + r] - mode[i]) * factor;
                logs[r] -= u[i * count + r] * u[i * count + r] / 2;
            }
        }
        return logs;
    }

    /**
     * Returns a root R with R R^T equal to the inverse of the curvature, whose small eigenvalues are raised: in columns, the eigenvectors divided by the square
     * roots of their eigenvalues.
     */
    private static DMatrixRMaj rootOfInverse(DMatrixRMaj curvature) {
        int size = curvature.numRows;
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(size, true, true);
        eigen.decompose(curvature.copy());
        DMatrixRMaj root = new DMatrixRMaj(size, size);
        for (int e = 0; e < size; e++) {
            double length = Math.sqrt(Math.max(LEAST_CURVATURE, eigen.getEigenvalue(e).real));
            for (int i = 0; i < size; i++) {
                root.set(i, e, eigen.getEigenVector(e).get(i, 0) / length);
            }
        }
        return root;
    }

    /** Returns R R^T times the gradient, with the matrix R of {@link #rootOfInverse}. */
    private static double[] newtonStep(DMatrixRMaj root, double[] gradient) {
        int size = gradient.length;
        double[] step = new double[size];
        for (int e = 0; e < size; e++) {
            double component = 0;
            for (int i = 0; i < size; i++) {
                component += root.get(i, e) * gradient[i];
            }
            for (int i = 0; i < size; i++) {
                step[i] += root.get(i, e) * component;
            }
        }
        return step;
    }

    private static double largest(double[] gradient) {
        return Arrays.stream(gradient).map(Math::abs).max().orElse(0);
    }
}
