package io.dither.experiments.solves;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.experiments.Runs;
import io.dither.experiments.launch.ExperimentCommand;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SolvesExperimentTest {
    @TempDir
    Path temporary = Path.of("");

    @Test
    void aRunPrintsARowForEachChoiceAndWritesMetrics() throws IOException {
        StringWriter text = new StringWriter();
        int code = ExperimentCommand.of(new SolvesExperiment())
                .setOut(new PrintWriter(text))
                .execute(
                        "--out",
                        temporary.toString(),
                        "--examples",
                        "2",
                        "--samples",
                        "1",
                        "--histories",
                        "1",
                        "--seeds",
                        "0",
                        "--held",
                        "1");
        assertEquals(0, code);
        // a verdict; plain and by known solutions, to the least loss and to a regret, on 4 problems, below a header
        assertEquals(2 + 1 + 4 * 4, text.toString().lines().count(), text.toString());
        assertEquals(17, Files.readAllLines(temporary.resolve("metrics.csv")).size());
    }

    @Test
    void aProblemThatThereIsNotIsRefused() {
        assertEquals(List.of("CP-SAT: tour, 8 nodes"), Problem.names("cp"));
        Path out = temporary.resolve("out");
        String problem = assertThrows(
                        InvalidArgumentException.class,
                        () -> Runs.of(new SolvesExperiment(), "--problem", "nothing", "--out", out.toString()))
                .getMessage();
        assertTrue(problem.startsWith("--problem 'nothing' is unknown. Maybe the start of one of LP: paths"), problem);
        assertFalse(Files.exists(out));
    }

    @Test
    void knownSolutionsAreAnHonestControlVariate() {
        LinearOracle assignment = Oracles.assignment(4, 4, io.dither.oracle.Sense.MINIMIZE);
        List<GradientCost> costs = GradientCost.all(assignment, 0.3, 128, 60);
        GradientCost plain = costs.get(0);
        GradientCost controlled = costs.get(3);
        assertTrue(controlled.variance() < plain.variance() / 2, costs.toString());
        // of 60 estimates of 16 coordinates
        assertEquals(1, Math.sqrt(controlled.claimed() / controlled.variance()), 0.2, costs.toString());
    }
}
