package io.dither.learn.internal.search;

import io.dither.internal.algebra.Bread;
import io.dither.internal.algebra.Vectors;
import io.dither.learn.model.FitSettings.Weighting;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.jspecify.annotations.Nullable;

/**
 * The "meat" of the sandwich estimator, the matrix between the two inverses of the Jacobian: the variance of the sum of the equations, over
 * groups that are clusters, or single examples without clusters (Huber 1967; Liang and Zeger 1986). For G groups, the variance is multiplied
 * by G / (G - 1). If G is small, the sandwich understates the variance; then each group is left out in turn by a Newton step (the jackknife;
 * Mancl and DeRouen 2001).
 *
 * <p>The equations of an example are a vector with an entry per unknown, times the weight of the example: the gradient of its loss, or its
 * moments. Over all examples they add up to 0 at the estimate.
 *
 * @param sums the sums of the equations of each group: of a cluster, or of an example without one
 * @param groupOf the number of the group of each example
 * @param copies the number of identical examples that a group stands for: 1, unless weights are frequencies and no example shares a cluster
 * @param simulated the variance to add because the copies of an example share the noise of its simulation
 * @param spread the sum over examples of the outer products of their weighted equations; directions in which it is 0 are not identified
 * @param isClustered whether examples share clusters
 * @param isJackknife whether each group is left out in turn, which needs the Jacobian of the sum of each group
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
public record Meat(
        List<double[]> sums,
        int[] groupOf,
        double[] copies,
        DMatrixRMaj simulated,
        DMatrixRMaj spread,
        boolean isClustered,
        boolean isJackknife) {
    /** With fewer groups, the fit has a warning. */
    private static final int FEW_GROUPS = 20;
    /** With fewer groups, each is left out in turn. */
    private static final int MIN_SANDWICH_GROUPS = 200;
    /** {@link #jackknifedIfFew} does not leave out groups whose Jacobians, which are in memory together, have this many entries or more. */
    private static final double MOST_ENTRIES = 2e7;

    /**
     * Adds up equations.
     *
     * @param equations the equations of each example, times its weight
     * @param secondDraw the equations with other noise, if copies share the noise of the simulation; otherwise {@code equations}
     * @param clusters the key of the cluster of each example
     * @param weights the weight of each example
     * @param weighting what the weights mean
     */
    public static Meat of(
            List<double[]> equations,
            List<double[]> secondDraw,
            long[] clusters,
            double[] weights,
            Weighting weighting) {
        int size = equations.get(0).length;
        int[] groupOf = groupNumbers(clusters);
        int groups = 0;
        for (int group : groupOf) {
            groups = Math.max(groups, group + 1);
        }
        boolean isClustered = groups < groupOf.length;
        double[] copies = new double[groups];
        Arrays.fill(copies, 1);
        DMatrixRMaj simulated = new DMatrixRMaj(size, size);
        DMatrixRMaj spread = new DMatrixRMaj(size, size);
        for (int i = 0; i < groupOf.length; i++) {
            add(equations.get(i), 1, spread);
            if (!isClustered && weighting == Weighting.FREQUENCY && weights[i] > 0) {
                copies[i] = weights[i];
                double[] difference = equations.get(i).clone();
                for (int k = 0; k < size; k++) {
                    difference[k] -= secondDraw.get(i)[k];
                }
                // an example of weight w is w copies. They share simulated noise of variance v, which adds w^2 v to the
                // variance of the sum, but the sandwich counts them as independent, which adds w v. So
                // (1 - 1 / w) w^2 v is missing, and nothing if w is below 1. The difference of two draws of the
                // weighted equation has the variance 2 w^2 v
                add(difference, Math.max(0, 1 - 1 / weights[i]) / 2, simulated);
            }
        }
        List<double[]> sums = sumsOfGroups(equations, groupOf, groups, size);
        boolean isJackknife = Vectors.sum(copies) < MIN_SANDWICH_GROUPS;
        return new Meat(sums, groupOf, copies, simulated, spread, isClustered, isJackknife);
    }

    /** Numbers clusters in the order of their first examples. */
    private static int[] groupNumbers(long[] keys) {
        int[] groupOf = new int[keys.length];
        boolean isIncreasing = true;
        for (int i = 0; i < keys.length; i++) {
            groupOf[i] = i;
            isIncreasing &= i == 0 || Long.compareUnsigned(keys[i - 1], keys[i]) < 0;
        }
        if (isIncreasing) { // then all keys differ: each example is its own cluster
            return groupOf;
        }
        long[] sorted = keys.clone();
        Arrays.sort(sorted);
        int size = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[size++] = sorted[i];
            }
        }
        int[] numbers = new int[size];
        int groups = 0;
        for (int i = 0; i < keys.length; i++) {
            int index = Arrays.binarySearch(sorted, 0, size, keys[i]);
            numbers[index] = numbers[index] == 0 ? ++groups : numbers[index]; // from 1; 0 if not yet numbered
            groupOf[i] = numbers[index] - 1;
        }
        return groupOf;
    }

    /**
     * Returns a copy that leaves out each group in turn also if there are many groups, but only few of them identify an unknown.
     *
     * @param leastGroups how many groups identify the unknown that is identified by the fewest
     */
    public Meat jackknifedIfFew(double leastGroups) {
        boolean fitsInMemory = (double) sums.size() * spread.numRows * spread.numRows < MOST_ENTRIES;
        return new Meat(
                sums,
                groupOf,
                copies,
                simulated,
                spread,
                isClustered,
                isJackknife || (leastGroups < MIN_SANDWICH_GROUPS && fitsInMemory));
    }

    /** Returns the sum of the equations of each group. */
    private static List<double[]> sumsOfGroups(List<double[]> equations, int[] groupOf, int groups, int size) {
        if (groups == groupOf.length) {
            return equations; // each example is a group
        }
        double[][] sums = new double[groups][size];
        for (int i = 0; i < groupOf.length; i++) {
            for (int k = 0; k < size; k++) {
                sums[groupOf[i]][k] += equations.get(i)[k];
            }
        }
        return List.of(sums);
    }

    /** Adds factor times the outer product of a vector with itself. */
    private static void add(double[] vector, double factor, DMatrixRMaj sum) {
        for (int k = 0; k < vector.length; k++) {
            for (int l = 0; l < vector.length; l++) {
                sum.data[k * vector.length + l] += factor * (vector[k] * vector[l]);
            }
        }
    }

    /** Returns the number of clusters, or of examples, with their copies, if they do not share clusters. */
    public double groups() {
        return Vectors.sum(copies);
    }

    /** Returns the sum of the equations of all examples, followed by the sum of each group. */
    public double[] sumAndParts(List<double[]> equations) {
        return sumAndParts(equations, groupOf, sums.size());
    }

    /** Returns the sum of the equations of all examples, followed by the sum of each of these groups. */
    static double[] sumAndParts(List<double[]> equations, int[] groupOf, int groups) {
        int size = equations.get(0).length;
        double[] parts = new double[size * (1 + groups)];
        List<double[]> sumsOfGroups = sumsOfGroups(equations, groupOf, groups, size);
        for (int g = 0; g < sumsOfGroups.size(); g++) {
            System.arraycopy(sumsOfGroups.get(g), 0, parts, size * (1 + g), size);
            for (int k = 0; k < size; k++) {
                parts[k] += sumsOfGroups.get(g)[k];
            }
        }
        return parts;
    }

    /** Returns the variance of the sum of other equations of the same examples, estimated from the sums over the same groups. */
    DMatrixRMaj variance(List<double[]> equations) {
        return varianceOfSum(sumsOfGroups(equations, groupOf, sums.size(), equations.get(0).length));
    }

    /** Returns the variance of the sum of equations whose sums over the groups are given. */
    private DMatrixRMaj varianceOfSum(List<double[]> groupSums) {
        int size = groupSums.get(0).length;
        DMatrixRMaj variance = new DMatrixRMaj(size, size);
        double groups = groups();
        for (int g = 0; g < groupSums.size(); g++) {
            // if c copies have the sum s, each has the sum s / c; their outer products add up to s s^T / c
            add(groupSums.get(g), groups / (groups - 1) / copies[g], variance);
        }
        return variance;
    }

    /**
     * Returns the covariance of the unknowns; null if the Jacobian is singular, or becomes singular without one group.
     *
     * @param slopes the Jacobian in the basis: of the whole sum, and for the jackknife also of the sum of each group
     * @param basis the directions that are identified, one per row
     */
    @Nullable
    DMatrixRMaj covariance(Jacobian.Measured slopes, DMatrixRMaj basis) {
        Bread bread = Bread.ofReduced(slopes.whole().copy(), basis);
        if (bread.isSingular()) {
            return null;
        }
        if (!isJackknife) {
            return bread.around(CommonOps_DDRM.add(varianceOfSum(sums), simulated, null));
        }
        double groups = groups();
        DMatrixRMaj variance = new DMatrixRMaj(spread.numRows, spread.numRows);
        DMatrixRMaj covariance = bread.around(simulated);
        for (int g = 0; g < sums.size(); g++) {
            // leaves out a single copy of the group
            DMatrixRMaj slopesWithout = CommonOps_DDRM.add(
                    1, slopes.whole(), -1 / copies[g], slopes.parts().get(g), null);
            Bread breadWithout = Bread.ofReduced(slopesWithout, basis);
            if (breadWithout.isSingular()) {
                return null;
            }
            variance.zero();
            // (groups - 1) / groups is the factor of the jackknife
            add(sums.get(g), (groups - 1) / groups / copies[g], variance);
            CommonOps_DDRM.addEquals(covariance, breadWithout.around(variance));
        }
        return covariance;
    }

    double degreesOfFreedom() {
        // the variance of simulated noise is estimated from one difference per group, not per copy
        return (CommonOps_DDRM.elementMaxAbs(simulated) > 0 ? sums.size() : groups()) - 1;
    }

    /** Returns a warning for the user that standard errors rest on few groups, or are missing because of this; otherwise empty. */
    String warning(Inference inference) {
        double groups = groups();
        // errors by the model use neither clusters nor the jackknife
        boolean areByModel = Double.isInfinite(inference.degreesOfFreedom());
        boolean areTooFew = !areByModel && groups <= spread.numRows;
        boolean areMissing = inference.covariance() == null;
        if (!areTooFew && (groups >= FEW_GROUPS || areMissing || (areByModel && isClustered))) {
            return "";
        }
        String method = areByModel ? "" : ": each was left out in turn (jackknife), and intervals are by Student's t";
        return "standard errors are computed from only " + (int) groups + (isClustered ? " cluster" : " example")
                + (groups == 1 ? "" : "s")
                + (areTooFew ? ", too few for " + spread.numRows + " unknowns" : method);
    }
}
