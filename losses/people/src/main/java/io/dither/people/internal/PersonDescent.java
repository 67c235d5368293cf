package io.dither.people.internal;

import io.dither.internal.algebra.Vectors;
import io.dither.optim.Objective;
import io.dither.optim.QuasiNewton;
import org.ejml.data.DMatrixRMaj;

/**
 * Minimises minus the mean log likelihood of persons from a starting point, in scaled coordinates. In these coordinates, the mean
 * outer product of the scores at the start is the identity, so the Hessian is approximately the identity, too. The search does not
 * move along directions in which all scores at the start are 0.
 */
public final class PersonDescent {
    private final Objective<PersonPoint> objective;
    private final PersonPoint start;
    private final int maxIterations;
    /** The matrix R of x = start + R y, with the scaled coordinates y. */
    private final double[][] root;

    private int evaluations;

    /** A point in scaled coordinates. */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    private record Scaled(double[] x, double value, double[] gradient, PersonPoint point) implements Objective.Point {}

    public PersonDescent(Objective<PersonPoint> objective, PersonPoint start, int maxIterations) {
        this.objective = objective;
        this.start = start;
        this.maxIterations = maxIterations;
        int size = start.x().length;
        double[][] covariance = new double[size][size];
        // start.covariance() inverts the curvature of the sum over persons, but the objective is the mean over persons
        double persons = start.counts().total();
        DMatrixRMaj covarianceOfSum = start.covariance();
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                covariance[i][j] = persons * covarianceOfSum.get(i, j);
            }
        }
        root = Roots.cholesky(covariance);
    }

    /** Returns the number of points that were evaluated, without the start. */
    public int evaluations() {
        return evaluations;
    }

    /**
     * Descends until every slope is below this share of its standard error. Ends earlier after {@code maxIterations}, or
     * if it finds no lower point.
     */
    public PersonPoint until(double share) {
        Scaled from = scaled(new double[start.x().length], start);
        return new QuasiNewton<>(this::at, 1) // the gradient changes over a distance of 1 in scaled coordinates
                .minimise(from, maxIterations, scaled -> scaled.point().largestSlope() < share)
                .point();
    }

    private Scaled at(double[] y) {
        evaluations++;
        double[] x = start.x().clone();
        for (int i = 0; i < x.length; i++) {
            x[i] += Vectors.dot(root[i], y);
        }
        return scaled(y, objective.at(x));
    }

    private Scaled scaled(double[] y, PersonPoint point) {
        double[] gradient = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            for (int j = 0; j < y.length; j++) {
                gradient[j] += root[i][j] * point.gradient()[i];
            }
        }
        return new Scaled(y, point.value(), gradient, point);
    }
}
