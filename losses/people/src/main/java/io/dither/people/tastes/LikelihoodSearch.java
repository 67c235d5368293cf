package io.dither.people.tastes;

import io.dither.error.Arguments;
import io.dither.internal.algebra.Vectors;
import io.dither.learn.internal.search.Standing;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.learn.model.PlainText;
import io.dither.people.internal.Person;
import io.dither.people.internal.PersonDescent;
import io.dither.people.internal.PersonPoint;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Maximises the simulated likelihood of persons. Draws are centred at the probable tastes of each person, and the centres are updated with
 * the parameters. The number of draws of each person grows until no other scrambling changes a parameter by more than half of its standard
 * error. Spreads that do not differ significantly from 0 have no standard error, and count as fixed for the errors of the other parameters.
 *
 * @param simulated the likelihood to maximise
 * @param persons the persons
 * @param shape the population; its parameters are not used
 * @param oneTaste the fit with the same weights for all persons, whose epsilon is the unit of weights
 * @param first the initial number of draws per person
 * @param listener receives the progress of each descent
 */
record LikelihoodSearch(
        SimulatedLikelihood simulated,
        List<Person> persons,
        Population shape,
        Fitted oneTaste,
        int first,
        Consumer<Fitted.Progress> listener) {
    private static final int MOST_DRAWS = 4096;
    /** A search ends when all slopes are below this, in their standard errors. */
    private static final double TOLERANCE = 1e-3;
    /** The same limit while draws and centres may still change. */
    private static final double LOOSE_TOLERANCE = 0.05;
    /** Centres are updated while a parameter changes by more than this, in standard errors. */
    private static final double SETTLED = 0.5;

    /** The largest number of updates of centres with the initial number of draws. */
    private static final int MOST_CENTRES = 3;

    private static final int SCRAMBLINGS = 4;
    private static final double SIMULATION = 0.5;
    /** The squared simulation error is proportional to the number of draws to minus this power. */
    private static final double RATE = 1.5;
    /** The target of the squared simulation error, as a share of the allowed one. */
    private static final double SAFE = 0.8;

    /** A standard error may be this many of its standard deviations too small by chance. */
    private static final double ROUGH = 4;

    private static final int MOST_ROUNDS = 2;
    /** The largest factor by which draws grow from round to round. */
    private static final int GROWTH = 16;

    /**
     * The simulation error: the variation between scramblings.
     *
     * @param ofParameters the standard deviation of each parameter between scramblings, NaN for those that are near 0
     * @param ofValue the standard deviation of the mean log likelihood
     * @param largest the largest change of a parameter by another scrambling, in standard errors
     * @param ofPersons the share of each person in the square of {@code largest}
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    private record Spread(double[] ofParameters, double ofValue, double largest, double[] ofPersons) {
        /**
         * Returns the least number of draws per person that makes the error small enough, if its square falls with the number of draws to
         * the power of -RATE.
         */
        int[] nextCounts(int[] counts, int least, int most) {
            double[] shares = new double[counts.length];
            Arrays.setAll(shares, p -> Math.pow(ofPersons[p] * Math.pow(counts[p], RATE), 1 / (1 + RATE)));
            double scale = Math.pow(Arrays.stream(shares).sum() / (SAFE * SIMULATION * SIMULATION), 1 / RATE);
            int[] next = counts.clone();
            for (int p = 0; p < next.length; p++) {
                int limit = Math.min(most, GROWTH * counts[p]);
                while (next[p] < Math.min(limit, shares[p] * scale)) {
                    next[p] *= 2;
                }
                while (next[p] > least && next[p] >= 2 * shares[p] * scale) {
                    next[p] /= 2;
                }
            }
            return next;
        }
    }

    /**
     * The end of the search.
     *
     * @param point the maximum of the likelihood with the last draws
     * @param weak the spreads near 0 at this maximum
     * @param free the other parameters
     * @param spread the simulation error
     * @param counts the number of draws of each person
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    private record Maximum(PersonPoint point, List<NearZero.Weak> weak, int[] free, Spread spread, int[] counts) {}

    private int iterations() {
        return oneTaste.settings().iterations();
    }

    TasteSearchResult search(double[] start) {
        NearZero nearZero = new NearZero(simulated, shape, iterations());
        return found(nearZero, maximum(nearZero, start));
    }

    private Maximum maximum(NearZero nearZero, double[] start) {
        double[] x = start;
        int[] counts = new int[persons.size()];
        Arrays.fill(counts, first);
        for (int round = 0; ; round++) {
            PersonPoint point;
            List<NearZero.Weak> weak;
            int[] free;
            Drawing drawing;
            boolean settled;
            int times = 0;
            do {
                drawing = Drawing.of(x, counts);
                simulated.draw(drawing);
                PersonDescent descent = new PersonDescent(simulated, requireInside(simulated.at(x)), iterations());
                point = descent.until(LOOSE_TOLERANCE);
                listener.accept(new Fitted.Progress(
                        simulated.evaluations(), point.value(), point.largest(), Double.NaN, 0, Double.NaN));
                weak = nearZero.at(point);
                free = NearZero.without(x.length, weak);
                settled = moved(x, point, free) < SETTLED;
                x = point.x();
            } while (++times < (round == 0 ? MOST_CENTRES : 1) && !settled);
            List<PersonPoint> others = others(x, drawing);
            simulated.draw(drawing);
            Spread spread = spread(point, others, free);
            int[] next = spread.nextCounts(counts, first, Math.max(first, MOST_DRAWS));
            if (spread.largest() <= SIMULATION || round == MOST_ROUNDS || Arrays.equals(next, counts)) {
                PersonPoint last = NearZero.descended(simulated, point, free, iterations(), TOLERANCE);
                return new Maximum(last, weak, free, spread, counts);
            }
            counts = next;
        }
    }

    private TasteSearchResult found(NearZero nearZero, Maximum maximum) {
        PersonPoint point = maximum.point();
        Spread spread = maximum.spread();
        double[] x = point.x();
        int draws = (int) Math.round(Arrays.stream(maximum.counts()).average().orElse(first));
        boolean converged = point.restricted(maximum.free()).largest() < 10 * TOLERANCE;
        List<String> endless = TasteSearchResult.endless(x, shape.parameterNames(), oneTaste.epsilon());
        boolean ended = converged && endless.isEmpty();
        Standing standing =
                point.standing(simulated, persons, oneTaste.settings(), maximum.free(), persons.size(), ended);
        double[][] covariance = TasteSearchResult.covariance(standing, x.length);
        List<NearZero.Weak> weak = ended ? withEnds(nearZero, maximum.weak(), point, covariance) : maximum.weak();
        String message = message(standing, weak);
        String rough = rough(x, covariance);
        if (!rough.isEmpty()) {
            covariance = new double[0][];
            message = rough + (message.isEmpty() ? "" : ". " + message);
        }
        if (converged && spread.largest() > SIMULATION) {
            message = message
                    + (message.isEmpty() ? "" : ". ")
                    + PlainText.format(
                            "with %d draws per person, other draws move a parameter by %.2g standard errors. Maybe more draws",
                            draws, spread.largest());
        }
        return new TasteSearchResult(
                new TasteSearchResult.Parameters(x, covariance, TasteSearchResult.degreesOfFreedom(standing), spread.ofParameters(), weak),
                Interval.of(Double.NaN, Double.NaN),
                Interval.of(
                        point.logLikelihood(), spread.ofValue() * point.counts().total()),
                new FittedTastes.Procedure(FittedTastes.Method.LIKELIHOOD, draws, List.of()),
                Ending.of(
                        simulated.evaluations(),
                        converged,
                        endless.isEmpty()
                                ? ""
                                : TasteSearchResult.endless(endless, "Maybe leave it out, or fix its weight (--fix NAME=VALUE)"),
                        converged
                                ? message
                                : "the search of the likelihood did not end at a maximum. Maybe more iterations"));
    }

    /**
     * Returns the names of parameters whose standard errors are lower than if all tastes were observed; empty if there are none. This
     * happens if draws are too few for persons whose decisions hardly vary, because the curvature of the likelihood is then too large.
     */
    private String rough(double[] x, double[][] covariance) {
        Population population = shape.at(x);
        int[][] places = shape.places();
        double share = Math.max(0.5, 1 - ROUGH / Math.sqrt(2.0 * persons.size()));
        List<String> names = IntStream.range(0, covariance.length)
                .filter(i -> places[i][1] < 0)
                .filter(i -> Stream.of(Law.NORMAL, Law.LOGNORMAL)
                        .anyMatch(population.laws().get(places[i][0])::equals))
                .filter(i -> Math.sqrt(covariance[i][i] * persons.size()) < share * population.spread(places[i][0]))
                .mapToObj(i -> population.label(places[i][0]))
                .toList();
        return names.isEmpty()
                ? ""
                : "there are no standard errors: those of " + String.join(", ", names)
                        + " would be less than if the tastes of all persons were known, because draws are too few for persons whose"
                        + " decisions hardly vary. Maybe a fixed weight, or another law";
    }

    /**
     * Finds the intervals of weak spreads, and adds the changes of the other parameters along these spreads to their standard errors.
     */
    private static List<NearZero.Weak> withEnds(
            NearZero nearZero, List<NearZero.Weak> weak, PersonPoint point, double[][] covariance) {
        List<NearZero.Weak> ended =
                weak.stream().map(spread -> nearZero.withEnds(spread, point)).toList();
        for (NearZero.Weak spread : ended) {
            double[] shift = spread.shift();
            boolean isFactor = spread.weight() < 0 && !spread.distinct();
            for (int i = 0; i < covariance.length; i++) {
                for (int j = 0; j < covariance.length; j++) {
                    boolean isEnd = isFactor && (i == spread.parameters()[0] || j == spread.parameters()[0]);
                    covariance[i][j] = (isEnd ? 0 : covariance[i][j]) + shift[i] * shift[j];
                }
            }
        }
        return ended;
    }

    private String message(Standing standing, List<NearZero.Weak> weak) {
        List<String> none = weak.stream()
                .filter(spread -> !spread.distinct())
                .map(spread -> spread.weight() >= 0
                        ? FittedTastes.spread(shape.names().get(spread.weight()))
                        : shape.parameterNames().get(spread.parameters()[0]))
                .toList();
        int decisions =
                persons.stream().mapToInt(person -> person.decisions().size()).sum();
        String fewDecisions = decisions >= 2 * persons.size()
                ? ""
                : decisions + " decisions of " + persons.size()
                        + " persons are fewer than two per person, which tell tastes from noise only by the law of tastes that is assumed";
        return Stream.of(TasteSearchResult.withNearZero(none, TasteSearchResult.message(standing, shape.parameterNames())), fewDecisions)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(". "));
    }

    private static PersonPoint requireInside(PersonPoint point) {
        Arguments.require(
                Double.isFinite(point.value()),
                "costs of persons leave the domain of the oracle, or are too small for it",
                "Maybe lognormal tastes (--tastes lognormal), whose sign is that of the mean taste");
        return point;
    }

    private static double moved(double[] from, PersonPoint to, int[] free) {
        DMatrixRMaj covariance = to.restricted(free).covariance();
        double largest = 0;
        for (int i = 0; i < free.length; i++) {
            double step = Math.abs(to.x()[free[i]] - from[free[i]]);
            largest = Math.max(largest, step / Math.sqrt(Math.max(covariance.get(i, i), 1e-300)));
        }
        return largest;
    }

    private List<PersonPoint> others(double[] x, Drawing drawing) {
        return IntStream.range(1, SCRAMBLINGS)
                .mapToObj(s -> {
                    simulated.draw(drawing.scrambled(s));
                    return simulated.at(x);
                })
                .toList();
    }

    /** Computes the simulation error from a Newton step of the free parameters with each of a few other scramblings. */
    private Spread spread(PersonPoint point, List<PersonPoint> others, int[] free) {
        DMatrixRMaj inverse = point.restricted(free).covariance();
        int size = free.length;
        double[] squares = new double[size];
        double[][] ofPersons = new double[persons.size()][size];
        double ofValue = 0;
        double total = point.counts().total();
        for (PersonPoint other : others) {
            for (int p = 0; p < ofPersons.length; p++) {
                double[] difference = Standing.restricted(
                        Vectors.minus(other.scores().get(p), point.scores().get(p)), free);
                double[] step = CommonOps_DDRM.mult(inverse, DMatrixRMaj.wrap(size, 1, difference), null).data;
                for (int i = 0; i < size; i++) {
                    ofPersons[p][i] += step[i] * step[i] / Math.max(inverse.get(i, i), 1e-300) / others.size();
                    squares[i] += step[i] * step[i] / 2 / others.size();
                }
                double log = point.counts().each()[p] / total * (other.logs()[p] - point.logs()[p]);
                ofValue += log * log / 2 / others.size();
            }
        }
        double largest = IntStream.range(0, size)
                .mapToDouble(i -> Arrays.stream(ofPersons)
                        .mapToDouble(squaresOfPerson -> squaresOfPerson[i])
                        .sum())
                .max()
                .orElse(0);
        double[] most = Arrays.stream(ofPersons)
                .mapToDouble(
                        squaresOfPerson -> Arrays.stream(squaresOfPerson).max().orElse(0))
                .toArray();
        double shrink = largest / Math.max(Arrays.stream(most).sum(), 1e-300);
        double[] ofParameters = new double[point.x().length];
        Arrays.fill(ofParameters, Double.NaN);
        for (int i = 0; i < size; i++) {
            ofParameters[free[i]] = Math.sqrt(squares[i]);
        }
        return new Spread(
                ofParameters,
                Math.sqrt(ofValue),
                Math.sqrt(largest),
                Arrays.stream(most)
                        .map(squaresOfPerson -> squaresOfPerson * shrink)
                        .toArray());
    }
}
