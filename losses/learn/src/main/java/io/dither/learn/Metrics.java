package io.dither.learn;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.layer.Costs;
import io.dither.layer.Decision;
import io.dither.learn.model.Metric;
import io.dither.learn.model.Metric.Better;
import io.dither.learn.model.Observation;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Polytope;
import io.dither.oracle.capability.StructuredOracle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Metrics of decisions. Each is a mean over examples, or a ratio of means. Its confidence interval counts each cluster
 * of examples (such as all decisions of a person) as one observation. Most metrics compare decisions with the observed
 * decisions; regret needs true costs instead.
 */
public final class Metrics {
    private static final String EXACT = "exact match";
    private static final String ACCURACY = "coordinate accuracy";
    private static final String KENDALL = "Kendall's tau";
    private static final String HAMMING = "Hamming distance";
    private static final String LOG_SCORE = "log score";
    private static final String RATIO = "cost ratio";
    private static final String REGRET = "regret (ratio of sums)";
    private static final String WORST = "regret, worst of ties";
    private static final String MEAN_REGRET = "regret (mean of ratios)";
    private static final List<String> NAMES =
            List.of(EXACT, HAMMING, ACCURACY, LOG_SCORE, RATIO, KENDALL, REGRET, WORST, MEAN_REGRET);

    private Metrics() {}

    /**
     * Computes the first metric whose name begins with a text.
     *
     * @param outcomes the decisions, at least one
     * @param name a name or its beginning, such as {@code exact match} or {@code regret}
     * @return the metric
     * @throws InvalidArgumentException if these examples have no such metric
     */
    public static Metric named(List<Outcome> outcomes, String name) {
        List<Metric> all = of(outcomes);
        return all.stream()
                .filter(metric -> metric.name().startsWith(name))
                .findFirst()
                .orElseThrow(
                        () -> new InvalidArgumentException(
                                "no metric of these examples is named '" + name + "'",
                                "Maybe one of " + all.stream().map(Metric::name).toList()
                                        + "; regret needs true costs, the cost ratio needs costs of one sign, and the log score needs probabilities that can be computed"));
    }

    /**
     * {@return the metric by which settings are chosen}
     *
     * @param outcomes the decisions, at least one
     * @param name a name or its beginning; default: regret if all true costs are known, otherwise the log score if all decisions have
     *     probabilities, otherwise the coordinate accuracy
     */
    public static Metric forChoosing(List<Outcome> outcomes, Optional<String> name) {
        String withoutCosts = haveProbabilities(outcomes) ? LOG_SCORE : ACCURACY;
        return named(outcomes, name.orElse(areCostsKnown(outcomes) ? REGRET : withoutCosts));
    }

    /**
     * Checks the name of a metric before there are outcomes.
     *
     * @param name a name or its beginning
     * @throws InvalidArgumentException if no metric has such a name
     */
    public static void requireName(String name) {
        Arguments.require(
                NAMES.stream().anyMatch(title -> title.startsWith(name)),
                "no metric is named '" + name + "'",
                "Maybe one of " + NAMES);
    }

    /**
     * Computes all metrics that the examples allow. The log score is the mean {@linkplain Outcome#logProbability log
     * probability} of the observed decisions; it is left out if the probability of any decision is unknown. The cost
     * ratio is the cost of the observed decisions divided by the cost of the predicted decisions, both at the model's
     * costs: at least 1 if costs are at least 0, and best at 1. It is left out if costs have both signs, and for
     * scores, because the zero of scores is arbitrary. If the true costs are known, the regret of a decision is by how
     * much it costs more, at the true costs, than the best decision. Three metrics use it: the sum of the regrets divided
     * by the sum of the optimal costs (absolute values); the same with the {@linkplain Outcome#worst worst} of the
     * decisions that tie instead of the predicted decisions; and the mean of each example's regret divided by its
     * optimal cost.
     *
     * @param outcomes the decisions, at least one
     * @return the metrics
     */
    public static List<Metric> of(List<Outcome> outcomes) {
        Arguments.atLeast("number of outcomes", outcomes.size(), 1);
        List<Metric> metrics = new ArrayList<>();
        if (haveDecisions(outcomes)) {
            metrics.addAll(ofDecisions(outcomes));
        }
        if (areCostsKnown(outcomes)) {
            metrics.addAll(ofCosts(outcomes));
        }
        return List.copyOf(metrics);
    }

    private static List<Metric> ofDecisions(List<Outcome> outcomes) {
        List<Metric> metrics = new ArrayList<>();
        metrics.add(exactMatch(outcomes));
        metrics.add(mean(HAMMING, outcomes, Outcome::mismatches).withRange(0, Double.POSITIVE_INFINITY));
        metrics.add(share(
                ACCURACY,
                outcomes,
                outcome ->
                        1 - (double) outcome.mismatches() / outcome.predicted().dimension()));
        if (haveProbabilities(outcomes)) {
            metrics.add(mean(LOG_SCORE, outcomes, Outcome::logProbability)
                    .withRange(Double.NEGATIVE_INFINITY, 0)
                    .withBetter(Better.HIGHER));
        }
        if (haveCostRatio(outcomes)) {
            metrics.add(
                    ratio(RATIO, outcomes, Outcome::observedCost, Outcome::cost).withBetter(Better.CLOSER_TO_ONE));
        }
        boolean areRankings = outcomes.stream()
                .allMatch(outcome -> outcome.observation()
                        .oracle()
                        .as(StructuredOracle.class)
                        .filter(oracle -> oracle.polytope() instanceof Polytope.Permutahedron)
                        .isPresent());
        if (areRankings) {
            metrics.add(mean(
                            KENDALL,
                            outcomes,
                            outcome -> KendallTau.between(
                                    outcome.predicted().toArray(),
                                    outcome.observation().target().values()))
                    .withRange(-1, 1)
                    .withBetter(Better.HIGHER));
        }
        return metrics;
    }

    private static List<Metric> ofCosts(List<Outcome> outcomes) {
        List<Metric> metrics = new ArrayList<>();
        List<Vertex> best =
                outcomes.stream().map(outcome -> best(outcome.observation())).toList();
        // these numbers contain the weight of the example; optimal costs are absolute values: costs may be negative
        double[] regret = weighted(outcomes, best, (outcome, optimum) -> outcome.regret(outcome.predicted(), optimum));
        double[] worstRegret = weighted(outcomes, best, (outcome, optimum) -> outcome.regret(outcome.worst(), optimum));
        double[] optimalCosts = weighted(
                outcomes,
                best,
                (outcome, optimum) ->
                        Math.abs(optimum.objective(outcome.observation().costs())));
        metrics.add(Metric.ratio(REGRET, regret, optimalCosts, clusters(outcomes), copies(outcomes))
                .withRange(0, Double.POSITIVE_INFINITY));
        metrics.add(Metric.ratio(WORST, worstRegret, optimalCosts, clusters(outcomes), copies(outcomes))
                .withRange(0, Double.POSITIVE_INFINITY));
        double[] relativeRegrets = new double[regret.length];
        double[] weights = outcomes.stream().mapToDouble(Metrics::weight).toArray();
        // the weight cancels in the quotient of regret and optimal cost
        Arrays.setAll(relativeRegrets, i -> weights[i] * relativeRegret(regret[i], optimalCosts[i]));
        metrics.add(Metric.ratio(MEAN_REGRET, relativeRegrets, weights, clusters(outcomes), copies(outcomes))
                .withRange(0, Double.POSITIVE_INFINITY));
        return metrics;
    }

    /** Returns the regret divided by the optimal cost; if that cost is 0, returns 0 for no regret, and infinity for any regret. */
    private static double relativeRegret(double regret, double optimal) {
        if (optimal != 0) {
            return regret / optimal;
        }
        return regret == 0 ? 0 : Double.POSITIVE_INFINITY;
    }

    private static boolean haveDecisions(List<Outcome> outcomes) {
        return outcomes.stream().allMatch(outcome -> outcome.observation().target() instanceof Decision);
    }

    private static boolean areCostsKnown(List<Outcome> outcomes) {
        return outcomes.stream().allMatch(outcome -> outcome.observation().costs().length > 0);
    }

    private static boolean haveProbabilities(List<Outcome> outcomes) {
        return outcomes.stream().noneMatch(outcome -> Double.isNaN(outcome.logProbability()));
    }

    /**
     * Returns whether the decisions minimise costs, and all costs have the same sign. A ratio of scores would mean
     * nothing, because the zero of scores is arbitrary.
     */
    private static boolean haveCostRatio(List<Outcome> outcomes) {
        return outcomes.stream()
                        .allMatch(outcome -> outcome.observation().oracle().sense() == Sense.MINIMIZE)
                && (outcomes.stream().allMatch(outcome -> outcome.cost() >= 0 && outcome.observedCost() >= 0)
                        || outcomes.stream().allMatch(outcome -> outcome.cost() <= 0 && outcome.observedCost() <= 0));
    }

    /**
     * Computes the share of examples for which the model decides exactly as observed.
     *
     * @param outcomes the decisions, at least one, on examples with observed decisions
     * @return the share of decisions that agree in all coordinates
     */
    public static Metric exactMatch(List<Outcome> outcomes) {
        return share(EXACT, outcomes, outcome -> outcome.isExact() ? 1 : 0);
    }

    private static Metric share(String name, List<Outcome> outcomes, ToDoubleFunction<Outcome> value) {
        return Metric.share(
                name,
                weighted(outcomes, value),
                weighted(outcomes, outcome -> 1),
                clusters(outcomes),
                copies(outcomes));
    }

    /**
     * Computes the mean of a number over examples.
     *
     * @param name the name of the metric
     * @param outcomes the decisions
     * @param value computes the number for a decision
     * @return the weighted mean; lower is better
     */
    public static Metric mean(String name, List<Outcome> outcomes, ToDoubleFunction<Outcome> value) {
        return ratio(name, outcomes, value, outcome -> 1);
    }

    /**
     * Computes a ratio of sums over examples.
     *
     * @param name the name of the metric
     * @param outcomes the decisions
     * @param numerator computes what a decision adds to the numerator
     * @param denominator computes what a decision adds to the denominator
     * @return the ratio of the weighted sums; lower is better
     */
    public static Metric ratio(
            String name,
            List<Outcome> outcomes,
            ToDoubleFunction<Outcome> numerator,
            ToDoubleFunction<Outcome> denominator) {
        return Metric.ratio(
                name,
                weighted(outcomes, numerator),
                weighted(outcomes, denominator),
                clusters(outcomes),
                copies(outcomes));
    }

    private static double[] weighted(List<Outcome> outcomes, ToDoubleFunction<Outcome> value) {
        return outcomes.stream()
                .mapToDouble(outcome -> weight(outcome) * value.applyAsDouble(outcome))
                .toArray();
    }

    /**
     * Compares the decisions of two models with the observed decisions.
     *
     * @param left the decisions of the first model
     * @param right the decisions of the second model, on the same examples in the same order
     * @return the paired differences, left minus right, of exact match, Hamming distance and, if probabilities are
     * known, log score; empty if an example has no observed decision
     */
    public static List<Metric> differences(List<Outcome> left, List<Outcome> right) {
        List<Metric> differences = new ArrayList<>();
        if (!haveDecisions(left)) {
            return differences;
        }
        differences.add(difference(EXACT, left, right, outcome -> outcome.isExact() ? 1 : 0)
                .withBetter(Better.HIGHER));
        differences.add(difference(HAMMING, left, right, Outcome::mismatches));
        if (haveProbabilities(left) && haveProbabilities(right)) {
            differences.add(
                    difference(LOG_SCORE, left, right, Outcome::logProbability).withBetter(Better.HIGHER));
        }
        return differences;
    }

    /**
     * Compares two models on the same examples by a number that each decision has, such as its mismatches.
     *
     * @param name the name of the metric
     * @param left the decisions of the first model
     * @param right the decisions of the second model, on the same examples in the same order
     * @param value computes the number for a decision
     * @return the mean of left minus right; lower is better
     */
    public static Metric difference(
            String name, List<Outcome> left, List<Outcome> right, ToDoubleFunction<Outcome> value) {
        Arguments.require(
                left.size() == right.size(),
                left.size() + " outcomes cannot be compared with " + right.size(),
                "Maybe one model failed on some examples");
        double[] differences = new double[left.size()];
        double[] weights = new double[left.size()];
        for (int i = 0; i < differences.length; i++) {
            Arguments.require(
                    left.get(i)
                            .observation()
                            .id()
                            .equals(right.get(i).observation().id()),
                    "outcome " + i + " is of example "
                            + left.get(i).observation().id() + " and of "
                            + right.get(i).observation().id(),
                    "Maybe one list is sorted");
            weights[i] = weight(left.get(i));
            differences[i] = value.applyAsDouble(left.get(i)) - value.applyAsDouble(right.get(i));
        }
        return Metric.mean(name, differences, weights, clusters(left), copies(left));
    }

    private static double weight(Outcome outcome) {
        return outcome.observation().weight();
    }

    private static List<String> clusters(List<Outcome> outcomes) {
        return outcomes.stream().map(outcome -> outcome.observation().cluster()).toList();
    }

    private static double[] copies(List<Outcome> outcomes) {
        return outcomes.stream().mapToDouble(Outcome::copies).toArray();
    }

    /** A number that depends on the decision of the model and on the best decision at the true costs. */
    private interface ValueWithBest {
        double of(Outcome outcome, Vertex best);
    }

    /** Returns, for each example, its weight times the value of its outcome. */
    private static double[] weighted(List<Outcome> outcomes, List<Vertex> best, ValueWithBest value) {
        double[] values = new double[outcomes.size()];
        Arrays.setAll(values, i -> weight(outcomes.get(i)) * value.of(outcomes.get(i), best.get(i)));
        return values;
    }

    /** Returns the best decision at the true costs. */
    private static Vertex best(Observation observation) {
        LinearOracle oracle = observation.oracle();
        return Costs.of(observation.costs()).bestOf(oracle);
    }
}
