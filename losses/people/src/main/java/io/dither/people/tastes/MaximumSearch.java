package io.dither.people.tastes;

import io.dither.error.Arguments;
import io.dither.internal.algebra.Vectors;
import io.dither.learn.internal.search.FitErrors;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.learn.model.PlainText;
import io.dither.people.internal.PersonDescent;
import io.dither.people.internal.PersonPoint;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Finds the maximum of a simulated likelihood. Draws are centred at the probable tastes of each person, and the centres are updated with the
 * parameters. The numbers of draws change until other scramblings (random shifts of the draws, see {@link Drawing}) change each parameter by at most half of
 * its standard error, as a root mean square, or until a limit is reached.
 *
 * @param simulated the likelihood to maximise
 * @param weakSpreads finds the weak spreads at a maximum; the last descent keeps those fixed that do not differ significantly from 0
 * @param persons the number of persons
 * @param initialDraws the initial number of draws per person
 * @param iterations the largest number of iterations of a descent
 * @param listener receives the progress after each descent except the last
 */
record MaximumSearch(
        SimulatedObjective simulated,
        Function<PersonPoint, List<NearZero.Weak>> weakSpreads,
        int persons,
        int initialDraws,
        int iterations,
        Consumer<Fitted.Progress> listener) {
    /** The largest number of draws of a person, unless more are requested. */
    private static final int MOST_DRAWS = 4096;
    /** The last descent ends when each slope of the likelihood, divided by its standard error, is below this. */
    private static final double TOLERANCE = 1e-3;
    /** The limit in place of {@link #TOLERANCE} for the earlier descents, after which draws and centres may still change. */
    private static final double LOOSE_TOLERANCE = 0.05;
    /** After the last descent, slopes below this multiple of {@link #TOLERANCE} count as converged, because rounding may end a search early. */
    private static final double SLACK = 10;
    /** Centres are updated while a parameter changes by more than this, in standard errors. */
    private static final double SETTLED = 0.5;

    /** The largest number of times that centres are found with the initial number of draws; with other numbers, they are found once. */
    private static final int MOST_CENTRES = 3;

    /** The number of scramblings whose variation is the simulation error. */
    private static final int SCRAMBLINGS = 4;
    /** The largest allowed value of {@link SimulationError#largest}. */
    private static final double MAX_CHANGE = 0.5;

    /** The squared simulation error is proportional to the number of draws to minus this power. */
    private static final double RATE = 1.5;
    /** The target of the squared simulation error, as a share of the allowed square. */
    private static final double SAFE = 0.8;

    /** The largest number of times that the numbers of draws are changed. */
    private static final int MOST_ROUNDS = 2;
    /** The largest factor by which draws grow from round to round. */
    private static final int GROWTH = 16;

    /**
     * The simulation error: the variation between scramblings.
     *
     * @param ofParameters the standard deviation of each parameter between scramblings, NaN for parameters that are near 0
     * @param ofValue the standard deviation of the mean log likelihood
     * @param largest the largest change of a parameter by another scrambling, as a root mean square and in standard errors
     * @param ofPersons the part of each person in the square of {@code largest}; the parts sum to this square
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    record SimulationError(double[] ofParameters, double ofValue, double largest, double[] ofPersons) {
        /**
         * Returns the numbers of draws of persons, with about the least total, that make the error small enough, if the square of the error falls with the number
         * of draws to the power of -RATE. Each number is at least {@code least}, at most {@code most}, and at most GROWTH times the current number.
         */
        int[] nextCounts(int[] counts, int least, int most) {
            // the total number of draws is least if the draws of each person are proportional to these numbers
            double[] needs = new double[counts.length];
            Arrays.setAll(needs, p -> Math.pow(ofPersons[p] * Math.pow(counts[p], RATE), 1 / (1 + RATE)));
            double scale = Math.pow(Arrays.stream(needs).sum() / (SAFE * MAX_CHANGE * MAX_CHANGE), 1 / RATE);
            int[] next = counts.clone();
            for (int p = 0; p < next.length; p++) { // numbers of draws change by factors of 2
                int limit = Math.min(most, GROWTH * counts[p]);
                while (2 * next[p] <= limit && next[p] < needs[p] * scale) {
                    next[p] *= 2;
                }
                while (next[p] > least && next[p] >= 2 * needs[p] * scale) {
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
     * @param weak the weak spreads, found before the last descent, which does not change those that are not distinct
     * @param free the indices of the parameters that were not fixed, see {@link NearZero#freeParameters}
     * @param simulation the simulation error
     * @param counts the number of draws of each person
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    record Maximum(PersonPoint point, List<NearZero.Weak> weak, int[] free, SimulationError simulation, int[] counts) {
        boolean isConverged() {
            return point.restricted(free).largestSlope() < SLACK * TOLERANCE;
        }

        /** Returns the mean number of draws per person. */
        int draws() {
            return (int) Math.round(Arrays.stream(counts).average().orElse(0));
        }

        /** Returns the log likelihood, with the standard deviation of its simulation. */
        Interval logLikelihood() {
            return Interval.of(
                    point.logLikelihood(), simulation.ofValue() * point.counts().total());
        }

        /** Appends a warning to a message if draws are too few. */
        String message(String message) {
            return !isConverged() || simulation.largest() <= MAX_CHANGE
                    ? message
                    : message
                            + (message.isEmpty() ? "" : ". ")
                            + PlainText.format(
                                    "with %d draws per person, other draws move a parameter by %.2g standard errors. Maybe use more draws",
                                    draws(), simulation.largest());
        }
    }

    /** Searches from a starting point. */
    Maximum from(double[] start) {
        double[] x = start;
        int[] counts = new int[persons];
        Arrays.fill(counts, initialDraws);
        Drawing drawing = null;
        for (int round = 0; ; round++) {
            PersonPoint point;
            List<NearZero.Weak> weak;
            int[] free;
            boolean isSettled;
            int updates = 0;
            do { // new draws around the tastes at x, then a descent, until descents move x little
                drawing = drawing == null ? Drawing.of(x, counts) : drawing.movedTo(x, counts);
                simulated.draw(drawing);
                PersonDescent descent = new PersonDescent(simulated, requireInside(simulated.at(x)), iterations);
                point = descent.until(LOOSE_TOLERANCE);
                listener.accept(new Fitted.Progress( // without epsilon, gap and validation loss
                        simulated.evaluations(), point.value(), point.largestSlope(), Double.NaN, 0, Double.NaN));
                weak = weakSpreads.apply(point);
                free = NearZero.freeParameters(x.length, weak);
                isSettled = largestMove(x, point, free) < SETTLED;
                x = point.x();
            } while (++updates < (round == 0 ? MOST_CENTRES : 1) && !isSettled);
            List<PersonPoint> others = otherScramblings(x, drawing);
            simulated.draw(drawing); // back to the draws that gave the point
            SimulationError simulation = simulationError(point, others, free);
            int[] next = simulation.nextCounts(counts, initialDraws, Math.max(initialDraws, MOST_DRAWS));
            if (simulation.largest() <= MAX_CHANGE || round == MOST_ROUNDS || Arrays.equals(next, counts)) {
                PersonPoint last = NearZero.maximised(simulated, point, free, iterations, TOLERANCE);
                return new Maximum(last, weak, free, simulation, counts);
            }
            counts = next;
        }
    }

    private static PersonPoint requireInside(PersonPoint point) {
        Arguments.require(
                Double.isFinite(point.value()),
                "costs of persons leave the domain of the oracle, or are too small for it",
                "Maybe choose lognormal tastes (--tastes lognormal), whose sign is that of the mean taste");
        return point;
    }

    /** Returns the largest change of a free parameter, in standard errors. */
    private static double largestMove(double[] from, PersonPoint to, int[] free) {
        DMatrixRMaj covariance = to.restricted(free).covariance();
        double largest = 0;
        for (int i = 0; i < free.length; i++) {
            double step = Math.abs(to.x()[free[i]] - from[free[i]]);
            largest = Math.max(largest, step / Math.sqrt(Math.max(covariance.get(i, i), 1e-300)));
        }
        return largest;
    }

    /** Returns the likelihood at x with each other scrambling of the draws. */
    private List<PersonPoint> otherScramblings(double[] x, Drawing drawing) {
        return IntStream.range(1, SCRAMBLINGS)
                .mapToObj(s -> {
                    simulated.draw(drawing.scrambled(s));
                    return simulated.at(x);
                })
                .toList();
    }

    /** Computes the simulation error from a Newton step of the free parameters with each of a few other scramblings. */
    private SimulationError simulationError(PersonPoint point, List<PersonPoint> others, int[] free) {
        DMatrixRMaj covariance = point.restricted(free).covariance(); // about the inverse of the curvature
        int size = free.length;
        double[] squares = new double[size];
        double[][] ofPersons = new double[persons][size];
        double ofValue = 0;
        double countSum = point.counts().total();
        // squares and ofValue are halved, because a difference of two scramblings has twice the variance of one
        // scrambling; ofPersons is not, because it measures the difference itself
        for (PersonPoint other : others) {
            for (int p = 0; p < ofPersons.length; p++) {
                double[] difference = FitErrors.restricted(
                        Vectors.minus(other.scores().get(p), point.scores().get(p)), free);
                double[] step = CommonOps_DDRM.mult(covariance, DMatrixRMaj.wrap(size, 1, difference), null).data;
                for (int i = 0; i < size; i++) {
                    ofPersons[p][i] += step[i] * step[i] / Math.max(covariance.get(i, i), 1e-300) / others.size();
                    squares[i] += step[i] * step[i] / 2 / others.size();
                }
                double change = point.counts().each()[p] / countSum * (other.logs()[p] - point.logs()[p]);
                ofValue += change * change / 2 / others.size();
            }
        }
        double largest = IntStream.range(0, size)
                .mapToDouble(i -> Arrays.stream(ofPersons)
                        .mapToDouble(squaresOfPerson -> squaresOfPerson[i])
                        .sum())
                .max()
                .orElse(0);
        double[] largestOfPersons = Arrays.stream(ofPersons)
                .mapToDouble(
                        squaresOfPerson -> Arrays.stream(squaresOfPerson).max().orElse(0))
                .toArray();
        // a person counts with the parameter that changes most; scaled, these numbers sum to the largest square
        double shrink = largest / Math.max(Arrays.stream(largestOfPersons).sum(), 1e-300);
        double[] ofParameters = new double[point.x().length];
        Arrays.fill(ofParameters, Double.NaN);
        for (int i = 0; i < size; i++) {
            ofParameters[free[i]] = Math.sqrt(squares[i]);
        }
        return new SimulationError(
                ofParameters,
                Math.sqrt(ofValue),
                Math.sqrt(largest),
                Arrays.stream(largestOfPersons).map(square -> square * shrink).toArray());
    }
}
