package io.dither.learn;

import io.dither.error.Arguments;
import io.dither.layer.Decision;
import io.dither.learn.model.FitSettings.Weighting;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Vertex;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * The decision of a model for an example, together with the observed decision. The <em>model's costs</em> are those by
 * which the model decides, {@link Predictor#costs}: they may contain the mean of the noise.
 *
 * @param observation the example
 * @param modelDecision the decision of the model, with its costs
 */
public record Outcome(Observation observation, ModelDecision modelDecision) {
    /** The largest move of a cost, as a share of the largest cost, to find another decision that ties with the model's decision. */
    private static final double MOVE = 1e-7;

    /**
     * Decisions tie if their costs at the model's costs differ by at most this share of the cost of the model's
     * decision. This share is larger than {@link #MOVE}, because the moves of several coordinates add up.
     */
    private static final double TIE_TOLERANCE = 1e-6;

    /** Avoids a division by 0. */
    private static final double TINY = 1e-300;

    /** Requires that the decisions have the dimension of the example's oracle. */
    public Outcome {
        int dimension = observation.oracle().dimension();
        int predicted = modelDecision.vertex().dimension();
        int worst = modelDecision.worst().dimension();
        Arguments.require(
                predicted == dimension && worst == dimension,
                "decisions of dimensions " + predicted + " and " + worst + " are not of example '" + observation.id()
                        + "', whose oracle has dimension " + dimension,
                "Maybe they belong to another example");
    }

    /** {@return the decision of the model} */
    public Vertex predicted() {
        return modelDecision.vertex();
    }

    /** {@return the cost (or score) of the model's decision at the model's costs} */
    public double cost() {
        return modelDecision.cost();
    }

    /** {@return the cost (or score) of the observed decision at the model's costs; NaN if none was observed} */
    public double observedCost() {
        return modelDecision.observedCost();
    }

    /**
     * {@return the worst decision at the true costs among the decisions that tie at the model's costs; the predicted
     * decision if true costs are unknown}
     */
    public Vertex worst() {
        return modelDecision.worst();
    }

    /**
     * {@return the natural logarithm of the probability of the observed decision under the model; NaN if it is unknown}
     */
    public double logProbability() {
        return modelDecision.logProbability();
    }

    /**
     * {@return the same outcome with another meaning of the example's weight}
     *
     * @param weighting what the weight means
     */
    public Outcome weighted(Weighting weighting) {
        return new ModelDecision(predicted(), cost(), observedCost(), worst(), logProbability(), weighting)
                .about(observation);
    }

    /**
     * {@return the number of identical examples that this example stands for: its weight if weights are frequencies,
     * otherwise 1; an example with the weight 0, which adds nothing to weighted sums, also counts as 1}
     */
    public double copies() {
        return modelDecision.weighting() == Weighting.FREQUENCY && observation.weight() > 0 ? observation.weight() : 1;
    }

    /**
     * The decision of a model for an example, without the example. The machines of a cluster send such records.
     *
     * @param vertex the decision
     * @param cost its cost (or score) at the model's costs
     * @param observedCost the cost (or score) of the observed decision at the model's costs; NaN if none was observed
     * @param worst the worst decision at the true costs among the decisions that tie at the model's costs; the decision
     *     itself if true costs are unknown
     * @param logProbability the natural logarithm of the probability of the observed decision; NaN if it is unknown
     * @param weighting what the weights of examples mean
     */
    public record ModelDecision(
            Vertex vertex, double cost, double observedCost, Vertex worst, double logProbability, Weighting weighting)
            implements Serializable {
        /**
         * Decides an example with a model.
         *
         * @param observation the example
         * @param predictor the model
         * @return its decision
         */
        public static ModelDecision of(Observation observation, Predictor predictor) {
            LinearOracle oracle = observation.oracle();
            double[] costs = predictor.costs(observation.features(), oracle);
            Vertex best = predictor.solve(oracle, costs);
            double observed = Double.NaN;
            double logProbability = Double.NaN;
            if (observation.target() instanceof Decision decision) {
                observed = decision.feasibleFor(oracle).dot(costs);
                logProbability = predictor.logProbability(observation.features(), oracle, decision);
            }
            Vertex worst = observation.costs().length == 0 ? best : Outcome.worst(observation, predictor, costs, best);
            return new ModelDecision(
                    best, best.objective(costs), observed, worst, logProbability, predictor.weighting());
        }

        /**
         * {@return this decision together with its example}
         *
         * @param observation the example
         */
        public Outcome about(Observation observation) {
            return new Outcome(observation, this);
        }
    }

    /**
     * Decides an example with a model.
     *
     * @param observation the example
     * @param predictor the model
     * @return the outcome
     */
    public static Outcome of(Observation observation, Predictor predictor) {
        return ModelDecision.of(observation, predictor).about(observation);
    }

    /**
     * Decides many examples.
     *
     * @param observations the examples
     * @param fitted the fit that decides
     * @return the outcomes, in the order of the examples
     */
    public static List<Outcome> all(List<Observation> observations, Fitted fitted) {
        try (Predictor predictor = Predictor.of(fitted)) {
            return observations.stream()
                    .map(observation -> of(observation, predictor))
                    .toList();
        }
    }

    /**
     * Finds the worst, at the true costs, of the decisions that tie at the model's costs. Subtracts a small multiple of
     * the true costs from the model's costs, so that a solve prefers, among decisions that tie, those with high true
     * costs (or low true scores). Checks that the solution still ties at the model's costs. The moved costs stay in the
     * domain of the oracle.
     */
    private static Vertex worst(Observation observation, Predictor predictor, double[] costs, Vertex best) {
        LinearOracle oracle = observation.oracle();
        double[] moved = costs.clone();
        double step = MOVE * largestAbsolute(costs) / Math.max(largestAbsolute(observation.costs()), TINY);
        for (int i = 0; i < moved.length; i++) {
            double movedCost = moved[i] - step * observation.costs()[i];
            moved[i] =
                    Math.max(oracle.domain().lower(i), Math.min(oracle.domain().upper(i), movedCost));
        }
        Vertex candidate = predictor.solve(oracle, moved);
        double tolerance = TIE_TOLERANCE * Math.abs(best.objective(costs));
        return Math.abs(candidate.objective(costs) - best.objective(costs)) <= tolerance ? candidate : best;
    }

    private static double largestAbsolute(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElse(0);
    }

    /**
     * Returns whether the model's decision is the observed decision, which the example must have.
     *
     * @return whether all coordinates agree
     */
    public boolean isExact() {
        return mismatches() == 0;
    }

    /**
     * Counts the coordinates in which the model's decision differs from the observed decision, which the example must
     * have.
     *
     * @return the number of coordinates
     */
    public int mismatches() {
        return observation.mismatches(predicted());
    }

    /**
     * Returns by how much a decision costs more than the best decision, at the true costs (for scores, by how much its
     * score is lower).
     */
    double regret(Vertex decision, Vertex best) {
        double[] truth = observation.costs();
        // the sign is -1 for costs and 1 for scores
        return observation.oracle().sense().sign() * (best.objective(truth) - decision.objective(truth));
    }
}
