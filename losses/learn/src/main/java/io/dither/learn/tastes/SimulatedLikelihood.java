package io.dither.learn.tastes;

import io.dither.internal.algebra.Vectors;
import io.dither.learn.internal.evaluate.Workers;
import io.dither.optim.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The mean over draws of the probability of all decisions of a person, and minus the mean over persons of its logarithm, with the exact
 * gradient: draws and their weights are held fixed while the parameters are searched for.
 */
final class SimulatedLikelihood implements Objective<SimulatedLikelihood.Point> {
    private static final int PERSONS_IN_BLOCK = 16;
    /** How often centres are improved by draws around them. */
    private static final int ROUNDS = 2;

    /**
     * The likelihood at some parameters.
     *
     * @param logs of each person
     * @param scores the gradient of each, times the person's weight
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
    record Point(double[] x, double value, double[] gradient, double[] logs, List<double[]> scores)
            implements Objective.Point {
        /** Returns the sum of the scores. */
        double[] score() {
            double[] sum = new double[x.length];
            scores.forEach(one -> Arrays.setAll(sum, i -> sum[i] + one[i]));
            return sum;
        }

        /** Returns the inverse of the sum of outer products of the scores, an estimate of the covariance of the parameters. */
        DMatrixRMaj covariance() {
            DMatrixRMaj information = new DMatrixRMaj(x.length, x.length);
            for (double[] one : scores) {
                DMatrixRMaj column = DMatrixRMaj.wrap(x.length, 1, one);
                CommonOps_DDRM.multAddTransB(column, column, information);
            }
            DMatrixRMaj inverse = new DMatrixRMaj(x.length, x.length);
            CommonOps_DDRM.pinv(information, inverse);
            return inverse;
        }

        /** Returns the largest slope against its standard error. */
        double largest() {
            double[] sum = score();
            double largest = 0;
            for (int i = 0; i < sum.length; i++) {
                int at = i;
                double squares =
                        scores.stream().mapToDouble(one -> one[at] * one[at]).sum();
                largest = Math.max(largest, Math.abs(sum[i]) / Math.sqrt(Math.max(squares, 1e-300)));
            }
            return largest;
        }
    }

    private final Likelihood likelihood;
    private final List<Person> persons;
    private final double[] weights;
    private final Population shape;
    private final Workers workers;
    private double[][] bases = {};
    private double[][] logWeights = {};

    SimulatedLikelihood(Likelihood likelihood, List<Person> persons, Population shape, Workers workers) {
        this.likelihood = likelihood;
        this.persons = persons;
        weights = Person.weights(persons);
        this.shape = shape;
        this.workers = workers;
    }

    private <T> List<T> each(java.util.function.IntFunction<T> work) {
        int blocks = (persons.size() + PERSONS_IN_BLOCK - 1) / PERSONS_IN_BLOCK;
        return workers
                .inOrder(blocks, block -> {
                    List<T> some = new ArrayList<>();
                    for (int p = block * PERSONS_IN_BLOCK;
                            p < Math.min(persons.size(), (block + 1) * PERSONS_IN_BLOCK);
                            p++) {
                        some.add(work.apply(p));
                    }
                    return some;
                })
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    /** Finds where the tastes of each person probably are, first about their mode, then their mean and covariance by draws there. */
    List<Centre> centres(double[] x, Draws draws, int[] counts) {
        Population population = shape.at(x);
        int dimensions = shape.dimensions();
        return each(p -> {
            Centre centre = Centre.of(likelihood, population, p);
            for (int round = 1; round <= ROUNDS; round++) {
                double[] own = new double[counts[p] * dimensions];
                double[] logs = new double[counts[p]];
                draws.of(persons.get(p).key(), -round, own);
                centre.move(own, logs);
                double[] base = own.clone();
                for (int r = 0; r < logs.length; r++) {
                    population.toBase(base, r * dimensions);
                }
                posterior(population, p, base, logs);
                centre = Centre.of(own, logs);
            }
            return centre;
        });
    }

    /** Draws anew around centres, so many of each person. */
    void draw(List<Centre> centres, Draws draws, int[] counts, int scrambling) {
        bases = new double[persons.size()][];
        logWeights = new double[persons.size()][];
        each(p -> {
            double[] own = new double[counts[p] * shape.dimensions()];
            double[] logs = new double[counts[p]];
            draws.of(persons.get(p).key(), scrambling, own);
            centres.get(p).move(own, logs);
            for (int r = 0; r < logs.length; r++) {
                shape.toBase(own, r * shape.dimensions());
            }
            bases[p] = own;
            logWeights[p] = logs;
            return p;
        });
    }

    @Override
    public Point at(double[] x) {
        Population population = shape.at(x);
        double[] logs = new double[persons.size()];
        List<double[]> scores = each(p -> {
            double[] score = new double[x.length];
            logs[p] = person(population, p, score);
            return score;
        });
        double value = 0;
        double total = 0;
        double[] gradient = new double[x.length];
        for (int p = 0; p < logs.length; p++) {
            total += weights[p];
            value -= weights[p] * logs[p];
            for (int i = 0; i < gradient.length; i++) {
                scores.get(p)[i] *= weights[p];
                gradient[i] -= scores.get(p)[i];
            }
        }
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] /= total;
        }
        double mean = value / total;
        return new Point(x.clone(), Double.isFinite(mean) ? mean : Double.POSITIVE_INFINITY, gradient, logs, scores);
    }

    /** Returns the logarithm of the mean probability of a person's decisions, and fills in its gradient. */
    private double person(Population population, int p, double[] score) {
        int dimensions = population.dimensions();
        int size = population.names().size();
        int count = logWeights[p].length;
        double[] beta = new double[size];
        double[] slopes = new double[size];
        double[] logs = new double[count];
        double[] all = new double[count * size];
        double largest = Double.NEGATIVE_INFINITY;
        for (int r = 0; r < count; r++) {
            population.weights(bases[p], r * dimensions, beta);
            logs[r] = logWeights[p][r] + likelihood.of(p, beta, slopes);
            for (int k = 0; k < size; k++) {
                all[r * size + k] = slopes[k] * population.laws().get(k).slope(beta[k]);
            }
            largest = Math.max(largest, logs[r]);
        }
        double sum = 0;
        for (int r = 0; r < count; r++) {
            logs[r] = Math.exp(logs[r] - largest);
            sum += logs[r];
        }
        for (int r = 0; r < count; r++) {
            double share = logs[r] / sum;
            if (share > 0) {
                System.arraycopy(all, r * size, slopes, 0, size);
                population.addGradient(slopes, bases[p], r * dimensions, share, score);
            }
        }
        return largest + Math.log(sum / count);
    }

    /** Returns the weights of the draws of a person at some parameters, and fills in what each counts for after the decisions. */
    List<double[]> posterior(double[] x, int p, double[] shares) {
        System.arraycopy(logWeights[p], 0, shares, 0, shares.length);
        return posterior(shape.at(x), p, bases[p], shares);
    }

    /** Returns the weights of draws of a person, and turns the logarithms of what draws count for into shares after the decisions. */
    private List<double[]> posterior(Population population, int p, double[] base, double[] logs) {
        List<double[]> drawn = new ArrayList<>();
        double[] slopes = new double[population.names().size()];
        for (int r = 0; r < logs.length; r++) {
            double[] beta = new double[slopes.length];
            population.weights(base, r * population.dimensions(), beta);
            logs[r] += likelihood.of(p, beta, slopes);
            drawn.add(beta);
        }
        Vectors.softmax(logs.clone(), 1, logs);
        return drawn;
    }
}
