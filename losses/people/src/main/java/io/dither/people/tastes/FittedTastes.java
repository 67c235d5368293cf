package io.dither.people.tastes;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.layer.NoiseKey;
import io.dither.learn.Predictor;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.Specification;
import io.dither.learn.model.Weight;
import io.dither.plugin.PluginCatalogue;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Fitted tastes of persons. {@code typical()} returns the medians.
 *
 * @param commonFit the fit with the same weights for all persons; it has the model, settings, noise and epsilon of this fit
 * @param estimate the distribution of weights, with its standard errors
 * @param procedure the procedure of the estimation
 * @param likelihood the likelihood of the decisions
 * @param ending the end of the search
 */
public record FittedTastes(
        Fitted commonFit, Estimate estimate, Procedure procedure, PersonLikelihood likelihood, Ending ending)
        implements FittedPersons {
    /** Requires a population with the weights of the model. */
    public FittedTastes {
        Arguments.require(
                estimate.population().names().equals(commonFit.model().names()),
                "the population has the weights " + estimate.population().names() + ", but the model "
                        + commonFit.model().names(),
                "Maybe it belongs to another model");
    }

    /**
     * The estimated distribution of weights, in raw units.
     *
     * @param population the distribution
     * @param covariance the covariance of the parameters of the distribution; unknown entries are NaN; empty if all are unknown; read only
     * @param degreesOfFreedom the degrees of freedom of the errors
     * @param simulation the simulation error: the standard deviation of each parameter due to the random draws; empty under moments, whose standard errors
     *     include it
     * @param nearZero the spreads near 0 and, if tastes are correlated, single entries of {@link Population#factor} near 0. Those that do not differ
     *     significantly from 0 have no standard error; of the others, only spreads of a single parameter are listed. Intervals of spreads of a single parameter
     *     come from the profile likelihood, because the sandwich estimator fails near 0; moments give no intervals here
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    public record Estimate(
            Population population,
            double[][] covariance,
            double degreesOfFreedom,
            double[] simulation,
            List<Weight> nearZero)
            implements Serializable {
        /** Requires a covariance of the parameters of the population, or none. */
        public Estimate {
            int size = covariance.length == 0 ? 0 : population.parameterCount();
            Arguments.require(
                    covariance.length == size && Arrays.stream(covariance).allMatch(row -> row.length == size),
                    "the covariance does not have " + size + " rows and columns, one per parameter",
                    "Maybe leave it empty if it is not known");
        }
    }

    /**
     * The procedure of estimation.
     *
     * @param method the estimation method
     * @param draws the number of draws per person
     * @param specification under moments, a test of the chosen laws of tastes. It uses the products of three different decisions of a person, which depend on
     * the skewness of the laws. The list has one entry, or none if the test was not possible or the method is the likelihood
     */
    public record Procedure(Method method, int draws, List<Specification> specification) implements Serializable {}

    /** The estimation methods. */
    public enum Method {
        /** Simulated maximum likelihood, for decisions that have exact probabilities. */
        LIKELIHOOD,
        /** Moments: means and products of each person's decisions, for any oracle. */
        MOMENTS
    }

    /** With a larger likelihood ratio, the p-value is 0 in double precision, and slow to compute. */
    private static final double LARGEST_RATIO = 1e6;

    /** The largest number of possible weights that a call may request. */
    static final int MOST_POSSIBLE = 1_000_000;

    /** {@return the distribution of weights, in raw units} */
    public Population population() {
        return estimate.population();
    }

    /** {@return the covariance of the parameters of the population; empty if it is not known (read only)} */
    public double[][] covariance() {
        return estimate.covariance();
    }

    /** {@return the estimation method} */
    public Method method() {
        return procedure.method();
    }

    /** {@return the test of the laws of tastes under moments; null if it was not possible, and under the likelihood} */
    public @Nullable Specification specification() {
        return procedure.specification().stream().findFirst().orElse(null);
    }

    /** {@return the tastes, one per weight} */
    public List<Taste> tastes() {
        return IntStream.range(0, population().names().size())
                .mapToObj(k -> Taste.of(k, errors()))
                .toList();
    }

    /**
     * {@return the taste of a weight}
     *
     * @param name the name of the weight
     */
    public Taste taste(String name) {
        return Taste.of(population().indexOf(name), errors());
    }

    /**
     * {@return for each parameter of the population, whether it is a spread or an entry of {@link Population#factor} that does not differ significantly from
     * 0, or an entry in the row or column of such a spread; false for locations. Intervals of functions of such parameters treat them as known}
     */
    public boolean[] areNearZero() {
        return errors().areNearZero();
    }

    /**
     * {@return the correlation of two weights over persons, of their logarithms if they are lognormal; without an interval. It is NaN, with a note, if it
     * depends on a spread or an entry of {@link Population#factor} that does not differ significantly from 0}
     *
     * @param k the index of a weight that varies
     * @param l the index of another weight that varies
     */
    public Weight correlation(int k, int l) {
        return errors().correlation(k, l);
    }

    private TasteErrors errors() {
        return new TasteErrors(estimate, ending);
    }

    /**
     * {@return the name of the spread of a weight, such as {@code spread(time)}}
     *
     * @param name the name of the weight
     */
    public static String spread(String name) {
        return "spread(" + name + ")";
    }

    /**
     * {@return a function of the population, with an interval by the delta method}
     *
     * @param name the name of the quantity
     * @param number computes the quantity from a population in raw units
     */
    public Weight derived(String name, ToDoubleFunction<Population> number) {
        return errors().delta().weight(name, x -> {
            try {
                return number.applyAsDouble(population().at(x));
            } catch (RuntimeException failed) {
                throw new InvalidArgumentException(
                        "'" + name + "' cannot be computed from a population that the data allow: " + failed,
                        "Maybe return NaN there");
            }
        });
    }

    /**
     * {@return the ratio of the medians of two tastes: the willingness to pay for one in the unit of the other} For two lognormal tastes, this is the median of
     * the ratio over persons. If neither taste is lognormal and the population has no unit, the interval is Fieller's; it is missing if the denominator does not
     * differ significantly from 0.
     *
     * @param numerator the name of a weight, such as the weight of time
     * @param denominator the name of another weight, such as the weight of money
     */
    public Weight ratio(String numerator, String denominator) {
        int k = population().indexOf(numerator);
        int l = population().indexOf(denominator);
        String name = numerator + " / " + denominator;
        if (population().unit() >= 0) { // tastes are ratios to the unit
            // if the denominator is the unit, taste k is the ratio already
            return derived(name, p -> l == p.unit() ? p.median(k) : p.medianWeight(k) / p.medianWeight(l));
        }
        boolean isLognormal = population().laws().get(k) == Law.LOGNORMAL
                || population().laws().get(l) == Law.LOGNORMAL;
        return isLognormal
                ? derived(name, p -> p.median(k) / p.median(l))
                : errors().delta()
                        .fieller(
                                name,
                                x -> population().at(x).median(k),
                                x -> population().at(x).median(l));
    }

    @Override
    public List<Weight> ratios(String denominator) {
        return population().names().stream()
                .filter(numerator -> !numerator.equals(denominator))
                .map(numerator -> ratio(numerator, denominator))
                .toList();
    }

    /**
     * {@return an upper bound of the p-value of the likelihood ratio test against the same weights for all} The bound is the p-value of chi-squared with as
     * many degrees of freedom as {@link Population#factor} has free entries; the true p-value is lower, because spreads of 0 are at the edge of their range.
     */
    public double likelihoodRatioPValue() {
        // the parameters are the free entries and the free locations
        long freeEntries = population().parameterCount()
                - IntStream.range(0, population().fixed().length)
                        .filter(k -> !population().fixed()[k])
                        .count();
        return freeEntries == 0 || Double.isNaN(likelihoodRatio())
                ? Double.NaN
                : 1
                        - new ChiSquaredDistribution(null, freeEntries)
                                .cumulativeProbability(Math.min(Math.max(0, likelihoodRatio()), LARGEST_RATIO));
    }

    /**
     * {@inheritDoc} Computes the posterior mean by importance sampling if the fit maximised a likelihood; under moments, the best linear prediction
     * from the sum of the features of the decisions.
     */
    @Override
    public PersonTastes individual(List<Observation> decisions, PluginCatalogue catalogue) {
        return Individual.of(this, decisions, catalogue);
    }

    @Override
    public List<PersonTastes> individuals(
            List<List<Observation>> decisions, PluginCatalogue catalogue, BooleanSupplier cancelled) {
        return method() == Method.LIKELIHOOD && !decisions.isEmpty()
                ? Individual.ofPersons(this, decisions, catalogue, cancelled)
                : FittedPersons.super.individuals(decisions, catalogue, cancelled);
    }

    /**
     * {@inheritDoc} If {@code person} is not null, draws have the person's means and covariance; they are lognormal for lognormal weights, and normal for the
     * others, even if their law is bounded.
     */
    @Override
    public List<PossibleWeights> possible(Observation observation, @Nullable PersonTastes person, int most, long seed) {
        Arguments.between("most", most, 1, MOST_POSSIBLE);
        return new DrawnTastes(population(), seed).draws(person, most);
    }

    @Override
    public Estimates estimates() {
        boolean[] areNearZero = areNearZero();
        boolean[] areUnknown = new boolean[areNearZero.length];
        double[][] covariance = covariance();
        for (int i = 0; i < covariance.length; i++) {
            areUnknown[i] = !(covariance[i][i] > 0) && !areNearZero[i];
        }
        return new Estimates(
                population().parameters(),
                covariance,
                areUnknown,
                IntStream.range(0, areNearZero.length)
                        .filter(i -> areNearZero[i])
                        .mapToObj(population().parameterNames()::get)
                        .toList());
    }

    @Override
    public boolean isDrawn() {
        return true;
    }

    @Override
    public List<PossibleWeights> possibleWeights(double[] x, NoiseKey key, int pairs) {
        return new DrawnTastes(population().at(x), commonFit.settings().seed()).mirroredPairs(key, pairs);
    }

    @Override
    public List<Weight> typical() {
        List<Taste> tastes = tastes();
        return IntStream.range(0, tastes.size())
                .mapToObj(k -> Weight.of(
                        tastes.get(k).name(),
                        errors().interval(p -> p.medianWeight(k)),
                        tastes.get(k).location().status()))
                .toList();
    }

    /** {@inheritDoc} Computes the medians without their intervals, which take long. */
    @Override
    public Predictor predictor() {
        return predictor(IntStream.range(0, population().names().size())
                .mapToDouble(population()::medianWeight)
                .toArray());
    }

    @Override
    public int parameterCount() {
        return population().parameterCount();
    }

    @Override
    public <T> T accept(Kinds<T> kinds) {
        return kinds.ofTastes(this);
    }

    /** Returns the table of the tastes. */
    @Override
    public String toString() {
        return TasteTable.of(this);
    }
}
