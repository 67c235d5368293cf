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
 * Pictures of the first test maps in the run folder: {@code gallery/map-1.png}, with its path {@code map-1-path.png} and true
 * costs {@code map-1-costs.png}; and the predictions for each loss and epoch, {@code gallery/LOSS/epoch-001-map-1-path.png} and
 * {@code epoch-001-map-1-costs.png}.
 */
final class Gallery {
    private final Path folder;
    private final LinearOracle oracle;
    private final WarcraftData data;
    /** The number of maps that are drawn. */
    private final int maps;

    Gallery(RunFolder run, LinearOracle oracle, WarcraftData data, int maps) {
        this.folder = run.path().resolve("gallery");
        this.oracle = oracle;
        this.data = data;
        this.maps = Math.min(Arguments.atLeast("gallery", maps, 0), data.count());
        if (this.maps > 0) {
            createFolder(folder);
        }
    }

    /** Creates a folder, but not the run folder above it if that was deleted. */
    private static void createFolder(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectory(folder);
            }
        } catch (IOException failure) {
            throw AtomicFile.unwritable(folder, failure);
        }
    }

    void writeTruth() {
        for (int map = 0; map < maps; map++) {
            String name = "map-" + (map + 1);
            double[] path = new double[data.cells()];
            byte[] cells = data.pathOf(map);
            Arrays.setAll(path, i -> cells[i]);
            // an empty array draws no path
            Pictures.write(folder.resolve(name + ".png"), Pictures.map(data, map, new double[0]));
            Pictures.write(folder.resolve(name + "-path.png"), Pictures.map(data, map, path));
            Pictures.write(folder.resolve(name + "-costs.png"), Pictures.heat(data.size(), data.costsOf(map)));
        }
    }

    /** Draws the predicted paths and costs after an epoch. */
    void write(TerrainLoss loss, int epoch, double[][] costs) {
        if (maps == 0) {
            return;
        }
        Path lossFolder = folder.resolve(loss.toString());
        createFolder(lossFolder);
        for (int map = 0; map < maps; map++) {
            String name = PlainText.format("epoch-%03d-map-%d", epoch, map + 1);
            Pictures.write(lossFolder.resolve(name + "-costs.png"), Pictures.heat(data.size(), costs[map]));
            Pictures.write(lossFolder.resolve(name + "-path.png"), Pictures.map(data, map, oracle.solve(costs[map])));
        }
        GalleryIndex.write(folder);
    }
}
