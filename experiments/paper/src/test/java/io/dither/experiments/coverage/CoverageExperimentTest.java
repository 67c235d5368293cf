package io.dither.experiments.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dither.error.InvalidArgumentException;
import io.dither.experiments.Runs;
import io.dither.learn.model.FitSettings.Errors;
import io.dither.learn.model.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoverageExperimentTest {
    private static final double LEAST = 0.93;
    private static final double MOST = 0.97;

    @TempDir
    Path temporary = Path.of("");

    private String run(String... more) {
        String[] arguments = {"--out", temporary.toString()};
        return Runs.of(
                new CoverageExperiment(),
                IntStream.range(0, 2 + more.length)
                        .mapToObj(i -> i < more.length ? more[i] : arguments[i - more.length])
                        .toArray(String[]::new));
    }

    /** Of situations with persons, which take a minute for each few histories, fewer are drawn. */
    private static List<Coverage> measured(int histories, Set<String> names) {
        return Situations.all().stream()
                .filter(situation -> names.isEmpty() || names.contains(situation.name()))
                .map(situation -> Coverage.of(
                        situation,
                        1,
                        situation.name().startsWith("tastes") ? Math.min(24, histories) : histories,
                        Errors.ROBUST,
                        2,
                        () -> {}))
                .toList();
    }

    @Test
    void intervalsHoldTheTruth() {
        int histories = 8;
        List<Coverage> some = measured(
                histories,
                Set.of(
                        "argmax of 4, Gumbel, n = 100",
                        "argmax of 4, sampled, n = 30",
                        "ranking of 4, Gumbel, n = 30",
                        "knapsack of 6, Gaussian, n = 30",
                        "20 clusters, n = 300",
                        "softplus, n = 300",
                        "known part, epsilon learnt, n = 300",
                        "importance weights, n = 300"));
        assertEquals(8, some.size());
        double error = Math.sqrt(0.95 * 0.05 / histories);
        for (Coverage one : some) {
            assertEquals(1, one.intervalShare(), one.toString());
            one.unknowns().forEach(unknown -> assertEquals(0.95, unknown.coverage(), 3.5 * error, one.toString()));
        }
    }

    /** By the exact law of the count, for about 340 counts: none is unlikelier than one in 100,000. */
    @Test
    @Tag("long")
    void intervalsHoldTheTruthInAllSituations() {
        for (Coverage one : measured(60, Set.of())) {
            for (Unknown unknown : one.unknowns()) {
                int held = unknown.covered();
                double fewer = new BinomialDistribution(unknown.intervals(), LEAST).cumulativeProbability(held);
                double more = 1 - new BinomialDistribution(unknown.intervals(), MOST).cumulativeProbability(held - 1);
                assertTrue(unknown.intervals() < 20 || Math.min(fewer, more) > 1e-5, one.toString());
            }
        }
    }

    @Test
    void aRunHasATableFiguresAndAHeatMap() throws IOException {
        String[] arguments = {"--only", "frequencies, n", "--histories", "20", "--threads", "1"};
        String table = run(arguments);
        assertTrue(table.contains("frequencies, n = 300"), table);
        JsonNode all = new ObjectMapper()
                .readTree(temporary.resolve("result.json").toFile())
                .get("situations");
        assertEquals(1, all.size());
        for (JsonNode one : all) {
            assertEquals(20, one.get("histories").asInt());
            assertEquals(3, one.get("unknowns").size());
            assertTrue(table.contains(one.get("status").asText()), table);
        }
        assertTrue(Files.readString(temporary.resolve("report.html")).contains("class=\"chart heat\""));
        assertEquals(4, Files.readAllLines(temporary.resolve("metrics.csv")).size());
        arguments[arguments.length - 1] = "2";
        assertEquals(table, run(arguments));
        String message = assertThrows(InvalidArgumentException.class, () -> run("--only", "no such"))
                .getMessage();
        assertTrue(String.valueOf(message).contains("is not in the name of any situation"), message);
    }

    @Test
    void coverageIsWrongBeyondTwoStandardErrorsOfTheCount() {
        assertEquals("x low", status(60, 50));
        assertEquals("ok", status(60, 53));
        assertEquals("ok", status(60, 60));
        assertEquals("x high", status(300, 300));
        assertEquals("ok", status(19, 10), "fewer than 20 intervals say nothing");
        assertEquals("none", status(0, 0));
    }

    /** Of 300 histories so many have an interval, of half length 1.96 around the truth or beside it. */
    private static String status(int intervals, int held) {
        List<Trial> trials = IntStream.range(0, 300)
                .mapToObj(i -> new Trial(
                        List.of(Interval.of(i < held ? 0 : 9, i < intervals ? 1 : Double.NaN)),
                        List.of(i < intervals),
                        List.of(i < held),
                        i < intervals ? Set.of() : Set.of("not converged")))
                .toList();
        Coverage coverage = Coverage.of("made", Map.of("x", 0.0), 0, trials);
        assertEquals(300 - intervals, coverage.notes().getOrDefault("not converged", 0));
        assertEquals(intervals / 300.0, coverage.intervalShare(), 1e-12);
        return coverage.status();
    }
}
