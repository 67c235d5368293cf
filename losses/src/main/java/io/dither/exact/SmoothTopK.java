package io.dither.exact;

import org.ejml.data.DMatrixRMaj;

/**
 * The k largest of n scores, for any law, by quadrature over the score x of one of them: P_i = int f_i(x) P(at most k - 1
 * of the others exceed x) dx, F = sum_i int x f_i(x) P(..) dx, J_ij = -int f_i f_j P(exactly k - 1 of the rest exceed x)
 * dx.
 */
record SmoothTopK(int k, Law law) implements Smoothing {
    /** Moves the largest score to 0, so that a large common shift costs no digits: it adds k times itself to F. */
    @Override
    public double value(double[] u) {
        double largest = u[0];
        for (double score : u) {
            largest = Math.max(largest, score);
        }
        double[] centred = new double[u.length];
        for (int i = 0; i < u.length; i++) {
            centred[i] = u[i] - largest;
        }
        return k * largest + centredValue(centred);
    }

    private double centredValue(double[] u) {
        Quadrature quadrature = Quadrature.of(law, u);
        LeaveOneOut others = new LeaveOneOut(u.length, k);
        double[] below = new double[u.length];
        double sum = 0;
        for (int at = 0; at < quadrature.size(); at++) {
            double x = quadrature.node(at);
            fill(below, x, u);
            others.count(below);
            double density = 0;
            for (int i = 0; i < u.length; i++) {
                density += law.density(x, u[i]) * others.atMost(i);
            }
            sum += quadrature.weight(at) * x * density;
        }
        return sum;
    }

    private void fill(double[] below, double x, double[] u) {
        for (int i = 0; i < u.length; i++) {
            below[i] = law.cdf(x, u[i]);
        }
    }

    @Override
    public double[] mean(double[] u) {
        Quadrature quadrature = Quadrature.of(law, u);
        LeaveOneOut others = new LeaveOneOut(u.length, k);
        double[] below = new double[u.length];
        double[] mean = new double[u.length];
        for (int at = 0; at < quadrature.size(); at++) {
            double x = quadrature.node(at);
            fill(below, x, u);
            others.count(below);
            for (int i = 0; i < u.length; i++) {
                mean[i] += quadrature.weight(at) * law.density(x, u[i]) * others.atMost(i);
            }
        }
        return mean;
    }

    @Override
    public DMatrixRMaj jacobian(double[] u) {
        int n = u.length;
        Quadrature quadrature = Quadrature.of(law, u);
        LeaveOneOut others = new LeaveOneOut(n, k);
        double[] below = new double[n];
        double[] density = new double[n];
        DMatrixRMaj jacobian = new DMatrixRMaj(n, n);
        for (int at = 0; at < quadrature.size(); at++) {
            double x = quadrature.node(at);
            fill(below, x, u);
            for (int i = 0; i < n; i++) {
                density[i] = law.density(x, u[i]);
            }
            addPairs(quadrature.weight(at), density, below, others, jacobian);
        }
        mirror(jacobian);
        return jacobian;
    }

    /** Adds to the entries above the diagonal. */
    private static void addPairs(
            double weight, double[] density, double[] below, LeaveOneOut others, DMatrixRMaj jacobian) {
        int n = density.length;
        for (int i = 0; i < n - 1; i++) {
            if (density[i] > 0) {
                double kept = below[i];
                below[i] = 1;
                others.count(below);
                below[i] = kept;
                for (int j = i + 1; j < n; j++) {
                    jacobian.data[i * n + j] -= weight * density[i] * density[j] * others.exactly(j);
                }
            }
        }
    }

    /** Completes a symmetric matrix whose rows sum to 0, as sum(y) is always k. */
    private static void mirror(DMatrixRMaj jacobian) {
        int n = jacobian.numRows;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                double entry = jacobian.data[i * n + j];
                jacobian.data[j * n + i] = entry;
                jacobian.data[i * n + i] -= entry;
                jacobian.data[j * n + j] -= entry;
            }
        }
    }
}
