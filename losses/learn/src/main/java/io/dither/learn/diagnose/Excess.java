package io.dither.learn.diagnose;

import io.dither.learn.Metrics;
import io.dither.learn.Outcome;
import io.dither.learn.model.Metric;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The excess cost of observed decisions under a fitted model, in the units of theta: the cost of the observed decision
 * minus the cost of the best decision (for scores, the score of the best decision minus the score of the observed
 * decision). It is at least 0 if the solver is exact and the observed decision is feasible. If deciders know more than
 * the model, their decisions need not be optimal for any theta.
 *
 * @param mean the mean, weighted by the weights of the examples, with its interval
 * @param relative the sum of the excess divided by the sum of the absolute best costs, both weighted like the mean; it has
 *     a meaning only if {@code hasRatio}
 * @param hasRatio whether {@link #hasRatio(Outcome)} is true for all examples
 * @param median the median of the excess; here and below, all examples have the same weight
 * @param percentile90 the 90th percentile of the excess
 * @param worst the largest excess
 * @param optimal the share of decisions whose excess is not above 0
 */
public record Excess(
        Metric mean,
        Metric relative,
        boolean hasRatio,
        double median,
        double percentile90,
        double worst,
        double optimal) {
    /** Decisions cost the same if their costs differ by no more than this share of the larger absolute cost. */
    private static final double TIE_TOLERANCE = 1e-9;

    static Excess of(List<Outcome> outcomes) {
        double[] sorted = outcomes.stream().mapToDouble(Excess::of).sorted().toArray();
        long optimal = Arrays.stream(sorted).filter(excess -> excess <= 0).count();
        return new Excess(
                Metrics.mean("excess", outcomes, Excess::of),
                Metrics.ratio("excess ratio", outcomes, Excess::of, outcome -> Math.abs(outcome.cost())),
                outcomes.stream().allMatch(Excess::hasRatio),
                quantile(sorted, 0.5),
                quantile(sorted, 0.9),
                sorted[sorted.length - 1],
                (double) optimal / sorted.length);
    }

    /**
     * Returns whether the excess is known. It is unknown if no decision was observed. It is also unknown if the oracle adds
     * a term h(y), which does not depend on theta, to the objective, because h of the observed decision is unknown.
     */
    static boolean isKnown(Outcome outcome) {
        return Double.isFinite(outcome.observedCost()) && outcome.predicted().offset() == 0;
    }

    /**
     * {@return whether the excess of an example divided by the cost of its best decision has a meaning: the oracle minimises, all its costs
     * have the same sign, and the cost of the best decision is not 0; false for scores, whose zero is arbitrary}
     */
    public static boolean hasRatio(Outcome outcome) {
        LinearOracle oracle = outcome.observation().oracle();
        // the direction is not 0 if costs have bounds on one side only; as a rule, these bounds are 0
        return oracle.sense() == Sense.MINIMIZE && oracle.domain().unboundedDirection() != 0 && outcome.cost() != 0;
    }

    /** Returns the excess of an observed decision; 0 if it is only a rounding error. */
    static double of(Outcome outcome) {
        double excess = outcome.observation().oracle().sense().sign() * (outcome.cost() - outcome.observedCost());
        return Math.abs(excess) <= TIE_TOLERANCE * Math.max(Math.abs(outcome.cost()), Math.abs(outcome.observedCost()))
                ? 0
                : excess;
    }

    /** Interpolates between order statistics (Hyndman and Fan 1996, definition 7). */
    static double quantile(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) position;
        double fraction = position - below;
        return fraction == 0 ? sorted[below] : sorted[below] * (1 - fraction) + sorted[below + 1] * fraction;
    }

    /** Returns the examples with the largest known excess, the largest first; examples of equal excess are ordered by their ids. */
    static List<Outcome> worstExamples(List<Outcome> outcomes, int limit) {
        Outcome[] sorted = outcomes.stream().filter(Excess::isKnown).toArray(Outcome[]::new);
        Arrays.sort(
                sorted,
                Comparator.<Outcome>comparingDouble(Excess::of)
                        .reversed()
                        .thenComparing(outcome -> outcome.observation().id()));
        return List.of(sorted).subList(0, Math.min(limit, sorted.length));
    }
}
