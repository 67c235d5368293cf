package io.dither.experiments.warcraft;

import io.dither.storage.AtomicFile;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** Draws maps, paths and costs as PNG files, 16 x 16 pixels per cell. */
final class Pictures {
    /** The side of a drawn cell, in pixels; the images in the data have {@link TerrainPainter#CELL_SIDE}. */
    private static final int SIDE = 16;

    private static final Color PATH = new Color(255, 235, 59);

    private Pictures() {}

    /** Draws a map, and on it a path, which has 1 for each of its cells and 0 for all others; an empty array draws no path. */
    static BufferedImage map(WarcraftData data, int map, double[] path) {
        byte[] pixels = data.mapOf(map);
        int zoom = SIDE / TerrainPainter.CELL_SIDE;
        BufferedImage image = image(data.size());
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int pixel = 3 * (y / zoom * data.imageSide() + x / zoom);
                image.setRGB(
                        x,
                        y,
                        ((pixels[pixel] & 0xFF) << 16)
                                | ((pixels[pixel + 1] & 0xFF) << 8)
                                | (pixels[pixel + 2] & 0xFF));
            }
        }
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(PATH);
        for (int i = 0; i < path.length; i++) {
            if (path[i] > 0) {
                // a dot, 4 pixels from the sides of the cell
                graphics.fillOval(i % data.size() * SIDE + 4, i / data.size() * SIDE + 4, SIDE - 8, SIDE - 8);
            }
        }
        graphics.dispose();
        return image;
    }

    /** Draws the costs of size x size cells as colours: dark blue for the least cost, then red, yellow for the greatest. */
    static BufferedImage heatMap(int size, double[] costs) {
        double least = Arrays.stream(costs).min().orElse(0);
        // the bound avoids division by 0 if all costs are equal
        double range = Math.max(1e-12, Arrays.stream(costs).max().orElse(1) - least);
        BufferedImage image = image(size);
        Graphics2D graphics = image.createGraphics();
        for (int i = 0; i < costs.length; i++) {
            float level = (float) ((costs[i] - least) / range);
            graphics.setColor(new Color(Math.min(1, 1.6f * level), level * level, 0.35f * (1 - level)));
            graphics.fillRect(i % size * SIDE, i / size * SIDE, SIDE, SIDE);
        }
        graphics.dispose();
        return image;
    }

    static void write(Path file, BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException("a picture in memory", impossible);
        }
        AtomicFile.write(file, bytes.toByteArray());
    }

    private static BufferedImage image(int size) {
        return new BufferedImage(size * SIDE, size * SIDE, BufferedImage.TYPE_INT_RGB);
    }
}
