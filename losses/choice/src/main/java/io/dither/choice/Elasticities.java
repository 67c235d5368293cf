package io.dither.choice;

import io.dither.error.Arguments;
import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import io.dither.layer.DifferentiableLayer;
import io.dither.layer.Input;
import io.dither.layer.NoiseKey;
import io.dither.layer.Pass;
import io.dither.learn.Outcome;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.FeatureModel;
import io.dither.learn.model.Features;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.GroupEffects;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Observation;
import io.dither.learn.model.Standardisable;
import io.dither.learn.model.UtilityModel;
import io.dither.learn.model.Weight;
import io.dither.learn.persons.Mixture;
import io.dither.learn.persons.Mixture.PossibleWeights;
import io.dither.oracle.LinearOracle;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The percentage change in the probability of a coordinate (for paths, in its expected flow) if a feature of this coordinate (own elasticity) or of another
 * coordinate (cross elasticity) rises by 1 %. For models with weights that all coordinates share, and costs that are linear in these weights or in
 * {@linkplain UtilityModel utilities}.
 *
 * <p>If persons differ, the probability is the mean over persons without observed decisions: over draws of their tastes, or over the classes of
 * persons, each weighted by its mean share of all persons. Tastes are left out if the oracle has no answer for their costs, such as costs below 0.
 *
 * <p>Probabilities and their slopes are exact if they have a closed form (choices with Gumbel noise, the recursive logit), and otherwise sampled with the noise
 * of the fit. Standard errors combine the errors of the weights (by the delta method) and of the samples. There are no standard errors if epsilon was learnt
 * too, or if an estimate that the elasticity depends on has no standard error. Standard deviations of tastes that do not differ significantly from 0 are taken as
 * fixed; the status of an own elasticity says so. The examples are taken as fixed.
 */
public final class Elasticities {
    /** The number of antithetic pairs of draws of tastes per example, for the HTML page of a fit. */
    private static final int PAIRS = 20;

    /** The page shows the elasticities over at most this number of examples. */
    private static final int MOST_EXAMPLES = 500;

    /** If an example has more coordinates, the page shows no elasticities. */
    private static final int MOST_COORDINATES = 100;

    /** If tastes are drawn, the largest number of examples is divided by this, because each example takes longer. */
    private static final int DIVISOR_IF_DRAWN = 5;

    /** The failures that mean that an oracle has no answer at drawn tastes. */
    private static final Set<Code> NO_ANSWER = EnumSet.of(Code.UNBOUNDED, Code.INVALID_INPUT);

    private final DecisionMakers deciders;
    private final Fitted fitted;
    private final int samples;
    private final CostModel model;

    private Elasticities(DecisionMakers deciders, int samples) {
        this.deciders = deciders;
        fitted = deciders.fitted();
        this.samples = samples;
        model = fitted.model();
        Arguments.require(
                isAvailable(fitted),
                "elasticities need weights that all coordinates share, costs that are linear in them, and additive noise",
                "Maybe use a shared linear model with the identity link and without effects");
    }

    /**
     * Prepares elasticities of a fit.
     *
     * @param fitted the fit
     * @param samples the number of samples per example, if probabilities are sampled, at least 2
     * @return the elasticities
     * @throws io.dither.error.InvalidArgumentException if {@link #isAvailable} is false
     */
    public static Elasticities of(Fitted fitted, int samples) {
        return new Elasticities(DecisionMakers.of(fitted), Arguments.atLeast("samples", samples, 2));
    }

    /**
     * Prepares elasticities of the mean probability over persons.
     *
     * @param persons the distribution of persons
     * @param draws the number of draws of tastes per example, at least 2; each with two samples if probabilities are sampled
     * @return the elasticities
     * @throws io.dither.error.InvalidArgumentException if {@link #isAvailable} is false for {@link Mixture#commonFit}
     */
    public static Elasticities of(Mixture persons, int draws) {
        // antithetic draws come in pairs; each draw has two samples, the smallest number that is allowed
        return new Elasticities(DecisionMakers.of(persons, Arguments.atLeast("draws", draws, 2) / 2), 2);
    }

    /**
     * Returns whether {@link #of} accepts a fit.
     *
     * @param fitted the fit
     * @return whether it does
     */
    public static boolean isAvailable(Fitted fitted) {
        CostModel model = fitted.model();
        // the noise of walks is flagged as multiplicative too, although it is added to costs
        return FeatureModel.of(model).isShared()
                && UtilityModel.isLinear(model)
                && GroupEffects.of(model).isEmpty()
                && (fitted.noise().isWalks() || !fitted.noise().multiplicative());
    }

    /**
     * Returns whether probabilities have a closed form, so that nothing is sampled.
     *
     * @param fitted the fit
     * @param oracle the feasible decisions
     * @return whether they do
     */
    public static boolean isExact(Fitted fitted, LinearOracle oracle) {
        return fitted.noise().hasClosedForm(oracle);
    }

    /**
     * Returns the {@linkplain #own own elasticities} that the HTML page of a fit shows: of the first 500 examples (100 if tastes are drawn), if they have at
     * most 100 coordinates each and probabilities have a closed form.
     *
     * @param fitted the fit
     * @param outcomes the examples, such as those held out
     * @return one number per feature; empty if there are no examples, an example has more than 100 coordinates, probabilities are sampled, or
     *     {@link #isAvailable} is false
     */
    public static List<Weight> shown(Fitted fitted, List<Outcome> outcomes) {
        return shown(DecisionMakers.of(fitted), outcomes);
    }

    /**
     * Returns the own elasticities that the HTML page of a fit shows if persons differ.
     *
     * @param persons the distribution of persons
     * @param outcomes the examples, such as those held out
     * @return one number per feature; empty if there are no examples, an example has more than 100 coordinates, probabilities are sampled, or
     *     {@link #isAvailable} is false
     */
    public static List<Weight> shown(Mixture persons, List<Outcome> outcomes) {
        return shown(DecisionMakers.of(persons, PAIRS), outcomes);
    }

    private static List<Weight> shown(DecisionMakers deciders, List<Outcome> outcomes) {
        Fitted fitted = deciders.fitted();
        List<Observation> observations = outcomes.stream()
                .limit(deciders.isDrawn() ? MOST_EXAMPLES / DIVISOR_IF_DRAWN : MOST_EXAMPLES)
                .map(Outcome::observation)
                .toList();
        boolean isShown = !observations.isEmpty()
                && isAvailable(fitted)
                && observations.stream()
                        .map(Observation::oracle)
                        .allMatch(oracle -> oracle.dimension() <= MOST_COORDINATES && isExact(fitted, oracle));
        // probabilities are not sampled: 2 is only the smallest number that is allowed
        return isShown ? new Elasticities(deciders, 2).own(observations) : List.of();
    }

    private DifferentiableLayer layer(Features features, LinearOracle oracle) {
        // walks are never sampled: their exact layer refuses an oracle without a graph
        return fitted.noise().isWalks() || isExact(fitted, oracle)
                ? fitted.noise().exactLayer(oracle, fitted.epsilon())
                : fitted.noise()
                        .samplingBuilder(features, oracle, fitted.epsilon())
                        .samples(samples)
                        .seed(fitted.settings().seed())
                        .inexact(fitted.inexact())
                        .build();
    }

    /**
     * Computes the elasticity of the probability of a coordinate.
     *
     * @param features the features of the example
     * @param oracle the feasible decisions
     * @param coordinate the coordinate whose probability changes
     * @param changed the coordinate whose feature rises: the same for an own elasticity, another for a cross elasticity
     * @param feature the name of the feature
     * @return the elasticity (percent per percent), with its standard error; NaN if the probability is 0
     */
    public Interval of(Features features, LinearOracle oracle, int coordinate, int changed, String feature) {
        int k = indexOf(feature);
        Arguments.between("coordinate", coordinate, 0, oracle.dimension() - 1);
        Arguments.between("changed", changed, 0, oracle.dimension() - 1);
        try (DifferentiableLayer layer = layer(features, oracle)) {
            return deciders.intervals(
                            (x, key) -> {
                                double slope = 0;
                                double probability = 0;
                                for (PossibleWeights taste : deciders.weights().at(x, key)) {
                                    double[] weights = taste.weights();
                                    Pass pass = pass(layer, weights, features, oracle, key);
                                    if (pass != null) {
                                        slope += taste.probability()
                                                * slopes(pass, coordinate, weights, features)[changed]
                                                * weights[k];
                                        probability += taste.probability()
                                                * pass.output().values()[coordinate];
                                    }
                                }
                                return new double[] {slope * features.get(changed, k) / probability};
                            },
                            isExact(fitted, oracle))[0];
        }
    }

    private int indexOf(String feature) {
        int k = FeatureModel.of(model).features().indexOf(feature);
        Arguments.require(
                k >= 0,
                "'" + feature + "' is not a feature of the model, which has "
                        + FeatureModel.of(model).features(),
                "Maybe it is misspelt");
        return k;
    }

    /**
     * Computes the own elasticity of each feature: the mean over all coordinates of the examples, weighted by their probabilities. Each
     * coordinate costs a product with the Jacobian.
     *
     * @param observations the examples, at least one
     * @return one number per feature, with its error
     */
    public List<Weight> own(List<Observation> observations) {
        Arguments.atLeast("number of examples", observations.size(), 1);
        int featureCount = FeatureModel.of(model).features().size();
        boolean isExact = observations.stream().allMatch(observation -> isExact(fitted, observation.oracle()));
        Interval[] intervals = deciders.intervals(
                (x, key) -> {
                    double[] sums = new double[featureCount];
                    double probabilities = 0;
                    for (Observation observation : observations) {
                        // key.step() is the index of the replicate
                        NoiseKey exampleKey = new NoiseKey(key.step(), observation.key());
                        try (DifferentiableLayer layer = layer(observation.features(), observation.oracle())) {
                            for (PossibleWeights taste : deciders.weights().at(x, exampleKey)) {
                                probabilities += addOwn(layer, taste, observation, exampleKey, sums);
                            }
                        }
                    }
                    for (int k = 0; k < featureCount; k++) {
                        sums[k] /= probabilities;
                    }
                    return sums;
                },
                isExact);
        return IntStream.range(0, featureCount)
                .mapToObj(k -> deciders.withStatus(Weight.of(model.names().get(k), intervals[k])))
                .toList();
    }

    /**
     * Adds for each feature the derivatives of the probabilities with respect to the logarithm of each coordinate's own feature; returns the sum of the
     * probabilities. Both are multiplied by the probability of the taste.
     */
    private double addOwn(
            DifferentiableLayer layer, PossibleWeights taste, Observation observation, NoiseKey key, double[] sums) {
        Pass pass = pass(layer, taste.weights(), observation.features(), observation.oracle(), key);
        if (pass == null) {
            return 0;
        }
        double[] mean = pass.output().values();
        double probabilities = 0;
        for (int i = 0; i < mean.length; i++) {
            probabilities += taste.probability() * mean[i];
            // at probability 0 the slope is 0, too; this saves a product with the Jacobian
            double slope = mean[i] == 0
                    ? 0
                    : taste.probability() * slopes(pass, i, taste.weights(), observation.features())[i];
            for (int k = 0; k < sums.length; k++) {
                sums[k] += slope * taste.weights()[k] * observation.features().get(i, k);
            }
        }
        return probabilities;
    }

    /** Computes the probabilities; null if the oracle has no answer for drawn tastes. */
    private @Nullable Pass pass(
            DifferentiableLayer layer, double[] weights, Features features, LinearOracle oracle, NoiseKey key) {
        try {
            return layer.forward(
                    new Input(model.theta(Standardisable.of(model).standardised(weights), features), key, oracle));
        } catch (OracleException failure) {
            if (deciders.isDrawn() && NO_ANSWER.contains(failure.code())) {
                return null;
            }
            throw failure;
        }
    }

    /** Returns the derivatives of the probability of a coordinate with respect to the utilities, or to theta if the model has no utilities. */
    private double[] slopes(Pass pass, int coordinate, double[] weights, Features features) {
        double[] unit = new double[pass.output().values().length];
        unit[coordinate] = 1;
        return UtilityModel.utilityGradient(
                model,
                Standardisable.of(model).standardised(weights),
                features,
                pass.vjp(unit).values());
    }
}
