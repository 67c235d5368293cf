package io.dither.people.internal;

import io.dither.random.ExactExp;
import java.util.Arrays;

/**
 * The conditional logit of one person's choices at many draws of weights, a block of draws at a time: all inner loops run over draws, so that
 * Java compiles them to vector instructions, and a block stays in the cache of a processor.
 */
final class ChoiceBlock {
    /** The largest number of draws in a block. */
    private static final int MOST_DRAWS = 256;
    /**
     * The largest utility that is exponentiated directly, because its exponential is far from overflow; for larger utilities, the largest utility of the
     * decision is subtracted first.
     */
    private static final double MAX_DIRECT_UTILITY = 300;
    /**
     * The largest logarithm of a product of denominators: several denominators are multiplied, so that one logarithm of their product is enough. A product
     * overflows if its logarithm is above 709.
     */
    private static final double MAX_LOG_PRODUCT = 690;

    /** The number of weights. */
    private final int columns;
    /** The number of draws of a block; the last block may have fewer. */
    private final int draws;

    /**
     * The rows of the person in {@link ChoiceLikelihood}: for each row that was not chosen, the derivative of the
     * difference between its utility and the utility of the chosen row with respect to each weight, then the difference
     * at weights of 0.
     */
    private final double[] rows;
    /** The number of rows of each decision, without the chosen row. */
    private final int[] counts;
    /** The first weight at all draws, then the next weight. */
    private final double[] weights;
    /** For each draw, the number to which the log likelihood is added. */
    private final double[] logs;
    /** The gradient of the log likelihood with respect to the weights, in the order of {@link #weights}. */
    private final double[] slopes;
    /** Utilities of the rows of a decision minus the utility of the chosen row, then the probabilities of the rows. */
    private final double[] shares;

    /** The workspace of the exponentials. */
    private final double[] powers;

    /** The largest absolute value of each weight in the current block. */
    private final double[] largest;

    /** For each draw, the denominator of the logit of a decision, then its reciprocal. */
    private final double[] sums;
    /** For each draw, the product of the denominators whose logarithm was not taken yet. */
    private final double[] products;
    /** The first draw of the current block. */
    private int first;
    /** The number of draws of the current block. */
    private int size;

    /** Takes the data of a person in {@link ChoiceLikelihood}, and the arguments of {@link Likelihood#evaluateAtDraws}. */
    ChoiceBlock(int columns, double[] rows, int[] counts, double[] weights, double[] logs, double[] slopes) {
        this.columns = columns;
        this.rows = rows;
        this.counts = counts;
        this.weights = weights;
        this.logs = logs;
        this.slopes = slopes;
        int largestCount = 0;
        for (int count : counts) {
            largestCount = Math.max(largestCount, count);
        }
        draws = Math.min(MOST_DRAWS, logs.length);
        shares = new double[largestCount * draws];
        powers = new double[largestCount * draws];
        largest = new double[columns];
        sums = new double[draws];
        products = new double[draws];
    }

    /** Adds the log likelihoods of all draws to {@link #logs}, and overwrites the {@link #slopes}. */
    void evaluate() {
        Arrays.fill(slopes, 0);
        for (first = 0; first < logs.length; first += draws) {
            size = Math.min(draws, logs.length - first);
            addBlock();
        }
    }

    private void addBlock() {
        for (int k = 0; k < columns; k++) {
            double largestWeight = 0;
            for (int r = k * logs.length + first, end = r + size; r < end; r++) {
                double weight = Math.abs(weights[r]);
                if (weight > largestWeight) { // faster than Math.max
                    largestWeight = weight;
                }
            }
            largest[k] = largestWeight;
        }
        Arrays.fill(products, 1);
        double logProductBound = 0;
        int row = 0; // the index in rows where a row starts
        for (int count : counts) {
            double bound = computeUtilities(row, count);
            boolean isLarge = !(bound <= MAX_DIRECT_UTILITY); // also if it is NaN
            if (isLarge) {
                shift(count);
            } else {
                Arrays.fill(sums, 1); // the exponential of the chosen row, whose utility is 0
            }
            // the denominator is at most (1 + count) exp(bound), and after a shift at most 1 + count
            double logSumBound = Math.log(1 + count) + (isLarge ? 0 : bound);
            if (logProductBound + logSumBound > MAX_LOG_PRODUCT) {
                takeLogarithms();
                logProductBound = 0;
            }
            logProductBound += logSumBound;
            computeProbabilities(count);
            for (int j = 0; j < count; j++, row += columns + 1) {
                for (int k = 0; k < columns; k++) {
                    Columns.addMultiple(-rows[row + k], shares, j * size, slopes, k * logs.length + first, size);
                }
            }
        }
        takeLogarithms();
    }

    /** Computes the utilities of the rows of a decision, and returns an upper bound of their absolute values. */
    private double computeUtilities(int firstRow, int count) {
        double largestBound = 0;
        for (int j = 0, row = firstRow; j < count; j++, row += columns + 1) {
            double constant = rows[row + columns];
            double bound = Math.abs(constant);
            Arrays.fill(shares, j * size, (j + 1) * size, constant);
            for (int k = 0; k < columns; k++) {
                Columns.addMultiple(rows[row + k], weights, k * logs.length + first, shares, j * size, size);
                // not 0 times infinity
                bound += rows[row + k] == 0 ? 0 : Math.abs(rows[row + k]) * largest[k];
            }
            largestBound = Math.max(largestBound, bound);
        }
        return largestBound;
    }

    /** Subtracts the largest utility of each draw (at least 0, the utility of the chosen row) from all utilities. */
    private void shift(int count) {
        for (int r = 0; r < size; r++) {
            double largestUtility = 0;
            for (int j = 0; j < count; j++) {
                largestUtility = Math.max(largestUtility, shares[j * size + r]);
            }
            for (int j = 0; j < count; j++) {
                // exp stays in its range; a utility so far below the largest utility adds nothing to the sum
                shares[j * size + r] = Math.max(-2 * MAX_DIRECT_UTILITY, shares[j * size + r] - largestUtility);
            }
            sums[r] = Math.exp(-largestUtility);
            logs[first + r] -= largestUtility;
        }
    }

    /** Turns utilities into probabilities, and multiplies the products by the denominators. */
    private void computeProbabilities(int count) {
        ExactExp.exp(shares, powers, count * size);
        for (int j = 0; j < count; j++) {
            Columns.addMultiple(1, shares, j * size, sums, 0, size);
        }
        for (int r = 0; r < size; r++) {
            products[r] *= sums[r];
            sums[r] = 1 / sums[r];
        }
        for (int j = 0; j < count; j++) {
            Columns.multiply(sums, shares, j * size, size);
        }
    }

    /** Subtracts the logarithms of the products from the log likelihoods, and starts new products. */
    private void takeLogarithms() {
        for (int r = 0; r < size; r++) {
            logs[first + r] -= Math.log(products[r]);
            products[r] = 1;
        }
    }
}
