package io.dither.experiments.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;

/**
 * A line of a chart: the mean of its repeats at each x, between the least and the greatest of them.
 *
 * @param name its name in the legend
 * @param run which of the compared runs it belongs to, from 0
 * @param x ascending
 * @param y the means
 * @param low the least
 * @param high the greatest
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and as long as a run
public record Series(String name, int run, double[] x, double[] y, double[] low, double[] high) {
    /**
     * Makes a line without a band.
     *
     * @param name its name in the legend
     * @param x ascending
     * @param y one number an x; NaN leaves a gap
     * @return the line
     */
    public static Series line(String name, double[] x, double[] y) {
        return new Series(name, 0, x, y, y, y);
    }

    /** Reads a line of {@code figures.json}, with a band of its errors where it has them. */
    static Series of(JsonNode line) {
        double[] y = numbers(line.path("y"));
        double[] errors = numbers(line.path("errors"));
        double[] low = y.clone();
        double[] high = y.clone();
        for (int i = 0; i < errors.length && i < y.length; i++) {
            low[i] -= errors[i];
            high[i] += errors[i];
        }
        return new Series(line.path("name").asText(), 0, numbers(line.path("x")), y, low, high);
    }

    private static double[] numbers(JsonNode list) {
        double[] numbers = new double[list.size()];
        Arrays.setAll(numbers, i -> list.get(i).asDouble(Double.NaN));
        return numbers;
    }

    /** Whether it is a level to compare with. */
    boolean isLevel() {
        return x.length > 1 && Arrays.stream(y).distinct().count() == 1;
    }

    boolean hasBand() {
        for (int i = 0; i < x.length; i++) {
            if (low[i] < high[i]) {
                return true;
            }
        }
        return false;
    }
}
