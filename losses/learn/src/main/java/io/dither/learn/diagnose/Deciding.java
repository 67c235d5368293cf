package io.dither.learn.diagnose;

import io.dither.layer.NoiseKey;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Weight;
import io.dither.learn.tastes.FittedClasses;
import io.dither.learn.tastes.FittedPersons;
import io.dither.learn.tastes.FittedPersons.Possible;
import io.dither.learn.tastes.FittedTastes;
import io.dither.learn.tastes.Population;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Weights that decide: those of one fit, or of persons who differ.
 *
 * @param one the fit, whose weights are those of all if persons do not differ
 * @param x the numbers that were estimated, in raw units; read only
 * @param covariance of these; empty if it is not known; read only
 * @param unknown which of them have no error, though they were not fixed
 * @param atZero the names of what is not told from 0 and taken as given
 * @param isDrawn whether weights are drawn
 * @param mixture the weights
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
record Deciding(
        Fitted one,
        double[] x,
        double[][] covariance,
        boolean[] unknown,
        List<String> atZero,
        boolean isDrawn,
        Mixture mixture) {
    /** How far a number without an error is moved, to see what hangs on it. */
    private static final double MOVE = 1e-3;

    private static final long STREAM = 0xE1A5_71C1_7A57_E5E1L;

    /** The samples are drawn so many times, to see what they do. */
    private static final int REPLICATES = 4;
    /** How far a number is moved for a slope, in its standard errors. */
    private static final double STEP = 0.5;

    /** Computes numbers from those that were estimated, by draws of a key. */
    interface Numbers {
        double[] at(double[] x, NoiseKey key);
    }

    /** Weights that one may have who decides. */
    interface Mixture {
        List<Possible> at(double[] x, NoiseKey key);
    }

    static Deciding of(Fitted fitted) {
        double[] weights =
                fitted.weights().stream().mapToDouble(Weight::estimate).toArray();
        return new Deciding(
                fitted,
                weights,
                fitted.covariance(),
                unknown(fitted.weights()),
                List.of(),
                false,
                (x, key) -> List.of(new Possible(1, x)));
    }

    private static boolean[] unknown(List<Weight> weights) {
        boolean[] unknown = new boolean[weights.size()];
        for (int k = 0; k < unknown.length; k++) {
            Weight one = weights.get(k);
            unknown[k] = !(one.standardError() > 0) && !one.isFixed();
        }
        return unknown;
    }

    /** {@return why a number has no error, or what its error leaves out, or nothing} */
    String note(Interval number) {
        if (!Double.isNaN(number.standardError())) {
            return atZero.isEmpty() ? "" : "beside " + String.join(", ", atZero) + ", as if known";
        }
        return covariance.length > 0 && IntStream.range(0, x.length).anyMatch(k -> unknown[k])
                ? "a weight has no error"
                : "";
    }

    /** Weights of persons of whom nothing is known; so many pairs of tastes and their opposites. */
    static Deciding of(FittedPersons persons, int pairs) {
        return persons.by(new FittedPersons.Kinds<>() {
            @Override
            public Deciding ofTastes(FittedTastes tastes) {
                long seed = tastes.oneTaste().settings().seed();
                boolean[] atZero = tastes.areNearZero();
                boolean[] unknown = new boolean[atZero.length];
                double[][] covariance = tastes.covariance();
                for (int i = 0; i < covariance.length; i++) {
                    unknown[i] = !(covariance[i][i] > 0) && !atZero[i];
                }
                return new Deciding(
                        tastes.oneTaste(),
                        tastes.population().parameters(),
                        covariance,
                        unknown,
                        IntStream.range(0, atZero.length)
                                .filter(i -> atZero[i])
                                .mapToObj(tastes.population().parameterNames()::get)
                                .toList(),
                        true,
                        (x, key) -> drawn(tastes, x, key, pairs, seed));
            }

            @Override
            public Deciding ofClasses(FittedClasses classes) {
                double[] all = classes.classes().stream()
                        .flatMapToDouble(each -> each.weights().stream().mapToDouble(Weight::estimate))
                        .toArray();
                int size = classes.typical().size();
                boolean[] unknown = unknown(classes.classes().stream()
                        .flatMap(each -> each.weights().stream())
                        .toList());
                return new Deciding(
                        classes.oneTaste(), all, classes.covariance(), unknown, List.of(), false, (x, key) -> {
                            List<Possible> each = new ArrayList<>();
                            for (FittedClasses.OneClass one : classes.classes()) {
                                int from = each.size() * size;
                                each.add(new Possible(one.share().value(), Arrays.copyOfRange(x, from, from + size)));
                            }
                            return each;
                        });
            }
        });
    }

    private static List<Possible> drawn(FittedTastes tastes, double[] x, NoiseKey key, int pairs, long seed) {
        Population population = tastes.population().at(x);
        KeyedRandom random = new KeyedRandom(seed);
        random.key(seed ^ STREAM, key.step(), key.example());
        double[] z = new double[population.dimensions()];
        List<Possible> all = new ArrayList<>();
        for (int r = 0; r < pairs; r++) {
            random.sample(r);
            random.nextGaussians(z, 0, z.length, 1);
            all.add(new Possible(0.5 / pairs, population.weights(z)));
            Arrays.setAll(z, i -> -z[i]);
            all.add(new Possible(0.5 / pairs, population.weights(z)));
        }
        return all;
    }

    /** Returns whether a number moves with one that was estimated without an error. */
    private boolean[] hangOnUnknown(Numbers numbers, double[] here) {
        boolean[] hang = new boolean[here.length];
        for (int k = 0; k < x.length && covariance.length > 0; k++) {
            if (unknown[k]) {
                double[] moved = x.clone();
                moved[k] += MOVE * Math.max(1, Math.abs(moved[k]));
                double[] there = numbers.at(moved, NoiseKey.ZERO);
                for (int i = 0; i < hang.length; i++) {
                    hang[i] |= there[i] != here[i];
                }
            }
        }
        return hang;
    }

    /** Returns numbers with errors to first order in the weights, and of the samples. */
    Interval[] intervals(Numbers numbers, boolean closed) {
        boolean exact = closed && !isDrawn;
        List<double[]> replicates = new ArrayList<>();
        for (int r = 0; r < (exact ? 1 : REPLICATES); r++) {
            replicates.add(numbers.at(x, new NoiseKey(r, 0)));
        }
        int size = replicates.get(0).length;
        double[][] slopes = new double[x.length][size];
        for (int k = 0; k < covariance.length; k++) {
            double step = STEP * Math.sqrt(covariance[k][k]);
            if (step > 0) {
                double[] up = x.clone();
                double[] down = x.clone();
                up[k] += step;
                down[k] -= step;
                double[] above = numbers.at(up, NoiseKey.ZERO);
                double[] below = numbers.at(down, NoiseKey.ZERO);
                Arrays.setAll(slopes[k], i -> (above[i] - below[i]) / (2 * step));
            }
        }
        boolean[] hang = hangOnUnknown(numbers, replicates.get(0));
        Interval[] all = new Interval[size];
        for (int i = 0; i < size; i++) {
            int at = i;
            double[] values = replicates.stream().mapToDouble(each -> each[at]).toArray();
            Interval mean = Interval.ofMean(values);
            double variance = covariance.length == 0 || one.epsilonError() > 0 ? Double.NaN : 0;
            double sampled = exact ? 0 : mean.standardError() * mean.standardError();
            variance += sampled;
            for (int k = 0; k < covariance.length; k++) {
                for (int l = 0; l < covariance.length; l++) {
                    double both = slopes[k][i] * slopes[l][i];
                    variance += both == 0 ? 0 : both * covariance[k][l];
                }
            }
            // degrees of freedom by Satterthwaite: only the variance of the samples is estimated from a few
            double part = variance / sampled;
            if (hang[i]) {
                variance = Double.NaN;
            }
            all[i] = new Interval(
                    mean.value(),
                    Math.sqrt(variance),
                    exact ? Double.POSITIVE_INFINITY : (REPLICATES - 1) * part * part);
        }
        return all;
    }
}
