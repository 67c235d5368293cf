package io.dither.data;

import io.dither.storage.AtomicFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * Writes a table as comma-separated text, in a file in UTF-8. A double that is written and read again is exactly the
 * same.
 */
final class CsvTable implements TableWriter {
    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();

    private final Path file;
    private final List<Column> columns;
    private final CSVPrinter printer;

    private CsvTable(Path file, Appendable out, List<Column> columns) throws IOException {
        this.file = file;
        this.columns = List.copyOf(columns);
        printer = new CSVPrinter(out, FORMAT);
        printer.printRecord(columns.stream().map(Column::name));
    }

    /** Makes a writer to a temporary file, which becomes {@code file} later; messages name {@code file}. */
    static CsvTable inFile(Path file, Path temporary, List<Column> columns) {
        try {
            return new CsvTable(file, Files.newBufferedWriter(temporary), columns);
        } catch (IOException unwritable) {
            throw AtomicFile.unwritable(file, unwritable);
        }
    }

    /** Makes a writer to a printer, which stays open when the writer is closed. */
    static CsvTable to(PrintWriter out, List<Column> columns) {
        try {
            PrintWriter flushedAtClose = new PrintWriter(out) {
                @Override
                public void close() {
                    flush();
                }
            };
            // a printer throws no exception, so no message will name a file
            return new CsvTable(Path.of(""), flushedAtClose, columns);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public void write(@Nullable Object... cells) {
        Column.check(columns, cells);
        try {
            printer.printRecord(cells);
        } catch (IOException unwritable) {
            throw AtomicFile.unwritable(file, unwritable);
        }
    }

    @Override
    public void commit() {
        try {
            printer.close(true);
        } catch (IOException unwritable) {
            throw AtomicFile.unwritable(file, unwritable);
        }
    }

    @Override
    public void close() {
        try {
            printer.close();
        } catch (IOException unwritable) {
            throw AtomicFile.unwritable(file, unwritable);
        }
    }
}
