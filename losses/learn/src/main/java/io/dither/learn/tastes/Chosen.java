package io.dither.learn.tastes;

import io.dither.error.Arguments;
import io.dither.layer.EstimatingEquation;
import io.dither.layer.Target;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.FitSettings.Errors;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.Range;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is chosen where a user did not, and what is refused. */
final class Chosen {
    /** How much weights vary at the start, as a share of themselves. */
    private static final double SPREAD = 0.5;

    private Chosen() {}

    /** Returns the model if costs are linear in weights that all coordinates share. */
    static CostModel linear(CostModel model) {
        Arguments.require(
                model.isLinear() && model.hasIntervals() && model.effects().isEmpty(),
                "tastes are of weights that all coordinates share and costs are linear in",
                "Maybe a shared linear model with the identity link and without effects");
        return model;
    }

    /** Returns settings whose epsilon is given, with Gumbel noise for choices. */
    static FitSettings settings(FitSettings settings, List<Observation> observations) {
        refuse(settings.l1() > 0 || settings.l2() > 0, "penalties");
        refuse(settings.epochs() > 0, "mini-batches");
        refuse(settings.earlyStopping() > 0, "earlyStopping");
        refuse(settings.shareSearches(), "shareSearches");
        refuse(settings.pooled(), "pooled");
        refuse(settings.learnEpsilon(), "an epsilon that is learnt");
        Arguments.require(
                settings.errors() == Errors.ROBUST || settings.errors() == Errors.NONE,
                "the errors of tastes are robust, over persons, not " + settings.errors(),
                "Maybe errors = robust or none");
        settings.bounds()
                .forEach(
                        (name, range) -> refuse(range.low() != range.high(), "bounds, such as that of '" + name + "'"));
        FitSettings chosen = settings.with("epsilon", Double.isNaN(settings.epsilon()) ? 1 : settings.epsilon());
        boolean choices = settings.isFenchelYoung()
                && settings.noise().isEmpty()
                && observations.stream().allMatch(Likelihood::isChoice);
        return choices ? chosen.with("noise", "gumbel") : chosen;
    }

    private static void refuse(boolean given, String what) {
        Arguments.require(!given, "tastes of persons have no use for " + what, "Maybe leave it out");
    }

    /** Returns settings for moments, which need several decisions of a person. */
    static FitSettings forMoments(FitSettings settings, int decisions, int persons) {
        Arguments.require(
                decisions >= 2 * persons,
                decisions + " decisions of " + persons
                        + " persons are fewer than two per person, which tell tastes from noise only together",
                "Maybe name the column of persons (--person), or learn one taste for all");
        Arguments.require(
                settings.isFenchelYoung() || settings.isMoments(),
                "the loss '" + settings.loss() + "' gives no probabilities of decisions",
                "Maybe leave the loss out: tastes are then estimated by moments");
        return settings.with("loss", FitSettings.MOMENTS);
    }

    /** Returns an equation that learns from what was observed. */
    @SuppressWarnings("unchecked") // the equation was asked
    static EstimatingEquation<Target> learningFrom(EstimatingEquation<?> equation, Observation observed) {
        equation.learningFrom(observed.target().getClass());
        return (EstimatingEquation<Target>) equation;
    }

    /** Returns the population to start from, around the fit with one taste, in standardised units. */
    static Population start(Fitted one, Law law, Map<String, Law> laws, boolean correlated) {
        CostModel model = one.model();
        List<String> names = model.names();
        Map<String, Range> bounds = one.settings().bounds();
        Set<String> constants = Set.copyOf(model.constants());
        double[] weights = one.parameters();
        double[] signs = new double[weights.length];
        double[] location = new double[weights.length];
        boolean[] held = new boolean[weights.length];
        List<Law> all = names.stream()
                .map(name ->
                        bounds.containsKey(name) || constants.contains(name) ? Law.FIXED : laws.getOrDefault(name, law))
                .toList();
        Arguments.require(
                !correlated || !all.contains(Law.TRIANGULAR),
                "triangular tastes are not correlated",
                "Maybe normal tastes, or leave out correlated");
        Arguments.require(
                all.stream().anyMatch(each -> each != Law.FIXED),
                "all weights are fixed: no taste varies",
                "Maybe choose a law of one of " + names);
        for (int k = 0; k < weights.length; k++) {
            boolean logarithm = all.get(k) == Law.LOGNORMAL;
            Arguments.require(
                    !logarithm || weights[k] != 0,
                    "the weight of '" + names.get(k)
                            + "' is 0 with one taste for all, so that a lognormal taste has no sign",
                    "Maybe --tastes " + names.get(k) + "=normal or fixed");
            signs[k] = logarithm ? Math.signum(weights[k]) : 1;
            location[k] = logarithm ? Math.log(Math.abs(weights[k])) : weights[k];
            held[k] = bounds.containsKey(names.get(k));
        }
        Population none = Population.of(names, all, signs, correlated, held);
        double[][] factor = none.factor();
        int[] varying = none.varying();
        for (int r = 0; r < varying.length; r++) {
            int k = varying[r];
            double size = Math.max(
                    Math.abs(weights[k]),
                    0.1 * java.util.Arrays.stream(weights).map(Math::abs).max().orElse(1));
            factor[k][r] = SPREAD
                    * switch (all.get(k)) {
                        case LOGNORMAL -> 1;
                        case TRIANGULAR -> 2 * size;
                        default -> size;
                    };
        }
        return new Population(names, all, signs, location, factor, correlated, held);
    }
}
