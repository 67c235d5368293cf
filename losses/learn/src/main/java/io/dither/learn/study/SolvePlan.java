package io.dither.learn.study;

import io.dither.error.Arguments;
import io.dither.error.OracleException;
import io.dither.learn.Simulations;
import io.dither.learn.diagnose.Calibration;
import io.dither.learn.diagnose.Diagnosis;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import io.dither.plugin.PluginCatalogue;
import java.util.Arrays;
import java.util.List;

/**
 * Estimates how long a study takes, from the time of one solve. It has no effect on the study.
 *
 * @param secondsPerSolve the time of a solve on one thread, in seconds; NaN if no solve succeeded, if the costs at the
 *     start of a search are outside the oracle's domain, or if no samples are drawn under the settings' noise; then
 *     {@link #searchSeconds} and {@link #intervalSeconds} are NaN, too
 * @param work the amount of work
 * @param settings the settings of the fits
 * @param passes the number of passes over the examples per search
 */
public record SolvePlan(double secondsPerSolve, Work work, FitSettings settings, double passes) {
    /**
     * The amount of work.
     *
     * @param examples the number of examples
     * @param fits the number of fits to all examples; a fit to a share of the examples counts as this share of a fit
     * @param weights the number of weights
     * @param heldOut the number of held-out examples whose decisions a diagnosis simulates; 0 without a diagnosis
     * @param isSampled whether samples are drawn under the noise of the settings; if not, mean decisions have a closed
     *     form, or the loss does not use this noise
     * @param refits the number of refits for the standard errors, possibly 0
     */
    public record Work(int examples, double fits, int weights, int heldOut, boolean isSampled, int refits) {}

    /** The usual number of passes of a full-batch search; 12 to 19 were observed. */
    private static final int PASSES = 15;
    /** The usual factor by which known solutions reduce the number of passes. */
    private static final double POOLED_FACTOR = 4;
    /** Searches usually end when the largest gradient is about this share of its standard error. */
    private static final double END_GRADIENT = 0.01;

    /** Searches for the root of moments end when the largest moment is about this share of its standard error. */
    private static final double END_MOMENT = 0.1;
    /** Evaluations per weight for standard errors with samples: two steps to each side. */
    private static final int DIFFERENCES = 4;

    /** Evaluations per weight for standard errors without samples: one step to each side. */
    private static final int EXACT_DIFFERENCES = 2;

    /** The standard errors raise the number of samples until an evaluation has at least this number of solves. */
    private static final int LEAST_SOLVES = 8_000;

    /** The standard errors raise the number of samples per example at most to this number. */
    private static final int MOST_SAMPLES = 100;

    /** The largest number of solves that are timed. */
    private static final int MAX_TIMED = 200;

    /** After this number of seconds, no further solve is timed, provided that {@link #LEAST_TIMED} solves were timed. */
    private static final double MOST_SECONDS = 0.5;

    /** The least number of timed solves, because the first solve loads classes. */
    private static final int LEAST_TIMED = 3;

    /** After this number of seconds, no further solve is timed, even if fewer than {@link #LEAST_TIMED} solves were timed. */
    private static final double LONGEST_SECONDS = 5;

    /**
     * Creates a plan with the usual number of passes.
     *
     * @param secondsPerSolve the time of a solve on one thread, in seconds
     * @param work the amount of work
     * @param settings the settings of the fits
     */
    public SolvePlan(double secondsPerSolve, Work work, FitSettings settings) {
        this(secondsPerSolve, work, settings, usualPasses(settings));
    }

    private static double usualPasses(FitSettings settings) {
        if (settings.epochs() > 0) {
            return settings.epochs();
        }
        return settings.pooled() ? PASSES / POOLED_FACTOR : PASSES;
    }

    /** Plans a study, with a diagnosis of its results if {@code isDiagnosed}; times solves of its first example. */
    static SolvePlan of(Study study, boolean isDiagnosed) {
        List<Observation> observations = study.observations();
        int count = observations.size();
        int candidates = study.candidates().size();
        double heldOutShare = study.heldOutShare();
        double folds = Math.min(study.folds(), count);
        // K fits of a candidate, each to (K - 1) / K of the training part, count as K - 1 fits to it. In the order of
        // time, fit k of the K fits is to k / (K + 1) of the training part, so that they count as K / 2 fits to it
        double fitsOfCandidate = study.time().isPresent() ? folds / 2 : folds - 1;
        double fitsOfFolds = candidates == 1 ? 0 : candidates * fitsOfCandidate * (1 - heldOutShare);
        int heldOut = (int) Math.min(Calibration.MOST_EXAMPLES, Math.ceil(heldOutShare * count));
        FitSettings settings = study.candidates().get(0).threads(study.threads());
        CostModel model = study.factory().on(study.shape());
        Work work = new Work(
                count,
                // the fit to all examples, the fits of the folds, and the fit to the training part
                1 + fitsOfFolds + (heldOutShare > 0 ? 1 - heldOutShare : 0),
                model.names().size(),
                isDiagnosed ? heldOut : 0,
                areSampled(settings, observations, study.plugins()),
                refits(settings, observations));
        Observation first =
                study.withTrainingOracles(observations.subList(0, 1)).get(0);
        return new SolvePlan(work.isSampled() ? secondsPerSolve(first, model) : Double.NaN, work, settings);
    }

    /**
     * Plans the standard errors of a fit; times solves of its first example.
     *
     * @param fit the fit, without standard errors
     * @param settings the settings of the errors
     * @param observations the examples of the fit
     * @param plugins the losses by name
     * @return the plan
     */
    public static SolvePlan ofIntervals(
            Fitted fit, FitSettings settings, List<Observation> observations, PluginCatalogue plugins) {
        Arguments.atLeast("number of observations", observations.size(), 1);
        Work work = new Work(
                observations.size(),
                0,
                fit.model().names().size(),
                0,
                areSampled(settings, observations, plugins),
                refits(settings, observations));
        double seconds = work.isSampled() ? secondsPerSolve(observations.get(0), fit.model()) : Double.NaN;
        return new SolvePlan(seconds, work, settings);
    }

    private static boolean areSampled(FitSettings settings, List<Observation> observations, PluginCatalogue plugins) {
        return settings.usesNoise() && Simulations.drawsSamples(settings, observations, plugins);
    }

    private static int refits(FitSettings settings, List<Observation> observations) {
        return switch (settings.errors()) {
            case JACKKNIFE ->
                (int) observations.stream().map(Observation::cluster).distinct().count();
            case BOOTSTRAP -> FitSettings.RESAMPLES;
            default -> 0;
        };
    }

    /**
     * {@return the same plan with measured times and passes}
     *
     * @param seconds the elapsed time while all threads solve, divided by the number of their solves
     * @param passesPerSearch the number of passes per search
     */
    public SolvePlan withMeasured(double seconds, double passesPerSearch) {
        return new SolvePlan(seconds * settings.threads(), work, settings, passesPerSearch);
    }

    /**
     * Estimates the number of remaining passes of a search from the decrease of its gradient. The expected rate of decrease is a
     * weighted mean of two rates: the usual rate, weighted by half of the usual number of passes, and the rate so far, weighted by the number
     * of passes so far. The first pass does not count, because it only measures the gradient at the start. At the
     * usual rate, the search ends after the usual number of passes, in which the logarithm of the gradient falls by at
     * least 1. The estimate is at least 1, and at most the usual number of passes or, if that is larger, the number of
     * passes so far. If the number of epochs is given, or a gradient is not above 0, the estimate is instead the usual
     * number of passes minus the number of passes so far, at least 0.
     *
     * @param usual the usual number of passes of a search
     * @param done the number of passes so far, at least 1
     * @param first the largest gradient at the start, in standard errors
     * @param gradient the largest gradient now, in standard errors
     * @return the number of remaining passes
     */
    public double passesLeft(double usual, int done, double first, double gradient) {
        if (settings.epochs() > 0 || !(first > 0) || !(gradient > 0)) {
            return Math.max(0, usual - done);
        }
        double endOfSearch = Double.isNaN(settings.tolerance()) ? END_GRADIENT : settings.tolerance();
        double end = settings.isMoments() ? END_MOMENT : endOfSearch;
        double usualWeight = usual / 2;
        double logDecrease = Math.max(0, Math.log(first / gradient));
        double rate =
                (usualWeight * Math.max(1, Math.log(first / end)) / usual + logDecrease) / (usualWeight + done - 1);
        double left = Math.max(0, Math.log(gradient / end)) / rate;
        return Math.max(1, Math.min(left, Math.max(usual, done)));
    }

    private static double secondsPerSolve(Observation first, CostModel model) {
        LinearOracle oracle = first.oracle();
        double[] theta = model.theta(model.start(), first.features());
        boolean isInside = theta.length == oracle.dimension() && oracle.domain().firstOutside(theta) < 0;
        return isInside ? secondsPerSolve(oracle, theta) : Double.NaN;
    }

    /** Times solves with costs that vary as much as noise makes them vary; returns the median, or NaN if no solve succeeds. */
    static double secondsPerSolve(LinearOracle oracle, double[] theta) {
        double mean = Arrays.stream(theta).map(Math::abs).average().orElse(0);
        double scale = mean == 0 ? 1 : mean; // costs of 0 are too easy to solve
        double unit = oracle.domain().isEverywhere() ? scale : 0; // other domains may not take costs of another sign
        double[] seconds = new double[MAX_TIMED];
        int count = 0;
        long began = System.nanoTime();
        try (OracleSession session = OracleSession.openGuarded(oracle)) {
            Vertex vertex = new Vertex(oracle.dimension());
            while (count < MAX_TIMED
                    && System.nanoTime() - began < (count < LEAST_TIMED ? LONGEST_SECONDS : MOST_SECONDS) * 1e9) {
                double[] moved = theta.clone(); // new costs each time, because sessions may reuse the last solution
                for (int j = 0; j < moved.length; j++) { // repeatable factors of 1 to 1.5, and shifts of -1 to 1 units
                    moved[j] *= 1 + (7 * count + 13 * j) % 11 / 20.0;
                    moved[j] += unit * ((5 * count + 11 * j) % 13 - 6) / 6.0;
                }
                long start = System.nanoTime();
                session.solve(moved, vertex);
                seconds[count++] = (System.nanoTime() - start) / 1e9;
            }
        } catch (OracleException unsolved) {
            // the fit reports this error more clearly
        }
        Arrays.sort(seconds, 0, count);
        return count == 0 ? Double.NaN : seconds[count / 2];
    }

    /** {@return the number of samples per example in a pass; 1 if {@code work().isSampled()} is false} */
    public int samples() {
        return work.isSampled() ? settings.samples() : 1;
    }

    /**
     * {@return the number of solves for the standard errors; 0 if no errors are computed, if the loss does not use the
     * noise of the settings, or if the errors come from {@link Work#refits}}
     */
    public double solvesOfIntervals() {
        if (settings.errors() == FitSettings.Errors.NONE || !settings.usesNoise() || work.refits() > 0) {
            return 0;
        }
        int leastSamples = work.isSampled() ? (LEAST_SOLVES + work.examples() - 1) / work.examples() : 1; // rounded up
        double samplesPerExample = Math.max(samples(), Math.min(MOST_SAMPLES, leastSamples));
        int differences = work.isSampled() ? DIFFERENCES : EXACT_DIFFERENCES;
        return (double) differences * work.weights() * work.examples() * samplesPerExample;
    }

    private double seconds(double solves) {
        return solves * secondsPerSolve / settings.threads();
    }

    /** {@return the seconds of all searches} */
    public double searchSeconds() {
        return seconds(work.fits() * passes * work.examples() * samples());
    }

    /** {@return for a plan whose searches are not {@link FitSettings#pooled}: the seconds of all searches if they were} */
    public double pooledSearchSeconds() {
        return searchSeconds() / POOLED_FACTOR;
    }

    /** {@return the seconds of {@link #solvesOfIntervals}, thus without {@link Work#refits}} */
    public double intervalSeconds() {
        return seconds(solvesOfIntervals());
    }

    /** {@return the seconds of the solves of a diagnosis} */
    public double diagnosisSeconds() {
        return work.isSampled() ? seconds((double) work.heldOut() * Diagnosis.SAMPLES) : 0;
    }
}
