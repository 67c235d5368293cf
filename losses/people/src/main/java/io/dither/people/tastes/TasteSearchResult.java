package io.dither.people.tastes;

import io.dither.learn.internal.search.FitErrors;
import io.dither.learn.internal.search.Inference;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Weight;
import io.dither.learn.model.WeightStatus;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The result of a search for tastes, in standardised units.
 *
 * @param parameters the parameters of the population
 * @param epsilon the amplitude of the noise, with its standard error if it was learnt; NaN if a likelihood was
 * maximised
 * @param logLikelihood the log likelihood, with its standard deviation due to the random draws; NaN if moments were solved
 * @param procedure the method of the estimation, its draws and its test
 * @param ending the end of the search
 */
record TasteSearchResult(
        Parameters parameters,
        Interval epsilon,
        Interval logLikelihood,
        FittedTastes.Procedure procedure,
        Ending ending) {
    /**
     * The parameters of the population, in standardised units.
     *
     * @param x the parameters
     * @param covariance the covariance of the parameters; unknown entries are NaN; empty if errors were not computed
     * @param degreesOfFreedom the degrees of freedom of the errors
     * @param simulation the simulation error: the standard deviation of each parameter due to the random draws; empty if the covariance includes it
     * @param weak the spreads near 0, also those that differ significantly from 0 (the distinct ones)
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    record Parameters(
            double[] x, double[][] covariance, double degreesOfFreedom, double[] simulation, List<NearZero.Weak> weak) {
        /** Returns the estimate in raw units. */
        FittedTastes.Estimate raw(Fitted commonFit, Population shape) {
            Population standardised = shape.at(x);
            double[] factors = standardised.rawScales(commonFit.model());
            double[][] raw = scaled(covariance, factors);
            double[] rawSimulation = simulation.clone();
            Arrays.setAll(rawSimulation, i -> simulation[i] * Math.abs(factors[i]));
            return new FittedTastes.Estimate(
                    standardised.raw(commonFit.model()),
                    raw,
                    degreesOfFreedom,
                    rawSimulation,
                    nearZero(standardised, commonFit));
        }

        private List<Weight> nearZero(Population standardised, Fitted commonFit) {
            double[] slopes = standardised.slopes(commonFit.model());
            // of the distinct spreads, only those of a single parameter have an interval by the profile likelihood
            return weak.stream()
                    .filter(spread -> !spread.isDistinct() || (spread.weight() >= 0 && spread.parameters().length == 1))
                    .map(spread -> {
                        int k = spread.weight();
                        if (k < 0) { // a single entry of L
                            int entry = spread.parameters()[0];
                            return Weight.of(
                                    standardised.parameterNames().get(entry),
                                    Interval.of(
                                            x[entry] * standardised.rawScales(commonFit.model())[entry], Double.NaN),
                                    WeightStatus.NEAR_ZERO);
                        }
                        double scale = standardised.laws().get(k) == Law.LOGNORMAL ? 1 : Math.abs(slopes[k]);
                        int[] indices = spread.parameters();
                        double variance = spread.isDistinct() && indices.length == 1 && covariance.length > 0
                                ? covariance[indices[0]][indices[0]]
                                : Double.NaN;
                        return Weight.of(
                                        FittedTastes.spread(standardised.names().get(k)),
                                        Interval.of(scale * standardised.spread(k), scale * Math.sqrt(variance)),
                                        spread.isDistinct() ? WeightStatus.ESTIMATED : WeightStatus.NEAR_ZERO)
                                .withInterval(
                                        scale * spread.low(),
                                        scale * spread.high(),
                                        indices.length == 1 ? NearZero.pValue(spread.ratio()) : Double.NaN);
                    })
                    .toList();
        }
    }

    /**
     * A weight above this, in standardised units and as a multiple of epsilon, diverges: a difference of one standard
     * deviation of its feature makes a decision certain. The same number is the limit of parameters without a unit, such as logarithms.
     */
    private static final double DIVERGED = 200;

    /** Returns the covariance of numbers that are multiplied by factors. */
    static double[][] scaled(double[][] covariance, double[] factors) {
        double[][] scaled = new double[covariance.length][covariance.length];
        for (int i = 0; i < scaled.length; i++) {
            for (int j = 0; j < scaled.length; j++) {
                scaled[i][j] = covariance[i][j] * (factors[i] * factors[j]);
            }
        }
        return scaled;
    }

    /** Returns the covariance of all parameters, which is NaN for parameters that were not free; empty if it is unknown. */
    static double[][] covariance(FitErrors fitErrors, int size) {
        Inference inference = fitErrors.inference();
        if (inference == null || inference.covariance() == null) {
            return new double[0][];
        }
        double[][] covariance = new double[size][size];
        for (double[] row : covariance) {
            Arrays.fill(row, Double.NaN);
        }
        int[] free = fitErrors.free();
        for (int i = 0; i < free.length; i++) {
            for (int j = 0; j < free.length; j++) {
                covariance[free[i]][free[j]] = inference.covariance().get(i, j);
            }
        }
        return covariance;
    }

    static double degreesOfFreedom(FitErrors fitErrors) {
        return fitErrors.inference() == null
                ? Double.NaN
                : fitErrors.inference().degreesOfFreedom();
    }

    /** Returns a message about the standard errors. */
    static String message(FitErrors fitErrors, List<String> names) {
        List<String> unidentified = fitErrors.unidentified(names);
        return unidentified.isEmpty()
                ? fitErrors.warning().replace(" example", " person")
                : "the decisions say nothing about " + String.join("; ", unidentified);
    }

    /**
     * Returns the names of parameters that diverge: they are so large that decisions follow the costs without noise.
     *
     * @param scales epsilon for each parameter in the units of weights; 1 for each parameter without a unit
     */
    static List<String> diverging(double[] x, List<String> names, double[] scales) {
        return IntStream.range(0, x.length)
                .filter(i -> diverges(x[i], scales[i]))
                .mapToObj(names::get)
                .toList();
    }

    static boolean diverges(double number, double scale) {
        return Math.abs(number) > DIVERGED * scale;
    }

    /** Returns a message about parameters that diverge. */
    static String divergence(List<String> names, String remedy) {
        return String.join(", ", names) + (names.size() == 1 ? " has" : " have")
                + " no finite estimate: some persons always decide by a feature. " + remedy;
    }

    /** Returns a note that names the spreads that do not differ significantly from 0, followed by a message. */
    static String withNearZero(List<String> names, String message) {
        return names.isEmpty()
                ? message
                : String.join(", ", names) + (names.size() == 1 ? " is" : " are") + " not significantly above 0"
                        + (message.isEmpty() ? "" : ". " + message);
    }

    /**
     * Returns the tastes in raw units.
     *
     * @param commonLogLikelihood the log likelihood of the fit with the same weights for all persons; NaN if moments were solved
     * @param effective the effective number of persons
     */
    FittedTastes fitted(Fitted commonFit, Population shape, double commonLogLikelihood, int persons, double effective) {
        boolean isLearnt = commonFit.settings().learnEpsilon();
        Fitted withEpsilon = isLearnt
                ? commonFit.edit().epsilonWeight(Weight.ofEpsilon(epsilon)).build()
                : commonFit;
        return new FittedTastes(
                withEpsilon,
                parameters.raw(commonFit, shape),
                procedure,
                new PersonLikelihood(logLikelihood, commonLogLikelihood, persons, effective),
                ending);
    }
}
