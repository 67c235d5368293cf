package io.dither.learn.model;

import static io.dither.learn.model.PlainText.number;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.oracle.InexactPolicy;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a learner found. Immutable; your own estimator makes one by {@link #of}. */
public final class Fitted implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The parts, not changed once they are in a fit. */
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
     * Begins a fit of which nothing else is known: converged, weights without errors, at an epsilon of 1.
     *
     * @param model the cost model
     * @param parameters its parameters, as many as names and effects; kept
     * @param settings how it was fitted
     * @param noise the law of the noise, such as {@link NoiseModel#parse} reads
     * @return what takes the rest
     * @throws InvalidArgumentException if there are more or fewer parameters
     */
    public static Builder of(CostModel model, double[] parameters, FitSettings settings, NoiseModel noise) {
        Builder builder = new Builder(model, settings, noise).parameters(parameters);
        double[] raw = Standardisable.of(model).raw(parameters);
        List<String> names = model.names();
        return builder.weights(IntStream.range(0, names.size())
                .mapToObj(k -> Weight.of(names.get(k), Interval.of(raw[k], Double.NaN), WeightStatus.NOT_MEASURED))
                .toList());
    }

    /** {@return this, to be changed} */
    public Builder edit() {
        return all.copy();
    }

    /** Takes the parts of a fit one by one. Used by one thread. */
    public static final class Builder implements Serializable, Cloneable {
        private static final long serialVersionUID = 1L;

        private CostModel model;
        private double[] parameters = {};
        private FitSettings settings;
        private Weight ofEpsilon = Weight.ofEpsilon(Interval.of(1, Double.NaN));
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
        private String examplesSha256 = "";

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
         * {@return this, with another value}
         *
         * @param value its parameters, in standardised units; none where it was grown; read only
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
         * {@return this, with another value}
         *
         * @param value how it was fitted
         */
        public Builder settings(FitSettings value) {
            settings = requireNonNull(value, "settings");
            return this;
        }

        /**
         * {@return this, with another value}
         *
         * @param value the amplitude of the noise, with its interval if it was learnt
         */
        public Builder ofEpsilon(Weight value) {
            ofEpsilon = requireNonNull(value, "ofEpsilon");
            return this;
        }

        /**
         * {@return this, with another value}
         *
         * @param value the parameters in raw units, with intervals where there are any; none where it was grown
         */
        public Builder weights(List<Weight> value) {
            weights = List.copyOf(value);
            return this;
        }

        /**
         * {@return this, with another value}
         *
         * @param value the covariance of the weights in raw units, as many rows and columns as weights, NaN for those without an error; no rows where no errors were measured; read only
         */
        public Builder covariance(double[][] value) {
            for (double[] row : value) {
                requireNonNull(row, "a row of the covariance");
            }
            covariance = value;
            return this;
        }

        /**
         * {@return this, with another value}
         *
         * @param value how it ended
         */
        public Builder status(Status value) {
            status = requireNonNull(value, "status");
            return this;
        }

        /**
         * {@return this, with another value}
         *
         * @param value what a person should know about it, or nothing
         */
        public Builder message(String value) {
            message = requireNonNull(value, "message");
            return this;
        }

        /**
         * {@return this, with another value}
         *
         * @param value the mean training loss, without Omega; NaN under moments
         */
        public Builder loss(double value) {
            loss = value;
            return this;
        }

        /**
         * {@return this, with another value}
         *
         * @param value weights that have no end, and directions of the weights that the examples say nothing about, for people
         */
        public Builder unidentified(List<String> value) {
            unidentified = List.copyOf(value);
            return this;
        }

        /**
         * {@return this, with another value}
         *
         * @param value how many examples there were
         */
        public Builder examples(int value) {
            examples = value;
            return this;
        }

        /**
         * {@return this, with another value}
         *
         * @param value how many passes over the examples it took
         */
        public Builder evaluations(int value) {
            evaluations = value;
            return this;
        }

        /**
         * {@return this, with another value}
         *
         * @param value the course of the search
         */
        public Builder progress(List<Progress> value) {
            progress = List.copyOf(value);
            return this;
        }

        /**
         * {@return this, with another value}
         *
         * @param value whether one set of weights fits all decisions, for moments over at least 200 examples or clusters; null if that was not tested
         */
        public Builder specification(@Nullable Specification value) {
            specification = value;
            return this;
        }

        /**
         * {@return this, with another value}
         *
         * @param value the SHA-256 of the examples in any order and of what their oracles solve, by which {@code Learner.intervals} knows them again; empty if that is not known
         */
        public Builder examplesSha256(String value) {
            examplesSha256 = requireNonNull(value, "examplesSha256");
            return this;
        }

        /**
         * {@return the fit}
         *
         * @throws InvalidArgumentException if the covariance is not one of the weights
         */
        public Fitted build() {
            return new Fitted(copy());
        }
    }

    /** {@return the standardised model} */
    public CostModel model() {
        return all.model;
    }

    /** {@return its parameters, in standardised units; none where it was grown; read only} */
    public double[] parameters() {
        return all.parameters;
    }

    /** {@return how it was fitted} */
    public FitSettings settings() {
        return all.settings;
    }

    /** {@return the amplitude of the noise, with its interval if it was learnt} */
    public Weight ofEpsilon() {
        return all.ofEpsilon;
    }

    /** {@return the parameters in raw units, with intervals where there are any; none where it was grown} */
    public List<Weight> weights() {
        return all.weights;
    }

    /** {@return the covariance of the weights in raw units, as many rows and columns as weights, NaN for those without an error; no rows where no errors were measured; read only} */
    public double[][] covariance() {
        return all.covariance;
    }

    /** {@return how it ended} */
    public Status status() {
        return all.status;
    }

    /** {@return what a person should know about it, or nothing} */
    public String message() {
        return all.message;
    }

    /** {@return the mean training loss, without Omega; NaN under moments} */
    public double loss() {
        return all.loss;
    }

    /** {@return weights that have no end, and directions of the weights that the examples say nothing about, for people} */
    public List<String> unidentified() {
        return all.unidentified;
    }

    /** {@return the law of the noise} */
    public NoiseModel noise() {
        return all.noise;
    }

    /** {@return how many examples there were} */
    public int examples() {
        return all.examples;
    }

    /** {@return how many passes over the examples it took} */
    public int evaluations() {
        return all.evaluations;
    }

    /** {@return the course of the search} */
    public List<Progress> progress() {
        return all.progress;
    }

    /** {@return whether one set of weights fits all decisions, for moments over at least 200 examples or clusters; null if that was not tested} */
    public @Nullable Specification specification() {
        return all.specification;
    }

    /** {@return the SHA-256 of the examples in any order and of what their oracles solve, by which {@code Learner.intervals} knows them again; empty if that is not known} */
    public String examplesSha256() {
        return all.examplesSha256;
    }

    /** How a search ended. */
    public enum Status {
        /** The gradient, or the moment, is small against its standard error; or all trees wanted are grown. */
        CONVERGED("converged"),
        /** The search ended before. */
        STOPPED("stopped"),
        /** The examples say nothing about some direction of the weights. */
        UNIDENTIFIED("unidentified"),
        /** The moments have no root: decisions are all optimal, or the model cannot make them. */
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
     * @param evaluation how many passes over the examples were made
     * @param loss the mean loss; NaN under moments
     * @param gradient the largest |gradient|, or |moment|, against its standard error; NaN where trees are grown
     * @param epsilon the amplitude
     * @param gap how much higher the mean loss may be at most, because solves ended before a proof of optimality; infinite where
     *     nothing is known of one
     * @param validation the mean loss of the part kept apart, where trees are grown; NaN elsewhere
     */
    public record Progress(int evaluation, double loss, double gradient, double epsilon, double gap, double validation)
            implements Serializable {
        /** Returns what is known of the step, such as {@code pass 3: loss 0.21, largest gradient 0.4 of its error, epsilon 0.3}. */
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder("pass " + evaluation + ":");
            text.append(Double.isNaN(loss) ? "" : " loss " + number(loss));
            String miss = Double.isFinite(gap) ? number(gap) : "an unknown amount";
            text.append(gap > 0 && !Double.isNaN(loss) ? " (without proofs it may miss " + miss + ")" : "");
            text.append(text.toString().endsWith(":") ? " " : ", ");
            if (!Double.isNaN(validation)) {
                return text + number(validation) + " of the part kept apart";
            }
            return text
                    + (Double.isNaN(gradient) ? "" : "largest gradient " + number(gradient) + " of its error, ")
                    + "epsilon " + number(epsilon);
        }
    }

    /**
     * A part of a pass over the examples, of a search or of the standard errors; a whole fit of standard errors by more fits.
     *
     * @param pass which pass, or which of more fits, from 1
     * @param done how many examples of this pass are done
     * @param examples of how many
     * @param samples how many samples each has; 1 where none are drawn because there is a closed form
     */
    public record Part(int pass, int done, int examples, int samples) {}

    /** {@return the amplitude of the noise, given or learnt} */
    public double epsilon() {
        return all.ofEpsilon.estimate();
    }

    /** {@return the standard error of epsilon; NaN if it was given} */
    public double epsilonError() {
        return all.ofEpsilon.standardError();
    }

    /** {@return what was done about solves that ended before a proof of optimality, and is done when the model decides} */
    public InexactPolicy inexact() {
        return all.settings.inexact();
    }

    /**
     * {@return the same model with another policy for what it decides}
     *
     * @param policy what is done about solves that end before a proof of optimality
     */
    public Fitted withInexact(InexactPolicy policy) {
        return with(all.settings.inexact(policy));
    }

    /** Returns the same fit under other settings. */
    public Fitted with(FitSettings others) {
        return edit().settings(others).build();
    }

    /** Returns the same fit, of examples of which some were added up, and what to tell of that. */
    public Fitted ofSums(int count, String warning) {
        String both = all.message.isEmpty() || warning.isEmpty() ? all.message + warning : all.message + ". " + warning;
        return edit().examples(count).message(both).build();
    }

    /** Returns the same fit without the errors of weights, and why. */
    public Fitted withoutErrors(String reason) {
        return edit().weights(all.weights.stream().map(Weight::withoutError).toList())
                .covariance(new double[0][])
                .message((all.message.isEmpty() ? "" : all.message + ". ") + "there are no errors: " + reason)
                .build();
    }

    /**
     * {@return the same fit at other parameters, as a model that decides: its weights are still those that were found}
     *
     * @param others in standardised units, as many as there are
     */
    public Fitted at(double[] others) {
        return edit().parameters(Arguments.length("parameters", others, all.parameters.length)
                        .clone())
                .build();
    }

    /**
     * {@return the same, which knows its examples again}
     *
     * @param sha256 of the examples, as of {@link #examplesSha256}
     */
    public Fitted fittedTo(String sha256) {
        return edit().examplesSha256(sha256).build();
    }

    /** {@return the effects by the names of their groups, shrunken, in the units of theta; none unless the model has some} */
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
     * Requires weights to decide by: a search by moments may have found none, and this still holds where it ended.
     *
     * @return this
     * @throws InvalidArgumentException if the moments have no root
     */
    public Fitted requireRoot() {
        Arguments.require(
                all.status != Status.NO_ROOT,
                "these weights are not to be used (" + all.status + "): " + all.message,
                "Maybe learn again, or by a loss in place of moments");
        return this;
    }

    /**
     * Requires weights for a solver: those about which the examples say nothing change no decision of the examples, but others.
     *
     * @return this
     * @throws InvalidArgumentException if the moments have no root, or the examples do not identify all weights
     */
    public Fitted requireIdentified() {
        requireRoot();
        Arguments.require(
                all.status != Status.UNIDENTIFIED,
                "not all weights may be used (" + all.status + "): " + all.message,
                "Maybe fix one of those, and learn again");
        return this;
    }

    /** {@return whether epsilon was one of the unknowns: then a search tries several} */
    public boolean learnsEpsilon() {
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
                .filter(one -> one.name().equals(name))
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
     * {@return the pairs of weights whose errors are correlated, the strongest first}
     *
     * @param least the least size of a correlation that is told, from 0 to 1
     */
    public List<Correlation> correlations(double least) {
        return Correlation.all(this, least);
    }

    /**
     * Decides one example; for many, {@code Predictor} keeps its sessions.
     *
     * @param features the features of an example
     * @param oracle what can be done
     * @return the best solution at the costs that deciders see on average
     * @throws io.dither.error.OracleException if the solve fails, or the costs leave the domain of the oracle
     */
    public Vertex predict(Features features, LinearOracle oracle) {
        double[] costs = all.noise.meanCosts(all.model, all.parameters, features, epsilon(), oracle);
        Vertex best = new Vertex(oracle.dimension());
        try (OracleSession session = OracleSession.of(oracle)) {
            inexact().solve(oracle, session, costs, best);
        }
        return best;
    }

    /**
     * Measures how often the decision is the observed one, see {@code Metrics} for more.
     *
     * @param observations examples with decisions that the model was not fitted to, at least one
     * @return the exact match, with its interval over clusters
     */
    public Metric score(List<Observation> observations) {
        double[] right = new double[observations.size()];
        double[] counts = new double[right.length];
        for (int i = 0; i < right.length; i++) {
            Observation one = observations.get(i);
            counts[i] = one.weight();
            right[i] = one.mismatches(predict(one.features(), one.oracle())) == 0 ? counts[i] : 0;
        }
        return Metric.share(
                "exact match",
                right,
                counts,
                observations.stream().map(Observation::cluster).toList(),
                all.settings.weighting().copies(counts));
    }

    /** {@return the whole story of the fit as text: how it was made, the weights with their tests, and notes} */
    public String summary() {
        return new Summary(this).text();
    }

    /** Returns the table of the weights, or of the features of trees, with epsilon and how the search ended. */
    @Override
    public String toString() {
        return WeightTable.of(this);
    }
}
