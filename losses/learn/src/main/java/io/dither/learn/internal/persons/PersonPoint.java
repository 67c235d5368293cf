package io.dither.learn.internal.persons;

import io.dither.internal.algebra.Vectors;
import io.dither.learn.internal.search.Inference;
import io.dither.learn.internal.search.Jacobian;
import io.dither.learn.internal.search.Meat;
import io.dither.learn.internal.search.Standing;
import io.dither.learn.model.FitSettings;
import io.dither.optim.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Minus the mean logarithm of the likelihood of persons at some parameters.
 *
 * @param logs of each person
 * @param scores the gradient of each, times the person's weight
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
public record PersonPoint(double[] x, double value, double[] gradient, double[] logs, List<double[]> scores)
        implements Objective.Point {
    private static final double DIFFERENCE = 1e-4;

    /** Returns the sum of the scores. */
    public double[] score() {
        double[] sum = new double[x.length];
        scores.forEach(one -> Arrays.setAll(sum, i -> sum[i] + one[i]));
        return sum;
    }

    /** Returns the inverse of the sum of outer products of the scores, an estimate of the covariance of the parameters. */
    public DMatrixRMaj covariance() {
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
    public double largest() {
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

    /**
     * Adds up persons: minus the mean logarithm, infinite if one is not a number; scores are multiplied by the weights.
     *
     * @param scored of each person the logarithm, then its gradient
     */
    public static PersonPoint of(double[] x, double[] weights, List<double[]> scored) {
        double value = 0;
        double total = 0;
        double[] gradient = new double[x.length];
        double[] logs = new double[weights.length];
        List<double[]> scores = new ArrayList<>();
        for (int p = 0; p < logs.length; p++) {
            double[] one = scored.get(p);
            double[] score = new double[x.length];
            logs[p] = one[0];
            total += weights[p];
            value -= weights[p] * logs[p];
            for (int i = 0; i < gradient.length; i++) {
                score[i] = one[1 + i] * weights[p];
                gradient[i] -= score[i];
            }
            scores.add(score);
        }
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] /= total;
        }
        double mean = value / total;
        return new PersonPoint(
                x.clone(), Double.isFinite(mean) ? mean : Double.POSITIVE_INFINITY, gradient, logs, scores);
    }

    /** Measures the errors at this point by the sandwich over persons; {@code objective} evaluates others. */
    public Standing standing(
            Objective<PersonPoint> objective, List<Person> persons, FitSettings settings, boolean converged) {
        int[] all = IntStream.range(0, x.length).toArray();
        if (settings.errors() == FitSettings.Errors.NONE || !converged) {
            return Standing.none(all, converged ? "" : "not converged");
        }
        List<double[]> equations = negative();
        Meat meat = Meat.of(equations, equations, Person.names(persons), Person.weights(persons), settings.weighting());
        double first = DIFFERENCE * Math.sqrt(persons.size());
        Jacobian.Equations sums = (moved, replicate) -> {
            PersonPoint there = objective.at(moved);
            return meat.isSmall() ? meat.parts(there.negative()) : Vectors.scaled(-1, there.score());
        };
        Inference inference =
                Inference.of(meat, basis -> new Jacobian(sums, 1).within(x, basis, direction -> first), 0);
        return Standing.of(inference, all, meat, "");
    }

    private List<double[]> negative() {
        return scores.stream().map(one -> Vectors.scaled(-1, one)).toList();
    }
}
