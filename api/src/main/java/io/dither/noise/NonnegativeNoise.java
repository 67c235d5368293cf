package io.dither.noise;

import io.dither.oracle.LinearOracle;

/**
 * A noise whose draws Z are at least 0, with any mean and variance. A layer adds it, and solves at X = theta + eps Z,
 * for both costs and scores; for an oracle whose domain is theta &lt;= 0 it is subtracted. So X never leaves a domain
 * with one bound per coordinate, and the smoothed value, the mean of the optimal objective at X, is convex for scores
 * and concave for costs.
 *
 * <p>The mean is not 0 (except for coordinates without noise), so that a layer adds eps times the mean to each
 * coordinate. This favours points with few coordinates, such as paths of few edges, unless the mean is proportional to
 * a feature for which the model has a weight.
 */
public interface NonnegativeNoise extends BlockNoise {
    @Override
    default int sign(LinearOracle oracle) {
        // -1 if the domain has only upper bounds
        return oracle.domain().unboundedDirection() < 0 ? -1 : 1;
    }
}
