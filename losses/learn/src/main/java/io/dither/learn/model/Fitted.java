package io.dither.learn.model;

import static io.dither.learn.model.PlainText.number;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.layer.LikelihoodFactory;
import io.dither.oracle.InexactPolicy;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A fit: the weights that an estimator learnt, with their standard errors. Immutable; your own estimator creates a fit by {@link #of}. */
public final class Fitted implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The values of this fit: a copy of its builder, which never changes. */
    private final Builder all;

    private Fitted(Builder all) {
        this.all = all;
        for (double[] row : all.covariance) {
            Arguments.length("a row of the covariance", row, all.weights.size());
        }
        Arguments.require(
                all.covariance.length == 0 || all.covariance.length == all.weights.size(),
                "the covariance has " + all.covariance.length + " rows for " + all.weights.size() + " weights",
                "Maybe leave it empty if it is not known");
    }

    /**
     * Starts a fit. By default, the status is converged, weights have no standard errors, epsilon is 1, and other values are 0, NaN or
     * empty. The interval of a weight has its standard error:
     *
     * <pre>{@code
     * String noise = settings.noise().isEmpty() ? NoiseModel.usualFor(oracle) : settings.noise();
     * Fitted.of(model, w, settings, NoiseModel.parse(noise, false, PluginCatalogue.discover()))
     *         .weights(List.of(Weight.of("price", Interval.of(w[0], standardError)))) // as many as the model has names
     *         .examples(observations.size())
     *         .build();
     * }</pre>
     *
     * @param model the cost model
     * @param parameters the parameters of the model, as many as its names and effects together; not copied
     * @param settings the settings of the fit
     * @param noise the distribution of the noise, see {@link NoiseModel#parse}
     * @return a builder, to set other values
     * @throws InvalidArgumentException if there are more or fewer parameters than names and effects
     */
    public static Builder of(CostModel model, double[] parameters, FitSettings settings, NoiseModel noise) {
        Builder builder = new Builder(model, settings, noise).parameters(parameters);
        double[] raw = Standardisable.of(model).raw(parameters);
        List<String> names = model.names();
        return builder.weights(IntStream.range(0, names.size())
                .mapToObj(k -> Weight.of(names.get(k), Interval.of(raw[k], Double.NaN), WeightStatus.NOT_MEASURED))
                .toList());
    }

    /** {@return a builder that starts with the values of this fit} */
    public Builder edit() {
        return all.copy();
    }

    /** Builds a fit. Not thread-safe. */
    public static final class Builder implements Serializable, Cloneable {
        private static final long serialVersionUID = 1L;

        private CostModel model;
        private double[] parameters = {};
        private FitSettings settings;
        private Weight epsilonWeight = Weight.ofEpsilon(Interval.of(1, Double.NaN));
        private List<Weight> weights = List.of();
        private double[][] covariance = {};
        private Status status = Status.CONVERGED;
        private String message = "";
        private double loss = Double.NaN;
        private List<String> unidentified = List.of();
        private NoiseModel noise;
        private int examples;
        private int evaluations;
        private List<Progress> progress = List.of();
        private @Nullable Specification specification;
        private LazyText examplesSha256 = new LazyText(() -> "");
        /** Not serialised: the machines of a cluster find the likelihood by the text of the loss in the settings. */
        private transient @Nullable LikelihoodFactory likelihood;

        private Builder(CostModel model, FitSettings settings, NoiseModel noise) {
            this.model = model;
            this.settings = settings;
            this.noise = noise;
        }

        private Builder copy() {
            try {
                return (Builder) clone();
            } catch (CloneNotSupportedException impossible) {
                throw new AssertionError(impossible);
            }
        }

        /**
         * Sets the parameters of the model: in standardised units if the model is {@link Standardisable}, otherwise in its own units.
         *
         * @param value the parameters; empty for trees; read only
         * @return this
         * @throws InvalidArgumentException if there are more or fewer than names and effects
         */
        public Builder parameters(double[] value) {
            int size = model.names().size() + GroupEffects.of(model).size();
            Arguments.require(
                    value.length == size,
                    "there are " + value.length + " parameters for " + size + " names and effects of the model",
                    "Maybe the model has other features");
            parameters = value;
            return this;
        }

        /**
         * Sets the settings of the fit. Decisions of the model use them, too: for example the policy for solves without a proof of
         * optimality.
         *
         * @param value the settings
         * @return this
         */
        public Builder settings(FitSettings value) {
            settings = requireNonNull(value, "settings");
            return this;
        }

        /**
         * Sets the amplitude of the noise.
         *
         * @param value the amplitude, with its interval if it was learnt
         * @return this
         */
        public Builder epsilonWeight(Weight value) {
            epsilonWeight = requireNonNull(value, "epsilonWeight");
            return this;
        }

        /**
         * Sets the weights as users see them: the parameters without the effects, in raw units, each with its interval if there is one.
         *
         * @param value the weights, in the order of the names; empty for trees
         * @return this
         */
        public Builder weights(List<Weight> value) {
            weights = List.copyOf(value);
            return this;
        }

        /**
         * Sets the covariance of the weights, in raw units.
         *
         * @param value a row and a column per weight, NaN for weights without a standard error; no rows if there are no standard
         *     errors; read only
         * @return this
         */
        public Builder covariance(double[][] value) {
            for (double[] row : value) {
                requireNonNull(row, "a row of the covariance");
            }
            covariance = value;
            return this;
        }

        /**
         * Sets the status at the end of the search.
         *
         * @param value the status
         * @return this
         */
        public Builder status(Status value) {
            status = requireNonNull(value, "status");
            return this;
        }

        /**
         * Sets a message for the user about the fit.
         *
         * @param value sentences, or empty
         * @return this
         */
        public Builder message(String value) {
            message = requireNonNull(value, "message");
            return this;
        }

        /**
         * Sets the mean loss of the examples at the end of the search. A Fenchel-Young loss leaves out its term Omega(y) (the
         * regulariser at the observed decision y), because this term does not depend on the weights.
         *
         * @param value the loss; NaN under moments
         * @return this
         */
        public Builder loss(double value) {
            loss = value;
            return this;
        }

        /**
         * Sets what the examples do not identify.
         *
         * @param value the names of weights without a finite estimate, and linear combinations of weights that the examples do not identify
         * @return this
         */
        public Builder unidentified(List<String> value) {
            unidentified = List.copyOf(value);
            return this;
        }

        /**
         * Sets the number of examples of the fit.
         *
         * @param value the number
         * @return this
         */
        public Builder examples(int value) {
            examples = value;
            return this;
        }

        /**
         * Sets the number of evaluations, which are passes over the examples.
         *
         * @param value the number
         * @return this
         */
        public Builder evaluations(int value) {
            evaluations = value;
            return this;
        }

        /**
         * Sets the steps of the search.
         *
         * @param value the steps, in their order
         * @return this
         */
        public Builder progress(List<Progress> value) {
            progress = List.copyOf(value);
            return this;
        }

        /**
         * Sets the result of the specification test: whether the same weights fit all decisions. Only moments with standard errors, over at
         * least 200 examples or clusters, are tested, unless weights of examples are frequencies.
         *
         * @param value the result; null if there was no test
         * @return this
         */
        public Builder specification(@Nullable Specification value) {
            specification = value;
            return this;
        }

        /**
         * Sets the digest by which {@code Learner.intervals} recognises the examples.
         *
         * @param value the SHA-256 of the examples in any order and of their oracles; empty if it is unknown
         * @return this
         */
        public Builder examplesSha256(String value) {
            requireNonNull(value, "examplesSha256");
            return examplesSha256(() -> value);
        }

        /**
         * Sets the digest by which {@code Learner.intervals} recognises the examples. It is computed when it is first needed, such as
         * when the fit is saved.
         *
         * @param value computes the SHA-256 of the examples in any order and of their oracles; returns an empty text if it is unknown
         * @return this
         */
        public Builder examplesSha256(Supplier<String> value) {
            examplesSha256 = new LazyText(requireNonNull(value, "examplesSha256"));
            return this;
        }

        /**
         * Sets the loss as a likelihood, which gives the probabilities of decisions.
         *
         * @param value the likelihood; empty to find it by the text of the loss in the settings when it is needed
         * @return this
         */
        public Builder likelihood(Optional<LikelihoodFactory> value) {
            likelihood = value.orElse(null);
            return this;
        }

        /**
         * {@return the fit}
         *
         * @throws InvalidArgumentException if the covariance is not empty, and does not have one row and one column per weight
         */
        public Fitted build() {
            return new Fitted(copy());
        }
    }

    /**
     * {@return the loss as a likelihood, which gives the probabilities of decisions; empty if it was not set, or this fit was deserialised:
     * then the text of the loss in the settings gives it}
     */
    public Optional<LikelihoodFactory> likelihood() {
        return Optional.ofNullable(all.likelihood);
    }

    /** {@return the cost model, with the centres and scales of the fit if it standardises its features} */
    public CostModel model() {
        return all.model;
    }

    /**
     * {@return the parameters of the model: in standardised units if the model is {@link Standardisable}, otherwise in its own units; empty
     * for trees; read only}
     */
    public double[] parameters() {
        return all.parameters;
    }

    /** {@return the settings of the fit} */
    public FitSettings settings() {
        return all.settings;
    }

    /** {@return the amplitude of the noise, with its interval if it was learnt} */
    public Weight epsilonWeight() {
        return all.epsilonWeight;
    }

    /** {@return the weights: the parameters without the effects, in raw units, with their intervals if there are any; empty for trees} */
    public List<Weight> weights() {
        return all.weights;
    }

    /**
     * {@return the covariance of the weights in raw units, as many rows and columns as weights, NaN for weights without a standard
     * error; no rows if there are no standard errors; read only}
     */
    public double[][] covariance() {
        return all.covariance;
    }

    /** {@return the status at the end of the search} */
    public Status status() {
        return all.status;
    }

    /** {@return a message for the user about the fit, or empty} */
    public String message() {
        return all.message;
    }

    /** {@return the mean training loss (a Fenchel-Young loss leaves out its term Omega of the observed decision); NaN under moments} */
    public double loss() {
        return all.loss;
    }

    /** {@return the names of weights without a finite estimate, and linear combinations of weights that the examples do not identify} */
    public List<String> unidentified() {
        return all.unidentified;
    }

    /** {@return the distribution of the noise} */
    public NoiseModel noise() {
        return all.noise;
    }

    /** {@return the number of examples} */
    public int examples() {
        return all.examples;
    }

    /** {@return the number of evaluations, which are passes over the examples} */
    public int evaluations() {
        return all.evaluations;
    }

    /** {@return the steps of the search, in their order} */
    public List<Progress> progress() {
        return all.progress;
    }

    /**
     * {@return the result of the specification test: whether the same weights fit all decisions; null if there was no test: only moments
     * with standard errors, over at least 200 examples or clusters, are tested, unless weights of examples are frequencies}
     */
    public @Nullable Specification specification() {
        return all.specification;
    }

    /**
     * {@return the SHA-256 of the examples in any order and of their oracles, by which {@code Learner.intervals} recognises the examples;
     * empty if it is unknown}
     */
    public String examplesSha256() {
        return all.examplesSha256.get();
    }

    /** How a search ended. */
    public enum Status {
        /** The gradient, or the moment, is small relative to its standard error; or all trees are grown, except in the case of {@link #STOPPED}. */
        CONVERGED("converged"),
        /** The search ended before it converged; or the loss of trees on the validation part still fell in the last round. */
        STOPPED("stopped"),
        /** The examples do not identify all directions of the weights. */
        UNIDENTIFIED("unidentified"),
        /**
         * The search found no root of the moments. Perhaps the same weights make all decisions optimal (then a learnt epsilon tends to 0), or
         * no weights explain the decisions.
         */
        NO_ROOT("no-root");

        private final String text;

        Status(String text) {
            this.text = text;
        }

        @Override
        @JsonValue
        public String toString() {
            return text;
        }
    }

    /**
     * One step of a search.
     *
     * @param evaluation the number of passes over the examples so far
     * @param loss the mean loss; NaN under moments
     * @param gradient the largest |gradient|, or |moment|, divided by its standard error; NaN for trees
     * @param epsilon the amplitude of the noise; NaN in searches for tastes or classes of persons
     * @param gap an upper bound on the true mean loss minus {@code loss}: above 0 if solves ended before a proof of optimality, infinite if
     *     the gap of a solve is unknown
     * @param validation the mean loss on the validation part, for trees with early stopping; otherwise NaN
     */
    public record Progress(int evaluation, double loss, double gradient, double epsilon, double gap, double validation)
            implements Serializable {
        /** Returns the step as text, such as {@code pass 3: loss 0.21, largest gradient 0.4 of its error, epsilon 0.3}. */
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder("pass " + evaluation + ":");
            text.append(Double.isNaN(loss) ? "" : " loss " + number(loss));
            String gapText = Double.isFinite(gap) ? number(gap) : "an unknown amount";
            text.append(
                    gap > 0 && !Double.isNaN(loss)
                            ? " (may be too low by " + gapText + ", as solves have no proof of optimality)"
                            : "");
            text.append(text.toString().endsWith(":") ? " " : ", ");
            if (!Double.isNaN(validation)) {
                return text + number(validation) + " on the validation part";
            }
            return text
                    + (Double.isNaN(gradient) ? "" : "largest gradient " + number(gradient) + " of its error, ")
                    + "epsilon " + number(epsilon);
        }
    }

    /**
     * How far a pass over the examples has come, in a search or for the standard errors. A refit of the jackknife or bootstrap counts as a
     * pass, reported when it is done.
     *
     * @param pass the number of the pass, of the epoch of mini-batches, or of the refit, from 1
     * @param done the number of examples of this pass evaluated so far
     * @param examples the number of examples of this pass
     * @param samples the number of samples per example; 1 if the loss has a closed form, or does not use the number of samples in the
     *     settings, as {@code spo-plus}
     */
    public record Part(int pass, int done, int examples, int samples) {}

    /** {@return the amplitude of the noise, given or learnt} */
    public double epsilon() {
        return all.epsilonWeight.estimate();
    }

    /** {@return the standard error of epsilon; NaN if there is none, for example because epsilon was given} */
    public double epsilonError() {
        return all.epsilonWeight.standardError();
    }

    /** {@return the policy for solves that end before a proof of optimality, both in the fit and when the model decides} */
    public InexactPolicy inexact() {
        return all.settings.inexact();
    }

    /**
     * {@return a copy of this fit with another policy for its decisions}
     *
     * @param policy the policy for solves that end before a proof of optimality
     */
    public Fitted withInexact(InexactPolicy policy) {
        return with(all.settings.inexact(policy));
    }

    /** Returns a copy of this fit with other settings. */
    public Fitted with(FitSettings others) {
        return edit().settings(others).build();
    }

    /** Returns a copy of this fit with a warning added to its message; if the warning is empty, the message stays the same. */
    public Fitted withWarning(String warning) {
        String messages =
                all.message.isEmpty() || warning.isEmpty() ? all.message + warning : all.message + ". " + warning;
        return edit().message(messages).build();
    }

    /** Returns a copy of this fit without standard errors, with the reason in the message. */
    public Fitted withoutErrors(String reason) {
        return edit().weights(all.weights.stream().map(Weight::withoutError).toList())
                .epsilonWeight(all.epsilonWeight.withoutError())
                .covariance(new double[0][])
                .message((all.message.isEmpty() ? "" : all.message + ". ") + "there are no errors: " + reason)
                .build();
    }

    /**
     * {@return a copy of this fit that decides by other parameters; {@link #weights} stay the same, and the loss becomes NaN}
     *
     * @param others the parameters in the units of {@link #parameters}, as many as before
     */
    public Fitted withParameters(double[] others) {
        return edit().parameters(Arguments.length("parameters", others, all.parameters.length)
                        .clone())
                .loss(Double.NaN)
                .build();
    }

    /**
     * {@return a copy of this fit with the digest of its examples}
     *
     * @param sha256 the digest of the examples, or empty, see {@link #examplesSha256}
     */
    public Fitted withExamplesSha256(String sha256) {
        return edit().examplesSha256(sha256).build();
    }

    /** {@return the effects by the names of their groups, shrunken towards 0, in the units of theta; empty if the model has none} */
    public Map<String, Double> effects() {
        List<String> names = GroupEffects.of(all.model);
        int first = all.parameters.length - names.size();
        Map<String, Double> effects = new LinkedHashMap<>();
        for (int g = 0; g < names.size(); g++) {
            effects.put(names.get(g), all.parameters[first + g]);
        }
        return effects;
    }

    /**
     * Requires weights that may be used for decisions. If moments have no root, the weights are only the point at which the search ended.
     *
     * @return this
     * @throws InvalidArgumentException if the moments have no root
     */
    public Fitted requireRoot() {
        Arguments.require(
                all.status != Status.NO_ROOT,
                "these weights are not to be used (" + all.status + "): " + all.message,
                "Maybe learn again, or by a loss instead of moments");
        return this;
    }

    /**
     * Requires that the examples identify all weights. For weights that they do not identify, no finite values fit the examples better than
     * all others; but decisions of other examples may depend on these values.
     *
     * @return this
     * @throws InvalidArgumentException if the moments have no root, or the examples do not identify all weights
     */
    public Fitted requireIdentified() {
        requireRoot();
        Arguments.require(
                all.status != Status.UNIDENTIFIED,
                "not all weights may be used (" + all.status + "): " + all.message,
                "Maybe fix one of these weights, and learn again");
        return this;
    }

    /** {@return whether epsilon was learnt: it has a standard error, or changed during the search} */
    public boolean isEpsilonLearnt() {
        return epsilonError() > 0
                || all.progress.stream().map(Progress::epsilon).distinct().count() > 1;
    }

    /**
     * Finds a weight by its name.
     *
     * @param name the name
     * @return the weight
     */
    public Weight weight(String name) {
        return all.weights.stream()
                .filter(weight -> weight.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidArgumentException(
                        "'" + name + "' is not a weight",
                        "Maybe one of "
                                + all.weights.stream()
                                        .map(Weight::name)
                                        .limit(20)
                                        .toList()));
    }

    /**
     * {@return the pairs of weights whose errors have a correlation of at least {@code least} in absolute value, the strongest first}
     *
     * @param least the least absolute value of a correlation, from 0 to 1
     */
    public List<Correlation> correlations(double least) {
        return Correlation.all(this, least);
    }

    /**
     * Decides one example. For many, {@code Predictor} is faster: it reuses its sessions.
     *
     * @param features the features of the example
     * @param oracle the feasible decisions
     * @return the best solution at the costs that deciders perceive on average, see {@link NoiseModel#meanCosts}
     * @throws io.dither.error.OracleException if the solve fails, or the costs leave the domain of the oracle
     */
    public Vertex predict(Features features, LinearOracle oracle) {
        double[] costs = all.noise.meanCosts(all.model, all.parameters, features, epsilon(), oracle);
        Vertex best = new Vertex(oracle.dimension());
        try (OracleSession session = OracleSession.openGuarded(oracle)) {
            inexact().solve(oracle, session, costs, best);
        }
        return best;
    }

    /** Returns the table of the weights, or of the features of trees, with epsilon and how the search ended. */
    @Override
    public String toString() {
        return WeightTable.of(this);
    }
}
