package io.dither.experiments.unsupervised;

import io.dither.internal.algebra.Vectors;
import io.dither.layer.Estimated;
import io.dither.layer.NoiseKey;
import io.dither.layer.SmoothedOptimizer;
import io.dither.layer.ValueAndGradient;
import io.dither.optim.Objective;

/**
 * The convex function phi(s) = F_eps(s) - &lt;s, y&gt; of scores s, where F_eps is the perturbed maximum; costs are -s.
 * The noise is the same at each evaluation, so phi is a deterministic function; it is piecewise linear if the layer is
 * not exact.
 *
 * @param layer the layer
 * @param target y
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record ScoreObjective(SmoothedOptimizer layer, double[] target) implements Objective<ScoreObjective.Point> {
    /**
     * phi at a point.
     *
     * @param scores s
     * @param value phi(s)
     * @param gradient y_eps - y, where y_eps is the expected solution
     * @param error the norm of the standard errors of the gradient; unknown ones count as 0
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    record Point(double[] scores, double value, double[] gradient, double error) implements Objective.Point {
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
        int sign = layer.oracle().sense().sign();
        ValueAndGradient smoothed = layer.smoothed(Vectors.scaled(sign, scores), NoiseKey.ZERO);
        return new Point(
                scores,
                sign * smoothed.value() - Vectors.dot(scores, target),
                Vectors.minus(smoothed.gradient().values(), target),
                error(smoothed.gradient()));
    }

    private static double error(Estimated gradient) {
        double squares = 0;
        for (int i = 0; i < gradient.values().length; i++) {
            squares += gradient.errorOrZero(i) * gradient.errorOrZero(i);
        }
        return Math.sqrt(squares);
    }
}
