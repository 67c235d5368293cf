package io.dither.data;

import io.dither.error.DataException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated text in UTF-8 whose first line names the columns. Blanks around fields without quotation marks, empty lines and a
 * byte order mark mean nothing.
 */
final class CsvHistory implements History {
    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setIgnoreSurroundingSpaces(true).get();

    private final Path file;
    private final Header header;

    CsvHistory(Path file) {
        this.file = file;
        header = read(null);
    }

    @Override
    public String source() {
        return file.toString();
    }

    @Override
    public List<String> columns() {
        return header.columns();
    }

    @Override
    public void forEach(Consumer<? super Row> action) {
        read(action);
    }

    /** Reads the names of the columns, and if there is an action also the rows. */
    private Header read(@Nullable Consumer<? super Row> action) {
        long line = 0;
        try (BufferedReader reader = Files.newBufferedReader(file);
                CSVParser parser = FORMAT.parse(withoutMark(reader))) {
            Iterator<CSVRecord> records = parser.iterator();
            if (!records.hasNext()) {
                throw new DataException(source(), 0, "is empty. Maybe it should start with a line of column names");
            }
            Header names = header(records.next());
            line = parser.getCurrentLineNumber();
            while (action != null && records.hasNext()) {
                CSVRecord record = records.next();
                line = parser.getCurrentLineNumber();
                action.accept(row(names, record, line));
            }
            return names;
        } catch (CharacterCodingException binary) {
            throw notUtf8(binary);
        } catch (IOException | UncheckedIOException malformed) {
            if (malformed.getCause() instanceof CharacterCodingException binary) {
                throw notUtf8(binary);
            }
            throw new DataException(
                    source(),
                    line + 1,
                    "is not comma-separated text from here on. Maybe a quotation mark is not closed, or text follows one",
                    malformed);
        }
    }

    private static BufferedReader withoutMark(BufferedReader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
        return reader;
    }

    private Header header(CSVRecord record) {
        if (record.stream().allMatch(CsvHistory::isNumber)) {
            throw new DataException(
                    source(), 1, "the first line holds numbers. Maybe add a line of column names above it");
        }
        return Header.ofFile(source(), record.toList());
    }

    private static boolean isNumber(String cell) {
        try {
            return Double.isFinite(Double.parseDouble(cell));
        } catch (NumberFormatException word) {
            return false;
        }
    }

    private static Row row(Header names, CSVRecord record, long lastLine) {
        String[] cells = record.values();
        long line = lastLine;
        for (String cell : cells) {
            line -= breaks(cell);
        }
        return new Row(names, line, cells);
    }

    private static long breaks(String cell) {
        return cell.replace("\r\n", "\n")
                .chars()
                .filter(c -> c == '\n' || c == '\r')
                .count();
    }

    /** The reader meets a bad byte a block too early to know its line. */
    private DataException notUtf8(CharacterCodingException cause) {
        long line = 0;
        try (BufferedReader bytes = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String text = bytes.readLine(); text != null; text = bytes.readLine()) {
                line++;
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
            }
        } catch (IOException found) {
            return new DataException(source(), line, "is not text in UTF-8. Maybe save it as CSV UTF-8", cause);
        }
        return new DataException(source(), 0, "is not text in UTF-8. Maybe save it as CSV UTF-8", cause);
    }
}
