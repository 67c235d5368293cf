package io.dither.people.tastes;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.oracles.Oracles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** 388 Swiss travellers who chose between two routes nine times each (Axhausen et al. 2008). */
final class SwissRoutes {
    static final SharedLinearModel MODEL = SharedLinearModel.of("tt", "tc", "hw", "ch");

    private SwissRoutes() {}

    static List<Observation> read() {
        String folder = System.getenv("DITHER_DATA");
        assumeTrue(folder != null, "DITHER_DATA names no folder of data");
        Path file = Path.of(folder, "route-choice", "swiss.csv");
        assumeTrue(Files.exists(file), "no choices of routes");
        List<Observation> all = new ArrayList<>();
        try {
            List<String> lines = Files.readAllLines(file);
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split(",");
                double[][] rows = new double[2][4];
                for (int i = 0; i < 8; i++) {
                    rows[i / 4][i % 4] = Double.parseDouble(cells[2 + i]);
                }
                double[] y = new double[2];
                y[Integer.parseInt(cells[1]) - 1] = 1;
                all.add(Observation.of("r" + all.size(), Features.of(rows), Oracles.argmax(2), y)
                        .withCluster(cells[0]));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return all;
    }
}
