package io.dither.data;

import io.dither.error.DataException;
import io.dither.error.RegularFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The form of a text file: what a {@link CsvDialect} does not give is guessed from the first lines.
 *
 * @param separator the character between columns
 * @param decimalComma whether 1,5 is one and a half
 * @param hasSeparatorLine whether the first line is {@code sep=;}, by which spreadsheets know the separator
 * @param hasRowNames whether the first column has no name, because R or pandas wrote row names there; pandas may have
 * named it {@code Unnamed: 0}
 */
record CsvForm(char separator, boolean decimalComma, boolean hasSeparatorLine, boolean hasRowNames) {
    /** The ending of the name of a file that gzip has compressed. */
    static final String GZ_ENDING = ".gz";

    /** The size of the buffer for reading a gzip file, in bytes. */
    private static final int GZ_BUFFER_BYTES = 1 << 16;
    /** The largest number of bytes from which the form is guessed. */
    private static final int SAMPLE_BYTES = 1 << 18;

    /** The largest number of rows below the header from which the form is guessed. */
    private static final int SAMPLE_ROWS = 1000;

    private static final Map<Character, String> SEPARATOR_NAMES =
            Map.of(',', "commas", ';', "semicolons", '\t', "tabs");
    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setIgnoreSurroundingSpaces(true).get();
    /** The name of a column of row names: empty, or the name that pandas gives it. */
    private static final Pattern ROW_NAMES = Pattern.compile("(Unnamed: 0)?");

    private static final Pattern SEPARATOR_LINE = Pattern.compile("(?i)\uFEFF?sep=(.)(\r?\n|\r|$)");
    private static final Pattern WITH_COMMA = Pattern.compile("[-+]?[0-9]*,[0-9]+([eE][-+]?[0-9]+)?");
    private static final Pattern WITH_POINT = Pattern.compile("[-+]?[0-9]*\\.[0-9]+([eE][-+]?[0-9]+)?");
    /** A number such as 1,234, whose comma may stand between thousands or be a decimal comma. */
    private static final Pattern AMBIGUOUS_COMMA = Pattern.compile("[-+]?[1-9][0-9]{0,2},[0-9]{3}");

    /** A number such as 1.234, whose point may stand between thousands or be a decimal point. */
    private static final Pattern AMBIGUOUS_POINT = Pattern.compile("[-+]?[1-9][0-9]{0,2}\\.[0-9]{3}");
    /**
     * A whole number from 100 to 999. Beside 1.234 it suggests that points stand between thousands: with decimal points
     * it would be written 950.000.
     */
    private static final Pattern HUNDREDS = Pattern.compile("[-+]?[1-9][0-9]{2}");

    /** A number with marks between thousands, as in 1,234 or 1.234,5. */
    private static final Pattern THOUSANDS = Pattern.compile(
            "[-+]?[1-9][0-9]{0,2}(?<mark>[,.'\u2019 \u00A0\u202F])[0-9]{3}(\\k<mark>[0-9]{3})*((?!\\k<mark>)[,.][0-9]*)?");

    /** The rows of the first lines, if they are split at a separator that may be the right one. */
    private record Trial(char separator, List<String[]> rows) {
        int columns() {
            return rows.isEmpty() ? 0 : rows.get(0).length;
        }

        private Stream<String[]> belowHeader() {
            return rows.stream().skip(1);
        }

        /**
         * Returns the share of the rows below the header with as many fields as the header: 1 if there are no such rows,
         * and -1 if there is only one column.
         */
        double shareOfFittingRows() {
            return columns() < 2
                    ? -1
                    : belowHeader()
                            .mapToInt(row -> row.length == columns() ? 1 : 0)
                            .average()
                            .orElse(1);
        }

        /** Returns the cells below the header; a cell with a list of numbers in brackets gives each number. */
        private Stream<String> items() {
            return belowHeader().flatMap(Arrays::stream).flatMap(cell -> Stream.of(cell.split("[\\[\\]\\s]+")));
        }

        /**
         * Returns whether numbers seem to have decimal commas: more have a comma than a point, and at least one number is
         * not like 1,234, whose comma may stand between thousands.
         */
        boolean hasDecimalCommas() {
            if (separator == ',') {
                return false;
            }
            long commas = items().filter(WITH_COMMA.asMatchPredicate()).count();
            long points = items().filter(WITH_POINT.asMatchPredicate()).count();
            long ambiguous = items().filter(AMBIGUOUS_COMMA.asMatchPredicate()).count();
            return commas > points && commas > ambiguous;
        }

        /**
         * Describes a column whose points may stand between thousands, if there is one: all its numbers with points
         * look like 1.234, and some other numbers are whole numbers from 100 to 999. If commas separate columns, points are
         * decimal points.
         */
        Optional<String> ambiguousPoints() {
            for (int k = 0; separator != ',' && k < columns(); k++) {
                int column = k;
                List<String> cells = belowHeader()
                        .filter(row -> row.length > column)
                        .map(row -> row[column])
                        .toList();
                List<String> points =
                        cells.stream().filter(WITH_POINT.asMatchPredicate()).toList();
                Optional<String> whole =
                        cells.stream().filter(HUNDREDS.asMatchPredicate()).findFirst();
                if (whole.isPresent()
                        && !points.isEmpty()
                        && points.stream().allMatch(AMBIGUOUS_POINT.asMatchPredicate())) {
                    return Optional.of(
                            "column '" + rows.get(0)[k] + "' holds '" + points.get(0) + "' and '" + whole.get()
                                    + "': points may stand between thousands. Maybe remove these points; if they are decimal points,"
                                    + " --decimal point, or separate columns by commas");
                }
            }
            return Optional.empty();
        }

        /**
         * Returns how many more fields than the first row each other row has, below 0 for fewer fields; 0 if the other rows
         * differ in this, or are fewer than two, or if the first row has only one field.
         */
        int excess() {
            List<Integer> differences =
                    belowHeader().map(row -> row.length - columns()).distinct().toList();
            return rows.size() > 2 && differences.size() == 1 && columns() > 1 ? differences.get(0) : 0;
        }
    }

    /** Guesses the form of a file from its first lines, except for what the dialect gives. */
    static CsvForm read(Path file, CsvDialect dialect) throws IOException {
        String text = sample(file);
        Matcher separatorLine = SEPARATOR_LINE.matcher(text);
        boolean hasSeparatorLine = separatorLine.lookingAt();
        Optional<Character> separator = dialect.separator()
                .or(() -> hasSeparatorLine ? Optional.of(separatorLine.group(1).charAt(0)) : Optional.empty());
        String body = hasSeparatorLine ? text.substring(separatorLine.end()) : text.replaceFirst("^\uFEFF", "");
        boolean isTabFile = file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(tsv|tab)(\\.gz)?");
        List<Character> candidates = isTabFile ? List.of('\t', ',', ';') : List.of(',', ';', '\t');
        Trial best = best(body, separator.map(List::of).orElse(candidates));
        if (best.excess() > 0) {
            throw DataException.of(
                    file,
                    "names " + best.columns() + " columns, and each line has " + (best.columns() + best.excess())
                            + " fields. Maybe rows have names: leave them out (in R row.names = FALSE); or numbers have decimal"
                            + " commas: separate columns by ;");
        }
        boolean hasDecimalCommas = dialect.decimalComma().orElseGet(best::hasDecimalCommas);
        if (dialect.decimalComma().isEmpty() && !hasDecimalCommas) {
            best.ambiguousPoints().ifPresent(problem -> {
                throw DataException.of(file, problem);
            });
        }
        boolean hasRowNames =
                best.columns() > 1 && ROW_NAMES.matcher(best.rows().get(0)[0]).matches();
        return new CsvForm(best.separator(), hasDecimalCommas, hasSeparatorLine, hasRowNames);
    }

    /** Opens a file, and decompresses it if its name ends with {@link #GZ_ENDING}. */
    static InputStream open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            return file.toString().endsWith(GZ_ENDING) ? new GZIPInputStream(in, GZ_BUFFER_BYTES) : in;
        } catch (IOException failed) {
            in.close();
            throw failed;
        }
    }

    /**
     * Returns the text of a file or, if it has {@link #SAMPLE_BYTES} bytes or more, the lines that end within these; if
     * the first line does not, its start.
     */
    private static String sample(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = open(RegularFile.require(file))) {
            bytes = in.readNBytes(SAMPLE_BYTES);
        }
        boolean hasMarkOfUtf16 = bytes.length > 1
                && ((bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE)
                        || (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF));
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (hasMarkOfUtf16 || text.indexOf('\0') >= 0) {
            throw DataException.of(file, "is text in UTF-16, or not text. Maybe save it as CSV UTF-8");
        }
        int end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
        return bytes.length < SAMPLE_BYTES || end < 0 ? text : text.substring(0, end + 1);
    }

    /** Returns the trial with the largest share of rows that fit; the first of several such trials. */
    private static Trial best(String text, List<Character> separators) {
        Trial best = trial(text, separators.get(0));
        double largestShare = best.shareOfFittingRows();
        for (int i = 1; i < separators.size() && largestShare < 1; i++) {
            Trial candidate = trial(text, separators.get(i));
            if (candidate.shareOfFittingRows() > largestShare) {
                best = candidate;
                largestShare = candidate.shareOfFittingRows();
            }
        }
        return best;
    }

    private static Trial trial(String text, char separator) {
        List<String[]> rows = new ArrayList<>();
        try (CSVParser parser = format(separator).parse(new StringReader(text))) {
            for (CSVRecord record : parser) {
                rows.add(record.values());
                if (rows.size() > SAMPLE_ROWS) {
                    break;
                }
            }
        } catch (IOException | UncheckedIOException malformed) {
            rows.add(new String[0]); // counts as a row that does not fit; CsvHistory reports the fault with its line
        }
        return new Trial(separator, rows);
    }

    private static CSVFormat format(char separator) {
        return FORMAT.builder().setDelimiter(separator).get();
    }

    CSVFormat format() {
        return format(separator);
    }

    /**
     * Returns what a user should know about how the file is read; empty if it has commas between columns, decimal points
     * and no row names.
     */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (separator != ',' || decimalComma) {
            notes.add("read as columns between " + SEPARATOR_NAMES.getOrDefault(separator, "'" + separator + "'")
                    + ", with decimal " + (decimalComma ? "commas" : "points"));
        }
        if (hasRowNames) {
            notes.add("the first column has no name, and is left out");
        }
        return notes;
    }

    /** Returns whether a text is a number with marks between thousands, as in 1,234 or 1.234,5. */
    static boolean hasThousands(String text) {
        return THOUSANDS.matcher(text).matches();
    }

    /** Returns whether a text such as 1,234 may have a comma between thousands or a decimal comma. */
    static boolean isAmbiguous(String text) {
        return AMBIGUOUS_COMMA.matcher(text).matches();
    }

    /** Writes a number with a point in place of a decimal comma; returns other texts unchanged. */
    static String withPoint(String text) {
        return WITH_COMMA.matcher(text).matches() ? text.replace(',', '.') : text;
    }
}
