package io.dither.experiments.coverage;

import io.dither.learn.Learner;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Link;
import io.dither.learn.model.Observation;
import io.dither.learn.model.Ratio;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.model.Weight;
import io.dither.oracle.LinearOracle;
import io.dither.people.tastes.FittedTastes;
import io.dither.people.tastes.Taste;
import io.dither.people.tastes.Tastes;
import io.dither.plugin.PluginCatalogue;
import io.dither.random.ExampleKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A distribution of histories, and the settings of their fits.
 *
 * @param row its row in the heat map: its name without size and signal
 * @param column its column in the heat map: its size, its signal or, for {@link Factor#RATIO}, a number of standard
 *     errors such as "2 errors"
 * @param oracle the oracle as text, such as argmax:n=4
 * @param law the law of the noise that is drawn
 * @param size how large the history and its signal are
 * @param factors the other differences to the plain situation
 */
record Situation(String row, String column, String oracle, Law law, Size size, Set<Factor> factors) {
    /**
     * How large a history and its signal are.
     *
     * @param observations the number of examples of a history
     * @param signal the factor of the weights; if epsilon is learnt, the divisor of epsilon instead
     * @param clusters the number of clusters, or 0
     */
    record Size(int observations, double signal, int clusters) {}

    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final PluginCatalogue PLUGINS = PluginCatalogue.discover();
    /**
     * The number of examples from which a pseudo-true value is computed. The error of this value is at most a third of
     * the standard error of an estimate from one history.
     */
    private static final int MANY_EXAMPLES = 40_000;

    /** The usual standard deviation of each weight between persons. */
    private static final double SPREAD = 0.5;
    /** The Cholesky factor of the covariance of two correlated weights. */
    static final double[][] CHOLESKY = {{0.8, 0}, {0.4, 0.5}};

    /** The approximate standard error of the last weight, if it is learnt from 300 choices among 4 alternatives. */
    private static final double ERROR_OF_LAST_WEIGHT = 0.078;

    private static final String RATIO_NAME = "a / c";
    private static final String ONE_TASTE = "one taste for all, ";

    private static final int USUAL_SAMPLES = FitSettings.USUAL.samples();
    /** The samples per example if solves are slow, or many. */
    private static final int FEW_SAMPLES = 4;

    String name() {
        return row + ", " + (column.matches("\\d+") ? "n = " + column : column);
    }

    boolean has(Factor factor) {
        return factors.contains(factor);
    }

    /** Returns whether costs must be at least 0. */
    boolean isPositive() {
        return law == Law.GAMMA || law == Law.LOGNORMAL;
    }

    /** Returns whether the scale of costs is fixed, so that epsilon is an unknown. */
    boolean isEpsilonLearnt() {
        return law == Law.LOGNORMAL || has(Factor.OFFSET) || fixesUnit() || has(Factor.WEAK_UNIT);
    }

    double epsilon() {
        return isEpsilonLearnt() ? law.epsilon() / size.signal : law.epsilon();
    }

    /** Returns whether a fit with the usual samples would take long, because solves are slow or many. */
    private boolean needsFewSamples() {
        return oracle.startsWith("jgrapht") || (size.observations > 1000 && !has(Factor.FREQUENCY));
    }

    private boolean fixesUnit() {
        return law == Law.LOGNORMAL || has(Factor.UNIT);
    }

    double[] weights() {
        double scale = isEpsilonLearnt() ? 1 : size.signal;
        if (has(Factor.CORRELATED_TASTES)) {
            return new double[] {scale, -0.5 * scale};
        }
        return new double[] {scale, (isPositive() ? 0.5 : -0.5) * scale, lastWeight() * scale};
    }

    /** Returns the last weight; for a ratio, the number of standard errors in the column times the standard error. */
    private double lastWeight() {
        if (has(Factor.AT_BOUND)) {
            return 0;
        }
        return has(Factor.RATIO) ? ERROR_OF_LAST_WEIGHT * Double.parseDouble(column.replaceAll("[^0-9.]", "")) : 0.3;
    }

    /** Returns the true values that intervals should cover, by the names of the unknowns. */
    Map<String, Double> truth(long seed) {
        Map<String, Double> truth = new LinkedHashMap<>();
        if (has(Factor.MISFIT) || has(Factor.CLUSTERS_DIFFER)) {
            // the assignment of MISFIT makes the same choices as argmax, whose probabilities need no samples
            String text = has(Factor.MISFIT) ? "argmax:n=2" : oracle;
            int clusters = MANY_EXAMPLES / size.observations * size.clusters;
            Situation large =
                    new Situation(row, column, text, law, new Size(MANY_EXAMPLES, size.signal, clusters), factors);
            large.fit(seed, -1, FitSettings.Errors.NONE) // no history has the number -1
                    .weights()
                    .forEach(weight -> truth.put(weight.name(), weight.estimate()));
            return truth;
        }
        double[] weights = weights();
        if (has(Factor.RATIO)) {
            return Map.of(RATIO_NAME, weights[0] / weights[2]);
        }
        if (has(Factor.NESTED)) {
            truth.put(RATIO_NAME, weights[0] / weights[2]);
            truth.putAll(new TreeMap<>(Nested.SCALES));
        }
        for (int k = fixesUnit() ? 1 : 0; k < weights.length - (has(Factor.WEAK_UNIT) ? 1 : 0); k++) {
            // the location of a lognormal weight is the logarithm of its median
            truth.put(NAMES.get(k), has(Factor.IN_UNIT) && k == 0 ? Math.log(weights[k]) : weights[k]);
        }
        if (isEpsilonLearnt()) {
            truth.put("epsilon", epsilon());
        }
        for (int k = 0; k < weights.length && has(Factor.TASTES) && !has(Factor.CORRELATED_TASTES); k++) {
            truth.put(FittedTastes.spread(NAMES.get(k)), spread());
        }
        for (int k = 0; k < weights.length && has(Factor.CORRELATED_TASTES); k++) {
            for (int l = 0; l <= k; l++) {
                truth.put(covarianceName(k, l), CHOLESKY[k][0] * CHOLESKY[l][0] + CHOLESKY[k][1] * CHOLESKY[l][1]);
            }
        }
        return truth;
    }

    /** Returns the standard deviation of each weight between persons. */
    double spread() {
        if (has(Factor.NO_SPREADS)) {
            return 0;
        }
        if (has(Factor.TINY_SPREADS)) {
            return 0.1;
        }
        return has(Factor.SMALL_SPREADS) ? 0.25 : SPREAD;
    }

    private static String covarianceName(int k, int l) {
        return "cov(" + NAMES.get(k) + "," + NAMES.get(l) + ")";
    }

    /**
     * Returns the true mean weights by the names of the unknowns, to compare with the intervals of a model in which all persons have the same
     * taste; empty if persons have no tastes, or have them in a unit.
     */
    Map<String, Double> meanWeights() {
        Map<String, Double> meanWeights = new LinkedHashMap<>();
        for (int k = 0; k < weights().length && has(Factor.TASTES) && !has(Factor.IN_UNIT); k++) {
            meanWeights.put(ONE_TASTE + NAMES.get(k), weights()[k]);
        }
        return meanWeights;
    }

    /** Draws a history, fits it, and compares with the truth. */
    Trial trial(long seed, long number, FitSettings.Errors errors, Map<String, Double> truth) {
        if (has(Factor.RATIO)) {
            Fitted fitted = fit(seed, number, errors);
            return Trial.of(List.of(unboundedIfUncertain(Ratio.of(fitted, "a", "c"))), fitted.message(), truth);
        }
        if (has(Factor.NESTED)) {
            Fitted fitted = fit(seed, number, errors);
            List<Weight> estimates = new ArrayList<>(fitted.weights());
            estimates.add(unboundedIfUncertain(Ratio.of(fitted, "a", "c")));
            return Trial.of(estimates, fitted.message(), truth);
        }
        if (!has(Factor.TASTES)) {
            return Trial.of(fit(seed, number, errors), truth);
        }
        FitSettings settings = FitSettings.USUAL
                .with("noise", law.text())
                .with("seed", number)
                .with("epsilon", epsilon())
                .with("errors", errors);
        SharedLinearModel model = SharedLinearModel.of(NAMES.subList(0, weights().length), Link.IDENTITY);
        Tastes tastes = Tastes.of(model, settings, PLUGINS);
        if (has(Factor.IN_UNIT)) {
            tastes.in("a").law("a", io.dither.people.tastes.Law.LOGNORMAL);
        }
        FittedTastes fitted = (has(Factor.CORRELATED_TASTES) ? tastes.correlated() : tastes).fit(history(seed, number));
        List<Weight> estimates = new ArrayList<>();
        for (Taste taste : fitted.tastes()) {
            estimates.addAll(List.of(taste.location(), taste.spread()));
        }
        for (int k = 0; k < weights().length && has(Factor.CORRELATED_TASTES); k++) {
            for (int l = 0; l <= k; l++) {
                estimates.add(covariance(fitted, k, l));
            }
        }
        for (Weight weight : fitted.commonFit().weights()) {
            // errors are clustered by person: one degree of freedom less than there are persons
            Interval interval = new Interval(weight.estimate(), weight.standardError(), fitted.persons() - 1);
            estimates.add(Weight.of(ONE_TASTE + weight.name(), interval));
        }
        return Trial.of(estimates, fitted.message(), truth);
    }

    private static Weight covariance(FittedTastes fitted, int k, int l) {
        return fitted.derived(
                covarianceName(k, l),
                population -> population.correlation(k, l) * population.spread(k) * population.spread(l));
    }

    /**
     * Returns a ratio. If its unit does not differ significantly from 0, any ratio is possible: {@link Ratio} then
     * gives no standard error, and this method returns an interval without bounds.
     */
    private static Weight unboundedIfUncertain(Weight ratio) {
        return ratio.standardError() > 0
                ? ratio
                : Weight.of(ratio.name(), Interval.of(ratio.estimate(), Double.POSITIVE_INFINITY))
                        .withInterval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NaN);
    }

    /** Draws a history and fits it. */
    Fitted fit(long seed, long number, FitSettings.Errors errors) {
        FitSettings settings = FitSettings.USUAL
                .with("noise", has(Factor.MISFIT) ? Law.GAUSSIAN.text() : law.text())
                .with("seed", number)
                .with("samples", needsFewSamples() ? FEW_SAMPLES : USUAL_SAMPLES)
                .with("errors", errors);
        if (law == Law.LOGNORMAL) {
            settings = settings.with("loss", FitSettings.MOMENTS);
        }
        if (!isEpsilonLearnt()) {
            settings = settings.with("epsilon", epsilon());
        } else if (law != Law.LOGNORMAL) {
            settings = settings.with("epsilon", FitSettings.LEARN); // moments learn epsilon without this
        }
        if (fixesUnit()) {
            settings = settings.withBound("a=1");
        }
        if (has(Factor.WEAK_UNIT)) {
            settings = settings.withBound("c=0.3");
        }
        if (has(Factor.BOUND) || has(Factor.AT_BOUND)) {
            settings = settings.withBound("c=0..");
        }
        if (has(Factor.FREQUENCY)) {
            settings = settings.with("weighting", FitSettings.Weighting.FREQUENCY);
        }
        if (has(Factor.NESTED)) {
            return nested().fit(settings, history(seed, number));
        }
        SharedLinearModel model = SharedLinearModel.of(NAMES, has(Factor.SOFTPLUS) ? Link.SOFTPLUS : Link.IDENTITY);
        return Learner.of(model, settings, PLUGINS).fit(history(seed, number));
    }

    Nested nested() {
        return new Nested(NAMES, PLUGINS);
    }

    private List<Observation> history(long seed, long number) {
        LinearOracle solver = PLUGINS.create(io.dither.oracle.OracleProvider.class, oracle);
        return new Histories(this, solver, ExampleKey.of(seed + name())).draw(number);
    }
}
