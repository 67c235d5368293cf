package io.dither.experiments.warcraft;

import io.dither.random.KeyedRandom;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Paints cells of 8 x 8 pixels: each terrain has its colour and a few tiles of texture, borders blend over two pixels, each
 * map has its own light, and every pixel some noise.
 */
final class TerrainPainter {
    static final int CELL = 8;
    private static final int CHANNELS = 3;
    /** The number of tiles of texture per terrain. */
    private static final int VARIANTS = 4;
    /** The standard deviation of the texture, in levels of a colour from 0 to 255. */
    private static final double TEXTURE = 14;
    /** The standard deviation of the noise of a pixel, in levels of a colour. */
    private static final double NOISE = 4;
    /** The greatest relative change of brightness of a map. */
    private static final double LIGHT = 0.05;
    /** The seed of the tiles, which are the same for all maps, like the tiles of a game. */
    private static final long TILES_SEED = 20020867;

    private final Map<Terrain, double[][]> tiles = new EnumMap<>(Terrain.class);

    TerrainPainter() {
        KeyedRandom random = new KeyedRandom(TILES_SEED);
        for (Terrain terrain : Terrain.values()) {
            double[][] variants = new double[VARIANTS][CELL * CELL];
            for (double[] tile : variants) {
                Arrays.setAll(tile, i -> TEXTURE * random.nextGaussian());
            }
            tiles.put(terrain, variants);
        }
    }

    /** Paints a map of size x size cells into 3 bytes per pixel, row by row, from an offset on. */
    void paint(Terrain[] cells, int size, KeyedRandom random, byte[] pixels, int offset) {
        double[][] tileOf = new double[cells.length][];
        for (int i = 0; i < cells.length; i++) {
            tileOf[i] = Objects.requireNonNull(tiles.get(cells[i]))[random.nextInt(VARIANTS)];
        }
        double light = 1 + LIGHT * (2 * random.nextDouble() - 1);
        int width = size * CELL;
        for (int y = 0; y < width; y++) {
            for (int x = 0; x < width; x++) {
                double speckle = NOISE * random.nextGaussian();
                for (int channel = 0; channel < CHANNELS; channel++) {
                    double colour = light * blended(cells, tileOf, size, x, y, channel) + speckle;
                    pixels[offset + (y * width + x) * CHANNELS + channel] =
                            (byte) (int) Math.min(255, Math.max(0, colour));
                }
            }
        }
    }

    /** Mixes the four nearest cells; more than one of them counts only within one pixel of a border. */
    private double blended(Terrain[] cells, double[][] tileOf, int size, int x, int y, int channel) {
        double column = (x + 0.5) / CELL - 0.5;
        double row = (y + 0.5) / CELL - 0.5;
        int c = (int) Math.floor(column);
        int r = (int) Math.floor(row);
        double weightRight = ramp(column - c);
        double weightDown = ramp(row - r);
        int pixelOfTile = y % CELL * CELL + x % CELL;
        double sum = 0;
        for (int corner = 0; corner < 4; corner++) {
            int cr = Math.min(size - 1, Math.max(0, r + corner / 2));
            int cc = Math.min(size - 1, Math.max(0, c + corner % 2));
            double weight =
                    (corner / 2 == 1 ? weightDown : 1 - weightDown) * (corner % 2 == 1 ? weightRight : 1 - weightRight);
            int cell = cr * size + cc;
            sum += weight * (cells[cell].colour(channel) + tileOf[cell][pixelOfTile]);
        }
        return sum;
    }

    /**
     * Returns the weight of the next cell at a share of the way from the centre of one cell to that of the next: 0 or 1, except within one
     * pixel of the border, which is at 0.5.
     */
    private static double ramp(double share) {
        return Math.min(1, Math.max(0, 4 * share - 1.5));
    }
}
