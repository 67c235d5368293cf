package io.dither.jgrapht.internal.files;

import io.dither.jgrapht.internal.data.Names;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Reads some columns, found by their names in the header, of rows separated by commas; further columns are not read. */
final class CsvTable {
    private final GraphFile file;
    private final List<String> columns;
    private int[] places = {};
    private int width;

    CsvTable(GraphFile file, String... columns) {
        this.file = file;
        this.columns = List.of(columns);
    }

    /** Hands on the cells of each row, in the order of the columns asked for. */
    void read(BufferedReader lines, Consumer<List<String>> rows) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            file.nextLine();
            // some programs start a file with a byte order mark
            String row = line.startsWith("\uFEFF") ? line.substring(1) : line;
            if (row.isBlank()) {
                continue;
            }
            List<String> cells = Names.list(row);
            if (width == 0) {
                header(row, cells);
            } else if (cells.size() != width) {
                throw file.malformed(
                        "'" + row + "' has " + cells.size() + " column(s), not " + width + " as the header");
            } else {
                rows.accept(Arrays.stream(places).mapToObj(cells::get).toList());
            }
        }
    }

    private void header(String row, List<String> cells) {
        List<String> names =
                cells.stream().map(cell -> cell.toLowerCase(Locale.ROOT)).toList();
        if (!names.containsAll(columns)) {
            throw file.malformed("'" + row + "' is no header with the columns " + String.join(",", columns));
        }
        width = cells.size();
        places = columns.stream().mapToInt(names::indexOf).toArray();
    }
}
