package io.dither.experiments.chart;

import java.util.List;

/**
 * An axis of a chart.
 *
 * @param label the quantity, with its unit
 * @param isLogarithmic whether the scale is logarithmic; numbers of 0 or less are then left out
 * @param low its lower end, or NaN for that of the marks
 * @param high its upper end, or NaN
 */
public record Axis(String label, boolean isLogarithmic, double low, double high) {
    /** Returns an axis that is as long as its marks need. */
    static Axis of(String label) {
        return new Axis(label, false, Double.NaN, Double.NaN);
    }

    Axis logarithmic() {
        return new Axis(label, true, low, high);
    }

    /** Returns whether it counts steps, so that its numbers are whole. */
    boolean isCounted() {
        return List.of("epoch", "step", "iteration", "pass", "pass over the examples")
                .contains(label);
    }
}
