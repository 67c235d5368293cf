package io.dither.experiments.warcraft;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.dither.experiments.deep.Network;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Maps with the costs of their cells and their cheapest paths.
 *
 * @param size the number of rows and of columns of a map
 * @param maps 3 bytes per pixel, 8 x 8 pixels per cell, map by map and row by row
 * @param paths 1 for a cell on the path and 0 elsewhere, size x size per map
 * @param costs the cost of each cell, size x size per map
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of large arrays, never compared
record WarcraftData(int size, byte[] maps, byte[] paths, float[] costs) {
    private static final int CHANNELS = 3;
    /** The number of maps that go through a network at a time. */
    private static final int BATCH = 50;

    /** Returns the number of maps. */
    int mapCount() {
        return paths.length / cellsPerMap();
    }

    int cellsPerMap() {
        return size * size;
    }

    /** Returns the number of pixels of a row or column of the image of a map. */
    int imageSide() {
        return size * TerrainPainter.CELL_SIDE;
    }

    /** Returns the costs of a map in double precision, as oracles take them. */
    double[] costsOf(int map) {
        double[] values = new double[cellsPerMap()];
        Arrays.setAll(values, i -> costs[map * values.length + i]);
        return values;
    }

    /** Returns the path of a map: 1 for each cell on it, otherwise 0. */
    byte[] pathOf(int map) {
        return Arrays.copyOfRange(paths, map * cellsPerMap(), (map + 1) * cellsPerMap());
    }

    /** Returns the pixels of a map. */
    byte[] mapOf(int map) {
        int length = CHANNELS * imageSide() * imageSide();
        return Arrays.copyOfRange(maps, map * length, (map + 1) * length);
    }

    double meanCost() {
        double sum = 0;
        for (float cost : costs) {
            sum += cost;
        }
        return sum / costs.length;
    }

    /** Makes a batch of images, (n, 3, side, side). Levels from 0 to 255 are scaled to about mean 0 and standard deviation 1. */
    NDArray images(NDManager scope, int[] indices) {
        int plane = imageSide() * imageSide();
        float[] values = new float[indices.length * CHANNELS * plane];
        for (int i = 0; i < indices.length; i++) {
            for (int p = 0; p < plane; p++) {
                for (int channel = 0; channel < CHANNELS; channel++) {
                    int level = maps[(indices[i] * plane + p) * CHANNELS + channel] & 0xFF;
                    values[(i * CHANNELS + channel) * plane + p] = (level - 110) / 50f;
                }
            }
        }
        return scope.create(values, new Shape(indices.length, CHANNELS, imageSide(), imageSide()));
    }

    /** Makes a batch of paths, (n, size, size). */
    NDArray paths(NDManager scope, int[] indices) {
        return batchOf(scope, indices, cell -> paths[cell]);
    }

    /** Makes a batch of true costs, (n, size, size). */
    NDArray costs(NDManager scope, int[] indices) {
        return batchOf(scope, indices, cell -> costs[cell]);
    }

    private NDArray batchOf(NDManager scope, int[] indices, IntToDoubleFunction value) {
        float[] values = new float[indices.length * cellsPerMap()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) value.applyAsDouble(indices[i / cellsPerMap()] * cellsPerMap() + i % cellsPerMap());
        }
        return scope.create(values, new Shape(indices.length, size, size));
    }

    /** Returns the costs of every map as a network predicts them. */
    double[][] predictedCosts(Network network) {
        float[] values = network.outputs(IntStream.range(0, mapCount()).toArray(), BATCH, this::images);
        double[][] predicted = new double[mapCount()][cellsPerMap()];
        for (int i = 0; i < values.length; i++) {
            predicted[i / cellsPerMap()][i % cellsPerMap()] = values[i];
        }
        return predicted;
    }
}
