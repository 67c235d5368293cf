package io.dither.experiments.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dither.error.Arguments;
import io.dither.storage.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;

/**
 * A table that grows during a run, as CSV (a header, then one row per call) and as JSON lines (an object per row, with the columns as
 * keys). Each row is written at once, so that a long run can be watched.
 *
 * <p>Numbers are written as their {@code toString} gives them, in any locale; in JSON, NaN and infinity are null. Words must not have
 * line breaks, because a resumed run counts lines. For one thread.
 */
public final class Metrics implements AutoCloseable {
    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setRecordSeparator("\n").get();

    private final Path file;
    private final String[] columns;
    private final FileChannel csv;
    private final FileChannel json;
    private long rows;

    private Metrics(Path file, long rows, String... columns) {
        this.file = file;
        this.rows = rows;
        this.columns = columns.clone();
        this.csv = append(file);
        this.json = append(jsonLines(file));
    }

    /** Starts both files anew. */
    static Metrics start(Path file, String... columns) {
        RunFolder.delete(file);
        RunFolder.delete(jsonLines(file));
        Metrics metrics = new Metrics(file, 0, columns);
        metrics.write(metrics.csv, FORMAT.format((Object[]) columns));
        return metrics;
    }

    /** Continues after the first {@code rows} rows; later rows, even half a line, are dropped. */
    static Metrics resume(Path file, long rows, String... columns) {
        // + 1 for the header
        TextLines.keep(file, rows + 1, FORMAT.format((Object[]) columns) + "\n");
        TextLines.keep(jsonLines(file), rows, "");
        return new Metrics(file, rows, columns);
    }

    private static Path jsonLines(Path file) {
        return file.resolveSibling(file.getFileName().toString().replaceFirst("\\.csv$", "") + ".jsonl");
    }

    private static FileChannel append(Path file) {
        try {
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw AtomicFile.unwritable(file, failure);
        }
    }

    /**
     * Returns the number of rows, for a checkpoint; in a resumed run, earlier rows count too. All rows are forced to the disk, so that a
     * checkpoint never counts more rows than there are.
     *
     * @return the rows, without the header
     */
    public long rows() {
        try {
            csv.force(true);
            json.force(true);
            return rows;
        } catch (IOException failure) {
            throw AtomicFile.unwritable(file, failure);
        }
    }

    /**
     * Appends a row.
     *
     * @param values one value per column: numbers or words, none of them null
     */
    public void row(Object... values) {
        Arguments.require(
                values.length == columns.length,
                "a row of " + values.length + " values for " + columns.length + " columns of " + file,
                "Maybe a column was added without its value");
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < columns.length; i++) {
            object.put(columns[i], values[i]);
        }
        // List.of throws if a value is null
        write(csv, FORMAT.format(List.of(values).toArray()));
        write(json, JsonOutput.line(object));
        rows++;
    }

    private void write(FileChannel channel, String line) {
        ByteBuffer bytes = UTF_8.encode(line + "\n");
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException failure) {
            throw AtomicFile.unwritable(file, failure);
        }
    }

    @Override
    public void close() {
        try {
            csv.close();
            json.close();
        } catch (IOException failure) {
            throw AtomicFile.unwritable(file, failure);
        }
    }
}
