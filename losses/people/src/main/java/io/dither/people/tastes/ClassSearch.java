package io.dither.people.tastes;

import io.dither.error.Arguments;
import io.dither.learn.internal.evaluate.Workers;
import io.dither.learn.internal.search.FitErrors;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.learn.model.PlainText;
import io.dither.people.internal.PersonDescent;
import io.dither.people.internal.PersonPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Maximises the likelihood for a given number of classes. Each of several starts is improved by expectation-maximisation, then by quasi-Newton steps. A last
 * search goes on from the best end.
 *
 * @param likelihood the likelihood of the classes
 * @param settings the seed of the starts and the limit of iterations
 * @param starts the initial number of scattered starting points
 * @param workers the threads that search from several starts at a time
 * @param listener receives the progress once, at the end of the last search
 */
record ClassSearch(
        ClassLikelihood likelihood,
        FitSettings settings,
        int starts,
        Workers workers,
        Consumer<Fitted.Progress> listener) {
    /** The number of rounds of expectation-maximisation from each start. */
    private static final int ROUNDS = 15;

    /** The last search, from the best end, stops if all slopes are below this, in their standard errors. */
    private static final double TOLERANCE = 1e-4;

    /** The same limit for the searches from the starts. */
    private static final double LOOSE_TOLERANCE = 0.05;

    /** Slopes up to this multiple of the tolerance count as converged, because rounding may end a search early. */
    private static final double SLACK = 10;
    /** Log likelihoods that differ by less belong to the same maximum. */
    private static final double SAME_MAXIMUM = 0.1;
    /** If fewer starts than this end at the largest maximum, a larger maximum may have been missed. */
    static final int MIN_AGREEING = 4;
    /** The largest factor by which the number of starts grows while too few end at the same maximum. */
    private static final int MOST_START_FACTOR = 4;
    /** A class with fewer persons has no standard errors. */
    private static final double LEAST_PERSONS = 5;

    private static final String NOT_ENDED =
            "the search of the likelihood did not end at a maximum. Maybe allow more iterations";

    /** The largest maximum of the search. */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    record Maximum(FittedClasses fitted, double[] x) {}

    /**
     * Searches from the additional starting points and from scattered starts. Adds scattered starts until {@link #MIN_AGREEING} starts of either kind end at
     * the largest maximum, or the number of scattered starts has grown by {@link #MOST_START_FACTOR}.
     *
     * @param commonFit the fit with the same weights for all persons
     * @param additional starting points made from the maximum with one class fewer; empty if there is none
     */
    Maximum maximum(Fitted commonFit, List<double[]> additional) {
        List<PersonPoint> ends = new ArrayList<>(workers.runAll(additional.size(), s -> endFrom(additional.get(s))));
        PersonPoint best;
        int agreeing;
        do {
            int nextStart = ends.size() - additional.size();
            ends.addAll(workers.runAll(starts, s -> endFrom(likelihood.scattered(settings.seed(), nextStart + s))));
            best = Collections.min(candidates(ends, commonFit.epsilon()), Comparator.comparing(PersonPoint::value));
            agreeing = countAgreeing(ends, best);
        } while (agreeing < MIN_AGREEING && ends.size() - additional.size() < MOST_START_FACTOR * starts);
        int leftOut = ends.size() - candidates(ends, commonFit.epsilon()).size();
        PersonPoint sorted = likelihood.at(likelihood.sorted(best.x()));
        PersonDescent descent = new PersonDescent(likelihood, sorted, settings.iterations());
        PersonPoint point = descent.until(TOLERANCE);
        listener.accept(new Fitted.Progress( // without epsilon, gap and validation loss
                descent.evaluations(), point.value(), point.largestSlope(), Double.NaN, 0, Double.NaN));
        List<String> names = likelihood.names(commonFit.model().names());
        List<String> diverging = TasteSearchResult.diverging(point.x(), names, likelihood.scales(commonFit.epsilon()));
        double[] persons = likelihood.expectedPersons(point.x());
        // smaller classes have no standard errors: a class needs more persons than it has weights
        double leastPersons = Math.max(LEAST_PERSONS, likelihood.free().length + 1.0);
        double smallestClass = Arrays.stream(persons)
                .filter(count -> count >= leastPersons)
                .min()
                .orElse(0);
        int[] parameters = likelihood.parameters(c -> persons[c] >= leastPersons); // of classes with errors
        boolean isConverged = isAtMaximum(point, parameters, commonFit.epsilon());
        FitErrors fitErrors = point.fitErrors(
                likelihood,
                likelihood.persons(),
                commonFit.settings(),
                parameters,
                smallestClass,
                isConverged && diverging.isEmpty());
        ClassErrors errors = new ClassErrors(commonFit, likelihood, point, fitErrors, c -> persons[c] < leastPersons);
        FittedClasses fitted = new FittedClasses(
                commonFit,
                errors.estimate(),
                new FittedClasses.Search(agreeing, ends.size(), List.of()),
                new PersonLikelihood(
                        Interval.of(point.logLikelihood(), 0), // 0: nothing is simulated
                        ClassErrors.oneClassLogLikelihood(likelihood),
                        likelihood.persons().size(),
                        likelihood.counts().total()),
                Ending.of(
                        descent.evaluations(),
                        isConverged,
                        diverging.isEmpty()
                                ? ""
                                : TasteSearchResult.divergence(
                                        diverging, "Maybe choose fewer classes, or other features"),
                        message(
                                isConverged ? TasteSearchResult.message(fitErrors, names) : NOT_ENDED,
                                persons,
                                leastPersons,
                                agreeing,
                                ends.size(),
                                leftOut)));
        return new Maximum(fitted, point.x());
    }

    /**
     * Returns whether the slopes are small. The slopes of {@code parameters} must be small relative to their standard errors. The slopes of a class with one
     * person are never small in this sense. So all slopes are also compared with the root of the number of persons, the standard error of a slope if the
     * scores of single persons have standard deviation 1. For this comparison, weights are measured in units of epsilon.
     */
    private boolean isAtMaximum(PersonPoint point, int[] parameters, double epsilon) {
        double[] scales = likelihood.scales(epsilon);
        double[] slopes = point.scoreSum();
        double loose = Math.sqrt(point.counts().total()) * LOOSE_TOLERANCE;
        return (parameters.length == 0 || point.restricted(parameters).largestSlope() < SLACK * TOLERANCE)
                && IntStream.range(0, slopes.length).allMatch(i -> Math.abs(slopes[i]) * scales[i] < loose);
    }

    /** Returns the ends whose likelihood is finite; of these, only the bounded ends, unless none is bounded. */
    private List<PersonPoint> candidates(List<PersonPoint> ends, double epsilon) {
        List<PersonPoint> finite =
                ends.stream().filter(end -> Double.isFinite(end.value())).toList();
        Arguments.require(
                !finite.isEmpty(),
                "no start of " + likelihood.classes()
                        + " classes has a likelihood: some class would have costs that its oracle or"
                        + " the loss cannot take",
                "Maybe choose fewer classes, other features, or another seed");
        List<PersonPoint> bounded = finite.stream()
                .filter(end -> likelihood.isBounded(end.x(), epsilon))
                .toList();
        return bounded.isEmpty() ? finite : bounded;
    }

    /** Returns the number of ends at the same maximum as the best end. Values are means over persons, so the limit is divided by the sum of their counts. */
    private int countAgreeing(List<PersonPoint> ends, PersonPoint best) {
        double countSum = likelihood.counts().total();
        return (int) ends.stream()
                .filter(end -> Math.abs(end.value() - best.value()) <= SAME_MAXIMUM / countSum)
                .count();
    }

    /** Returns the message of the fit ({@code ofFit}), followed by messages about the starts and about classes with few persons. */
    private static String message(String ofFit, double[] persons, double least, int agreeing, int starts, int leftOut) {
        List<String> parts = new ArrayList<>();
        if (!ofFit.isEmpty()) {
            parts.add(ofFit);
        }
        if (leftOut > 0) {
            parts.add(leftOut + (leftOut == 1 ? " start was" : " starts were")
                    + " left out, which led to a class that diverges or has no likelihood");
        }
        if (agreeing < MIN_AGREEING) {
            parts.add(
                    "only " + agreeing + " of " + starts
                            + " starts ended here, so that another maximum may be larger. Maybe choose fewer classes, or compare other seeds");
        }
        for (int c = 0; c < persons.length; c++) {
            if (persons[c] < least) {
                parts.add(PlainText.format(
                        "class %d has %.2g persons, too few for standard errors; those of the other classes treat its weights as known. Maybe choose fewer classes",
                        c + 1, persons[c]));
            }
        }
        return String.join(". ", parts);
    }

    /** Returns the end of a search from a starting point. */
    private PersonPoint endFrom(double[] start) {
        PersonPoint improved = likelihood.at(likelihood.improved(start, ROUNDS));
        return Double.isFinite(improved.value())
                ? new PersonDescent(likelihood, improved, settings.iterations()).until(LOOSE_TOLERANCE)
                : improved;
    }
}
