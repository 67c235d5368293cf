package io.dither.people.internal;

import io.dither.error.Arguments;
import io.dither.exact.ExactLikelihood;
import io.dither.layer.EstimatingEquation;
import io.dither.layer.Target;
import io.dither.learn.internal.evaluate.Criterion;
import io.dither.learn.internal.evaluate.Fit;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.CostShape;
import io.dither.learn.model.FeatureModel;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.FitSettings.Errors;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.GroupEffects;
import io.dither.learn.model.NoiseModel;
import io.dither.learn.model.Observation;
import io.dither.learn.model.WeightStatus;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.plugin.PluginCatalogue;
import java.util.List;
import java.util.stream.Collectors;

/** Completes the settings of a fit of tastes: fills in settings that the user did not choose, and refuses settings that do not fit tastes. */
public final class TasteSettings {
    private TasteSettings() {}

    /** Returns the model if costs are linear in weights that all coordinates share; throws otherwise. */
    public static CostModel requireLinear(CostModel model) {
        Arguments.require(
                CostShape.of(model).isLinear()
                        && FeatureModel.of(model).isShared()
                        && GroupEffects.of(model).isEmpty(),
                "tastes need weights that all coordinates share, and costs that are linear in them",
                "Maybe use a shared linear model with the identity link and without effects");
        return model;
    }

    /**
     * Completes settings: epsilon = 1 unless it is given or learnt. With the Fenchel-Young loss, also chooses Gumbel noise if the fit is a logit of choices;
     * otherwise replaces the loss by the exact likelihood, if decisions have exact probabilities that are fast to compute. Other losses stay.
     */
    public static FitSettings complete(
            FitSettings settings, List<Observation> observations, PluginCatalogue catalogue) {
        refuse(settings.l1() > 0 || settings.l2() > 0, "penalties");
        refuse(settings.epochs() > 0, "mini-batches");
        refuse(settings.earlyStopping() > 0, "earlyStopping");
        refuse(settings.pooled(), "pooled");
        Arguments.require(
                settings.errors() == Errors.ROBUST || settings.errors() == Errors.NONE,
                "the errors of tastes are robust, over persons, not " + settings.errors(),
                "Maybe choose errors = robust or none");
        settings.bounds() // equal bounds fix a weight, which is allowed
                .forEach(
                        (name, range) -> refuse(range.low() != range.high(), "bounds, such as that of '" + name + "'"));
        boolean hasEpsilon = !Double.isNaN(settings.epsilon()) || settings.learnEpsilon();
        FitSettings chosen = hasEpsilon ? settings : settings.with("epsilon", 1);
        NoiseModel noise = NoiseModel.parse(
                settings.noise().isEmpty() ? "gumbel" : settings.noise(), settings.followsLengths(), catalogue);
        boolean isLogit = settings.isFenchelYoung()
                && !noise.multiplicative()
                && noise.noise().equals(Noise.gumbel())
                && observations.stream().allMatch(Likelihood::isChoice);
        return isLogit ? chosen.with("noise", "gumbel") : withProbabilities(chosen, observations, catalogue);
    }

    /**
     * Chooses the likelihood if decisions have exact probabilities: under the noise of the settings or, if none is set, under the default noise, or else under
     * Gumbel noise. Keeps the settings if noise is multiplicative, if its shape follows the lengths of coordinates, and for a probit of choices.
     */
    private static FitSettings withProbabilities(
            FitSettings chosen, List<Observation> observations, PluginCatalogue catalogue) {
        if (!chosen.isFenchelYoung() || chosen.followsLengths()) {
            return chosen;
        }
        List<LinearOracle> oracles =
                observations.stream().map(Observation::oracle).distinct().toList();
        List<String> noises = chosen.noise().isEmpty()
                ? List.of(NoiseModel.usualFor(Person.firstByKey(observations).oracle()), "gumbel")
                : List.of(chosen.noise());
        for (String text : noises) {
            NoiseModel noise = NoiseModel.parse(text, false, catalogue);
            // probit would be too slow: the probability of a choice is an integral for each draw of tastes
            boolean isProbit = noise.noise().equals(Noise.gaussian())
                    && observations.stream().anyMatch(Likelihood::isChoice);
            if (!noise.multiplicative()
                    && !isProbit
                    && oracles.stream().allMatch(oracle -> ExactLikelihood.isAvailable(oracle, noise.noise()))) {
                // 1 takes the place of a learnt epsilon, which requireGivenEpsilon refuses
                return chosen.with("noise", text)
                        .with(
                                "loss",
                                "likelihood:noise=(" + text + "),epsilon="
                                        + (chosen.learnEpsilon() ? 1 : chosen.epsilon()));
            }
        }
        return chosen;
    }

    /** Returns the criterion of the fit, with the default noise of the oracle of the decision with the smallest key if no noise is set. */
    private static Criterion criterion(
            FitSettings settings, List<Observation> observations, PluginCatalogue catalogue) {
        return Fit.of(settings, catalogue)
                .criterionOn(Person.firstByKey(observations).oracle());
    }

    /** Returns whether decisions have exact probabilities under settings. */
    public static boolean isExact(FitSettings settings, List<Observation> observations, PluginCatalogue catalogue) {
        return Likelihood.isExact(criterion(settings, observations, catalogue), observations);
    }

    /** Returns the noise of the settings or, if none is set, the default noise. */
    public static NoiseModel noise(FitSettings settings, List<Observation> observations, PluginCatalogue catalogue) {
        return criterion(settings, observations, catalogue).noise();
    }

    /** Refuses a learnt epsilon, because it is the unit of tastes under a likelihood. */
    public static void requireGivenEpsilon(FitSettings settings) {
        Arguments.require(
                !settings.learnEpsilon(),
                "under a likelihood weights of persons are measured in epsilon, which is given and not learnt",
                "Maybe set --epsilon 1, and read ratios of weights");
    }

    /**
     * Refuses decisions that do not identify the weights of one taste for all persons: the likelihood has no maximum, or several. With several tastes, it then
     * has no single maximum either.
     */
    public static void requireIdentified(Fitted fit) {
        String separating = fit.weights().stream()
                .filter(weight -> weight.status() == WeightStatus.NO_FINITE_ESTIMATE)
                .map(weight -> "'" + weight.name() + "'")
                .collect(Collectors.joining(", "));
        Arguments.require(
                fit.status() != Fitted.Status.UNIDENTIFIED,
                separating.isEmpty()
                        ? "weights that are the same for all persons are not identified, and weights per person are not either: "
                                + fit.message()
                        : "weights have no finite estimate, whether per person or for all, because the decisions are separated perfectly by "
                                + separating,
                "Maybe leave a feature out, or fix its weight (--fix NAME=VALUE)");
    }

    private static void refuse(boolean isGiven, String option) {
        Arguments.require(!isGiven, "tastes of persons cannot be combined with " + option, "Maybe leave it out");
    }

    /** Returns settings for moments, which need at least two decisions per person on average; the arguments are the numbers of decisions and of persons. */
    public static FitSettings forMoments(FitSettings settings, int decisions, int persons) {
        Arguments.require(
                decisions >= 2 * persons,
                decisions + " decisions of " + persons
                        + " persons are fewer than two per person, so that tastes cannot be told from noise",
                "Maybe name the column of persons (--person), or learn one taste for all");
        Arguments.require(
                settings.isFenchelYoung() || settings.isMoments(),
                "the loss '" + settings.loss() + "' gives no probabilities of decisions",
                "Maybe leave the loss out: tastes are then estimated by moments");
        return settings.with("loss", FitSettings.MOMENTS);
    }

    /**
     * Returns settings for moments, after checking that they identify epsilon and tastes. Under multiplicative noise, which has no default epsilon, epsilon is
     * learnt unless the user gave a number ({@code isEpsilonGiven}). Messages name {@code exampleWeight} as a weight that may be fixed.
     */
    public static FitSettings withEpsilon(
            FitSettings settings, boolean isEpsilonGiven, NoiseModel noise, String exampleWeight) {
        String remedy = "Maybe fix one, the unit of the others, such as --fix " + exampleWeight + "=1";
        Arguments.require(
                !settings.learnEpsilon() || settings.hasUnit(),
                "epsilon is learnt, but no weight is fixed, and only tastes divided by epsilon are identified",
                remedy);
        Arguments.require(
                !noise.multiplicative() || settings.hasUnit(),
                noise.text() + " noise multiplies costs, so that tastes have no scale but that of a fixed weight",
                remedy + ", or choose additive noise");
        return noise.multiplicative() && !isEpsilonGiven ? settings.with("epsilon", "learn") : settings;
    }

    /** Requires that an equation learns from the type of the target of this observation, and returns the equation. */
    @SuppressWarnings("unchecked") // equation.learningFrom checks the type
    public static EstimatingEquation<Target> requireLearnsFrom(EstimatingEquation<?> equation, Observation observed) {
        equation.learningFrom(observed.target().getClass());
        return (EstimatingEquation<Target>) equation;
    }
}
