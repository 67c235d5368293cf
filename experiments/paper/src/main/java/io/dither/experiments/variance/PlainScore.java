package io.dither.experiments.variance;

import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import io.dither.random.KeyedRandom;

/** The vector-Jacobian product without a baseline, mean of &lt;v, y_m&gt; grad nu(z_m): to compare with. */
final class PlainScore {
    private PlainScore() {}

    static double[] vjp(Problem problem, OracleSession session, int samples, long seed) {
        int d = problem.theta().length;
        int sign = problem.oracle().sense().sign();
        KeyedRandom random = new KeyedRandom(seed);
        Vertex vertex = new Vertex(d);
        double[] z = new double[d];
        double[] x = new double[d];
        double[] score = new double[d];
        double[] product = new double[d];
        for (int m = 0; m < samples; m++) {
            random.sample(m);
            Problem.NOISE.sample(random, z);
            // X = theta + sign Z, so that d/dtheta brings the sign back
            for (int i = 0; i < d; i++) {
                x[i] = problem.theta()[i] + sign * z[i];
            }
            session.solve(x, vertex);
            Problem.NOISE.score(z, score);
            double reward = vertex.dot(problem.cotangent());
            for (int i = 0; i < d; i++) {
                product[i] += sign * reward * score[i] / samples;
            }
        }
        return product;
    }
}
