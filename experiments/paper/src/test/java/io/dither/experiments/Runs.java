package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.experiments.launch.ExperimentCommand;
import io.dither.experiments.run.Experiment;
import io.dither.experiments.run.StoredJson;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs an experiment as its command does. */
public final class Runs {
    private Runs() {}

    /** Returns what it prints; what it throws comes out as it is. Of an option that is given twice the last counts. */
    public static String of(Experiment experiment, String... arguments) {
        StringWriter out = new StringWriter();
        List<RuntimeException> thrown = new ArrayList<>();
        int code = ExperimentCommand.alone(experiment)
                .setOut(new PrintWriter(out))
                .setOverwrittenOptionsAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    thrown.add((RuntimeException) failure);
                    return 1;
                })
                .execute(arguments);
        if (!thrown.isEmpty()) {
            throw thrown.get(0);
        }
        assertEquals(0, code);
        requireVerdict(List.of(arguments));
        return out.toString();
    }

    /** Every experiment says in sentences what it found, and its page starts with them. */
    private static void requireVerdict(List<String> arguments) {
        Path folder = Path.of(arguments.get(arguments.lastIndexOf("--out") + 1));
        String verdict = StoredJson.read(folder.resolve("summary.json"))
                .orElseThrow()
                .path("verdict")
                .asText();
        assertTrue(verdict.endsWith(".") && !verdict.contains("NaN"), verdict);
    }
}
