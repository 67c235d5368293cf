package io.dither.experiments.warcraft;

import io.dither.random.KeyedRandom;

/** Draws smooth random heights over cells: sums of normal numbers on two coarse lattices, interpolated between their points. */
final class SmoothField {
    /** The cells between points of each lattice. */
    private static final int[] WIDTHS = {6, 3};
    /** The standard deviations of the numbers of each lattice. */
    private static final double[] AMPLITUDES = {1, 0.8};

    private SmoothField() {}

    /** Draws size x size heights, row by row. */
    static double[] draw(int size, KeyedRandom random) {
        double[] heights = new double[size * size];
        for (int octave = 0; octave < WIDTHS.length; octave++) {
            int width = WIDTHS[octave];
            int latticeSide =
                    size / width + 3; // the last cell, moved by a shift below 1, is between points of the lattice
            double[] lattice = new double[latticeSide * latticeSide];
            for (int i = 0; i < lattice.length; i++) {
                lattice[i] = AMPLITUDES[octave] * random.nextGaussian();
            }
            double shiftRow = random.nextDouble();
            double shiftColumn = random.nextDouble();
            for (int r = 0; r < size; r++) {
                for (int c = 0; c < size; c++) {
                    heights[r * size + c] += interpolated(
                            lattice, latticeSide, (double) r / width + shiftRow, (double) c / width + shiftColumn);
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
