package io.dither.learn.tastes;

import io.dither.internal.algebra.Vectors;
import io.dither.learn.internal.persons.Likelihood;
import io.dither.learn.internal.persons.Person;
import io.dither.learn.internal.persons.PersonPoint;
import io.dither.optim.Objective;
import io.dither.optim.QuasiNewton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The likelihood of persons in classes: the parameters are the free weights of each class, class after class, then the logits of
 * membership of all classes but the first, each a constant and a slope per covariate of the person (Dayton and Macready 1988).
 *
 * @param likelihood of the decisions of each person
 * @param persons the persons
 * @param start the weights of one class for all, in standardised units; read only
 * @param free which of them are free
 * @param classes how many classes
 * @param membership what membership follows
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
record ClassLikelihood(
        Likelihood likelihood, List<Person> persons, double[] start, int[] free, int classes, Membership membership)
        implements Objective<PersonPoint> {
    private static final int STEPS = 3;
    /** Weights beyond this, in those of one class for all, have no end: persons who always decide by one feature. */
    private static final double FAR = 50;

    /** The expected likelihood of one class. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
    private record Expected(double[] x, double value, double[] gradient) implements Objective.Point {}

    int size() {
        return logits(classes);
    }

    /** Returns where the logits of a class begin, from the second class on. */
    int logits(int c) {
        return classes * free.length + (c - 1) * membership.width();
    }

    /** Returns the weights of a class. */
    double[] weights(double[] x, int c) {
        double[] weights = start.clone();
        for (int i = 0; i < free.length; i++) {
            weights[free[i]] = x[c * free.length + i];
        }
        return weights;
    }

    /** Returns whether no class has weights, or a membership, without end. */
    boolean isBounded(double[] x) {
        double largest = Arrays.stream(start).map(Math::abs).max().orElse(1);
        return IntStream.range(0, x.length)
                .allMatch(i -> Math.abs(x[i]) <= FAR * (i < classes * free.length ? largest : 1));
    }

    /** Returns the shares of the classes among persons like one. */
    double[] shares(double[] x, int person) {
        return membership.shares(x, logits(1), classes, person);
    }

    /** Returns the shares of the classes. */
    double[] shares(double[] x) {
        double[] mean = new double[classes];
        double total = 0;
        for (int p = 0; p < persons.size(); p++) {
            double weight = persons.get(p).weight();
            double[] shares = shares(x, p);
            Arrays.setAll(mean, c -> mean[c] + weight * shares[c]);
            total += weight;
        }
        return Vectors.scaled(1 / total, mean);
    }

    /** Returns the probability of each class after the decisions of a person; adds that of the decisions to the first number given. */
    double[] posterior(double[] x, int person, double[] logarithm, double[][] slopes) {
        double[] shares = shares(x, person);
        double[] logs = new double[classes];
        for (int c = 0; c < classes; c++) {
            logs[c] = Math.log(shares[c]) + likelihood.of(person, weights(x, c), slopes[c]);
        }
        double[] after = new double[classes];
        logarithm[0] = Vectors.softmax(logs, 1, after);
        return after;
    }

    @Override
    public PersonPoint at(double[] x) {
        double[] logs = new double[persons.size()];
        List<double[]> scores = new ArrayList<>();
        double[][] slopes = new double[classes][start.length];
        double[] logarithm = new double[1];
        for (int p = 0; p < logs.length; p++) {
            double[] after = posterior(x, p, logarithm, slopes);
            logs[p] = logarithm[0];
            double[] score = new double[x.length];
            for (int c = 0; c < classes; c++) {
                for (int i = 0; i < free.length; i++) {
                    score[c * free.length + i] = after[c] * slopes[c][free[i]];
                }
            }
            membership.addScore(p, after, shares(x, p), logits(1), score);
            scores.add(score);
        }
        return PersonPoint.of(x, Person.weights(persons), logs, scores);
    }

    /** Improves parameters by so many rounds of expectation and, a few steps of, maximisation (Dempster, Laird and Rubin 1977). */
    double[] improved(double[] from, int rounds) {
        double[] x = from.clone();
        double[][] slopes = new double[classes][start.length];
        for (int round = 0; round < rounds; round++) {
            double[][] after = new double[persons.size()][];
            double[] totals = new double[classes];
            double[] before = x.clone();
            for (int p = 0; p < after.length; p++) {
                after[p] = posterior(before, p, new double[1], slopes);
                for (int c = 0; c < classes; c++) {
                    totals[c] += persons.get(p).weight() * after[p][c];
                }
            }
            for (int c = 0; c < classes; c++) {
                int own = c;
                double[] weights = Arrays.copyOfRange(x, c * free.length, (c + 1) * free.length);
                Objective<Expected> expected = w -> expected(w, own, after, totals[own]);
                double[] better = new QuasiNewton<>(expected, 1)
                        .minimise(expected.at(weights), STEPS, point -> false)
                        .x();
                System.arraycopy(better, 0, x, c * free.length, free.length);
            }
            membership.improve(after, Person.weights(persons), STEPS, logits(1), x);
        }
        return x;
    }

    private Expected expected(double[] free, int c, double[][] after, double total) {
        double[] weights = start.clone();
        for (int i = 0; i < free.length; i++) {
            weights[this.free[i]] = free[i];
        }
        double[] slopes = new double[start.length];
        double[] gradient = new double[free.length];
        double value = 0;
        for (int p = 0; p < after.length; p++) {
            double share = persons.get(p).weight() * after[p][c] / total;
            value -= share * likelihood.of(p, weights, slopes);
            for (int i = 0; i < free.length; i++) {
                gradient[i] -= share * slopes[this.free[i]];
            }
        }
        return new Expected(free, Double.isFinite(value) ? value : Double.POSITIVE_INFINITY, gradient);
    }

    /** Returns parameters whose classes are in the order of their shares, the largest first. */
    double[] sorted(double[] x) {
        double[] shares = shares(x);
        int[] order = Vectors.descending(shares);
        double[] sorted = new double[x.length];
        for (int c = 0; c < classes; c++) {
            System.arraycopy(x, order[c] * free.length, sorted, c * free.length, free.length);
            for (int i = 0; i < membership.width() && c > 0; i++) {
                double first = order[0] == 0 ? 0 : x[logits(order[0]) + i];
                sorted[logits(c) + i] = (order[c] == 0 ? 0 : x[logits(order[c]) + i]) - first;
            }
        }
        return sorted;
    }
}
