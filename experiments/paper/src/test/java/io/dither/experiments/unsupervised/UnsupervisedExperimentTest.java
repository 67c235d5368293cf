package io.dither.experiments.unsupervised;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dither.error.InvalidArgumentException;
import io.dither.exact.ExactOptimizer;
import io.dither.experiments.launch.ExperimentCommand;
import io.dither.noise.Noise;
import io.dither.oracles.Oracles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class UnsupervisedExperimentTest {
    @TempDir
    Path temporary = Path.of("");

    private String run(String... more) {
        StringWriter out = new StringWriter();
        List<String> arguments =
                new ArrayList<>(List.of("--out", temporary.resolve("out").toString()));
        arguments.addAll(List.of(more));
        CommandLine command =
                ExperimentCommand.alone(new UnsupervisedExperiment()).setOut(new PrintWriter(out));
        assertEquals(0, command.execute(arguments.toArray(String[]::new)));
        return out.toString();
    }

    @Test
    void theErrorFallsWithTheRootAndIntervalsCover() throws IOException {
        JsonNode json = new ObjectMapper()
                .readTree(run("--json", "--models", "argmax,ranking", "--data-sets", "40", "--largest", "800"));
        assertEquals("unsupervised", json.get("experiment").asText());
        assertEquals(2, json.get("models").size());
        for (JsonNode model : json.get("models")) {
            assertEquals(
                    -0.5,
                    model.get("slope").asDouble(),
                    5 * model.get("slopeStandardError").asDouble());
            assertEquals(
                    0.95,
                    model.get("coverage").asDouble(),
                    5 * model.get("coverageStandardError").asDouble());
            assertEquals(4, model.get("sizes").size());
            model.get("sizes")
                    .forEach(size -> assertEquals(0, size.get("unusable").asInt(), model.toString()));
        }
        for (String file : List.of("error.svg", "coverage.svg", "result.json")) {
            assertTrue(Files.size(temporary.resolve("out").resolve(file)) > 1000, file);
        }
        assertEquals(9, Files.readAllLines(temporary.resolve("out/metrics.csv")).size());
    }

    @Test
    void theGridIsSimulatedAndThreadsChangeNothing() throws IOException {
        String[] arguments = {
            "--models", "grid", "--data-sets", "2", "--smallest", "10", "--largest", "20", "--threads", "1"
        };
        String table = run(arguments);
        assertTrue(table.contains("grid arcs 5x5") && table.contains("simulated"), table);
        byte[] metrics = Files.readAllBytes(temporary.resolve("out/metrics.csv"));
        arguments[arguments.length - 1] = "2";
        assertEquals(table, run(arguments));
        assertArrayEquals(metrics, Files.readAllBytes(temporary.resolve("out/metrics.csv")));
    }

    @Test
    void sizesThatCannotBeDoubledAreRefused() {
        for (String[] bad : new String[][] {{"--smallest=200", "--largest=300"}, {"--smallest=2000000000"}}) {
            List<Exception> thrown = new ArrayList<>();
            ExperimentCommand.alone(new UnsupervisedExperiment())
                    .setExecutionExceptionHandler((failure, command, parsed) -> {
                        thrown.add(failure);
                        return 1;
                    })
                    .execute(bad);
            assertEquals(InvalidArgumentException.class, thrown.get(0).getClass(), thrown.toString());
        }
    }

    @Test
    void whatHasNoStandardErrorShowsADash() {
        SizeResult one = SizeResult.of(10, List.of(new Trial(true, 4, 1, 0.2), new Trial(false, 0, 0, 0)));
        Rate rate = new Rate("argmax", 3, true, -0.5, Double.NaN, 1, Double.NaN, List.of(one));
        String text = java.util.Arrays.toString(new UnsupervisedReport(List.of(rate)).tables());
        assertFalse(text.contains("NaN"), text);
    }

    @Test
    void unusableFitsAreCountedAndLeftOut() {
        List<Trial> trials =
                List.of(new Trial(true, 4, 1, 0.2), new Trial(false, 0, 0, 0), new Trial(true, 4, 0.5, 0.4));
        SizeResult size = SizeResult.of(10, trials);
        assertEquals(3, size.dataSets());
        assertEquals(1, size.unusable());
        assertEquals(2, size.error());
        assertEquals(0, size.errorStandardError());
        assertEquals(0.75, size.coverage());
        assertEquals(0.25, size.coverageStandardError(), 1e-12);
    }

    /** For argmax with Gumbel noise, theta is the logarithm of the shares, up to a shift. */
    @Test
    void theEstimateIsThatOfTheClosedFormAndWhatIsNeverDecidedHasNone() {
        ExactOptimizer layer = ExactOptimizer.of(Oracles.argmax(3), Noise.gumbel(), 1);
        DMatrixRMaj observed = new DMatrixRMaj(7, 3);
        for (int i = 0; i < 7; i++) {
            observed.set(i, i < 4 ? 0 : i < 6 ? 1 : 2, 1);
        }
        Fit fit = Fit.of(layer, observed).orElseThrow();
        double centre = (Math.log(4) + Math.log(2)) / 3;
        assertArrayEquals(new double[] {Math.log(4) - centre, Math.log(2) - centre, -centre}, fit.theta(), 1e-6);
        assertEquals(0, fit.simulationShare());
        observed.set(6, 2, 0);
        observed.set(6, 1, 1);
        assertEquals(Optional.empty(), Fit.of(layer, observed));
    }
}
