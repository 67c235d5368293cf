package io.dither.noise;

import io.dither.oracle.LinearOracle;

/**
 * A noise whose draws are at least 0, drawn in its own law and not standardised. A layer adds it, X = theta + eps Z, whatever the
 * sense: costs grow, and so do scores. On an oracle that is right on theta &lt;= 0 only it is subtracted. So X never leaves a domain of
 * one bound, and the smoothed value is convex for scores and concave for costs.
 *
 * <p>Its mean is not 0, unless a coordinate takes no noise: it adds eps times the mean to each coordinate, which favours points with few
 * coordinates, such as paths of few edges, unless the mean follows a column of the data that the model has a weight for.
 */
public interface NonnegativeNoise extends BlockNoise {
    @Override
    default int sign(LinearOracle oracle) {
        return oracle.domain().inward() < 0 ? -1 : 1;
    }
}
