package io.dither.experiments.labelranking;

import io.dither.error.DataException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A line of a comma-separated file that knows where it came from; empty lines are skipped, not miscounted. */
record CsvLine(String source, long number, List<String> cells) {
    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setTrim(true).get();

    static List<CsvLine> readAll(String source, Reader reader) {
        List<CsvLine> lines = new ArrayList<>();
        long last = 0;
        try (CSVParser parser = FORMAT.parse(reader)) {
            for (CSVRecord record : parser) {
                last = parser.getCurrentLineNumber();
                lines.add(new CsvLine(source, last, record.toList()));
            }
        } catch (IOException | UncheckedIOException malformed) {
            throw new DataException(
                    source,
                    last + 1,
                    "is not comma-separated text in UTF-8 from here on. Maybe a quotation mark is not closed",
                    malformed);
        }
        return lines;
    }

    String last() {
        return cells.get(cells.size() - 1);
    }

    CsvLine requireCells(int count) {
        if (cells.size() != count) {
            throw problem(cells.size() + " columns where the header has " + count);
        }
        return this;
    }

    double number(int column, String columnName) {
        double value;
        try {
            value = Double.parseDouble(cells.get(column));
        } catch (NumberFormatException notANumber) {
            value = Double.NaN;
        }
        if (!Double.isFinite(value)) {
            throw problem("column " + columnName + " holds '" + cells.get(column) + "', not a finite number");
        }
        return value;
    }

    DataException problem(String problem) {
        return new DataException(source, number, problem);
    }
}
