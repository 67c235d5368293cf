package io.dither.learn.model;

import io.dither.random.ExactExp;
import io.dither.random.ExactLog;

/** The function from a weighted sum of features to a cost. Its results have the same bits on every machine. */
public enum Link {
    /** The sum itself. */
    IDENTITY {
        @Override
        public double of(double sum) {
            return sum;
        }

        @Override
        public double slope(double sum) {
            return 1;
        }
    },
    /** e^sum, above 0: each feature multiplies the cost by a factor. Sums are limited to -700 and 700, so that costs are finite and above 0. */
    EXP {
        @Override
        public double of(double sum) {
            return ExactExp.exp(Math.max(-700, Math.min(700, sum)));
        }

        @Override
        public double slope(double sum) {
            return Math.abs(sum) > 700 ? 0 : of(sum);
        }
    },
    /** ln(1 + e^sum), above 0: close to the sum itself if the sum is large. */
    SOFTPLUS {
        @Override
        public double of(double sum) {
            // e^-|sum|; ExactExp takes numbers from -700 to 700
            double tail = ExactExp.exp(-Math.min(700, Math.abs(sum)));
            // for a small tail, ln(1 + tail) is almost the tail, and adding 1 would lose digits of the tail
            double log = tail < 1e-9 ? tail : ExactLog.log(1 + tail);
            return Math.max(sum, 0) + log;
        }

        @Override
        public double slope(double sum) {
            double tail = ExactExp.exp(-Math.min(700, Math.abs(sum)));
            return sum >= 0 ? 1 / (1 + tail) : tail / (1 + tail);
        }
    };

    /**
     * {@return the cost}
     *
     * @param sum the weighted sum of features
     */
    public abstract double of(double sum);

    /**
     * Returns the derivative.
     *
     * @param sum the weighted sum of features
     * @return d of(sum) / d sum
     */
    public abstract double slope(double sum);
}
