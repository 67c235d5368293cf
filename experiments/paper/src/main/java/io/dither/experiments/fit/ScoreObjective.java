package io.dither.experiments.fit;

import io.dither.internal.algebra.Vectors;
import io.dither.layer.Estimated;
import io.dither.layer.NoiseKey;
import io.dither.layer.SmoothedOptimizer;
import io.dither.layer.ValueAndGradient;
import io.dither.optim.Objective;
import io.dither.oracle.Sense;

/**
 * The convex function phi(s) = F(s) - &lt;s, y&gt; of scores s, whose least value is -Omega_eps(y); costs are -s.
 *
 * <p>The noise is the same at each evaluation, so phi is a deterministic function, and piecewise linear if it is
 * estimated.
 */
final class ScoreObjective implements Objective<ScoreObjective.Point> {
    private final SmoothedOptimizer layer;
    private final double[] target;
    private final int sign;
    private final long step;
    private int evaluations;

    ScoreObjective(SmoothedOptimizer layer, double[] target, long step) {
        this.layer = layer;
        this.target = target;
        this.step = step;
        Sense sense = layer.oracle().sense();
        this.sign = sense.sign();
    }

    /**
     * phi at a point, infinite outside the domain.
     *
     * @param scores s
     * @param gradient y_eps - y
     * @param error the norm of the standard errors of the gradient that are known; NaN for one sample, which has none
     * @param gap how much larger F(s) may be, because solves ended before a proof
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    record Point(double[] scores, double value, double valueError, double[] gradient, double error, double gap)
            implements Objective.Point {
        @Override
        public double[] x() {
            return scores;
        }

        double residual() {
            return Vectors.norm(gradient);
        }
    }

    @Override
    public Point at(double[] scores) {
        double[] theta = Vectors.scaled(sign, scores);
        if (layer.oracle().domain().firstOutside(theta) >= 0) {
            return new Point(scores, Double.POSITIVE_INFINITY, 0, target, 0, 0);
        }
        evaluations++;
        ValueAndGradient smoothed = layer.smoothed(theta, new NoiseKey(step, 0));
        return new Point(
                scores,
                sign * smoothed.value() - Vectors.dot(scores, target),
                smoothed.standardError(),
                Vectors.minus(smoothed.gradient().values(), target),
                error(smoothed.gradient()),
                smoothed.gap());
    }

    private static double error(Estimated gradient) {
        double squares = gradient.degreesOfFreedom() < 1 ? Double.NaN : 0;
        for (int i = 0; i < gradient.values().length; i++) {
            squares += gradient.knownError(i) * gradient.knownError(i);
        }
        return Math.sqrt(squares);
    }

    int evaluations() {
        return evaluations;
    }
}
