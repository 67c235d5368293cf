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
        double[] moved = moved(contest, true);
        double surplus = k * law.noise().mean();
        for (int i = 0; i < moved.length; i++) {
            surplus += i < contest.places ? -moved[i] : moved[i];
        }
        Compensated sum = new Compensated();
        for (int i = 0; i < k; i++) {
            sum.add(1, u[contest.order[i]]);
        }
        sum.add(law.epsilon(), surplus);
        return sum.value();
    }

    /** Integrates 1, or the score, over where one leaves the k largest, or comes to them. */
    private static double[] moved(Contest contest, boolean byScore) {
        LeaveOneOut others = LeaveOneOut.of(contest.size(), contest.places);
        double[] moved = new double[contest.size()];
        contest.integrate((x, weight) -> {
            contest.moveTo(x);
            if (!contest.isSettled()) {
                others.count(contest.below);
            }
            for (int i = 0; i < moved.length; i++) {
                double wins = contest.isSettled() ? contest.isCrowded() ? 0 : 1 : others.atMost(i);
                double share = i < contest.places ? 1 - wins : wins;
                moved[i] += weight * (byScore ? x : 1) * contest.density[i] * share;
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
        // what is common to all coordinates changes nothing, and would cost digits
        return products(u, Arrays.stream(v).map(x -> x - v[0]).toArray())[0];
    }

    /** Returns J v: entry i is int f_i sum over j of f_j (v_i - v_j) P(exactly k - 1 of the rest exceed x) dx. */
    private double[][] products(double[] u, double[]... vectors) {
        Contest contest = new Contest(law, k, u);
        int n = contest.size();
        LeaveOneOut all = LeaveOneOut.of(n, contest.places);
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
