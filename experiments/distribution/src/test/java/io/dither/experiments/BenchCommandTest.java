package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTest {
    @TempDir
    Path folder = Path.of("");

    private static Outcome bench(String... more) {
        List<String> args = new ArrayList<>(List.of("bench", "--seconds", "0.001", "--rows", "grid-arcs-5"));
        args.addAll(List.of(more));
        return Outcome.of(args.toArray(String[]::new));
    }

    @Test
    void aTableHasARowForEachVariantAndNumberOfThreads() {
        Outcome outcome = bench("--forks", "0");
        assertEquals(0, outcome.code(), outcome.err());
        List<String> lines = outcome.out().lines().toList();
        assertEquals(7, lines.size(), outcome.out());
        assertTrue(lines.get(0).startsWith("row          variant  threads  us/solve"), outcome.out());
        assertTrue(lines.get(6).startsWith("grid-arcs-5  fwd+vjp        2  "), outcome.out());
    }

    @Test
    void jsonHasOneLineANumberWithTheNamesThatOtherProgramsUse() throws IOException {
        Path file = folder.resolve("out.json");
        Outcome outcome =
                bench("--forks", "0", "--threads", "1", "--variants", "forward,fy", "--json", "--out", file.toString());
        assertEquals(Files.readString(file), outcome.out());
        List<JsonNode> lines = new ArrayList<>();
        for (String line : outcome.out().lines().toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        assertEquals(2, lines.size());
        List<String> names = new ArrayList<>();
        lines.get(1).fieldNames().forEachRemaining(names::add);
        assertEquals(
                List.of(
                        "workload",
                        "variant",
                        "peer",
                        "threads",
                        "solves",
                        "us_per_solve",
                        "reps",
                        "wall_ms_min",
                        "wall_ms_med",
                        "check",
                        "row",
                        "oracle",
                        "B",
                        "M",
                        "d",
                        "eps",
                        "us_of_forks",
                        "us_of_turns",
                        "bytes_of_forks",
                        "jdk",
                        "machine",
                        "kernels"),
                names);
        assertEquals("f_sp5x5", lines.get(1).get("workload").asText());
        assertEquals("fy", lines.get(1).get("variant").asText());
        assertEquals(320, lines.get(1).get("solves").asInt());
        double least = 1e3 * lines.get(1).get("wall_ms_min").asDouble() / 320;
        assertTrue(least > 0 && least <= lines.get(1).get("us_per_solve").asDouble(), outcome.out());
    }

    @Test
    void eachForkIsAJvmOfItsOwn() throws JsonProcessingException {
        JsonNode line = bench("--forks", "2", "--threads", "1", "--variants", "forward", "--json")
                .json();
        assertEquals(2, line.get("us_of_forks").size());
        assertEquals(5, line.get("us_of_turns").size());
        double sum = 0;
        for (JsonNode fork : line.get("us_of_forks")) {
            sum += fork.asDouble();
        }
        assertEquals(sum / 2, line.get("us_per_solve").asDouble(), 1e-9 * sum);
    }

    @Test
    void whatCannotBeReadOrWrittenIsOneLine() {
        assertProblem(3, "manifest.json: cannot be read (NoSuchFileException)", "--inputs", folder.toString());
        assertProblem(
                5,
                "there is no such folder. Maybe it was deleted, or you must make it first",
                "--out",
                folder.resolve("none/out.json").toString());
    }

    private static void assertProblem(int code, String message, String... args) {
        List<String> all = new ArrayList<>(List.of("bench"));
        all.addAll(List.of(args));
        Outcome outcome = Outcome.of(all.toArray(String[]::new));
        assertEquals(code, outcome.code(), outcome.toString());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
        assertTrue(outcome.err().contains(message), outcome.err());
    }
}
