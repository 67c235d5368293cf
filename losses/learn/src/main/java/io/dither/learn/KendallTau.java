package io.dither.learn;

import io.dither.error.Arguments;

/** Kendall's rank correlation, which measures how far two rankings agree on the order of pairs. */
public final class KendallTau {
    private KendallTau() {}

    /**
     * Computes tau-b = (concordant - discordant) / sqrt((pairs not tied in a) * (pairs not tied in b)).
     *
     * <p>Without ties this is 1 - 4 * inversions / (n (n - 1)). Only the order of the numbers matters, so scores may be
     * given instead of ranks. Takes n (n - 1) / 2 steps.
     *
     * @param a n scores or ranks; read only
     * @param b n scores or ranks; read only
     * @return tau-b, from -1 (reversed) to 1 (equal); 0 if all numbers of one ranking are equal
     */
    public static double between(double[] a, double[] b) {
        Arguments.finite("b", b, a.length);
        Arguments.finite("a", a, b.length);
        double agreement = 0;
        double untiedA = 0;
        double untiedB = 0;
        for (int i = 1; i < a.length; i++) {
            for (int j = 0; j < i; j++) {
                int orderA = order(a[i], a[j]);
                int orderB = order(b[i], b[j]);
                agreement += orderA * orderB;
                untiedA += Math.abs(orderA);
                untiedB += Math.abs(orderB);
            }
        }
        return untiedA == 0 || untiedB == 0 ? 0 : agreement / (Math.sqrt(untiedA) * Math.sqrt(untiedB));
    }

    // Double.compare would order -0 before 0
    private static int order(double x, double y) {
        return x < y ? -1 : x > y ? 1 : 0;
    }
}
