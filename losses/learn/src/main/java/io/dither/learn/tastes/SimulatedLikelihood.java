package io.dither.learn.tastes;

import io.dither.internal.algebra.Vectors;
import io.dither.learn.internal.evaluate.Workers;
import io.dither.learn.internal.persons.Likelihood;
import io.dither.learn.internal.persons.Person;
import io.dither.learn.internal.persons.PersonPoint;
import io.dither.optim.Objective;
import java.util.ArrayList;
import java.util.List;

/**
 * The mean over draws of the probability of all decisions of a person, and minus the mean over persons of its logarithm, with the exact
 * gradient: draws and their weights are held fixed while the parameters are searched for.
 */
final class SimulatedLikelihood implements Objective<PersonPoint> {
    private static final int PERSONS_IN_BLOCK = 16;
    /** How often centres are improved by draws around them. */
    private static final int ROUNDS = 4;
    /** By how many draws at most. */
    private static final int PILOTS = 512;

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

    /** Finds where the tastes of each person probably are, first about their mode, then in several parts by draws there. */
    List<Proposal> centres(double[] x, Draws draws, int[] counts) {
        Population population = shape.at(x);
        int dimensions = shape.dimensions();
        return each(p -> {
            int pilots = Math.min(counts[p], PILOTS);
            Proposal proposal = Proposal.about(Centre.of(likelihood, population, p));
            for (int round = 1; round <= ROUNDS; round++) {
                double[] own = new double[pilots * dimensions];
                double[] logs = new double[pilots];
                draws.of(persons.get(p).key(), -round, own);
                proposal.move(own, logs);
                double[] base = own.clone();
                for (int r = 0; r < logs.length; r++) {
                    population.toBase(base, r * dimensions);
                }
                posterior(population, p, base, logs);
                proposal = proposal.improved(own, logs);
            }
            return proposal;
        });
    }

    /** Draws anew around centres, so many of each person. */
    void draw(List<Proposal> centres, Draws draws, int[] counts, int scrambling) {
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
    public PersonPoint at(double[] x) {
        Population population = shape.at(x);
        double[] logs = new double[persons.size()];
        List<double[]> scores = each(p -> {
            double[] score = new double[x.length];
            logs[p] = person(population, p, score);
            return score;
        });
        return PersonPoint.of(x, weights, logs, scores);
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
