package io.dither.experiments.run;

import io.dither.error.InvalidArgumentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The folder that a run leaves behind: {@code manifest.json}, {@code metrics.csv}, {@code metrics.jsonl} and plots, which
 * {@code figures.json} holds by their names, for pages to draw.
 *
 * <p>A folder that exists is used again: files of the same names are overwritten, all others are left alone, but for {@code
 * result.json}, {@code run.json} and {@code figures.json}, which would speak of the run before.
 */
public final class RunFolder {
    private final Path path;
    private final Map<String, Object> figures = new LinkedHashMap<>();

    private RunFolder(Path path) {
        this.path = path;
    }

    /**
     * Creates the folder and its parents where they do not exist.
     *
     * @param out the folder, as the user named it
     * @return the run folder
     * @throws InvalidArgumentException where it is a file, or lies below one
     * @throws UncheckedIOException where it cannot be created
     */
    public static RunFolder create(Path out) {
        for (Path part = out.toAbsolutePath().normalize(); part != null; part = part.getParent()) {
            if (Files.exists(part) && !Files.isDirectory(part)) {
                throw new InvalidArgumentException(
                        "the run folder " + out + " cannot be made: " + part + " is a file",
                        "Maybe choose another --out");
            }
        }
        try {
            return new RunFolder(Files.createDirectories(out));
        } catch (IOException failure) {
            throw unwritable("cannot create the run folder " + out, failure);
        }
    }

    /**
     * Returns the folder.
     *
     * @return the path, as given
     */
    public Path path() {
        return path;
    }

    /**
     * Starts a run: writes {@code manifest.json} and removes the results of a run before.
     *
     * @param manifest what was run, on what
     */
    public void writeManifest(Manifest manifest) {
        for (String stale : List.of("result.json", "summary.json", "run.json", "figures.json")) {
            delete(path.resolve(stale));
        }
        write("manifest.json", JsonOutput.text(manifest) + "\n");
    }

    /**
     * Starts {@code metrics.csv} and {@code metrics.jsonl} anew.
     *
     * @param columns the names of the columns
     * @return the writer; the caller closes it
     */
    public Metrics metrics(String... columns) {
        return Metrics.start(path.resolve("metrics.csv"), columns);
    }

    /**
     * Goes on behind a row of the metrics; the rows after it are dropped.
     *
     * @param rows how many rows the checkpoint knows of
     * @param columns the names of the columns, as they were
     * @return the writer; the caller closes it
     * @throws io.dither.error.DataException where there are fewer rows, or other columns
     */
    public Metrics metricsFrom(long rows, String... columns) {
        return Metrics.resume(path.resolve("metrics.csv"), rows, columns);
    }

    /**
     * Writes {@code NAME.svg}, and for most charts {@code NAME.png}, and adds what they show to {@code figures.json}.
     *
     * @param name the file name without its extension
     * @param plot the chart
     */
    public void writePlot(String name, Plot plot) {
        plot.save(path.resolve(name));
        figures.put(name, plot.data());
        write("figures.json", JsonOutput.text(figures) + "\n");
    }

    /**
     * Writes a text file in UTF-8.
     *
     * @param name the file name
     * @param text its content
     */
    public void write(String name, String text) {
        writeText(path.resolve(name), text);
    }

    static void writeText(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw unwritable("cannot write " + file, failure);
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw unwritable("cannot replace " + file, failure);
        }
    }

    /** A place that cannot be written is no missing input, even where the system says that there is no such file. */
    static UncheckedIOException unwritable(String problem, IOException failure) {
        return new UncheckedIOException(problem, new IOException(failure + ". Maybe choose another --out", failure));
    }
}
