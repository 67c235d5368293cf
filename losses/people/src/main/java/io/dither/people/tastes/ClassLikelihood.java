package io.dither.people.tastes;

import io.dither.internal.algebra.Vectors;
import io.dither.learn.Cluster;
import io.dither.optim.Objective;
import io.dither.optim.QuasiNewton;
import io.dither.people.internal.Counts;
import io.dither.people.internal.Likelihood;
import io.dither.people.internal.Person;
import io.dither.people.internal.PersonPoint;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The likelihood of persons in classes. The parameters are the free weights of each class, class after class, then the logits of membership of all classes but
 * the first. Each logit has a constant, and a slope per covariate of the person (Dayton and Macready 1988).
 *
 * @param evaluator computes the likelihood of the decisions of each person on the machine that stores them
 * @param persons the persons
 * @param counts how much each person counts
 * @param oneClass the weights if all persons are in one class
 * @param classes the number of classes
 * @param membership the model of membership
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record ClassLikelihood(
        Cluster.DistributedPersons<Likelihood> evaluator,
        List<Person> persons,
        Counts counts,
        FreeWeights oneClass,
        int classes,
        Membership membership)
        implements Objective<PersonPoint> {
    /**
     * The weights if all persons are in one class, of which some are free.
     *
     * @param weights all weights, in standardised units; read only
     * @param free the indices of the free weights
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    record FreeWeights(double[] weights, int[] free) {
        /** Returns all weights, with the free weights read from x from an index on. */
        double[] with(double[] x, int from) {
            double[] allWeights = weights.clone();
            for (int i = 0; i < free.length; i++) {
                allWeights[free[i]] = x[from + i];
            }
            return allWeights;
        }
    }

    /** Separates the random numbers of starts from those of other Java classes. */
    private static final long STREAM = 0xC1A5_5E5C_1A55_E5C1L;

    /** The largest number of steps that maximise the expected likelihood in a round of expectation-maximisation. */
    private static final int MAXIMISATION_STEPS = 3;
    /**
     * Parameters whose absolute value is large count as diverging: weights above this multiple of the largest weight of {@link #oneClass} or, if that is
     * larger, of epsilon / 5, and logits above this number. The weights of a class diverge if its persons always decide by one feature.
     */
    private static final double DIVERGED = 50;

    /** Minus the mean log likelihood of persons under the weights x of one class; persons count with their posterior probabilities of the class. */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    private record Expected(double[] x, double value, double[] gradient) implements Objective.Point {}

    /** Returns which weights are free. */
    int[] free() {
        return oneClass.free();
    }

    /** Returns the number of parameters. */
    int size() {
        return firstLogit(classes);
    }

    /** Returns the names of the parameters, given the names of the weights. */
    List<String> names(List<String> weights) {
        List<String> names = new ArrayList<>();
        for (int c = 1; c <= classes; c++) {
            for (int k : oneClass.free()) {
                names.add(weights.get(k) + " of class " + c);
            }
        }
        for (int c = 2; c <= classes; c++) {
            names.add("share of class " + c);
            for (String covariate : membership.names()) {
                names.add(covariate + " of class " + c);
            }
        }
        return names;
    }

    /** Returns the index of the first logit parameter of a class, from the second class on (c = 1). */
    int firstLogit(int c) {
        return classes * oneClass.free().length + (c - 1) * membership.width();
    }

    /** Returns the weights of a class. */
    double[] weights(double[] x, int c) {
        return oneClass.with(x, c * oneClass.free().length);
    }

    /** Returns the indices of the parameters of the classes that {@code ofClass} accepts. */
    int[] parameters(IntPredicate ofClass) {
        return IntStream.range(0, size())
                .filter(i -> ofClass.test(
                        i < firstLogit(1) ? i / oneClass.free().length : 1 + (i - firstLogit(1)) / membership.width()))
                .toArray();
    }

    /** Returns the expected number of persons of each class, by their posterior probabilities. */
    double[] expectedPersons(double[] x) {
        List<double[]> likelihoods = likelihoodsOfClasses(x);
        double[] sums = new double[classes];
        for (int p = 0; p < persons.size(); p++) {
            double count = counts.each()[p];
            double[] posteriors = posterior(x, p, likelihoods.get(p), new double[1]);
            Arrays.setAll(sums, c -> sums[c] + count * posteriors[c]);
        }
        return sums;
    }

    /** Returns whether no weight and no logit of a class counts as diverging, see {@link #DIVERGED}. */
    boolean isBounded(double[] x, double epsilon) {
        // opposite classes have weights near 0 if they are one class. At 10 epsilon, a difference of one standard
        // deviation has odds of exp(10)
        double[] scales =
                scales(Arrays.stream(oneClass.weights()).map(Math::abs).reduce(epsilon / 5, Math::max));
        return IntStream.range(0, x.length).allMatch(i -> Math.abs(x[i]) <= DIVERGED * scales[i]);
    }

    /** Returns the scale of each parameter: the given scale for weights, 1 for logits. */
    double[] scales(double ofWeights) {
        double[] scales = new double[size()];
        Arrays.setAll(scales, i -> i < firstLogit(1) ? ofWeights : 1);
        return scales;
    }

    /** Returns the shares of the classes among persons with the covariates of a person. */
    double[] shares(double[] x, int person) {
        return membership.shares(x, firstLogit(1), classes, person);
    }

    /** Returns the mean shares of the classes over persons. */
    double[] shares(double[] x) {
        double[] mean = new double[classes];
        for (int p = 0; p < persons.size(); p++) {
            double count = counts.each()[p];
            double[] shares = shares(x, p);
            Arrays.setAll(mean, c -> mean[c] + count * shares[c]);
        }
        return Vectors.scaled(1 / counts.total(), mean);
    }

    /** Returns for each person the log likelihood followed by its gradient, for each of several vectors of weights. */
    List<double[]> logsAndGradients(double[]... weights) {
        return evaluator.answers((likelihood, p) -> logsAndGradients(likelihood, p, weights));
    }

    private static double[] logsAndGradients(Likelihood likelihood, int person, double[][] weights) {
        int width = 1 + weights[0].length;
        double[] results = new double[weights.length * width];
        double[] slopes = new double[width - 1];
        for (int c = 0; c < weights.length; c++) {
            results[c * width] = likelihood.logLikelihood(person, weights[c], slopes);
            System.arraycopy(slopes, 0, results, c * width + 1, slopes.length);
        }
        return results;
    }

    private List<double[]> likelihoodsOfClasses(double[] x) {
        double[][] weights = new double[classes][];
        Arrays.setAll(weights, c -> weights(x, c));
        return logsAndGradients(weights);
    }

    /**
     * Returns the posterior probability of each class given the decisions of a person, and fills in the log likelihood of the decisions at
     * index 0 of {@code logarithm}.
     *
     * @param likelihoods the person's {@link #logsAndGradients(double[]...)} at the weights of all classes
     */
    private double[] posterior(double[] x, int person, double[] likelihoods, double[] logarithm) {
        double[] logs = shares(x, person);
        Arrays.setAll(logs, c -> Math.log(logs[c]) + likelihoods[c * (1 + oneClass.weights().length)]);
        double[] posteriors = new double[classes];
        logarithm[0] = Vectors.softmax(logs, 1, posteriors);
        return posteriors;
    }

    @Override
    public PersonPoint at(double[] x) {
        List<double[]> likelihoods = likelihoodsOfClasses(x);
        List<double[]> scored = new ArrayList<>();
        for (int p = 0; p < persons.size(); p++) {
            double[] values = likelihoods.get(p);
            double[] score = new double[1 + x.length];
            double[] posteriors = posterior(x, p, values, score); // fills in score[0], the log likelihood
            for (int c = 0; c < classes; c++) {
                for (int i = 0; i < oneClass.free().length; i++) {
                    score[1 + c * oneClass.free().length + i] =
                            posteriors[c] * values[c * (1 + oneClass.weights().length) + 1 + oneClass.free()[i]];
                }
            }
            membership.addScore(p, posteriors, shares(x, p), 1 + firstLogit(1), score);
            scored.add(score);
        }
        return PersonPoint.of(x, counts, scored);
    }

    /**
     * Returns a start, which scatters the weights of {@link #oneClass} anew for each class; the classes have equal shares. If the start number is even, the
     * weights are multiplied by lognormal numbers, which preserve signs. Otherwise normal numbers are added, with the root mean square of the weights as
     * their standard deviation. All free weights of a class are also multiplied by one lognormal number, because persons differ in the amplitude of their noise.
     */
    double[] scattered(long seed, int startNumber) {
        KeyedRandom random = new KeyedRandom(seed);
        random.setKey(seed, STREAM, startNumber);
        random.startSample(0);
        double rms = Math.sqrt(IntStream.of(oneClass.free())
                .mapToDouble(k -> oneClass.weights()[k] * oneClass.weights()[k])
                .average()
                .orElse(0));
        double[] x = new double[size()];
        for (int c = 0; c < classes; c++) {
            double scale = Math.exp(random.nextGaussian());
            for (int k = 0; k < oneClass.free().length; k++) {
                double weight = oneClass.weights()[oneClass.free()[k]];
                double normal = random.nextGaussian();
                x[c * oneClass.free().length + k] =
                        scale * (startNumber % 2 == 0 ? weight * Math.exp(normal) : weight + rms * normal);
            }
        }
        return x;
    }

    /** Returns starting points with an additional class: each class in turn is split in two. */
    List<double[]> split(double[] x, long seed) {
        KeyedRandom random = new KeyedRandom(seed);
        List<double[]> starts = new ArrayList<>();
        int logitsFrom = firstLogit(1);
        for (int c = 0; c < classes; c++) {
            // a number below 0, because start numbers from 0 on select the random numbers of scattered starts
            random.setKey(seed, STREAM, -1 - c);
            random.startSample(0);
            double[] grown = new double[x.length + oneClass.free().length + membership.width()];
            System.arraycopy(x, 0, grown, 0, logitsFrom);
            for (int i = 0; i < oneClass.free().length; i++) {
                grown[logitsFrom + i] = x[c * oneClass.free().length + i] * Math.exp(random.nextGaussian());
            }
            System.arraycopy(x, logitsFrom, grown, logitsFrom + oneClass.free().length, x.length - logitsFrom);
            // the new class starts with the logit of the class that is split, which is 0 for the first class
            if (c > 0) {
                System.arraycopy(x, firstLogit(c), grown, grown.length - membership.width(), membership.width());
            }
            starts.add(grown);
        }
        return starts;
    }

    /**
     * Improves parameters by rounds of expectation-maximisation with a few maximisation steps each (Dempster, Laird and Rubin 1977).
     */
    double[] improved(double[] start, int rounds) {
        double[] x = start.clone();
        for (int round = 0; round < rounds; round++) {
            double[][] posteriors = new double[persons.size()][];
            double[] classCounts = new double[classes];
            double[] previous = x.clone();
            List<double[]> likelihoods = likelihoodsOfClasses(previous);
            for (int p = 0; p < posteriors.length; p++) {
                posteriors[p] = posterior(previous, p, likelihoods.get(p), new double[1]);
                for (int c = 0; c < classes; c++) {
                    classCounts[c] += counts.each()[p] * posteriors[p][c];
                }
            }
            for (int c = 0; c < classes; c++) {
                int index = c;
                double[] weights = Arrays.copyOfRange(x, c * oneClass.free().length, (c + 1) * oneClass.free().length);
                Objective<Expected> expected = w -> expected(w, index, posteriors, classCounts[index]);
                // the gradient changes over a distance of about 1, because features are standardised; never stops at
                // small slopes, only after all steps or if no point is lower
                double[] maximiser = new QuasiNewton<>(expected, 1)
                        .minimise(expected.at(weights), MAXIMISATION_STEPS, point -> false)
                        .x();
                System.arraycopy(maximiser, 0, x, c * oneClass.free().length, oneClass.free().length);
            }
            membership.improve(posteriors, counts.each(), MAXIMISATION_STEPS, firstLogit(1), x);
        }
        return x;
    }

    /** Evaluates the weights x of class c, given the posterior probabilities of the classes of each person. */
    private Expected expected(double[] x, int c, double[][] posteriors, double classCount) {
        List<double[]> likelihoods = logsAndGradients(oneClass.with(x, 0));
        double[] gradient = new double[oneClass.free().length];
        double value = 0;
        for (int p = 0; p < posteriors.length; p++) {
            double personShare = counts.each()[p] * posteriors[p][c] / classCount; // of the persons of the class
            double[] values = likelihoods.get(p);
            value -= personShare * values[0];
            for (int i = 0; i < oneClass.free().length; i++) {
                gradient[i] -= personShare * values[1 + oneClass.free()[i]];
            }
        }
        return new Expected(x, Double.isFinite(value) ? value : Double.POSITIVE_INFINITY, gradient);
    }

    /** Returns parameters whose classes are in the order of their shares, the largest first. */
    double[] sorted(double[] x) {
        double[] shares = shares(x);
        int[] order = Vectors.descending(shares);
        double[] sorted = new double[x.length];
        for (int c = 0; c < classes; c++) {
            System.arraycopy(
                    x, order[c] * oneClass.free().length, sorted, c * oneClass.free().length, oneClass.free().length);
            for (int i = 0; i < membership.width() && c > 0; i++) {
                // logits are relative to the first class, which is now the largest class
                double first = order[0] == 0 ? 0 : x[firstLogit(order[0]) + i];
                sorted[firstLogit(c) + i] = (order[c] == 0 ? 0 : x[firstLogit(order[c]) + i]) - first;
            }
        }
        return sorted;
    }
}
