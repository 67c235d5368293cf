package io.dither.trees;

import io.dither.layer.Decision;
import io.dither.layer.EstimatingEquation;
import io.dither.learn.internal.evaluate.Criterion;
import io.dither.learn.model.Observation;
import io.dither.noise.Noise;
import io.dither.oracle.Vertex;
import io.dither.random.KeyedRandom;
import java.util.Arrays;
import java.util.List;

/**
 * Computes J_jj, the derivative in theta_j of coordinate j of the gradient in theta, or an approximation of this
 * derivative. The result is above 0 if coordinate j of the gradient is not 0.
 *
 * <ul>
 *   <li><b>Fenchel-Young losses and moments</b>: up to the sign, the gradient is y_eps - y, where y is the decision and
 *   y_eps the mean solution at the perturbed costs X = theta + eps Z. So J_jj can be computed from the gradient,
 *   without further solves. As a function of X_j alone, coordinate j of a 0/1 solution is a step. Under logistic noise
 *   of scale s, a step taken with probability q has the slope q (1 - q) / (eps s). Because q (1 - q) is concave, the
 *   mean of this slope over the noise of the other coordinates is at most the slope at the mean of q, which is y_eps,j.
 *   So J_jj &lt;= q (1 - q) / (eps s) with q = y_eps,j. This bound is Var(y_j) / (eps s). Other laws are replaced
 *   by the logistic law with the same standard deviation, s = sd sqrt(3) / pi. For argmax under Gumbel noise this gives
 *   sqrt(2) J_jj. A coordinate from a to b is a plus (b - a) times a coordinate from 0 to 1. A q near 0 or 1 is moved
 *   away from it, to a distance of 1 / (2 M + 2) if M samples estimate q, and of 1e-6 if q has a closed form. But the
 *   curvature is 0 if both q and the gradient show that the coordinate never changes. Multiplicative noise has the
 *   amplitude eps |theta_j| instead of eps.
 *   <li><b>Losses with a constant {@link EstimatingEquation#slope}</b>, such as the squared distance of costs: this
 *   slope, which is exact.
 *   <li><b>Other losses</b>: a constant, because their Jacobian is 0, unknown or useless. For losses that learn from
 *   costs it is 1 over the root mean square of the true costs, so that theta moves in the units of costs. For losses
 *   that learn from decisions it is 1.
 * </ul>
 *
 * The diagonal understates the curvature of a leaf of many coordinates that move together, such as the edges of a path.
 * {@link Growth} corrects this: it shortens steps that raise a Fenchel-Young loss.
 */
final class Curvature {
    /** The number of draws of the noise from which its standard deviation is estimated. */
    private static final int DRAWS = 200;

    /** The least distance of a probability from 0 and 1, if it has a closed form. */
    private static final double LEAST_EXACT = 1e-6;

    /** Whether the equation is a Fenchel-Young loss or moments. */
    private final boolean isOfDecisions;

    private final boolean isMultiplicative;
    /** J_jj of all other losses. */
    private final double constant;
    /** The product eps s. */
    private final double scale;

    /** The least value of a coordinate of decisions, at most 0. */
    private final double low;
    /** The difference between the largest and the least value of a coordinate of decisions. */
    private final double range;
    /** The least distance of a probability from 0 and 1. */
    private final double leastDistance;

    Curvature(
            Criterion criterion,
            EstimatingEquation<?> equation,
            List<Observation> observations,
            double epsilon,
            int samples) {
        isOfDecisions = criterion.kind() != Criterion.Kind.OTHER;
        isMultiplicative = criterion.noise().multiplicative();
        constant = equation.slope().orElseGet(() -> 1 / costScale(observations));
        scale = isOfDecisions ? epsilon * deviation(criterion, observations.get(0)) * Math.sqrt(3) / Math.PI : 1;
        leastDistance = criterion.isExact(observations) ? LEAST_EXACT : 1.0 / (2 * samples + 2);
        // both start at 0, because a Vertex usually lists only coordinates that are not 0
        double smallest = 0;
        double largest = 0;
        for (Observation observation : observations) {
            if (observation.target() instanceof Decision decision) {
                Vertex y = decision.point();
                for (int k = 0; k < y.size(); k++) {
                    smallest = Math.min(smallest, y.value(k));
                    largest = Math.max(largest, y.value(k));
                }
            }
        }
        low = smallest;
        range = largest > smallest ? largest - smallest : 1;
    }

    private static double costScale(List<Observation> observations) {
        double squares = 0;
        long count = 0;
        for (Observation observation : observations) {
            if (!(observation.target() instanceof Decision)) {
                for (double cost : observation.target().values()) {
                    squares += cost * cost;
                    count++;
                }
            }
        }
        return squares > 0 ? Math.sqrt(squares / count) : 1;
    }

    /** Returns the standard deviation of a coordinate of Z, estimated from the noise of the first example. */
    private static double deviation(Criterion criterion, Observation first) {
        Noise noise = criterion.noise().forFeatures(first.features());
        double[] z = new double[first.oracle().dimension()];
        double[] means = new double[z.length];
        double squares = 0;
        KeyedRandom random = new KeyedRandom(0); // any fixed seed will do
        for (int draw = 0; draw < DRAWS; draw++) {
            random.startSample(draw);
            noise.sample(random, z);
            for (int j = 0; j < z.length; j++) {
                double change = z[j] - means[j];
                means[j] += change / (draw + 1);
                squares += change * (z[j] - means[j]);
            }
        }
        return squares > 0 ? Math.sqrt(squares / (z.length * (DRAWS - 1.0))) : 1;
    }

    /**
     * Adds J_jj, times the weight of the example and the squared slope of the link, to the curvatures of the rows of an
     * example: {@code sum[j]} is the curvature of row {@code first + j} of {@code rows}, whose link gives theta[j].
     */
    void add(Observation observation, double[] theta, double[] gradient, Rows rows, int first, double[] sum) {
        double[] curvatures = diagonal(observation, theta, gradient);
        for (int j = 0; j < curvatures.length; j++) {
            if (curvatures[j] > 0) {
                double slope = rows.slope(first + j);
                sum[j] += observation.weight() * slope * slope * curvatures[j];
            }
        }
    }

    /** Returns J_jj, or its approximation, at theta; {@code gradient} is the value of the equation at theta. */
    private double[] diagonal(Observation observation, double[] theta, double[] gradient) {
        double[] curvatures = new double[theta.length];
        if (!isOfDecisions) {
            Arrays.fill(curvatures, constant);
            return curvatures;
        }
        int sign = observation.oracle().sense().sign();
        double[] y = observation.target().values();
        for (int j = 0; j < curvatures.length; j++) {
            // the gradient is y_eps - y, times the sign
            curvatures[j] = curvature((y[j] + sign * gradient[j] - low) / range, gradient[j], theta[j]);
        }
        return curvatures;
    }

    private double curvature(double mean, double gradient, double theta) {
        if (gradient == 0 && (mean <= 0 || mean >= 1)) {
            return 0;
        }
        double q = Math.max(leastDistance, Math.min(1 - leastDistance, mean));
        // MIN_NORMAL avoids a division by 0 if theta is 0
        double amplitude = isMultiplicative ? scale * Math.max(Math.abs(theta), Double.MIN_NORMAL) : scale;
        return range * q * (1 - q) / amplitude;
    }
}
