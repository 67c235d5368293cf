package io.dither.experiments.histories;

import io.dither.data.Examples;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How long a fit will take, as expected from the time of one solve, and what would shorten it. It is told, and changes nothing.
 *
 * @param solve seconds per solve
 * @param examples how many there are
 * @param fits how many fits of all examples there are, of which those to a part count as much
 * @param weights how many weights there are
 * @param held how many examples the page simulates decisions of
 * @param settings how to fit
 * @param isDrawn whether samples are drawn, and not a closed form taken
 * @param refits how many more fits the standard errors take; 0 if they take none
 * @param passes how many passes over the examples a search takes
 */
record SolvePlan(
        double solve,
        int examples,
        double fits,
        int weights,
        int held,
        FitSettings settings,
        boolean isDrawn,
        int refits,
        double passes) {
    /** Passes that a search by full batches usually takes: 12 to 19 were counted. */
    private static final int PASSES = 15;
    /** How many times fewer passes it takes on known solutions. */
    private static final double POOLED = 4;
    /** Searches end about where the largest gradient is this share of its error, at the latest between the kinks of samples. */
    private static final double ENDS_AT = 0.01;

    private static final double MOMENTS_END_AT = 0.1;
    /** What the standard errors take of samples: two steps of a difference, to both sides; of a closed form one step is enough. */
    private static final int DIFFERENCES = 4;

    private static final int EXACT_DIFFERENCES = 2;

    /** Fits that find both ends of an interval by the likelihood ratio: 31 to 43 were counted. */
    private static final int FITS_PER_RATIO = 33;

    private static final int LEAST_SOLVES = 8_000;
    private static final int MOST_SAMPLES = 100;
    private static final double LONG = 60;
    /** Solves that are timed, for at most so many seconds. */
    private static final int TIMED = 200;

    private static final double MOST_SECONDS = 0.5;
    /** The first solve loads classes, so there are at least so many, unless they take longer than that. */
    private static final int LEAST_TIMED = 3;

    private static final double LONGEST_SECONDS = 5;

    /** Returns a plan by the passes that searches usually take. */
    SolvePlan(double solve, int examples, double fits, int weights, int held, FitSettings settings) {
        this(solve, examples, fits, weights, held, settings, settings.usesNoise(), 0, usualPasses(settings));
    }

    /** Returns the same for what is observed: whether samples are drawn of it, and how many clusters it has. */
    private SolvePlan on(List<Observation> observations, PluginCatalogue catalogue) {
        int more = switch (settings.errors()) {
            case JACKKNIFE ->
                (int) observations.stream().map(Observation::cluster).distinct().count();
            case BOOTSTRAP -> FitSettings.RESAMPLES;
            case LIKELIHOOD -> FITS_PER_RATIO * weights;
            default -> 0;
        };
        boolean draws = settings.usesNoise() && Simulations.areDrawn(settings, observations, catalogue);
        return new SolvePlan(solve, examples, fits, weights, held, settings, draws, more, passes);
    }

    private static double usualPasses(FitSettings settings) {
        return settings.epochs() > 0 ? settings.epochs() : settings.pooled() ? PASSES / POOLED : PASSES;
    }

    /** Times a solve of the first example. */
    static SolvePlan of(
            FitOptions how, List<FitSettings> settings, Examples examples, CostModel model, PluginCatalogue catalogue) {
        int count = examples.observations().size();
        double tried = settings.size() == 1 ? 0 : (double) settings.size() * (Math.min(how.folds, count) - 1);
        int held = (int) Math.min(Calibration.MOST_EXAMPLES, Math.ceil(how.holdout * count));
        return new SolvePlan(
                        timed(trained(examples).get(0), model),
                        count,
                        1 + tried + (how.holdout > 0 ? 1 - how.holdout : 0),
                        model.names().size(),
                        how.out.isPresent() ? held : 0,
                        settings.get(0).with("threads", how.threads))
                .on(examples.observations(), catalogue);
    }

    /** Times a solve for the intervals of what was found before. */
    static SolvePlan ofIntervals(
            Fitted found, FitSettings settings, List<Observation> observations, PluginCatalogue catalogue) {
        double solve = timed(observations.get(0), found.model());
        return new SolvePlan(
                        solve, observations.size(), 0, found.model().names().size(), 0, settings)
                .on(observations, catalogue);
    }

    /** Returns the same by what solves took on all threads together, in seconds per solve, and by the passes that are seen ahead. */
    SolvePlan taking(double each, double ofSearch) {
        return new SolvePlan(
                each * settings.threads(), examples, fits, weights, held, settings, isDrawn, refits, ofSearch);
    }

    /**
     * Returns how many passes a search still takes, by how its gradient fell: at the usual rate, which counts as half of the usual
     * passes, and at that seen since. No more are expected than usual, or than were needed so far.
     *
     * @param usual passes of a search
     * @param done passes that have ended
     * @param first the largest gradient against its error when the search began
     * @param gradient the last one
     */
    double passesLeft(double usual, int done, double first, double gradient) {
        if (settings.epochs() > 0 || !(first > 0) || !(gradient > 0)) {
            return Math.max(0, usual - done);
        }
        double end = settings.isMoments()
                ? MOMENTS_END_AT
                : Double.isNaN(settings.tolerance()) ? ENDS_AT : settings.tolerance();
        double known = usual / 2;
        double fallen = Math.max(0, Math.log(first / gradient));
        double rate = (known * Math.max(1, Math.log(first / end)) / usual + fallen) / (known + done - 1);
        double left = Math.max(0, Math.log(gradient / end)) / rate;
        return Math.max(1, Math.min(left, Math.max(usual, done)));
    }

    private static List<Observation> trained(Examples examples) {
        return MasterOption.trained(examples.observations().subList(0, 1), examples.training());
    }

    private static double timed(Observation first, CostModel model) {
        LinearOracle oracle = first.oracle();
        double[] theta = model.theta(model.start(), first.features());
        boolean inside = theta.length == oracle.dimension() && oracle.domain().firstOutside(theta) < 0;
        return inside ? timed(oracle, theta) : Double.NaN;
    }

    /** Times solves of costs that differ as noise makes them differ: the median, or NaN if none succeeds. */
    static double timed(LinearOracle oracle, double[] theta) {
        double mean = Arrays.stream(theta).map(Math::abs).average().orElse(0);
        double unit = !oracle.domain().isEverywhere() ? 0 : mean == 0 ? 1 : mean; // costs of 0 are solved at once
        double[] seconds = new double[TIMED];
        int count = 0;
        long began = System.nanoTime();
        try (OracleSession session = OracleSession.of(oracle)) {
            Vertex vertex = new Vertex(oracle.dimension());
            while (count < TIMED
                    && System.nanoTime() - began < (count < LEAST_TIMED ? LONGEST_SECONDS : MOST_SECONDS) * 1e9) {
                double[] moved = theta.clone(); // sessions may know what they solved last
                for (int j = 0; j < moved.length; j++) {
                    moved[j] *= 1 + (7 * count + 13 * j) % 11 / 20.0;
                    moved[j] += unit * ((5 * count + 11 * j) % 13 - 6) / 6.0;
                }
                long start = System.nanoTime();
                session.solve(moved, vertex);
                seconds[count++] = (System.nanoTime() - start) / 1e9;
            }
        } catch (OracleException unsolved) {
            // a fit says better what is wrong
        }
        Arrays.sort(seconds, 0, count);
        return count == 0 ? Double.NaN : seconds[count / 2];
    }

    private int samples() {
        return isDrawn ? settings.samples() : 1;
    }

    /** How many solves the standard errors take, but for {@link #refits}. */
    double solvesOfIntervals() {
        if (settings.errors() == FitSettings.Errors.NONE || !settings.usesNoise() || refits > 0) {
            return 0;
        }
        int wanted = isDrawn ? (LEAST_SOLVES + examples - 1) / examples : 1;
        double each = Math.max(samples(), Math.min(MOST_SAMPLES, wanted));
        return (double) (isDrawn ? DIFFERENCES : EXACT_DIFFERENCES) * weights * examples * each;
    }

    private double seconds(double solves) {
        return solves * solve / settings.threads();
    }

    /** Seconds of all searches. */
    double search() {
        return seconds(fits * passes * examples * samples());
    }

    /** Seconds of the standard errors. */
    double intervals() {
        return seconds(solvesOfIntervals());
    }

    /** Seconds of the page, beyond what it takes to draw it. */
    double page() {
        return isDrawn ? seconds((double) held * Diagnosis.SAMPLES) : 0;
    }

    /** What to tell, a line each; nothing if it is short. */
    List<String> lines() {
        double search = search();
        double intervals = intervals();
        double page = page();
        if (!(search + intervals + page > LONG)) {
            return List.of();
        }
        List<String> parts = new ArrayList<>();
        parts.add(search > 0 ? Duration.text(search) + " for the search" : "");
        parts.add(intervals > 0 ? Duration.text(intervals) + " for intervals" : "");
        parts.add(refits > 0 ? refits + " more fits for intervals" : "");
        parts.add(page > LONG / 10 ? Duration.text(page) + " for the page" : "");
        parts.removeIf(String::isEmpty);
        List<String> lines = new ArrayList<>();
        lines.add("one solve takes " + Duration.text(solve) + ": expect about "
                + String.join(", ", parts.subList(0, parts.size() - 1)) + (parts.size() > 1 ? ", and " : "")
                + parts.get(parts.size() - 1));
        List<String> shorter = new ArrayList<>();
        if (solve > 1 && search > 0) {
            shorter.add("a limit or a gap in the oracle's text, with --inexact");
        }
        if (search > 0 && settings.isFenchelYoung() && !settings.pooled() && settings.epochs() == 0) {
            shorter.add("--pooled (about " + Duration.text(search / POOLED) + ")");
        }
        if (search > 0 && samples() > 5) {
            shorter.add("--samples 5 (about " + Duration.text(search * 5 / samples()) + ")");
        }
        if (search > 0 && (intervals > LONG || refits > 0)) {
            shorter.add("--errors none now, and 'dither intervals' later");
        }
        if (!shorter.isEmpty()) {
            lines.add("shorter, in this order: " + String.join("; ", shorter));
        }
        return lines;
    }
}
