package io.dither.experiments.warcraft;

import io.dither.experiments.run.JsonOutput;
import io.dither.storage.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes {@code gallery.json}, which lists the pictures for the page of a run. It has a row for each map, loss and epoch whose
 * pictures are in the folder. In a resumed run, these include the pictures of the epochs before the interruption.
 */
final class GalleryIndex {
    /** The name of the picture of a predicted path: the first group is the epoch, the second the map. */
    private static final Pattern PREDICTED = Pattern.compile("epoch-(\\d+)-map-(\\d+)-path\\.png");

    private static final List<String> COLUMNS =
            List.of("map", "true path", "true costs", "learnt costs", "learnt path");

    private GalleryIndex() {}

    static void write(Path folder) {
        List<Map<String, Object>> rows = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder, 2)) {
            files.sorted().forEach(file -> add(folder, file, rows));
            Map<String, Object> index = new LinkedHashMap<>();
            index.put("columns", COLUMNS);
            index.put("rows", rows);
            AtomicFile.write(folder.resolve("gallery.json"), JsonOutput.text(index) + "\n");
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot list the pictures in " + folder, failure);
        }
    }

    private static void add(Path folder, Path file, List<Map<String, Object>> rows) {
        Matcher name = PREDICTED.matcher(String.valueOf(file.getFileName()));
        if (name.matches()) {
            Path loss = folder.relativize(file).getName(0);
            String map = "map-" + name.group(2);
            String predicted = loss + "/epoch-" + name.group(1) + "-" + map;
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("title", "map " + name.group(2) + ", " + loss);
            row.put("epoch", Integer.parseInt(name.group(1)));
            row.put(
                    "images",
                    List.of(
                            map + ".png",
                            map + "-path.png",
                            map + "-costs.png",
                            predicted + "-costs.png",
                            predicted + "-path.png"));
            rows.add(row);
        }
    }
}
