package io.dither.people.tastes;

import static java.util.Objects.requireNonNull;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.learn.Cluster;
import io.dither.learn.Learner;
import io.dither.learn.internal.evaluate.Criterion;
import io.dither.learn.internal.evaluate.Fit;
import io.dither.learn.internal.evaluate.Workers;
import io.dither.learn.internal.search.Standing;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Observation;
import io.dither.learn.model.Range;
import io.dither.people.internal.AskedHere;
import io.dither.people.internal.Chosen;
import io.dither.people.internal.Counts;
import io.dither.people.internal.Likelihood;
import io.dither.people.internal.LikelihoodRecipe;
import io.dither.people.internal.Person;
import io.dither.people.internal.PersonDescent;
import io.dither.people.internal.PersonPoint;
import io.dither.plugin.PluginCatalogue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Learns latent classes of persons, each with weights of its own (Kamakura and Russell 1989), for decisions with exact probabilities: by
 * expectation and maximisation from several keyed starts, then by quasi-Newton steps. Set up by one thread.
 */
public final class Classes {
    private static final int MOST = 10;
    private static final int STARTS = 24;
    private static final int ROUNDS = 15;
    private static final double GRADIENT = 1e-4;
    private static final double NEARLY = 0.05;
    /** Logarithms of likelihoods that differ by less are those of one maximum. */
    private static final double ALIKE = 0.1;
    /** A maximum that fewer starts end at may not be the largest. */
    private static final int AGREEING = 4;
    /** How many times the starts there are while too few agree. */
    private static final int MOST_TIMES = 4;
    /** A class of fewer persons tells nothing of its errors. */
    private static final double FEWEST = 5;

    private static final String NOT_ENDED =
            "the search of the likelihood did not end at a maximum. Maybe more iterations";

    private final CostModel model;
    private final PluginCatalogue catalogue;
    private FitSettings settings = FitSettings.USUAL;
    private int starts = STARTS;
    private List<String> names = List.of();
    private BooleanSupplier cancelled = () -> false;
    private Consumer<Fitted.Progress> listener = progress -> {};

    private Classes(CostModel model, PluginCatalogue catalogue) {
        this.model = Chosen.linear(model);
        this.catalogue = requireNonNull(catalogue, "catalogue");
    }

    /**
     * Makes a learner of classes with the usual settings and the plugins on the class path.
     *
     * @param model the cost model, linear in its weights
     * @return the learner
     */
    public static Classes of(CostModel model) {
        return of(model, FitSettings.USUAL, PluginCatalogue.discover());
    }

    /**
     * Makes a learner of classes.
     *
     * @param model the cost model, linear in its weights
     * @param settings how to fit
     * @param catalogue where losses and noises are found by their texts
     * @return the learner
     */
    public static Classes of(CostModel model, FitSettings settings, PluginCatalogue catalogue) {
        return new Classes(model, catalogue).with(settings);
    }

    /**
     * {@return this, with all settings}
     *
     * @param all the settings
     */
    public Classes with(FitSettings all) {
        settings = requireNonNull(all, "settings");
        return this;
    }

    /**
     * {@return this, with one more setting}
     *
     * @param name the name of a component of {@link FitSettings}
     * @param value its value, or the text of it
     */
    public Classes with(String name, Object value) {
        return with(settings.with(name, value));
    }

    /**
     * Holds a weight fixed, the same in all classes.
     *
     * @param name its name
     * @param value its value, in raw units
     * @return this
     */
    public Classes fix(String name, double value) {
        return with(settings.withBound(name, new Range(value, value)));
    }

    /**
     * Chooses from how many starts the likelihood is maximised, for it has several maxima: as many again, up to four times, while fewer
     * than four end at the largest.
     *
     * @param count at least 1; 24 unless chosen
     * @return this
     */
    public Classes starts(int count) {
        starts = Arguments.atLeast("starts", count, 1);
        return this;
    }

    /**
     * Lets another stop the fit.
     *
     * @param wanted whether to stop; asked several times a second
     * @return this
     */
    public Classes cancelledBy(BooleanSupplier wanted) {
        cancelled = requireNonNull(wanted, "wanted");
        return this;
    }

    /**
     * Lets membership of classes follow what is known of persons, by a multinomial logit.
     *
     * @param covariates names of the {@link Observation#covariates()}, in their order
     * @return this
     */
    public Classes membership(List<String> covariates) {
        names = List.copyOf(covariates);
        return this;
    }

    /**
     * {@return this, whose searches somebody hears of} Their loss is minus the mean logarithm of the likelihood of persons; their
     * gradient is against its standard error.
     *
     * @param hears called on the thread that fits, once for each number of classes
     */
    public Classes onProgress(Consumer<Fitted.Progress> hears) {
        listener = requireNonNull(hears, "hears");
        return this;
    }

    /**
     * Finds classes.
     *
     * @param observations the decisions, each with its own id, and the person as {@link Observation#cluster()}
     * @param count how many classes, from 2 to 10
     * @return what was found
     * @throws InvalidArgumentException if decisions have no exact probabilities
     */
    public FittedClasses fit(List<Observation> observations, int count) {
        return fit(observations, count, count);
    }

    /**
     * Finds as many classes as have the least {@link FittedClasses#bic()}.
     *
     * @param observations the decisions, each with its own id, and the person as {@link Observation#cluster()}
     * @param least how many classes at least, from 2
     * @param most how many at most, up to 10
     * @return what was found
     * @throws InvalidArgumentException if decisions have no exact probabilities
     */
    public FittedClasses fit(List<Observation> observations, int least, int most) {
        return fit(Cluster.ofThisMachine().send(observations, one -> ""), observations, least, most);
    }

    /**
     * Finds classes of persons who lie on a cluster, with the bits of one machine.
     *
     * @param sent a history that has the decisions
     * @param observations the decisions, each with its own id, and the person as {@link Observation#cluster()}
     * @param least how many classes at least, from 2
     * @param most how many at most, up to 10
     * @return what was found
     * @throws InvalidArgumentException if decisions have no exact probabilities
     */
    public FittedClasses fit(Cluster.History sent, List<Observation> observations, int least, int most) {
        Arguments.between("classes", least, 2, MOST);
        Arguments.between("classes", most, least, MOST);
        Chosen.requireGivenEpsilon(settings);
        List<Person> persons = Person.of(observations);
        Membership membership = Membership.of(names, persons);
        FitSettings chosen = Chosen.settings(settings, observations, catalogue);
        Criterion criterion =
                Fit.of(chosen, catalogue).criterionOn(Person.first(observations).oracle());
        Arguments.require(
                Likelihood.isExact(criterion, observations),
                "classes need exact probabilities of decisions, which "
                        + criterion.noise().text() + " noise does not give here",
                "Maybe --tastes normal, whose moments serve any oracle");
        Fitted one = sent.fit(Learner.of(model, chosen, catalogue).cancelledBy(cancelled), observations);
        Chosen.requireIdentified(one);
        LikelihoodRecipe recipe = LikelihoodRecipe.of(one, observations, catalogue);
        Counts counts = Counts.of(persons, chosen.weighting());
        try (Workers workers = new Workers(chosen.threads(), cancelled);
                Cluster.Asked<Likelihood> asked = AskedHere.of(sent, observations, recipe, catalogue, 0, cancelled)) {
            int[] free = IntStream.range(0, model.names().size())
                    .filter(k -> !chosen.bounds().containsKey(model.names().get(k)))
                    .toArray();
            List<FittedClasses> all = new ArrayList<>();
            List<double[]> fewer = List.of();
            for (int count = least; count <= most; count++) {
                ClassLikelihood classes =
                        new ClassLikelihood(asked, persons, counts, one.parameters(), free, count, membership);
                Maximum found = fit(one, classes, fewer, workers);
                all.add(found.fitted());
                fewer = classes.split(found.x(), settings.seed());
            }
            FittedClasses best = Collections.min(all, Comparator.comparing(FittedClasses::bic));
            List<FittedClasses.Tried> tried = new ArrayList<>();
            tried.add(new FittedClasses.Tried(1, best.oneLogLikelihood(), best.oneBic()));
            all.forEach(each -> tried.add(new FittedClasses.Tried(
                    each.classes().size(), each.logLikelihood().value(), each.bic())));
            return all.size() == 1 ? best : best.among(tried, compared(all, best));
        }
    }

    /** The largest maximum that was found. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
    private record Maximum(FittedClasses fitted, double[] x) {}

    /** Returns what a person should know of other numbers of classes. */
    private static String compared(List<FittedClasses> all, FittedClasses best) {
        String doubtful = all.stream()
                .filter(other -> other.classes().size() != best.classes().size()
                        && other.search().alike() < AGREEING)
                .map(other -> String.valueOf(other.classes().size()))
                .collect(Collectors.joining(" and of "));
        return doubtful.isEmpty()
                ? ""
                : "fewer than " + AGREEING + " starts of " + doubtful
                        + " classes end at one maximum, so that their BIC may be less";
    }

    private Maximum fit(Fitted taste, ClassLikelihood classes, List<double[]> more, Workers workers) {
        List<PersonPoint> ends = new ArrayList<>(workers.inOrder(more.size(), s -> from(classes, more.get(s))));
        PersonPoint best;
        int alike;
        do {
            int first = ends.size() - more.size();
            ends.addAll(workers.inOrder(starts, s -> from(classes, classes.scattered(settings.seed(), first + s))));
            best = best(classes, ends);
            alike = alike(classes, ends, best);
        } while (alike < AGREEING && ends.size() - more.size() < MOST_TIMES * starts);
        int leftOut =
                (int) ends.stream().filter(end -> !isBounded(classes, end)).count();
        PersonPoint sorted = classes.at(classes.sorted(best.x()));
        PersonDescent descent = new PersonDescent(classes, sorted, settings.iterations());
        PersonPoint point = descent.until(GRADIENT);
        listener.accept(
                new Fitted.Progress(descent.evaluations(), point.value(), point.largest(), Double.NaN, 0, Double.NaN));
        List<String> names = classes.names(taste.model().names());
        List<String> endless = Found.endless(point.x(), names, taste.epsilon());
        double[] persons = classes.persons(point.x());
        double least = Math.max(FEWEST, classes.free().length + 1.0);
        double few = Arrays.stream(persons).filter(one -> one >= least).min().orElse(0);
        int[] known = classes.parameters(c -> persons[c] >= least);
        boolean converged = isAtMaximum(point, known);
        Standing standing = point.standing(
                classes, classes.persons(), taste.settings(), known, few, converged && endless.isEmpty());
        ClassErrors errors = new ClassErrors(taste, classes, point, standing, c -> persons[c] < least);
        FittedClasses fitted = new FittedClasses(
                taste,
                errors.estimate(),
                new FittedClasses.Search(alike, ends.size(), List.of()),
                new PersonLikelihood(
                        Interval.of(point.logLikelihood(), 0),
                        ClassErrors.ofOne(classes),
                        classes.persons().size(),
                        classes.counts().total()),
                Ending.of(
                        descent.evaluations(),
                        converged,
                        endless.isEmpty() ? "" : Found.endless(endless, "Maybe fewer classes, or other features"),
                        message(
                                converged ? Found.message(standing, names) : NOT_ENDED,
                                persons,
                                least,
                                alike,
                                ends.size(),
                                leftOut)));
        return new Maximum(fitted, point.x());
    }

    /** The slope of a class of one person is as large as its standard error wherever it is. */
    private static boolean isAtMaximum(PersonPoint point, int[] known) {
        return (known.length == 0 || point.restricted(known).largest() < 10 * GRADIENT)
                && Arrays.stream(point.score())
                        .allMatch(slope ->
                                Math.abs(slope) < Math.sqrt(point.counts().total()) * NEARLY);
    }

    private static boolean isBounded(ClassLikelihood classes, PersonPoint end) {
        return Double.isFinite(end.value()) && classes.isBounded(end.x());
    }

    private static PersonPoint best(ClassLikelihood classes, List<PersonPoint> ends) {
        List<PersonPoint> finite =
                ends.stream().filter(end -> Double.isFinite(end.value())).toList();
        Arguments.require(
                !finite.isEmpty(),
                "no start of " + classes.classes()
                        + " classes has a likelihood: some class would have costs that its oracle or"
                        + " the loss cannot take",
                "Maybe fewer classes, other features, or another seed");
        List<PersonPoint> bounded =
                finite.stream().filter(end -> isBounded(classes, end)).toList();
        return Collections.min(bounded.isEmpty() ? finite : bounded, Comparator.comparing(PersonPoint::value));
    }

    private static int alike(ClassLikelihood classes, List<PersonPoint> ends, PersonPoint best) {
        double total = classes.counts().total();
        return (int) ends.stream()
                .filter(end -> Math.abs(end.value() - best.value()) <= ALIKE / total)
                .count();
    }

    private static String message(String first, double[] persons, double least, int alike, int starts, int leftOut) {
        List<String> parts = new ArrayList<>();
        if (!first.isEmpty()) {
            parts.add(first);
        }
        if (leftOut > 0) {
            parts.add(leftOut + (leftOut == 1 ? " start was" : " starts were")
                    + " left out, which led to a class whose weights have no end");
        }
        if (alike < AGREEING) {
            parts.add(
                    "only " + alike + " of " + starts
                            + " starts ended here, so that another maximum may be larger. Maybe fewer classes, or compare other seeds");
        }
        for (int c = 0; c < persons.length; c++) {
            if (persons[c] < least) {
                parts.add(String.format(
                        Locale.ROOT,
                        "class %d has %.2g persons, too few for errors, and those of the others take it as known. Maybe fewer classes",
                        c + 1,
                        persons[c]));
            }
        }
        return String.join(". ", parts);
    }

    private PersonPoint from(ClassLikelihood classes, double[] start) {
        PersonPoint improved = classes.at(classes.improved(start, ROUNDS));
        return Double.isFinite(improved.value())
                ? new PersonDescent(classes, improved, settings.iterations()).until(NEARLY)
                : improved;
    }
}
