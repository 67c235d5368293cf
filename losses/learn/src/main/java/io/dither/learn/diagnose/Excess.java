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
 * What observed decisions cost more than the best ones under a fitted model, in the units of theta and in the direction of a loss:
 * at least 0 where the solver is exact. A decider who sees what the model does not see need not be optimal for any theta.
 *
 * @param mean the mean, weighted, with its interval
 * @param relative the sum of what they cost more, against the sum of the best costs; says nothing where these have both signs
 * @param hasRatio whether costs have one sign, so that the ratio says something
 * @param median half of the decisions cost at most so much more
 * @param ninety nine of ten do
 * @param worst all do
 * @param optimal the share that costs no more than the best
 */
public record Excess(
        Metric mean, Metric relative, boolean hasRatio, double median, double ninety, double worst, double optimal) {
    private static final double TIE = 1e-9;

    static Excess of(List<Outcome> outcomes) {
        double[] sorted = outcomes.stream().mapToDouble(Excess::of).sorted().toArray();
        long optimal = Arrays.stream(sorted).filter(excess -> excess <= 0).count();
        return new Excess(
                Metrics.mean("excess", outcomes, Excess::of),
                Metrics.ratio("excess ratio", outcomes, Excess::of, one -> Math.abs(one.cost())),
                outcomes.stream().allMatch(Excess::hasRatio),
                quantile(sorted, 0.5),
                quantile(sorted, 0.9),
                sorted[sorted.length - 1],
                (double) optimal / sorted.length);
    }

    /** Whether it is known: a constant h(y) of an unobserved solution is not. */
    static boolean isKnown(Outcome outcome) {
        return Double.isFinite(outcome.observedCost()) && outcome.predicted().offset() == 0;
    }

    /** {@return whether the costs of a decision have one sign, so that a ratio of them says something} */
    public static boolean hasRatio(Outcome outcome) {
        LinearOracle oracle = outcome.observation().oracle();
        return oracle.sense() == Sense.MINIMIZE && oracle.domain().inward() != 0 && outcome.cost() != 0;
    }

    /** Sums in another order are ties. */
    static double of(Outcome outcome) {
        double excess = outcome.observation().oracle().sense().sign() * (outcome.cost() - outcome.observedCost());
        return Math.abs(excess) <= TIE * Math.max(Math.abs(outcome.cost()), Math.abs(outcome.observedCost()))
                ? 0
                : excess;
    }

    /** Interpolates between order statistics (Hyndman and Fan 1996, definition 7). */
    static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        double part = place - below;
        return part == 0 ? sorted[below] : sorted[below] * (1 - part) + sorted[below + 1] * part;
    }

    /** The examples of which it is known, worst first; those that tie by their ids. */
    static List<Outcome> worst(List<Outcome> outcomes, int most) {
        Outcome[] sorted = outcomes.stream().filter(Excess::isKnown).toArray(Outcome[]::new);
        Arrays.sort(
                sorted,
                Comparator.<Outcome>comparingDouble(Excess::of)
                        .reversed()
                        .thenComparing(one -> one.observation().id()));
        return List.of(sorted).subList(0, Math.min(most, sorted.length));
    }
}
