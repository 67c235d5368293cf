package io.dither.benchmarks;

import io.dither.random.KeyedRandom;
import java.util.Arrays;

/**
 * Square maps in patches of five kinds of terrain. A field of white noise is smoothed by a Gaussian of 1.2 cells, and cut at its quintiles
 * into the costs 0.8, 1.2, 5.3, 7.7 and 9.2 (the costs of the Warcraft maps of Vlastelica et al. 2020). Up to 0.01 is added to each cost so
 * that shortest paths are unique.
 */
final class Terrain {
    /** The costs of the kinds of terrain. */
    private static final double[] COSTS = {0.8, 1.2, 5.3, 7.7, 9.2};

    /** The most that is added to the cost of a cell, so that shortest paths are unique. */
    private static final double JITTER = 0.01;
    /** The standard deviation of the Gaussian, in cells. */
    private static final double DEVIATION = 1.2;

    /** The Gaussian is cut off beyond this number of cells. */
    private static final int RADIUS = 5;
    /** The width of the margins: the field is smoothed with margins, and the map leaves them out. */
    private static final int MARGIN = 4;

    /** The cells along a side of a map. */
    private final int side;
    /** The cells along a side of the field, with margins. */
    private final int padded;

    private final double[] kernel = new double[2 * RADIUS + 1];

    Terrain(int side) {
        this.side = side;
        this.padded = side + 2 * MARGIN;
        double sum = 0;
        for (int i = 0; i < kernel.length; i++) {
            double offset = (i - RADIUS) / DEVIATION;
            // StrictMath gives the same maps on all machines
            kernel[i] = StrictMath.exp(-0.5 * offset * offset);
            sum += kernel[i];
        }
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] /= sum;
        }
    }

    /** Draws the costs of one map, row by row. */
    double[] draw(KeyedRandom random) {
        double[] field = withoutMargins(smoothTransposed(smoothTransposed(white(random))));
        double[] sorted = field.clone();
        Arrays.sort(sorted);
        double[] costs = new double[field.length];
        for (int i = 0; i < costs.length; i++) {
            costs[i] = COSTS[fifth(field[i], sorted)] + JITTER * random.nextDouble();
        }
        return costs;
    }

    /** Draws the field of white noise, with margins. */
    private double[] white(KeyedRandom random) {
        double[] field = new double[padded * padded];
        Arrays.setAll(field, i -> random.nextGaussian());
        return field;
    }

    /** Smooths along the rows, and transposes; two calls smooth along both directions. */
    private double[] smoothTransposed(double[] field) {
        double[] smooth = new double[field.length];
        for (int row = 0; row < padded; row++) {
            for (int column = 0; column < padded; column++) {
                double sum = 0;
                for (int i = -RADIUS; i <= RADIUS; i++) {
                    sum += kernel[i + RADIUS] * field[row * padded + mirrored(column + i)];
                }
                smooth[column * padded + row] = sum;
            }
        }
        return smooth;
    }

    /** Reflects an index beyond an edge of the field back into the field. */
    private int mirrored(int index) {
        int inside = index < 0 ? -1 - index : index;
        return inside < padded ? inside : 2 * padded - 1 - inside;
    }

    /** Returns the field without its margins. */
    private double[] withoutMargins(double[] field) {
        double[] inner = new double[side * side];
        for (int row = 0; row < side; row++) {
            System.arraycopy(field, (row + MARGIN) * padded + MARGIN, inner, row * side, side);
        }
        return inner;
    }

    /** Returns the fifth of the sorted values that a value lies in: 0 for the least values, 4 for the greatest. */
    private static int fifth(double value, double[] sorted) {
        // the value is always found, because it is one of the sorted values
        int rank = Arrays.binarySearch(sorted, value);
        return (int) ((long) COSTS.length * rank / sorted.length);
    }
}
