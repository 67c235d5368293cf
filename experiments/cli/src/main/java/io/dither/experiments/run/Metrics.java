package io.dither.experiments.run;

import io.dither.error.Arguments;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * A table of numbers over time, as CSV: a header, then one row a call, on disk at once, so that a long run can be watched.
 *
 * <p>Numbers are written as {@link Double#toString(double)} does, in any locale. For one thread.
 */
public final class Metrics implements AutoCloseable {
    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setRecordSeparator("\n").get();

    private final Path file;
    private final int columns;
    private final CSVPrinter printer;

    Metrics(Path file, String... columns) {
        this.file = file;
        this.columns = columns.length;
        this.printer = open(file);
        row((Object[]) columns);
    }

    private static CSVPrinter open(Path file) {
        try {
            Writer writer = Files.newBufferedWriter(file);
            return new CSVPrinter(writer, FORMAT);
        } catch (IOException failure) {
            throw RunFolder.unwritable("cannot write " + file, failure);
        }
    }

    /**
     * Appends a row.
     *
     * @param values one value a column: numbers or words
     */
    public void row(Object... values) {
        Arguments.require(
                values.length == columns,
                "a row of " + values.length + " values for " + columns + " columns of " + file,
                "Maybe a column was added without its value");
        try {
            printer.printRecord(List.of(values));
            printer.flush();
        } catch (IOException failure) {
            throw RunFolder.unwritable("cannot write " + file, failure);
        }
    }

    @Override
    public void close() {
        try {
            printer.close();
        } catch (IOException failure) {
            throw RunFolder.unwritable("cannot write " + file, failure);
        }
    }
}
