package io.dither.localsearch;

import io.dither.layer.Estimated;
import io.dither.layer.Pullback;
import java.util.Arrays;
import java.util.List;

/**
 * The mean of y under the Gibbs law, or the covariance of y with a number &lt;v, y&gt;, estimated by the chains of an
 * example. Standard errors come from the means of batches, which account for autocorrelation. Immutable.
 */
public final class ChainEstimate {
    /** With this effective sample size or a larger one, intervals have their nominal coverage. */
    private static final int CALIBRATED = 100;
    /** A variance of batch means below this multiple of the squared mean is rounding: the batch means are all equal. */
    private static final double ROUNDING = 1e-15;

    private final int dimension;
    /**
     * The coordinates that chains summed, in ascending order: at least all that were not always 0. Means and errors
     * have a number for each.
     */
    final int[] coordinates;

    private final double[] means;
    private final double[] errors;
    /** The number of batches of all chains together. */
    private final int batches;

    private final double effective;
    private final double rHat;
    private final boolean isExact;

    ChainEstimate(int dimension, ChainSettings settings, List<ChainSums.Result> chains) {
        this.dimension = dimension;
        coordinates = chains.stream()
                .flatMapToInt(chain -> Arrays.stream(chain.coordinates()))
                .sorted()
                .distinct()
                .toArray();
        batches = settings.batches() * chains.size();
        means = summed(chains, ChainSums.Result::totals);
        double[] squares = summed(chains, ChainSums.Result::squares);
        double[] halfSquares = summed(chains, ChainSums.Result::halfSquares);
        double[] secondMoments = summed(chains, ChainSums.Result::secondMoments);
        errors = new double[coordinates.length];
        // variances, added up over coordinates: of y, of the means of half chains, and of the estimate
        double variance = 0;
        double between = 0;
        double varianceOfMean = 0;
        int halves = 2 * chains.size();
        for (int k = 0; k < errors.length; k++) {
            means[k] /= batches;
            double varianceOfBatches = Math.max(0, squares[k] / batches - means[k] * means[k]);
            boolean hasError = batches > 1 && varianceOfBatches > ROUNDING * means[k] * means[k];
            errors[k] = hasError ? Math.sqrt(varianceOfBatches / (batches - 1)) : Double.NaN;
            variance += Math.max(0, secondMoments[k] / batches - means[k] * means[k]);
            between += Math.max(0, halfSquares[k] / halves - means[k] * means[k]);
            varianceOfMean += hasError ? errors[k] * errors[k] : 0;
        }
        List<double[]> traces = chains.stream().map(ChainSums.Result::trace).toList();
        // traces have <scores, y>, which is the objective <theta, y> up to a factor
        MixingDiagnostics objective = MixingDiagnostics.of(traces);
        double effectiveOfPoints = varianceOfMean > 0 ? variance / varianceOfMean : Double.NaN;
        // the variance within half chains is the variance minus the variance between them
        double totalOverWithin = variance > between ? variance / (variance - between) : Double.POSITIVE_INFINITY;
        boolean comparesHalves = settings.batches() > 1 && variance > 0;
        effective = smaller(objective.effective(), effectiveOfPoints);
        // R-hat^2 = 1 + between / within, with the unbiased variance of the means of the half chains
        double rHatOfY = comparesHalves ? Math.sqrt(1 + (totalOverWithin - 1) * halves / (halves - 1.0)) : Double.NaN;
        rHat = -smaller(-objective.rHat(), -rHatOfY); // the larger of the two
        isExact = chains.stream().allMatch(ChainSums.Result::exact);
    }

    /** Returns the smaller of two numbers; if one of them is NaN, the other number. */
    private static double smaller(double a, double b) {
        if (Double.isNaN(a)) {
            return b;
        }
        return Double.isNaN(b) ? a : Math.min(a, b);
    }

    /** Selects an array of a result, with one number per element of the result's coordinates. */
    private interface Numbers {
        double[] of(ChainSums.Result chain);
    }

    /** Adds the numbers of all chains; the sums have one number per element of {@link #coordinates}. */
    private double[] summed(List<ChainSums.Result> chains, Numbers numbers) {
        double[] sums = new double[coordinates.length];
        for (ChainSums.Result chain : chains) {
            double[] chainNumbers = numbers.of(chain);
            int position = 0; // both lists of coordinates are ascending
            for (int k = 0; k < chainNumbers.length; k++) {
                while (coordinates[position] != chain.coordinates()[k]) {
                    position++;
                }
                sums[position] += chainNumbers[k];
            }
        }
        return sums;
    }

    /** {@return the estimate (length d)} */
    public Estimated estimated() {
        return scaled(1);
    }

    /** Returns the estimate times a factor (length d); coordinates that were always 0 have an unknown error. */
    Estimated scaled(double factor) {
        double[] all = new double[dimension];
        double[] errorOfAll = new double[dimension];
        Arrays.fill(errorOfAll, Double.NaN);
        for (int k = 0; k < coordinates.length; k++) {
            all[coordinates[k]] = factor * means[k];
            errorOfAll[coordinates[k]] = Math.abs(factor) * errors[k];
        }
        return new Estimated(all, errorOfAll, batches - 1.0, effective >= CALIBRATED);
    }

    /**
     * Pulls the estimate, as a gradient in theta, back to the parameters.
     *
     * @param pullback maps a gradient in theta to the gradient in the parameters
     * @return the gradient; the caller owns it
     */
    public double[] pulledBack(Pullback pullback) {
        double[] gradient = new double[pullback.size()];
        for (int k = 0; k < means.length; k++) {
            pullback.add(coordinates[k], means[k], gradient);
        }
        return gradient;
    }

    /**
     * Returns the effective sample size: the smaller of two estimates, one from the standard errors of y over all
     * coordinates, and one from the initial monotone sequence of the objective &lt;theta, y&gt;.
     *
     * @return the effective sample size; NaN if no chain moved
     */
    public double effectiveSamples() {
        return effective;
    }

    /**
     * Returns split R-hat: the larger of two estimates, one of the objective &lt;theta, y&gt;, and one of y over all
     * coordinates.
     *
     * @return about 1 if chains and their halves agree; above 1.05 if they still depend on their starting points; NaN
     *     if no chain moved
     */
    public double rHat() {
        return rHat;
    }

    /** {@return whether the chains have exactly the Gibbs law of the oracle, not an approximation} */
    public boolean isExact() {
        return isExact;
    }
}
