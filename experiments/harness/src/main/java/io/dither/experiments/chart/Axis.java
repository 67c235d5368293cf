package io.dither.experiments.chart;

import java.util.List;

/**
 * An axis of a chart.
 *
 * @param label the quantity, with its unit
 * @param isLogarithmic whether the scale is logarithmic; numbers of 0 or less are then left out
 * @param low the number at the lower end; NaN, as on every logarithmic axis, for the least number of the marks
 * @param high the number at the upper end; NaN, as on every logarithmic axis, for the greatest number of the marks
 */
public record Axis(String label, boolean isLogarithmic, double low, double high) {
    /** Returns an axis from the least to the greatest number of its marks. */
    static Axis of(String label) {
        return new Axis(label, false, Double.NaN, Double.NaN);
    }

    /** Returns this axis, whose ends are NaN, with a logarithmic scale. */
    Axis logarithmic() {
        return new Axis(label, true, low, high);
    }

    /** Returns whether the axis counts steps of learning, so that its numbers are whole. */
    boolean countsSteps() {
        return List.of("epoch", "step", "iteration", "pass", "pass over the examples")
                .contains(label);
    }
}
