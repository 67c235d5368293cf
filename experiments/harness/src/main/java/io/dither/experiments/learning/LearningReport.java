package io.dither.experiments.learning;

import io.dither.error.OracleException;
import io.dither.layer.Decision;
import io.dither.learn.Outcome;
import io.dither.learn.Predictor;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Importance;
import io.dither.oracle.Sense;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Computes the figures of the page of a fitted model: everything but the model itself may be left out, and the page then says less.
 * Not thread-safe.
 */
public final class LearningReport {
    /** The name of the amplitude of the noise among what {@link #truth} tells. */
    public static final String EPSILON = "epsilon";

    /**
     * The vertices that a coordinate of theta connects.
     *
     * @param from where it starts
     * @param to where it ends; the same where the coordinate is a vertex
     */
    public record Ends(String from, String to) {}

    private record Sampling(Predictor predictor, int samples, long seed) {}

    private final String title;
    private final Fitted fitted;
    private final Map<String, List<Outcome>> baselines = new LinkedHashMap<>();
    private final Map<String, String> provenance = new LinkedHashMap<>();
    private final List<Importance> importance = new ArrayList<>();
    private final Map<String, Double> truth = new LinkedHashMap<>();
    private Fitted judged;
    private List<Outcome> held = List.of();
    private @Nullable Sampling sampling;
    private @Nullable RoadMap map;
    private @Nullable NoiseChoice noise;
    private @Nullable RecursiveLogit logit;

    private LearningReport(String title, Fitted fitted) {
        this.title = title;
        this.fitted = fitted;
        this.judged = fitted;
    }

    /**
     * Reports on a model.
     *
     * @param title the title of the page
     * @param fitted the fit whose weights are shown: that on all examples
     * @return the report
     */
    public static LearningReport of(String title, Fitted fitted) {
        return new LearningReport(title, fitted);
    }

    /**
     * Says where the model comes from.
     *
     * @param pairs names and values, such as checksums of data, seed and command line, in their order
     * @return this
     */
    public LearningReport provenance(Map<String, String> pairs) {
        provenance.putAll(pairs);
        return this;
    }

    /**
     * Shows weights beside those that simulated decisions were made by.
     *
     * @param known the true weights by name, in raw units, and {@link #EPSILON}; those that are not there are not known
     * @return this
     */
    public LearningReport truth(Map<String, Double> known) {
        truth.putAll(known);
        return this;
    }

    /**
     * Shows what the features of a grown model do, in the place of weights.
     *
     * @param features one a feature
     * @return this
     */
    public LearningReport importance(List<Importance> features) {
        importance.addAll(features);
        return this;
    }

    /**
     * Adds the fit on the training part, by which the held-out decisions are made.
     *
     * @param training the fit
     * @return this
     */
    public LearningReport training(Fitted training) {
        judged = training;
        return this;
    }

    /**
     * Adds decisions on examples that the model was not fitted to.
     *
     * @param outcomes the decisions of the training fit; none where nothing was held out
     * @return this
     */
    public LearningReport held(List<Outcome> outcomes) {
        held = List.copyOf(outcomes);
        return this;
    }

    /**
     * Adds what others decide on the held-out examples, see {@link Baselines}.
     *
     * @param others by their names; each on the examples of {@link #held} in the same order
     * @return this
     */
    public LearningReport baselines(Map<String, List<Outcome>> others) {
        baselines.putAll(others);
        return this;
    }

    /**
     * Compares predicted probabilities with what was observed.
     *
     * @param predictor the predictor that made the held-out decisions; not closed here
     * @param samples how many samples an example has, at least 2: half of them bin, half predict
     * @param seed the seed of their noise
     * @return this
     */
    public LearningReport calibration(Predictor predictor, int samples, long seed) {
        sampling = new Sampling(predictor, samples, seed);
        return this;
    }

    /**
     * Draws the worst-predicted examples as maps.
     *
     * @param positions x and y by the name of the vertex; y points upwards
     * @param ends the vertices of each coordinate of theta, the same for all examples
     * @return this
     */
    public LearningReport map(Map<String, double[]> positions, IntFunction<Ends> ends) {
        map = new RoadMap(positions, ends);
        return this;
    }

    /**
     * Adds the comparison of noises.
     *
     * @param choice the comparison
     * @return this
     */
    public LearningReport noise(NoiseChoice choice) {
        noise = choice;
        return this;
    }

    /**
     * Adds the recursive logit, as a baseline where it has a fit.
     *
     * @param other its fit on the training part, or why there is none
     * @return this
     */
    public LearningReport recursiveLogit(RecursiveLogit other) {
        logit = other;
        if (!other.outcomes().isEmpty()) {
            baselines.put(RecursiveLogit.NAME, other.outcomes());
        }
        return this;
    }

    /**
     * Computes the figures.
     *
     * @return the page
     * @throws OracleException if a solve fails
     */
    public LearningPage page() {
        return new LearningPage(figures());
    }

    LearningFigures figures() {
        List<Outcome> known = held.stream().filter(Excess::isKnown).toList();
        boolean decisions = held.stream().anyMatch(one -> one.observation().target() instanceof Decision);
        return new LearningFigures(
                title,
                provenance,
                fitted,
                List.copyOf(importance),
                truth,
                judged,
                held.size(),
                held.isEmpty() ? null : Comparison.of(held, baselines),
                known.isEmpty() ? null : Excess.of(known),
                sampling == null || !decisions
                        ? null
                        : Calibration.of(held, sampling.predictor(), sampling.samples(), sampling.seed()),
                known.isEmpty() ? null : WorstExamples.of(known, judged),
                map,
                noise,
                logit,
                !held.isEmpty() && held.get(0).observation().oracle().sense() == Sense.MAXIMIZE,
                unit());
    }

    /** Names what theta is measured in: a feature whose weight is held at 1. */
    private String unit() {
        List<String> units = new ArrayList<>();
        fitted.weights().stream()
                .filter(one -> one.note().equals("fixed") && one.estimate() == 1)
                .forEach(one -> units.add(one.name()));
        return units.size() == 1 ? units.get(0) : "";
    }
}
