package io.dither.data;

import io.dither.storage.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** A table as comma-separated text in UTF-8; numbers are written so that reading them gives the same bits. */
final class CsvTable implements TableWriter {
    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();

    private final Path file;
    private final List<Column> columns;
    private final CSVPrinter printer;

    /** Writes beside the place that messages name. */
    CsvTable(Path file, Path beside, List<Column> columns) {
        this.file = file;
        this.columns = List.copyOf(columns);
        try {
            printer = new CSVPrinter(Files.newBufferedWriter(beside), FORMAT);
            printer.printRecord(columns.stream().map(Column::name));
        } catch (IOException unwritable) {
            throw AtomicFile.unwritable(file, unwritable);
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
