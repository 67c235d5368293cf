package io.dither.noise;

import io.dither.oracle.LinearOracle;

/**
 * A noise whose draws are at least 0, not standardised. A layer adds it, X = theta + eps Z, for costs and scores alike;
 * for an oracle whose domain is theta &lt;= 0 it is subtracted. So X never leaves a domain of one bound, and the
 * smoothed value is convex for scores and concave for costs.
 *
 * <p>Its mean is not 0, unless a coordinate takes no noise: it adds eps times the mean to each coordinate, which
 * favours points with few coordinates, such as paths of few edges, unless the mean follows a column of the data that
 * the model has a weight for.
 */
public interface NonnegativeNoise extends BlockNoise {
    @Override
    default int sign(LinearOracle oracle) {
        return oracle.domain().inward() < 0 ? -1 : 1;
    }
}
