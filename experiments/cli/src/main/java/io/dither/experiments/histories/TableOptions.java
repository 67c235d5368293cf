package io.dither.experiments.histories;

import io.dither.data.CsvDialect;
import io.dither.data.Histories;
import io.dither.data.History;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of reading a table: the separator, the decimal mark and a query. */
public final class TableOptions {
    @Option(
            names = "--separator",
            paramLabel = "SIGN",
            description = "Separate columns by comma, semicolon, tab or this sign. Default: guessed.")
    private Optional<String> separator = Optional.empty();

    @Option(
            names = "--decimal",
            paramLabel = "SIGN",
            description = {
                "Read decimals after a point or a comma. Default: guessed.",
                "If commas separate the columns, decimals follow a point."
            })
    private Optional<String> decimal = Optional.empty();

    @Option(
            names = "--query",
            paramLabel = "SQL",
            description = "Read the rows of this query of the database, or of the file, which a query calls data.")
    private Optional<String> query = Optional.empty();

    /**
     * Opens a table.
     *
     * @param place a file or a database
     * @param histories reads it
     * @return its rows
     */
    public History open(String place, Histories histories) {
        CsvDialect dialect = CsvDialect.GUESSED;
        dialect = separator.map(dialect::withSeparator).orElse(dialect);
        dialect = decimal.map(dialect::withDecimal).orElse(dialect);
        return histories.reading(dialect).open(place, query.orElse(""));
    }

    /** {@return the values of the options on the command line, by their names without dashes} */
    public Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        separator.ifPresent(text -> values.put("separator", text));
        decimal.ifPresent(text -> values.put("decimal", text));
        query.ifPresent(sql -> values.put("query", sql));
        return values;
    }
}
