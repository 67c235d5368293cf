package io.dither.experiments.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The figures of a {@code result.json}: single figures, and tables. In the file, a table is a list of objects, or an object of two or more
 * objects with the same keys; the standard error of a figure {@code x} is {@code xStandardError}.
 *
 * @param single the single figures, by name
 * @param tables the tables with their rows
 */
record ResultFigures(Map<String, Figure> single, List<Table> tables) {
    private static final String ERROR = "StandardError";
    /** Of a longer list of numbers, only the first are shown. */
    private static final int MOST_NUMBERS = 16;

    /** Rows of figures by column, under a title. */
    record Table(String title, List<Map<String, Figure>> rows) {
        List<String> columns() {
            return rows.stream()
                    .flatMap(row -> row.keySet().stream())
                    .distinct()
                    .toList();
        }

        boolean isNumeric(String column) {
            return rows.stream()
                    .map(row -> row.get(column))
                    .allMatch(figure -> figure == null
                            || figure.value().isNumber()
                            || figure.value().isNull());
        }
    }

    static ResultFigures of(JsonNode result) {
        ResultFigures figures = new ResultFigures(new LinkedHashMap<>(), new ArrayList<>());
        JsonNode copy = result.deepCopy();
        if (copy instanceof ObjectNode object) {
            // the experiment is the title of the page
            object.remove("experiment");
        }
        figures.add("", copy, MissingNode.getInstance(), figures.single);
        return figures;
    }

    /**
     * Adds the figures of a node: tables to {@link #tables}, and single figures to {@code into}, which is a row of a table or {@link
     * #single}. {@code error} is a node of the same structure with the standard errors; it is missing if they are unknown.
     */
    private void add(String name, JsonNode node, JsonNode error, Map<String, Figure> into) {
        if (hasNamedRows(node)) {
            addNamedRows(name, node);
        } else if (node.isObject()) {
            addObject(name, node, error, into);
        } else if (node.isArray() && node.path(0).isObject()) {
            addTable(name, node, into);
        } else if (node.isArray()) {
            addList(name, node, error, into);
        } else {
            into.put(name, new Figure(node, error.asDouble(Double.NaN)));
        }
    }

    /** Returns whether a node holds at least two named objects of the same keys: {@code {"first": {"loss": 1}, "second": {"loss": 2}}}. */
    private static boolean hasNamedRows(JsonNode node) {
        List<List<String>> keys = new ArrayList<>();
        for (JsonNode row : node.isObject() ? node : MissingNode.getInstance()) {
            keys.add(
                    row.isObject()
                            ? row.properties().stream().map(Map.Entry::getKey).toList()
                            : List.of());
        }
        return keys.size() > 1
                && !keys.get(0).isEmpty()
                && keys.stream().distinct().count() == 1;
    }

    /** Adds a table; its first column, which has no head, has the names of the rows. */
    private void addNamedRows(String name, JsonNode rows) {
        Table table = new Table(name, new ArrayList<>());
        tables.add(table);
        rows.properties().forEach(row -> {
            Map<String, Figure> figures = new LinkedHashMap<>();
            table.rows.add(figures);
            figures.put("", new Figure(TextNode.valueOf(row.getKey()), Double.NaN));
            add("", row.getValue(), MissingNode.getInstance(), figures);
        });
    }

    private void addObject(String name, JsonNode object, JsonNode error, Map<String, Figure> into) {
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            String key = entry.getKey();
            boolean isErrorOfAnother =
                    key.endsWith(ERROR) && object.has(key.substring(0, key.length() - ERROR.length()));
            if (!isErrorOfAnother) {
                JsonNode keyError = object.has(key + ERROR) ? object.get(key + ERROR) : error.path(key);
                add(joined(name, words(key)), entry.getValue(), keyError, into);
            }
        }
    }

    private static String joined(String name, String key) {
        return name.isEmpty() ? key : name + ", " + key;
    }

    /**
     * Adds a list of objects as a table. If there are words in {@code before}, the outer row or the single figures so far, the title begins
     * with them, as in {@code ranking, models}.
     */
    private void addTable(String name, JsonNode rows, Map<String, Figure> before) {
        Table table = new Table(joined(label(before), name), new ArrayList<>());
        tables.add(table);
        for (JsonNode row : rows) {
            Map<String, Figure> figures = new LinkedHashMap<>();
            table.rows.add(figures);
            add("", row, MissingNode.getInstance(), figures);
        }
    }

    private void addList(String name, JsonNode list, JsonNode error, Map<String, Figure> into) {
        for (int i = 0; i < list.size() && i < MOST_NUMBERS; i++) {
            add(name + " " + (i + 1), list.get(i), error.path(i), into);
        }
    }

    /** Returns the words among the figures of a row, as a label of the row. */
    static String label(Map<String, Figure> row) {
        return row.values().stream()
                .filter(figure -> figure.value().isTextual())
                .map(Figure::text)
                .collect(Collectors.joining(" "));
    }

    /**
     * Returns every figure that is a number, by name, for a comparison with other runs. Figures of tables are included. If figures have the
     * same name, the first counts; the figures of tables come after the single figures.
     */
    Map<String, Figure> numbers() {
        Map<String, Figure> byName = new LinkedHashMap<>(single);
        for (Table table : tables) {
            for (int i = 0; i < table.rows.size(); i++) {
                Map<String, Figure> row = table.rows.get(i);
                String words = label(row);
                String label = words.isEmpty() ? firstOf(row) : words;
                row.forEach((column, figure) -> byName.putIfAbsent(joined(joined(table.title, label), column), figure));
            }
        }
        byName.values().removeIf(figure -> !figure.value().isNumber());
        return byName;
    }

    /** Returns the first column and figure of a row, as a label of a row without words. */
    private static String firstOf(Map<String, Figure> row) {
        return row.entrySet().stream()
                .findFirst()
                .map(entry -> entry.getKey() + " " + entry.getValue().text())
                .orElse("");
    }

    /** Returns a key in words: {@code testTau} becomes "test tau", and names of losses get their usual spelling. */
    static String words(String key) {
        return key.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ")
                .replaceAll("(?<=[A-Z])(?=[A-Z][a-z])", " ")
                .replace('_', ' ')
                .toLowerCase(java.util.Locale.ROOT)
                .replace("fenchel young", "Fenchel-Young")
                .replace("spo plus", "SPO+");
    }
}
