package io.dither.learn.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.learn.internal.Json;
import io.dither.oracle.InexactPolicy;
import io.dither.perturbed.Guard;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How to fit: everything that a fit can be told and that has a text, each setting known by its name. Immutable, and the same from Java,
 * options, parameters of Spark, JSON and sweeps: {@code FitSettings.USUAL.with("samples", 50).with("l2", "0.1")}.
 *
 * @param loss {@code fenchel-young}, {@code moments}, or the text of another loss, such as {@code spo-plus}
 * @param noise the text of the noise, such as {@code gamma:shape=5}; empty for the one that fits the oracle
 * @param followsLengths whether the noise of a coordinate follows its length; gamma noise only
 * @param epsilon the amplitude of the noise, above 0; NaN for the usual one: learnt if something fixes the scale of costs, else 1
 * @param learnEpsilon whether epsilon is an unknown, which a fixed weight, a known part of the costs or a link identifies
 * @param samples samples per example, at least 1
 * @param seed the seed of the noise
 * @param threads how many threads work, which changes no bit
 * @param l2 the penalty on half the sum of squares of the standardised weights, against the mean loss
 * @param l1 the penalty on the sum of the absolute standardised weights
 * @param effectsRidge the penalty on half the sum of squares of {@linkplain SharedLinearModel#withEffects effects}, measured in
 *     epsilon, against the mean loss over epsilon; {@link io.dither.learn.Tuning#ridges} lists some to choose from
 * @param bounds the ends of weights, by their names
 * @param errors how standard errors are made
 * @param weighting what the weights of examples are
 * @param iterations the most iterations of a full-batch search, at least 1
 * @param tolerance how small the gradient must be, as a share of its standard error; NaN for the usual one
 * @param epochs passes of Adam over mini-batches; 0 for a full-batch search
 * @param batch about how many examples a mini-batch has, at least 1
 * @param rate the learning rate of the first mini-batch, above 0
 * @param earlyStopping the share of the examples set aside to stop early by, from 0 for none to below 1
 * @param inexact what is done about solves that end before a proof of optimality
 * @param guard which solves are checked against the contract of sessions
 * @param shareSearches whether one search serves all trips of one origin
 * @param pooled whether the search goes by known solutions between its passes of solves
 */
public record FitSettings(
        String loss,
        String noise,
        boolean followsLengths,
        double epsilon,
        boolean learnEpsilon,
        int samples,
        long seed,
        int threads,
        double l2,
        double l1,
        double effectsRidge,
        Map<String, Range> bounds,
        Errors errors,
        Weighting weighting,
        int iterations,
        double tolerance,
        int epochs,
        int batch,
        double rate,
        double earlyStopping,
        InexactPolicy inexact,
        Guard guard,
        boolean shareSearches,
        boolean pooled)
        implements Serializable {
    /** How standard errors are made. */
    public enum Errors {
        /** By the sandwich, right whether or not the model is; by the jackknife in one step for fewer than 200 examples or clusters. */
        ROBUST,
        /** By the inverse Hessian, right if the model is: likelihoods only, such as that of argmax with Gumbel noise. */
        MODEL,
        /** By the sandwich under a penalty too: of the value that the penalty leads to, not of the weights of the deciders. */
        PSEUDO_TRUE,
        /** By fits without one cluster (or example) each: for small histories, and for any loss. On one machine. */
        JACKKNIFE,
        /** By 400 fits to clusters (or examples) drawn with replacement, intervals by their quantiles: likewise. */
        BOOTSTRAP,
        /** By the likelihood ratio: for small histories and likelihoods, such as that of argmax with Gumbel noise. On one machine. */
        LIKELIHOOD,
        /** Not at all, which saves two evaluations per weight. */
        NONE
    }

    /** What the weights of examples are. */
    public enum Weighting {
        /** How much an example matters: standard errors do not depend on the scale of the weights. */
        IMPORTANCE,
        /** How many examples alike a row stands for: standard errors are those of as many rows. */
        FREQUENCY;

        /**
         * Returns how many examples alike each stands for.
         *
         * @param weights of the examples; read only
         * @return the weights above 0 if they are frequencies, and else 1 each (the caller owns them)
         */
        public double[] copies(double[] weights) {
            return Arrays.stream(weights)
                    .map(weight -> this == FREQUENCY && weight > 0 ? weight : 1)
                    .toArray();
        }

        /**
         * Returns how many examples, or persons, each counts as in a likelihood, a likelihood ratio or an information criterion. Frequencies
         * are copies. Importance weights have no scale: they are multiplied by their sum over the sum of their squares, so that they add up to
         * the effective number of examples (Kish 1965). A likelihood ratio then has its usual law on average if the weights are independent of
         * the decisions, and examples of weight 0 do not matter.
         *
         * @param weights of the examples, at least 0; read only
         * @return the numbers, 1 each if all weights are the same importance (the caller owns them)
         */
        public double[] counts(double[] weights) {
            double sum = Arrays.stream(weights).sum();
            double squares = Arrays.stream(weights).map(one -> one * one).sum();
            double factor = this == FREQUENCY || squares == 0 ? 1 : sum / squares;
            return Arrays.stream(weights).map(one -> factor * one).toArray();
        }
    }

    /** The convex loss of decisions. */
    public static final String FENCHEL_YOUNG = "fenchel-young";
    /** Simulated moments, in place of a loss. */
    public static final String MOMENTS = "moments";
    /** How many fits the bootstrap takes. */
    public static final int RESAMPLES = 400;
    /** The text of an epsilon that is an unknown. */
    public static final String LEARN = "learn";

    private static final String EPSILON = "epsilon";
    /** A bound as mathematics write it, and not the name of a bin with a range behind it. */
    private static final Pattern UNEQUAL = Pattern.compile("(.*?)\\s*([<>]=?)\\s*([-+0-9.eE]+)");
    /** What a pass may cost with the usual samples: the coordinates of all examples together. */
    private static final long CHEAP = 250_000;

    /** A Fenchel-Young loss, noise that fits the oracle, 20 samples, no penalty, full batches. */
    public static final FitSettings USUAL = new FitSettings(
            FENCHEL_YOUNG,
            "",
            false,
            Double.NaN,
            false,
            20,
            0,
            1,
            0,
            0,
            0.01,
            Map.of(),
            Errors.ROBUST,
            Weighting.IMPORTANCE,
            200,
            Double.NaN,
            0,
            32,
            0.1,
            0,
            InexactPolicy.FAIL,
            Guard.SAMPLE,
            false,
            false);

    /** Requires settings in their ranges. */
    public FitSettings {
        Stream.of(loss, noise, errors, weighting, inexact, guard).forEach(Objects::requireNonNull);
        Arguments.require(Double.isNaN(epsilon) || !learnEpsilon, "epsilon is given and learnt", "Maybe leave one out");
        Arguments.positive(EPSILON, Double.isNaN(epsilon) ? 1 : epsilon);
        Arguments.atLeast("samples", samples, 1);
        Arguments.threads("threads", threads);
        notNegative("l2", l2);
        notNegative("l1", l1);
        notNegative("effectsRidge", effectsRidge);
        bounds = Collections.unmodifiableMap(new LinkedHashMap<>(bounds));
        Arguments.atLeast("iterations", iterations, 1);
        Arguments.positive("tolerance", Double.isNaN(tolerance) ? 1 : tolerance);
        Arguments.atLeast("epochs", epochs, 0);
        Arguments.atLeast("batch", batch, 1);
        Arguments.positive("rate", rate);
        Arguments.require(
                earlyStopping >= 0 && earlyStopping < 1,
                "earlyStopping = " + earlyStopping + " is not at least 0 and below 1",
                "Maybe 0.2");
    }

    private static void notNegative(String name, double value) {
        Arguments.require(value >= 0 && Double.isFinite(value), name + " = " + value + " is below 0", "Maybe 0");
    }

    /**
     * {@return the same settings but for one}
     *
     * @param name its name
     * @param value its value, or the text of it; {@code learn} for an epsilon that is an unknown
     * @throws InvalidArgumentException if there is no such setting, or the value is not one of its values
     */
    public FitSettings with(String name, Object value) {
        ObjectNode all = Json.MAPPER.valueToTree(this);
        if (!all.has(name)) {
            List<String> names = new ArrayList<>();
            all.fieldNames().forEachRemaining(names::add);
            throw new InvalidArgumentException("there is no setting '" + name + "'", "Maybe one of " + names);
        }
        boolean learns = name.equals(EPSILON) && value.equals(LEARN);
        if (name.equals(EPSILON)) {
            all.put("learnEpsilon", learns);
        }
        all.set(name, Json.MAPPER.valueToTree(learns ? Double.NaN : value));
        return made(all, name, value);
    }

    /** Values that a constructor refuses are refused in its words. */
    private static FitSettings made(JsonNode all, String name, Object value) {
        try {
            return Json.MAPPER.treeToValue(all, FitSettings.class);
        } catch (JsonProcessingException wrong) {
            for (Throwable cause = wrong; cause != null; cause = cause.getCause()) {
                if (cause instanceof InvalidArgumentException refused) {
                    throw refused;
                }
            }
            JsonNode usual = Json.MAPPER.valueToTree(USUAL).path(name);
            String kind = usual.isIntegralNumber()
                    ? "a whole number"
                    : usual.isNumber() ? "a number" : usual.isBoolean() ? "true or false" : "one of its words";
            throw new InvalidArgumentException(
                    name + " = '" + value + "' is not " + kind, "Maybe leave it out: it is " + usual.asText());
        }
    }

    /**
     * {@return how many samples per example suit the work of a pass: 20 if the examples have at most 250,000 coordinates together, then
     * fewer in proportion, at least 2} With M samples standard errors are sqrt(1 + 1 / M) times those without noise of the simulation:
     * 1.02 with 20, 1.22 with 2.
     *
     * @param examples the examples
     */
    public static int samplesFor(List<Observation> examples) {
        return (int) Math.max(2, USUAL.samples * CHEAP / Math.max(CHEAP, coordinates(examples)));
    }

    /**
     * {@return how many coordinates examples have together}
     *
     * @param examples the examples
     */
    public static long coordinates(List<Observation> examples) {
        return examples.stream().mapToLong(one -> one.oracle().dimension()).sum();
    }

    /**
     * {@return the same settings with one more bound}
     *
     * @param name the name of a weight
     * @param range its ends
     */
    public FitSettings withBound(String name, Range range) {
        Map<String, Range> all = new LinkedHashMap<>(bounds);
        all.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(range, "range"));
        return with("bounds", all);
    }

    /**
     * {@return the same settings with one more bound, as text}
     *
     * @param text {@code name=value} to fix a weight, or {@code name=low..high}; a name may hold signs of equality
     * @throws InvalidArgumentException if it is neither
     */
    public FitSettings withBound(String text) {
        int equals = text.lastIndexOf('=');
        Matcher unequal = UNEQUAL.matcher(text);
        if (unequal.matches()) {
            boolean isAbove = unequal.group(2).startsWith(">");
            throw new InvalidArgumentException(
                    "'" + text + "' is no range of a weight",
                    "Maybe write it like '" + unequal.group(1)
                            + (isAbove ? "=" + unequal.group(3) + "..'" : "=.." + unequal.group(3) + "'"));
        }
        Arguments.require(equals > 0, "'" + text + "' has no '='", "Maybe write it like toll=1 or toll=0..1");
        return withBound(text.substring(0, equals), Range.parse(text.substring(equals + 1)));
    }

    /** {@return whether a weight is fixed at another value than 0: it is the unit of the others and of epsilon} */
    public boolean hasUnit() {
        return bounds.values().stream().anyMatch(range -> range.low() == range.high() && range.low() != 0);
    }

    /** {@return whether standard errors are made by more fits, each without} */
    public boolean refits() {
        return errors == Errors.JACKKNIFE || errors == Errors.BOOTSTRAP || errors == Errors.LIKELIHOOD;
    }

    /** {@return whether the convex loss of decisions is minimised} */
    public boolean isFenchelYoung() {
        return loss.equals(FENCHEL_YOUNG);
    }

    /** {@return whether moments are made 0} */
    public boolean isMoments() {
        return loss.equals(MOMENTS);
    }

    /** {@return whether decisions are simulated with noise, and not a loss of another kind minimised} */
    public boolean usesNoise() {
        return isFenchelYoung() || isMoments();
    }

    /** Returns those settings that are not the usual ones, such as {@code l2 = 0.1, epsilon = 0.3}. */
    @Override
    public String toString() {
        return String.join(
                ", ",
                unusual().entrySet().stream()
                        .map(one -> one.getKey() + " = " + one.getValue())
                        .toList());
    }

    /** {@return the settings that are not the usual ones, as texts by their names} */
    public Map<String, String> unusual() {
        Map<String, String> texts = new LinkedHashMap<>();
        JsonNode usual = Json.MAPPER.valueToTree(USUAL);
        Json.MAPPER.<ObjectNode>valueToTree(this).properties().forEach(one -> {
            JsonNode value = one.getValue();
            if (!value.equals(usual.get(one.getKey()))) {
                texts.put(one.getKey(), value.isValueNode() ? value.asText() : value.toString());
            }
        });
        return texts;
    }
}
