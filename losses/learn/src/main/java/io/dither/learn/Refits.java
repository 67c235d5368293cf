package io.dither.learn;

import io.dither.error.Arguments;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.FitSettings.Errors;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Observation;
import io.dither.learn.model.Standardisable;
import io.dither.learn.model.Weight;
import io.dither.learn.model.WeightStatus;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.commons.math3.stat.correlation.Covariance;

/**
 * Computes standard errors by fitting again, for small histories: by the jackknife or the bootstrap over clusters.
 */
final class Refits {
    /** The largest share of resamples that may have no solution. */
    private static final double MAX_UNSOLVED = 0.05;

    private final Training training;
    private final FitSettings settings;
    private final FitSettings plain;
    private int evaluations;
    private int fits;

    Refits(Training training) {
        this.training = training;
        settings = training.job().settings();
        plain = settings.errors(Errors.NONE);
    }

    Fitted fit(List<Observation> observations) {
        Fitted fit = new Training(training.model(), training.job().searching()).fit(observations);
        training.job().listeners().searched().accept(fit);
        return errorsOf(fit, observations);
    }

    Fitted errorsOf(Fitted fit, List<Observation> observations) {
        if (!isSolved(fit)) {
            return without(fit, WeightStatus.NOT_CONVERGED, fit.message());
        }
        Map<String, List<Observation>> clusters = new LinkedHashMap<>();
        observations.forEach(observation -> clusters.computeIfAbsent(observation.cluster(), any -> new ArrayList<>())
                .add(observation));
        List<List<Observation>> groups = List.copyOf(clusters.values());
        Arguments.atLeast("clusters or examples for errors by more fits", groups.size(), 2);
        return settings.errors() == Errors.JACKKNIFE ? jackknife(fit, groups) : bootstrap(fit, groups);
    }

    /** Returns whether the search ended at a solution; weights that the data do not identify are allowed. */
    private static boolean isSolved(Fitted fitted) {
        return fitted.status() == Fitted.Status.CONVERGED
                || (fitted.status() == Fitted.Status.UNIDENTIFIED
                        && fitted.weights().stream()
                                .map(Weight::status)
                                .noneMatch(status -> status == WeightStatus.NO_FINITE_ESTIMATE
                                        || status == WeightStatus.NOT_CONVERGED));
    }

    private Fitted without(Fitted fit, WeightStatus status, String message) {
        List<Weight> weights = fit.weights().stream()
                .map(weight -> weight.isEstimated() ? weight.withoutInterval(status) : weight)
                .toList();
        return withErrors(fit, weights, new double[0][], givenEpsilon(fit), message);
    }

    /** Returns the fit with the standard errors that its refits give, and the evaluations of the refits counted. */
    private Fitted withErrors(
            Fitted fit, List<Weight> weights, double[][] covariance, Weight ofEpsilon, String message) {
        return fit.edit()
                .settings(settings)
                .weights(weights)
                .covariance(covariance)
                .ofEpsilon(fit.ofEpsilon().isUnused() ? fit.ofEpsilon() : ofEpsilon)
                .message(message)
                .evaluations(fit.evaluations() + evaluations)
                .build();
    }

    private static String message(Fitted fit, String errors) {
        return fit.message().isEmpty() ? errors : fit.message() + "; " + errors;
    }

    private static Weight givenEpsilon(Fitted fit) {
        return Weight.ofEpsilon(none(fit.ofEpsilon()));
    }

    private static Interval none(Weight weight) {
        return Interval.of(weight.estimate(), Double.NaN);
    }

    /** Fits again to these examples without standard errors, starting from an earlier fit. */
    private Fitted refit(Fitted fit, List<Observation> observations) {
        double[] start = plain.isMoments()
                ? new double[0]
                : Standardisable.of(fit.model()).raw(fit.parameters());
        Training other = training.with(plain, start);
        CostModel bounded = Standardisable.of(other.model())
                .withoutCentring(plain.bounds().keySet())
                .orElse(other.model());
        Fitted refit = new Training(bounded, other.job()).fit(observations);
        evaluations += refit.evaluations();
        fits++;
        training.job()
                .listeners()
                .parts()
                .accept(new Fitted.Part(fits, observations.size(), observations.size(), plain.samples()));
        return refit;
    }

    /** Returns the estimate of weight k in each fit, or of epsilon if k is the number of weights. */
    private static double[] values(List<Fitted> fits, int k) {
        return fits.stream()
                .mapToDouble(
                        fit -> k < fit.weights().size() ? fit.weights().get(k).estimate() : fit.epsilon())
                .toArray();
    }

    private Fitted jackknife(Fitted fit, List<List<Observation>> groups) {
        int count = groups.size();
        List<Fitted> all = new ArrayList<>();
        for (int omitted = 0; omitted < count; omitted++) {
            int without = omitted;
            Fitted refit = refit(fit, sample(groups, g -> g == without ? 0 : 1));
            if (!isSolved(refit)) {
                String cluster = groups.get(omitted).get(0).cluster();
                return without(
                        fit,
                        WeightStatus.NOT_MEASURED,
                        "without '" + cluster + "' there is no solution: " + refit.message());
            }
            all.add(refit);
        }
        // the standard error of a mean has the divisor count (count - 1); the jackknife's variance is (count - 1)^2
        // times its square
        IntFunction<Interval> interval = k -> {
            double error = Interval.ofMean(values(all, k)).standardError() * (count - 1);
            return new Interval(values(List.of(fit), k)[0], error == 0 ? Double.NaN : error, count - 1.0);
        };
        List<Weight> weights = new ArrayList<>();
        for (int k = 0; k < fit.weights().size(); k++) {
            Weight weight = fit.weights().get(k);
            weights.add(weight.isEstimated() ? Weight.of(weight.name(), interval.apply(k)) : weight);
        }
        Weight ofEpsilon = Weight.ofEpsilon(interval.apply(weights.size()));
        String message = message(fit, "errors by the jackknife over " + count + " clusters or examples");
        double[][] covariance = covariance(all, weights, (count - 1.0) * (count - 1) / count);
        return withErrors(fit, weights, covariance, ofEpsilon, message);
    }

    /** Returns the examples of all groups, each group repeated as often as {@code times} says. */
    private static List<Observation> sample(List<List<Observation>> groups, IntFunction<Integer> times) {
        List<Observation> sample = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            int count = times.apply(g);
            for (Observation observation : count > 0 ? groups.get(g) : List.<Observation>of()) {
                sample.add(count == 1 ? observation : observation.withWeight(observation.weight() * count));
            }
        }
        return sample;
    }

    private Fitted bootstrap(Fitted fit, List<List<Observation>> groups) {
        KeyedRandom random = new KeyedRandom(settings.seed());
        List<Fitted> all = new ArrayList<>();
        for (int b = 0; b < FitSettings.RESAMPLES; b++) {
            int[] drawn = new int[groups.size()];
            for (int g = 0; g < drawn.length; g++) {
                drawn[random.nextInt(drawn.length)]++;
            }
            Fitted refit = refit(fit, sample(groups, g -> drawn[g]));
            if (isSolved(refit)) {
                all.add(refit);
            }
        }
        int unsolved = FitSettings.RESAMPLES - all.size();
        if (unsolved > MAX_UNSOLVED * FitSettings.RESAMPLES) {
            String message = unsolved + " of " + FitSettings.RESAMPLES
                    + " resamples have no solution: the history is too small for errors";
            return without(fit, WeightStatus.NOT_MEASURED, message);
        }
        List<Weight> weights = new ArrayList<>();
        for (int k = 0; k < fit.weights().size(); k++) {
            Weight weight = fit.weights().get(k);
            weights.add(weight.isEstimated() ? quantiles(weight, values(all, k)) : weight);
        }
        Weight drawn = quantiles(fit.ofEpsilon(), values(all, weights.size()));
        Weight ofEpsilon =
                drawn.within(drawn.low(), drawn.high(), Double.NaN).withStatus(WeightStatus.ESTIMATED, List.of());
        String message =
                message(fit, "errors by " + all.size() + " resamples of " + groups.size() + " clusters or examples");
        return withErrors(fit, weights, covariance(all, weights, 1), ofEpsilon, message);
    }

    /** Returns the covariance of the weights over fits, times a factor; NaN for weights without standard errors. */
    private static double[][] covariance(List<Fitted> fits, List<Weight> weights, double factor) {
        int size = weights.size();
        double[][] values = new double[size][];
        Arrays.setAll(values, k -> values(fits, k));
        Covariance covariance = new Covariance();
        double[][] all = new double[size][size];
        for (int k = 0; k < size; k++) {
            for (int l = 0; l < size; l++) {
                boolean haveErrors =
                        weights.get(k).standardError() > 0 && weights.get(l).standardError() > 0;
                all[k][l] = haveErrors ? factor * covariance.covariance(values[k], values[l]) : Double.NaN;
            }
        }
        return all;
    }

    private static double deviation(double[] values) {
        double deviation = Interval.ofMean(values).standardError() * Math.sqrt(values.length);
        return deviation == 0 ? Double.NaN : deviation;
    }

    private static Weight quantiles(Weight weight, double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double deviation = deviation(values);
        if (Double.isNaN(deviation)) {
            return weight.withoutInterval(WeightStatus.NOT_MEASURED);
        }
        double below = Arrays.stream(sorted).filter(value -> value <= 0).count();
        double p = Math.min(1, 2 * (Math.min(below, sorted.length - below) + 1) / (sorted.length + 1));
        return Weight.of(weight.name(), Interval.of(weight.estimate(), deviation))
                .within(quantile(sorted, 0.025), quantile(sorted, 0.975), p);
    }

    private static double quantile(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
