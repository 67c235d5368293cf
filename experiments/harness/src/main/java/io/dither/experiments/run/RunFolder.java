package io.dither.experiments.run;

import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.experiments.chart.Chart;
import io.dither.storage.AtomicFile;
import io.dither.storage.FolderLock;
import io.dither.storage.Seal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The folder that a run leaves behind. It has {@code manifest.json}, the metrics {@code metrics.csv} and
 * {@code metrics.jsonl}, charts as SVG files, and {@code figures.json}, from which report pages draw the same charts.
 * The metrics grow row by row; each other file is written as a whole or not at all.
 *
 * <p>The folder is locked until it is closed: no other run, in this process or another, can use it. A folder that
 * exists is used again: files of the same names are overwritten. Other files stay, but {@link #writeManifest} deletes
 * the results of the previous run.
 */
public final class RunFolder implements AutoCloseable {
    /** The files in the folder itself that a new run deletes, because they describe the previous run. */
    private static final List<String> RESULTS =
            List.of("result.json", "table.txt", "report.html", "summary.json", "run.json", "figures.json");

    private final Path path;
    private final FolderLock lock;
    /**
     * The files that {@link #requireNothingDeleted} looks for: all that this object has written, except the SVG files
     * and {@code metrics.jsonl}, which repeat {@code figures.json} and {@code metrics.csv}.
     */
    private final Set<Path> written = new TreeSet<>();
    /** The charts by their names, as JSON. */
    private final Map<String, Object> charts = new LinkedHashMap<>();

    private RunFolder(Path path) {
        this.path = path;
        // also deletes temporary files of killed runs in these subfolders
        this.lock = FolderLock.take(path, "checkpoints", "data", "files", "gallery");
    }

    /**
     * Creates the folder and its parents if they do not exist, and locks it.
     *
     * @param out the folder, as the user named it
     * @return the run folder; the caller closes it
     * @throws InvalidArgumentException if {@code out} or one of its parents is a file, or another run is at
     *     work in the folder
     * @throws UncheckedIOException if the folder cannot be created or written
     */
    public static RunFolder create(Path out) {
        for (Path ancestor = out.toAbsolutePath().normalize(); ancestor != null; ancestor = ancestor.getParent()) {
            if (Files.exists(ancestor) && !Files.isDirectory(ancestor)) {
                throw new InvalidArgumentException(
                        "the run folder " + out + " cannot be made: " + ancestor + " is a file",
                        "Maybe choose another --out");
            }
        }
        try {
            Files.createDirectories(out); // may return an absolute path; messages name the folder as the user did
            return new RunFolder(out);
        } catch (IOException failure) {
            throw AtomicFile.unwritable(out, failure);
        }
    }

    /** {@return the path of the folder, as given} */
    public Path path() {
        return path;
    }

    /**
     * Starts a run: writes {@code manifest.json} and removes the results of a previous run.
     *
     * @param manifest the options, data and machine of the run
     */
    public void writeManifest(Manifest manifest) {
        RESULTS.forEach(stale -> delete(path.resolve(stale)));
        delete(path.resolve("gallery/gallery.json")); // the images themselves stay
        writeSealed("manifest.json", manifest);
    }

    /**
     * Starts {@code metrics.csv} and {@code metrics.jsonl} anew.
     *
     * @param columns the names of the columns
     * @return the writer; the caller closes it
     */
    public Metrics metrics(String... columns) {
        return Metrics.start(metricsFile(), columns);
    }

    /**
     * Continues the metrics after the first {@code rows} rows; later rows are dropped.
     *
     * @param rows the number of rows written before the checkpoint
     * @param columns the names of the columns, the same as before the checkpoint
     * @return the writer; the caller closes it
     * @throws DataException if there are fewer rows, or other columns
     */
    public Metrics metricsFrom(long rows, String... columns) {
        return Metrics.resume(metricsFile(), rows, columns);
    }

    private Path metricsFile() {
        lock.requireHeld();
        Path file = path.resolve("metrics.csv");
        written.add(file);
        return file;
    }

    /**
     * Writes {@code NAME.svg}, and {@code figures.json} with all charts that this object has written so far.
     *
     * @param name the file name without its extension
     * @param chart the chart
     */
    public void writePlot(String name, Chart chart) {
        lock.requireHeld();
        AtomicFile.write(path.resolve(name + ".svg"), chart.svg());
        charts.put(name, chart.json());
        write("figures.json", JsonOutput.text(charts) + "\n");
    }

    /**
     * Writes a text file in UTF-8.
     *
     * @param name the file name
     * @param text its content
     */
    public void write(String name, String text) {
        lock.requireHeld();
        AtomicFile.write(path.resolve(name), text);
        written.add(path.resolve(name));
    }

    /**
     * Writes a JSON file that ends with its own checksum.
     *
     * @param name the file name
     * @param value a map or a record, with at least one member
     */
    public void writeSealed(String name, Object value) {
        write(name, Seal.addTo(JsonOutput.text(value)));
    }

    /**
     * Requires that the folder, and the files that this object has written to it, are still there. SVG files and {@code
     * metrics.jsonl} are not looked for.
     *
     * @throws UncheckedIOException if the folder, or a file in it, was deleted
     */
    public void requireNothingDeleted() {
        lock.requireHeld();
        for (Path file : written) {
            if (Files.notExists(file)) {
                throw FolderLock.deleted(file, new NoSuchFileException(file.toString()));
            }
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw AtomicFile.unwritable(file, failure);
        }
    }

    /** Unlocks the folder for other runs. */
    @Override
    public void close() {
        lock.close();
    }
}
