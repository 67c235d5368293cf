package io.dither.learn.diagnose;

import static io.dither.learn.model.PlainText.format;

import io.dither.error.Arguments;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.Decision;
import io.dither.learn.Predictor;
import io.dither.learn.internal.evaluate.Criterion;
import io.dither.learn.internal.evaluate.LinearExamples;
import io.dither.learn.model.Features;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.GroupEffects;
import io.dither.learn.model.GrownModel;
import io.dither.learn.model.Observation;
import io.dither.learn.model.ObservationTable;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.persons.Mixture;
import io.dither.noise.IndependentNoise;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.capability.StructuredOracle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * The log likelihood of a history under a model, with information criteria, and with the log likelihoods of simpler
 * models for comparison. Examples are weighted by {@link FitSettings.Weighting#counts}, so that the scale of importance
 * weights does not matter.
 *
 * @param decisions the (effective) number of independent decisions, or of persons, for BIC
 * @param isScaled whether importance weights differ, so that they are scaled to add up to Kish's effective number of
 * decisions
 * @param parameters the number of estimated parameters; -1 if information criteria do not apply: the estimates are
 *     shrunken, come from other decisions, or do not maximise the likelihood (as under a Fenchel-Young loss, unless the
 *     noise is Gumbel and decisions are choices of one coordinate)
 * @param logLikelihood the log likelihood of the model
 * @param nullModel the log likelihood with all weights 0 (for trees, with equal probabilities of all alternatives); NaN
 * if it is unknown
 * @param constants the log likelihood of the {@linkplain MarketShares market shares}; NaN if decisions are not choices
 *     among a few alternatives
 */
public record LogLikelihood(
        double decisions, boolean isScaled, int parameters, double logLikelihood, double nullModel, double constants) {
    /**
     * Computes the log likelihoods of a fit.
     *
     * @param fitted the fit
     * @param observations the decisions that it was fitted to, or others
     * @param areFitted whether the model was fitted to exactly these decisions, so that the loss of the fit is their loss
     * @param names the names of alternatives, see {@link MarketShares}
     * @return the log likelihoods; empty if probabilities have no closed form, or there are no observations
     */
    public static Optional<LogLikelihood> of(
            Fitted fitted,
            List<Observation> observations,
            boolean areFitted,
            Function<Observation, List<String>> names) {
        List<Observation> inOrder = ObservationTable.inOrder(observations); // a table is then read from start to end
        FitSettings settings = fitted.settings();
        boolean isShrunken = settings.l1() > 0
                || settings.l2() > 0
                || settings.earlyStopping() > 0
                || fitted.model().as(GrownModel.class).isPresent()
                || !GroupEffects.of(fitted.model()).isEmpty();
        boolean isMaximumLikelihood = !settings.usesNoise()
                || (settings.isFenchelYoung()
                        && fitted.noise().noise().equals(Noise.gumbel())
                        && ObservationTable.distinctOracles(inOrder).stream().allMatch(Criterion::isChoice));
        long freeParameters =
                fitted.weights().stream().filter(weight -> !weight.isFixed()).count()
                        + (fitted.isEpsilonLearnt() ? 1 : 0);
        int parameters = areFitted && !isShrunken && isMaximumLikelihood ? (int) freeParameters : -1;
        OptionalDouble mean = parameters < 0 ? OptionalDouble.empty() : meanFromLoss(fitted, inOrder.size());
        if (mean.isEmpty()) {
            return of(fitted, inOrder, logProbabilities(fitted, inOrder), parameters, names);
        }
        Decisions decisions = Decisions.of(fitted, inOrder);
        double total = mean.getAsDouble() * decisions.count();
        return of(fitted, decisions, total, decisions.sum(logProbabilitiesAtZero(fitted, inOrder)), parameters, names);
    }

    /**
     * Returns the mean log probability of the decisions under Gumbel noise from the loss of the fit, which needs no pass over the
     * decisions: the loss is epsilon (mean of the noise - log probability). Empty if the loss may have been
     * computed for other decisions, at another epsilon, or on known solutions only (a pooled search).
     */
    private static OptionalDouble meanFromLoss(Fitted fitted, int decisions) {
        boolean isOfDecisions = fitted.examples() == decisions
                && Double.isFinite(fitted.loss())
                && !fitted.settings().pooled()
                && !fitted.isEpsilonLearnt()
                && isAdditive(fitted);
        return isOfDecisions && fitted.noise().noise() instanceof IndependentNoise noise
                ? OptionalDouble.of(noise.mean() - fitted.loss() / fitted.epsilon())
                : OptionalDouble.empty();
    }

    /**
     * Returns whether costs have additive noise with the same distribution for each coordinate and an amplitude above 0.
     */
    private static boolean isAdditive(Fitted fitted) {
        return fitted.settings().usesNoise() && fitted.noise().isAdditiveIid() && fitted.epsilon() > 0;
    }

    /** Returns the log probability of each decision; NaN for the first decision with an unknown probability, and for all decisions after it. */
    static double[] logProbabilities(Fitted fitted, List<Observation> observations) {
        if (isAdditive(fitted)) {
            Optional<double[]> ofChoices = LinearExamples.logProbabilities(
                    observations, fitted.model(), fitted.noise().noise(), fitted.epsilon(), fitted.parameters());
            if (ofChoices.isPresent()) {
                return ofChoices.get();
            }
        }
        double[] logs = new double[observations.size()];
        Arrays.fill(logs, Double.NaN);
        try (Predictor predictor = Predictor.of(fitted)) {
            for (int i = 0; i < logs.length && (i == 0 || !Double.isNaN(logs[i - 1])); i++) {
                Observation observation = observations.get(i);
                logs[i] = observation.target() instanceof Decision decision
                        ? predictor.logProbability(observation.features(), observation.oracle(), decision)
                        : Double.NaN;
            }
        }
        return logs;
    }

    /**
     * Computes the log likelihoods of decisions with given probabilities.
     *
     * @param fitted a fit with the model and the noise
     * @param observations the decisions
     * @param logProbabilities the natural logarithm of the probability of each decision; read only
     * @param parameters the number of parameters, see {@link #parameters}
     * @param names the names of alternatives, see {@link MarketShares}
     * @return the log likelihoods; empty if a log probability is NaN, or there are none
     */
    public static Optional<LogLikelihood> of(
            Fitted fitted,
            List<Observation> observations,
            double[] logProbabilities,
            int parameters,
            Function<Observation, List<String>> names) {
        if (logProbabilities.length == 0 || Double.isNaN(Vectors.sum(logProbabilities))) {
            return Optional.empty();
        }
        Arguments.length("log probabilities of the observations", logProbabilities, observations.size());
        Decisions decisions = Decisions.of(fitted, observations);
        double nullModel = decisions.sum(logProbabilitiesAtZero(fitted, observations));
        return of(fitted, decisions, decisions.sum(logProbabilities), nullModel, parameters, names);
    }

    /**
     * Decisions with their weights.
     *
     * @param scale the factor that scales weights so that their sum counts decisions
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    private record Decisions(List<Observation> observations, double[] weights, double scale) {
        static Decisions of(Fitted fitted, List<Observation> observations) {
            double[] weights = ObservationTable.weights(observations);
            double scale = Vectors.sum(fitted.settings().weighting().counts(weights)) / Vectors.sum(weights);
            return new Decisions(observations, weights, scale);
        }

        /** Returns the sum of the scaled weights. */
        double count() {
            return scale * Vectors.sum(weights);
        }

        /**
         * Returns the sum of these numbers, one for each decision, with the scaled weights. The sum of an array of one
         * NaN is NaN.
         */
        double sum(double[] numbers) {
            double sum = 0;
            for (int i = 0; i < numbers.length; i++) {
                sum += scale * weights[i] * numbers[i];
            }
            return sum;
        }
    }

    private static Optional<LogLikelihood> of(
            Fitted fitted,
            Decisions decisions,
            double logLikelihood,
            double nullModel,
            int parameters,
            Function<Observation, List<String>> names) {
        if (Double.isNaN(logLikelihood)) {
            return Optional.empty();
        }
        double constants = decisions.scale * MarketShares.logLikelihood(decisions.observations, names);
        return Optional.of(new LogLikelihood(
                decisions.count(),
                isScaled(fitted, decisions.count(), decisions.weights.length),
                parameters,
                logLikelihood,
                nullModel,
                constants));
    }

    /** Returns whether the effective number of decisions differs from their number by more than a rounding error. */
    private static boolean isScaled(Fitted fitted, double effective, int count) {
        return fitted.settings().weighting() == FitSettings.Weighting.IMPORTANCE
                && Math.abs(effective - count) > 1e-9 * count;
    }

    /**
     * {@return the log likelihoods of a model with weights that differ between persons; empty if they are unknown}
     *
     * @param persons the distribution of the weights of persons
     * @param observations the decisions that the distribution was fitted to
     * @param names the names of alternatives, see {@link MarketShares}
     */
    public static Optional<LogLikelihood> of(
            Mixture persons, List<Observation> observations, Function<Observation, List<String>> names) {
        double logLikelihood = persons.logLikelihood().value();
        if (Double.isNaN(logLikelihood)) {
            return Optional.empty();
        }
        // one weight per person: all decisions of a person have the same weight
        Map<String, Double> weights = new LinkedHashMap<>();
        observations.forEach(observation -> weights.put(observation.cluster(), observation.weight()));
        double sumOverPersons =
                weights.values().stream().mapToDouble(weight -> weight).sum();
        Fitted commonFit = persons.commonFit();
        double scale = persons.effectivePersons() / sumOverPersons;
        Decisions decisions = new Decisions(observations, ObservationTable.weights(observations), scale);
        double nullModel = decisions.sum(logProbabilitiesAtZero(commonFit, observations));
        // of these figures, only the null model and the constants are used; so the number of parameters does not matter
        return of(commonFit, decisions, logLikelihood, nullModel, -1, names)
                .map(references -> new LogLikelihood(
                        persons.effectivePersons(),
                        isScaled(commonFit, persons.effectivePersons(), weights.size()),
                        persons.parameterCount(),
                        logLikelihood,
                        references.nullModel,
                        references.constants));
    }

    /**
     * Returns the log probability of each choice among equally probable alternatives; NaN for decisions that are not choices, or whose costs
     * have known parts.
     */
    private static double[] logUniform(List<Observation> observations) {
        LinearOracle[] oracles = ObservationTable.oraclesOfEach(observations);
        IntFunction<Features> rows = ObservationTable.features(observations);
        double[] logs = new double[oracles.length];
        double logOfOracle = Double.NaN;
        for (int i = 0; i < logs.length; i++) {
            if (i == 0 || oracles[i] != oracles[i - 1]) {
                logOfOracle = Criterion.isChoice(oracles[i]) ? -Math.log(oracles[i].dimension()) : Double.NaN;
            }
            logs[i] = rows.apply(i).hasOffsets() ? Double.NaN : logOfOracle;
        }
        return logs;
    }

    /**
     * Returns the log probability of each decision with all weights 0; for trees, with equal probabilities of all
     * alternatives. Without trees, returns an array of one NaN if an oracle is not structured. Paths on a graph are such
     * a case: at costs of 0, the sum over the infinitely many walks is infinite.
     */
    private static double[] logProbabilitiesAtZero(Fitted fitted, List<Observation> observations) {
        boolean isTree = fitted.model().as(GrownModel.class).isPresent(); // trees have no weights that could be 0
        boolean isGumbel = isAdditive(fitted) && fitted.noise().noise().equals(Noise.gumbel());
        if (isTree || (isGumbel && fitted.model() instanceof SharedLinearModel)) {
            // Gumbel noise on equal costs makes all alternatives equally probable
            double[] logs = logUniform(observations);
            if (isTree || !Double.isNaN(Vectors.sum(logs))) {
                return logs;
            }
        }
        boolean areStructured = ObservationTable.distinctOracles(observations).stream()
                .allMatch(oracle -> oracle.as(StructuredOracle.class).isPresent());
        return areStructured
                ? logProbabilities(fitted.withParameters(new double[fitted.parameters().length]), observations)
                : new double[] {Double.NaN};
    }

    /**
     * {@return the same log likelihoods with another number of independent decisions for BIC}
     *
     * @param count the number of decisions, or of persons
     */
    public LogLikelihood withDecisions(double count) {
        return new LogLikelihood(count, isScaled, parameters, logLikelihood, nullModel, constants);
    }

    /** {@return McFadden's rho squared: 1 minus the log likelihood divided by the log likelihood with all weights 0; NaN if the divisor is 0} */
    public double rhoSquared() {
        return nullModel == 0 ? Double.NaN : 1 - logLikelihood / nullModel;
    }

    /** {@return rho squared, corrected for the number of parameters; NaN if {@link #parameters} is -1, or there is no rho squared} */
    public double adjustedRhoSquared() {
        return parameters < 0 || nullModel == 0 ? Double.NaN : 1 - (logLikelihood - parameters) / nullModel;
    }

    /** {@return Akaike's information criterion, lower is better; NaN if {@link #parameters} is -1} */
    public double aic() {
        return parameters < 0 ? Double.NaN : 2 * (parameters - logLikelihood);
    }

    /**
     * {@return the Bayesian information criterion for the number of {@link #decisions}, lower is better; NaN if {@link
     * #parameters} is -1}
     */
    public double bic() {
        return parameters < 0 ? Double.NaN : parameters * Math.log(decisions) - 2 * logLikelihood;
    }

    /** {@return the numbers that are known, by their usual names} */
    public Map<String, Double> byName() {
        Map<String, Double> byName = new LinkedHashMap<>();
        byName.put("log likelihood", logLikelihood);
        byName.put("null log likelihood", nullModel);
        byName.put("constants-only log likelihood", constants);
        byName.put("rho squared", rhoSquared());
        byName.put("adjusted rho squared", adjustedRhoSquared());
        byName.put("AIC", aic());
        byName.put("BIC", bic());
        byName.put("effective number", isScaled ? decisions : Double.NaN);
        byName.values().removeIf(value -> Double.isNaN(value));
        return byName;
    }

    /** Returns the known numbers: log likelihoods in the first line, and rho squared and the criteria, if there are any, in the second. */
    @Override
    public String toString() {
        String nullText = Double.isNaN(nullModel) ? "" : format("null %.3f", nullModel);
        String constantsText = Double.isNaN(constants) ? "" : format("constants only %.3f", constants);
        String references = nullText + (nullText.isEmpty() || constantsText.isEmpty() ? "" : ", ") + constantsText;
        String text =
                format("log likelihood %.3f", logLikelihood) + (references.isEmpty() ? "" : " (" + references + ")");
        text += isScaled ? format(", weights scaled to an effective number of %.2f (Kish)", decisions) : "";
        List<String> criteria = new ArrayList<>();
        if (!Double.isNaN(rhoSquared())) {
            criteria.add(format("rho squared %.4f", rhoSquared()));
        }
        if (!Double.isNaN(adjustedRhoSquared())) {
            criteria.add(format("adjusted %.4f", adjustedRhoSquared()));
        }
        if (parameters >= 0) {
            criteria.add(format("AIC %.2f, BIC %.2f of %d parameters", aic(), bic(), parameters));
        }
        return text + (criteria.isEmpty() ? "" : "\n" + String.join(", ", criteria));
    }
}
