package io.dither.exact;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * The k largest of n scores, for any law, by quadrature over the score x of one of them: it is among the k largest with
 * probability P_i = int f_i(x) P(at most k - 1 of the others exceed x) dx, J_ij = -int f_i f_j P(exactly k - 1 of the rest
 * exceed x) dx.
 *
 * <p>What is integrated is the change that noise makes to the k largest of u: those that leave, and those that come. F is
 * the sum of the k largest, k E eps Z, and int x f_i(x) P(..) dx of those that come less those that leave.
 */
record SmoothTopK(int k, Law law) implements Smoothing {
    @Override
    public double value(double[] u) {
        Contest contest = new Contest(law, k, u);
        Compensated sum = new Compensated();
        for (int i = 0; i < k; i++) {
            sum.add(1, u[contest.order[i]]);
        }
        double surplus = Arrays.stream(moved(contest, true)).sum();
        sum.add(law.epsilon(), k * law.noise().mean() + surplus);
        return sum.value();
    }

    /** Integrates 1, or the score that is won or lost, over where one leaves the k largest, or comes to them. */
    private static double[] moved(Contest contest, boolean byScore) {
        LeaveOneOut others = contest.others();
        double[] moved = new double[contest.below.length];
        contest.integrate((x, weight) -> {
            contest.moveTo(x);
            if (!contest.isSettled()) {
                others.count(contest.below);
            }
            for (int i = 0; i < moved.length; i++) {
                double wins = contest.isSettled() ? contest.excess > 0 ? 0 : 1 : others.atMost(i);
                boolean leaves = i < contest.places;
                double share = leaves ? 1 - wins : wins;
                moved[i] += weight * (byScore ? leaves ? -x : x : 1) * contest.density[i] * share;
            }
        });
        return moved;
    }

    @Override
    public double[] mean(double[] u) {
        Contest contest = new Contest(law, k, u);
        double[] mean = new double[u.length];
        for (int i = 0; i < k; i++) {
            mean[contest.order[i]] = 1;
        }
        double[] moved = moved(contest, false);
        for (int i = 0; i < moved.length; i++) {
            double share = Math.max(0, Math.min(1, moved[i]));
            mean[contest.index(i)] = i < contest.places ? 1 - share : share;
        }
        return mean;
    }

    @Override
    public DMatrixRMaj jacobian(double[] u) {
        double[][] rows = new double[u.length][u.length];
        for (int i = 0; i < u.length; i++) {
            rows[i][i] = 1;
        }
        return new DMatrixRMaj(products(u, rows));
    }

    @Override
    public double[] product(double[] u, double[] v) {
        return products(u, v)[0];
    }

    /** Returns J v: entry i is int f_i sum over j of f_j (v_i - v_j) P(exactly k - 1 of the rest exceed x) dx. */
    private double[][] products(double[] u, double[]... vectors) {
        Contest contest = new Contest(law, k, u);
        int n = contest.below.length;
        LeaveOneOut all = contest.others();
        LeaveOneOut plain = all.less();
        LeaveOneOut weighted = all.less();
        double[] weights = new double[n];
        double[][] products = new double[vectors.length][u.length];
        contest.integrate((x, weight) -> {
            contest.moveTo(x);
            if (contest.isSettled()) {
                return;
            }
            all.count(contest.below);
            plain.count(contest.below, contest.density, all);
            for (int v = 0; v < vectors.length; v++) {
                for (int i = 0; i < n; i++) {
                    weights[i] = contest.density[i] * vectors[v][contest.index(i)];
                }
                weighted.count(contest.below, weights, all);
                for (int i = 0; i < n; i++) {
                    double rate = vectors[v][contest.index(i)] * plain.exactly(i, all) - weighted.exactly(i, all);
                    products[v][contest.index(i)] += weight * contest.density[i] * rate / law.epsilon();
                }
            }
        });
        return products;
    }
}
