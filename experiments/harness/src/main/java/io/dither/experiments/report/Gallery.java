package io.dither.experiments.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.dither.error.DataException;
import io.dither.error.RegularFile;
import io.dither.experiments.run.StoredJson;
import io.dither.experiments.text.Html;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The images of {@code gallery/gallery.json}, a row per example: {@code {"columns": ["map", ...], "rows": [{"title":
 * "map 1", "epoch": 3, "images": ["map-1.png", ...]}]}}. Rows of the same title and different epochs become one row, and a
 * slider chooses the epoch. Of rows with the same title and epoch, the last counts. Images are PNG or SVG, named relative to
 * the folder of the file.
 *
 * @param columns the titles of the columns
 * @param rows for each title, the images by epoch, one image per column; the epoch is 0 if the file names none
 */
record Gallery(List<String> columns, Map<String, Map<Integer, List<Path>>> rows) {
    static Optional<Gallery> read(Path runFolder) {
        Path folder = runFolder.resolve("gallery");
        return StoredJson.read(folder.resolve("gallery.json")).map(json -> of(folder, json));
    }

    private static Gallery of(Path folder, JsonNode json) {
        Gallery gallery = new Gallery(new ArrayList<>(), new LinkedHashMap<>());
        json.path("columns").forEach(column -> gallery.columns.add(column.asText()));
        for (JsonNode row : json.path("rows")) {
            List<Path> images = new ArrayList<>();
            row.path("images").forEach(image -> images.add(requireInside(folder, image.asText())));
            if (images.size() != gallery.columns.size()) {
                throw new DataException(
                        folder.resolve("gallery.json").toString(),
                        0,
                        "has " + gallery.columns.size() + " columns, and a row of " + images.size() + " images");
            }
            gallery.rows
                    .computeIfAbsent(row.path("title").asText(), absent -> new LinkedHashMap<>())
                    .put(row.path("epoch").asInt(0), images);
        }
        return gallery;
    }

    /** Returns the path of an image in the gallery folder; refuses any other file, because the page may be sent to others. */
    private static Path requireInside(Path folder, String image) {
        Path file = folder.resolve(image).normalize();
        if (!file.startsWith(folder.normalize()) || !image.matches(".*\\.(png|svg)") || isElsewhere(folder, file)) {
            throw new DataException(
                    folder.resolve("gallery.json").toString(),
                    0,
                    "names '" + image + "', which is not a PNG or SVG of this folder");
        }
        return file;
    }

    /**
     * Returns whether links lead from a file to a place outside the folder, or this cannot be found out. A missing image
     * is reported when it is read.
     */
    private static boolean isElsewhere(Path folder, Path file) {
        try {
            return Files.exists(file) && !file.toRealPath().startsWith(folder.toRealPath());
        } catch (IOException unknown) {
            return true;
        }
    }

    void write(Html html) {
        List<Integer> epochs = new ArrayList<>(rows.values().stream()
                .flatMap(row -> row.keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new)));
        if (epochs.size() > 1) {
            writeSlider(html, epochs);
        }
        html.open("div", "class", "scroll")
                .open("table", "class", "gallery")
                .open("thead")
                .open("tr")
                .element("th", "");
        columns.forEach(column -> html.element("th", column));
        html.close("tr").close("thead").open("tbody");
        rows.forEach((title, row) -> writeRow(html, title, row, epochs));
        html.close("tbody").close("table").close("div");
    }

    private static void writeSlider(Html html, List<Integer> epochs) {
        String last = String.valueOf(epochs.size() - 1);
        String epochWords = epochs.stream().map(String::valueOf).collect(Collectors.joining(" "));
        html.open("p", "class", "slider").open("label").text("epoch ");
        html.open("input", "type", "range", "min", "0", "max", last, "value", last, "data-epochs", epochWords);
        html.element("output", String.valueOf(epochs.get(epochs.size() - 1)))
                .close("label")
                .close("p");
    }

    private void writeRow(Html html, String title, Map<Integer, List<Path>> row, List<Integer> epochs) {
        html.open("tr").element("th", title, "scope", "row");
        for (int column = 0; column < columns.size(); column++) {
            html.open("td");
            writeCell(html, title + ", " + columns.get(column), imagesOf(row, column, epochs), epochs);
            html.close("td");
        }
        html.close("tr");
    }

    /** Returns each image with its epochs, so that an image of several epochs is in the page once. */
    private static Map<Path, List<Integer>> imagesOf(Map<Integer, List<Path>> row, int column, List<Integer> epochs) {
        Map<Path, List<Integer>> images = new LinkedHashMap<>();
        for (int epoch : epochs) {
            List<Path> imagesOfEpoch = row.get(epoch);
            if (imagesOfEpoch != null) {
                images.computeIfAbsent(imagesOfEpoch.get(column), absent -> new ArrayList<>())
                        .add(epoch);
            }
        }
        return images;
    }

    private static void writeCell(Html html, String title, Map<Path, List<Integer>> images, List<Integer> epochs) {
        int last = epochs.get(epochs.size() - 1);
        images.forEach((image, imageEpochs) -> {
            String shown = imageEpochs.contains(last) ? "shown" : "";
            String when = imageEpochs.stream().map(String::valueOf).collect(Collectors.joining(" "));
            html.open("img", "src", dataUri(image), "alt", title, "data-epoch", when, "class", shown);
        });
    }

    /** Returns an address that holds the whole image; nothing in it can run. */
    private static String dataUri(Path image) {
        String type = image.toString().endsWith(".svg") ? "image/svg+xml" : "image/png";
        try {
            return "data:" + type + ";base64,"
                    + Base64.getEncoder().encodeToString(Files.readAllBytes(RegularFile.require(image)));
        } catch (IOException unreadable) {
            throw new DataException(image.toString(), 0, "cannot be read. Maybe the run was killed", unreadable);
        }
    }
}
