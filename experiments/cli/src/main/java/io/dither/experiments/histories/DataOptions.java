package io.dither.experiments.histories;

import io.dither.data.Credentials;
import io.dither.data.Histories;
import io.dither.data.History;
import io.dither.error.InvalidArgumentException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where rows come from, as options. */
final class DataOptions {
    @Option(
            names = "--data",
            paramLabel = "PLACE",
            description =
                    "Read the history from this .csv, .parquet or .json file, or from jdbc:... with --query. User and password of a"
                            + " database come from DITHER_DB_USER and DITHER_DB_PASSWORD.")
    Optional<String> data = Optional.empty();

    @Option(
            names = "--query",
            paramLabel = "SQL",
            description = "Ask this of the database, or of the file as the table data.")
    private Optional<String> query = Optional.empty();

    @Option(
            names = "--trust-query",
            description =
                    "Let the query be several statements that change the database, and in DuckDB use other files and extensions.")
    private boolean trusted;

    Histories histories() {
        ClassLoader own = DataOptions.class.getClassLoader();
        Histories histories = new Histories(own == null ? List.of() : List.of(own), Credentials.of(System.getenv()));
        return trusted ? histories.trustingQueries() : histories;
    }

    /** Returns where rows come from, which must be given. */
    String place() {
        return data.orElseThrow(() -> new InvalidArgumentException("--data is missing", "Maybe --data new.csv"));
    }

    History open(String place) {
        return query.isPresent()
                ? histories().open(place, query.get())
                : histories().open(place);
    }
}
