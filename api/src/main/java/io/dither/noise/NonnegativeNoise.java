package io.dither.noise;

import io.dither.oracle.LinearOracle;

/**
 * A noise whose draws Z are at least 0. For both costs and scores a layer solves at X = theta + eps Z; only if the
 * domain of the oracle has just upper bounds, such as theta &lt;= 0, at X = theta - eps Z. So X never leaves a domain
 * that has only lower or only upper bounds. The smoothed value, the mean of the optimal objective at X, is convex in
 * theta if the oracle maximises and concave if it minimises.
 *
 * <p>The mean of Z is not 0 (except for coordinates without noise), so that on average X differs from theta by eps
 * times this mean. With costs this favours solutions with few ones, such as paths of few edges, unless the mean is
 * proportional to a feature for which the model has a weight.
 */
public interface NonnegativeNoise extends BlockNoise {
    @Override
    default int sign(LinearOracle oracle) {
        // -1 if the domain has only upper bounds
        return oracle.domain().unboundedDirection() < 0 ? -1 : 1;
    }
}
