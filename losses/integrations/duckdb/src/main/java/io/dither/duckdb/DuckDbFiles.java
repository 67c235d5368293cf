package io.dither.duckdb;

import io.dither.data.Column;
import io.dither.data.History;
import io.dither.data.HistoryProvider;
import io.dither.data.TableWriter;
import io.dither.error.Arguments;
import io.dither.error.DataException;
import io.dither.jdbc.JdbcHistory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads and writes Parquet, and reads JSON (objects in an array, or one per line), by DuckDB in this process. Rows keep
 * their order, numbers keep all their bits, and dates in JSON stay texts. Column names that differ only in capitals are
 * refused, because they are the same to DuckDB.
 */
public final class DuckDbFiles implements HistoryProvider {
    private static final String PARQUET = ".parquet";
    /** Types that DuckDB infers from texts. */
    private static final Pattern INFERRED = Pattern.compile("DATE|UUID|TIME.*");

    @Override
    public Set<String> endings() {
        return Set.of(PARQUET, ".json", ".jsonl", ".ndjson");
    }

    @Override
    public History open(Path file, String query) {
        Arguments.require(
                file.toString().chars().noneMatch(c -> "*?[".indexOf(c) >= 0),
                "'" + file + "' has one of * ? [ in its name, which DuckDB takes for many files",
                "Maybe rename it");
        boolean isParquet = isParquet(file);
        String view = "create view data as select * from " + (isParquet ? parquet(file) : json(file));
        return JdbcHistory.of( // results from Parquet are streamed, results from JSON are kept in memory
                file.toString(),
                () -> Duck.open(isParquet, view, "set allowed_paths = [" + Duck.literal(file) + "]", Duck.LOCK),
                query.isBlank() ? "select * from data" : query);
    }

    /**
     * Returns the SQL that reads a Parquet file, after a check that no two column names are equal or differ only in
     * capitals. The schema is a tree, and lists each node before its children: first the root, which the query leaves
     * out, then each column, followed by the fields of a nested column. So a node is a column if no children of earlier
     * nodes are left.
     */
    private static String parquet(Path file) {
        String path = Duck.literal(file);
        int childrenLeft = 0;
        Map<String, String> names = new HashMap<>();
        for (List<String> node :
                Duck.texts(file, "select name, coalesce(num_children, 0) from parquet_schema(" + path + ") offset 1")) {
            if (childrenLeft == 0) {
                addDistinct(names, node.get(0), file);
            } else {
                childrenLeft--;
            }
            childrenLeft += Integer.parseInt(node.get(1));
        }
        // hive_partitioning would make columns from folders like year=2024 in the path
        return "read_parquet(" + path + ", hive_partitioning = false)";
    }

    /**
     * Returns the SQL that reads a JSON file, after a check that no two keys differ only in capitals. DuckDB infers
     * types from all rows (sample_size = -1); texts that look like dates, times or UUIDs stay texts.
     */
    private static String json(Path file) {
        String path = Duck.literal(file);
        // an object may hold a large example; by default DuckDB refuses objects above 16 MB
        String options = ", hive_partitioning = false, maximum_object_size = 100000000";
        Map<String, String> names = new HashMap<>();
        for (List<String> key : Duck.texts(
                file, "select distinct unnest(json_keys(json)) from read_json_objects(" + path + options + ")")) {
            addDistinct(names, key.get(0), file);
        }
        if (names.isEmpty()) {
            throw DataException.of(file, "holds no objects. Maybe write it like [{\"id\": 1}, {\"id\": 2}]");
        }
        // "describe" returns a row per column of the data, which begins with its name and its type
        String columns =
                Duck.texts(file, "describe select * from read_json(" + path + ", sample_size = -1" + options + ")")
                        .stream()
                        .map(column -> Duck.literal(column.get(0)) + ": "
                                + Duck.literal(INFERRED.matcher(column.get(1)).matches() ? "VARCHAR" : column.get(1)))
                        .collect(Collectors.joining(", "));
        return "read_json(" + path + ", columns = {" + columns + "}" + options + ")";
    }

    /** Adds a column name; refuses it if {@code names}, whose keys are in small letters, already has its key. */
    private static void addDistinct(Map<String, String> names, String name, Path file) {
        String sameName = names.put(name.toLowerCase(Locale.ROOT), name);
        if (sameName != null) {
            throw DataException.of(
                    file,
                    name.equals(sameName)
                            ? "two columns have the name '" + name + "'. Maybe rename one"
                            : "the columns '" + sameName + "' and '" + name
                                    + "' differ only in capitals. Maybe rename one");
        }
    }

    @Override
    public TableWriter write(Path file, Path temporary, List<Column> columns) {
        Arguments.require(
                isParquet(file),
                "'" + file + "' cannot be written: files of this kind are only read",
                "Maybe write .parquet or .csv");
        return new ParquetTable(file, temporary, columns);
    }

    private static boolean isParquet(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(PARQUET);
    }
}
