package io.dither.exact;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * The smoothing of ranks by the smoothing of pairs: for perturbed scores X, sum_i rank_i X_i = sum over i &lt; j of
 * max(X_i, X_j).
 *
 * @param pair the smoothing of a pair
 * @param correction the number to subtract from the value of each pair: 2 E eps Z if the scores are u - eps Z, as
 *     for a minimiser whose theta is a {@linkplain io.dither.oracle.Trait#SCORED score}; 0 if they are u + eps Z
 */
record SmoothRanks(Smoothing pair, double correction) implements Smoothing {
    private interface PairVisitor {
        void visit(int i, int j, double[] scores);
    }

    private static void forEachPair(double[] u, PairVisitor visitor) {
        double[] scores = new double[2];
        for (int i = 0; i < u.length; i++) {
            for (int j = i + 1; j < u.length; j++) {
                scores[0] = u[i];
                scores[1] = u[j];
                visitor.visit(i, j, scores);
            }
        }
    }

    @Override
    public double valueAndMean(double[] u, double[] mean) {
        Arrays.fill(mean, 0);
        Compensated sum = new Compensated();
        double[] wins = new double[2];
        forEachPair(u, (i, j, scores) -> {
            sum.add(1, pair.valueAndMean(scores, wins) - correction);
            mean[i] += wins[0];
            mean[j] += wins[1];
        });
        return sum.value();
    }

    @Override
    public DMatrixRMaj jacobian(double[] u) {
        int n = u.length;
        DMatrixRMaj jacobian = new DMatrixRMaj(n, n);
        forEachPair(u, (i, j, scores) -> {
            double slope = pair.jacobian(scores).data[0];
            jacobian.data[i * n + i] += slope;
            jacobian.data[j * n + j] += slope;
            jacobian.data[i * n + j] = -slope;
            jacobian.data[j * n + i] = -slope;
        });
        return jacobian;
    }

    @Override
    public double[] product(double[] u, double[] v) {
        double[] product = new double[u.length];
        forEachPair(u, (i, j, scores) -> {
            double change = pair.jacobian(scores).data[0] * (v[i] - v[j]);
            product[i] += change;
            product[j] -= change;
        });
        return product;
    }
}
