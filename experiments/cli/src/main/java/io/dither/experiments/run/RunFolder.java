package io.dither.experiments.run;

import io.dither.error.InvalidArgumentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder that a run leaves behind: {@code manifest.json}, {@code metrics.csv} and plots.
 *
 * <p>A folder that exists is used again: files of the same names are overwritten, all others are left alone.
 */
public final class RunFolder {
    private final Path path;

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
     * Writes {@code manifest.json}.
     *
     * @param manifest what was run, on what
     */
    public void writeManifest(Manifest manifest) {
        write("manifest.json", JsonOutput.text(manifest) + "\n");
    }

    /**
     * Starts {@code metrics.csv} anew.
     *
     * @param columns the names of the columns
     * @return the writer; the caller closes it
     */
    public Metrics metrics(String... columns) {
        return new Metrics(path.resolve("metrics.csv"), columns);
    }

    /**
     * Writes {@code NAME.png} and {@code NAME.svg}.
     *
     * @param name the file name without its extension
     * @param plot the chart
     */
    public void writePlot(String name, LinePlot plot) {
        plot.save(path.resolve(name));
    }

    /**
     * Writes a text file in UTF-8.
     *
     * @param name the file name
     * @param text its content
     */
    public void write(String name, String text) {
        try {
            Files.writeString(path.resolve(name), text);
        } catch (IOException failure) {
            throw unwritable("cannot write " + path.resolve(name), failure);
        }
    }

    /** A place that cannot be written is no missing input, even where the system says that there is no such file. */
    static UncheckedIOException unwritable(String problem, IOException failure) {
        return new UncheckedIOException(problem, new IOException(failure + ". Maybe choose another --out", failure));
    }
}
