package io.dither.people.tastes;

import static java.util.Objects.requireNonNull;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.learn.Cluster;
import io.dither.learn.Learner;
import io.dither.learn.internal.evaluate.Workers;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.Range;
import io.dither.people.internal.Counts;
import io.dither.people.internal.Likelihood;
import io.dither.people.internal.LikelihoodRecipe;
import io.dither.people.internal.LocalPersons;
import io.dither.people.internal.Person;
import io.dither.people.internal.TasteSettings;
import io.dither.plugin.PluginCatalogue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Learns latent classes of persons, each with its own weights (Kamakura and Russell 1989), for decisions with exact probabilities: by
 * expectation-maximisation from several seeded starts, then by quasi-Newton steps. Configure it on one thread.
 */
public final class Classes {
    /** The largest number of classes. */
    private static final int MOST_CLASSES = 10;

    /** The number of starts of each search, unless another number is set. */
    private static final int STARTS = 24;

    private final CostModel model;
    private final PluginCatalogue catalogue;
    private FitSettings settings = FitSettings.USUAL;
    private int starts = STARTS;
    private List<String> covariates = List.of();
    private BooleanSupplier cancelled = () -> false;
    private Consumer<Fitted.Progress> listener = progress -> {};

    private Classes(CostModel model, PluginCatalogue catalogue) {
        this.model = TasteSettings.requireLinear(model);
        this.catalogue = requireNonNull(catalogue, "catalogue");
    }

    /**
     * Creates a learner of classes with the usual settings and the plugins on the class path.
     *
     * @param model the cost model, linear in its weights
     * @return the learner
     */
    public static Classes of(CostModel model) {
        return of(model, FitSettings.USUAL, PluginCatalogue.discover());
    }

    /**
     * Creates a learner of classes.
     *
     * @param model the cost model, linear in its weights
     * @param settings the settings of the fit
     * @param catalogue the plugins, which create losses and noises from texts
     * @return the learner
     */
    public static Classes of(CostModel model, FitSettings settings, PluginCatalogue catalogue) {
        return new Classes(model, catalogue).with(settings);
    }

    /**
     * {@return this, with these settings}
     *
     * @param newSettings the settings
     */
    public Classes with(FitSettings newSettings) {
        settings = requireNonNull(newSettings, "settings");
        return this;
    }

    /**
     * {@return this, with this value of one setting}
     *
     * @param name the name of a component of {@link FitSettings}
     * @param value the value of the setting, or its text
     */
    public Classes with(String name, Object value) {
        return with(settings.with(name, value));
    }

    /**
     * Fixes a weight at the same value in all classes.
     *
     * @param name the name of the weight
     * @param value the value of the weight, in raw units
     * @return this
     */
    public Classes fix(String name, double value) {
        return with(settings.withBound(name, new Range(value, value)));
    }

    /**
     * Sets the number of starting points, because the likelihood has several maxima. The number grows up to fourfold while fewer than four starts end at the
     * largest maximum.
     *
     * @param count at least 1. Default: 24
     * @return this
     */
    public Classes starts(int count) {
        starts = Arguments.atLeast("starts", count, 1);
        return this;
    }

    /**
     * Sets a condition that stops the fit, which then throws a {@link io.dither.learn.evaluate.StoppedException}.
     *
     * @param condition returns whether to stop; called several times per second
     * @return this
     */
    public Classes cancelledBy(BooleanSupplier condition) {
        cancelled = requireNonNull(condition, "condition");
        return this;
    }

    /**
     * Makes membership of classes depend on covariates of persons, by a multinomial logit.
     *
     * @param names the names of the {@link Observation#covariates()}, in their order
     * @return this
     */
    public Classes membership(List<String> names) {
        covariates = List.copyOf(names);
        return this;
    }

    /**
     * {@return this, with a listener to the progress} The reported loss is minus the mean log likelihood of persons; the gradient is the
     * largest slope, in standard errors.
     *
     * @param consumer receives the progress on the thread that fits, once for each number of classes
     */
    public Classes onProgress(Consumer<Fitted.Progress> consumer) {
        listener = requireNonNull(consumer, "consumer");
        return this;
    }

    /**
     * Learns a given number of classes.
     *
     * @param observations the decisions, each with its own id, and the person as {@link Observation#cluster()}
     * @param count the number of classes, from 2 to 10
     * @return the fit
     * @throws InvalidArgumentException if decisions have no exact probabilities
     */
    public FittedClasses fit(List<Observation> observations, int count) {
        return fit(observations, count, count);
    }

    /**
     * Learns the number of classes with the least {@link FittedClasses#bic()}.
     *
     * @param observations the decisions, each with its own id, and the person as {@link Observation#cluster()}
     * @param least the least number of classes, at least 2
     * @param most the largest number of classes, at most 10
     * @return the fit
     * @throws InvalidArgumentException if decisions have no exact probabilities
     */
    public FittedClasses fit(List<Observation> observations, int least, int most) {
        // the texts of oracles are empty, because this machine uses the oracles themselves
        return fit(Cluster.ofThisMachine().send(observations, observation -> ""), observations, least, most);
    }

    /**
     * Learns classes of persons whose decisions are on a cluster, with the same bits as on one machine.
     *
     * @param history a history that contains the decisions
     * @param observations the decisions, each with its own id, and the person as {@link Observation#cluster()}
     * @param least the least number of classes, at least 2
     * @param most the largest number of classes, at most 10
     * @return the fit
     * @throws InvalidArgumentException if decisions have no exact probabilities
     */
    public FittedClasses fit(Cluster.History history, List<Observation> observations, int least, int most) {
        Arguments.between("classes", least, 2, MOST_CLASSES);
        Arguments.between("classes", most, least, MOST_CLASSES);
        TasteSettings.requireGivenEpsilon(settings);
        List<Person> persons = Person.of(observations);
        Membership membership = Membership.of(covariates, persons);
        FitSettings chosen = TasteSettings.complete(settings, observations, catalogue);
        Arguments.require(
                TasteSettings.isExact(chosen, observations, catalogue),
                "classes need exact probabilities of decisions, which "
                        + TasteSettings.noise(chosen, observations, catalogue).text() + " noise does not give here",
                "Maybe choose --tastes normal, which is learnt from moments and needs no probabilities");
        Fitted commonFit = history.fit(Learner.of(model, chosen, catalogue).cancelledBy(cancelled), observations);
        TasteSettings.requireIdentified(commonFit);
        LikelihoodRecipe recipe = LikelihoodRecipe.of(commonFit, observations, catalogue);
        Counts counts = Counts.of(persons, chosen.weighting());
        try (Workers workers = new Workers(chosen.threads(), cancelled);
                // 0 threads for persons: searches from several starts already use all threads
                Cluster.DistributedPersons<Likelihood> likelihoods =
                        LocalPersons.of(history, observations, recipe, catalogue, 0, cancelled)) {
            // TasteSettings.complete has refused bounds that do not fix a weight
            int[] free = IntStream.range(0, model.names().size())
                    .filter(k -> !chosen.bounds().containsKey(model.names().get(k)))
                    .toArray();
            ClassLikelihood.FreeWeights weights = new ClassLikelihood.FreeWeights(commonFit.parameters(), free);
            List<FittedClasses> fits = new ArrayList<>();
            List<double[]> splitStarts = List.of();
            for (int count = least; count <= most; count++) {
                ClassLikelihood classes = new ClassLikelihood(likelihoods, persons, counts, weights, count, membership);
                ClassSearch.Maximum maximum =
                        new ClassSearch(classes, settings, starts, workers, listener).maximum(commonFit, splitStarts);
                fits.add(maximum.fitted());
                splitStarts = classes.split(maximum.x(), settings.seed());
            }
            FittedClasses best = Collections.min(fits, Comparator.comparing(FittedClasses::bic));
            List<FittedClasses.Candidate> candidates = new ArrayList<>();
            candidates.add(new FittedClasses.Candidate(1, best.commonLogLikelihood(), best.commonBic()));
            fits.forEach(candidate -> candidates.add(new FittedClasses.Candidate(
                    candidate.classes().size(), candidate.logLikelihood().value(), candidate.bic())));
            return fits.size() == 1 ? best : best.withCandidates(candidates, messageOnOthers(fits, best));
        }
    }

    /** Returns the message about other numbers of classes. */
    private static String messageOnOthers(List<FittedClasses> fits, FittedClasses best) {
        String unreliableCounts = fits.stream()
                .filter(candidate ->
                        candidate.classes().size() != best.classes().size()
                                && candidate.search().startsAtMaximum() < ClassSearch.MIN_AGREEING)
                .map(candidate -> String.valueOf(candidate.classes().size()))
                .collect(Collectors.joining(" and with "));
        return unreliableCounts.isEmpty()
                ? ""
                : "fewer than " + ClassSearch.MIN_AGREEING + " starts end at the same maximum with " + unreliableCounts
                        + " classes, so that their true BIC may be smaller";
    }
}
