package io.dither.learn.model;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.internal.algebra.Vectors;
import io.dither.learn.internal.Json;
import io.dither.oracle.InexactPolicy;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.Guard;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a fit, each with a name and a text. Setters in Java, options of the command, parameters of Spark, JSON and sweeps use the
 * same names. Examples: {@code FitSettings.USUAL.samples(50).l2(0.1)}, or {@code with("l2", "0.1")} with texts.
 *
 * <p>Immutable: each setter returns other settings.
 */
public final class FitSettings implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The values of all settings; each field starts with its default. The values do not change after the settings are created. */
    @JsonAutoDetect(fieldVisibility = Visibility.ANY)
    private static final class Values implements Serializable, Cloneable {
        private static final long serialVersionUID = 1L;

        private String loss = FENCHEL_YOUNG;
        private String noise = "";
        private boolean followsLengths = false;
        private double epsilon = Double.NaN;
        private boolean learnEpsilon = false;
        private int samples = 20;
        private long seed = 0;
        private int threads = 1;
        private double l2 = 0;
        private double l1 = 0;
        private double effectsRidge = 0.01;
        private Map<String, Range> bounds = Map.of();
        private Errors errors = Errors.ROBUST;
        private Weighting weighting = Weighting.IMPORTANCE;
        private int iterations = 200;
        private double tolerance = Double.NaN;
        private int epochs = 0;
        private int batch = 32;
        private double rate = 0.1;
        private double earlyStopping = 0;
        private InexactPolicy inexact = InexactPolicy.FAIL;
        private Guard guard = Guard.SAMPLE;
        private boolean pooled = false;

        private Values copy() {
            try {
                return (Values) clone();
            } catch (CloneNotSupportedException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /** The kinds of standard errors. */
    public enum Errors {
        /** The sandwich estimator, valid even if the model is wrong; a one-step jackknife for fewer than 200 examples or clusters. */
        ROBUST,
        /** The inverse Hessian, valid if the model is right; only if the loss is a likelihood, such as that of choices under Gumbel noise. */
        MODEL,
        /**
         * The sandwich estimator also under an l2 penalty, where {@link #ROBUST} gives no errors: the errors of the penalised (pseudo-true)
         * weights, not of the true weights.
         */
        PSEUDO_TRUE,
        /**
         * The jackknife: for each cluster (or example) a refit without it; for small histories and for any loss. Works on one machine
         * only.
         */
        JACKKNIFE,
        /**
         * The bootstrap: 400 refits to clusters (or examples) drawn with replacement, intervals by quantiles; for small histories and for
         * any loss. Works on one machine only.
         */
        BOOTSTRAP,
        /**
         * No standard errors, which saves passes over the examples: two per weight if the loss has a closed form (none with a Hessian),
         * otherwise at least four.
         */
        NONE
    }

    /** What the weights of examples mean. */
    public enum Weighting {
        /** The importance of an example: standard errors do not depend on the scale of the weights. */
        IMPORTANCE,
        /** The number of identical examples that a row stands for: standard errors are computed as for that many rows. */
        FREQUENCY;

        /**
         * Returns the number of identical examples that each example stands for.
         *
         * @param weights the weights of the examples; read only
         * @return the weights if they are frequencies, otherwise 1 each; also 1 for the weight 0, which adds nothing to weighted sums (the
         *     caller owns them)
         */
        public double[] copies(double[] weights) {
            return Arrays.stream(weights)
                    .map(weight -> this == FREQUENCY && weight > 0 ? weight : 1)
                    .toArray();
        }

        /**
         * Returns how much each example, or person, counts in a likelihood, a likelihood ratio or an information criterion. An example
         * counts as often as its frequency says. Importance weights have no scale: each is multiplied by (sum of the weights) / (sum of
         * their squares), so that the counts add up to the effective number of examples (Kish 1965). A likelihood ratio then has its usual
         * distribution on average if the weights are independent of the decisions. Examples of weight 0 do not change the other counts.
         *
         * @param weights the weights of the examples, at least 0; read only
         * @return the counts, 1 each if all importance weights are the same (the caller owns them)
         */
        public double[] counts(double[] weights) {
            double squares = Vectors.dot(weights, weights);
            double factor = this == FREQUENCY || squares == 0 ? 1 : Vectors.sum(weights) / squares;
            return Vectors.scaled(factor, weights);
        }
    }

    /** The text of the Fenchel-Young loss, which is convex if theta is linear in the parameters. */
    public static final String FENCHEL_YOUNG = "fenchel-young";
    /** The text of the method of simulated moments, which takes the place of a loss. */
    public static final String MOMENTS = "moments";
    /** The number of refits of the bootstrap. */
    public static final int RESAMPLES = 400;
    /** The text of the setting {@code epsilon} if a fit is to learn epsilon. */
    public static final String LEARN = "learn";

    private static final String EPSILON = "epsilon";
    /**
     * Matches a bound that is written as an inequality, such as {@code toll>=0}: it is refused. Does not match a range of a weight whose
     * name contains an inequality, such as {@code age<30=0..1}.
     */
    private static final Pattern INEQUALITY = Pattern.compile("(.*?)\\s*([<>]=?)\\s*([-+0-9.eE]+)");
    /** Up to this number of coordinates of all examples together, the usual number of samples per example keeps passes cheap. */
    private static final long CHEAP_COORDINATES = 250_000;

    /** A Fenchel-Young loss, noise that fits the oracle, 20 samples, no penalty on weights (but one on effects), full batches. */
    public static final FitSettings USUAL = new FitSettings(new Values());

    private final Values values;

    /** Requires settings in their ranges. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    private FitSettings(Values all) {
        Stream.of(all.loss, all.noise, all.errors, all.weighting, all.inexact, all.guard)
                .forEach(Objects::requireNonNull);
        Arguments.require(
                Double.isNaN(all.epsilon) || !all.learnEpsilon, "epsilon is given and learnt", "Maybe leave one out");
        // NaN stands for the default: 1 then passes the check
        Arguments.positive(EPSILON, Double.isNaN(all.epsilon) ? 1 : all.epsilon);
        Arguments.atLeast("samples", all.samples, 1);
        Arguments.threads("threads", all.threads);
        notNegative("l2", all.l2);
        notNegative("l1", all.l1);
        notNegative("effectsRidge", all.effectsRidge);
        all.bounds = Collections.unmodifiableMap(new LinkedHashMap<>(all.bounds));
        Arguments.atLeast("iterations", all.iterations, 1);
        Arguments.positive("tolerance", Double.isNaN(all.tolerance) ? 1 : all.tolerance);
        Arguments.atLeast("epochs", all.epochs, 0);
        Arguments.atLeast("batch", all.batch, 1);
        Arguments.positive("rate", all.rate);
        Arguments.require(
                all.earlyStopping >= 0 && all.earlyStopping < 1,
                "earlyStopping = " + all.earlyStopping + " is not at least 0 and below 1",
                "Maybe choose 0.2");
        values = all;
    }

    @JsonValue
    private Values values() {
        return values;
    }

    private FitSettings with(Consumer<Values> change) {
        Values changed = values.copy();
        change.accept(changed);
        return new FitSettings(changed);
    }

    private static void notNegative(String name, double value) {
        Arguments.require(
                value >= 0 && Double.isFinite(value),
                name + " = " + value + " is below 0 or not finite",
                "Maybe choose 0");
    }

    /** {@return {@code fenchel-young}, {@code moments}, or the text of another loss, such as {@code spo-plus}} */
    public String loss() {
        return values.loss;
    }

    /**
     * {@return a copy of these settings with this value}
     *
     * @param value {@code fenchel-young}, {@code moments}, or the text of another loss, such as {@code spo-plus}
     */
    public FitSettings loss(String value) {
        return with(all -> all.loss = value);
    }

    /** {@return the text of the noise, such as {@code gamma:shape=5}; empty for the usual noise of the oracle} */
    public String noise() {
        return values.noise;
    }

    /**
     * {@return a copy of these settings with this value}
     *
     * @param value the text of the noise, such as {@code gamma:shape=5}; empty for the usual noise of the oracle
     */
    public FitSettings noise(String value) {
        return with(all -> all.noise = value);
    }

    /**
     * {@return whether gamma noise on a coordinate has a shape proportional to the coordinate's {@linkplain Features#lengths length}, such as
     * the length of a road}
     */
    public boolean followsLengths() {
        return values.followsLengths;
    }

    /**
     * {@return a copy of these settings with this value}
     *
     * @param value whether gamma noise on a coordinate has a shape proportional to the coordinate's {@linkplain Features#lengths length},
     *     such as the length of a road
     */
    public FitSettings followsLengths(boolean value) {
        return with(all -> all.followsLengths = value);
    }

    /**
     * {@return the amplitude of the noise, above 0; NaN by default: learnt by moments, or if a fixed weight or an offset is the unit of costs;
     * otherwise 1}
     */
    public double epsilon() {
        return values.epsilon;
    }

    /**
     * {@return a copy of these settings with this value}
     *
     * @param value the amplitude of the noise, above 0; NaN by default: learnt by moments, or if a fixed weight or an offset is the unit of costs;
     *     otherwise 1
     */
    public FitSettings epsilon(double value) {
        return with(all -> {
            all.epsilon = value;
            all.learnEpsilon = false;
        });
    }

    /**
     * {@return whether the settings ask that epsilon is learnt; a fixed weight, a known part of the costs (an offset) or a nonlinear {@link
     * Link} must then identify epsilon, except by moments, which otherwise fix the first weight of a feature that varies at 1}
     */
    public boolean learnEpsilon() {
        return values.learnEpsilon;
    }

    /** {@return samples per example, at least 1} */
    public int samples() {
        return values.samples;
    }

    /**
     * {@return a copy of these settings with this value}
     *
     * @param value samples per example, at least 1
     */
    public FitSettings samples(int value) {
        return with(all -> all.samples = value);
    }

    /** {@return the seed of the noise} */
    public long seed() {
        return values.seed;
    }

    /**
     * {@return a copy of these settings with this value}
     *
     * @param value the seed of the noise
     */
    public FitSettings seed(long value) {
        return with(all -> all.seed = value);
    }

    /** {@return the number of threads, which does not change the results} */
    public int threads() {
        return values.threads;
    }

    /**
     * {@return a copy of these settings with this value}
     *
     * @param value the number of threads, which does not change the results
     */
    public FitSettings threads(int value) {
        return with(all -> all.threads = value);
    }

    /** {@return the factor of a penalty: half the sum of squares of the standardised weights, added to the mean loss} */
    public double l2() {
        return values.l2;
    }

    /**
     * {@return a copy of these settings with this value}
     *
     * @param value the factor of a penalty: half the sum of squares of the standardised weights, added to the mean loss
     */
    public FitSettings l2(double value) {
        return with(all -> all.l2 = value);
    }

    /** {@return the factor of a penalty: the sum of the absolute standardised weights, added to the mean loss} */
    public double l1() {
        return values.l1;
    }

    /**
     * {@return a copy of these settings with this value}
     *
     * @param value the factor of a penalty: the sum of the absolute standardised weights, added to the mean loss
     */
    public FitSettings l1(double value) {
        return with(all -> all.l1 = value);
    }

    /**
     * {@return the factor of a penalty: half the sum of squares of effect / epsilon over all {@linkplain SharedLinearModel#withEffects
     * effects}, added to the mean of loss / epsilon; {@link io.dither.learn.Tuning#ridges} lists candidates}
     */
    public double effectsRidge() {
        return values.effectsRidge;
    }

    /**
     * {@return a copy of these settings with this value}
     *
     * @param value the factor of a penalty: half the sum of squares of effect / epsilon over all {@linkplain SharedLinearModel#withEffects
     *     effects}, added to the mean of loss / epsilon; {@link io.dither.learn.Tuning#ridges} lists candidates
     */
    public FitSettings effectsRidge(double value) {
        return with(all -> all.effectsRidge = value);
    }

    /** {@return the bounds of weights, by their names} */
    public Map<String, Range> bounds() {
        return values.bounds;
    }

    /**
     * {@return a copy of these settings with this value}
     *
     * @param value the bounds of weights, by their names
     */
    public FitSettings bounds(Map<String, Range> value) {
        value.forEach((name, range) -> Arguments.require(
                Stream.of(name, range).noneMatch(Objects::isNull),
                "bounds have " + name + " = " + range,
                "Maybe leave out weights without bounds"));
        return with(all -> all.bounds = value);
    }

    /** {@return the kind of standard errors} */
    public Errors errors() {
        return values.errors;
    }

    /**
     * {@return a copy of these settings with this value}
     *
     * @param value the kind of standard errors
     */
    public FitSettings errors(Errors value) {
        return with(all -> all.errors = value);
    }

    /** {@return what the weights of examples mean} */
    public Weighting weighting() {
        return values.weighting;
    }

    /**
     * {@return a copy of these settings with this value}
     *
     * @param value what the weights of examples mean
     */
    public FitSettings weighting(Weighting value) {
        return with(all -> all.weighting = value);
    }

    /** {@return the largest number of iterations of a full-batch search, at least 1; a search for a root, as by moments, has at most 60} */
    public int iterations() {
        return values.iterations;
    }

    /**
     * {@return a copy of these settings with this value}
     *
     * @param value the largest number of iterations of a full-batch search, at least 1; a search for a root, as by moments, has at most 60
     */
    public FitSettings iterations(int value) {
        return with(all -> all.iterations = value);
    }

    /**
     * {@return the tolerance of a full-batch search, which ends if each entry of the gradient is below this share of the entry's standard
     * error; NaN for the default, the only value for moments}
     */
    public double tolerance() {
        return values.tolerance;
    }

    /**
     * {@return a copy of these settings with this value}
     *
     * @param value the tolerance of a full-batch search, which ends if each entry of the gradient is below this share of the entry's standard
     *     error; NaN for the default, the only value for moments
     */
    public FitSettings tolerance(double value) {
        return with(all -> all.tolerance = value);
    }

    /** {@return passes of Adam over mini-batches; 0 for a full-batch search, or for losses with kinks at least 50 passes} */
    public int epochs() {
        return values.epochs;
    }

    /**
     * {@return a copy of these settings with this value}
     *
     * @param value passes of Adam over mini-batches; 0 for a full-batch search, or for losses with kinks at least 50 passes
     */
    public FitSettings epochs(int value) {
        return with(all -> all.epochs = value);
    }

    /** {@return the approximate number of examples in a mini-batch, at least 1} */
    public int batch() {
        return values.batch;
    }

    /**
     * {@return a copy of these settings with this value}
     *
     * @param value the approximate number of examples in a mini-batch, at least 1
     */
    public FitSettings batch(int value) {
        return with(all -> all.batch = value);
    }

    /** {@return the learning rate at the start, above 0; it falls to a hundredth at the last mini-batch} */
    public double rate() {
        return values.rate;
    }

    /**
     * {@return a copy of these settings with this value}
     *
     * @param value the learning rate at the start, above 0; it falls to a hundredth at the last mini-batch
     */
    public FitSettings rate(double value) {
        return with(all -> all.rate = value);
    }

    /** {@return the share of the examples set aside for early stopping, from 0 (none) to below 1} */
    public double earlyStopping() {
        return values.earlyStopping;
    }

    /**
     * {@return a copy of these settings with this value}
     *
     * @param value the share of the examples set aside for early stopping, from 0 (none) to below 1
     */
    public FitSettings earlyStopping(double value) {
        return with(all -> all.earlyStopping = value);
    }

    /** {@return the policy for solves that end before a proof of optimality} */
    public InexactPolicy inexact() {
        return values.inexact;
    }

    /**
     * {@return a copy of these settings with this value}
     *
     * @param value the policy for solves that end before a proof of optimality
     */
    public FitSettings inexact(InexactPolicy value) {
        return with(all -> all.inexact = value);
    }

    /** {@return which solves are checked; {@link Guard} lists the rules} */
    public Guard guard() {
        return values.guard;
    }

    /**
     * {@return a copy of these settings with this value}
     *
     * @param value which solves are checked; {@link Guard} lists the rules
     */
    public FitSettings guard(Guard value) {
        return with(all -> all.guard = value);
    }

    /** {@return whether the search minimises the loss on known solutions between its passes, which saves solves} */
    public boolean pooled() {
        return values.pooled;
    }

    /**
     * {@return a copy of these settings with this value}
     *
     * @param value whether the search minimises the loss on known solutions between its passes, which saves solves
     */
    public FitSettings pooled(boolean value) {
        return with(all -> all.pooled = value);
    }

    /** {@return a copy of these settings that lets the fit learn epsilon} */
    public FitSettings learningEpsilon() {
        return with(all -> {
            all.epsilon = Double.NaN;
            all.learnEpsilon = true;
        });
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FitSettings settings
                && Json.MAPPER.valueToTree(this).equals(Json.MAPPER.<JsonNode>valueToTree(settings));
    }

    @Override
    public int hashCode() {
        return Json.MAPPER.valueToTree(this).hashCode();
    }

    /**
     * {@return a copy of these settings with another value of one setting}
     *
     * @param name the name of the setting
     * @param value the value, or its text; {@code learn} for an epsilon that is learnt
     * @throws InvalidArgumentException if there is no such setting, or it cannot take this value
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
        return fromJson(all, name, value);
    }

    /** Reads settings from JSON; passes on the message if the constructor refuses a value. */
    private static FitSettings fromJson(JsonNode all, String name, Object value) {
        try {
            return Json.MAPPER.treeToValue(all, FitSettings.class);
        } catch (JsonProcessingException wrong) {
            for (Throwable cause = wrong; cause != null; cause = cause.getCause()) {
                if (cause instanceof InvalidArgumentException refused) {
                    throw refused;
                }
            }
            JsonNode usual = Json.MAPPER.valueToTree(USUAL).path(name);
            throw new InvalidArgumentException(
                    name + " = '" + value + "' is not " + valuesLike(usual),
                    // the text of a default that the fit chooses is NaN or empty
                    "Maybe leave it out"
                            + (usual.asText().matches("|NaN") ? "" : ": its default is " + usual.asText()));
        }
    }

    /** Returns what values a setting takes, for a message. */
    private static String valuesLike(JsonNode usual) {
        if (usual.isNumber()) {
            return usual.isIntegralNumber() ? "a whole number" : "a number";
        }
        return usual.isBoolean() ? "true or false" : "a word that it takes";
    }

    /**
     * Chooses a number of samples per example that keeps passes cheap: 20 if the examples have at most 250,000 coordinates together;
     * fewer if they have more, in inverse proportion, but at least 2. The noise of M samples makes standard errors sqrt(1 + 1 / M) times as
     * large: 1.02 times with 20 samples, 1.22 times with 2.
     *
     * @param examples the examples
     * @return the number of samples, from 2 to 20
     */
    public static int samplesFor(List<Observation> examples) {
        return (int) Math.max(
                2, USUAL.values.samples * CHEAP_COORDINATES / Math.max(CHEAP_COORDINATES, coordinates(examples)));
    }

    /**
     * {@return the number of coordinates of all examples together}
     *
     * @param examples the examples
     */
    public static long coordinates(List<Observation> examples) {
        return Arrays.stream(ObservationTable.oraclesOfEach(examples))
                .mapToLong(LinearOracle::dimension)
                .sum();
    }

    /**
     * {@return a copy of these settings in which a weight has these bounds}
     *
     * @param name the name of a weight
     * @param range the bounds of this weight
     */
    public FitSettings withBound(String name, Range range) {
        Map<String, Range> all = new LinkedHashMap<>(values.bounds);
        all.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(range, "range"));
        return bounds(all);
    }

    /**
     * {@return a copy of these settings in which a weight has the bounds of a text}
     *
     * @param text {@code name=value} to fix a weight, or {@code name=low..high}; a name may contain equals signs
     * @throws InvalidArgumentException if the text has neither form
     */
    public FitSettings withBound(String text) {
        int equals = text.lastIndexOf('=');
        Matcher inequality = INEQUALITY.matcher(text);
        if (inequality.matches()) {
            String range =
                    inequality.group(2).startsWith(">") ? inequality.group(3) + ".." : ".." + inequality.group(3);
            throw new InvalidArgumentException(
                    "'" + text + "' is not a range of a weight",
                    "Maybe write it like '" + inequality.group(1) + "=" + range + "'");
        }
        Arguments.require(equals > 0, "'" + text + "' has no '='", "Maybe write it like toll=1 or toll=0..1");
        return withBound(text.substring(0, equals), Range.parse(text.substring(equals + 1)));
    }

    /** {@return whether a weight is fixed at a value other than 0, and so is the unit in which other weights and epsilon are measured} */
    public boolean hasUnit() {
        return values.bounds.values().stream().anyMatch(range -> range.low() == range.high() && range.low() != 0);
    }

    /** {@return whether standard errors are computed from refits, as for the jackknife and the bootstrap} */
    public boolean usesRefits() {
        return values.errors == Errors.JACKKNIFE || values.errors == Errors.BOOTSTRAP;
    }

    /** {@return whether the fit minimises the Fenchel-Young loss} */
    public boolean isFenchelYoung() {
        return values.loss.equals(FENCHEL_YOUNG);
    }

    /** {@return whether the fit uses the method of simulated moments: it searches for weights that make the moments 0} */
    public boolean isMoments() {
        return values.loss.equals(MOMENTS);
    }

    /** {@return whether the fit uses the noise of these settings: the Fenchel-Young loss and moments do, other losses have their own} */
    public boolean usesNoise() {
        return isFenchelYoung() || isMoments();
    }

    /** Returns the settings that differ from the defaults, such as {@code l2 = 0.1, epsilon = 0.3}. */
    @Override
    public String toString() {
        return String.join(
                ", ",
                nonDefaults().entrySet().stream()
                        .map(setting -> setting.getKey() + " = " + setting.getValue())
                        .toList());
    }

    /** {@return the settings that differ from the defaults, as texts by name} */
    public Map<String, String> nonDefaults() {
        Map<String, String> texts = new LinkedHashMap<>();
        JsonNode usual = Json.MAPPER.valueToTree(USUAL);
        Json.MAPPER.<ObjectNode>valueToTree(this).properties().forEach(setting -> {
            JsonNode value = setting.getValue();
            if (!value.equals(usual.get(setting.getKey()))) {
                texts.put(setting.getKey(), value.isValueNode() ? value.asText() : value.toString());
            }
        });
        return texts;
    }
}
