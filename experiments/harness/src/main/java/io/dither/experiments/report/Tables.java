package io.dither.experiments.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.dither.experiments.run.TextTable;
import io.dither.experiments.text.Html;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Writes tables of a page, with numbers aligned to the right and words to the left. */
public final class Tables {
    /** A cell of a column of numbers: a number with its standard error, unit % or a mark *; an interval such as 1 to 2; or nothing. */
    private static final Pattern NUMBER = Pattern.compile("([-+<0-9.,eE%* \u00a0\u00b1\u2212]|to)*");

    /** A cell of words with more letters may be broken into lines. */
    private static final int MOST_LETTERS = 24;

    private Tables() {}

    static void write(Html html, ResultFigures.Table table) {
        List<String> columns = table.columns();
        List<List<String>> rows = table.rows().stream()
                .map(row -> columns.stream()
                        .map(column -> row.containsKey(column) ? row.get(column).text() : "")
                        .toList())
                .toList();
        write(html, table.title(), columns, rows, table::isNumeric);
    }

    static void write(Html html, MetricsTable table) {
        List<String> columns = table.columns();
        write(html, "", columns, table.rows(), column -> table.isNumeric(columns.indexOf(column)));
    }

    /**
     * Writes a table.
     *
     * @param html the page
     * @param title above it, or nothing
     * @param heads the heads of its columns
     * @param rows one cell per column
     * @param isNumeric whether the columns with this head are aligned to the right
     */
    public static void write(
            Html html, String title, List<String> heads, List<List<String>> rows, Predicate<String> isNumeric) {
        openTable(html, title, heads, isNumeric);
        for (List<String> row : rows) {
            html.open("tr");
            for (int i = 0; i < row.size(); i++) {
                writeCell(html, row.get(i), isNumeric.test(heads.get(i)));
            }
            html.close("tr");
        }
        closeTable(html);
    }

    /**
     * Writes a text table, whose first row has the heads of the columns.
     *
     * @param html the page
     * @param table the table
     */
    public static void write(Html html, TextTable table) {
        writeRows(html, table.cells());
    }

    /** Writes a part of a summary: rows of cells under their heads, or a note. */
    static void writePart(Html html, JsonNode part) {
        if (part.isArray()) {
            List<List<String>> rows = new ArrayList<>();
            part.forEach(row -> {
                List<String> cells = new ArrayList<>();
                row.forEach(cell -> cells.add(cell.asText()));
                rows.add(cells);
            });
            writeRows(html, rows);
        } else if (!part.asText().isEmpty()) {
            html.note(typeset(part.asText()));
        }
    }

    /** Writes a table whose first row has the heads of the columns. */
    private static void writeRows(Html html, List<List<String>> rows) {
        List<String> heads = rows.get(0).stream().map(Tables::typeset).toList();
        List<List<String>> body = rows.stream()
                .skip(1)
                .map(row -> row.stream().map(Tables::typeset).toList())
                .toList();
        boolean[] areNumbers = new boolean[heads.size()];
        for (int i = 0; i < areNumbers.length; i++) {
            int column = i;
            areNumbers[i] = body.stream()
                    .allMatch(row -> NUMBER.matcher(row.get(column)).matches());
        }
        write(html, "", heads, body, head -> areNumbers[heads.indexOf(head)]);
    }

    /**
     * Typesets plain text: +- becomes a plus-minus sign, and - a minus sign if the text begins with it and a digit follows. Lines do not
     * break before %.
     */
    static String typeset(String text) {
        return text.replace("+-", "\u00b1").replace(" %", "\u00a0%").replaceFirst("^-(?=\\d)", "\u2212");
    }

    /**
     * Writes names with their values.
     *
     * @param html the page
     * @param title above the table, or nothing
     * @param rows names and values
     */
    public static void writePairs(Html html, String title, Map<String, String> rows) {
        openTable(html, title, List.of(), column -> false);
        rows.forEach((name, value) -> html.open("tr")
                .element("th", name, "scope", "row")
                .element("td", value)
                .close("tr"));
        closeTable(html);
    }

    /** Opens a table with its title and its heads, both of which may be empty; {@link #closeTable} closes it. */
    static void openTable(Html html, String title, List<String> columns, Predicate<String> isNumeric) {
        html.open("div", "class", "scroll").open("table");
        if (!title.isEmpty()) {
            html.element("caption", title);
        }
        if (!columns.isEmpty()) {
            html.open("thead").open("tr");
            columns.forEach(column -> html.element("th", column, "class", isNumeric.test(column) ? "number" : ""));
            html.close("tr").close("thead");
        }
        html.open("tbody");
    }

    static void writeCell(Html html, String text, boolean isNumber) {
        String styleOfWords = text.length() > MOST_LETTERS ? "long" : "";
        html.element("td", text, "class", isNumber ? "number" : styleOfWords);
    }

    static void closeTable(Html html) {
        html.close("tbody").close("table").close("div");
    }
}
