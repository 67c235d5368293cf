package io.dither.experiments.warcraft;

import io.dither.error.Arguments;
import io.dither.experiments.run.RunFolder;
import io.dither.learn.model.PlainText;
import io.dither.oracle.LinearOracle;
import io.dither.storage.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Draws pictures of the first few test maps, in the folder {@code gallery} of a run. For each map: the map alone
 * ({@code map-1.png}), with its observed path ({@code map-1-path.png}), and its true costs ({@code map-1-costs.png}). For each
 * loss, epoch and map: the predicted path ({@code LOSS/epoch-001-map-1-path.png}) and the predicted costs
 * ({@code LOSS/epoch-001-map-1-costs.png}).
 */
final class Gallery {
    private final Path folder;
    private final LinearOracle oracle;
    private final WarcraftData data;
    private final int drawnMaps;

    Gallery(RunFolder run, LinearOracle oracle, WarcraftData data, int drawnMaps) {
        this.folder = run.path().resolve("gallery");
        this.oracle = oracle;
        this.data = data;
        this.drawnMaps = Math.min(Arguments.atLeast("gallery", drawnMaps, 0), data.mapCount());
        if (this.drawnMaps > 0) {
            createFolder(folder);
        }
    }

    /** Creates a folder in an existing folder. Fails if the run folder was deleted: a new one would lack the other files of the run. */
    private static void createFolder(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectory(folder);
            }
        } catch (IOException failure) {
            throw AtomicFile.unwritable(folder, failure);
        }
    }

    /** Draws each map, its observed path and its true costs. */
    void writeTruth() {
        for (int map = 0; map < drawnMaps; map++) {
            String name = "map-" + (map + 1);
            double[] path = new double[data.cellsPerMap()];
            byte[] observed = data.pathOf(map);
            Arrays.setAll(path, i -> observed[i]);
            // an empty array draws no path
            Pictures.write(folder.resolve(name + ".png"), Pictures.map(data, map, new double[0]));
            Pictures.write(folder.resolve(name + "-path.png"), Pictures.map(data, map, path));
            Pictures.write(folder.resolve(name + "-costs.png"), Pictures.heatMap(data.size(), data.costsOf(map)));
        }
    }

    /** Draws the predicted paths and costs after an epoch. */
    void write(TerrainLoss loss, int epoch, double[][] costs) {
        if (drawnMaps == 0) {
            return;
        }
        Path lossFolder = folder.resolve(loss.toString());
        createFolder(lossFolder);
        for (int map = 0; map < drawnMaps; map++) {
            String name = PlainText.format("epoch-%03d-map-%d", epoch, map + 1);
            Pictures.write(lossFolder.resolve(name + "-costs.png"), Pictures.heatMap(data.size(), costs[map]));
            Pictures.write(lossFolder.resolve(name + "-path.png"), Pictures.map(data, map, oracle.solve(costs[map])));
        }
        GalleryIndex.write(folder);
    }
}
