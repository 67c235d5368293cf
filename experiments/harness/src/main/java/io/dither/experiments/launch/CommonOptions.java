package io.dither.experiments.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The options that every command inherits from the command {@code dither}. */
@Command
public final class CommonOptions {
    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print JSON, with all digits of each number.")
    private boolean isJson;

    @Option(
            names = "--plugins",
            scope = ScopeType.INHERIT,
            paramLabel = "DIR",
            description = "Load plugins from this folder: jars, and folders of jars.")
    private Optional<Path> plugins = Optional.empty();

    @Option(names = "--stacktrace", scope = ScopeType.INHERIT, description = "Show where a failure came from.")
    private boolean hasStackTrace;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help; --help all shows all options.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    /**
     * Reads these options alone. They are needed before all arguments can be parsed, because the folder of plugins
     * decides which experiments are subcommands of {@code run}.
     *
     * @param args the arguments of a command
     * @return the options before the first malformed option; all options if none is malformed
     */
    public static CommonOptions of(List<String> args) {
        CommonOptions options = new CommonOptions();
        try {
            new CommandLine(options)
                    .setUnmatchedArgumentsAllowed(true)
                    .setOverwrittenOptionsAllowed(true)
                    .setExpandAtFiles(false)
                    .parseArgs(args.toArray(String[]::new));
        } catch (ParameterException malformed) {
            // keeps the options before the malformed option, which a full parse refuses
        }
        return options;
    }

    /** {@return whether results are printed as JSON, for programs} */
    public boolean isJson() {
        return isJson;
    }

    /** {@return the folder of plugins; none if its name is empty, which a full parse refuses} */
    public Optional<Path> plugins() {
        return plugins.filter(folder -> !folder.toString().isEmpty());
    }

    /** {@return whether a failure is shown with its stack trace} */
    public boolean hasStackTrace() {
        return hasStackTrace;
    }
}
