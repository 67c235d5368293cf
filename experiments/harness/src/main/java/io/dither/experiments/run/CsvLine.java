package io.dither.experiments.run;

import io.dither.error.DataException;
import io.dither.error.RegularFile;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A line of a comma-separated file with its line number; empty lines are skipped, but counted.
 *
 * @param source the file, as messages name it
 * @param number the number of the line in the file, from 1; if a quoted cell has line breaks, that of its last line
 * @param cells its cells, without spaces around them
 */
public record CsvLine(String source, long number, List<String> cells) {
    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setTrim(true).get();

    /**
     * Creates a line.
     *
     * @param cells copied
     */
    public CsvLine {
        cells = List.copyOf(cells);
    }

    /**
     * Reads a file, its header included.
     *
     * @param source the file, as messages name it
     * @param reader its text; the caller closes it
     * @return its lines
     * @throws DataException if it is not comma-separated text
     */
    public static List<CsvLine> readAll(String source, Reader reader) {
        List<CsvLine> lines = new ArrayList<>();
        long lastLine = 0;
        try (CSVParser parser = FORMAT.parse(reader)) {
            for (CSVRecord record : parser) {
                lastLine = parser.getCurrentLineNumber();
                lines.add(new CsvLine(source, lastLine, record.toList()));
            }
        } catch (IOException | UncheckedIOException malformed) {
            throw new DataException(
                    source,
                    lastLine + 1, // bytes that are not UTF-8 may be further below: the reader decodes ahead
                    "is not comma-separated text in UTF-8 at this line or below. Maybe a quotation mark is not closed",
                    malformed);
        }
        return lines;
    }

    /**
     * Reads a file in UTF-8, its header included.
     *
     * @param file the file
     * @return its lines
     * @throws DataException if it cannot be read or is not comma-separated text
     */
    public static List<CsvLine> readAll(Path file) {
        try (Reader reader = Files.newBufferedReader(RegularFile.require(file))) {
            return readAll(file.toString(), reader);
        } catch (IOException unreadable) {
            throw DataException.unreadable(file, unreadable);
        }
    }

    /** {@return the last cell} */
    public String last() {
        return cells.get(cells.size() - 1);
    }

    /**
     * Checks that the line has as many cells as the header.
     *
     * @param count the cells of the header
     * @return this
     * @throws DataException if it has another number of cells
     */
    public CsvLine requireCells(int count) {
        if (cells.size() != count) {
            throw problem(cells.size() + " columns where the header has " + count + ". Maybe the file was cut short");
        }
        return this;
    }

    /**
     * Reads a cell as a finite number.
     *
     * @param column the index of the cell
     * @param columnName its name, for the message
     * @return the number
     * @throws DataException if it is not a finite number
     */
    public double number(int column, String columnName) {
        double value;
        try {
            value = Double.parseDouble(cells.get(column));
        } catch (NumberFormatException notANumber) {
            value = Double.NaN;
        }
        if (!Double.isFinite(value)) {
            throw problem("column " + columnName + " holds '" + cells.get(column)
                    + "', not a finite number. Maybe it is misspelt");
        }
        return value;
    }

    /**
     * {@return whether a cell is a number, NaN and infinity included}
     *
     * @param cell the cell
     */
    public static boolean isNumber(String cell) {
        try {
            return !Double.toString(Double.parseDouble(cell)).isEmpty(); // always true: parseDouble decides
        } catch (NumberFormatException word) {
            return false;
        }
    }

    /**
     * Makes an exception that names the file and this line.
     *
     * @param problem the problem
     * @return the exception, to be thrown
     */
    public DataException problem(String problem) {
        return new DataException(source, number, problem);
    }
}
