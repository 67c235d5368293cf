package io.dither.learn.diagnose;

import io.dither.error.Arguments;
import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import io.dither.layer.DifferentiableLayer;
import io.dither.layer.Input;
import io.dither.layer.NoiseKey;
import io.dither.layer.Pass;
import io.dither.learn.Outcome;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.CostShape;
import io.dither.learn.model.FeatureModel;
import io.dither.learn.model.Features;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.GroupEffects;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Observation;
import io.dither.learn.model.Standardisable;
import io.dither.learn.model.Weight;
import io.dither.learn.persons.Mixture;
import io.dither.learn.persons.Mixture.Possible;
import io.dither.oracle.LinearOracle;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * By how many percent the probability of a coordinate (its expected flow, on paths) changes if a feature of a coordinate grows by one percent: of its own, or of another. Of models whose
 * weights all coordinates share and costs are linear in.
 *
 * <p>Of persons who differ, the probability is the mean over persons of whom nothing is known: over draws of their tastes, or over
 * classes, whose mean shares are taken as given for each example. Tastes under which the oracle has no answer, such as costs below 0, are left out.
 *
 * <p>Probabilities and their slopes are exact where decisions have them (choices with Gumbel noise, the recursive logit), and otherwise sampled by
 * the noise of the fit. Standard errors are those of the weights to first order (the delta method), and of the samples; there are none if epsilon was learnt too, and where a number that was
 * not given has no error. Spreads that are not told from 0 are taken as given, which the note of an elasticity says. The examples are taken as given.
 */
public final class Elasticities {
    /** How many pairs of tastes there are per example on a page. */
    private static final int PAIRS = 20;

    private static final int MOST_EXAMPLES = 500;
    private static final int MOST_COORDINATES = 100;
    /** A part of these where tastes are drawn for each. */
    private static final int PART = 5;

    private static final Set<Code> NO_ANSWER = EnumSet.of(Code.UNBOUNDED, Code.INVALID_INPUT);

    private final Deciding deciding;
    private final Fitted fitted;
    private final int samples;
    private final CostModel model;

    private Elasticities(Deciding deciding, int samples) {
        this.deciding = deciding;
        fitted = deciding.one();
        this.samples = samples;
        model = fitted.model();
        Arguments.require(
                isAvailable(fitted),
                "elasticities are of weights that all coordinates share, of costs that are linear in them, under additive noise",
                "Maybe a shared linear model with the identity link and without effects");
    }

    /**
     * Prepares elasticities of a fit.
     *
     * @param fitted what was learnt
     * @param samples per example where probabilities are sampled, at least 2
     * @return the elasticities
     * @throws io.dither.error.InvalidArgumentException if the model is another, or noise is multiplicative
     */
    public static Elasticities of(Fitted fitted, int samples) {
        return new Elasticities(Deciding.of(fitted), Arguments.atLeast("samples", samples, 2));
    }

    /**
     * Prepares elasticities of the mean probability over persons.
     *
     * @param persons how they differ
     * @param draws of tastes per example, at least 2; each with two samples where probabilities are sampled
     * @return the elasticities
     * @throws io.dither.error.InvalidArgumentException if noise is multiplicative
     */
    public static Elasticities of(Mixture persons, int draws) {
        return new Elasticities(Deciding.of(persons, Arguments.atLeast("draws", draws, 2) / 2), 2);
    }

    /**
     * Returns whether {@link #of} accepts a fit.
     *
     * @param fitted the fit
     * @return whether it does
     */
    public static boolean isAvailable(Fitted fitted) {
        CostModel model = fitted.model();
        return FeatureModel.of(model).isShared()
                && CostShape.of(model).isLinear()
                && GroupEffects.of(model).isEmpty()
                && (fitted.noise().isWalks() || !fitted.noise().multiplicative());
    }

    /**
     * Returns whether probabilities have a closed form, so that nothing is sampled.
     *
     * @param fitted the fit
     * @param oracle what can be done
     * @return whether they do
     */
    public static boolean isExact(Fitted fitted, LinearOracle oracle) {
        return fitted.noise().isExact(oracle);
    }

    /**
     * Returns the {@linkplain #own own elasticities} that a page shows: exact ones, of at most 500 examples of at most 100 coordinates, or 100 where tastes are drawn.
     *
     * @param fitted the fit
     * @param outcomes of examples, such as those held out
     * @return one number per feature; none if they are sampled or many
     */
    public static List<Weight> shown(Fitted fitted, List<Outcome> outcomes) {
        return shown(Deciding.of(fitted), outcomes);
    }

    /**
     * Returns the same over persons.
     *
     * @param persons how they differ
     * @param outcomes of examples, such as those held out
     * @return one number per feature; none if probabilities are sampled or many
     */
    public static List<Weight> shown(Mixture persons, List<Outcome> outcomes) {
        return shown(Deciding.of(persons, PAIRS), outcomes);
    }

    private static List<Weight> shown(Deciding deciding, List<Outcome> outcomes) {
        Fitted fitted = deciding.one();
        List<Observation> some = outcomes.stream()
                .limit(deciding.isDrawn() ? MOST_EXAMPLES / PART : MOST_EXAMPLES)
                .map(Outcome::observation)
                .toList();
        boolean few = !some.isEmpty()
                && isAvailable(fitted)
                && some.stream()
                        .map(Observation::oracle)
                        .allMatch(oracle -> oracle.dimension() <= MOST_COORDINATES && isExact(fitted, oracle));
        return few ? new Elasticities(deciding, 2).own(some) : List.of();
    }

    private DifferentiableLayer layer(Features features, LinearOracle oracle) {
        return isExact(fitted, oracle)
                ? fitted.noise().exact(oracle, fitted.epsilon())
                : fitted.noise()
                        .sampled(features, oracle, fitted.epsilon())
                        .samples(samples)
                        .seed(fitted.settings().seed())
                        .inexact(fitted.inexact())
                        .build();
    }

    /**
     * Computes one elasticity.
     *
     * @param features the features of an example
     * @param oracle what can be done
     * @param coordinate whose probability changes
     * @param changed whose feature grows: the same for the own elasticity, another for a cross elasticity
     * @param feature the name of the feature
     * @return percent per percent, with its error; NaN if the probability is 0
     */
    public Interval of(Features features, LinearOracle oracle, int coordinate, int changed, String feature) {
        int k = indexOf(feature);
        Arguments.between("coordinate", coordinate, 0, oracle.dimension() - 1);
        Arguments.between("changed", changed, 0, oracle.dimension() - 1);
        try (DifferentiableLayer layer = layer(features, oracle)) {
            return deciding.intervals(
                            (x, key) -> {
                                double slope = 0;
                                double probability = 0;
                                for (Possible one : deciding.weights().at(x, key)) {
                                    double[] weights = one.weights();
                                    Pass pass = pass(layer, weights, features, oracle, key);
                                    if (pass != null) {
                                        slope += one.share() * slopes(pass, coordinate)[changed] * weights[k];
                                        probability +=
                                                one.share() * pass.output().values()[coordinate];
                                    }
                                }
                                return new double[] {slope * features.get(changed, k) / probability};
                            },
                            isExact(fitted, oracle))[0];
        }
    }

    private int indexOf(String feature) {
        int k = model.names().indexOf(feature);
        Arguments.require(
                k >= 0,
                "'" + feature + "' is not a weight of the model, which has " + model.names(),
                "Maybe it is misspelt");
        return k;
    }

    /**
     * Computes the own elasticity in each feature, the mean over all coordinates of some examples by their probabilities: each coordinate takes a product with the Jacobian.
     *
     * @param observations the examples, at least one
     * @return one number per feature, with its error
     */
    public List<Weight> own(List<Observation> observations) {
        Arguments.atLeast("number of examples", observations.size(), 1);
        int size = model.names().size();
        boolean exact = observations.stream().allMatch(one -> isExact(fitted, one.oracle()));
        Interval[] all = deciding.intervals(
                (x, key) -> {
                    double[] sums = new double[size];
                    double probabilities = 0;
                    for (Observation one : observations) {
                        NoiseKey own = new NoiseKey(key.step(), one.key());
                        try (DifferentiableLayer layer = layer(one.features(), one.oracle())) {
                            for (Possible each : deciding.weights().at(x, own)) {
                                probabilities += addOwn(layer, each, one, own, sums);
                            }
                        }
                    }
                    for (int k = 0; k < size; k++) {
                        sums[k] /= probabilities;
                    }
                    return sums;
                },
                exact);
        return IntStream.range(0, size)
                .mapToObj(k -> deciding.noted(Weight.of(model.names().get(k), all[k])))
                .toList();
    }

    /** Adds the slopes of the probabilities of all coordinates in their own features; returns their sum. */
    private double addOwn(DifferentiableLayer layer, Possible each, Observation one, NoiseKey key, double[] sums) {
        Pass pass = pass(layer, each.weights(), one.features(), one.oracle(), key);
        if (pass == null) {
            return 0;
        }
        double[] mean = pass.output().values();
        double probabilities = 0;
        for (int i = 0; i < mean.length; i++) {
            probabilities += each.share() * mean[i];
            double slope = mean[i] == 0 ? 0 : each.share() * slopes(pass, i)[i];
            for (int k = 0; k < sums.length; k++) {
                sums[k] += slope * each.weights()[k] * one.features().get(i, k);
            }
        }
        return probabilities;
    }

    /** Returns null where tastes that were drawn have no answer. */
    private @Nullable Pass pass(
            DifferentiableLayer layer, double[] weights, Features features, LinearOracle oracle, NoiseKey key) {
        try {
            return layer.forward(
                    new Input(model.theta(Standardisable.of(model).standardised(weights), features), key, oracle));
        } catch (OracleException failure) {
            if (deciding.isDrawn() && NO_ANSWER.contains(failure.code())) {
                return null;
            }
            throw failure;
        }
    }

    private static double[] slopes(Pass pass, int coordinate) {
        double[] only = new double[pass.output().values().length];
        only[coordinate] = 1;
        return pass.vjp(only).values();
    }
}
