package io.dither.experiments.choice;

import io.dither.data.Examples;
import io.dither.data.Instance;
import io.dither.experiments.choice.TasteDraws.Weighted;
import io.dither.learn.Predictor;
import io.dither.learn.model.Interval;
import io.dither.learn.persons.Mixture.Estimates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Shares of alternatives before and after a change, with their errors by the delta method. */
final class Forecasts {
    private static final int SAMPLES = 1000;
    /** The step of a slope, in standard errors of the estimate: probabilities that are sampled need a long one. */
    private static final double STEP = 0.3;

    private static final String ALL = "";

    /**
     * The shares of an alternative in a group.
     *
     * @param group the group; empty for all choices
     * @param alternative its name
     * @param before its share before the change
     * @param after its share after the change
     * @param difference the difference of both
     */
    record Share(String group, String alternative, Interval before, Interval after, Interval difference) {}

    private final TasteDraws tastes;
    private final Examples before;
    private final Examples after;
    private final Segments segments;
    private final List<String> groups;
    private final List<String> alternatives;

    Forecasts(TasteDraws tastes, Examples before, Examples after, Segments segments, String reshape) {
        this.tastes = tastes;
        this.before = before;
        this.after = after;
        this.segments = segments;
        Set<String> found = new LinkedHashSet<>(List.of(ALL));
        found.addAll(new TreeSet<>(segments.groups().values()));
        groups = List.copyOf(found);
        Set<String> names = new TreeSet<>();
        List.of(before, after)
                .forEach(examples -> examples.instances().forEach(choice -> names.addAll(choice.names())));
        alternatives = Shares.inOrder(reshape, names);
    }

    /** The groups of choices and how many each has; the empty one is all. */
    List<Group> groups() {
        return groups.stream()
                .map(group -> new Group(
                        group,
                        before.instances().stream()
                                .filter(choice -> group.equals(ALL)
                                        || segments.group(choice.id()).equals(group))
                                .count()))
                .filter(group -> group.choices() > 0)
                .toList();
    }

    /**
     * A group of choices.
     *
     * @param name its name; empty for all choices
     * @param choices how many it has
     */
    record Group(String name, long choices) {}

    List<Share> shares() {
        Estimates estimates = tastes.estimates();
        double[] at = all(estimates.x());
        double[][] covariance = estimates.covariance();
        double[][] slopes = new double[covariance.length][];
        for (int k = 0; k < covariance.length; k++) {
            slopes[k] = slope(estimates.x(), k, STEP * Math.sqrt(covariance[k][k]), at.length);
        }
        List<Share> shares = new ArrayList<>();
        int half = at.length / 2;
        for (int i = 0; i < half; i++) {
            String group = groups.get(i / alternatives.size());
            if (!Double.isNaN(at[i])) {
                double[] of = combined(slopes, i, 1, half + i, 0);
                double[] then = combined(slopes, i, 0, half + i, 1);
                double[] change = combined(slopes, i, -1, half + i, 1);
                shares.add(new Share(
                        group,
                        alternatives.get(i % alternatives.size()),
                        Interval.of(at[i], error(of, covariance)),
                        Interval.of(at[half + i], error(then, covariance)),
                        Interval.of(at[half + i] - at[i], error(change, covariance))));
            }
        }
        return shares;
    }

    private double[] slope(double[] x, int k, double step, int size) {
        if (!(step > 0)) {
            return new double[size];
        }
        double[] up = x.clone();
        double[] down = x.clone();
        up[k] += step;
        down[k] -= step;
        double[] above = all(up);
        double[] below = all(down);
        double[] slope = new double[size];
        Arrays.setAll(slope, i -> (above[i] - below[i]) / (2 * step));
        return slope;
    }

    private static double[] combined(double[][] slopes, int i, double times, int j, double other) {
        return Arrays.stream(slopes)
                .mapToDouble(slope -> times * slope[i] + other * slope[j])
                .toArray();
    }

    /** NaN if the covariance is not known. */
    private static double error(double[] slope, double[][] covariance) {
        double variance = covariance.length == 0 ? Double.NaN : 0;
        for (int k = 0; k < covariance.length; k++) {
            for (int l = 0; l < covariance.length; l++) {
                double both = slope[k] * slope[l];
                variance += both == 0 ? 0 : both * covariance[k][l];
            }
        }
        return Math.sqrt(variance);
    }

    /** The shares before, and then those after, by group and alternative; NaN for groups without choices. */
    private double[] all(double[] x) {
        int half = groups.size() * alternatives.size();
        double[] shares = new double[2 * half];
        for (Weighted taste : tastes.at(x)) {
            try (Predictor predictor = Predictor.of(taste.fitted())) {
                add(before, predictor, taste.share(), shares, 0);
                add(after, predictor, taste.share(), shares, half);
            }
        }
        for (int from = 0; from < shares.length; from += alternatives.size()) {
            double total = 0;
            for (int i = from; i < from + alternatives.size(); i++) {
                total += shares[i];
            }
            for (int i = from; i < from + alternatives.size(); i++) {
                shares[i] /= total;
            }
        }
        return shares;
    }

    private void add(Examples examples, Predictor predictor, double share, double[] sums, int from) {
        long seed = tastes.fitted().settings().seed();
        for (Instance choice : examples.instances()) {
            double[] probabilities = predictor.probabilities(choice.features(), choice.oracle(), SAMPLES, seed);
            double weight = share * segments.weight(choice.id());
            int group = groups.indexOf(segments.group(choice.id()));
            List<String> names = choice.names();
            for (int j = 0; j < probabilities.length; j++) {
                int alternative = from + alternatives.indexOf(names.get(j));
                sums[alternative] += weight * probabilities[j];
                if (group > 0) {
                    sums[group * alternatives.size() + alternative] += weight * probabilities[j];
                }
            }
        }
    }
}
