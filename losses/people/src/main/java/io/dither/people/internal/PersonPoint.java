package io.dither.people.internal;

import io.dither.internal.algebra.Vectors;
import io.dither.learn.internal.search.FitErrors;
import io.dither.learn.internal.search.Inference;
import io.dither.learn.internal.search.Jacobian;
import io.dither.learn.internal.search.Meat;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.WeightStatus;
import io.dither.optim.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Minus the mean log likelihood of persons at given parameters.
 *
 * @param x the parameters
 * @param value minus the mean log likelihood; infinite outside the domain
 * @param gradient the gradient of the value
 * @param logs the log likelihood of each person
 * @param scores the gradient of each log likelihood, times the count of the person
 * @param counts how much each person counts, and whether a count above 1 stands for identical persons
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
public record PersonPoint(
        double[] x, double value, double[] gradient, double[] logs, List<double[]> scores, Counts counts)
        implements Objective.Point {
    /** A step of differences for standard errors changes the score of a person by about this share of its standard deviation. */
    private static final double DIFFERENCE = 1e-4;

    /** Returns the log likelihood of all persons, weighted by their counts. */
    public double logLikelihood() {
        return -value * counts.total();
    }

    /** Returns this point with some parameters only, and the gradients with respect to them. */
    public PersonPoint restricted(int[] free) {
        return new PersonPoint(
                FitErrors.restricted(x, free),
                value,
                FitErrors.restricted(gradient, free),
                logs,
                scores.stream().map(score -> FitErrors.restricted(score, free)).toList(),
                counts);
    }

    /** Returns the gradient of the log likelihood of all persons. */
    public double[] scoreSum() {
        double[] sum = new double[x.length];
        scores.forEach(score -> Arrays.setAll(sum, i -> sum[i] + score[i]));
        return sum;
    }

    /**
     * Returns the inverse of the sum of outer products of the scores, an estimate of the covariance of the parameters; the
     * pseudoinverse if the sum is singular.
     */
    public DMatrixRMaj covariance() {
        DMatrixRMaj information = new DMatrixRMaj(x.length, x.length);
        for (int p = 0; p < scores.size(); p++) {
            DMatrixRMaj column = DMatrixRMaj.wrap(x.length, 1, scores.get(p));
            // for n identical persons with score s, this is the sum n s; their outer products add up to n s s^T, which
            // is (n s)(n s)^T / n
            CommonOps_DDRM.multAddTransB(1 / counts.replicas(p), column, column, information);
        }
        DMatrixRMaj inverse = new DMatrixRMaj(x.length, x.length);
        CommonOps_DDRM.pinv(information, inverse);
        return inverse;
    }

    /** Returns the largest slope, in its standard errors. */
    public double largestSlope() {
        double[] sum = scoreSum();
        double largest = 0;
        for (int i = 0; i < sum.length; i++) {
            int index = i;
            double squares = IntStream.range(0, scores.size())
                    .mapToDouble(p -> scores.get(p)[index] * scores.get(p)[index] / counts.replicas(p))
                    .sum();
            largest = Math.max(largest, Math.abs(sum[i]) / Math.sqrt(Math.max(squares, 1e-300))); // not divided by 0
        }
        return largest;
    }

    /**
     * Adds up the log likelihoods and scores of persons, times their counts; the value is infinite if a log likelihood is NaN or infinite.
     *
     * @param scored the log likelihood of each person, followed by its gradient
     */
    public static PersonPoint of(double[] x, Counts counts, List<double[]> scored) {
        double[] personCounts = counts.each();
        double value = 0;
        double countSum = 0;
        double[] gradient = new double[x.length];
        double[] logs = new double[personCounts.length];
        List<double[]> scores = new ArrayList<>();
        for (int p = 0; p < logs.length; p++) {
            double[] logAndScore = scored.get(p);
            double[] score = new double[x.length];
            logs[p] = logAndScore[0];
            countSum += personCounts[p];
            value -= personCounts[p] * logs[p];
            for (int i = 0; i < gradient.length; i++) {
                score[i] = logAndScore[1 + i] * personCounts[p];
                gradient[i] -= score[i];
            }
            scores.add(score);
        }
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] /= countSum;
        }
        double mean = value / countSum;
        return new PersonPoint(
                x.clone(), Double.isFinite(mean) ? mean : Double.POSITIVE_INFINITY, gradient, logs, scores, counts);
    }

    /**
     * Computes standard errors at this point by the sandwich estimator over persons.
     *
     * @param objective evaluates other points
     * @param free the parameters to compute errors for; the other parameters are taken as fixed
     * @param identifyingPersons the smallest number of persons that identify a parameter; if this number is small, each person is left out in turn
     */
    public FitErrors fitErrors(
            Objective<PersonPoint> objective,
            List<Person> persons,
            FitSettings settings,
            int[] free,
            double identifyingPersons,
            boolean isConverged) {
        if (settings.errors() == FitSettings.Errors.NONE || !isConverged || free.length == 0) {
            return FitErrors.none(free, isConverged ? WeightStatus.ESTIMATED : WeightStatus.NOT_CONVERGED);
        }
        // persons share no simulation noise, so the second draw of the equations is not needed
        List<double[]> equations = negativeScores(free);
        Meat meat = Meat.of(equations, equations, Person.keys(persons), counts.each(), settings.weighting())
                .jackknifedIfFew(identifyingPersons);
        // along a direction, a step of 1 changes the sum of n scores by about the standard deviation of the sum, so a
        // step of sqrt(n) changes each score by about the standard deviation of a score
        double difference = DIFFERENCE * Math.sqrt(persons.size());
        Jacobian.Equations sums = (moved, replicate) -> {
            double[] parameters = x.clone();
            for (int i = 0; i < free.length; i++) {
                parameters[free[i]] = moved[i];
            }
            PersonPoint point = objective.at(parameters);
            return meat.isJackknife()
                    ? meat.sumAndParts(point.negativeScores(free))
                    : Vectors.scaled(-1, FitErrors.restricted(point.scoreSum(), free));
        };
        // 1 replicate, because scores have no noise; the factor 0 means the sandwich estimator
        Inference inference = Inference.of(
                meat,
                basis -> new Jacobian(sums, 1).along(FitErrors.restricted(x, free), basis, direction -> difference),
                0);
        return FitErrors.of(inference, free, meat, ""); // no message, because such short steps do not leave a domain
    }

    private List<double[]> negativeScores(int[] free) {
        return scores.stream()
                .map(score -> Vectors.scaled(-1, FitErrors.restricted(score, free)))
                .toList();
    }
}
