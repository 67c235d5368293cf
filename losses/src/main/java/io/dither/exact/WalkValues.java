package io.dither.exact;

import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import java.util.Arrays;

/**
 * The sums over all walks to a target at a theta. The sum z(v) of exp(score / eps) over the walks from v solves z = M z
 * + e(target) (Akamatsu 1996; Fosgerau, Frejinger and Karlstrom 2013). Here M has exp(score / eps) of each arc, and
 * e(target) is 1 at the target and 0 elsewhere. Immutable.
 *
 * <p>z is scaled by the best walk from each vertex, so that no term is above 1. Vertices are numbered outwards from the
 * target. The first Gauss-Seidel sweep adds all walks whose arcs lead towards the target, to smaller numbers; each
 * further sweep adds the walks with one more arc away from the target. All terms are positive, and each sweep applies
 * the same linear map to the last increment, so that the least and the largest ratio of two increments bound the
 * remaining sum (Collatz and Wielandt). Without cycles the first sweep is the solution.
 */
final class WalkValues {
    /** The largest accepted relative error of a sum z: a few roundings. */
    private static final double TOLERANCE = 1e-15;
    /** After this number of sweeps the sum over walks is taken to diverge. */
    private static final int MAX_SWEEPS = 20_000;
    /** The largest accepted rate: above it flows would need hundreds of thousands of sweeps. */
    private static final double MAX_RATE = 1 - 1e-4;

    private final Walks walks;
    private final double epsilon;
    /** The score of the best walk from each vertex. */
    private final double[] best;
    /** z exp(-best / eps), at least 1. */
    private final double[] scaled;
    /** M in the same scale: exp((score + best of the head - best of the tail) / eps). */
    private final double[] factors;
    /** A bound of the factor by which a sweep reduces the error, below 1; 0 without cycles. */
    private double rate;

    /** Computes the sums for the given scores of all arcs. */
    WalkValues(Walks walks, double[] scores, double epsilon) {
        this.walks = walks;
        this.epsilon = epsilon;
        best = best(walks, scores, epsilon);
        scaled = new double[walks.size];
        factors = new double[walks.heads.length];
        for (int u = 0; u < walks.size; u++) {
            for (int a = walks.start[u]; a < walks.start[u + 1]; a++) {
                factors[a] = Math.exp((scores[a] + best[walks.heads[a]] - best[u]) / epsilon);
            }
        }
        sweep(scaled, 1);
        if (!walks.isAcyclic) {
            addLongerWalks();
        }
    }

    /** Finds the scores of the best walks from each vertex by sweeps from the target outwards. */
    private static double[] best(Walks walks, double[] scores, double epsilon) {
        double[] best = new double[walks.size];
        Arrays.fill(best, Double.NEGATIVE_INFINITY);
        best[0] = 0;
        boolean hasChanged = true;
        for (int sweep = 0; hasChanged; sweep++) {
            // otherwise a cycle has a positive score, and no walk is the best
            requireLimit(sweep <= walks.size && best[0] == 0, epsilon);
            hasChanged = false;
            for (int u = 0; u < walks.size; u++) {
                for (int a = walks.start[u]; a < walks.start[u + 1]; a++) {
                    double score = scores[a] + best[walks.heads[a]];
                    if (score > best[u]) {
                        best[u] = score;
                        hasChanged = !walks.isAcyclic; // without cycles one sweep is enough
                    }
                }
            }
        }
        return best;
    }

    /**
     * Replaces x by M x + constant e(target) in the order of the numbers, using new values at once (Gauss-Seidel). The
     * constant is 1 for z, and 0 for an increment of z.
     */
    private void sweep(double[] x, double constant) {
        for (int u = 0; u < x.length; u++) {
            double sum = u == 0 ? constant : 0;
            for (int a = walks.start[u]; a < walks.start[u + 1]; a++) {
                sum += factors[a] * x[walks.heads[a]];
            }
            // subnormal sums become 0: rounding could keep them from shrinking, as if the sum over walks had no limit
            x[u] = sum < Double.MIN_NORMAL ? 0 : sum;
        }
    }

    /** Adds the walks that go away from the target, one more arc away per sweep, until the remaining sum is known. */
    private void addLongerWalks() {
        double[] added = scaled.clone();
        // the increment of the previous sweep
        double[] previous = scaled.clone();
        for (int sweeps = 0; ; sweeps++) {
            sweep(added, 0);
            double smallestRatio = Double.POSITIVE_INFINITY;
            double largestRatio = 0;
            double largestShare = 0;
            for (int u = 0; u < added.length; u++) {
                scaled[u] += added[u];
                largestShare = Math.max(largestShare, added[u] / scaled[u]);
                if (previous[u] > 0 || added[u] > 0) {
                    double ratio = added[u] / previous[u]; // infinite if earlier walks from u underflowed to 0
                    smallestRatio = Math.min(smallestRatio, ratio);
                    largestRatio = Math.max(largestRatio, ratio);
                }
                previous[u] = added[u];
            }
            if (largestShare == 0) {
                return; // the terms of all further walks underflow to 0
            }
            // the share is NaN if a sum that diverges has overflowed
            requireLimit(smallestRatio < 1 && sweeps < MAX_SWEEPS && largestShare <= 1, epsilon);
            // bounds of the remaining sum, in units of the last increment
            double upper = largestRatio / (1 - largestRatio);
            double lower = smallestRatio / (1 - smallestRatio);
            double middle = (upper + lower) / 2;
            if (largestRatio < 1 && largestShare * (upper - middle) <= TOLERANCE) {
                requireLimit(largestRatio <= MAX_RATE, epsilon);
                rate = largestRatio;
                for (int u = 0; u < added.length; u++) {
                    scaled[u] += added[u] * middle;
                }
                return;
            }
        }
    }

    private static void requireLimit(boolean exists, double epsilon) {
        if (!exists) {
            throw new OracleException(
                    Code.UNBOUNDED,
                    "the sum over all walks has no limit, or nearly none, at epsilon = " + epsilon
                            + ": costs are too small"
                            + " compared with it, because the graph has cycles. Maybe choose a smaller epsilon, or larger costs");
        }
    }

    /** Returns eps log z(u). If vertices have scores, the score of u itself is not included. */
    double value(int u) {
        return best[u] + epsilon * Math.log(scaled[u]);
    }

    /** Returns the Markov chain of the walks: at u it takes the arc a with probability M(a) z(head) / z(u). */
    WalkChain chain() {
        double[] probabilities = new double[factors.length];
        for (int u = 0; u < walks.size; u++) {
            for (int a = walks.start[u]; a < walks.start[u + 1]; a++) {
                probabilities[a] = factors[a] * scaled[walks.heads[a]] / scaled[u];
            }
        }
        return new WalkChain(walks, probabilities, epsilon, rate);
    }
}
