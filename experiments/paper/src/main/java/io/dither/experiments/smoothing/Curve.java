package io.dither.experiments.smoothing;

import io.dither.layer.ValueAndGradient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Points of a curve and what is drawn of them. */
final class Curve {
    private Curve() {}

    /** Numbers from one end to the other, both included. */
    static double[] range(double from, double to, int count) {
        double[] range = new double[count];
        for (int i = 0; i < count; i++) {
            range[i] = from + (to - from) * i / (count - 1);
        }
        return range;
    }

    /** Numbers whose logarithms are spaced evenly. */
    static double[] logarithmic(double from, double to, int count) {
        double[] range = range(Math.log10(from), Math.log10(to), count);
        for (int i = 0; i < count; i++) {
            range[i] = Math.pow(10, range[i]);
        }
        return range;
    }

    /** Unit vectors around the circle, closed, in the plane that two vectors span. */
    static List<double[]> circle(int count, double[] first, double[] second) {
        List<double[]> directions = new ArrayList<>();
        for (double angle : range(0, 2 * Math.PI, count)) {
            double[] direction = new double[first.length];
            for (int i = 0; i < direction.length; i++) {
                direction[i] = Math.cos(angle) * first[i] + Math.sin(angle) * second[i];
            }
            directions.add(direction);
        }
        return directions;
    }

    static double[] each(List<ValueAndGradient> values, ToDoubleFunction<ValueAndGradient> of) {
        return values.stream().mapToDouble(of).toArray();
    }

    /** The coordinate of y_eps along an axis. */
    static double[] along(double[] axis, List<ValueAndGradient> values) {
        return each(values, value -> dot(axis, value.gradient().values()));
    }

    static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
