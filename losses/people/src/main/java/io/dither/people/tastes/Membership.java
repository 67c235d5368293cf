package io.dither.people.tastes;

import io.dither.error.Arguments;
import io.dither.internal.algebra.Vectors;
import io.dither.learn.model.Observation;
import io.dither.optim.Objective;
import io.dither.optim.QuasiNewton;
import io.dither.people.internal.Person;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The membership of classes: a multinomial logit of a constant and of standardised covariates.
 *
 * @param names the names of the covariates
 * @param means the means of the covariates over persons; read only
 * @param deviations the standard deviations of the covariates over persons; read only
 * @param rows for each person, 1 and the standardised covariates; read only
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record Membership(List<String> names, double[] means, double[] deviations, double[][] rows) {
    /** The mean over persons of the cross entropy between the posterior probabilities and the shares of the classes, at the coefficients x of the logits. */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    private record CrossEntropy(double[] x, double value, double[] gradient) implements Objective.Point {}

    static Membership of(List<String> names, List<Person> persons) {
        double[][] rows = new double[persons.size()][];
        Arrays.setAll(rows, p -> covariateRow(names, persons.get(p)));
        double[] means = new double[names.size()];
        double[] deviations = new double[means.length];
        for (int k = 0; k < means.length; k++) {
            int column = 1 + k;
            double mean = Arrays.stream(rows)
                    .mapToDouble(row -> row[column])
                    .average()
                    .orElse(0);
            double squares = Arrays.stream(rows)
                    .mapToDouble(row -> (row[column] - mean) * (row[column] - mean))
                    .average()
                    .orElse(0);
            Arguments.require(
                    squares > 0 && Arrays.stream(rows).anyMatch(row -> row[column] != rows[0][column]),
                    "'" + names.get(k) + "' is the same for all persons, so that membership cannot depend on it",
                    "Maybe leave it out of --membership");
            means[k] = mean;
            deviations[k] = Math.sqrt(squares);
            Arrays.stream(rows).forEach(row -> row[column] = (row[column] - mean) / Math.sqrt(squares));
        }
        return new Membership(List.copyOf(names), means, deviations, rows);
    }

    private static double[] covariateRow(List<String> names, Person person) {
        double[] first = person.decisions().get(0).covariates();
        for (Observation observation : person.decisions()) {
            Arguments.require(
                    names.isEmpty() || observation.covariates().length == names.size(),
                    "example '" + observation.id() + "' has " + observation.covariates().length + " covariates, not "
                            + names,
                    "Maybe set them by Observation.withCovariates, or leave membership out");
            Arguments.require(
                    names.isEmpty() || Arrays.equals(observation.covariates(), first),
                    "the decisions of person '" + person.name() + "' have the covariates " + Arrays.toString(first)
                            + " and " + Arrays.toString(observation.covariates()),
                    "Maybe they describe the decision: membership needs columns that are the same for all decisions of a person");
        }
        double[] row = new double[1 + names.size()];
        row[0] = 1;
        System.arraycopy(first, 0, row, 1, names.size());
        return row;
    }

    /** Returns the number of coefficients in the logit of a class. */
    int width() {
        return 1 + names.size();
    }

    /**
     * Returns the shares of the classes among persons with the covariates of one person. The coefficients of the logits begin at index {@code from} of x, class
     * after class from the second class on; the logit of the first class is 0.
     */
    double[] shares(double[] x, int from, int classes, int person) {
        double[] logits = new double[classes];
        for (int c = 1; c < classes; c++) {
            for (int i = 0; i < width(); i++) {
                logits[c] += x[from + (c - 1) * width() + i] * rows[person][i];
            }
        }
        double[] shares = new double[classes];
        Vectors.softmax(logits, 1, shares);
        return shares;
    }

    /** Adds the gradient of a person's log likelihood with respect to the coefficients to {@code score}, from index {@code from} on. */
    void addScore(int person, double[] posterior, double[] shares, int from, double[] score) {
        for (int c = 1; c < posterior.length; c++) {
            for (int i = 0; i < width(); i++) {
                score[from + (c - 1) * width() + i] += (posterior[c] - shares[c]) * rows[person][i];
            }
        }
    }

    /**
     * Lowers the mean cross entropy ({@link CrossEntropy}) by changing the coefficients in x, which begin at index {@code from}.
     *
     * @param posterior the posterior probabilities of the classes, one row per person
     * @param counts how much each person counts, see {@link io.dither.people.internal.Counts}
     * @param steps the largest number of iterations
     */
    void improve(double[][] posterior, double[] counts, int steps, int from, double[] x) {
        int size = (posterior[0].length - 1) * width();
        double countSum = Arrays.stream(counts).sum();
        Objective<CrossEntropy> objective = coefficients -> {
            double value = 0;
            double[] gradient = new double[size];
            for (int p = 0; p < posterior.length; p++) {
                double[] shares = shares(coefficients, 0, posterior[p].length, p);
                for (int c = 0; c < shares.length; c++) { // 0 log 0 counts as 0
                    value -= posterior[p][c] == 0 ? 0 : counts[p] / countSum * posterior[p][c] * Math.log(shares[c]);
                }
                double[] score = new double[size];
                addScore(p, posterior[p], shares, 0, score);
                for (int i = 0; i < size; i++) {
                    gradient[i] -= counts[p] / countSum * score[i];
                }
            }
            return new CrossEntropy(coefficients, Double.isFinite(value) ? value : Double.POSITIVE_INFINITY, gradient);
        };
        double[] start = Arrays.copyOfRange(x, from, from + size);
        double[] improved = new QuasiNewton<>(objective, 1) // covariates are standardised
                .minimise(objective.at(start), steps, point -> false)
                .x();
        System.arraycopy(improved, 0, x, from, size);
    }

    /** Returns coefficient i of the logit that begins at index {@code from}, in raw units: the constant (i = 0) or the slope of a covariate. */
    double raw(double[] x, int from, int i) {
        return i > 0
                ? x[from + i] / deviations[i - 1]
                : x[from]
                        - IntStream.range(0, means.length)
                                .mapToDouble(k -> x[from + 1 + k] * means[k] / deviations[k])
                                .sum();
    }
}
