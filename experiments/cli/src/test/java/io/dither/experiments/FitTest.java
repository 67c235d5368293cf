package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.dither.experiments.run.RunFolder;
import io.dither.noise.Noise;
import io.dither.oracles.Oracles;
import io.dither.perturbed.PerturbedOptimizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code dither fit} from files of decisions. */
class FitTest {
    private static final double[] THETA = {0.4, 0.1, -0.5};

    @TempDir
    Path folder = Path.of("");

    private Path decisions(String header) throws IOException {
        List<String> lines = new ArrayList<>(header.isEmpty() ? List.of() : List.of(header));
        try (PerturbedOptimizer one = PerturbedOptimizer.builder(Oracles.ranking(3))
                .noise(Noise.gaussian())
                .samples(1)
                .seed(3)
                .build()) {
            for (int i = 0; i < 400; i++) {
                lines.add(Arrays.stream(one.at(THETA).example(i).estimate().mean())
                        .mapToObj(String::valueOf)
                        .collect(Collectors.joining(",")));
            }
        }
        return Files.write(folder.resolve("observed.csv"), lines);
    }

    private static Outcome fit(String oracle, Path data, String... more) {
        List<String> args =
                new ArrayList<>(List.of("fit", "--oracle", oracle, "--data", data.toString(), "--epsilon", "1"));
        args.addAll(List.of(more));
        return Outcome.of(args.toArray(String[]::new));
    }

    @Test
    void thetaComesBackWithinItsErrorsExactOrSimulated() throws IOException {
        Path data = decisions("a,b,c");
        JsonNode exact = fit("ranking:n=3", data, "--json").json();
        JsonNode simulated = fit("ranking:n=3", data, "--json", "--no-exact", "--samples", "4000")
                .json();
        assertEquals(400, exact.get("observations").asInt());
        assertEquals("CONVERGED", exact.get("status").asText());
        assertEquals(
                "common shift of all coordinates",
                exact.get("unidentified").get(0).get("name").asText());
        assertEquals(0, exact.get("simulationShare").asDouble());
        double share = simulated.get("simulationShare").asDouble();
        assertTrue(share > 0.05 && share < 0.15, "share " + share);
        for (JsonNode json : List.of(exact, simulated)) {
            for (int i = 0; i < 3; i++) {
                double error = json.get("standardErrors").get(i).asDouble();
                assertEquals(THETA[i], json.get("theta").get(i).asDouble(), 4 * error);
                double width = json.get("upper").get(i).asDouble()
                        - json.get("lower").get(i).asDouble();
                assertEquals(2 * 1.959964, width / error, 1e-5);
            }
        }
    }

    @Test
    void aFolderInWhichAnotherIsAtWorkIsRefused() throws IOException {
        String data = decisions("a,b,c").toString();
        Path history = Files.writeString(folder.resolve("history.csv"), "example,a,decision\nx,1,[1]\ny,-1,[-1]\n");
        String[][] commands = {
            {"fit", "--oracle", "ranking:n=3", "--data", data, "--epsilon", "1"},
            {"learn", "--layout", "wide", "--data", history.toString(), "--oracle", "sign:n=1"}
        };
        Path out = folder.resolve("out");
        try (RunFolder another = RunFolder.create(out)) {
            for (String[] command : commands) {
                String[] arguments = Arrays.copyOf(command, command.length + 2);
                arguments[command.length] = "--out";
                arguments[command.length + 1] = out.toString();
                Outcome outcome = Outcome.of(arguments);
                assertEquals(2, outcome.code(), outcome.toString());
                assertEquals(
                        "dither: another run is at work in the folder " + another.path()
                                + ". Maybe wait for its end, or choose another --out.\n",
                        outcome.err());
            }
        }
    }

    @Test
    void theTableIsTheSameWithAnyThreadsAndTheFolderHoldsTheResult() throws IOException {
        Path data = decisions("");
        Path out = folder.resolve("out");
        Outcome one = fit("ranking:n=3", data, "--no-exact", "--threads", "1", "--out", out.toString());
        assertEquals(0, one.code(), one.toString());
        assertEquals(
                one.out(),
                fit("ranking:n=3", data, "--no-exact", "--threads", "2").out());
        for (String expected : List.of("400 observations", "CONVERGED", "no data on common shift", "standard error")) {
            assertTrue(one.out().contains(expected), one.out());
        }
        assertTrue(Files.readString(out.resolve("result.json")).contains("standardErrors"));
        assertTrue(Files.readString(out.resolve("manifest.json")).contains("observed.csv"));
    }

    @Test
    void aClassThatWasNeverSeenIsOnTheBoundary() throws IOException {
        Path data = Files.writeString(folder.resolve("two.csv"), "1,0,0\n0,1,0\n1,0,0\n0,1,0\n");
        Outcome outcome = fit("argmax:n=3", data, "--noise", "gumbel", "--no-exact");
        assertEquals(4, outcome.code(), outcome.toString());
        assertTrue(outcome.out().contains("ON_BOUNDARY"), outcome.out());
        assertTrue(outcome.out().contains("coordinates 2"), outcome.out());
        Outcome json = fit("argmax:n=3", data, "--noise", "gumbel", "--json");
        assertEquals(4, json.code(), json.toString());
        assertTrue(json.out().contains("\"standardErrors\" : [ null"), json.out());
    }

    @Test
    void whatLiesOutsideTheHullIsSaid() throws IOException {
        Path data = Files.writeString(folder.resolve("outside.csv"), "1,1,0\n1,1,0\n");
        Outcome outcome = fit("argmax:n=3", data, "--noise", "gumbel");
        assertEquals(4, outcome.code(), outcome.toString());
        assertTrue(outcome.out().contains("OUTSIDE_HULL"), outcome.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "argmax:n=3 | 1,0,0;0,1 | 3 | observed.csv:2: 2 columns, but the oracle has dimension 3",
                "argmax:n=3 | a,b,c;1,0,0;0,x,1 | 3 | observed.csv:3: column 2 holds 'x'",
                "argmax:n=3 | 1,0,0 | 3 | has 1 decisions",
                "jgrapht-grid-path:rows=2,cols=2 | 1,1,0,1;1,0,1,1 | 2 | can leave the domain of the oracle, theta >= 0"
            })
    void badInputIsOneLine(String oracle, String rows, int code, String message) throws IOException {
        Path data = Files.writeString(folder.resolve("observed.csv"), rows.replace(';', '\n'));
        Outcome outcome = fit(oracle, data);
        assertEquals(code, outcome.code(), outcome.toString());
        assertTrue(outcome.err().contains(message), outcome.err());
        assertTrue(outcome.err().contains("Maybe") || code == 3, outcome.err());
        assertEquals(1, outcome.err().lines().count());
    }
}
