package io.dither.learn.internal.search;

import io.dither.internal.algebra.Bread;
import io.dither.learn.model.FitSettings.Weighting;
import io.dither.random.ExampleKey;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.jspecify.annotations.Nullable;

/**
 * The middle of the sandwich: how the sum of the equations varies, by clusters where examples share them (Huber 1967; Liang and Zeger
 * 1986). The factor is G / (G - 1) for G clusters or examples; if they are few, each is left out in turn by a Newton step instead
 * (the jackknife; Mancl and DeRouen 2001), for the sandwich is then too short.
 *
 * @param sums the sums of the equations of the groups: clusters, or examples if each is one
 * @param members the group of each example
 * @param copies how many examples alike a group stands for
 * @param simulated the variance beyond that of single examples, where copies share the noise of simulation
 * @param spread the sum over examples of the outer products of their weighted equations, which says what is identified
 * @param clustered whether examples share clusters
 * @param isSmall whether each group is left out in turn, for which the slopes of each are wanted
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
public record Meat(
        List<double[]> sums,
        int[] members,
        double[] copies,
        DMatrixRMaj simulated,
        DMatrixRMaj spread,
        boolean clustered,
        boolean isSmall) {
    private static final int FEW = 20;
    /** Each of fewer groups than this is left out in turn. */
    private static final int SMALL = 200;
    /** Slopes of groups that are held at one time. */
    private static final double MOST_SLOPES = 2e7;

    /**
     * Adds up equations.
     *
     * @param equations of each example, times its weight
     * @param again the same with other noise, if copies share that of simulation; otherwise the same
     * @param clusters of each example
     * @param weights of each example
     * @param weighting what weights are
     */
    public static Meat of(
            List<double[]> equations,
            List<double[]> again,
            List<String> clusters,
            double[] weights,
            Weighting weighting) {
        int size = equations.get(0).length;
        int[] members = members(clusters);
        int groups = Arrays.stream(members).max().orElse(-1) + 1;
        boolean clustered = groups < members.length;
        double[] copies = new double[groups];
        Arrays.fill(copies, 1);
        DMatrixRMaj simulated = new DMatrixRMaj(size, size);
        DMatrixRMaj spread = new DMatrixRMaj(size, size);
        for (int i = 0; i < members.length; i++) {
            add(equations.get(i), 1, spread);
            if (!clustered && weighting == Weighting.FREQUENCY && weights[i] > 0) {
                copies[i] = weights[i];
                double[] difference = equations.get(i).clone();
                for (int k = 0; k < size; k++) {
                    difference[k] -= again.get(i)[k];
                }
                add(difference, Math.max(0, 1 - 1 / weights[i]) / 2, simulated);
            }
        }
        List<double[]> sums = split(equations, members, groups, size);
        boolean isSmall = Arrays.stream(copies).sum() < SMALL;
        return new Meat(sums, members, copies, simulated, spread, clustered, isSmall);
    }

    /** Numbers clusters in the order in which they come first. */
    private static int[] members(List<String> clusters) {
        long[] keys = clusters.stream().mapToLong(ExampleKey::of).toArray();
        long[] sorted = keys.clone();
        Arrays.sort(sorted);
        int size = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[size++] = sorted[i];
            }
        }
        int[] numbers = new int[size];
        int[] members = new int[keys.length];
        int groups = 0;
        for (int i = 0; i < keys.length; i++) {
            int place = Arrays.binarySearch(sorted, 0, size, keys[i]);
            numbers[place] = numbers[place] == 0 ? ++groups : numbers[place];
            members[i] = numbers[place] - 1;
        }
        return members;
    }

    /**
     * Returns the same, whose groups are each left out in turn if few of them tell of an unknown, however many there are.
     *
     * @param few how many tell of the unknown that the fewest tell of
     */
    public Meat leavingOut(double few) {
        boolean room = (double) sums.size() * spread.numRows * spread.numRows < MOST_SLOPES;
        return new Meat(sums, members, copies, simulated, spread, clustered, isSmall || (few < SMALL && room));
    }

    private static List<double[]> split(List<double[]> equations, int[] members, int groups, int size) {
        double[][] sums = new double[groups][size];
        for (int i = 0; i < members.length; i++) {
            for (int k = 0; k < size; k++) {
                sums[members[i]][k] += equations.get(i)[k];
            }
        }
        return List.of(sums);
    }

    private static void add(double[] vector, double factor, DMatrixRMaj sum) {
        DMatrixRMaj column = DMatrixRMaj.wrap(vector.length, 1, vector);
        CommonOps_DDRM.multAddTransB(factor, column, column, sum);
    }

    /** Returns how many clusters there are, or examples if each is one. */
    public double groups() {
        return Arrays.stream(copies).sum();
    }

    /** Returns the sum of equations of all examples, then those of each group, one after the other. */
    public double[] parts(List<double[]> equations) {
        return parts(equations, members, sums.size());
    }

    /** The same of other groups. */
    static double[] parts(List<double[]> equations, int[] members, int groups) {
        int size = equations.get(0).length;
        double[] parts = new double[size * (1 + groups)];
        List<double[]> split = split(equations, members, groups, size);
        for (int g = 0; g < split.size(); g++) {
            System.arraycopy(split.get(g), 0, parts, size * (1 + g), size);
            for (int k = 0; k < size; k++) {
                parts[k] += split.get(g)[k];
            }
        }
        return parts;
    }

    /** Returns the variance of the sum of other equations of the same examples, by the same groups. */
    DMatrixRMaj variance(List<double[]> equations) {
        int size = equations.get(0).length;
        DMatrixRMaj variance = new DMatrixRMaj(size, size);
        List<double[]> all = split(equations, members, sums.size(), size);
        for (int g = 0; g < all.size(); g++) {
            add(all.get(g), groups() / (groups() - 1) / copies[g], variance);
        }
        return variance;
    }

    /** Returns the covariance of the unknowns, nothing if it hangs on one group. */
    @Nullable
    DMatrixRMaj covariance(Jacobian.Measured slopes, DMatrixRMaj basis) {
        Bread bread = Bread.within(slopes.whole().copy(), basis);
        if (bread.isSingular()) {
            return null;
        }
        double groups = groups();
        DMatrixRMaj variance = new DMatrixRMaj(spread.numRows, spread.numRows);
        if (!isSmall) {
            for (int g = 0; g < sums.size(); g++) {
                add(sums.get(g), groups / (groups - 1) / copies[g], variance);
            }
            CommonOps_DDRM.addEquals(variance, simulated);
            return bread.around(variance);
        }
        DMatrixRMaj covariance = bread.around(simulated);
        for (int g = 0; g < sums.size(); g++) {
            DMatrixRMaj others = CommonOps_DDRM.add(
                    1, slopes.whole(), -1 / copies[g], slopes.parts().get(g), null);
            Bread without = Bread.within(others, basis);
            if (without.isSingular()) {
                return null;
            }
            variance.zero();
            add(sums.get(g), (groups - 1) / groups / copies[g], variance);
            CommonOps_DDRM.addEquals(covariance, without.around(variance));
        }
        return covariance;
    }

    double degreesOfFreedom() {
        return (CommonOps_DDRM.elementMaxAbs(simulated) > 0 ? sums.size() : groups()) - 1;
    }

    /** Returns what a person should know of the errors, or nothing. */
    String warning() {
        double groups = groups();
        if (groups >= FEW) {
            return "";
        }
        return "standard errors are over " + (int) groups + (clustered ? " cluster" : " example")
                + (groups == 1 ? "" : "s")
                + (groups > spread.numRows
                        ? ", few: each was left out in turn, and intervals are by Student's t"
                        : ", too few for " + spread.numRows + " unknowns: there are none");
    }
}
