package io.dither.experiments.vision;

import java.util.Locale;

/**
 * A share of test examples.
 *
 * @param value from 0 to 1
 * @param standardError its standard error, of a binomial law
 */
record Share(double value, double standardError) {
    static Share of(double value, int examples) {
        return new Share(value, Math.sqrt(value * (1 - value) / examples));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f %% +- %.2f", 100 * value, 100 * standardError);
    }
}
