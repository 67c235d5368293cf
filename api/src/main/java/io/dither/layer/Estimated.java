package io.dither.layer;

/**
 * A vector with the standard error of each coordinate.
 *
 * @param values the estimate; the caller owns the array
 * @param standardErrors one standard error a coordinate, 0 where the value is exact, NaN where unknown (one sample)
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of two arrays, compared by nobody
public record Estimated(double[] values, double[] standardErrors) {
    /**
     * Says that a vector is no estimate.
     *
     * @param values the vector; kept
     * @return the vector with standard errors of 0
     */
    public static Estimated exact(double[] values) {
        return new Estimated(values, new double[values.length]);
    }
}
