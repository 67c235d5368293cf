package io.dither.experiments.runs;

import io.dither.experiments.launch.CommonOptions;
import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.Subcommand;
import io.dither.experiments.run.StoredManifest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dither rerun}: repeats the experiment of a run folder, and compares the results. */
@Command(
        name = "rerun",
        description = {
            "Repeat the experiment of a run folder and compare the figures to the last bit.",
            "It uses the same options, seed and threads. The exit code is 1 if a figure differs."
        },
        footer = {
            "dither rerun runs/shortest-path",
            "dither rerun runs/shortest-path --out runs/again",
            "dither rerun runs/coverage --json"
        })
public final class RerunCommand implements Subcommand {
    @Parameters(paramLabel = "DIR", description = "Run again what this run folder holds.")
    private Path folder = Path.of("");

    @Option(names = "--out", paramLabel = "DIR", description = "Keep the new run in this folder. Default: delete it.")
    private Optional<Path> out = Optional.empty();

    @Override
    public int run(Context context) {
        StoredManifest manifest = StoredManifest.read(folder);
        RunFigures before = RunFigures.read(folder);
        if (out.isPresent()) {
            return runAndCompare(context, manifest, before, out.get());
        }
        try {
            Path temporary = Files.createTempDirectory("dither-rerun");
            try {
                return runAndCompare(context, manifest, before, temporary);
            } finally {
                delete(temporary);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot keep a run in the temporary folder", failure);
        }
    }

    private static int runAndCompare(Context context, StoredManifest manifest, RunFigures before, Path newFolder) {
        // context.dither() runs a command of dither; what it prints is not needed
        int code = context.dither().applyAsInt(arguments(manifest, newFolder), new PrintWriter(Writer.nullWriter()));
        if (code != 0) {
            return code;
        }
        RunFigures after = RunFigures.read(newFolder);
        context.print(
                () -> Map.of("same", before.hasSameFigures(after), "before", before.figures(), "now", after.figures()),
                () -> before.comparison(after));
        return before.hasSameFigures(after) ? 0 : 1;
    }

    private static List<String> arguments(StoredManifest manifest, Path newFolder) {
        List<String> arguments = new ArrayList<>(List.of("run"));
        // of the common options, only --plugins can change a figure
        CommonOptions.of(manifest.commandLine())
                .plugins()
                .ifPresent(plugins -> arguments.addAll(List.of("--plugins", plugins.toString())));
        arguments.add(manifest.experiment());
        arguments.addAll(manifest.optionArguments());
        arguments.addAll(List.of("--out", newFolder.toString()));
        return arguments;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
