package io.dither.learn.model;

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
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a learner found.
 *
 * @param model the standardised model
 * @param parameters its parameters, in standardised units; none where it was grown; read only
 * @param settings how it was fitted
 * @param ofEpsilon the amplitude of the noise, with its interval if it was learnt
 * @param weights the parameters in raw units, with intervals where there are any; none where it was grown
 * @param covariance of the weights in raw units, as many rows and columns as weights, NaN for those without an error; no rows where
 *     no errors were measured; read only
 * @param status how it ended
 * @param message what a person should know about it, or nothing
 * @param loss the mean training loss, without Omega; NaN under moments
 * @param unidentified weights that have no end, and directions of the weights that the examples say nothing about, for people
 * @param noise the law of the noise
 * @param examples how many examples there were
 * @param evaluations how many passes over the examples it took
 * @param progress the course of the search
 * @param specification whether one set of weights fits all decisions, for moments over at least 200 examples or clusters
 * @param examplesSha256 the SHA-256 of the examples in any order and of what their oracles solve, by which {@code Learner.intervals} knows
 *     them again; empty if that is not known
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
public record Fitted(
        CostModel model,
        double[] parameters,
        FitSettings settings,
        Weight ofEpsilon,
        List<Weight> weights,
        double[][] covariance,
        Status status,
        String message,
        double loss,
        List<String> unidentified,
        NoiseModel noise,
        int examples,
        int evaluations,
        List<Progress> progress,
        @Nullable Specification specification,
        String examplesSha256)
        implements Serializable {
    /** Requires a covariance of the weights, or none. */
    public Fitted {
        Arguments.atLeast(
                "number of parameters",
                parameters.length,
                GroupEffects.of(model).size());
        for (double[] row : covariance) {
            Arguments.length("a row of the covariance", row, weights.size());
        }
        Arguments.require(
                covariance.length == 0 || covariance.length == weights.size(),
                "the covariance has " + covariance.length + " rows for " + weights.size() + " weights",
                "Maybe leave it empty if it is not known");
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
            text.append(Double.isNaN(loss) ? "" : " loss " + show(loss));
            String miss = Double.isFinite(gap) ? show(gap) : "an unknown amount";
            text.append(gap > 0 && !Double.isNaN(loss) ? " (without proofs it may miss " + miss + ")" : "");
            text.append(text.toString().endsWith(":") ? " " : ", ");
            if (!Double.isNaN(validation)) {
                return text + show(validation) + " of the part kept apart";
            }
            return text + (Double.isNaN(gradient) ? "" : "largest gradient " + show(gradient) + " of its error, ")
                    + "epsilon " + show(epsilon);
        }

        private static String show(double value) {
            return String.format(Locale.ROOT, "%.4g", value);
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
        return ofEpsilon.estimate();
    }

    /** {@return the standard error of epsilon; NaN if it was given} */
    public double epsilonError() {
        return ofEpsilon.standardError();
    }

    /** {@return what was done about solves that ended before a proof of optimality, and is done when the model decides} */
    public InexactPolicy inexact() {
        return settings.inexact();
    }

    /**
     * {@return the same model with another policy for what it decides}
     *
     * @param policy what is done about solves that end before a proof of optimality
     */
    public Fitted withInexact(InexactPolicy policy) {
        return with(settings.with("inexact", policy));
    }

    /** Returns the same fit under other settings. */
    public Fitted with(FitSettings others) {
        return with(others, weights, covariance, ofEpsilon, message, examples, evaluations);
    }

    /** Returns the same fit, of examples of which some were added up, and what to tell of that. */
    public Fitted ofSums(int count, String warning) {
        String told = message.isEmpty() || warning.isEmpty() ? message + warning : message + ". " + warning;
        return with(settings, weights, covariance, ofEpsilon, told, count, evaluations);
    }

    /** Returns the same fit with the errors that other fits tell, and what to tell of these. */
    public Fitted withErrors(
            FitSettings others, List<Weight> each, double[][] known, Weight epsilon, String told, int more) {
        return with(others, each, known, epsilon, told, examples, evaluations + more);
    }

    /** Returns the same fit without the errors of weights, and why. */
    public Fitted withoutErrors(String reason) {
        List<Weight> bare = weights.stream().map(Weight::withoutError).toList();
        String told = (message.isEmpty() ? "" : message + ". ") + "there are no errors: " + reason;
        return withErrors(settings, bare, new double[0][], ofEpsilon, told, 0);
    }

    private Fitted with(
            FitSettings others,
            List<Weight> each,
            double[][] known,
            Weight epsilon,
            String told,
            int count,
            int passes) {
        return new Fitted(
                model,
                parameters,
                others,
                epsilon,
                each,
                known,
                status,
                told,
                loss,
                unidentified,
                noise,
                count,
                passes,
                progress,
                specification,
                examplesSha256);
    }

    /**
     * {@return the same fit at other parameters, as a model that decides: its weights are still those that were found}
     *
     * @param others in standardised units, as many as there are
     */
    public Fitted at(double[] others) {
        return new Fitted(
                model,
                Arguments.length("parameters", others, parameters.length).clone(),
                settings,
                ofEpsilon,
                weights,
                covariance,
                status,
                message,
                loss,
                unidentified,
                noise,
                examples,
                evaluations,
                progress,
                specification,
                examplesSha256);
    }

    /**
     * {@return the same, which knows its examples again}
     *
     * @param sha256 of the examples, as of {@link #examplesSha256}
     */
    public Fitted fittedTo(String sha256) {
        return new Fitted(
                model,
                parameters,
                settings,
                ofEpsilon,
                weights,
                covariance,
                status,
                message,
                loss,
                unidentified,
                noise,
                examples,
                evaluations,
                progress,
                specification,
                sha256);
    }

    /** {@return the effects by the names of their groups, shrunken, in the units of theta; none unless the model has some} */
    public Map<String, Double> effects() {
        List<String> names = GroupEffects.of(model);
        int first = parameters.length - names.size();
        Map<String, Double> effects = new LinkedHashMap<>();
        for (int g = 0; g < names.size(); g++) {
            effects.put(names.get(g), parameters[first + g]);
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
                status != Status.NO_ROOT,
                "these weights are not to be used (" + status + "): " + message,
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
                status != Status.UNIDENTIFIED,
                "not all weights may be used (" + status + "): " + message,
                "Maybe fix one of those, and learn again");
        return this;
    }

    /** {@return whether epsilon was one of the unknowns: then a search tries several} */
    public boolean learnsEpsilon() {
        return epsilonError() > 0
                || progress.stream().map(Progress::epsilon).distinct().count() > 1;
    }

    /**
     * Finds a weight by its name.
     *
     * @param name the name
     * @return the weight
     */
    public Weight weight(String name) {
        return weights.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidArgumentException(
                        "'" + name + "' is not a weight",
                        "Maybe one of "
                                + weights.stream().map(Weight::name).limit(20).toList()));
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
        double[] costs = noise.meanCosts(model, parameters, features, epsilon(), oracle);
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
                settings.weighting().copies(counts));
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
