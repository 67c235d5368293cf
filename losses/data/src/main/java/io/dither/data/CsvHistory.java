package io.dither.data;

import io.dither.error.DataException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * A text file in UTF-8 whose first line, or the line after {@code sep=;}, names the columns. Blanks around fields, empty
 * lines and a byte order mark are ignored, but not blanks between quotation marks. A first column without a name is left
 * out, see {@link CsvForm#hasRowNames}.
 */
final class CsvHistory implements History {
    private final Path file;
    private final CsvForm form;
    private final Header header;

    CsvHistory(Path file, CsvDialect dialect, Consumer<? super String> notes) {
        this.file = file;
        try {
            form = CsvForm.read(file, dialect);
        } catch (IOException failed) {
            throw DataException.unreadable(file, failed);
        }
        header = read(null); // without an action: only the names of the columns
        form.notes().forEach(note -> notes.accept(source() + ": " + note));
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

    /** Reads the names of the columns, and the rows too if there is an action. */
    private Header read(@Nullable Consumer<? super Row> action) {
        long line = skippedLines();
        try (Reader reader = reader(StandardCharsets.UTF_8)) {
            CsvLines lines = new CsvLines(reader, form);
            Header names = null;
            while (lines.next()) {
                if (lines.hasQuotes()) {
                    return readQuoted(lines.remainingText(), line, names, action);
                }
                line++;
                if (names != null && action != null && !lines.isEmpty()) {
                    action.accept(new Row(names, line, lines.fields()));
                } else if (names == null && !lines.isEmpty()) {
                    names = header(lines.fields().all(), line);
                    if (action == null) {
                        return names;
                    }
                }
            }
            if (names == null) {
                throw new DataException(source(), 0, "is empty. Maybe it should start with a line of column names");
            }
            return names;
        } catch (CharacterCodingException binary) {
            throw notUtf8(binary);
        } catch (IOException failed) {
            throw DataException.unreadable(file, failed);
        }
    }

    /**
     * Reads the rest of a file. Its first line has a quotation mark, so fields may contain separators and line breaks.
     *
     * @param text the rest of the file
     * @param offset the number of lines before the rest
     * @param header the names of the columns; null if they are in the rest
     * @param action receives the rows; null to read the names only
     */
    private Header readQuoted(Reader text, long offset, @Nullable Header header, @Nullable Consumer<? super Row> action)
            throws IOException {
        long line = offset;
        try (CSVParser parser = form.format().parse(text)) {
            Iterator<CSVRecord> records = parser.iterator();
            Header names = header;
            while (hasNext(records) && (names == null || action != null)) {
                CSVRecord record = records.next();
                line = offset + parser.getCurrentLineNumber();
                if (names == null) {
                    names = header(withoutRowName(record), firstLine(record, line));
                } else if (action != null) {
                    action.accept(new Row(names, firstLine(record, line), withoutRowName(record)));
                }
            }
            return Objects.requireNonNull(names, "header");
        } catch (CSVException malformed) {
            throw malformed(line, malformed);
        }
    }

    private static boolean hasNext(Iterator<CSVRecord> records) throws IOException {
        try {
            return records.hasNext();
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    /** Makes an exception for text that cannot be split into fields, after the last line that could be read. */
    private DataException malformed(long line, CSVException cause) {
        return new DataException(
                source(),
                line + 1,
                "is not separated text from here on. Maybe a quotation mark is not closed, or text follows one",
                cause);
    }

    /** Opens the file; bytes that are not in the character set cause an exception. */
    private Reader reader(Charset charset) throws IOException {
        return new InputStreamReader(CsvForm.open(file), charset.newDecoder());
    }

    /** Returns the number of lines that {@link CsvLines} skips: 1 for {@code sep=;}, otherwise 0. */
    private int skippedLines() {
        return form.hasSeparatorLine() ? 1 : 0;
    }

    /** Makes the header of names that begin in a line. */
    private Header header(String[] cells, long line) {
        if (Arrays.stream(cells).allMatch(CsvHistory::isNumber)) {
            throw new DataException(
                    source(), line, "the first line holds numbers. Maybe add a line of column names above it");
        }
        Header names = Header.ofFile(source(), line, Arrays.asList(cells), form);
        String onlyName = names.columns().size() == 1 ? names.columns().get(0) : "";
        String separatorsInName = onlyName.replaceAll("[^,;\t|]", "");
        if (!separatorsInName.isEmpty() && separatorsInName.charAt(0) != form.separator()) {
            throw new DataException(
                    source(),
                    line,
                    "names the one column '" + onlyName + "'. Maybe another character separates columns: --separator '"
                            + separatorsInName.charAt(0) + "'");
        }
        return names;
    }

    private static boolean isNumber(String cell) {
        try {
            return Double.isFinite(Double.parseDouble(cell));
        } catch (NumberFormatException word) {
            return false;
        }
    }

    private String[] withoutRowName(CSVRecord record) {
        String[] cells = record.values();
        return form.hasRowNames() ? Arrays.copyOfRange(cells, 1, cells.length) : cells;
    }

    /** Returns the first line of a record that ends in {@code lastLine}: its cells may have line breaks. */
    private static long firstLine(CSVRecord record, long lastLine) {
        return lastLine - record.stream().mapToLong(CsvHistory::lineBreaks).sum();
    }

    private static long lineBreaks(String cell) {
        return cell.replace("\r\n", "\n")
                .chars()
                .filter(c -> c == '\n' || c == '\r')
                .count();
    }

    /**
     * Makes an exception for the line of a bad byte. The reader does not know the line, because it decodes in blocks. So the
     * lines are read again as ISO 8859-1, in which each byte is a character, and decoded one by one as UTF-8.
     */
    private DataException notUtf8(CharacterCodingException cause) {
        long line = 0;
        try (BufferedReader bytes = new BufferedReader(reader(StandardCharsets.ISO_8859_1))) {
            for (String text = bytes.readLine(); text != null; text = bytes.readLine()) {
                line++;
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
            }
        } catch (IOException badByte) {
            return new DataException(source(), line, "is not text in UTF-8. Maybe save it as CSV UTF-8", cause);
        }
        // no line is bad now: the file has changed
        return new DataException(source(), 0, "is not text in UTF-8. Maybe save it as CSV UTF-8", cause);
    }
}
