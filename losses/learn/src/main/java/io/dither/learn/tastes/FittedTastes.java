package io.dither.learn.tastes;

import io.dither.error.Arguments;
import io.dither.learn.Predictor;
import io.dither.learn.internal.persons.Roots;
import io.dither.learn.model.Features;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Observation;
import io.dither.learn.model.Weight;
import io.dither.oracle.LinearOracle;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/**
 * The tastes of persons that were found.
 *
 * @param oneTaste the fit with one taste for all; its model, settings, noise and epsilon are those of this fit
 * @param population the law of weights, in raw units
 * @param method how it was estimated
 * @param covariance of the parameters of the population; empty if it is not known; read only
 * @param degreesOfFreedom of the errors
 * @param simulation the standard deviation of each parameter that draws alone make; none under moments, whose errors include it
 * @param logLikelihood its value with the standard deviation that draws make; NaN under moments
 * @param oneLogLikelihood that of one taste for all; NaN under moments
 * @param persons how many there are
 * @param draws per person
 * @param evaluations how many passes over all persons and draws
 * @param status how the search ended
 * @param message what a person should know, or nothing
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
public record FittedTastes(
        Fitted oneTaste,
        Population population,
        Method method,
        double[][] covariance,
        double degreesOfFreedom,
        double[] simulation,
        Interval logLikelihood,
        double oneLogLikelihood,
        int persons,
        int draws,
        int evaluations,
        Fitted.Status status,
        String message) {
    private static final int KRINSKY_ROBB = 4_000;
    private static final double DIFFERENCE = 1e-5;

    /** How tastes are estimated. */
    public enum Method {
        /** By the simulated likelihood, for decisions that have exact probabilities. */
        LIKELIHOOD,
        /** By means and products of each person's decisions, for any oracle. */
        MOMENTS
    }

    /** {@return the tastes, one per weight} */
    public List<Taste> tastes() {
        return IntStream.range(0, population.names().size())
                .mapToObj(this::taste)
                .toList();
    }

    /**
     * {@return the taste of a weight}
     *
     * @param name its name
     */
    public Taste taste(String name) {
        return taste(population.indexOf(name));
    }

    private Taste taste(int k) {
        String name = population.names().get(k);
        Law law = population.laws().get(k);
        String fixed = population.held()[k] ? "fixed" : "";
        Interval location = interval(all -> all.location()[k]);
        Interval spread = law == Law.FIXED ? Interval.of(0, Double.NaN) : interval(all -> all.spread(k));
        return new Taste(
                name,
                law,
                Weight.of(name, location, Double.isNaN(location.standardError()) ? noted(fixed) : ""),
                Weight.of(
                        spread(name),
                        spread,
                        law == Law.FIXED ? "no spread" : Double.isNaN(spread.standardError()) ? noted("") : ""),
                interval(all -> all.mean(k)),
                interval(all -> all.median(k)),
                interval(all -> all.deviation(k)),
                interval(all -> all.wrongSign(k)));
    }

    /**
     * {@return what the spread of a weight is named, such as {@code spread(time)}}
     *
     * @param name the name of the weight
     */
    public static String spread(String name) {
        return "spread(" + name + ")";
    }

    private String noted(String fixed) {
        return fixed.isEmpty() ? "not measured" : fixed;
    }

    /** Returns a number that follows from the parameters, with the error to first order; NaN if it hangs on what is not known. */
    private Interval interval(ToDoubleFunction<Population> number) {
        double value = number.applyAsDouble(population);
        double[] slopes = slopes(number);
        double variance = covariance.length == 0 ? Double.NaN : 0;
        for (int i = 0; i < covariance.length; i++) {
            for (int j = 0; j < covariance.length; j++) {
                double both = slopes[i] * slopes[j];
                variance += both == 0 ? 0 : both * covariance[i][j];
            }
        }
        return new Interval(value, variance > 0 ? Math.sqrt(variance) : Double.NaN, degreesOfFreedom);
    }

    private double[] slopes(ToDoubleFunction<Population> number) {
        double[] x = population.parameters();
        double[] slopes = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double step = DIFFERENCE * Math.max(1e-3, Math.abs(x[i]));
            double[] up = x.clone();
            double[] down = x.clone();
            up[i] += step;
            down[i] -= step;
            slopes[i] =
                    (number.applyAsDouble(population.at(up)) - number.applyAsDouble(population.at(down))) / (2 * step);
        }
        return slopes;
    }

    /**
     * {@return a number that follows from the population, with intervals by the delta method and by draws of the parameters}
     *
     * @param name what it is
     * @param number computes it from a population in raw units
     */
    public Derived derived(String name, ToDoubleFunction<Population> number) {
        Interval delta = interval(number);
        if (Double.isNaN(delta.standardError())) {
            return new Derived(name, delta, Double.NaN, Double.NaN);
        }
        double[] drawn = parameterDraws(KRINSKY_ROBB).stream()
                .mapToDouble(x -> number.applyAsDouble(population.at(x)))
                .sorted()
                .toArray();
        return new Derived(name, delta, drawn[(int) (0.025 * drawn.length)], drawn[(int) (0.975 * drawn.length)]);
    }

    private List<double[]> parameterDraws(int count) {
        double[] x = population.parameters();
        double[][] root = Roots.cholesky(covariance);
        KeyedRandom random = new KeyedRandom(oneTaste.settings().seed());
        List<double[]> all = new ArrayList<>();
        for (int r = 0; r < count; r++) {
            random.sample(r);
            double[] z = new double[x.length];
            random.nextGaussians(z, 0, z.length, 1);
            double[] moved = x.clone();
            for (int i = 0; i < x.length; i++) {
                for (int j = 0; j <= i; j++) {
                    moved[i] += root[i][j] * z[j];
                }
            }
            all.add(moved);
        }
        return all;
    }

    /**
     * {@return the ratio of the medians of two tastes: the willingness to pay for one in the unit of the other} Of two
     * lognormal tastes it is the median of the ratio over persons.
     *
     * @param above the name of a weight, such as that of time
     * @param below the name of another, such as that of money
     */
    public Derived ratio(String above, String below) {
        int k = population.indexOf(above);
        int l = population.indexOf(below);
        return derived(above + " / " + below, all -> all.median(k) / all.median(l));
    }

    /** {@return twice what the logarithm of the likelihood gains over one taste for all} */
    public double likelihoodRatio() {
        return 2 * (logLikelihood.value() - oneLogLikelihood);
    }

    /**
     * {@return how often the likelihood ratio would be as large if all had one taste, at most} By chi-squared with as many degrees of
     * freedom as L has numbers; the true one is less, for spreads of 0 are at the end of their range.
     */
    public double likelihoodRatioPValue() {
        long spreads = population.size()
                - IntStream.range(0, population.held().length)
                        .filter(k -> !population.held()[k])
                        .count();
        return spreads == 0 || Double.isNaN(likelihoodRatio())
                ? Double.NaN
                : 1 - new ChiSquaredDistribution(null, spreads).cumulativeProbability(Math.max(0, likelihoodRatio()));
    }

    /**
     * Finds what decisions say of one person's tastes: their mean and standard deviation given the decisions. By weights of draws where the
     * likelihood is exact; elsewhere the best linear prediction from the features of all decisions added up.
     *
     * @param decisions those of one person, at least one; their oracles and features may be others than those of the fit
     * @return what is known
     */
    public PersonTastes individual(List<Observation> decisions) {
        return Individual.of(this, decisions);
    }

    /**
     * {@return what decides for a person with known weights; the caller closes it}
     *
     * @param weights in raw units, such as those of {@link PersonTastes}
     */
    public Predictor predictor(double[] weights) {
        return new Predictor(
                        oneTaste.model(), oneTaste.model().standardised(weights), oneTaste.noise(), oneTaste.epsilon())
                .inexact(oneTaste.inexact());
    }

    /** {@return what decides by the mean tastes, for a person nothing is known of; the caller closes it} */
    public Predictor predictor() {
        return predictor(IntStream.range(0, population.names().size())
                .mapToDouble(population::mean)
                .toArray());
    }

    /**
     * Estimates how often coordinates are chosen by persons nothing is known of: the mean over their tastes.
     *
     * @param features the features of an example
     * @param oracle what can be done
     * @param samples how many persons are drawn, each with noise of their own, at least 1
     * @param seed the seed of both
     * @return the mean solution, length d; the caller owns it
     */
    public double[] probabilities(Features features, LinearOracle oracle, int samples, long seed) {
        Arguments.atLeast("samples", samples, 1);
        KeyedRandom random = new KeyedRandom(seed);
        double[] mean = new double[oracle.dimension()];
        double[] z = new double[population.dimensions()];
        for (int r = 0; r < samples; r++) {
            random.sample(r);
            random.nextGaussians(z, 0, z.length, 1);
            try (Predictor one = predictor(population.weights(z))) {
                double[] own = one.probabilities(features, oracle, 1, random.nextLong());
                Arrays.setAll(mean, i -> mean[i] + own[i] / samples);
            }
        }
        return mean;
    }

    /** Returns the table of the tastes. */
    @Override
    public String toString() {
        return TasteTable.of(this);
    }
}
