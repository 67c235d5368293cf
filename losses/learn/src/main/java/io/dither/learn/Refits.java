package io.dither.learn;

import io.dither.error.Arguments;
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
    /** The largest share of resamples without a solution; above it, the bootstrap gives no errors. */
    private static final double MAX_UNSOLVED = 0.05;

    private final Training training;
    private final FitSettings settings;
    /** The settings of the refits, which compute no standard errors. */
    private final FitSettings refitSettings;

    /** The number of passes over examples in all refits so far. */
    private int evaluations;

    /** The number of refits so far. */
    private int refits;

    Refits(Training training) {
        this.training = training;
        settings = training.job().settings();
        refitSettings = settings.errors(Errors.NONE);
    }

    Fitted fit(List<Observation> observations) {
        Fitted fit = new Training(training.model(), training.job().searchOnly()).fit(observations);
        training.job().listeners().searchEnd().accept(fit);
        return errorsOf(fit, observations);
    }

    /** Computes the standard errors of a fit to these examples. */
    Fitted errorsOf(Fitted fit, List<Observation> observations) {
        if (!isSolved(fit)) {
            return withoutErrors(fit, WeightStatus.NOT_CONVERGED, fit.message());
        }
        Map<String, List<Observation>> clusters = new LinkedHashMap<>();
        observations.forEach(observation -> clusters.computeIfAbsent(observation.cluster(), any -> new ArrayList<>())
                .add(observation));
        List<List<Observation>> groups = List.copyOf(clusters.values());
        Arguments.atLeast("number of clusters or examples for the jackknife or bootstrap", groups.size(), 2);
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

    private Fitted withoutErrors(Fitted fit, WeightStatus status, String message) {
        List<Weight> weights = fit.weights().stream()
                .map(weight -> weight.isEstimated() ? weight.withoutInterval(status) : weight)
                .toList();
        return withErrors(fit, weights, new double[0][], epsilonWithoutError(fit), message);
    }

    /** Returns the fit with these errors, if there are any; its number of evaluations includes the refits. */
    private Fitted withErrors(
            Fitted fit, List<Weight> weights, double[][] covariance, Weight epsilonWeight, String message) {
        // an epsilon that the loss does not use keeps its note
        return fit.edit()
                .settings(settings)
                .weights(weights)
                .covariance(covariance)
                .epsilonWeight(fit.epsilonWeight().isUnused() ? fit.epsilonWeight() : epsilonWeight)
                .message(message)
                .evaluations(fit.evaluations() + evaluations)
                .build();
    }

    private static String message(Fitted fit, String addition) {
        return fit.message().isEmpty() ? addition : fit.message() + "; " + addition;
    }

    private static Weight epsilonWithoutError(Fitted fit) {
        return Weight.ofEpsilon(Interval.of(fit.epsilon(), Double.NaN));
    }

    /**
     * Fits again to these examples without standard errors. The search starts from the given fit; under moments, from
     * the initial parameters of the model.
     */
    private Fitted refit(Fitted fit, List<Observation> observations) {
        double[] start = refitSettings.isMoments()
                ? new double[0]
                : Standardisable.of(fit.model()).raw(fit.parameters());
        Fitted refit = training.with(refitSettings, start).fit(observations);
        evaluations += refit.evaluations();
        refits++;
        // reports the refit as a pass of which all examples are done
        int count = observations.size();
        int samples = Simulations.drawsSamples(training.job(), observations) ? refitSettings.samples() : 1;
        training.job().listeners().parts().accept(new Fitted.Part(refits, count, count, samples));
        return refit;
    }

    /** Returns the estimate of weight k in each fit, or of epsilon if k is the number of weights. */
    private static double[] estimates(List<Fitted> fits, int k) {
        return fits.stream()
                .mapToDouble(
                        fit -> k < fit.weights().size() ? fit.weights().get(k).estimate() : fit.epsilon())
                .toArray();
    }

    private Fitted jackknife(Fitted fit, List<List<Observation>> groups) {
        int count = groups.size();
        List<Fitted> all = new ArrayList<>();
        for (int omitted = 0; omitted < count; omitted++) {
            int omittedGroup = omitted;
            Fitted refit = refit(fit, sample(groups, g -> g == omittedGroup ? 0 : 1));
            if (!isSolved(refit)) {
                String cluster = groups.get(omitted).get(0).cluster();
                return withoutErrors(
                        fit,
                        WeightStatus.NOT_MEASURED,
                        "without '" + cluster + "' there is no solution: " + refit.message());
            }
            all.add(refit);
        }
        // for n groups and the sum S of squared deviations of the refits, the squared standard error of a mean is
        // S / (n (n - 1)), and the variance by the jackknife is S (n - 1) / n: (n - 1)^2 times as much
        IntFunction<Interval> interval = k -> {
            double error = Interval.ofMean(estimates(all, k)).standardError() * (count - 1);
            // n - 1 degrees of freedom; the error is unknown if all estimates are equal
            return new Interval(estimates(List.of(fit), k)[0], error == 0 ? Double.NaN : error, count - 1.0);
        };
        List<Weight> weights = new ArrayList<>();
        for (int k = 0; k < fit.weights().size(); k++) {
            Weight weight = fit.weights().get(k);
            weights.add(weight.isEstimated() ? Weight.of(weight.name(), interval.apply(k)) : weight);
        }
        Weight epsilonWeight = Weight.ofEpsilon(interval.apply(weights.size()));
        String message = message(fit, "errors by the jackknife over " + count + " clusters or examples");
        // the sample covariance divides sums of products by n - 1; the jackknife multiplies them by (n - 1) / n
        double[][] covariance = covariance(all, weights, (count - 1.0) * (count - 1) / count);
        return withErrors(fit, weights, covariance, epsilonWeight, message);
    }

    /** Returns the examples of all groups, with the weight of group g times {@code times(g)}; leaves out groups with 0. */
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
            int[] times = new int[groups.size()];
            for (int draw = 0; draw < times.length; draw++) {
                times[random.nextInt(times.length)]++;
            }
            Fitted refit = refit(fit, sample(groups, g -> times[g]));
            if (isSolved(refit)) {
                all.add(refit);
            }
        }
        int unsolved = FitSettings.RESAMPLES - all.size();
        if (unsolved > MAX_UNSOLVED * FitSettings.RESAMPLES) {
            String message = unsolved + " of " + FitSettings.RESAMPLES
                    + " resamples have no solution: the history is too small for errors";
            return withoutErrors(fit, WeightStatus.NOT_MEASURED, message);
        }
        List<Weight> weights = new ArrayList<>();
        for (int k = 0; k < fit.weights().size(); k++) {
            Weight weight = fit.weights().get(k);
            weights.add(weight.isEstimated() ? withQuantiles(weight, estimates(all, k)) : weight);
        }
        Weight testedEpsilon = withQuantiles(fit.epsilonWeight(), estimates(all, weights.size()));
        // epsilon is never 0, so it has no test; it has no note either, even if it was given and has no interval
        Weight epsilonWeight = testedEpsilon
                .withInterval(testedEpsilon.low(), testedEpsilon.high(), Double.NaN)
                .withStatus(WeightStatus.ESTIMATED, List.of());
        String message =
                message(fit, "errors by " + all.size() + " resamples of " + groups.size() + " clusters or examples");
        return withErrors(fit, weights, covariance(all, weights, 1), epsilonWeight, message);
    }

    /** Returns the covariance of the weights over fits, times a factor; NaN for weights without standard errors. */
    private static double[][] covariance(List<Fitted> fits, List<Weight> weights, double factor) {
        int size = weights.size();
        double[][] estimates = new double[size][];
        Arrays.setAll(estimates, k -> estimates(fits, k));
        Covariance covariance = new Covariance();
        double[][] matrix = new double[size][size];
        for (int k = 0; k < size; k++) {
            for (int l = 0; l < size; l++) {
                boolean haveErrors =
                        weights.get(k).standardError() > 0 && weights.get(l).standardError() > 0;
                matrix[k][l] = haveErrors ? factor * covariance.covariance(estimates[k], estimates[l]) : Double.NaN;
            }
        }
        return matrix;
    }

    /** Returns the sample standard deviation; NaN if all values are equal. */
    private static double deviation(double[] estimates) {
        double deviation = Interval.ofMean(estimates).standardError() * Math.sqrt(estimates.length);
        return deviation == 0 ? Double.NaN : deviation;
    }

    /** Returns the weight with the interval between the 2.5 % and the 97.5 % quantile of its values in the resamples. */
    private static Weight withQuantiles(Weight weight, double[] estimates) {
        double[] sorted = estimates.clone();
        Arrays.sort(sorted);
        double deviation = deviation(estimates);
        if (Double.isNaN(deviation)) {
            return weight.withoutInterval(WeightStatus.NOT_MEASURED);
        }
        double atMostZero = Arrays.stream(sorted).filter(value -> value <= 0).count();
        // twice the share of the estimates on that side of 0 which has fewer; adding 1 to their number and to the
        // number of all estimates keeps p above 0
        double p = Math.min(1, 2 * (Math.min(atMostZero, sorted.length - atMostZero) + 1) / (sorted.length + 1));
        return Weight.of(weight.name(), Interval.of(weight.estimate(), deviation))
                .withInterval(quantile(sorted, 0.025), quantile(sorted, 0.975), p);
    }

    private static double quantile(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
