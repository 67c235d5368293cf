package io.dither.perturbed;

import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.random.KeyedRandom;

/**
 * The whole of a perturbed optimizer with Gaussian noise in one plain loop: draw Z, solve at X = theta + sign eps Z, average. The
 * gradient is that of the score function, each sample against the mean of the others.
 *
 * @param value F_eps(theta) = E F(X)
 * @param solution y_eps(theta) = E y*(X)
 * @param vjp the gradient of &lt;v, y_eps&gt; in theta
 */
record ReferenceLoop(double value, double[] solution, double[] vjp) {
    static ReferenceLoop run(LinearOracle oracle, double[] theta, double epsilon, int samples, long seed, double[] v) {
        int d = theta.length;
        int sign = oracle.sense().sign(); // a minimiser gets cost - eps Z
        KeyedRandom random = new KeyedRandom(seed);
        double[][] z = new double[samples][d];
        double[] rewards = new double[samples];
        double value = 0;
        double[] solution = new double[d];
        for (int m = 0; m < samples; m++) {
            random.startSample(m);
            Noise.gaussian().sample(random, z[m]);
            double[] x = new double[d];
            for (int i = 0; i < d; i++) {
                x[i] = theta[i] + sign * epsilon * z[m][i];
            }
            double[] y = oracle.solve(x);
            for (int i = 0; i < d; i++) {
                value += x[i] * y[i] / samples;
                solution[i] += y[i] / samples;
                rewards[m] += v[i] * y[i];
            }
        }
        double[] vjp = new double[d];
        for (int m = 0; m < samples; m++) {
            double others = 0;
            for (int n = 0; n < samples; n++) {
                others += n == m ? 0 : rewards[n] / (samples - 1);
            }
            for (int i = 0; i < d; i++) { // the score of the standard normal law is z
                vjp[i] += (rewards[m] - others) * z[m][i] * sign / epsilon / samples;
            }
        }
        return new ReferenceLoop(value, solution, vjp);
    }
}
