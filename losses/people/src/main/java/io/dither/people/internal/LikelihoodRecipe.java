package io.dither.people.internal;

import io.dither.learn.Cluster;
import io.dither.learn.internal.evaluate.Criterion;
import io.dither.learn.internal.evaluate.Fit;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.plugin.PluginCatalogue;
import java.util.List;

/**
 * The numbers and texts from which a likelihood is created on any machine.
 *
 * @param model the cost model, in standardised units
 * @param settings the settings of the fit, with the noise
 * @param epsilon the amplitude of the noise
 * @param areChoices whether all decisions are choices under a Fenchel-Young loss: then the likelihood is the conditional logit, because
 *     this loss is a likelihood of choices only with Gumbel noise
 */
public record LikelihoodRecipe(CostModel model, FitSettings settings, double epsilon, boolean areChoices)
        implements Cluster.Preparation<Likelihood> {
    /** Returns the recipe from a fit with one taste, for decisions that have exact probabilities. */
    public static LikelihoodRecipe of(Fitted fit, List<Observation> observations, PluginCatalogue catalogue) {
        // the first by key, so that the default noise does not depend on the order of the decisions
        Criterion criterion = Fit.of(fit.settings(), catalogue)
                .criterionOn(Person.firstByKey(observations).oracle());
        FitSettings settings = fit.settings().with("noise", criterion.noise().text());
        boolean areChoices = criterion.isFenchelYoung() && observations.stream().allMatch(Likelihood::isChoice);
        return new LikelihoodRecipe(fit.model(), settings, fit.epsilon(), areChoices);
    }

    @Override
    public Likelihood prepare(List<Observation> decisions, PluginCatalogue catalogue) {
        return of(Person.of(decisions), catalogue);
    }

    /**
     * Returns the likelihood of some persons. The settings contain the noise, so the criterion gets an empty text in
     * place of a default noise.
     */
    public Likelihood of(List<Person> persons, PluginCatalogue catalogue) {
        return areChoices
                ? ChoiceLikelihood.of(model, epsilon, persons)
                : new LossLikelihood(
                        model, Fit.of(settings, catalogue).criterion(""), epsilon, settings.seed(), persons);
    }
}
