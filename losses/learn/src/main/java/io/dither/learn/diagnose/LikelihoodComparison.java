package io.dither.learn.diagnose;

import io.dither.learn.Outcome;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Metric;
import io.dither.learn.model.Observation;
import io.dither.learn.model.Standardisable;
import io.dither.learn.model.Weight;
import io.dither.learn.persons.Mixture;
import io.dither.noise.Noise;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/**
 * Two models that were fitted to the same decisions by maximum likelihood: their log likelihoods with information
 * criteria, and a test. If the models are nested (the larger model with some weights at 0 is the smaller model), the test
 * is the likelihood-ratio test; otherwise it is the test of Vuong (1989).
 *
 * @param first the figures of the first model
 * @param second the figures of the second model; if weights differ between persons in either model, the BIC of both
 *     models counts persons instead of decisions
 * @param test the test; empty if weights differ between persons: a spread of a weight between persons is never below 0, and the tests do not
 *     hold if a parameter is at such a bound
 */
public record LikelihoodComparison(LogLikelihood first, LogLikelihood second, Optional<Test> test) {
    /**
     * Two log probabilities are the same if they differ by at most this number times the larger of 1 and their size.
     */
    private static final double EQUAL_TOLERANCE = 1e-8;

    /**
     * A model and the decisions that it was fitted to.
     *
     * @param fitted the fit; if weights differ between persons, it has the typical weights (medians over persons, or
     *     means over classes)
     * @param persons the distribution of the weights of persons, if weights differ between persons
     * @param outcomes the observed decisions, each with the decision of the model
     * @param names the names of the alternatives of an example, see {@link MarketShares}
     */
    public record Candidate(
            Fitted fitted,
            Optional<Mixture> persons,
            List<Outcome> outcomes,
            Function<Observation, List<String>> names) {
        private List<Observation> observations() {
            return outcomes.stream().map(Outcome::observation).toList();
        }

        private Optional<LogLikelihood> likelihood() {
            return persons.map(mixture -> LogLikelihood.of(mixture, observations(), names))
                    .orElseGet(() -> LogLikelihood.of(fitted, observations(), true, names))
                    .filter(figures -> figures.parameters() >= 0); // -1 if information criteria do not apply
        }

        /**
         * Returns whether this model contains the other: with the weights and the epsilon of the other model, and 0 for
         * all further weights, this model gives each decision the same probability as the other model. If the epsilon of
         * this model was given and differs, this model keeps it; the weights are then scaled by the ratio of both epsilons,
         * so that costs over epsilon are those of the other model.
         */
        private boolean contains(Candidate other) {
            boolean isEpsilonFree = fitted.isEpsilonLearnt() || fitted.epsilon() == other.fitted.epsilon();
            double scale = isEpsilonFree ? 1 : fitted.epsilon() / other.fitted.epsilon();
            List<Weight> ownWeights = fitted.weights();
            List<String> weightNames = ownWeights.stream().map(Weight::name).toList();
            double[] weights = new double[ownWeights.size()];
            for (Weight weight : other.fitted.weights()) {
                int index = weightNames.indexOf(weight.name());
                if (index < 0) {
                    return false;
                }
                weights[index] = scale * weight.estimate();
            }
            // a fixed weight of this model cannot take another value
            for (int k = 0; k < weights.length; k++) {
                if (ownWeights.get(k).isFixed() && ownWeights.get(k).estimate() != weights[k]) {
                    return false;
                }
            }
            Fitted restricted = fitted.withParameters(
                            Standardisable.of(fitted.model()).standardised(weights))
                    .edit()
                    .epsilonWeight((isEpsilonFree ? other.fitted : fitted).epsilonWeight())
                    .build();
            double[] logs = LogLikelihood.logProbabilities(restricted, observations());
            double[] otherLogs = logProbabilities(other.outcomes);
            for (int i = 0; i < logs.length; i++) {
                if (!(Math.abs(logs[i] - otherLogs[i]) <= EQUAL_TOLERANCE * Math.max(1, Math.abs(otherLogs[i])))) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The kind of a test. */
    public enum Kind {
        /** Tests the model with more parameters against the other model; the statistic is chi-squared. */
        LIKELIHOOD_RATIO("likelihood ratio"),
        /** Compares both models as approximations of the decisions; the statistic is normal, and positive if the first model fits better. */
        VUONG("Vuong");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * A test of the hypothesis that both models fit equally well.
     *
     * @param kind its kind
     * @param statistic its statistic
     * @param degreesOfFreedom the degrees of freedom of chi-squared; 0 for the normal distribution
     * @param pValue the probability of a statistic at least as far from 0 under the hypothesis
     * @param assumesIndependence whether there are clusters, such as persons, but the test takes their decisions as independent
     */
    public record Test(Kind kind, double statistic, int degreesOfFreedom, double pValue, boolean assumesIndependence) {}

    /**
     * Compares two models.
     *
     * @param first the first model
     * @param second the second model
     * @return the comparison; empty if a log likelihood is unknown, if a model has no information criteria (see {@link
     *     LogLikelihood#parameters}), or if examples or their weights differ
     */
    public static Optional<LikelihoodComparison> of(Candidate first, Candidate second) {
        Optional<LogLikelihood> left = first.likelihood();
        Optional<LogLikelihood> right = second.likelihood();
        if (left.isEmpty() || right.isEmpty() || !areSame(first.outcomes(), second.outcomes())) {
            return Optional.empty();
        }
        // if weights differ between persons in one of the models, its number is the number of persons; both BICs use it
        double decisions = (second.persons().isPresent() ? right : left).get().decisions();
        LogLikelihood ofFirst = left.get().withDecisions(decisions);
        LogLikelihood ofSecond = right.get().withDecisions(decisions);
        if (first.persons().isPresent() || second.persons().isPresent()) {
            return Optional.of(new LikelihoodComparison(ofFirst, ofSecond, Optional.empty()));
        }
        boolean isFirstLarger = ofFirst.parameters() > ofSecond.parameters();
        boolean isNested = isFirstLarger
                ? first.contains(second)
                : ofFirst.parameters() < ofSecond.parameters() && second.contains(first);
        Test test = isNested
                ? ratioTest(isFirstLarger ? ofFirst : ofSecond, isFirstLarger ? ofSecond : ofFirst, first)
                : vuong(first.outcomes(), second.outcomes());
        return Optional.of(new LikelihoodComparison(ofFirst, ofSecond, Optional.of(test)));
    }

    /** Returns whether the examples have the same ids and weights, in the same order. */
    private static boolean areSame(List<Outcome> first, List<Outcome> second) {
        if (first.size() != second.size()) {
            return false;
        }
        for (int i = 0; i < first.size(); i++) {
            Observation left = first.get(i).observation();
            Observation right = second.get(i).observation();
            if (!left.id().equals(right.id()) || left.weight() != right.weight()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Tests the model with more parameters against the other model.
     *
     * @param candidate either of the models; only its examples are used, and both models have the same examples
     */
    private static Test ratioTest(LogLikelihood large, LogLikelihood small, Candidate candidate) {
        double statistic = Math.max(0, 2 * (large.logLikelihood() - small.logLikelihood()));
        int degrees = large.parameters() - small.parameters();
        double pValue = 1 - new ChiSquaredDistribution(null, degrees).cumulativeProbability(statistic);
        // the likelihood multiplies probabilities as if the decisions of a cluster were independent
        boolean hasClusters = candidate.observations().stream()
                .anyMatch(observation -> !observation.cluster().equals(observation.id()));
        return new Test(Kind.LIKELIHOOD_RATIO, statistic, degrees, pValue, hasClusters);
    }

    /**
     * Divides the mean difference of the log probabilities of a decision by its standard error over clusters. Without a
     * standard error, as for a single cluster or equal differences, the statistic is 0.
     */
    private static Test vuong(List<Outcome> first, List<Outcome> second) {
        double[] differences = logProbabilities(first);
        double[] others = logProbabilities(second);
        for (int i = 0; i < others.length; i++) {
            differences[i] -= others[i];
        }
        Metric mean = Metric.mean(
                "log probability",
                differences,
                first.stream().mapToDouble(each -> each.observation().weight()).toArray(),
                first.stream().map(each -> each.observation().cluster()).toList(),
                first.stream().mapToDouble(Outcome::copies).toArray());
        double z = mean.standardError() > 0 ? mean.value() / mean.standardError() : 0;
        return new Test(Kind.VUONG, z, 0, 2 * Noise.gaussian().cdf(-Math.abs(z)), false);
    }

    private static double[] logProbabilities(List<Outcome> outcomes) {
        return outcomes.stream().mapToDouble(Outcome::logProbability).toArray();
    }

    /** {@return whether the first model has more parameters, so that a likelihood-ratio test tests the first against the second} */
    public boolean hasFirstMoreParameters() {
        return first.parameters() > second.parameters();
    }
}
