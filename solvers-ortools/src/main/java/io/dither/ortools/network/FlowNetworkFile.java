package io.dither.ortools.network;

import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads rows {@code from,to,capacity}. */
final class FlowNetworkFile {
    private static final String MAYBE = ". Maybe the file is damaged, or of another format";

    private final Path file;
    private final FlowNetwork.Builder builder = FlowNetwork.builder();
    private int columns;
    private int[] places = {0, 1, 2};

    private FlowNetworkFile(Path file) {
        this.file = file;
    }

    static FlowNetwork read(Path file) {
        try {
            return new FlowNetworkFile(file).network(Files.readAllLines(file));
        } catch (NoSuchFileException missing) {
            throw new DataException(file.toString(), 0, "the file does not exist. Maybe the path is wrong", missing);
        } catch (CharacterCodingException binary) {
            throw new DataException(
                    file.toString(), 0, "the file is not text in UTF-8. Maybe save it as UTF-8", binary);
        } catch (IOException unreadable) {
            throw new DataException(
                    file.toString(),
                    0,
                    "the file cannot be read: " + unreadable + ". Maybe it is a folder",
                    unreadable);
        }
    }

    private FlowNetwork network(List<String> lines) {
        for (int k = 0; k < lines.size(); k++) {
            String row = lines.get(k).startsWith("\uFEFF") ? lines.get(k).substring(1) : lines.get(k);
            if (!row.isBlank()) {
                row(row, k + 1);
            }
        }
        if (builder.size() == 0) {
            throw malformed(0, "the file holds no arc: rows such as 'a,b,10' are expected");
        }
        try {
            return builder.build();
        } catch (InvalidArgumentException wrong) {
            throw new DataException(file.toString(), 0, String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private void row(String row, int line) {
        if (row.indexOf('"') >= 0) {
            throw malformed(line, "'" + row + "' is quoted: names without quotes and commas are expected");
        }
        String[] cells = row.split(",", -1);
        boolean first = columns == 0;
        if (cells.length < 2 || (!first && cells.length != columns)) {
            throw malformed(
                    line,
                    "'" + row + "' has " + cells.length + " column(s), not "
                            + (first ? "from,to,capacity" : columns + " as in the first row"));
        }
        columns = cells.length;
        if (!first || !isHeader(cells)) {
            arc(cells, row, line);
        }
    }

    /** Finds the columns where the row names both ends. */
    private boolean isHeader(String[] cells) {
        List<String> names = Arrays.stream(cells)
                .map(cell -> cell.trim().toLowerCase(Locale.ROOT))
                .toList();
        if (!names.contains("from") || !names.contains("to")) {
            return false;
        }
        int capacity = names.indexOf("capacity");
        places = new int[] {names.indexOf("from"), names.indexOf("to"), capacity < 0 ? columns : capacity};
        return true;
    }

    private void arc(String[] cells, String row, int line) {
        String from = cells[places[0]].trim();
        String to = cells[places[1]].trim();
        if (from.isEmpty() || to.isEmpty()) {
            throw malformed(line, "'" + row + "' leaves a node empty");
        }
        if (from.equals(to)) {
            throw malformed(line, "'" + row + "' leads from a node to itself");
        }
        builder.arc(from, to, places[2] < columns ? capacity(cells[places[2]].trim(), line) : 1);
    }

    private long capacity(String text, int line) {
        try {
            long capacity = Long.parseLong(text);
            if (capacity >= 0) {
                return capacity;
            }
        } catch (NumberFormatException notWhole) {
            throw malformed(line, "the capacity '" + text + "' is not a whole number");
        }
        throw malformed(line, "the capacity " + text + " is below 0");
    }

    private DataException malformed(int line, String problem) {
        return new DataException(file.toString(), line, problem + MAYBE);
    }
}
