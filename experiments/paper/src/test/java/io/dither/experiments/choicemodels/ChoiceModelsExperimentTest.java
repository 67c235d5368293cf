package io.dither.experiments.choicemodels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.experiments.run.Progress;
import io.dither.experiments.run.Result;
import io.dither.experiments.run.Run;
import io.dither.experiments.run.RunArguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class ChoiceModelsExperimentTest {
    @TempDir
    Path folder = Path.of("");

    private final List<List<String>> commands = new ArrayList<>();

    /** Runs with a command that finds another log likelihood for each model. */
    private Result run(String... arguments) {
        ChoiceModelsExperiment experiment = new ChoiceModelsExperiment();
        CommandSpec command = CommandSpec.forAnnotatedObject(experiment);
        RunArguments given = experiment.runOptions().addTo(command);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(
                "--data", folder.toString(), "--out", folder.resolve("run").toString(), "--threads", "1"));
        new CommandLine(command).parseArgs(all.toArray(String[]::new));
        try (Run run = new Run(command, given, false, Progress::start).withCommandRunner((line, out) -> {
            commands.add(line);
            boolean isNested = line.contains("existing=TRAIN,CAR");
            out.print(
                    isNested
                            ? "{\"logLikelihood\": -5236.9003}"
                            : "{\"logLikelihood\": -5216.5, \"logLikelihoodSimulationError\": 0.2}");
            out.flush();
            return 0;
        })) {
            return experiment.run(run);
        }
    }

    @Test
    void logLikelihoodsStandBesideThePublished() throws IOException {
        Files.createDirectories(folder.resolve("swissmetro"));
        Files.writeString(folder.resolve("swissmetro/swissmetro.dat.gz"), "data");
        String nested = run("--only", "b09").text("choice-models", false);
        assertTrue(nested.startsWith("1 of 1 exact models have the published"), nested);
        assertTrue(nested.contains("--nests 'existing=TRAIN,CAR'"), nested);
        assertTrue(
                nested.contains("dither choice --data $DITHER_DATA/swissmetro/swissmetro.dat.gz --choice CHOICE"),
                nested);
        assertEquals("choice", commands.get(0).get(0));
        assertEquals(folder + "/swissmetro/swissmetro.dat.gz", commands.get(0).get(2));
        String normal = run("--only", "time normal over").text("choice-models", false);
        assertTrue(normal.contains("0 of 1 mixtures have the log likelihood of quadrature"), normal);
    }

    @Test
    void whatIsMissingIsTold() {
        assertTrue(assertThrows(InvalidArgumentException.class, () -> run("--only", "b99"))
                .getMessage()
                .startsWith("--only 'b99' is not in the name of any model"));
        assertTrue(assertThrows(InvalidArgumentException.class, () -> run("--only", "b09"))
                .getMessage()
                .startsWith("there is no file"));
    }
}
