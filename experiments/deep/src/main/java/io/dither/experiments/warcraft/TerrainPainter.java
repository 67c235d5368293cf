package io.dither.experiments.warcraft;

import io.dither.random.KeyedRandom;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Paints cells of 8 x 8 pixels. Each terrain has its colour and a few texture tiles, colours blend over the two pixels at a border,
 * each map has its own brightness, and each pixel has its own noise.
 */
final class TerrainPainter {
    /** The side of a cell, in pixels. */
    static final int CELL_SIDE = 8;

    private static final int CHANNELS = 3;
    /** The number of texture tiles per terrain. */
    private static final int TILES_PER_TERRAIN = 4;
    /** The standard deviation of the texture, in levels of a colour from 0 to 255. */
    private static final double TEXTURE = 14;
    /** The standard deviation of the noise of a pixel, in levels of a colour. */
    private static final double NOISE = 4;
    /** The brightness of a map is changed by at most this share. */
    private static final double BRIGHTNESS = 0.05;
    /** The seed of the tiles, which are the same for all maps, like the tiles of a game; any number would do. */
    private static final long TILES_SEED = 20020867;

    private final Map<Terrain, double[][]> tiles = new EnumMap<>(Terrain.class);

    TerrainPainter() {
        KeyedRandom random = new KeyedRandom(TILES_SEED);
        for (Terrain terrain : Terrain.values()) {
            double[][] terrainTiles = new double[TILES_PER_TERRAIN][CELL_SIDE * CELL_SIDE];
            for (double[] tile : terrainTiles) {
                Arrays.setAll(tile, i -> TEXTURE * random.nextGaussian());
            }
            tiles.put(terrain, terrainTiles);
        }
    }

    /** Paints a map of size x size cells into 3 bytes per pixel, row by row, from an offset on. */
    void paint(Terrain[] cells, int size, KeyedRandom random, byte[] pixels, int offset) {
        double[][] tileOf = new double[cells.length][];
        for (int i = 0; i < cells.length; i++) {
            tileOf[i] = Objects.requireNonNull(tiles.get(cells[i]))[random.nextInt(TILES_PER_TERRAIN)];
        }
        double brightness = 1 + BRIGHTNESS * (2 * random.nextDouble() - 1);
        int width = size * CELL_SIDE;
        for (int y = 0; y < width; y++) {
            for (int x = 0; x < width; x++) {
                double speckle = NOISE * random.nextGaussian();
                for (int channel = 0; channel < CHANNELS; channel++) {
                    double colour = brightness * blended(cells, tileOf, size, x, y, channel) + speckle;
                    pixels[offset + (y * width + x) * CHANNELS + channel] =
                            (byte) (int) Math.min(255, Math.max(0, colour));
                }
            }
        }
    }

    /** Mixes the colours of the four nearest cells. A pixel that does not touch a border has the colour of its own cell alone. */
    private double blended(Terrain[] cells, double[][] tileOf, int size, int x, int y, int channel) {
        double column = (x + 0.5) / CELL_SIDE - 0.5;
        double row = (y + 0.5) / CELL_SIDE - 0.5;
        int c = (int) Math.floor(column);
        int r = (int) Math.floor(row);
        double weightRight = ramp(column - c);
        double weightDown = ramp(row - r);
        int pixelInTile = y % CELL_SIDE * CELL_SIDE + x % CELL_SIDE;
        double sum = 0;
        // the four cells: 0 top left, 1 top right, 2 bottom left, 3 bottom right
        for (int neighbour = 0; neighbour < 4; neighbour++) {
            int cr = Math.min(size - 1, Math.max(0, r + neighbour / 2));
            int cc = Math.min(size - 1, Math.max(0, c + neighbour % 2));
            double weight = (neighbour / 2 == 1 ? weightDown : 1 - weightDown)
                    * (neighbour % 2 == 1 ? weightRight : 1 - weightRight);
            int cell = cr * size + cc;
            sum += weight * (cells[cell].colour(channel) + tileOf[cell][pixelInTile]);
        }
        return sum;
    }

    /**
     * Returns the weight of the next cell. {@code share} is 0 at the centre of a cell and 1 at the centre of the next cell, so that the
     * border is at 0.5. The weight rises from 0, one pixel before the border, to 1, one pixel after it.
     */
    private static double ramp(double share) {
        return Math.min(1, Math.max(0, 4 * share - 1.5));
    }
}
