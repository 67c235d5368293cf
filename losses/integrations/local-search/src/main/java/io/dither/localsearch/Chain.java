package io.dither.localsearch;

import io.dither.error.OracleException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Move;
import io.dither.oracle.capability.Walk;
import io.dither.random.KeyedRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A Metropolis-Hastings chain with the law exp(&lt;scores, y&gt;), up to a factor: a proposal is accepted with
 * probability min(1, exp(log ratio + change)), with the log ratio of {@link Walk#propose} and the change of &lt;scores,
 * y&gt;.
 */
final class Chain {
    /** The approximate number of values of &lt;scores, y&gt; that are recorded for the autocorrelation. */
    private static final int TRACE_LENGTH = 1024;

    /** The number of temperatures of an annealed burn-in, from high to the final one. */
    private static final int STAGES = 10;
    /** The number of intervals of the integral over temperatures; even, as Simpson's rule requires. */
    private static final int INTERVALS = 20;

    private final ChainSettings settings;
    private final Walk walk;
    /** Theta over epsilon for an oracle of scores, -theta over epsilon for costs. */
    private final double[] scores;

    private final KeyedRandom random;
    private final Move move = new Move();
    /** The score &lt;scores, y&gt; of the current point; {@link #run} sets it after the burn-in. */
    private double currentScore;

    Chain(ChainSettings settings, Walk walk, LinearOracle oracle, double[] theta, KeyedRandom random) {
        this.settings = settings;
        this.walk = walk;
        this.random = random;
        double scale = oracle.sense().sign() / settings.epsilon();
        scores = new double[theta.length];
        Arrays.setAll(scores, i -> scale * theta[i]);
    }

    /**
     * Begins at a point, and runs the burn-in unless {@code isBurntIn}. If {@code from} is null, begins at an arbitrary
     * point, and the burn-in is annealed.
     */
    private void begin(@Nullable Vertex from, boolean isBurntIn) {
        if (from == null) {
            walk.begin(random);
            double[] tempered = new double[scores.length];
            for (int stage = 0; stage < STAGES; stage++) {
                double inverseTemperature = (stage + 1.0) / STAGES;
                Arrays.setAll(tempered, i -> inverseTemperature * scores[i]);
                int end = (int) ((stage + 1L) * settings.burnIn() / STAGES);
                for (int t = (int) ((long) stage * settings.burnIn() / STAGES); t < end; t++) {
                    step(tempered, null);
                }
            }
        } else {
            walk.begin(from);
            for (int t = 0; t < (isBurntIn ? 0 : settings.burnIn()); t++) {
                step(scores, null);
            }
        }
    }

    /** Begins the walk at an arbitrary point; returns false if the walk finds no point. */
    boolean beginAnywhere() {
        try {
            walk.begin(random);
            return true;
        } catch (OracleException notFound) {
            return false;
        }
    }

    Vertex currentPoint() {
        Vertex point = new Vertex(scores.length);
        walk.write(point);
        return point;
    }

    /**
     * Makes a step under the given scores, and adds its move to the sums if there are any; returns whether it moved.
     */
    private boolean step(double[] stepScores, @Nullable ChainSums sums) {
        double logRatio = walk.propose(random, stepScores, move);
        double threshold = random.nextExponential(); // minus the logarithm of a uniform number in (0, 1)
        if (logRatio == Double.NEGATIVE_INFINITY) {
            return false;
        }
        double change = move.dot(stepScores);
        if (logRatio + change < -threshold) {
            return false;
        }
        walk.apply();
        currentScore += change;
        if (sums != null) {
            sums.move(move);
        }
        return true;
    }

    /** Runs the chain, and estimates the mean of y. */
    ChainSums.Result means(@Nullable Vertex from, boolean isBurntIn, ChainSums sums) {
        return run(from, isBurntIn, sums, new double[0], new double[0], new int[0]);
    }

    /**
     * Runs the chain, and sums y times the weight &lt;v, y&gt; - &lt;v, mean&gt;, for the covariances of y with &lt;v,
     * y&gt;. The random numbers of the chain are those of {@link #means}, so that it visits the same points.
     *
     * @param v the vector; empty to sum y itself, with a weight of 1
     * @param mean the mean of y from an earlier run; empty if v is empty
     * @param coordinates the coordinates at which the mean may differ from 0
     */
    ChainSums.Result run(
            @Nullable Vertex from, boolean isBurntIn, ChainSums sums, double[] v, double[] mean, int[] coordinates) {
        begin(from, isBurntIn);
        Vertex point = currentPoint();
        sums.begin(point, coordinates);
        currentScore = point.dot(scores);
        boolean isWeighted = v.length > 0;
        double weight = isWeighted ? point.dot(v) - dot(v, mean, coordinates) : 1;
        int batches = settings.batches();
        int steps = settings.steps();
        int stride = Math.max(1, steps / TRACE_LENGTH);
        double[] trace = new double[steps / stride];
        int batch = 1;
        int endOfLastBatch = 0;
        for (int t = 1; t <= steps; t++) {
            if (step(scores, sums) && isWeighted) {
                weight += move.dot(v);
            }
            sums.step(weight);
            if (t % stride == 0) {
                trace[t / stride - 1] = currentScore;
            }
            if (t == (int) ((long) batch * steps / batches)) { // batches differ by at most one step in length
                sums.endBatch(t - endOfLastBatch, mean);
                if (batch == batches / 2 || batch == batches) {
                    sums.endHalf(batch == batches ? batches - batches / 2 : batches / 2);
                }
                endOfLastBatch = t;
                batch++;
            }
        }
        return sums.result(trace, walk.isExact(), currentPoint());
    }

    private static double dot(double[] v, double[] mean, int[] coordinates) {
        double sum = 0;
        for (int i : coordinates) {
            sum += v[i] * mean[i];
        }
        return sum;
    }

    /**
     * Returns log Z(scores) - log Z(0), where Z(s) is the sum of exp(&lt;s, y&gt;) over all feasible y: the integral
     * over inverse temperatures b from 0 to 1 of the mean of &lt;scores, y&gt; under the scores b * scores. Simpson's
     * rule takes equal steps of r = sqrt(b), because the mean changes most at small b; the integrand is then 2 r times
     * the mean, 0 at the beginning.
     */
    double logPartitionDifference() {
        walk.begin(random);
        double[] tempered = new double[scores.length];
        for (int t = 0; t < settings.burnIn(); t++) {
            step(tempered, null); // all scores are still 0, as at b = 0
        }
        double integral = 0;
        int stepsPerPoint = Math.max(1, settings.steps() / INTERVALS);
        for (int k = 1; k <= INTERVALS; k++) {
            double root = (double) k / INTERVALS;
            Arrays.setAll(tempered, i -> root * root * scores[i]);
            for (int t = 0; t < stepsPerPoint / 2; t++) { // burn-in at this temperature
                step(tempered, null);
            }
            double score = currentPoint().dot(scores);
            double sum = 0;
            for (int t = 0; t < stepsPerPoint; t++) {
                if (step(tempered, null)) {
                    score += move.dot(scores);
                }
                sum += score;
            }
            integral += simpsonWeight(k) * 2 * root * sum / stepsPerPoint / (3 * INTERVALS);
        }
        return integral;
    }

    /**
     * Returns the weight of the k-th point of Simpson's rule, up to the factor 1 / (3 * INTERVALS). The point 0 has no
     * weight here, because the integrand is 0 there.
     */
    private static double simpsonWeight(int k) {
        if (k == INTERVALS) {
            return 1;
        }
        return k % 2 == 1 ? 4 : 2;
    }
}
