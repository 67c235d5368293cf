package io.dither.learn.model;

import io.dither.error.Arguments;
import java.util.List;

/**
 * The standardisation of features: the centres that are subtracted, and the scales that they are divided by.
 *
 * @param centres one number per feature; read only
 * @param scales one number per feature, infinite for features that never vary; read only
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record Scales(double[] centres, double[] scales) {
    /**
     * The square of a smaller scale could be 0. A weight per unit of the raw feature is a weight of the standardised feature, divided by the
     * scale; its square could be infinite.
     */
    private static final double MIN_SCALE = 1e-151;

    /** The square of a larger scale could be infinite, and the square of a weight per unit of the raw feature 0. */
    private static final double MAX_SCALE = 1e151;

    /** If the variance is below this share of the mean square, rounding leaves it fewer than ten correct digits. */
    private static final double FEW_DIGITS = 1e-6;

    /** A standard deviation below this share of the mean counts as 0. */
    private static final double ROUNDING = 1e-14;

    /** Returns a scale that is from MIN_SCALE to MAX_SCALE; throws if it is not. */
    static double squarable(String feature, double scale) {
        Arguments.require(
                scale <= MAX_SCALE,
                "the numbers of '" + feature + "' are too large to be squared: above " + MAX_SCALE,
                "Maybe divide the column by a large number");
        Arguments.require(
                scale >= MIN_SCALE,
                "the numbers of '" + feature + "' are too small to be squared: below " + MIN_SCALE,
                "Maybe multiply the column by a large number");
        return scale;
    }

    /**
     * Returns means and standard deviations (root mean squares if means are not subtracted). If rounding leaves too few digits
     * of a deviation, the scale is the mean absolute value instead. A second call on the result, with sums under the new scales, then computes
     * the deviation.
     *
     * @param features the names of the features, for messages
     * @param sums the sums of {@link LinearModel#moments} over the examples, for features standardised by these centres and scales
     * @param isCentred whether means are subtracted; false if the constant of a coordinate has bounds, because centring would shift it
     */
    Scales refined(List<String> features, double[] sums, boolean isCentred) {
        int size = scales.length;
        double[] means = centres.clone();
        double[] deviations = new double[size];
        for (int k = 0; k < size; k++) {
            double mean = sums[1 + k] / sums[0];
            double meanAbsolute = sums[1 + size + k] / sums[0];
            double meanSquare = sums[1 + 2 * size + k] / sums[0];
            double variance = meanSquare - mean * mean;
            boolean isAccurate = variance > FEW_DIGITS * meanSquare && meanSquare < Double.POSITIVE_INFINITY;
            double inOldScale = isAccurate ? Math.sqrt(isCentred ? variance : meanSquare) : meanAbsolute;
            // the first call may have made the scale infinite, and 0 times infinity is NaN
            double deviation = meanAbsolute == 0 ? 0 : scales[k] * inOldScale;
            means[k] += isCentred && meanAbsolute > 0 ? scales[k] * mean : 0;
            boolean isConstant = deviation <= ROUNDING * Math.abs(means[k]);
            deviations[k] = isConstant ? Double.POSITIVE_INFINITY : squarable(features.get(k), deviation);
            Arguments.require(
                    isCentred || isAccurate || isConstant,
                    "'" + features.get(k)
                            + "' varies little around its mean, which is not subtracted because 'constant[...]' has bounds",
                    "Maybe subtract a number from the column");
        }
        return new Scales(means, deviations);
    }
}
