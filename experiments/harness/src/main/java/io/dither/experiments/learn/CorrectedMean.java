package io.dither.experiments.learn;

import io.dither.error.Arguments;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * The mean over the folds of a cross-validation, with the corrected resampled t interval and test (Nadeau and Bengio
 * 2003; Bouckaert and Frank 2004 for repeated folds).
 *
 * <p>Folds share most of their training examples, so the usual standard error of their mean is too small. With N values
 * of sample variance s^2 its square is s^2 (1/N + test/train), and t has N - 1 degrees of freedom.
 *
 * @param mean the mean
 * @param halfWidth half the length of the 95 % interval around the mean
 * @param pValue the two-sided p-value of "the mean is 0", for paired differences
 */
public record CorrectedMean(double mean, double halfWidth, double pValue) {
    private static final double UPPER = 0.975;

    /**
     * Summarises a K-fold cross-validation, once or repeated.
     *
     * @param values one value a fold, at least two; read only
     * @param folds K: a test part is 1 / (K - 1) of its training part
     * @return the mean with its interval
     */
    public static CorrectedMean of(double[] values, int folds) {
        Arguments.atLeast("values", values.length, 2);
        Arguments.atLeast("folds", folds, 2);
        SampleMean plain = SampleMean.of(values);
        double variance = plain.standardError() * plain.standardError() * values.length;
        double error = Math.sqrt(variance * (1.0 / values.length + 1.0 / (folds - 1)));
        TDistribution t = new TDistribution(null, values.length - 1.0);
        double p = error > 0 ? 2 * t.cumulativeProbability(-Math.abs(plain.mean()) / error) : plain.mean() == 0 ? 1 : 0;
        return new CorrectedMean(plain.mean(), error * t.inverseCumulativeProbability(UPPER), p);
    }

    /** {@return the lower end of the 95 % interval} */
    public double low() {
        return mean - halfWidth;
    }

    /** {@return the upper end of the 95 % interval} */
    public double high() {
        return mean + halfWidth;
    }
}
