package io.dither.people.tastes;

import io.dither.learn.model.Interval;
import io.dither.learn.model.Ratio;
import io.dither.learn.model.Weight;
import io.dither.learn.model.WeightStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Computes the standard errors and intervals of tastes and of their correlations, by the delta method; spreads near 0 have the intervals of the profile
 * likelihood, and under moments none. L is the {@linkplain Population#factor factor} of the population.
 *
 * @param estimate the distribution of weights, with the covariance of its parameters
 * @param ending the end of the search, which explains missing errors
 */
record TasteErrors(FittedTastes.Estimate estimate, Ending ending) {
    Population population() {
        return estimate.population();
    }

    /** Returns the location of a weight with its interval, or with the reason why there is none. */
    Weight ofLocation(int k) {
        Interval location = interval(p -> p.location()[k]);
        WeightStatus expected = population().fixed()[k] ? WeightStatus.FIXED : WeightStatus.ESTIMATED;
        return Weight.of(
                population().names().get(k),
                location,
                Double.isNaN(location.standardError()) ? statusWithoutError(expected) : WeightStatus.ESTIMATED);
    }

    /** Returns the spread of a weight with its interval, or with the reason why there is none. */
    Weight ofSpread(int k) {
        String name = FittedTastes.spread(population().names().get(k));
        if (population().laws().get(k) == Law.FIXED) {
            return Weight.of(name, Interval.of(0, Double.NaN), WeightStatus.NO_SPREAD);
        }
        Interval spread = interval(p -> p.spread(k));
        boolean isRowNearZero = namesNearZero().containsAll(entries(k)); // all entries of L in the row of the weight
        return estimate.nearZero().stream()
                .filter(near -> near.name().equals(name))
                .findFirst()
                .orElseGet(() -> Weight.of(
                        name,
                        spread,
                        !Double.isNaN(spread.standardError())
                                ? WeightStatus.ESTIMATED
                                : statusWithoutError(isRowNearZero ? WeightStatus.NEAR_ZERO : WeightStatus.ESTIMATED)));
    }

    /** Returns the names of the spreads and of the entries of L that do not differ significantly from 0. */
    private List<String> namesNearZero() {
        return estimate.nearZero().stream()
                .filter(weight -> weight.status() == WeightStatus.NEAR_ZERO)
                .map(Weight::name)
                .toList();
    }

    /** Returns the names of the entries of L in the row of a weight. */
    private List<String> entries(int k) {
        int[][] positions = population().positions();
        return IntStream.range(0, positions.length)
                .filter(i -> positions[i][0] == k && positions[i][1] >= 0)
                .mapToObj(population().parameterNames()::get)
                .toList();
    }

    /** Returns, for each parameter, whether it is near 0 or an entry of L whose row or column belongs to a spread near 0. */
    boolean[] areNearZero() {
        List<String> near = namesNearZero();
        int[][] positions = population().positions();
        int[] varying = population().varying();
        boolean[] areNear = new boolean[positions.length];
        for (int i = 0; i < areNear.length; i++) {
            int column = positions[i][1];
            areNear[i] = near.contains(population().parameterNames().get(i))
                    || (column >= 0
                            && (near.contains(FittedTastes.spread(
                                            population().names().get(positions[i][0])))
                                    || near.contains(FittedTastes.spread(
                                            population().names().get(varying[column])))));
        }
        return areNear;
    }

    /** Returns a correlation, see {@link FittedTastes#correlation}. */
    Weight correlation(int k, int l) {
        List<String> nearZero = new ArrayList<>(entries(k));
        nearZero.addAll(entries(l));
        nearZero.add(FittedTastes.spread(population().names().get(k)));
        nearZero.add(FittedTastes.spread(population().names().get(l)));
        nearZero.retainAll(namesNearZero());
        String name = "correlation of " + population().names().get(k) + " with "
                + population().names().get(l);
        double value = nearZero.isEmpty() ? population().correlation(k, l) : Double.NaN;
        Weight correlation = Weight.of(name, Interval.of(value, Double.NaN));
        return nearZero.isEmpty() ? correlation : correlation.withStatus(WeightStatus.OF_NEAR_ZERO, nearZero);
    }

    /**
     * Returns the share of persons whose weight has the opposite sign of the median. Its interval follows from the interval of the ratio of location and
     * spread: Fieller's interval or, if the spread is near 0 or Fieller's interval has no finite ends, an interval made of the intervals of location and spread
     * (Zou and Donner 2008).
     */
    Weight wrongSign(int k, Weight spread) {
        Law law = population().laws().get(k);
        Interval share = interval(p -> p.wrongSign(k));
        double ratio = Math.abs(population().location()[k]) / population().spread(k);
        double low = Double.NaN;
        double high = Double.NaN;
        if (law == Law.NORMAL || law.isBounded()) { // under the other laws, all weights have the same sign
            Interval location = interval(p -> Math.abs(p.location()[k]));
            double locationVariance = population().fixed()[k] ? 0 : location.standardError() * location.standardError();
            // the interval of the ratio of location and spread
            double[] ends = spread.isEstimated() && estimate.nearZero().stream().noneMatch(spread::equals)
                    ? fieller(k, location, locationVariance, spread)
                    : new double[] {Double.NaN, Double.NaN};
            // without Fieller's interval: the squared distance from the ratio to an end is the sum of two squared
            // distances, one due to location and one due to spread
            if (Double.isNaN(ends[0])) {
                double margin = Math.sqrt(locationVariance)
                        * location.quantile()
                        / population().spread(k);
                ends[0] =
                        ratio - Math.hypot(margin, ratio - Math.abs(population().location()[k]) / spread.high());
                ends[1] = ratio
                        + Math.hypot(margin, Math.abs(population().location()[k]) / Math.max(0, spread.low()) - ratio);
            }
            low = law.below(ends[1]); // a larger ratio gives a smaller share
            high = law.below(ends[0]);
        }
        return Weight.of(
                        "wrong sign of " + population().names().get(k),
                        Interval.of(share.value(), share.standardError()))
                .withInterval(low, high, Double.NaN); // no p-value
    }

    /** Returns Fieller's interval of location / spread; their covariance follows from the variance of their sum. */
    private double[] fieller(int k, Interval location, double locationVariance, Weight spread) {
        double spreadVariance = spread.standardError() * spread.standardError();
        Interval sum = interval(p -> Math.abs(p.location()[k]) + p.spread(k));
        double covariance = population().fixed()[k]
                ? 0
                : (sum.standardError() * sum.standardError() - locationVariance - spreadVariance) / 2;
        Weight ratio = new Ratio(location.value(), spread.estimate(), locationVariance, covariance, spreadVariance)
                .weight("", sum.quantile(), Double.NaN); // only the interval is used
        return new double[] {ratio.low(), ratio.high()};
    }

    /** Returns the status of a number without a standard error: {@code expected} or, if that is ESTIMATED, why the error is missing. */
    private WeightStatus statusWithoutError(WeightStatus expected) {
        return expected == WeightStatus.ESTIMATED ? ending.statusWithoutError() : expected;
    }

    Delta delta() {
        return new Delta(population().parameters(), estimate.covariance(), estimate.degreesOfFreedom());
    }

    Interval interval(ToDoubleFunction<Population> number) {
        return delta().interval(x -> number.applyAsDouble(population().at(x)));
    }
}
