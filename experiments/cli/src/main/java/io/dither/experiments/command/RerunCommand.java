package io.dither.experiments.command;

import io.dither.experiments.run.StoredManifest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToIntBiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dither rerun}: runs what a run folder says was run, and compares the results. */
@Command(
        name = "rerun",
        footer = {"", "For example: dither rerun runs/shortest-path"},
        description = {
            "Runs the experiment of a run folder again, with its options, seed and threads, and tells whether the figures"
                    + " are the same to the last bit. Ends with 1 where they are not."
        })
public final class RerunCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The run folder, with a manifest.json.")
    private Path folder = Path.of("");

    @Option(names = "--out", paramLabel = "DIR", description = "The folder of the new run. Default: none is kept.")
    private Optional<Path> out = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final ToIntBiFunction<List<String>, PrintWriter> dither;

    /**
     * Creates the command.
     *
     * @param dither runs the command line: arguments and where to print, to an exit code
     */
    public RerunCommand(ToIntBiFunction<List<String>, PrintWriter> dither) {
        this.dither = dither;
    }

    @Override
    public Integer call() {
        StoredManifest manifest = StoredManifest.read(folder);
        RunFigures before = RunFigures.read(folder);
        if (out.isPresent()) {
            return compare(manifest, before, out.get());
        }
        try {
            Path temporary = Files.createTempDirectory("dither-rerun");
            try {
                return compare(manifest, before, temporary);
            } finally {
                delete(temporary);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot keep a run in the temporary folder", failure);
        }
    }

    private int compare(StoredManifest manifest, RunFigures before, Path again) {
        int code = dither.applyAsInt(arguments(manifest, again), new PrintWriter(Writer.nullWriter()));
        if (code != 0) {
            return code;
        }
        RunFigures after = RunFigures.read(again);
        PrintWriter output = spec.commandLine().getOut();
        output.print(before.comparison(after));
        output.flush();
        return before.sameAs(after) ? 0 : 1;
    }

    private static List<String> arguments(StoredManifest manifest, Path again) {
        List<String> arguments = new ArrayList<>(List.of("run"));
        Plugins.folderIn(manifest.commandLine())
                .ifPresent(plugins -> arguments.addAll(List.of("--plugins", plugins.toString())));
        arguments.add(manifest.experiment());
        arguments.addAll(manifest.optionArguments());
        arguments.addAll(List.of("--out", again.toString()));
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
