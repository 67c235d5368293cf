package io.dither.experiments.warcraft;

import io.dither.error.Arguments;
import io.dither.experiments.data.NpyFile;
import io.dither.experiments.data.NpyType;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import io.dither.random.KeyedRandom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Draws artificial data in the format of the original files: smooth random heights are cut into five terrains and painted, and the cheapest
 * path from the first to the last cell is found.
 *
 * <p>A map of a given size depends on the seed, the split and the index of the map alone, not on the number of maps.
 */
final class TerrainGenerator {
    private final TerrainPainter painter = new TerrainPainter();
    /** Finds the cheapest path of a map. */
    private final LinearOracle oracle;

    private final int size;
    private final long seed;

    TerrainGenerator(LinearOracle oracle, int size, long seed) {
        this.oracle = oracle;
        this.size = size;
        this.seed = seed;
    }

    /** Draws maps and writes the three files of a split. */
    void write(Path folder, Split split, int count) {
        WarcraftData data = draw(split, count);
        int imageSide = data.imageSide();
        try {
            Files.createDirectories(folder);
            NpyFile.ofBytes(new int[] {count, imageSide, imageSide, 3}, data.maps())
                    .write(split.maps(folder));
            NpyFile.ofBytes(new int[] {count, size, size}, data.paths()).write(split.paths(folder));
            NpyFile.of(NpyType.FLOAT16, new int[] {count, size, size}, data.costs())
                    .write(split.costs(folder));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write the maps into " + folder, failure);
        }
    }

    /** Draws the first {@code count} maps of a split. */
    WarcraftData draw(Split split, int count) {
        int cells = size * size;
        int bytesPerMap = 3 * cells * TerrainPainter.CELL_SIDE * TerrainPainter.CELL_SIDE;
        // minus 8, because a JVM may refuse arrays of the greatest lengths
        Arguments.require(
                (long) count * bytesPerMap < Integer.MAX_VALUE - 8,
                count + " maps of " + size + " x " + size + " cells do not fit into an array",
                "Maybe draw " + (Integer.MAX_VALUE - 8) / bytesPerMap + " or fewer");
        WarcraftData data = new WarcraftData(
                size, new byte[count * bytesPerMap], new byte[count * cells], new float[count * cells]);
        KeyedRandom random = new KeyedRandom(seed);
        Vertex vertex = new Vertex(cells);
        try (OracleSession session = oracle.openSession()) {
            for (int map = 0; map < count; map++) {
                random.setKey(seed, map, split.randomKey());
                random.startSample(0); // begins the stream
                Terrain[] terrain = Arrays.stream(SmoothField.draw(size, random))
                        .mapToObj(Terrain::at)
                        .toArray(Terrain[]::new);
                painter.paint(terrain, size, random, data.maps(), map * bytesPerMap);
                for (int i = 0; i < cells; i++) {
                    data.costs()[map * cells + i] = terrain[i].cost();
                }
                session.solve(data.costsOf(map), vertex);
                for (int k = 0; k < vertex.size(); k++) {
                    data.paths()[map * cells + vertex.index(k)] = (byte) vertex.value(k);
                }
            }
        }
        return data;
    }
}
