package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.data.Column;
import io.dither.data.Histories;
import io.dither.data.TableWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Coordinates that a query of DuckDB brings are those of the file: beaches, and how full each is at the hour. */
class CoordinatesQueryTest {
    private static final double[] KM = {1, 3, 6, 10};
    private static final int[] HOURS = {9, 12, 15};

    @TempDir
    private Path folder;

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    @BeforeEach
    void write() throws IOException {
        List<String> beaches = new ArrayList<>(List.of("coordinate,hour,km,\"full, in tens\",kind"));
        for (int j = 0; j < KM.length; j++) {
            String kind = j % 2 == 0 ? "sand" : "rock";
            for (int hour : j == 3 ? new int[] {0} : HOURS) {
                String at = j == 3 ? "" : String.valueOf(hour); // the last is as full at every hour
                beaches.add(j + "," + at + "," + KM[j] + "," + (hour / 3 + 2 * j) % 5 / 2.0 + "," + kind);
            }
        }
        Files.write(folder.resolve("beaches.csv"), beaches);
        List<String> days = new ArrayList<>(List.of("example,hour,rain,decision"));
        for (int day = 0; day < 60; day++) {
            days.add("d" + day + "," + HOURS[day % 3] + "," + day % 7 / 2.0 + "," + day * day % 11 % 4);
        }
        Files.write(folder.resolve("days.csv"), days);
    }

    private Outcome learn(String... more) {
        Stream<String> usual = Stream.of(
                "learn --layout shared --oracle argmax:n={d} --noise gumbel --vary-by hour --json".split(" "));
        Stream<String> data =
                Stream.of("--features", "log(km), `full, in tens`, C(kind), log(km):rain", "--data", at("days.csv"));
        return Outcome.of(
                Stream.of(usual, data, Stream.of(more)).flatMap(some -> some).toArray(String[]::new));
    }

    private static String weights(Outcome learnt) throws IOException {
        return learnt.json().get("weights").toString();
    }

    @Test
    void coordinatesComeFromQueries() throws IOException {
        String usual = weights(learn("--coordinates", at("beaches.csv")));
        List<Column> columns = List.of(
                Column.whole("place"),
                Column.whole("hour"),
                Column.number("km"),
                Column.number("full, in tens"),
                Column.text("kind"));
        try (TableWriter table = Histories.standard().write(at("beaches.parquet"), columns)) {
            Histories.standard()
                    .open(at("beaches.csv"))
                    .forEach(row -> table.write(
                            (long) row.number("coordinate"),
                            row.isMissing("hour") ? null : (long) row.number("hour"),
                            row.number("km"),
                            row.number("full, in tens"),
                            row.text("kind")));
            table.commit();
        }
        String query = "select place as coordinate, * exclude (place) from data order by km desc";
        Outcome parquet =
                learn("--coordinates", at("beaches.parquet"), "--coordinates-query", query, "--out", at("model"));
        assertEquals(usual, weights(parquet));
        Files.delete(folder.resolve("beaches.parquet"));
        assertEquals(
                0,
                Outcome.of("evaluate", at("model"), "--data", at("days.csv")).code(),
                "the model carries the file and asks it the same");
        String[] database = {
            "--coordinates", "jdbc:duckdb:", "--coordinates-query", "select * from '" + at("beaches.csv") + "'"
        };
        assertEquals(usual, weights(learn(database)));
        Outcome without = learn("--coordinates", "jdbc:duckdb:");
        assertEquals(2, without.code());
        assertTrue(
                without.err().contains("'jdbc:duckdb:' needs a query. Maybe add --coordinates-query"), without.err());
        assertEquals(
                2,
                learn("--coordinates", at("beaches.csv"), "--coordinates-query", "select 1")
                        .code());
    }
}
