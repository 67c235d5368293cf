package io.dither.experiments.look;

import io.dither.data.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Guesses the layout of a history and the roles of its columns.
 *
 * @param options options of {@code dither learn} by their names without dashes; a list of columns has a column per line
 * @param reasons the reasons for the options, a sentence each
 * @param stillNeeded what a user must still name; empty if the options suffice
 */
record LayoutGuess(Map<String, String> options, List<String> reasons, List<String> stillNeeded) {
    /** Usual names of a column of decisions, in small letters. */
    private static final Set<String> DECISIONS =
            Set.of("decision", "choice", "chosen", "selected", "taken", "choose", "picked", "assigned");
    /** Usual names of a column that names examples, in small letters. */
    private static final Set<String> EXAMPLES =
            Set.of("example", "id", "case", "obs", "observation", "trip", "situation");
    /** A column of more distinct values does not name alternatives. */
    private static final int MOST_ALTERNATIVES = 100;
    /** A column of more distinct words is not a feature. */
    private static final int MOST_LEVELS = 20;

    /** Guesses from the columns and the rows of a history, and from the file of roads in its folder, if any. */
    static LayoutGuess of(List<ColumnLook> columns, List<Row> rows, Optional<String> roads) {
        // in the layout long, all rows of an example have the same id, and exactly one of these rows is chosen
        for (ColumnLook id : columns) {
            if (id.isUnique() || id.missing() > 0) {
                continue;
            }
            Optional<LayoutGuess> guess = columns.stream()
                    .filter(column -> column != id && column.type() == ColumnLook.Type.TRUTH && column.missing() == 0)
                    .filter(decision -> isOneRowChosenPerExample(id.name(), decision.name(), rows))
                    .findFirst()
                    .flatMap(decision -> ofLong(id, decision, columns, rows));
            if (guess.isPresent()) {
                return guess.get();
            }
        }
        return ofWideOrShared(columns, roads);
    }

    /** Returns whether each example has several rows, of which exactly one is chosen. */
    private static boolean isOneRowChosenPerExample(String id, String decision, List<Row> rows) {
        Map<String, int[]> counts = new HashMap<>(); // by example: its rows, and those of them that are chosen
        for (Row row : rows) {
            int[] count = counts.computeIfAbsent(row.text(id), name -> new int[2]);
            count[0]++;
            count[1] += row.number(decision) == 1 ? 1 : 0;
        }
        return counts.values().stream().allMatch(count -> count[0] > 1 && count[1] == 1);
    }

    private static Optional<LayoutGuess> ofLong(
            ColumnLook id, ColumnLook decision, List<ColumnLook> columns, List<Row> rows) {
        Optional<ColumnLook> alternative = columns.stream()
                .filter(column -> column != id && column != decision)
                .filter(column -> column.values().size() <= MOST_ALTERNATIVES && !column.isConstant())
                .filter(column -> isDifferentWithin(id.name(), column.name(), rows))
                // a column of words is preferred to one of numbers: false is less than true
                .min((left, right) -> Boolean.compare(left.isNumeric(), right.isNumeric()));
        return alternative.map(column -> {
            Map<String, String> options = new LinkedHashMap<>();
            options.put("layout", "long");
            options.put("example", id.name());
            options.put("coordinate", column.name());
            options.put("decision", decision.name());
            options.put("oracle", "argmax:n={d}"); // {d} stands for the number of alternatives of an example
            List<String> reasons = new ArrayList<>(List.of(
                    "layout long: '" + id.name() + "' repeats, and exactly one line of each value has "
                            + decision.name() + " = 1",
                    "the alternative is '" + column.name() + "', which differs between the lines of an example",
                    "the solver argmax chooses one of the alternatives, which may differ between examples"));
            addFeatures(
                    columns,
                    Set.of(id.name(), column.name(), decision.name()),
                    options,
                    reasons,
                    feature -> !isSameWithin(id.name(), feature, rows));
            return new LayoutGuess(options, reasons, List.of());
        });
    }

    /** Returns whether no two rows of an example have the same value in a column. */
    private static boolean isDifferentWithin(String id, String column, List<Row> rows) {
        Map<String, Set<String>> seen = new HashMap<>();
        return rows.stream()
                .allMatch(row -> !row.isMissing(column)
                        && seen.computeIfAbsent(row.text(id), name -> new HashSet<>())
                                .add(row.text(column)));
    }

    /** Returns whether all rows of an example have the same value in a column. */
    private static boolean isSameWithin(String id, String column, List<Row> rows) {
        Map<String, String> seen = new HashMap<>();
        return rows.stream()
                .allMatch(row -> row.isMissing(column)
                        || seen.computeIfAbsent(row.text(id), name -> row.text(column))
                                .equals(row.text(column)));
    }

    private static LayoutGuess ofWideOrShared(List<ColumnLook> columns, Optional<String> roads) {
        Map<String, String> options = new LinkedHashMap<>();
        List<String> reasons = new ArrayList<>(
                List.of("layout wide: no column groups the lines so that one line of each group is chosen"));
        List<String> stillNeeded = new ArrayList<>();
        Set<String> used = new HashSet<>();
        options.put("layout", "wide");
        // a column with a usual name comes first: false is less than true
        Optional<ColumnLook> id = columns.stream()
                .filter(ColumnLook::isUnique)
                .min((left, right) -> Boolean.compare(
                        !EXAMPLES.contains(left.name().toLowerCase(Locale.ROOT)),
                        !EXAMPLES.contains(right.name().toLowerCase(Locale.ROOT))));
        id.ifPresentOrElse(
                column -> {
                    options.put("example", column.name());
                    used.add(column.name());
                    reasons.add("'" + column.name() + "' names the examples: each line has a different value");
                },
                () -> stillNeeded.add("a column that names each line, such as example: 1, 2, 3 ..."));
        Optional<ColumnLook> decision = columns.stream()
                .filter(column -> DECISIONS.contains(column.name().toLowerCase(Locale.ROOT)))
                .findFirst();
        if (decision.isEmpty()) {
            stillNeeded.add("the column of decisions: decision = \"...\" in [data]");
        } else {
            ColumnLook column = decision.get();
            options.put("decision", column.name());
            used.add(column.name());
            boolean isPath = column.values().stream().anyMatch(value -> value.contains(">"));
            if (isPath) { // the reason for the layout wide is replaced
                reasons.set(
                        0,
                        "layout shared: decisions are paths, such as "
                                + column.values().iterator().next());
                options.put("layout", "shared");
                addRoads(columns, roads, options, reasons, stillNeeded);
                used.addAll(List.of("from", "to"));
            } else {
                addAlternatives(column, options, reasons, stillNeeded);
            }
        }
        addTime(columns, used, options, reasons);
        if (!"shared".equals(options.get("layout"))) {
            addFeatures(columns, used, options, reasons, column -> true);
        }
        columns.stream()
                .filter(column -> !used.contains(column.name()) && column.type() == ColumnLook.Type.TEXT)
                .filter(column -> !column.isUnique() && !column.isConstant() && column.missing() == 0)
                .findFirst()
                .ifPresent(column -> reasons.add("if '" + column.name() + "' names who decides, add person = \""
                        + column.name() + "\" to [persons]"));
        return new LayoutGuess(options, reasons, stillNeeded);
    }

    private static void addAlternatives(
            ColumnLook decision, Map<String, String> options, List<String> reasons, List<String> stillNeeded) {
        Set<String> values = decision.values();
        if (values.size() > MOST_ALTERNATIVES) {
            stillNeeded.add("the solver that decides: oracle = \"...\" in [model]; 'dither oracles' lists them");
        } else {
            Set<String> names = new TreeSet<>(values);
            options.put("alternatives", String.join(",", names));
            options.put("oracle", "argmax:n=" + names.size());
            reasons.add(
                    "'" + decision.name() + "' has " + names.size() + " values, the alternatives of the solver argmax");
        }
    }

    private static void addRoads(
            List<ColumnLook> columns,
            Optional<String> roads,
            Map<String, String> options,
            List<String> reasons,
            List<String> stillNeeded) {
        List<String> names = columns.stream().map(ColumnLook::name).toList();
        if (roads.isEmpty() || !names.containsAll(List.of("from", "to"))) {
            stillNeeded.add("the file of the roads: coordinates = \"roads.csv\" in [data], and oracle ="
                    + " \"jgrapht-shortest-path:file=roads.csv,format=csv,source={from},target={to}\" in [model]");
            return;
        }
        options.put("coordinates", roads.get());
        options.put("oracle", "jgrapht-shortest-path:file=" + roads.get() + ",format=csv,source={from},target={to}");
        reasons.add("the roads are those of " + roads.get()
                + ", whose columns are the features; paths lead from 'from' to 'to'");
    }

    private static void addTime(
            List<ColumnLook> columns, Set<String> used, Map<String, String> options, List<String> reasons) {
        columns.stream()
                .filter(column ->
                        column.type() == ColumnLook.Type.DATE && column.missing() == 0 && !column.isConstant())
                .findFirst()
                .ifPresent(column -> {
                    options.put("time", column.name());
                    used.add(column.name());
                    reasons.add("'" + column.name() + "' is the time: the latest examples are held out");
                });
    }

    /**
     * Adds the features, and a reason for each column that is left out.
     *
     * @param varies whether a column, by its name, can have different values for the alternatives of an example
     */
    private static void addFeatures(
            List<ColumnLook> columns,
            Set<String> used,
            Map<String, String> options,
            List<String> reasons,
            Predicate<String> varies) {
        List<String> features = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (ColumnLook column : columns) {
            String name = column.name();
            if (used.contains(name)) {
                continue;
            }
            boolean isWord =
                    column.type() == ColumnLook.Type.TEXT && column.values().size() <= MOST_LEVELS;
            if (column.missing() > 0) {
                reasons.add("'" + name + "' is left out: " + column.missing() + " of its values are missing");
            } else if (column.isConstant()) {
                reasons.add("'" + name + "' is left out: it has one value");
            } else if (column.type() == ColumnLook.Type.DATE || !(column.isNumeric() || isWord)) {
                reasons.add("'" + name + "' is left out: it is neither a number nor a word with few values");
            } else if (!varies.test(name)) {
                reasons.add("'" + name + "' is left out: it is the same for all alternatives of an example");
            } else {
                (isWord ? words : features).add(name);
            }
        }
        List<String> featureNames = new ArrayList<>(features);
        featureNames.addAll(words);
        if (!featureNames.isEmpty()) {
            options.put("features", String.join("\n", featureNames));
            reasons.add("features are the other columns" + (words.isEmpty() ? "" : "; words become 0/1 features"));
        }
        if (!words.isEmpty()) {
            options.put("categories", String.join("\n", words));
        }
    }
}
