package io.dither.learn.tastes;

import io.dither.learn.internal.persons.Likelihood;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Where the tastes of a person probably are, given their decisions (Laplace's approximation): draws z = mode + root u lie there, and are
 * weighted by the density of the population over their own.
 *
 * @param mode of the density of z given the decisions
 * @param root a square root of the covariance of z, row after row
 * @param logDeterminant of the root
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
record Centre(double[] mode, double[] root, double logDeterminant) {
    /** The share of draws that are those of the population. */
    private static final double SHARE = 0.25;
    /** The others are a little wider than what is known of the person. */
    private static final double WIDER = 1.2;
    /** The least variance of the others. */
    private static final double LEAST = 0.02;

    /** For how many draws per dimension the covariance of the population counts, beside those that are effective. */
    private static final double PRIOR = 2;

    private static final int STEPS = 20;
    private static final double ENOUGH = 1e-4;
    private static final double DIFFERENCE = 1e-3;
    /** Deviations of draws are at most twice those of the population. */
    private static final double LEAST_CURVATURE = 0.25;

    /** The logarithm of the density at one z, up to a constant. */
    private record Density(Likelihood likelihood, Population population, int person) {
        double at(double[] z, double[] gradient) {
            int size = z.length;
            int weights = population.names().size();
            double[] base = z.clone();
            population.toBase(base, 0);
            double[] beta = new double[weights];
            population.weights(base, 0, beta);
            double[] slopes = new double[weights];
            double value = likelihood.of(person, beta, slopes);
            int[] varying = population.varying();
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
                    double slope = (down[i] - up[i]) / (4 * DIFFERENCE);
                    curvature.add(i, c, slope);
                    curvature.add(c, i, slope);
                }
            }
            return curvature;
        }
    }

    /** Returns draws as they come. */
    static Centre none(int dimensions) {
        double[] identity = new double[dimensions * dimensions];
        for (int i = 0; i < dimensions; i++) {
            identity[i * dimensions + i] = 1;
        }
        return new Centre(new double[dimensions], identity, 0);
    }

    /** Finds the centre of a person by Newton's method, with curvatures that are too small replaced. */
    static Centre of(Likelihood likelihood, Population population, int person) {
        int size = population.dimensions();
        Density density = new Density(likelihood, population, person);
        double[] z = new double[size];
        double[] gradient = new double[size];
        double value = density.at(z, gradient);
        if (!Double.isFinite(value)) {
            return none(size);
        }
        DMatrixRMaj root = root(density.curvature(z));
        for (int step = 0; step < STEPS && largest(gradient) > ENOUGH; step++) {
            double[] next = null;
            double[] slope = new double[size];
            double[] towards = towards(root, gradient);
            double found = value;
            for (double length = 1; length > 1e-3 && next == null; length /= 2) {
                double[] tried = z.clone();
                for (int i = 0; i < size; i++) {
                    tried[i] += length * towards[i];
                }
                double there = density.at(tried, slope);
                if (there > value) {
                    next = tried;
                    found = there;
                }
            }
            if (next == null) {
                break;
            }
            z = next;
            value = found;
            gradient = slope;
            root = root(density.curvature(z));
        }
        double logarithm = 0;
        for (int e = 0; e < size; e++) {
            double squares = 0;
            for (int i = 0; i < size; i++) {
                squares += root.get(i, e) * root.get(i, e);
            }
            logarithm += Math.log(squares) / 2;
        }
        return new Centre(z, root.data, logarithm);
    }

    /**
     * Returns the mean and the covariance of draws.
     *
     * @param draws one after the other
     * @param shares what each counts for, together 1
     */
    static Centre of(double[] draws, double[] shares) {
        int size = draws.length / shares.length;
        double[] mean = new double[size];
        for (int at = 0; at < draws.length; at++) {
            mean[at % size] += shares[at / size] * draws[at];
        }
        DMatrixRMaj covariance = new DMatrixRMaj(size, size);
        double squares = 0;
        for (double share : shares) {
            squares += share * share;
        }
        double known = 1 / (1 + PRIOR * size * squares);
        for (int i = 0; i < size; i++) {
            covariance.set(i, i, 1 - known);
        }
        for (int r = 0; r < shares.length; r++) {
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    covariance.add(
                            i,
                            j,
                            known * shares[r] * (draws[r * size + i] - mean[i]) * (draws[r * size + j] - mean[j]));
                }
            }
        }
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(size, true, true);
        eigen.decompose(covariance);
        DMatrixRMaj root = new DMatrixRMaj(size, size);
        double logarithm = 0;
        for (int e = 0; e < size; e++) {
            double length = WIDER * Math.sqrt(Math.max(LEAST, eigen.getEigenvalue(e).real));
            logarithm += Math.log(length);
            for (int i = 0; i < size; i++) {
                root.set(i, e, eigen.getEigenVector(e).get(i, 0) * length);
            }
        }
        return new Centre(mean, root.data, logarithm);
    }

    /** Returns the eigenvectors over the roots of the eigenvalues, in columns. */
    private static DMatrixRMaj root(DMatrixRMaj curvature) {
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

    private static double[] towards(DMatrixRMaj root, double[] gradient) {
        int size = gradient.length;
        double[] step = new double[size];
        for (int e = 0; e < size; e++) {
            double along = 0;
            for (int i = 0; i < size; i++) {
                along += root.get(i, e) * gradient[i];
            }
            for (int i = 0; i < size; i++) {
                step[i] += root.get(i, e) * along;
            }
        }
        return step;
    }

    private static double largest(double[] gradient) {
        return Arrays.stream(gradient).map(Math::abs).max().orElse(0);
    }

    /**
     * Takes standard normal draws to this centre, in place, and fills in the logarithms of their weights. One in four stays where the
     * population has it, so that no weight is above four whatever the tails (defensive mixtures, Hesterberg 1995).
     */
    void move(double[] draws, double[] logWeights) {
        int size = mode.length;
        int staying = (int) (SHARE * logWeights.length);
        double[] z = new double[size];
        DMatrixRMaj inverse = new DMatrixRMaj(size, size);
        CommonOps_DDRM.invert(DMatrixRMaj.wrap(size, size, root), inverse);
        for (int r = 0; r < logWeights.length; r++) {
            for (int i = 0; i < size; i++) {
                z[i] = r < staying ? draws[r * size + i] : mode[i];
                for (int e = 0; e < size && r >= staying; e++) {
                    z[i] += root[i * size + e] * draws[r * size + e];
                }
            }
            double exponent = -logDeterminant;
            for (int i = 0; i < size; i++) {
                double u = 0;
                for (int e = 0; e < size; e++) {
                    u += inverse.get(i, e) * (z[e] - mode[e]);
                }
                exponent += (z[i] * z[i] - u * u) / 2;
            }
            double share = (double) staying / logWeights.length;
            logWeights[r] = -Math.log(share + (1 - share) * Math.exp(exponent));
            System.arraycopy(z, 0, draws, r * size, size);
        }
    }
}
