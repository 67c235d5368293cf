package io.dither.people.tastes;

import static java.util.Objects.requireNonNull;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.learn.Cluster;
import io.dither.learn.Learner;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.NoiseModel;
import io.dither.learn.model.Observation;
import io.dither.learn.model.Range;
import io.dither.people.internal.LikelihoodRecipe;
import io.dither.people.internal.LocalPersons;
import io.dither.people.internal.Person;
import io.dither.people.internal.TasteSettings;
import io.dither.plugin.PluginCatalogue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Learns how the weights of a cost model vary between persons. A person is a cluster of several decisions, and has weights drawn from a
 * {@link Population}, whose locations, spreads and correlations are estimated.
 *
 * <p>Some decisions have exact probabilities: choices with Gumbel noise (the default noise of choices), and decisions
 * with a loss such as the recursive logit. Then estimation is by the simulated likelihood (Train 2009). For all other
 * oracles and noises it is by moments: the means of the decisions' features, and their products over different
 * decisions of a person. Costs are linear in the weights. Weights are in units of the noise: epsilon is fixed, by
 * default at 1. Moments can learn epsilon if a weight is fixed, and by default learn it under multiplicative noise.
 * Use one thread to configure this object; results have the same bits on any number of threads.
 */
public final class Tastes {
    /** The draws per person of a likelihood, unless another number is set. */
    private static final int LIKELIHOOD_DRAWS = 256;

    /** The draws per person of moments, unless another number is set; few, because a draw needs a solve per example. */
    private static final int MOMENT_DRAWS = 40;

    private final CostModel model;
    private final PluginCatalogue catalogue;
    private FitSettings settings = FitSettings.USUAL;
    private Law law = Law.NORMAL;
    private final Map<String, Law> laws = new LinkedHashMap<>();
    private final List<TasteLaws.FixedInClass> fixedInClass = new ArrayList<>();
    private Optional<String> unit = Optional.empty();
    private boolean correlated;
    /** The draws per person; 0 for the usual number of the method. */
    private int draws;

    private BooleanSupplier cancelled = () -> false;
    private Consumer<Fitted.Progress> listener = progress -> {};

    private Tastes(CostModel model, PluginCatalogue catalogue) {
        this.model = TasteSettings.requireLinear(model);
        this.catalogue = requireNonNull(catalogue, "catalogue");
    }

    /**
     * Creates a learner of tastes with the usual settings and the plugins on the class path.
     *
     * @param model the cost model, linear in its weights
     * @return the learner
     */
    public static Tastes of(CostModel model) {
        return of(model, FitSettings.USUAL, PluginCatalogue.discover());
    }

    /**
     * Creates a learner of tastes.
     *
     * @param model the cost model, linear in its weights
     * @param settings the settings of the fit
     * @param catalogue the plugins, which create losses and noises from texts
     * @return the learner
     */
    public static Tastes of(CostModel model, FitSettings settings, PluginCatalogue catalogue) {
        return new Tastes(model, catalogue).with(settings);
    }

    /**
     * {@return this, with these settings} They replace all earlier settings, also the values of {@link #fix}.
     *
     * @param newSettings the settings
     */
    public Tastes with(FitSettings newSettings) {
        settings = requireNonNull(newSettings, "settings");
        return this;
    }

    /**
     * {@return this, with this value of one setting}
     *
     * @param name the name of a component of {@link FitSettings}
     * @param value the value of the setting, or its text
     */
    public Tastes with(String name, Object value) {
        return with(settings.with(name, value));
    }

    /**
     * Chooses the common law of all weights without a law of their own.
     *
     * @param commonLaw the law. Default: {@link Law#NORMAL}
     * @return this
     */
    public Tastes law(Law commonLaw) {
        law = requireNonNull(commonLaw, "law");
        return this;
    }

    /**
     * Chooses the law of a single weight.
     *
     * @param name the name of the weight
     * @param ownLaw the law of this weight
     * @return this
     */
    public Tastes law(String name, Law ownLaw) {
        requireWeight(name);
        laws.put(name, requireNonNull(ownLaw, "law"));
        return this;
    }

    private void requireWeight(String name) {
        Arguments.require(
                model.names().contains(name),
                "'" + name + "' is not a weight of the model, which has " + model.names(),
                "Maybe it is misspelt");
    }

    /**
     * Makes tastes correlated; for lognormal tastes, their logarithms are correlated.
     *
     * @return this
     */
    public Tastes correlated() {
        correlated = true;
        return this;
    }

    /**
     * Expresses tastes as ratios to one weight, the unit (willingness-to-pay space, Train and Weeks 2005): each other
     * weight of a person is the weight of the unit times a taste, and the law chosen for the other weight is the law of
     * this taste. The unit itself is lognormal, or fixed if its own law, or without one the common law, is fixed. For
     * decisions with exact probabilities.
     *
     * @param name the name of the unit, such as the weight of the price
     * @return this
     */
    public Tastes in(String name) {
        unit = Optional.of(name);
        return this;
    }

    /**
     * Fixes a weight at the same value for all persons.
     *
     * @param name the name of the weight
     * @param value the value of the weight, in raw units
     * @return this
     */
    public Tastes fix(String name, double value) {
        return with(settings.withBound(name, new Range(value, value))).law(name, Law.FIXED);
    }

    /**
     * Fixes a weight at the same value for all persons of one class, for {@link #fitClasses}.
     *
     * @param name the name of the weight
     * @param number the number of the class, from 1
     * @param value the value of the weight, in raw units
     * @return this
     */
    public Tastes fixInClass(String name, int number, double value) {
        requireWeight(name);
        fixedInClass.add(new TasteLaws.FixedInClass(name, number, value));
        return this;
    }

    /**
     * Sets the initial number of draws of tastes per person. Under a likelihood it grows until the simulation error is negligible, up to the larger of 4,096
     * and this number. Under moments it grows, up to fourfold, only if the search finds no root with fewer draws.
     *
     * @param count at least 8. Default: 256 for likelihoods, 40 for moments
     * @return this
     */
    public Tastes draws(int count) {
        draws = Arguments.atLeast("draws", count, 8);
        return this;
    }

    /**
     * {@return this, with a listener to the progress} The reported loss is minus the mean log likelihood of persons,
     * and the reported gradient is the largest |slope| of this loss, divided by the standard error of the slope. Under
     * moments the loss is NaN, and the gradient is the largest |moment|, divided by its standard error.
     *
     * @param consumer receives the progress on the thread that fits
     */
    public Tastes onProgress(Consumer<Fitted.Progress> consumer) {
        listener = requireNonNull(consumer, "consumer");
        return this;
    }

    /**
     * Sets a condition that stops the fit, which then throws a {@link io.dither.learn.evaluate.StoppedException}.
     *
     * @param condition returns whether to stop; called several times per second
     * @return this
     */
    public Tastes cancelledBy(BooleanSupplier condition) {
        cancelled = requireNonNull(condition, "condition");
        return this;
    }

    /**
     * Estimates the tastes.
     *
     * @param observations the decisions, each with its own id, and the person as {@link Observation#cluster()}
     * @return the fit
     * @throws InvalidArgumentException if the settings contradict each other or the examples
     */
    public FittedTastes fit(List<Observation> observations) {
        // this machine needs no texts of oracles, because nothing is sent
        return fit(Cluster.ofThisMachine().send(observations, observation -> ""), observations);
    }

    /**
     * Estimates the tastes of persons whose decisions are on a cluster, with the same bits as on one machine.
     *
     * @param history a history that contains the decisions
     * @param observations the decisions, each with its own id, and the person as {@link Observation#cluster()}
     * @return the fit
     * @throws InvalidArgumentException if the settings contradict each other or the examples
     */
    public FittedTastes fit(Cluster.History history, List<Observation> observations) {
        Arguments.require(
                fixedInClass.isEmpty(),
                "a weight is fixed in a class, and there is one class",
                "Maybe fix it for all persons, or fit classes");
        List<Person> persons = Person.of(observations);
        FitSettings chosen = TasteSettings.complete(settings, observations, catalogue);
        boolean isExact = TasteSettings.isExact(chosen, observations, catalogue);
        if (isExact) {
            TasteSettings.requireGivenEpsilon(settings);
        } else {
            Arguments.require(
                    unit.isEmpty(),
                    "tastes are ratios to '" + unit.orElse("") + "', which needs decisions with exact probabilities",
                    "Maybe leave it out, and take ratios of medians");
            chosen = TasteSettings.forMoments(chosen, observations.size(), persons.size());
            boolean isEpsilonGiven = !Double.isNaN(settings.epsilon());
            NoiseModel noise = TasteSettings.noise(chosen, observations, catalogue);
            // messages name the first weight as an example of a weight that may be fixed
            chosen = TasteSettings.withEpsilon(
                    chosen, isEpsilonGiven, noise, model.names().get(0));
        }
        Fitted commonFit = commonFit(history, observations, chosen);
        Population start = laws().start(commonFit);
        TasteSearch search = new TasteSearch(commonFit, start, persons, listener);
        if (isExact) {
            try (Cluster.DistributedPersons<PersonDraws> drawn = personDraws(history, observations, commonFit, start)) {
                return search.byLikelihood(drawn, draws == 0 ? LIKELIHOOD_DRAWS : draws);
            }
        }
        NoiseModel noise = TasteSettings.noise(chosen, observations, catalogue);
        // the default noise depends on the first decision; its text makes the noise the same on all machines
        FitSettings withNoise = commonFit.settings().with("noise", noise.text());
        try (Cluster.DistributedPersons<PersonMoments> moments =
                distributed(history, observations, new PersonMoments.Preparation(commonFit.model(), withNoise))) {
            return search.byMoments(moments, noise.multiplicative(), draws == 0 ? MOMENT_DRAWS : draws);
        }
    }

    /**
     * Estimates latent classes of persons whose tastes differ within a class (a discrete mixture of mixed logits), for decisions with exact
     * probabilities. The search starts at the classes of {@link Classes}, with spreads.
     *
     * @param history a history that contains the decisions
     * @param observations the decisions, each with its own id, and the person as {@link Observation#cluster()}
     * @param count the number of classes, from 2 to 10
     * @return the fit
     * @throws InvalidArgumentException if the settings contradict each other or the examples
     */
    public FittedTasteClasses fitClasses(Cluster.History history, List<Observation> observations, int count) {
        fixedInClass.forEach(fixed -> Arguments.between("class of '" + fixed.name() + "'", fixed.number(), 1, count));
        FittedClasses withoutSpreads = Classes.of(model, settings, catalogue)
                .cancelledBy(cancelled)
                .onProgress(listener)
                .fit(history, observations, count, count);
        return TasteClassSearch.fit(
                withoutSpreads,
                laws(),
                Person.of(observations),
                shape -> personDraws(history, observations, withoutSpreads.commonFit(), shape),
                draws == 0 ? LIKELIHOOD_DRAWS : draws,
                listener);
    }

    private TasteLaws laws() {
        return new TasteLaws(law, laws, correlated, unit, fixedInClass);
    }

    private Fitted commonFit(Cluster.History history, List<Observation> observations, FitSettings chosen) {
        Fitted commonFit = history.fit(Learner.of(model, chosen, catalogue).cancelledBy(cancelled), observations);
        TasteSettings.requireIdentified(commonFit);
        return commonFit;
    }

    /**
     * Prepares the draws of the tastes of all persons, on the machines that have their decisions. {@code shape} is a
     * population with the laws of these tastes; its parameters are not used.
     */
    private Cluster.DistributedPersons<PersonDraws> personDraws(
            Cluster.History history, List<Observation> observations, Fitted commonFit, Population shape) {
        long[] keys = Person.keys(Person.of(observations));
        LikelihoodRecipe recipe = LikelihoodRecipe.of(commonFit, observations, catalogue);
        return distributed(history, observations, new PersonDraws.Preparation(recipe, shape, keys));
    }

    private <E extends Cluster.Persons> Cluster.DistributedPersons<E> distributed(
            Cluster.History history, List<Observation> observations, Cluster.Preparation<E> preparation) {
        return LocalPersons.of(history, observations, preparation, catalogue, settings.threads(), cancelled);
    }
}
