package io.dither.people.tastes;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dither.error.Arguments;
import io.dither.internal.algebra.Vectors;
import io.dither.learn.internal.search.FitErrors;
import io.dither.learn.model.CostModel;
import io.dither.people.internal.Columns;
import io.dither.people.internal.RatioLikelihood;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The distribution of the tastes of persons: taste k is T_k(b_k + sum_r L_kr a_r), with the bases a_r standard normal (or triangular, or uniform) and T_k the
 * {@link Law}. Tastes are weights or, if there is a unit, the weight of the unit and the ratios of the other weights to the unit. The parameters are the free
 * locations b, then the rows of L up to the diagonal or, without correlations, only the diagonal. Immutable.
 *
 * @param names the names of the weights
 * @param laws one per weight
 * @param signs 1 or -1 per weight, the sign of a lognormal weight; read only
 * @param location b, one number per weight; for a lognormal weight, the location of its logarithm; read only
 * @param factor L, one row per weight and one column per weight that varies, in their order; read only
 * @param correlated whether the entries of L below the diagonal are free
 * @param fixed whether the location of each weight is fixed instead of estimated; read only
 * @param unit the index of the weight by which the other weights are divided, so that tastes are the willingness to pay; -1 if tastes are weights
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
public record Population(
        List<String> names,
        List<Law> laws,
        double[] signs,
        double[] location,
        double[][] factor,
        boolean correlated,
        @JsonProperty("held") boolean[] fixed, // the name in saved models
        int unit)
        implements Serializable {
    /** Draws with smaller shares are ignored, even if their derivatives are infinite. */
    private static final double LEAST_SHARE = 1e-290;

    /** Requires one number per name. */
    public Population {
        names = List.copyOf(names);
        laws = List.copyOf(laws);
        int size = Arguments.atLeast("number of weights", names.size(), 1);
        Arguments.require(
                laws.size() == size && factor.length == size && fixed.length == size,
                "laws, factor and fixed do not have one entry for each of " + size + " weights",
                "Maybe a weight is missing");
        Arguments.between("unit", unit, -1, size - 1);
        Arguments.length("signs", signs, size);
        Arguments.finite("location", location, size);
        for (double[] row : factor) {
            Arguments.finite("factor", row, Law.varyingCount(laws));
        }
    }

    /** Returns a population whose locations and entries of L are 0. */
    static Population of(
            List<String> names, List<Law> laws, double[] signs, boolean correlated, boolean[] fixed, int unit) {
        int size = names.size();
        double[][] zeros = new double[size][Law.varyingCount(laws)];
        return new Population(names, laws, signs, new double[size], zeros, correlated, fixed, unit);
    }

    /** Returns a copy of this population with other locations and another L. */
    Population with(double[] locations, double[][] factors) {
        return new Population(names, laws, signs, locations, factors, correlated, fixed, unit);
    }

    /**
     * {@return the distribution of one taste alone; if the taste is a ratio, {@link #weights} of this distribution returns the ratio}
     *
     * @param k the index of a weight that varies
     */
    public Population ofSingleTaste(int k) {
        return of(List.of(names.get(k)), List.of(laws.get(k)), new double[] {signs[k]}, false, new boolean[1], -1)
                .with(new double[] {location[k]}, new double[][] {{spread(k)}});
    }

    /** {@return the number of weights that vary} */
    public int dimensions() {
        return factor[0].length;
    }

    /** Returns the indices of the weights that vary, in their order. */
    int[] varying() {
        int[] varying = new int[dimensions()];
        int next = 0;
        for (int k = 0; k < laws.size(); k++) {
            if (laws.get(k) != Law.FIXED) {
                varying[next++] = k;
            }
        }
        return varying;
    }

    /** Visits the parameters in their order; column -1 is the location. */
    private interface Visitor {
        void visit(int parameter, int weight, int column);
    }

    /** Visits all parameters, and returns their number. */
    private int visit(Visitor visitor) {
        int next = 0;
        for (int k = 0; k < names.size(); k++) {
            if (!fixed[k]) {
                visitor.visit(next++, k, -1);
            }
        }
        int[] varying = varying();
        for (int r = 0; r < varying.length; r++) {
            for (int c = correlated ? 0 : r; c <= r; c++) {
                visitor.visit(next++, varying[r], c);
            }
        }
        return next;
    }

    /** Returns the weight and the column of L of each parameter; the column is -1 for a location. */
    int[][] positions() {
        int[][] positions = new int[parameterCount()][];
        visit((i, k, c) -> positions[i] = new int[] {k, c});
        return positions;
    }

    /** {@return the number of parameters} */
    public int parameterCount() {
        return visit((parameter, weight, column) -> {});
    }

    /** {@return the parameters, in their order (the caller owns them)} */
    public double[] parameters() {
        double[] parameters = new double[parameterCount()];
        visit((i, k, c) -> parameters[i] = c < 0 ? location[k] : factor[k][c]);
        return parameters;
    }

    /** {@return names of the parameters, such as {@code time} and {@code spread(time)}, or {@code factor(time,cost)} if correlated} */
    public List<String> parameterNames() {
        List<String> all = new ArrayList<>();
        int[] varying = varying();
        visit((i, k, c) -> {
            String name = names.get(k);
            if (c < 0) {
                all.add(name);
            } else {
                all.add(correlated ? "factor(" + name + "," + names.get(varying[c]) + ")" : FittedTastes.spread(name));
            }
        });
        return all;
    }

    /**
     * {@return a copy of this population with other parameters}
     *
     * @param parameters the parameters, in their order
     */
    public Population at(double[] parameters) {
        Arguments.length("parameters", parameters, parameterCount());
        double[] b = location.clone();
        double[][] rows = new double[factor.length][dimensions()];
        visit((i, k, c) -> {
            if (c < 0) {
                b[k] = parameters[i];
            } else {
                rows[k][c] = parameters[i];
            }
        });
        return with(b, rows);
    }

    /**
     * Fills in the gradient of the logarithm of a mean over draws, from index 1 on.
     *
     * @param shares the share of each draw in the mean
     * @param tastes the tastes of each draw, see {@link #tastesOfDraws}
     * @param slopes the derivatives of the logarithm of each draw with respect to its tastes, in the order of the tastes; overwritten
     * @param bases the bases of each draw, ordered by dimension: all draws of the first dimension, then all draws of the next
     * @param gradient filled in: index 0 is for the logarithm itself, index 1 + i for the derivative with respect to parameter i
     */
    void fillGradient(double[] shares, double[] tastes, double[] slopes, double[] bases, double[] gradient) {
        int count = shares.length;
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        for (int k = 0; k < names.size(); k++) {
            Law law = laws.get(k);
            for (int r = 0; r < count; r++) {
                double slope = slopes[k * count + r] * law.slope(tastes[k * count + r]);
                slopes[k * count + r] = shares[r] > LEAST_SHARE ? shares[r] * slope : 0;
            }
        }
        visit((i, k, c) -> gradient[1 + i] = c < 0
                ? Columns.dot(ones, 0, slopes, k * count, count)
                : Columns.dot(bases, c * count, slopes, k * count, count));
    }

    /** Returns the tastes of draws, from their bases, both ordered by weight: all draws of the first weight, then all draws of the next. */
    double[] tastesOfDraws(double[] bases) {
        int count = bases.length / dimensions();
        double[] tastes = new double[names.size() * count];
        for (int k = 0; k < names.size(); k++) {
            Arrays.fill(tastes, k * count, (k + 1) * count, location[k]);
            for (int c = 0; c < dimensions(); c++) {
                Columns.addMultiple(factor[k][c], bases, c * count, tastes, k * count, count);
            }
            Law law = laws.get(k);
            for (int i = k * count; i < (k + 1) * count; i++) {
                tastes[i] = law.weight(signs[k], tastes[i]);
            }
        }
        return tastes;
    }

    /** Transforms standard normal numbers into bases of draws, in place. Both are ordered by dimension; the bases have the spread 1. */
    void toBases(double[] z) {
        int count = z.length / dimensions();
        int from = 0;
        for (Law law : laws) {
            for (int i = from; i < from + count && law.isBounded(); i++) {
                z[i] = law.base(z[i]);
            }
            from += law == Law.FIXED ? 0 : count;
        }
    }

    /**
     * {@return the weights of a person, from standard normal numbers}
     *
     * @param z one number per weight that varies; read only
     */
    public double[] weights(double[] z) {
        double[] base = Arguments.length("z", z, dimensions()).clone();
        toBases(base);
        double[] weights = tastesOfDraws(base);
        toWeights(weights, 1);
        return weights;
    }

    /** Turns tastes of draws into weights, in place. */
    void toWeights(double[] tastes, int count) {
        if (unit >= 0) {
            RatioLikelihood.toWeights(tastes, unit, count);
        }
    }

    /** Returns the law of a weight, or the closest law if the weight is a product of two tastes; a unit that varies is lognormal. */
    Law lawOfWeight(int k) {
        boolean isProduct = unit >= 0 && k != unit && laws.get(unit) != Law.FIXED;
        if (!isProduct) {
            return laws.get(k);
        }
        return laws.get(k) == Law.LOGNORMAL || laws.get(k) == Law.FIXED ? Law.LOGNORMAL : Law.NORMAL;
    }

    /**
     * {@return the name of a taste, such as time, or time / cost if it is a ratio}
     *
     * @param k the index of the weight
     */
    public String label(int k) {
        return unit < 0 || k == unit ? names.get(checked(k)) : names.get(checked(k)) + " / " + names.get(unit);
    }

    /** Returns the median of a weight; if there is a unit, the median of the ratio times the median of the unit. */
    double medianWeight(int k) {
        return median(k) * (unit < 0 || k == unit ? 1 : median(unit));
    }

    /** Returns the ratio of each raw taste to the standardised taste. */
    double[] slopes(CostModel model) {
        double[] slopes = FitErrors.rawPerStandardised(model);
        double unitSlope = unit < 0 ? 1 : slopes[unit];
        Arrays.setAll(slopes, k -> k == unit ? unitSlope : slopes[k] / unitSlope);
        return slopes;
    }

    /**
     * {@return the spread s of a taste: the root of the sum of squares of its row of L}
     *
     * @param k the index of the weight
     */
    public double spread(int k) {
        double squares = 0;
        for (double entry : factor[checked(k)]) {
            squares += entry * entry;
        }
        return Math.sqrt(squares);
    }

    /** Returns the index after checking its range. */
    private int checked(int k) {
        return Arguments.between("index of a weight", k, 0, names.size() - 1);
    }

    /**
     * {@return the mean of a taste over persons}
     *
     * @param k the index of the weight
     */
    public double mean(int k) {
        return laws.get(checked(k)).mean(signs[k], location[k], spread(k));
    }

    /**
     * {@return the median of a taste over persons}
     *
     * @param k the index of the weight
     */
    public double median(int k) {
        return laws.get(checked(k)).weight(signs[k], location[k]);
    }

    /**
     * {@return the standard deviation of a taste over persons}
     *
     * @param k the index of the weight
     */
    public double deviation(int k) {
        return laws.get(checked(k)).standardDeviation(location[k], spread(k));
    }

    /**
     * {@return the share of persons whose taste has the opposite sign of the median}
     *
     * @param k the index of the weight
     */
    public double wrongSign(int k) {
        return laws.get(checked(k)).wrongSign(location[k], spread(k));
    }

    /**
     * {@return the correlation of two tastes, of their logarithms if they are lognormal; NaN if a taste does not vary}
     *
     * @param k the index of a weight
     * @param l the index of the other weight
     */
    public double correlation(int k, int l) {
        return Vectors.dot(factor[checked(k)], factor[checked(l)]) / spread(k) / spread(l);
    }

    /** Returns the index of a weight. */
    int indexOf(String name) {
        int index = names.indexOf(name);
        Arguments.require(
                index >= 0, "'" + name + "' is not a weight of the model, which has " + names, "Maybe it is misspelt");
        return index;
    }

    /** Returns the factor from each standardised parameter to the raw parameter; the signs make the diagonal of L nonnegative. */
    double[] rawScales(CostModel model) {
        double[] slopes = slopes(model);
        int[] varying = varying();
        double[] factors = new double[parameterCount()];
        visit((i, k, c) -> {
            double sign = c < 0 || factor[varying[c]][c] >= 0 ? 1 : -1;
            factors[i] = sign * (laws.get(k) == Law.LOGNORMAL ? 1 : slopes[k]);
        });
        return factors;
    }

    /** Returns the scale of each parameter: epsilon, the unit of weights; or 1 for logarithms and ratios, which have no unit. */
    double[] scales(double epsilon) {
        double[] scales = new double[parameterCount()];
        visit((i, k, c) -> scales[i] = laws.get(k) == Law.LOGNORMAL || (unit >= 0 && k != unit) ? 1 : epsilon);
        return scales;
    }

    /** Returns this population in raw units, with a diagonal of L of at least 0. */
    Population raw(CostModel model) {
        double[] factors = rawScales(model);
        double[] parameters = parameters();
        Arrays.setAll(parameters, i -> parameters[i] * factors[i]);
        return inUnits(slopes(model), parameters);
    }

    /** Returns this population in standardised units. */
    Population standardised(CostModel model) {
        double[] slopes = slopes(model);
        Arrays.setAll(slopes, k -> 1 / slopes[k]);
        double[] parameters = parameters();
        visit((i, k, c) -> parameters[i] *= laws.get(k) == Law.LOGNORMAL ? 1 : slopes[k]);
        return inUnits(slopes, parameters);
    }

    /**
     * Returns the same population in other units.
     *
     * @param slopes the factor that converts each taste to the new units
     * @param multiplied the parameters times these factors; logarithms are not multiplied: this method shifts their locations
     */
    private Population inUnits(double[] slopes, double[] multiplied) {
        visit((i, k, c) -> multiplied[i] += c < 0 && laws.get(k) == Law.LOGNORMAL ? Math.log(slopes[k]) : 0);
        double[] b = location.clone();
        Arrays.setAll(b, k -> b[k] * slopes[k]); // also of fixed locations, which are not lognormal
        return with(b, factor).at(multiplied);
    }
}
