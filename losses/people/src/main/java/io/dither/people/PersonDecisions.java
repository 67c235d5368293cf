package io.dither.people;

import io.dither.layer.Decision;
import io.dither.learn.Forecast;
import io.dither.learn.Outcome;
import io.dither.learn.Predictor;
import io.dither.learn.model.Observation;
import io.dither.learn.persons.Mixture.PossibleWeights;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.people.tastes.FittedPersons;
import io.dither.people.tastes.PersonTastes;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Predicts the decisions of one person. Probabilities integrate over the uncertainty of the person's tastes.
 *
 * @param fitted the fitted distribution of tastes over persons
 * @param tastes the estimated tastes of the person; null if there are none
 */
record PersonDecisions(FittedPersons fitted, @Nullable PersonTastes tastes) {
    /** The number of drawn tastes that determine the most probable decision. */
    private static final int TASTE_DRAWS = 256;

    private Predictor predictor() {
        return tastes == null ? fitted.predictor() : fitted.predictor(tastes.mean());
    }

    private List<PossibleWeights> possibleWeights(Observation observation, int draws, long seed) {
        return fitted.possible(observation, tastes, draws, seed);
    }

    /**
     * Returns the decision for an example. If the probabilities of coordinates are exact, and the sum of the coordinates
     * is the same for all decisions, as for choices, this is the decision with the largest sum of the probabilities of
     * its coordinates, averaged over the uncertainty of the tastes. Otherwise it is the best decision at the weights of
     * the predictor: the person's mean weights or, without tastes, the typical weights.
     */
    private Vertex decide(Observation observation, Predictor predictor) {
        MixtureDecisions decisions = new MixtureDecisions(fitted.commonFit(), observation);
        LinearOracle oracle = observation.oracle();
        if (!fitted.commonFit().noise().hasClosedForm(oracle)
                || !oracle.traits().contains(Trait.CONSTANT_SUM)) {
            return predictor.predict(observation.features(), oracle).decision();
        }
        long seed = fitted.commonFit().settings().seed();
        Tally tally = new Tally(oracle.dimension());
        // the layer is exact, so the number of samples (1) has no effect
        decisions.addProbabilities(possibleWeights(observation, TASTE_DRAWS, seed), 1, seed, tally);
        // the oracle finds the largest sum of probabilities; if it minimises, the costs are minus the probabilities
        double[] theta = tally.probabilities().toArray();
        Vertex decided = new Vertex(theta.length);
        Arrays.setAll(theta, j -> oracle.sense().sign() * theta[j]);
        try (OracleSession session = OracleSession.openGuarded(oracle)) {
            fitted.commonFit().inexact().solve(oracle, session, theta, decided);
        }
        return decided;
    }

    Outcome.ModelDecision modelDecision(Observation observation) {
        try (Predictor predictor = predictor()) {
            return modelDecision(observation, predictor);
        }
    }

    private Outcome.ModelDecision modelDecision(Observation observation, Predictor predictor) {
        Outcome.ModelDecision atMeanWeights = Outcome.ModelDecision.of(observation, predictor);
        Vertex decided = decide(observation, predictor);
        double cost = decided.objective(predictor.costs(observation.features(), observation.oracle()));
        boolean isSame = Arrays.equals(decided.toArray(), atMeanWeights.vertex().toArray());
        return new Outcome.ModelDecision(
                decided,
                cost,
                atMeanWeights.observedCost(),
                isSame ? atMeanWeights.worst() : decided, // the worst tied decision is known only at the mean weights
                logProbability(observation),
                fitted.commonFit().settings().weighting());
    }

    /** Returns the logarithm of the probability, averaged over the uncertainty of the person's tastes; NaN if the probability is unknown for some tastes. */
    private double logProbability(Observation observation) {
        if (!(observation.target() instanceof Decision decision)) {
            return Double.NaN; // the target is not a single decision
        }
        double sum = 0;
        for (PossibleWeights possible : possibleWeights(
                observation, TASTE_DRAWS, fitted.commonFit().settings().seed())) {
            try (Predictor predictor = fitted.predictor(possible.weights())) {
                sum += possible.probability()
                        * Math.exp(predictor.logProbability(observation.features(), observation.oracle(), decision));
            }
        }
        return Math.log(sum);
    }

    double[] probabilities(Observation observation, int samples, long seed) {
        Tally tally = new Tally(observation.oracle().dimension());
        new MixtureDecisions(fitted.commonFit(), observation)
                .addProbabilities(possibleWeights(observation, samples, seed), samples, seed, tally);
        return tally.probabilities().toArray();
    }

    Forecast forecast(Observation observation, Forecast.Request request) {
        try (Predictor predictor = predictor()) {
            double[] costs = predictor.costs(observation.features(), observation.oracle());
            Vertex best = decide(observation, predictor);
            Tally tally = new Tally(observation.oracle().dimension());
            MixtureDecisions decisions = new MixtureDecisions(fitted.commonFit(), observation);
            List<PossibleWeights> possible = possibleWeights(observation, request.samples(), request.seed());
            if (request.probabilities()) {
                decisions.addProbabilities(possible, request.samples(), request.seed(), tally);
            }
            if (request.alternatives() > 0) {
                decisions.addDecisions(possible, request.samples(), request.seed(), tally);
            }
            return new Forecast(
                    new Predictor.Prediction(best, best.objective(costs)),
                    request.probabilities()
                            ? tally.probabilities()
                            : new Vertex(observation.oracle().dimension()),
                    tally.likeliest(request.alternatives(), costs));
        }
    }
}
