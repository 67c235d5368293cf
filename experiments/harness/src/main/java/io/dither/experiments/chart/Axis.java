package io.dither.experiments.chart;

import java.util.List;

/**
 * An axis of a chart.
 *
 * @param label the quantity, with its unit
 * @param isLogarithmic whether numbers are shown by their logarithms; what is not above 0 is then left out
 * @param low its lower end, NaN if the marks say it
 * @param high its upper end, or NaN
 */
public record Axis(String label, boolean isLogarithmic, double low, double high) {
    /** An axis as long as its marks need. */
    static Axis of(String label) {
        return new Axis(label, false, Double.NaN, Double.NaN);
    }

    Axis logarithmic() {
        return new Axis(label, true, low, high);
    }

    /** Whether its numbers are whole. */
    boolean isCounted() {
        return List.of("epoch", "step", "iteration", "pass", "pass over the examples")
                .contains(label);
    }
}
