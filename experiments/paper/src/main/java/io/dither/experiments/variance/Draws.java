package io.dither.experiments.variance;

import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import io.dither.random.KeyedRandom;

/** Rewards r_m = &lt;v, y*(X_m)&gt; and scores of some samples, with the rewards of their mirror images. */
final class Draws {
    private final Problem problem;
    private final OracleSession session;
    private final double[] x;
    private final Vertex vertex;
    /** Times the sign of the oracle, which d/dtheta brings back. */
    final double[][] scores;

    final double[] rewards;
    final double[] mirrored;

    Draws(Problem problem, OracleSession session, int samples, long seed) {
        this.problem = problem;
        this.session = session;
        int d = problem.theta().length;
        x = new double[d];
        vertex = new Vertex(d);
        scores = new double[samples][d];
        rewards = new double[samples];
        mirrored = new double[samples];
        int sign = problem.oracle().sense().sign();
        KeyedRandom random = new KeyedRandom(seed);
        double[] z = new double[d];
        for (int m = 0; m < samples; m++) {
            random.sample(m);
            Problem.NOISE.sample(random, z);
            Problem.NOISE.score(z, scores[m]);
            for (int i = 0; i < d; i++) {
                scores[m][i] *= sign;
            }
            rewards[m] = reward(z, sign);
            mirrored[m] = reward(z, -sign);
        }
    }

    /** Returns the reward at theta itself. */
    double unperturbed() {
        return reward(new double[x.length], 0);
    }

    private double reward(double[] z, int sign) {
        for (int i = 0; i < x.length; i++) {
            x[i] = problem.theta()[i] + sign * z[i];
        }
        session.solve(x, vertex);
        return vertex.dot(problem.cotangent());
    }
}
