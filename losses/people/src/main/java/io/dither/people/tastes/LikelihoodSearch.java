package io.dither.people.tastes;

import io.dither.learn.internal.search.FitErrors;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.people.internal.Person;
import io.dither.people.internal.PersonPoint;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Maximises the simulated likelihood of persons, by a {@link MaximumSearch}. Spreads that do not differ significantly from 0 have no standard
 * error. The sandwich estimator takes them as fixed; then {@link #withIntervals} adds the effect of those with an interval to the errors of the other
 * parameters.
 *
 * @param simulated the likelihood to maximise
 * @param persons the persons
 * @param shape the population; its parameters are not used
 * @param commonFit the fit with the same weights for all persons, with the settings and the epsilon of this search
 * @param initialDraws the initial number of draws per person
 * @param listener receives the progress after each descent except the last
 */
record LikelihoodSearch(
        SimulatedLikelihood simulated,
        List<Person> persons,
        Population shape,
        Fitted commonFit,
        int initialDraws,
        Consumer<Fitted.Progress> listener) {
    /**
     * An estimated standard error itself varies by chance: its standard deviation is about its size divided by sqrt(2 n) for n persons. By chance, it is too
     * small by at most this number of such standard deviations.
     */
    private static final double CHANCE = 4;

    /** For any number of persons, a standard error below this share of the standard error with known tastes is too small. */
    private static final double LEAST_SHARE = 0.5;

    private int iterations() {
        return commonFit.settings().iterations();
    }

    TasteSearchResult search(double[] start) {
        NearZero nearZero = new NearZero(simulated, shape, 0, iterations()); // 0: parameters of one population only
        MaximumSearch search = new MaximumSearch(
                simulated, nearZero::weakSpreads, persons.size(), initialDraws, iterations(), listener);
        return result(nearZero, search.from(start));
    }

    private TasteSearchResult result(NearZero nearZero, MaximumSearch.Maximum maximum) {
        PersonPoint point = maximum.point();
        double[] x = point.x();
        boolean isConverged = maximum.isConverged();
        List<String> diverging =
                TasteSearchResult.diverging(x, shape.parameterNames(), shape.scales(commonFit.epsilon()));
        boolean hasMaximum = isConverged && diverging.isEmpty();
        FitErrors fitErrors =
                point.fitErrors(simulated, persons, commonFit.settings(), maximum.free(), persons.size(), hasMaximum);
        double[][] covariance = TasteSearchResult.covariance(fitErrors, x.length);
        List<NearZero.Weak> weak =
                hasMaximum ? withIntervals(nearZero, maximum.weak(), point, covariance) : maximum.weak();
        String message = message(fitErrors, weak);
        String tooSmall = tooSmallErrors(x, covariance, point.counts().total());
        if (!tooSmall.isEmpty()) {
            covariance = new double[0][];
            message = tooSmall + (message.isEmpty() ? "" : ". " + message);
        }
        message = maximum.message(message);
        return new TasteSearchResult(
                new TasteSearchResult.Parameters(
                        x,
                        covariance,
                        TasteSearchResult.degreesOfFreedom(fitErrors),
                        maximum.simulation().ofParameters(),
                        weak),
                Interval.of(Double.NaN, Double.NaN), // epsilon is given
                maximum.logLikelihood(),
                new FittedTastes.Procedure(FittedTastes.Method.LIKELIHOOD, maximum.draws(), List.of()),
                Ending.of(
                        simulated.evaluations(),
                        isConverged,
                        diverging.isEmpty()
                                ? ""
                                : TasteSearchResult.divergence(
                                        diverging, "Maybe leave it out, or fix its weight (--fix NAME=VALUE)"),
                        isConverged
                                ? message
                                : "the search of the likelihood did not end at a maximum. Maybe allow more iterations"));
    }

    /**
     * Returns a message about locations of normal and lognormal tastes whose standard errors are clearly lower than if all tastes were observed; empty if there
     * are none. This happens if draws are too few for persons whose decisions hardly vary, because the curvature of the likelihood is then too large.
     *
     * @param effective the effective number of persons
     */
    private String tooSmallErrors(double[] x, double[][] covariance, double effective) {
        // if all tastes were observed, the standard error of a location would be the spread / sqrt(effective)
        Population population = shape.at(x);
        int[][] positions = shape.positions();
        double share = Math.max(LEAST_SHARE, 1 - CHANCE / Math.sqrt(2 * effective));
        List<String> names = IntStream.range(0, covariance.length)
                .filter(i -> positions[i][1] < 0) // locations
                .filter(i -> Stream.of(Law.NORMAL, Law.LOGNORMAL)
                        .anyMatch(population.laws().get(positions[i][0])::equals))
                .filter(i -> Math.sqrt(covariance[i][i] * effective) < share * population.spread(positions[i][0]))
                .mapToObj(i -> population.label(positions[i][0]))
                .toList();
        return names.isEmpty()
                ? ""
                : "there are no standard errors: those of " + String.join(", ", names)
                        + " would be less than if the tastes of all persons were known, because draws are too few for persons whose"
                        + " decisions hardly vary. Maybe fix a weight, or choose another law";
    }

    /**
     * Returns weak spreads, those of a single parameter with their intervals. Adds the error of each parameter due to these spreads
     * ({@link NearZero.Weak#shift}) to the covariance, in place.
     */
    static List<NearZero.Weak> withIntervals(
            NearZero nearZero, List<NearZero.Weak> weak, PersonPoint point, double[][] covariance) {
        List<NearZero.Weak> withIntervals = weak.stream()
                .map(spread -> nearZero.withInterval(spread, point))
                .toList();
        for (NearZero.Weak spread : withIntervals) {
            double[] shift = spread.shift();
            // an entry near 0 of the factor of correlated tastes was fixed: the shift is its only error
            boolean isEntry = spread.weight() < 0 && !spread.isDistinct();
            for (int i = 0; i < covariance.length; i++) {
                for (int j = 0; j < covariance.length; j++) {
                    boolean isOfEntry = isEntry && (i == spread.parameters()[0] || j == spread.parameters()[0]);
                    covariance[i][j] = (isOfEntry ? 0 : covariance[i][j]) + shift[i] * shift[j];
                }
            }
        }
        return withIntervals;
    }

    private String message(FitErrors fitErrors, List<NearZero.Weak> weak) {
        List<String> nearZero = weak.stream()
                .filter(spread -> !spread.isDistinct())
                .map(spread -> spread.name(shape))
                .toList();
        int decisions =
                persons.stream().mapToInt(person -> person.decisions().size()).sum();
        String fewDecisions = decisions >= 2 * persons.size()
                ? ""
                : decisions + " decisions of " + persons.size()
                        + " persons are fewer than two per person, so only the assumed law of tastes distinguishes tastes from noise";
        return Stream.of(
                        TasteSearchResult.withNearZero(
                                nearZero, TasteSearchResult.message(fitErrors, shape.parameterNames())),
                        fewDecisions)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(". "));
    }
}
