package io.dither.experiments.warcraft;

import io.dither.random.KeyedRandom;

/**
 * Draws smooth random heights of cells. Each of two coarse lattices has a random normal number at each of its points, and the numbers are
 * interpolated between the points. A height is the sum over both lattices.
 */
final class SmoothField {
    /** For each lattice, the distance between neighbouring points, in cells. */
    private static final int[] SPACINGS = {6, 3};
    /** For each lattice, the standard deviation of its numbers. */
    private static final double[] AMPLITUDES = {1, 0.8};

    private SmoothField() {}

    /** Draws size x size heights, row by row. */
    static double[] draw(int size, KeyedRandom random) {
        double[] heights = new double[size * size];
        for (int k = 0; k < SPACINGS.length; k++) {
            int spacing = SPACINGS[k];
            // a shift is below 1, so the greatest index of a point that a cell needs is at most size / spacing + 2
            int latticeSide = size / spacing + 3;
            double[] lattice = new double[latticeSide * latticeSide];
            for (int i = 0; i < lattice.length; i++) {
                lattice[i] = AMPLITUDES[k] * random.nextGaussian();
            }
            double shiftRow = random.nextDouble();
            double shiftColumn = random.nextDouble();
            for (int r = 0; r < size; r++) {
                for (int c = 0; c < size; c++) {
                    heights[r * size + c] += interpolated(
                            lattice, latticeSide, (double) r / spacing + shiftRow, (double) c / spacing + shiftColumn);
                }
            }
        }
        return heights;
    }

    private static double interpolated(double[] lattice, int latticeSide, double row, double column) {
        int r = (int) row;
        int c = (int) column;
        double y = row - r;
        double x = column - c;
        double above = (1 - x) * lattice[r * latticeSide + c] + x * lattice[r * latticeSide + c + 1];
        double below = (1 - x) * lattice[(r + 1) * latticeSide + c] + x * lattice[(r + 1) * latticeSide + c + 1];
        return (1 - y) * above + y * below;
    }
}
