package io.dither.exact;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * The k largest of n scores, for any law, by quadrature over the value x of score i. Score i is among the k largest
 * with probability P_i = int f_i(x) P(at most k - 1 of the other scores exceed x) dx, where f_i is its density. The
 * Jacobian is J_ij = -int f_i f_j P(exactly k - 1 of the scores except i and j exceed x) dx.
 *
 * <p>Noise changes the set of the k largest of u: scores leave the set, and other scores enter it. Only this change is
 * integrated. F is the sum of the k largest of u, plus k E eps Z, plus the sum of int x f_i(x) P(i enters at x) dx over
 * the scores that can enter, minus the sum of int x f_i(x) P(i leaves at x) dx over the scores that can leave. Score i
 * enters at x if at most k - 1 of the other scores exceed x, and leaves at x if k or more of them do.
 */
record SmoothTopK(int k, Law law) implements Smoothing {
    @Override
    public double valueAndMean(double[] u, double[] mean) {
        Contest contest = new Contest(law, k, u);
        Arrays.fill(mean, 0);
        Compensated value = new Compensated();
        for (int i = 0; i < k; i++) {
            mean[contest.order[i]] = 1;
            value.add(1, u[contest.order[i]]);
        }
        double[] moved = new double[contest.below.length];
        double surplus = Arrays.stream(addMoves(contest, moved)).sum();
        for (int i = 0; i < moved.length; i++) {
            double probability = Math.max(0, Math.min(1, moved[i]));
            mean[contest.index(i)] = i < contest.places ? 1 - probability : probability;
        }
        value.add(law.epsilon(), k * law.noise().mean() + surplus);
        return value.value();
    }

    /**
     * Adds to {@code moved} the probability that each score of the contest leaves the k largest (the first {@code
     * places} scores) or enters them (the other scores). Returns a term for each score; the sum of all terms is how much
     * the moves add to the mean of the sum of the k largest, in units of eps. A single term has no meaning of its own,
     * as x is a difference from the k-th largest score.
     */
    private static double[] addMoves(Contest contest, double[] moved) {
        LeaveOneOut exceeding = contest.counter();
        double[] gains = new double[moved.length];
        contest.integrate((x, weight) -> {
            contest.moveTo(x);
            boolean isSettled = contest.isSettled();
            if (!isSettled) {
                exceeding.count(contest.below);
            }
            // if settled, it is certain whether more or fewer than k scores exceed x
            double settledWins = contest.excess > 0 ? 0 : 1;
            for (int i = 0; i < moved.length; i++) {
                double wins = isSettled ? settledWins : exceeding.atMost(i);
                boolean leaves = i < contest.places;
                double moves = leaves ? 1 - wins : wins; // P(score i leaves, or enters, at x)
                moved[i] += weight * contest.density[i] * moves;
                gains[i] += weight * (leaves ? -x : x) * contest.density[i] * moves;
            }
        });
        return gains;
    }

    @Override
    public DMatrixRMaj jacobian(double[] u) {
        double[][] rows = new double[u.length][u.length];
        for (int i = 0; i < u.length; i++) {
            rows[i][i] = 1;
        }
        double[][] jacobian = new double[u.length][u.length];
        products(u, rows, jacobian);
        return new DMatrixRMaj(jacobian);
    }

    @Override
    public double[] product(double[] u, double[] v) {
        double[] product = new double[u.length];
        products(u, new double[][] {v}, new double[][] {product});
        return product;
    }

    /**
     * Entry i of J v is int f_i sum over j of f_j (v_i - v_j) P(exactly k - 1 of the scores except i and j exceed x)
     * dx.
     */
    @Override
    public void products(double[] u, double[][] vectors, double[][] products) {
        Contest contest = new Contest(law, k, u);
        int n = contest.below.length;
        LeaveOneOut exceeding = contest.counter();
        LeaveOneOut unweighted = exceeding.withoutSecond();
        LeaveOneOut weighted = exceeding.withoutSecond();
        double[] weights = new double[n];
        for (double[] product : products) {
            Arrays.fill(product, 0);
        }
        contest.integrate((x, nodeWeight) -> {
            contest.moveTo(x);
            if (contest.isSettled()) {
                return;
            }
            exceeding.count(contest.below);
            // sums over the second score j: of f_j P(...), and of v_j f_j P(...) for each vector v = vectors[p]
            unweighted.count(contest.below, contest.density, exceeding);
            for (int p = 0; p < vectors.length; p++) {
                for (int i = 0; i < n; i++) {
                    weights[i] = contest.density[i] * vectors[p][contest.index(i)];
                }
                weighted.count(contest.below, weights, exceeding);
                for (int i = 0; i < n; i++) {
                    // x is in units of eps, v is not
                    double sum = vectors[p][contest.index(i)] * unweighted.exactly(i, exceeding)
                            - weighted.exactly(i, exceeding);
                    products[p][contest.index(i)] += nodeWeight * contest.density[i] * sum / law.epsilon();
                }
            }
        });
    }
}
