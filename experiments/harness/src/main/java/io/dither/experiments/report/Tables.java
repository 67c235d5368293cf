package io.dither.experiments.report;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Tables of a page: numbers to the right, words to the left. */
public final class Tables {
    private Tables() {}

    static void write(Html html, ResultFigures.Table table) {
        List<String> columns = table.columns();
        start(html, table.title(), columns, table::isNumeric);
        for (Map<String, Figure> row : table.rows()) {
            html.open("tr");
            for (String column : columns) {
                Figure figure = row.get(column);
                cell(html, figure == null ? "" : figure.text(), table.isNumeric(column));
            }
            html.close("tr");
        }
        end(html);
    }

    static void write(Html html, MetricsTable table) {
        start(
                html,
                "",
                table.columns(),
                column -> table.isNumeric(table.columns().indexOf(column)));
        for (List<String> row : table.rows()) {
            html.open("tr");
            for (int column = 0; column < row.size(); column++) {
                cell(html, row.get(column), table.isNumeric(column));
            }
            html.close("tr");
        }
        end(html);
    }

    /**
     * Writes names with their values.
     *
     * @param html where to
     * @param title above the table, or nothing
     * @param rows names and values
     */
    public static void pairs(Html html, String title, Map<String, String> rows) {
        start(html, title, List.of(), column -> false);
        rows.forEach((name, value) -> html.open("tr")
                .element("th", name, "scope", "row")
                .element("td", value)
                .close("tr"));
        end(html);
    }

    /**
     * Starts a table.
     *
     * @param html where to
     * @param title above it, or nothing
     * @param columns the heads of its columns, or none
     * @param isNumeric says of a head whether its column is set to the right
     */
    public static void start(Html html, String title, List<String> columns, Predicate<String> isNumeric) {
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

    /**
     * Writes a cell of a row.
     *
     * @param html where to
     * @param text what it holds
     * @param isNumber whether it is set to the right
     */
    public static void cell(Html html, String text, boolean isNumber) {
        html.element("td", text, "class", isNumber ? "number" : "");
    }

    /**
     * Ends a table.
     *
     * @param html where to
     */
    public static void end(Html html) {
        html.close("tbody").close("table").close("div");
    }
}
