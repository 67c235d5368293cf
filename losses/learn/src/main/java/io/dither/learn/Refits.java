package io.dither.learn;

import io.dither.error.Arguments;
import io.dither.learn.internal.evaluate.Criterion;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.FitSettings.Errors;
import io.dither.learn.model.FitSettings.Weighting;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Observation;
import io.dither.learn.model.Standardisable;
import io.dither.learn.model.Weight;
import io.dither.learn.model.WeightStatus;
import io.dither.oracle.LinearOracle;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;
import org.apache.commons.math3.stat.correlation.Covariance;

/** Errors by more fits, for small histories: the jackknife and the bootstrap over clusters, and likelihood-ratio intervals. */
final class Refits {
    /** Resamples without a solution beyond this share leave no interval. */
    private static final double LOST = 0.05;
    /** Of a chi-squared variable with one degree of freedom, at 95 %. */
    private static final double CRITICAL = 3.841458820694124;

    private static final int MOST_STEPS = 60;

    private final Training training;
    private final FitSettings wanted;
    private final FitSettings plain;
    private int evaluations;
    private int fits;

    Refits(Training training) {
        this.training = training;
        wanted = training.job().settings();
        plain = wanted.errors(Errors.NONE);
    }

    Fitted fit(List<Observation> observations) {
        Fitted found = new Training(training.model(), training.job().searching()).fit(observations);
        training.job().searched().accept(found);
        return errorsOf(found, observations);
    }

    Fitted errorsOf(Fitted found, List<Observation> observations) {
        if (!isFound(found)) {
            return without(found, WeightStatus.NOT_CONVERGED, found.message());
        }
        if (wanted.errors() == Errors.LIKELIHOOD) {
            return likelihood(found, observations);
        }
        Map<String, List<Observation>> clusters = new LinkedHashMap<>();
        observations.forEach(one -> clusters.computeIfAbsent(one.cluster(), any -> new ArrayList<>())
                .add(one));
        List<List<Observation>> groups = List.copyOf(clusters.values());
        Arguments.atLeast("clusters or examples for errors by more fits", groups.size(), 2);
        return wanted.errors() == Errors.JACKKNIFE ? jackknife(found, groups) : bootstrap(found, groups);
    }

    /** Whether a search ended at its solution, which may leave some weights free. */
    private static boolean isFound(Fitted fitted) {
        return fitted.status() == Fitted.Status.CONVERGED
                || (fitted.status() == Fitted.Status.UNIDENTIFIED
                        && fitted.weights().stream()
                                .map(Weight::status)
                                .noneMatch(status ->
                                        status == WeightStatus.ENDLESS || status == WeightStatus.NOT_CONVERGED));
    }

    private Fitted without(Fitted found, WeightStatus why, String message) {
        List<Weight> weights = found.weights().stream()
                .map(one -> one.isEstimated() ? one.held(why) : one)
                .toList();
        return withErrors(found, weights, new double[0][], given(found), message);
    }

    /** Returns what was found, with the errors that the other fits tell. */
    private Fitted withErrors(
            Fitted found, List<Weight> weights, double[][] covariance, Weight ofEpsilon, String message) {
        return found.edit()
                .settings(wanted)
                .weights(weights)
                .covariance(covariance)
                .ofEpsilon(ofEpsilon)
                .message(message)
                .evaluations(found.evaluations() + evaluations)
                .build();
    }

    private static String told(Fitted found, String how) {
        return found.message().isEmpty() ? how : found.message() + "; " + how;
    }

    private static Weight given(Fitted found) {
        return Weight.ofEpsilon(none(found.ofEpsilon()));
    }

    private static Interval none(Weight one) {
        return Interval.of(one.estimate(), Double.NaN);
    }

    /** Fits again from what was found, to other examples. */
    private Fitted again(Fitted found, FitSettings settings, List<Observation> some) {
        double[] start = settings.isMoments()
                ? new double[0]
                : Standardisable.of(found.model()).raw(found.parameters());
        Training other = training.with(settings, start);
        CostModel bounded = Standardisable.of(other.model())
                .withoutCentring(settings.bounds().keySet())
                .orElse(other.model());
        Fitted one = new Training(bounded, other.job()).fit(some);
        evaluations += one.evaluations();
        fits++;
        training.job().parts().accept(new Fitted.Part(fits, some.size(), some.size(), wanted.samples()));
        return one;
    }

    /** The estimates of one weight, or of epsilon after the last, over fits. */
    private static double[] values(List<Fitted> fits, int k) {
        return fits.stream()
                .mapToDouble(
                        one -> k < one.weights().size() ? one.weights().get(k).estimate() : one.epsilon())
                .toArray();
    }

    private Fitted jackknife(Fitted found, List<List<Observation>> groups) {
        int count = groups.size();
        List<Fitted> all = new ArrayList<>();
        for (int left = 0; left < count; left++) {
            int without = left;
            Fitted one = again(found, plain, sample(groups, g -> g == without ? 0 : 1));
            if (!isFound(one)) {
                String who = groups.get(left).get(0).cluster();
                return without(
                        found,
                        WeightStatus.NOT_MEASURED,
                        "without '" + who + "' there is no solution: " + one.message());
            }
            all.add(one);
        }
        // the sum of squares is (count - 1) count times the square of the error of a mean
        IntFunction<Interval> interval = k -> {
            double error = Interval.ofMean(values(all, k)).standardError() * (count - 1);
            return new Interval(values(List.of(found), k)[0], error == 0 ? Double.NaN : error, count - 1.0);
        };
        List<Weight> weights = new ArrayList<>();
        for (int k = 0; k < found.weights().size(); k++) {
            Weight one = found.weights().get(k);
            weights.add(one.isEstimated() ? Weight.of(one.name(), interval.apply(k)) : one);
        }
        Weight ofEpsilon = Weight.ofEpsilon(interval.apply(weights.size()));
        String message = told(found, "errors by the jackknife over " + count + " clusters or examples");
        double[][] covariance = covariance(all, weights, (count - 1.0) * (count - 1) / count);
        return withErrors(found, weights, covariance, ofEpsilon, message);
    }

    /** Takes each group some times. */
    private static List<Observation> sample(List<List<Observation>> groups, IntFunction<Integer> times) {
        List<Observation> sample = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            int count = times.apply(g);
            for (Observation one : count > 0 ? groups.get(g) : List.<Observation>of()) {
                sample.add(count == 1 ? one : one.withWeight(one.weight() * count));
            }
        }
        return sample;
    }

    private Fitted bootstrap(Fitted found, List<List<Observation>> groups) {
        KeyedRandom random = new KeyedRandom(wanted.seed());
        List<Fitted> all = new ArrayList<>();
        for (int b = 0; b < FitSettings.RESAMPLES; b++) {
            int[] drawn = new int[groups.size()];
            for (int g = 0; g < drawn.length; g++) {
                drawn[random.nextInt(drawn.length)]++;
            }
            Fitted one = again(found, plain, sample(groups, g -> drawn[g]));
            if (isFound(one)) {
                all.add(one);
            }
        }
        int lost = FitSettings.RESAMPLES - all.size();
        if (lost > LOST * FitSettings.RESAMPLES) {
            String message = lost + " of " + FitSettings.RESAMPLES
                    + " resamples have no solution: the history is too small for errors";
            return without(found, WeightStatus.NOT_MEASURED, message);
        }
        List<Weight> weights = new ArrayList<>();
        for (int k = 0; k < found.weights().size(); k++) {
            Weight one = found.weights().get(k);
            weights.add(one.isEstimated() ? quantiles(one, values(all, k)) : one);
        }
        Weight drawn = quantiles(found.ofEpsilon(), values(all, weights.size()));
        Weight ofEpsilon =
                drawn.within(drawn.low(), drawn.high(), Double.NaN).noting(WeightStatus.ESTIMATED, List.of());
        String message =
                told(found, "errors by " + all.size() + " resamples of " + groups.size() + " clusters or examples");
        return withErrors(found, weights, covariance(all, weights, 1), ofEpsilon, message);
    }

    /** The covariance of the weights over fits, times a factor. */
    private static double[][] covariance(List<Fitted> fits, List<Weight> weights, double factor) {
        int size = weights.size();
        double[][] values = new double[size][];
        Arrays.setAll(values, k -> values(fits, k));
        Covariance covariance = new Covariance();
        double[][] all = new double[size][size];
        for (int k = 0; k < size; k++) {
            for (int l = 0; l < size; l++) {
                boolean known =
                        weights.get(k).standardError() > 0 && weights.get(l).standardError() > 0;
                all[k][l] = known ? factor * covariance.covariance(values[k], values[l]) : Double.NaN;
            }
        }
        return all;
    }

    private static double deviation(double[] values) {
        double deviation = Interval.ofMean(values).standardError() * Math.sqrt(values.length);
        return deviation == 0 ? Double.NaN : deviation;
    }

    private static Weight quantiles(Weight one, double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double deviation = deviation(values);
        if (Double.isNaN(deviation)) {
            return one.held(WeightStatus.NOT_MEASURED);
        }
        double below = Arrays.stream(sorted).filter(value -> value <= 0).count();
        double p = Math.min(1, 2 * (Math.min(below, sorted.length - below) + 1) / (sorted.length + 1));
        return Weight.of(one.name(), Interval.of(one.estimate(), deviation))
                .within(quantile(sorted, 0.025), quantile(sorted, 0.975), p);
    }

    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    private Fitted likelihood(Fitted found, List<Observation> observations) {
        LinearOracle oracle = observations.get(0).oracle();
        Criterion criterion = training.job().criterionOn(oracle);
        Arguments.require(
                criterion.isLikelihood(oracle, criterion.isExact(observations)) && !found.learnsEpsilon(),
                "errors = likelihood needs a likelihood with a given epsilon, which the loss '" + wanted.loss()
                        + "' with " + criterion.noise().text() + " noise is not",
                "Maybe jackknife or robust");
        Arguments.require(
                wanted.weighting() == Weighting.FREQUENCY
                        || observations.stream()
                                .allMatch(one ->
                                        one.weight() == 1 && one.cluster().equals(one.id())),
                "errors = likelihood takes examples as independent and their weights as counts",
                "Maybe jackknife, which goes by clusters, or weighting = frequency");
        double epsilon = criterion.epsilon(found.epsilon());
        double rows = observations.stream().mapToDouble(Observation::weight).sum();
        FitSettings given = plain.epsilon(epsilon); // or a weight that is fixed would be its unit
        for (Weight one : found.weights()) {
            given = one.status() == WeightStatus.REFERENCE ? given.withBound(one.name() + "=0") : given;
        }
        FitSettings bounded = given;
        List<Weight> weights = new ArrayList<>();
        for (Weight one : found.weights()) {
            DoubleUnaryOperator ratio = value -> {
                Fitted fixed = again(found, bounded.withBound(one.name() + "=" + value), observations);
                return 2 * rows * (fixed.loss() - found.loss()) / epsilon;
            };
            weights.add(one.isEstimated() ? byRatio(one, ratio) : one);
        }
        return withErrors(
                found, weights, new double[0][], given(found), told(found, "intervals by the likelihood ratio"));
    }

    private static Weight byRatio(Weight one, DoubleUnaryOperator ratio) {
        double low = end(one.estimate(), -1, ratio);
        double high = end(one.estimate(), 1, ratio);
        double root = Math.sqrt(Math.max(0, ratio.applyAsDouble(0)));
        double error = (high - low) / (2 * Interval.NORMAL);
        return Weight.of(one.name(), Interval.of(one.estimate(), error))
                .within(low, high, Interval.of(root, 1).pValue());
    }

    /** Finds where the ratio is critical on one side of an estimate; infinite if nowhere. */
    private static double end(double estimate, int side, DoubleUnaryOperator ratio) {
        double step = Math.max(0.1, Math.abs(estimate) / 4);
        double inner = estimate;
        double outer = estimate + side * step;
        for (int steps = 0; !(ratio.applyAsDouble(outer) > CRITICAL); steps++) {
            if (steps > MOST_STEPS) {
                return side * Double.POSITIVE_INFINITY;
            }
            inner = outer;
            step *= 2;
            outer = estimate + side * step;
        }
        while (Math.abs(outer - inner) > 1e-4 * Math.abs(outer - estimate)) {
            double middle = (inner + outer) / 2;
            boolean beyond = ratio.applyAsDouble(middle) > CRITICAL;
            outer = beyond ? middle : outer;
            inner = beyond ? inner : middle;
        }
        return (inner + outer) / 2;
    }
}
