package io.dither.experiments.warcraft;

import io.dither.error.DataException;
import io.dither.experiments.data.NpyFile;
import io.dither.experiments.data.NpyType;
import io.dither.storage.Checksums;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The training or the test part of the data, in three files with the names of the original data. */
enum Split {
    /** The training data. */
    TRAIN(-4),
    /** The test data. */
    TEST(-5);

    private final long randomKey;

    Split(long randomKey) {
        this.randomKey = randomKey;
    }

    /**
     * Returns the key of the random numbers of this split. All other random numbers have the index of an example or another negative
     * number as their key, so they are independent of these.
     */
    long randomKey() {
        return randomKey;
    }

    Path maps(Path folder) {
        return file(folder, "maps");
    }

    Path paths(Path folder) {
        return file(folder, "shortest_paths");
    }

    Path costs(Path folder) {
        return file(folder, "vertex_weights");
    }

    /** Returns the SHA-256 of each file of both parts, by name. */
    static Map<String, String> digests(Path folder) {
        Map<String, String> digests = new TreeMap<>();
        for (Split split : values()) {
            for (Path file : List.of(split.maps(folder), split.paths(folder), split.costs(folder))) {
                digests.put(String.valueOf(file.getFileName()), Checksums.sha256(file));
            }
        }
        return digests;
    }

    private Path file(Path folder, String name) {
        return folder.resolve(this + "_" + name + ".npy");
    }

    /** Reads the three files, and checks their shapes and values. */
    WarcraftData read(Path folder) {
        NpyFile paths = NpyFile.read(paths(folder)).requireType(paths(folder), NpyType.UINT8, NpyType.BOOL);
        int[] shape = paths.shape();
        boolean isSquare = shape.length == 3 && shape[0] > 0 && shape[1] == shape[2] && shape[1] > 1;
        require(isSquare, paths(folder), shape, "not (maps, rows, rows)");
        int pixels = shape[1] * TerrainPainter.CELL_SIDE;
        NpyFile maps = NpyFile.read(maps(folder)).requireType(maps(folder), NpyType.UINT8);
        int[] images = {shape[0], pixels, pixels, 3};
        require(Arrays.equals(maps.shape(), images), maps(folder), maps.shape(), "not " + Arrays.toString(images));
        NpyFile costs = NpyFile.read(costs(folder))
                .requireType(costs(folder), NpyType.FLOAT16, NpyType.FLOAT32, NpyType.FLOAT64);
        require(Arrays.equals(costs.shape(), shape), costs(folder), costs.shape(), "not " + Arrays.toString(shape));
        WarcraftData data = new WarcraftData(shape[1], maps.bytes(), paths.bytes(), costs.floats());
        requirePathsAndCosts(data, folder);
        return data;
    }

    /** Requires that paths are 0 or 1 and join the first cell to the last, and that costs are finite and at least 0. */
    private void requirePathsAndCosts(WarcraftData data, Path folder) {
        for (int map = 0; map < data.mapCount(); map++) {
            if (!joinsCorners(data.pathOf(map), data.size())) {
                throw refused(
                        paths(folder),
                        "map " + map + " has a path that does not lead from its first cell to its last",
                        "the file is damaged, or has other corners");
            }
        }
        for (int i = 0; i < data.paths().length; i++) {
            int map = i / data.cellsPerMap();
            // a bit other than the last is set: neither 0 nor 1
            if ((data.paths()[i] & 0xFE) != 0) {
                throw refused(
                        paths(folder),
                        "map " + map + " has a path of " + data.paths()[i] + ", not 0 or 1",
                        "it is another array");
            }
            float cost = data.costs()[i];
            if (!(cost >= 0 && Float.isFinite(cost))) {
                throw refused(costs(folder), "map " + map + " has the cost " + cost, "it is not a cost");
            }
        }
    }

    /** Returns whether the cells of a path join the first cell to the last, across edges and corners of cells. */
    private static boolean joinsCorners(byte[] path, int size) {
        boolean[] reached = new boolean[path.length];
        int[] stack = new int[path.length];
        int stackSize = 0;
        if (path[0] != 0) {
            reached[0] = true;
            stack[stackSize++] = 0;
        }
        while (stackSize > 0) {
            int cell = stack[--stackSize];
            for (int row = Math.max(0, cell / size - 1); row <= Math.min(size - 1, cell / size + 1); row++) {
                for (int c = Math.max(0, cell % size - 1); c <= Math.min(size - 1, cell % size + 1); c++) {
                    int neighbour = row * size + c;
                    if (path[neighbour] != 0 && !reached[neighbour]) {
                        reached[neighbour] = true;
                        stack[stackSize++] = neighbour;
                    }
                }
            }
        }
        return reached[path.length - 1];
    }

    private static void require(boolean isRight, Path file, int[] shape, String expectation) {
        if (!isRight) {
            throw refused(
                    file, "has the shape " + Arrays.toString(shape) + ", " + expectation, "it belongs to other files");
        }
    }

    private static DataException refused(Path file, String problem, String advice) {
        return DataException.of(file, problem + ". Maybe " + advice);
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
