package io.dither.experiments.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dither.error.Arguments;
import io.dither.error.DataException;
import io.dither.experiments.run.Experiment;
import io.dither.experiments.run.Metrics;
import io.dither.experiments.run.Progress;
import io.dither.experiments.run.Result;
import io.dither.experiments.run.Run;
import io.dither.experiments.run.StoredJson;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.plugin.PluginCatalogue;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What is around every experiment. */
class ExperimentCommandTest {
    @TempDir
    Path folder = Path.of("");

    @Command(name = "steps", description = "Counts.")
    private static final class Steps implements Experiment {
        @Option(names = "--steps")
        private int steps = 2;

        @Option(names = "--fail")
        private boolean fail;

        @Option(names = "--missing")
        private boolean missing;

        @Override
        public Result run(Run run) {
            Arguments.atLeast("steps", steps, 1);
            if (missing) {
                throw new DataException("a.csv", 0, "does not exist. Maybe name another");
            }
            Metrics metrics = run.metrics("step");
            Progress progress = run.progress(steps);
            for (int i = 0; i < steps; i++) {
                metrics.row(i);
                progress.step();
            }
            if (fail) {
                throw new IllegalStateException("half way");
            }
            return Result.of(Map.of("steps", steps), steps + " steps\n").timed(Map.of("seconds", 1.5), "in 1.5 s\n");
        }
    }

    @Command(name = "clash")
    private static final class Clash implements Experiment {
        @Option(names = "--out")
        private String own = "";

        @Override
        public Result run(Run run) {
            return Result.of(Map.of(), own);
        }
    }

    private final List<String> tasks = new ArrayList<>();

    private String run(int code, String... more) {
        StringWriter printed = new StringWriter();
        PrintWriter out = new PrintWriter(printed);
        CommandLine command = ExperimentCommand.alone(new Steps()).setOut(out);
        command.setExecutionStrategy(parsed -> {
            try {
                return ((ExperimentCommand) command.getCommand()).run(context(parsed.hasMatchedOption("--json"), out));
            } catch (RuntimeException failure) {
                throw new CommandLine.ExecutionException(command, "failed", failure);
            }
        });
        command.setExecutionExceptionHandler((failure, failed, parsed) -> 1);
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.add("--out=" + folder);
        assertEquals(code, command.execute(arguments.toArray(String[]::new)));
        return printed.toString();
    }

    private Context context(boolean isJson, PrintWriter out) {
        Progress.Bars bars = (task, steps, quiet) -> {
            tasks.add(task + " " + steps + " " + quiet);
            return Progress.start(task, steps, true);
        };
        return new Context(
                PluginCatalogue.discover(),
                PerturbedOptimizer::builder,
                bars,
                (args, writer) -> 0,
                () -> {},
                new Context.Console(isJson, out, out));
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    @Test
    void theFolderHoldsTheResultWithoutTimesAndTheTimesArePrinted() throws IOException {
        assertEquals("in 1.5 s\n", run(0));
        assertEquals("2 steps\n", read("table.txt"));
        ObjectMapper json = new ObjectMapper();
        assertEquals(
                json.readTree("{\"experiment\": \"steps\", \"steps\": 2}"),
                StoredJson.read(folder.resolve("result.json")).orElseThrow());
        assertEquals(
                json.readTree("{\"experiment\": \"steps\", \"steps\": 2, \"seconds\": 1.5}"),
                json.readTree(run(0, "--json")));
        assertEquals(
                "steps", json.readTree(read("manifest.json")).get("experiment").asText());
        assertEquals(0, json.readTree(read("manifest.json")).get("seed").asInt());
        assertTrue(read("run.json").contains("FINISHED") && read("report.html").contains("steps"));
        assertEquals(List.of("steps 2 false", "steps 2 true"), tasks);
    }

    @Test
    void aFailedRunSaysSoAndABadOptionLeavesTheFolderAlone() throws IOException {
        run(0);
        run(1, "--steps=0");
        assertTrue(read("run.json").contains("FINISHED"), "the run before");
        run(1, "--fail");
        assertTrue(read("run.json").contains("FAILED"), read("run.json"));
        assertTrue(read("run.json").contains("IllegalStateException: half way"), read("run.json"));
        assertFalse(Files.exists(folder.resolve("result.json")));
        assertEquals("step\n0\n1\n", read("metrics.csv"));
    }

    @Test
    void aRunThatNeverCameToItsFolderSaysWhyUnlessItsOptionsWereWrong() throws IOException {
        Path parent = folder;
        folder = parent.resolve("new");
        run(1, "--steps=0", "--missing");
        assertFalse(Files.exists(folder), "a wrong option");
        run(1, "--missing");
        assertTrue(read("run.json").contains("FAILED") && read("run.json").contains("a.csv"), read("run.json"));
        assertFalse(Files.exists(folder.resolve("manifest.json")), "nothing to resume");
        run(0);
        assertTrue(read("run.json").contains("FINISHED"), read("run.json"));
        run(1, "--missing");
        assertTrue(read("run.json").contains("FINISHED"), "the run before");
    }

    @Test
    void anExperimentThatTakesAnOptionOfTheRunIsRefused() {
        assertThrows(CommandLine.InitializationException.class, () -> ExperimentCommand.of(new Clash()));
    }
}
