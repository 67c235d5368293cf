package io.dither.noise;

/**
 * A noise whose draws are at least 0, drawn in its own law and not standardised. On an oracle that is right on theta &gt;= 0 only
 * (or theta &lt;= 0), a layer adds it inwards, X = theta + eps Z whatever the sense: X never leaves the domain, and the smoothed
 * value stays convex for scores and concave for costs.
 *
 * <p>Its mean is not 0: it adds eps times the mean to each coordinate, which favours points with few coordinates, such as paths of
 * few edges, unless the mean follows a column of the data that the model has a weight for.
 */
public interface NonnegativeNoise extends BlockNoise {
    /**
     * Returns the mean of a coordinate; 0 means that the coordinate takes no noise.
     *
     * @param coordinate the index
     * @return E Z_i, at least 0
     */
    double mean(int coordinate);
}
